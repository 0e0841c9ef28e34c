"""The process of a public procurement of innovative solutions: phases, steps and their order."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from ppi2go.model.base import Day, Id, Integer, Model, Name, Text
from ppi2go.model.centre import ServiceId
from ppi2go.model.condition import Condition
from ppi2go.model.law import Citation

RoleId = Literal[
    "sponsor", "project-manager", "need-owner", "procurement-officer", "legal", "technical", "finance",
    "data-protection", "competence-centre", "evaluation-committee", "monitoring-team", "suppliers",
]  # fmt: skip

WorkbookId = Literal["life-cycle-cost", "risk-register", "evaluation-grid", "kpi-dashboard"]
"""The spreadsheets that go with a document."""


class Duration(Model):
    """A three-point estimate in working days, with where it comes from."""

    optimistic: Integer
    likely: Integer
    pessimistic: Integer
    source: Text

    @model_validator(mode="after")
    def _in_order(self) -> Duration:
        if not 0 <= self.optimistic <= self.likely <= self.pessimistic:
            raise ValueError("write 0 <= optimistic <= likely <= pessimistic")
        return self


class Recommended(Model):
    """A length that practice recommends for a period, in calendar days, with where it comes from."""

    days: Integer
    source: Text


class Role(Model):
    """Who does a step."""

    id: RoleId
    name: Text
    task: Text


class Gate(Model):
    """The decision that ends a phase."""

    id: Id
    name: Text
    question: Text


class Phase(Model):
    """A part of the process that ends with a decision."""

    id: Id
    number: Name
    name: Text
    purpose: Text
    gate: Gate | None = None


class Step(Model):
    """One task of the process.

    `work` takes estimated working days; `period` is a statutory period whose length is the time limit `limit` of the
    procedure (or the standstill), and an estimate where the law sets none; `milestone` is an event on one day: the
    `deadline` of a period ends with it, an `act` happens on the first working day after all it waits for.
    `help` names the services of a competence centre that make the step easier.
    """

    id: Id
    number: Name
    phase: Id
    name: Text
    kind: Literal["work", "period", "deadline", "act"]
    purpose: Text
    asks: tuple[Text, ...] = ()
    gives: tuple[Text, ...] = ()
    roles: tuple[RoleId, ...] = ()
    help: tuple[ServiceId, ...] = ()
    duration: Duration | None = None
    limit: Id | None = None
    recommended: Recommended | None = None
    after: tuple[Id, ...] = ()
    when: Condition | None = None
    documents: tuple[Id, ...] = ()
    citations: tuple[Citation, ...] = ()
    advice: Text | None = None


class Document(Model):
    """A document that the plan produces: which template, with which spreadsheet, for whom, when."""

    id: Id
    title: Text
    purpose: Text
    template: Name
    workbook: WorkbookId | None = None
    audience: Literal["internal", "market", "file"]
    signed_by: tuple[RoleId, ...] = ()
    when: Condition | None = None


class Approach(Model):
    """A way to meet the need: ordinary purchase, PPI, PCP, innovation partnership."""

    id: Literal["ordinary", "ppi", "pcp", "innovation-partnership"]
    name: Text
    summary: Text
    when: Condition
    reasons: tuple[Text, ...]
    procedures: tuple[Id, ...] | None = None
    citations: tuple[Citation, ...] = ()


class Process(Model):
    """The whole process: it is one network of steps, whatever the procedure."""

    version: Name
    verified_on: Day
    source: Name
    roles: tuple[Role, ...]
    approaches: tuple[Approach, ...]
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]
    documents: tuple[Document, ...]
