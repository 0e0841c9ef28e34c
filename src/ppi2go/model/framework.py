"""The law of one country as a whole, with its currency, taxes and institutions."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from ppi2go.model.base import Day, Id, Model, Name, Number, Text
from ppi2go.model.finding import FindingRule
from ppi2go.model.law import Act, Dated, Deadline, Procedure, Regime, Rule, Standstill, Status, Threshold
from ppi2go.model.question import Question


class VatRate(Dated):
    """The standard rate of value added tax in per cent."""

    rate: Number


class Institution(Model):
    """A body or portal that a buyer meets, with its official name."""

    id: Id
    official_name: Name
    role: Text
    kind: Literal["authority", "review-body", "portal", "bulletin", "register", "innovation-support"]
    url: Name | None = None
    source: Name
    status: Status


class CurrencyPeriod(Model):
    """The currency in which a country's values are written from a day to a day."""

    code: Name
    from_: Day = Field(alias="from")
    to: Day | None = None


class Framework(Model):
    """The law of one country, the EU layer merged in.

    `illustrative_value` is the estimated value that a plan assumes, in the country's currency, where nobody gave one;
    without it the default of the question stands.
    """

    country: Name
    name: Text
    language: Name
    languages: tuple[Name, ...]
    currencies: tuple[CurrencyPeriod, ...]
    illustrative_value: Number | None = None
    data_version: Name
    verified_on: Day
    source: Name
    acts: tuple[Act, ...]
    thresholds: tuple[Threshold, ...]
    regimes: tuple[Regime, ...]
    procedures: tuple[Procedure, ...]
    standstill: Standstill
    deadlines: tuple[Deadline, ...] = ()
    rules: tuple[Rule, ...] = ()
    vat: tuple[VatRate, ...] = ()
    institutions: tuple[Institution, ...] = ()
    questions: tuple[Question, ...] = ()
    findings: tuple[FindingRule, ...] = ()

    def currency(self, on: date) -> str:
        """Return the currency of the day; the oldest known one before the first period."""
        periods = (item for item in self.currencies if item.from_ <= on and (item.to is None or on <= item.to))
        return next(periods, self.currencies[0]).code

    def act(self, act_id: str) -> Act | None:
        """Return the act with this id."""
        return next((act for act in self.acts if act.id == act_id), None)

    def procedure(self, procedure_id: str) -> Procedure | None:
        """Return the procedure with this id."""
        return next((item for item in self.procedures if item.id == procedure_id), None)
