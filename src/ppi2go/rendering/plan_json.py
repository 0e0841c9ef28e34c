"""The plan as JSON, as the contract with scripts and other programs has it. Texts are in the chosen language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.law import Act, Citation, Ground
from ppi2go.model.plan import (
    Candidate,
    Finding,
    Period,
    Plan,
    RegimeResult,
    StandstillResult,
    Task,
)
from ppi2go.rendering.centre_help import Help
from ppi2go.rendering.messages import write_message
from ppi2go.rendering.plan_parts_json import (
    confidence_data,
    cost_data,
    moved_text,
    plain_answers,
    plain_value,
    waiver_data,
)
from ppi2go.rendering.words import Words

ActLookup = Callable[[str], Act | None]
Helpers = Callable[[Task], Sequence[Help]]


class PlanJson:
    """Writes the parts of a plan as plain data."""

    def __init__(
        self,
        language: Language,
        act: ActLookup,
        task_names: dict[str, str] | None = None,
        helpers: Helpers | None = None,
    ) -> None:
        self.language = language
        self.act = act
        self.task_names = task_names or {}
        self.helpers = helpers or (lambda _: ())

    def plan(self, plan: Plan, files: dict[str, list[str]]) -> dict[str, Any]:
        """Return the whole plan; `files` names what was written for each document."""
        text = self.language.text
        return {
            "country": plan.country,
            "theme": plan.theme,
            "law_on": plan.law_on.isoformat(),
            "law_settled": plan.law_settled,
            "value": str(plan.value),
            "currency": plan.currency,
            "regime": self.regime(plan.regime),
            "thresholds": self.thresholds(plan.regime),
            "approach": {"id": plan.approach.approach.id, "name": text(plan.approach.approach.name)},
            "procedure": self.procedure(plan.chosen) | self._judgement(plan.chosen),
            "alternatives": [
                {"id": candidate.procedure.id, "allowed": candidate.allowed, "days_more": candidate.days_more}
                | self._judgement(candidate)
                for candidate in plan.candidates
                if candidate is not plan.chosen
            ],
            "findings": [self.finding(finding) for finding in plan.findings],
            "assumptions": [
                {"field": item.field, "value": plain_value(item.value), "why": text(item.why)}
                for item in plan.assumptions
            ],
            "open_points": [
                {"field": item.field, "owner": item.owner, "known_by": item.known_by} for item in plan.open_points
            ],
            "roadmap": {
                "start": plan.roadmap.start.isoformat(),
                "end": plan.roadmap.end.isoformat(),
                "confidence": confidence_data(plan.roadmap.confidence),
                "tasks": [self.task(task) for task in plan.roadmap.tasks],
                "holidays": {day.isoformat(): name for day, name in plan.roadmap.holidays.items()},
            },
            "documents": [
                {
                    "id": item.document.id,
                    "title": text(item.document.title),
                    "step": item.step,
                    "due": item.due.isoformat(),
                    "files": files.get(item.document.id, []),
                }
                for item in plan.documents
            ],
            "vat_rate": str(plan.vat_rate) if plan.vat_rate is not None else None,
        }

    def regime(self, result: RegimeResult) -> dict[str, Any]:
        """Return the regime; `band` where the country has a finer one."""
        regime = result.regime
        data: dict[str, Any] = {"id": regime.kind}
        if regime.id != regime.kind:
            data["band"] = regime.id
        return data | {
            "name": self.language.text(regime.name),
            "official_name": regime.official_name,
            "citation": self.citation(result.citation),
        }

    def thresholds(self, result: RegimeResult) -> list[dict[str, Any]]:
        """Return the thresholds that were compared with the value."""
        return [
            {
                "id": item.threshold.id,
                "name": self.language.text(item.threshold.name),
                "value": str(item.value.value),
                "currency": item.value.currency,
                "inclusive": item.value.inclusive,
                "from": item.value.from_.isoformat(),
                "to": item.value.to.isoformat() if item.value.to else None,
                "last_known": item.last_known,
                "citation": self.citation(item.value.citation),
            }
            for item in result.thresholds
        ]

    def procedure(self, candidate: Candidate) -> dict[str, Any]:
        """Return a procedure with its conditions and periods."""
        procedure = candidate.procedure
        return {
            "id": procedure.id,
            "official_name": procedure.official_name,
            "name": self.language.text(procedure.name),
            "allowed": candidate.allowed,
            "conditions": [self.ground(ground) for ground in procedure.grounds],
            "exclusions": [self.ground(ground) for ground in procedure.exclusions],
            "minimum_invited": candidate.minimum_invited,
            "citation": self.citation(candidate.citation),
            "time_limits": [self.period(period) for period in candidate.periods],
            "standstill": self.standstill(candidate.standstill),
        }

    def ground(self, ground: Ground) -> dict[str, Any]:
        """Return a ground or an exclusion with its provision."""
        return {
            "id": ground.id,
            "text": self.language.text(ground.text),
            "citation": self.citation(ground.citation),
        }

    def period(self, period: Period) -> dict[str, Any]:
        """Return a period as it stands for this purchase; `base` is its length before reductions."""
        return {
            "id": period.id,
            "counted_from": period.counted_from,
            "days": period.length,
            "unit": period.unit,
            "base": period.base,
            "reductions": list(period.reductions),
            "citation": self.citation(period.citations[0]),
            "citations": [self.citation(citation) for citation in period.citations],
        }

    def standstill(self, result: StandstillResult) -> dict[str, Any]:
        """Return the standstill; 0 days with the exception's provision where none is owed."""
        if result.period:
            period = result.period
            return {
                "days": period.length,
                "unit": period.unit,
                "citation": self.citation(period.citations[0]),
            }
        exception = result.exception
        return {
            "days": 0,
            "unit": "days",
            "reason": self.language.text(exception.text) if exception else None,
            "citation": self.citation(exception.citation) if exception else None,
        }

    def finding(self, finding: Finding) -> dict[str, Any]:
        """Return a finding with its message and advice in the language."""
        return {
            "id": finding.id,
            "severity": finding.severity,
            "message": write_message(finding.message, self.language, self.task_names),
            "advice": write_message(finding.advice, self.language, self.task_names) if finding.advice else None,
            "citation": self.citation(finding.citation) if finding.citation else None,
            "field": finding.field,
            "waived": waiver_data(finding.waived) if finding.waived else None,
        }

    def task(self, task: Task) -> dict[str, Any]:
        """Return a task with its dates and the chain that explains them."""
        return {
            "id": task.id,
            "name": self.language.text(task.name),
            "phase": task.phase,
            "kind": task.kind,
            "start": task.start.isoformat(),
            "end": task.end.isoformat(),
            "days": task.length,
            "unit": task.unit,
            "minimum": task.minimum,
            "chosen": task.chosen,
            "recommended": task.recommended,
            "depends_on": list(task.depends_on),
            "slack_days": task.slack_days,
            "critical": task.critical,
            "actual": task.actual,
            "planned_end": task.planned_end.isoformat() if task.planned_end else None,
            "delta_days": (task.end - task.planned_end).days if task.planned_end else None,
            "roles": list(task.roles),
            "help": [
                {"service": item.service.id, "centre": item.id, "status": item.status, "text": item.text(self.language)}
                for item in self.helpers(task)
            ],
            "documents": list(task.documents),
            "citations": [self.citation(citation) for citation in task.citations],
            "moved": moved_text(task.moved) if task.moved else None,
            "why": [
                {
                    "text": write_message(why.text, self.language, self.task_names),
                    "citation": self.citation(why.citation) if why.citation else None,
                }
                for why in task.why
            ],
        }

    def citation(self, citation: Citation) -> dict[str, Any]:
        """Return a citation with the act's short title and address."""
        act = self.act(citation.act)
        return {
            "act": act.short if act else citation.act,
            "provision": citation.provision,
            "url": citation.url or (act.url if act else None),
            "status": citation.status,
            "layer": citation.layer,
            "source": citation.source,
            "verified_on": citation.verified_on.isoformat() if citation.verified_on else None,
        }

    def _judgement(self, candidate: Candidate) -> dict[str, Any]:
        return {"score": candidate.score, "reasons": self._reasons(candidate)}

    def _reasons(self, candidate: Candidate) -> list[dict[str, Any]]:
        """Return every reason for and against: provisions first, then points of fit."""
        reasons: list[dict[str, Any]] = [{"for": True, **self.ground(ground)} for ground in candidate.grounds]
        for item in candidate.against:
            if isinstance(item, Ground):
                reasons.append({"for": False, **self.ground(item)})
            else:
                reasons.append({"for": False, "text": write_message(item, self.language), "citation": None})
        return reasons + [
            {"for": points > 0, "points": points, "text": self.language.text(text)}
            for points, text in candidate.reasons
        ]


def plan_data(rendering: Words, files: dict[str, list[str]]) -> dict[str, Any]:
    """Return the plan with its answers and the version of the data: what `plan.json` and `--json` hold."""
    writer = PlanJson(rendering.language, rendering.catalogue.act, rendering.task_names, rendering.helpers)
    framework = rendering.catalogue.framework
    return writer.plan(rendering.plan, files) | {
        "cost": cost_data(rendering.plan.cost, rendering.plan.currency),
        "answers": plain_answers(rendering.answers),
        "data_version": framework.data_version,
        "verified_on": framework.verified_on.isoformat(),
    }
