"""Several purchases planned together: who is busy when, what is spent when, and what may be bought together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from ppi2go.model.action_plan import Funding, SharedWay
from ppi2go.model.plan import Finding, Plan

Month = date
"""A month, named by its first day."""
Load = Mapping[Month, Decimal]
"""Person-days of the team in each month; a month without work is absent."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A project as it runs when it starts on a day: what it asks of the team, and when the solution is accepted."""

    start: date
    plan: Plan
    load: Load
    by_role: Mapping[str, Decimal]
    accepted: date


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a project ended up: the trial that was wished for, the one that was taken, and why there.

    `fits` tells whether the team can carry it there; `holds` whether it is accepted by the day on which it is needed.
    """

    id: str
    wished: Trial
    taken: Trial
    fits: bool
    holds: bool

    @property
    def shift_days(self) -> int:
        """Return how many days later than wished it starts."""
        return (self.taken.start - self.wished.start).days


@dataclass(frozen=True, kw_only=True)
class Levelled:
    """The result of levelling: a place for every project, and the load of the team before and after.

    `moved_up` names projects that went before others of a higher priority, because their day would have been missed.
    """

    places: tuple[Place, ...]
    before: Load
    after: Load
    capacity: Decimal
    moved_up: tuple[str, ...] = ()

    def over(self, load: Load) -> dict[Month, Decimal]:
        """Return by how much a load is above the capacity, month by month; months within it are left out."""
        return {month: days - self.capacity for month, days in sorted(load.items()) if days > self.capacity}


@dataclass(frozen=True, kw_only=True)
class NeedEntry:
    """A need as the register holds it: whose it is, which, by which approach, and when the market is called.

    `region` is the action plan or the file that it stands in; `call` the day of the call for competition.
    """

    id: str
    region: str
    buyer: str
    buyer_type: str
    country: str
    theme: str
    need: str
    approach: str
    contract: str
    call: date
    signature: date | None
    value: Decimal
    currency: str


@dataclass(frozen=True, kw_only=True)
class SharedNeed:
    """A need that several buyers have at about the same time, and how they may buy together.

    `window` is the first and the last of their calls; `common_call` the latest, for which the others would wait.
    `values` adds up the estimated values by currency; nothing is converted.
    """

    theme: str
    need: str
    entries: tuple[NeedEntry, ...]
    ways: tuple[SharedWay, ...]
    values: Mapping[str, Decimal]

    @property
    def countries(self) -> tuple[str, ...]:
        """Return the countries, each once, in order."""
        return tuple(sorted({entry.country for entry in self.entries}))

    @property
    def crosses_borders(self) -> bool:
        """Tell whether the buyers belong to several countries."""
        return len(self.countries) > 1

    @property
    def window(self) -> tuple[date, date]:
        """Return the first and the last call for competition."""
        calls = [entry.call for entry in self.entries]
        return min(calls), max(calls)


@dataclass(frozen=True, kw_only=True)
class PlannedProject:
    """A project of the portfolio with its place, its money by year, and the funding that it must reach."""

    id: str
    title: str
    buyer: str
    theme: str
    need: str
    priority: int
    needed_by: date | None
    place: Place
    budget: Mapping[int, Decimal]
    entry: NeedEntry | None = None

    @property
    def plan(self) -> Plan:
        """Return the plan as it was placed."""
        return self.place.taken.plan

    def day(self, task: str) -> date | None:
        """Return the last day of a task, or None where the plan has none of that id."""
        found = self.plan.roadmap.task(task)
        return found.end if found else None


@dataclass(frozen=True, kw_only=True)
class FundingResult:
    """Whether a project reaches the milestone that its money waits for; `reached` is None where its plan has none."""

    funding: Funding
    project: str
    reached: date | None

    @property
    def met(self) -> bool:
        """Tell whether the milestone is reached by the deadline."""
        return self.reached is not None and self.reached <= self.funding.deadline

    @property
    def spare_days(self) -> int | None:
        """Return how many days are left until the deadline; negative where it is missed."""
        return (self.funding.deadline - self.reached).days if self.reached else None


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """All projects of a region planned together."""

    projects: tuple[PlannedProject, ...]
    levelled: Levelled
    by_role: Mapping[str, Decimal]
    funding: tuple[FundingResult, ...]
    shared: tuple[SharedNeed, ...]
    findings: tuple[tuple[str | None, Finding], ...]
    indicators: Mapping[str, int | Decimal] = field(default_factory=dict)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """Return every month from the first to the last with work, before or after levelling."""
        busy = sorted({*self.levelled.before, *self.levelled.after})
        found = [busy[0]] if busy else []
        while found and found[-1] < busy[-1]:
            found.append(next_month(found[-1]))
        return tuple(found)

    @cached_property
    def budget(self) -> dict[tuple[int, str], Decimal]:
        """Return the money of all projects by year and currency."""
        total: dict[tuple[int, str], Decimal] = {}
        for project in self.projects:
            for year, amount in project.budget.items():
                key = (year, project.plan.currency)
                total[key] = total.get(key, Decimal()) + amount
        return dict(sorted(total.items()))

    @property
    def start(self) -> date:
        """Return the first day of the first project."""
        return min(project.plan.roadmap.start for project in self.projects)

    @property
    def end(self) -> date:
        """Return the last day of the last project."""
        return max(project.plan.roadmap.end for project in self.projects)


def month_of(day: date) -> Month:
    """Return the month of a day."""
    return day.replace(day=1)


def next_month(month: Month, count: int = 1) -> Month:
    """Return the month that lies some months later."""
    years, index = divmod(month.month - 1 + count, 12)
    return date(month.year + years, index + 1, 1)
