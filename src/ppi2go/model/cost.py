"""What a line of the life-cycle cost amounts to: factors that are multiplied, and when the amount falls due."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from ppi2go.model.base import FieldName, Flag, Integer, Model, Number, Text


class Factor(Model):
    """One factor of an amount: an answer, a starting value, or a share of the estimated value in per cent.

    `fields` are numeric questions, of which the first that has an answer counts; `times` multiplies it. `money` marks a
    value that is written in euro and is converted where the purchase has another currency.
    """

    name: Text
    unit: Text
    field: FieldName | None = None
    fields: tuple[FieldName, ...] = ()
    value: Number | None = None
    share: Number | None = None
    times: Number | None = None
    money: Flag = False

    @model_validator(mode="after")
    def _one_source(self) -> Factor:
        if sum((self.field is not None, bool(self.fields), self.value is not None, self.share is not None)) != 1:
            raise ValueError("a factor needs exactly one of field, fields, value, share")
        return self

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the questions whose answer may be the factor."""
        return (self.field,) if self.field else self.fields


class Cost(Model):
    """The amount of a cost item and the years in which it falls due.

    `once` is year 0, `yearly` every year from the first, `last` the last year, `every` each `interval` years before the
    last. An `indexed` amount follows the price scenario from year 0 on.
    """

    factors: tuple[Factor, ...]
    due: Literal["once", "yearly", "last", "every"]
    interval: Integer | None = None
    indexed: Flag = False

    @model_validator(mode="after")
    def _interval_where_needed(self) -> Cost:
        if (self.due == "every") is not (self.interval is not None and self.interval > 0):
            raise ValueError("give an interval of at least 1 with 'due: every', and only there")
        return self
