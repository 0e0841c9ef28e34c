"""The result of planning: everything that any output shows, and nothing that depends on a language or a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ppi2go.model.calibration import Observed
from ppi2go.model.law import Citation, Ground, Procedure, Regime, StandstillException, Threshold, ThresholdValue
from ppi2go.model.life_cycle import CostCase
from ppi2go.model.process import Approach, Document, Phase, Step

TaskKind = Literal["statutory", "estimated", "milestone"]
Severity = Literal["error", "warning", "info"]
UnitName = Literal["days", "working-days", "hours", "weeks", "months", "years"]


@dataclass(frozen=True, kw_only=True)
class Message:
    """A text for the user: an English msgid and the values that fill its `{placeholders}`.

    A value may itself be a day, an amount, a list or a message; the renderer writes each in the reader's language.
    """

    text: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """A question that nobody answered, the value taken instead, and why."""

    field: str
    value: Any
    why: str


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """A finding that the buyer accepts: why, by whom (a role or a name) and since when."""

    id: str
    reason: str
    by: str | None = None
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OpenPoint:
    """A question whose answer is not known yet: which role finds it out, and by which step."""

    field: str
    owner: str
    known_by: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something the answers or the dates have against them, with the provision and the way out.

    A waived finding keeps its severity and stays in every output, but no exit status depends on it.
    """

    id: str
    severity: Severity
    message: Message
    advice: Message | None = None
    citation: Citation | None = None
    field: str | None = None
    waived: Waiver | None = None

    @property
    def blocks(self) -> bool:
        """Tell whether the plan cannot be carried out until this is mended: an error that nobody has waived."""
        return self.severity == "error" and self.waived is None


@dataclass(frozen=True, kw_only=True)
class Period:
    """A period of the law as it stands for this purchase: how long, since when counted, what shortened it."""

    id: str
    name: str
    counted_from: str
    length: int
    unit: UnitName
    shift: Literal["next-working-day", "none"]
    base: int
    reductions: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class StandstillResult:
    """The standstill that is owed, or the exception for which none is."""

    period: Period | None
    exception: StandstillException | None = None


@dataclass(frozen=True, kw_only=True)
class ThresholdInForce:
    """A threshold with the entry of the day; its amount is None where nobody knows it."""

    threshold: Threshold
    value: ThresholdValue
    last_known: bool = False

    @property
    def amount(self) -> Decimal | None:
        """Return the amount, or None where it is unknown."""
        return None if self.value.value == "unknown" else self.value.value


@dataclass(frozen=True, kw_only=True)
class RegimeResult:
    """The regime of the contract, why, and the thresholds that decided."""

    regime: Regime
    citation: Citation
    thresholds: tuple[ThresholdInForce, ...]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A procedure judged for this purchase.

    `days_more` says how many calendar days later than with the chosen procedure the contract would be signed, or
    earlier where it is below zero; None where the law does not allow the procedure.
    """

    procedure: Procedure
    allowed: bool
    citation: Citation
    grounds: tuple[Ground, ...]
    against: tuple[Ground | Message, ...]
    score: int
    reasons: tuple[tuple[int, str], ...]
    periods: tuple[Period, ...]
    standstill: StandstillResult
    minimum_invited: int | None
    days_more: int | None = None


@dataclass(frozen=True, kw_only=True)
class Why:
    """One link of the chain that explains a date."""

    text: Message
    citation: Citation | None = None


@dataclass(frozen=True, kw_only=True)
class Move:
    """A last day that was not a working day, the day that took its place, and the reason."""

    from_: date
    to: date
    because: Literal["saturday", "sunday", "public-holiday", "two-working-days"]
    holiday: str | None = None


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task of the roadmap; both days are included, a milestone starts and ends on the same day.

    `minimum` is the length that the law asks of a period, `shifts` whether its last day gives way to a working day;
    `chosen` the length that the answers ask for and the period has, `recommended` what practice advises, in days.
    `planned_end` is the end that the plan had before any fact was known; it is set where facts are given.
    """

    id: str
    name: str
    number: str
    phase: str
    kind: TaskKind
    start: date
    end: date
    length: int
    unit: UnitName
    depends_on: tuple[str, ...]
    slack_days: int
    critical: bool
    roles: tuple[str, ...]
    documents: tuple[str, ...]
    citations: tuple[Citation, ...]
    moved: Move | None
    why: tuple[Why, ...]
    minimum: int | None = None
    chosen: int | None = None
    recommended: int | None = None
    shifts: bool = False
    actual: bool = False
    planned_end: date | None = None
    step: Step | None = None


@dataclass(frozen=True, kw_only=True)
class Driver:
    """A task whose length moves the end, and how strongly (a rank correlation, 0 to 1)."""

    task: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Confidence:
    """The days by which the end and some milestones are reached with 50 % and 80 % confidence."""

    draws: int
    end: tuple[date, date]
    milestones: dict[str, tuple[date, date]]
    drivers: tuple[Driver, ...]
    observed: Observed | None


@dataclass(frozen=True, kw_only=True)
class Roadmap:
    """The dated tasks in the order of their start, with the named holidays that they meet."""

    start: date
    end: date
    tasks: tuple[Task, ...]
    holidays: dict[date, str]
    phases: tuple[Phase, ...]
    confidence: Confidence | None = None

    def task(self, task_id: str) -> Task | None:
        """Return the task with this id."""
        return next((task for task in self.tasks if task.id == task_id), None)


@dataclass(frozen=True, kw_only=True)
class PlannedDocument:
    """A document of the plan with the step that asks for it."""

    document: Document
    step: str
    due: date


@dataclass(frozen=True, kw_only=True)
class ApproachResult:
    """The way to meet the need and the reasons for it."""

    approach: Approach
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The whole plan of one purchase."""

    country: str
    theme: str
    law_on: date
    law_settled: Literal["dispatch", "moved", "beyond-known"]
    value: Decimal
    currency: str
    regime: RegimeResult
    approach: ApproachResult
    chosen: Candidate
    candidates: tuple[Candidate, ...]
    findings: tuple[Finding, ...]
    assumptions: tuple[Assumption, ...]
    roadmap: Roadmap
    documents: tuple[PlannedDocument, ...]
    vat_rate: Decimal | None
    cost: CostCase | None = None
    open_points: tuple[OpenPoint, ...] = ()
