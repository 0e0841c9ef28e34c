"""A region's portfolio as templates, tables and JSON see it: plain values, every text in the language of the output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.action_plan import ActionPlan, MappingRules
from ppi2go.model.base import msgid
from ppi2go.model.plan import Finding
from ppi2go.model.portfolio import PlannedProject, Portfolio
from ppi2go.rendering.context import Rendering
from ppi2go.rendering.mapping_sheet import mapping_rows
from ppi2go.rendering.messages import write_message
from ppi2go.rendering.sharing_context import shared_rows

Plain = dict[str, Any]
MILESTONES = ("notice-dispatch", "contract-signature", "acceptance")
_RISKS = 3
"""Risks that are shown of each project."""

INDICATORS = {
    "projects": msgid("Projects in the plan"),
    "calls": msgid("Calls for competition sent"),
    "contracts": msgid("Contracts signed"),
    "person-days": msgid("Person-days of the team"),
    "peak-before": msgid("Busiest month before levelling, in person-days"),
    "peak-after": msgid("Busiest month after levelling, in person-days"),
    "months-over-before": msgid("Months above the capacity before levelling"),
    "months-over-after": msgid("Months above the capacity after levelling"),
    "projects-moved": msgid("Projects that start later than wished"),
    "days-kept": msgid("Projects accepted by the day on which they are needed"),
    "days-missed": msgid("Projects accepted too late"),
    "funding-met": msgid("Funding deadlines met"),
    "funding-missed": msgid("Funding deadlines missed"),
    "shared-needs": msgid("Needs that two or more projects share"),
}


@dataclass(frozen=True)
class Region:
    """An action plan, its projects planned together, and each project's plan ready to be written."""

    plan: ActionPlan
    portfolio: Portfolio
    renderings: Mapping[str, Rendering]
    rules: MappingRules

    @property
    def first(self) -> Rendering:
        """Return the plan of the first project; it has the language and the centres, which all share."""
        return next(iter(self.renderings.values()))

    @property
    def language(self) -> Language:
        """Return the language of the output."""
        return self.first.language


def portfolio_context(region: Region) -> Plain:
    """Return everything that the outputs of a portfolio show."""
    plan, portfolio, language = region.plan, region.portfolio, region.language
    names = {project.id: project.title for project in portfolio.projects}
    projects = [_project(region, project, number) for number, project in enumerate(portfolio.projects, 1)]
    return {
        "region": _region(region),
        "projects": projects,
        "months": list(_months(portfolio)),
        "capacity": portfolio.levelled.capacity,
        "moved_up": [names[name] for name in portfolio.levelled.moved_up],
        "roles": list(_roles(region)),
        "budget": _budget(portfolio),
        "funding": list(_funding(region, names)),
        "shared": shared_rows(portfolio.shared, region.renderings.values(), language),
        "findings": [_finding(region, name, finding, names) for name, finding in portfolio.findings],
        "indicators": [
            {"id": name, "name": language.text(INDICATORS[name]), "value": value}
            for name, value in portfolio.indicators.items()
        ],
        "figures": dict(portfolio.indicators),
        "mapping": mapping_rows(plan, region.rules, region.renderings.values(), language),
        "start": portfolio.start,
        "end": portfolio.end,
        "language": language.code,
    }


def _region(region: Region) -> Plain:
    plan, language, first = region.plan, region.language, region.first
    known = next((item for item in first.catalogue.centres.all if item.centre.id == plan.centre), None)
    host = known.centre.host if known else None
    return {
        "id": plan.id,
        "name": plan.name,
        "about": plan.about,
        "illustrative": plan.illustrative,
        "country": {"code": plan.country, "name": first.country_name},
        "centre": {
            "id": plan.centre,
            "name": f"{language.text(host.name)} ({host.short})" if host else plan.centre,
            "url": host.url if host else None,
        },
        "period": {"start": plan.period.start, "end": plan.period.end},
        "starting_point": list(plan.starting_point),
        "stakeholders": list(plan.stakeholders),
        "measures": [{"id": item.id, "text": item.text, "owner": item.owner, "by": item.by} for item in plan.measures],
        "monitoring": list(plan.monitoring),
        "prepared_on": first.prepared_on,
        "data_version": first.catalogue.framework.data_version,
    }


