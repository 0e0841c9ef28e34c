"""What the commands on several projects share: reading an action plan, and planning all its projects together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ppi2go.cli.planning import plan_case, read_source_case
from ppi2go.errors import FileFault, InvalidFiles, near_miss

if TYPE_CHECKING:
    from ppi2go.answers.reading import Answers
    from ppi2go.catalogue.action_plans import LoadedActionPlan
    from ppi2go.catalogue.load import Catalogue, Folders
    from ppi2go.model.action_plan import Project
    from ppi2go.model.plan import Plan
    from ppi2go.planning.portfolio import Undertaking
    from ppi2go.rendering.context import Rendering
    from ppi2go.rendering.portfolio_context import Region


@dataclass
class Case:
    """A project with its answers and data, and the plans that were made of it, by their start."""

    project: Project
    answers: Answers
    catalogue: Catalogue
    lang: str | None
    made: dict[date, Rendering]

    def at(self, start: date) -> Rendering:
        """Return the project planned from a day on."""
        if start not in self.made:
            made = plan_case(self.starting(start), self.catalogue, self.lang, simulated=False)
            self.made[start] = replace(made, escape=str)
        return self.made[start]

    def starting(self, start: date) -> Answers:
        """Return the answers with the start, and with the day on which the action plan needs the solution."""
        days = {"timing.start": start, "timing.needed_by": self.needed_by}
        values = {name: value for name, value in self.answers.values.items() if name != "timing.notice_dispatch"}
        return replace(self.answers, values=values | {name: day for name, day in days.items() if day})

    @property
    def needed_by(self) -> date | None:
        """Return the day on which the solution is needed: the action plan's, else that of the answers."""
        own: date | None = self.answers.values.get("timing.needed_by")
        return self.project.needed_by or own

    def plan(self, start: date) -> Plan:
        """Return the plan from a day on."""
        return self.at(start).plan

    def undertaking(self) -> Undertaking:
        """Return the project as the portfolio plans it."""
        from ppi2go.planning.calendar import WorkCalendar
        from ppi2go.planning.portfolio import Undertaking

        wished = self.at(self.project.earliest_start)
        framework = self.catalogue.framework
        return Undertaking(
            id=self.project.id,
            title=wished.title,
            buyer=str(wished.answers.get("buyer.name") or ""),
            priority=self.project.priority,
            earliest=self.project.earliest_start,
            needed_by=self.needed_by,
            work_share=Decimal(self.project.work_share),
            answers=wished.answers,
            calendar=WorkCalendar(framework.country, framework.language, wished.answers.get("calendar.closed") or ()),
            make=self.plan,
        )


def read_cases(loaded: LoadedActionPlan, folders: Folders, lang: str | None) -> dict[str, Case]:
    """Read the answers of every project; raise InvalidFiles with the faults of all of them."""
    cases: dict[str, Case] = {}
    faults: list[FileFault] = []
    for project in loaded.plan.projects:
        source = loaded.answers[project.id]
        known = folders.names("thematic")
        if source.data["theme"] not in known:
            hint = near_miss(str(source.data["theme"]), known)
            message = f"unknown theme '{source.data['theme']}'{hint} (known: {', '.join(known)})"
            faults.append(FileFault(source.position(("theme",)), message, "unknown-theme"))
            continue
        try:
            answers, catalogue = read_source_case(source, folders)
        except InvalidFiles as error:
            faults += error.faults
            continue
        cases[project.id] = Case(project, answers, catalogue, lang, {})
    if faults:
        raise InvalidFiles(faults)
    return cases


def plan_region(
    file: Path, folders: Folders, lang: str | None, *, capacity: int | None = None
) -> tuple[Region, dict[str, Case]]:
    """Plan all projects of an action plan together; `capacity` takes the place of the plan's own."""
    from ppi2go.catalogue.action_plans import find_action_plan, load_action_plan, load_mapping_rules
    from ppi2go.planning.portfolio import plan_portfolio
    from ppi2go.rendering.portfolio_context import Region

    rules = load_mapping_rules(folders)
    loaded = load_action_plan(find_action_plan(file), rules)
    _check_head(loaded, folders)
    cases = read_cases(loaded, folders, lang)
    plan = loaded.plan
    portfolio = plan_portfolio(
        [case.undertaking() for case in cases.values()],
        region=plan.id,
        capacity=Decimal(capacity or plan.team.capacity),
        rules=rules.sharing,
        funding=plan.funding,
        roles=plan.team.roles,
    )
    renderings = {}
    for project in portfolio.projects:
        case, wished = cases[project.id], project.place
        # A trial is remembered by the day that was asked for, which may be a day of rest before its first task.
        renderings[project.id] = next(item for item in case.made.values() if item.plan is wished.taken.plan)
        case.made = {day: item for day, item in case.made.items() if item.plan is wished.taken.plan}
    return Region(plan, portfolio, renderings, rules), cases


def _check_head(loaded: LoadedActionPlan, folders: Folders) -> None:
    """Raise InvalidFiles where no file describes the country or the centre of the plan."""
    from ppi2go.catalogue.load import load_centres
    from ppi2go.catalogue.yaml_reader import read_yaml

    plan = loaded.plan
    centres = [item.centre.id for item in load_centres(folders).all]
    faults = []
    for key, value, known in (("country", plan.country, folders.names("national")), ("centre", plan.centre, centres)):
        if value not in known:
            message = f"no {key} has the id '{value}'{near_miss(value, known)} (known: {', '.join(known)})"
            faults.append(FileFault(read_yaml(loaded.file).position((key,)), message, f"unknown-{key}"))
    if faults:
        raise InvalidFiles(faults)
