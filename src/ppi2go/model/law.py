"""The law as dated, cited values: citations, thresholds, regimes, procedures, time limits."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from ppi2go.model.base import Day, Flag, Id, Integer, Model, Name, Number, Text
from ppi2go.model.condition import Condition

BuyerType = Literal["central", "subcentral", "utility"]
ContractType = Literal["supplies", "services", "works"]
RegimeKind = Literal["above-eu", "below-eu", "small-value", "exempt"]
Status = Literal["confirmed", "corroborated", "unverified"]
Unit = Literal["days", "working-days", "hours", "weeks", "months", "years"]
Shift = Literal["next-working-day", "none"]
"""Where a period ends whose last day is not a working day (Regulation 1182/71 art. 3(4))."""


class Act(Model):
    """An act that citations name by its id.

    Title and number of a national act stay in its language; those of an act of the Union exist in every language.
    """

    id: Id
    title: Name
    short: Name
    url: Name | None = None
    in_force: Day | None = None

    @property
    def of_the_union(self) -> bool:
        """Tell whether the act is one of the Union, by its address in the Official Journal."""
        return bool(self.url) and any(host in str(self.url) for host in ("data.europa.eu/eli", "eur-lex.europa.eu"))


class Citation(Model):
    """Where a legal value stands, and how sure we are of it.

    `confirmed`: an official text was read; `corroborated`: another text restates it; `unverified`: neither.
    `layer` says which file set the value (EU or the country); the catalogue fills it in.
    """

    act: Id
    provision: Name
    status: Status
    url: Name | None = None
    source: Name | None = None
    verified_on: Day | None = None
    layer: Name = "EU"


class Dated(Model):
    """A value in force from a day to a day (both included; open where None), for some buyers and contracts."""

    from_: Day = Field(alias="from")
    to: Day | None = None
    buyers: tuple[BuyerType, ...] | None = None
    contracts: tuple[ContractType, ...] | None = None
    citation: Citation
    note: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.to is not None and self.to < self.from_:
            raise ValueError(f"'to' ({self.to}) lies before 'from' ({self.from_})")
        return self

    def applies(self, on: date, buyer: str, contract: str) -> bool:
        """Tell whether the value is in force on the day for this buyer and contract."""
        return self.in_force(on) and self.concerns(buyer, contract)

    def in_force(self, on: date) -> bool:
        """Tell whether the day lies in the value's window."""
        return self.from_ <= on and (self.to is None or on <= self.to)

    def concerns(self, buyer: str, contract: str) -> bool:
        """Tell whether the value is meant for this buyer and contract."""
        return (self.buyers is None or buyer in self.buyers) and (self.contracts is None or contract in self.contracts)


class ThresholdValue(Dated):
    """An amount net of VAT; `inclusive` says that a value equal to it lies at or above (>=, not >).

    `unknown` stands where the law has an amount that nobody here has read: the program says so and never converts one.
    """

    value: Number | Literal["unknown"]
    currency: Name
    inclusive: Flag = True


class Threshold(Model):
    """A limit of value under one id, with all its dated amounts."""

    id: Id
    name: Text
    values: tuple[ThresholdValue, ...]


class RegimePeriod(Dated):
    """When, for whom and from which threshold a regime holds; no `floor` means from zero."""

    floor: Id | None = None


class Regime(Model):
    """A set of rules that a contract falls under by its value: `kind` is the common word, `id` the finer band."""

    id: Id
    kind: RegimeKind
    name: Text
    official_name: Name | None = None
    act_applies: Flag
    duties: Text | None = None
    periods: tuple[RegimePeriod, ...]


class Reduction(Model):
    """A lawful way to shorten a time limit: to `to` units, or by `minus` units.

    `id` names the fact that opens it: `electronic-submission`, `prior-information-notice`, `urgency`, `agreement`.
    """

    id: Literal["electronic-submission", "prior-information-notice", "urgency", "agreement"]
    to: Integer | None = None
    minus: Integer | None = None
    buyers: tuple[BuyerType, ...] | None = None
    condition: Text | None = None
    citation: Citation

    @model_validator(mode="after")
    def _one_way(self) -> Reduction:
        if (self.to is None) == (self.minus is None):
            raise ValueError("a reduction needs either 'to' or 'minus'")
        return self