def _project(region: Region, project: PlannedProject, number: int) -> Plain:
    rendering, place, plan = region.renderings[project.id], project.place, project.plan
    wished = place.wished.plan.roadmap
    own = next(item for item in region.plan.projects if item.id == project.id)
    return {
        "id": project.id,
        "number": str(number),
        "title": project.title,
        "buyer": project.buyer,
        "theme": {"id": project.theme, "name": rendering.text(rendering.catalogue.theme.name)},
        "need": {"id": project.need, "name": rendering.text(rendering.theme.need.name)},
        "priority": project.priority,
        "work_share": own.work_share,
        "person_days": sum(place.taken.load.values(), Decimal()),
        "approach": {"id": plan.approach.approach.id, "name": rendering.text(plan.approach.approach.name)},
        "procedure": {"id": plan.chosen.procedure.id, "name": rendering.text(plan.chosen.procedure.name)},
        "regime": {"id": plan.regime.regime.kind, "name": rendering.text(plan.regime.regime.name)},
        "value": plan.value,
        "currency": plan.currency,
        "wished": wished.start,
        "start": plan.roadmap.start,
        "shift_days": place.shift_days,
        "call": project.day("notice-dispatch"),
        "contract": project.day("contract-signature"),
        "accepted": place.taken.accepted,
        "needed_by": project.needed_by,
        "holds": place.holds,
        "fits": place.fits,
        "end": plan.roadmap.end,
        "law_on": plan.law_on,
        "budget": {str(year): amount for year, amount in sorted(project.budget.items())},
        "errors": sum(finding.blocks for finding in plan.findings),
        "warnings": sum(finding.severity == "warning" for finding in plan.findings),
        "phases": list(_phases(rendering)),
        "milestones": [_milestone(rendering, name) for name in MILESTONES if plan.roadmap.task(name)],
        "periods": list(_periods(rendering)),
        "risks": _risks(rendering),
        "help": list(dict.fromkeys(help_ for task in plan.roadmap.tasks for help_ in _help(rendering, task))),
    }


def _phases(rendering: Rendering) -> Iterator[Plain]:
    for phase in rendering.plan.roadmap.phases:
        tasks = [task for task in rendering.plan.roadmap.tasks if task.phase == phase.id and task.step]
        if tasks:
            yield {
                "id": phase.id,
                "number": phase.number,
                "name": rendering.text(phase.name),
                "start": min(task.start for task in tasks),
                "end": max(task.end for task in tasks),
            }


def _milestone(rendering: Rendering, name: str) -> Plain:
    task = rendering.plan.roadmap.task(name)
    assert task
    return {"id": name, "name": rendering.text(task.name), "day": task.end}


def _periods(rendering: Rendering) -> Iterator[Plain]:
    """Yield the periods of the law with their provision."""
    for task in rendering.plan.roadmap.tasks:
        if task.kind == "statutory":
            yield {
                "id": task.id,
                "name": rendering.text(task.name),
                "start": task.start,
                "end": task.end,
                "length": task.length,
                "unit": task.unit,
                "citation": rendering.citation(task.citations[0]) if task.citations else None,
            }


def _risks(rendering: Rendering) -> list[Plain]:
    """Return the gravest risks of the need, by likelihood and impact."""
    need = str(rendering.answers["thematic.need"])
    own = [risk for risk in rendering.catalogue.theme.risks if risk.needs is None or need in risk.needs]
    own.sort(key=lambda risk: (-risk.likelihood * risk.impact, risk.needs is None, risk.id))
    return [
        {
            "id": risk.id,
            "cause": rendering.text(risk.cause),
            "effect": rendering.text(risk.effect),
            "response": rendering.text(risk.response),
            "likelihood": risk.likelihood,
            "impact": risk.impact,
        }
        for risk in own[:_RISKS]
    ]


def _help(rendering: Rendering, task: Any) -> list[str]:
    return [item.text(rendering.language) for item in rendering.helpers(task)]


def _months(portfolio: Portfolio) -> Iterator[Plain]:
    levelled = portfolio.levelled
    for month in portfolio.months:
        before, after = levelled.before.get(month, Decimal()), levelled.after.get(month, Decimal())
        yield {"month": month, "before": before, "after": after, "over": max(Decimal(), after - levelled.capacity)}


def _roles(region: Region) -> Iterator[Plain]:
    names: dict[str, str] = {role.id: role.name for role in region.first.catalogue.process.roles}
    for role, days in region.portfolio.by_role.items():
        yield {"id": role, "name": region.language.text(names[role]), "person_days": days}


def _budget(portfolio: Portfolio) -> list[Plain]:
    return [
        {"year": year, "amount": amount, "currency": currency} for (year, currency), amount in portfolio.budget.items()
    ]


def _funding(region: Region, names: Mapping[str, str]) -> Iterator[Plain]:
    for result in region.portfolio.funding:
        rendering = region.renderings[result.project]
        task = rendering.plan.roadmap.task(result.funding.reached_by)
        yield {
            "id": result.funding.id,
            "name": result.funding.name,
            "project": result.project,
            "title": names[result.project],
            "deadline": result.funding.deadline,
            "milestone": rendering.text(task.name) if task else result.funding.reached_by,
            "reached": result.reached,
            "spare_days": result.spare_days,
            "met": result.met,
        }


def _finding(region: Region, name: str | None, finding: Finding, names: Mapping[str, str]) -> Plain:
    rendering = region.renderings[name] if name else region.first
    return {
        "id": finding.id,
        "project": name,
        "title": names[name] if name else None,
        "severity": finding.severity,
        "severity_name": rendering.name("severity", finding.severity),
        "message": write_message(finding.message, region.language, rendering.task_names),
        "advice": write_message(finding.advice, region.language) if finding.advice else None,
    }


def plain(value: Any) -> Any:
    """Return a context as JSON can hold it: days in ISO 8601, amounts as decimal texts."""
    match value:
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f") if value else "0"
        case _:
            return value
