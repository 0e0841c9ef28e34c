"""A region's action plan as it is written: team, funding, the needs that were mapped, and the projects chosen."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, Strict, model_validator

from ppi2go.model.base import Day, Flag, Id, Model, Name, Text
from ppi2go.model.centre import CountryCode
from ppi2go.model.law import Citation
from ppi2go.model.process import RoleId

BEST = 5
"""The highest score of a criterion; the lowest is 0."""
Score = Annotated[int, Strict(), Field(ge=0, le=BEST)]
Milestone = Literal["notice-dispatch", "contract-signature", "acceptance"]


class Criterion(Model):
    """What a mapped need is scored by: `weight` in per cent, and what each score from 0 to 5 stands for in `scale`."""

    id: Id
    name: Text
    question: Text
    weight: Annotated[int, Strict(), Field(ge=1, le=100)]
    scale: Annotated[tuple[Text, ...], Field(min_length=BEST + 1, max_length=BEST + 1)]


class SharedWay(Model):
    """A lawful way for several buyers to buy together: within `one-country`, across `borders`, or in `both` cases.

    `law` says whose law applies, `steps` what the buyers settle before the market hears of it.
    """

    id: Id
    name: Text
    where: Literal["one-country", "borders", "both"]
    text: Text
    law: Text
    steps: tuple[Text, ...]
    citation: Citation


class SharingRules(Model):
    """When two projects count as sharing a need, and the ways to buy together.

    `months` is how far apart their calls for competition may lie; `approaches` lists which approaches go together.
    """

    months: Annotated[int, Strict(), Field(ge=0, le=60)]
    approaches: tuple[tuple[Id, ...], ...]
    ways: tuple[SharedWay, ...]


class MappingRules(Model):
    """How needs are scored and how many are chosen, and how shared needs are recognised."""

    version: Name
    verified_on: Day
    about: Text
    choose: Annotated[int, Strict(), Field(ge=1)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    sharing: SharingRules


class Team(Model):
    """The team that carries the projects: `capacity` is what it can work on them, in person-days a month.

    `roles` are those whose work counts, where they are not all roles of the buyers.
    """

    capacity: Annotated[int, Strict(), Field(ge=1)]
    roles: tuple[RoleId, ...] | None = None


class Period(Model):
    """The time that the plan looks at, both days included."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end < self.start:
            raise ValueError("the period ends before it begins")
        return self


class Funding(Model):
    """Money that is there until a day; `reached_by` is the milestone that each of `projects` must reach by then."""

    id: Id
    name: Name
    deadline: Day
    reached_by: Milestone
    projects: Annotated[tuple[Id, ...], Field(min_length=1)]


class MappedNeed(Model):
    """A need of a procurer, scored by every criterion of the mapping; `scores` maps a criterion to 0 to 5."""

    id: Id
    procurer: Name
    theme: Id
    need: Id
    scores: dict[Id, Score]
    note: Name | None = None


class Project(Model):
    """A purchase of the portfolio; `priority` 1 comes first.

    `answers` are those of an answers file, or the path of one; `mapped` names the need it was chosen for, and
    `reason` says why where that is not among the best. `work_share` is how much of their time the people in a role
    work on the project while one of its tasks is theirs, in per cent.
    """

    id: Id
    mapped: Id | None = None
    reason: Name | None = None
    priority: Annotated[int, Strict(), Field(ge=1)]
    earliest_start: Day
    needed_by: Day | None = None
    work_share: Annotated[int, Strict(), Field(ge=1, le=100)] = 20
    answers: dict[str, Any] | Name

    @model_validator(mode="after")
    def _in_order(self) -> Project:
        if self.needed_by and self.needed_by <= self.earliest_start:
            raise ValueError("the project is needed before it may start")
        return self


class Measure(Model):
    """What the centre and its partners do beside the projects: who, and by when."""

    id: Id
    text: Name
    owner: Name
    by: Day


class ActionPlan(Model):
    """A region with its centre, its team, its money and its projects.

    `illustrative` marks a plan that is no authority's own. `starting_point` and `stakeholders` open the document,
    `measures` are what is done beside the projects, `monitoring` says how the plan is followed.
    """

    id: Id
    version: Name
    illustrative: Flag = False
    country: CountryCode
    centre: Id
    name: Name
    about: Name | None = None
    starting_point: tuple[Name, ...] = ()
    stakeholders: tuple[Name, ...] = ()
    measures: tuple[Measure, ...] = ()
    monitoring: tuple[Name, ...] = ()
    period: Period
    team: Team
    funding: tuple[Funding, ...] = ()
    mapping: tuple[MappedNeed, ...] = ()
    projects: Annotated[tuple[Project, ...], Field(min_length=1)]

    @property
    def first_day(self) -> date:
        """Return the day on which the first project may start."""
        return min(project.earliest_start for project in self.projects)