class Extension(Model):
    """A fact that lengthens a time limit by `plus` units (documents that are not online, say)."""

    id: Literal["documents-not-online"]
    plus: Integer
    when: Condition | None = None
    citation: Citation


class PeriodLength(Dated):
    """A dated length of a period, in units, with what shortens or lengthens it."""

    length: Integer
    unit: Unit = "days"
    shift: Shift = "next-working-day"
    regimes: tuple[RegimeKind, ...] | None = None
    when: Condition | None = None
    reductions: tuple[Reduction, ...] = ()
    extensions: tuple[Extension, ...] = ()


class TimeLimit(Model):
    """A minimum period that runs from an event (a task id of the process)."""

    id: Id
    name: Text
    counted_from: Id
    values: tuple[PeriodLength, ...]


class Deadline(Model):
    """A last day that is counted from another event: forwards (award notice) or backwards (answers to questions).

    It becomes a milestone of the roadmap when its condition holds. `whole_days` is for periods counted backwards where
    the country's authorities ask that so many whole days lie between the two events: the day is one day earlier.
    """

    id: Id
    name: Text
    counted_from: Id
    direction: Literal["forward", "backward"]
    whole_days: Flag = False
    phase: Id
    procedures: tuple[Id, ...] | None = None
    when: Condition | None = None
    values: tuple[PeriodLength, ...]


class Ground(Model):
    """A reason for which a procedure may be used, or may not."""

    id: Id
    text: Text
    when: Condition | None = None
    citation: Citation


class Fit(Model):
    """Points for or against a lawful procedure in the case at hand, with the reason shown to the user."""

    points: Integer
    reason: Text
    when: Condition | None = None


class MinimumInvited(Dated):
    """The least number of candidates to invite, where enough qualify."""

    number: Integer


class ProcedurePeriod(Dated):
    """When, for whom and in which regimes a procedure exists."""

    regimes: tuple[RegimeKind, ...]


class Procedure(Model):
    """A procedure with its conditions and stages.

    It is allowed when a period applies, one of the `grounds` holds (or there are none) and no `exclusion` holds.
    `never_proposed` says why the program leaves a lawful procedure to the user: its grounds must be shown in the case.
    `stages` are the words that the process asks for: `call`, `requests`, `tenders`, `initial-tenders`, `negotiation`,
    `dialogue`, `final-tenders`, `development`.
    """

    id: Id
    name: Text
    official_name: Name | None = None
    summary: Text
    purpose: Literal["procedure", "technique", "outside-the-act"] = "procedure"
    stages: tuple[Id, ...]
    award: Literal["any", "best-price-quality-only", "lowest-price-only"] = "any"
    never_proposed: Text | None = None
    periods: tuple[ProcedurePeriod, ...]
    grounds: tuple[Ground, ...] = ()
    exclusions: tuple[Ground, ...] = ()
    fit: tuple[Fit, ...] = ()
    minimum_invited: tuple[MinimumInvited, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()


class StandstillValue(PeriodLength):
    """The standstill for one means of telling the tenderers."""

    means: Literal["electronic", "other"] = "electronic"


class StandstillException(Dated):
    """A case in which no standstill is owed."""

    id: Id
    text: Text
    when: Condition | None = None


class Standstill(Model):
    """The period between telling the tenderers and signing the contract."""

    values: tuple[StandstillValue, ...]
    exceptions: tuple[StandstillException, ...] = ()


class RuleValue(Dated):
    """A dated value of a rule: whichever of length, amount, percent and number the rule sets."""

    regimes: tuple[RegimeKind, ...] | None = None
    length: Integer | None = None
    unit: Unit | None = None
    amount: Number | None = None
    currency: Name | None = None
    percent: Number | None = None
    number: Integer | None = None


class Rule(Model):
    """Any further rule that a planner shows: review, deposits, tender bond, registers, language, evaluation."""

    id: Id
    topic: Literal[
        "principles", "consultation", "preparation", "documents", "evaluation", "security", "standstill",
        "review", "contract", "registers", "publication", "archive", "innovation", "language",
    ]  # fmt: skip
    name: Text
    text: Text
    values: tuple[RuleValue, ...]
