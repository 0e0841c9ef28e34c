"""Conditions as data: `all`, `any`, `not` over tests of one field; never code."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from ppi2go.model.base import FieldName, Flag, Id, Integer, Model, Name, Number

Plain = Name | Flag | Integer
"""What a condition may compare a field with."""


class Test(Model):
    """One test of one field: an answer (`project.contract`) or a fact of the plan (`plan.procedure`).

    Exactly one comparison is given. `at_least_threshold` and `below_threshold` name a threshold
    of the framework, whose value on the day of dispatch counts.
    """

    __test__ = False  # not a test case, whatever its name

    field: FieldName
    is_: Plain | None = Field(default=None, alias="is")
    in_: tuple[Plain, ...] | None = Field(default=None, alias="in")
    has: Name | None = None
    known: Flag | None = None
    at_least: Number | None = None
    below: Number | None = None
    at_least_threshold: Id | None = None
    below_threshold: Id | None = None

    @model_validator(mode="after")
    def _one_comparison(self) -> Test:
        given = self.model_fields_set - {"field"}
        if len(given) != 1 or getattr(self, next(iter(given))) is None:
            raise ValueError(
                "a condition on a field needs exactly one of "
                "is, in, has, known, at_least, below, at_least_threshold, below_threshold"
            )
        return self

    def holds(self, facts: Facts) -> bool:
        """Tell whether the test holds; a field without a value fails every test but `known: false`."""
        value = facts(self.field)
        if self.known is not None:
            return (value is not None) is self.known
        if value is None:
            return False
        if self.is_ is not None:
            return bool(value == self.is_)
        if self.in_ is not None:
            return value in self.in_
        if self.has is not None:
            return bool(self.has in value)
        return self._compares(Decimal(value), facts)

    def _compares(self, value: Decimal, facts: Facts) -> bool:
        if self.at_least is not None:
            return value >= self.at_least
        if self.below is not None:
            return value < self.below
        threshold = facts(f"threshold.{self.at_least_threshold or self.below_threshold}")
        if threshold is None:
            return False
        return bool(value >= threshold if self.at_least_threshold else value < threshold)


class All(Model):
    """Holds when every condition in it holds."""

    all: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        """Tell whether every condition holds."""
        return all(condition.holds(facts) for condition in self.all)


class Either(Model):
    """Holds when at least one condition in it holds."""

    any: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        """Tell whether one condition holds."""
        return any(condition.holds(facts) for condition in self.any)


class Not(Model):
    """Holds when the condition in it does not."""

    not_: Condition = Field(alias="not")

    def holds(self, facts: Facts) -> bool:
        """Tell whether the condition does not hold."""
        return not self.not_.holds(facts)


def _kind(value: Any) -> str:
    keys = value.keys() if isinstance(value, dict) else getattr(type(value), "model_fields", ())
    return next((kind for kind in ("all", "any", "not") if kind in keys or f"{kind}_" in keys), "test")


Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[Either, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Test, Tag("test")],
    Discriminator(_kind),
]
Facts = Callable[[str], Any]
"""Looks a field up; None where nothing is known."""

All.model_rebuild()
Either.model_rebuild()
Not.model_rebuild()
