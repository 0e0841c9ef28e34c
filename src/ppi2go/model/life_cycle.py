"""The life-cycle cost of a purchase, as planning has computed it: amounts are in the currency of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ppi2go.model.cost import Cost, Factor
from ppi2go.model.theme import CostItem, Scenario

_NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class FactorValue:
    """A factor with its number and where the number comes from."""

    factor: Factor
    value: Decimal
    source: Literal["answer", "starting-value", "share"]
    question: str | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A cost item over the years; `amounts` are undiscounted, `present` discounted, index 0 is year 0."""

    item: CostItem
    cost: Cost
    factors: tuple[FactorValue, ...]
    amounts: tuple[Decimal, ...]
    present: tuple[Decimal, ...]


@dataclass(frozen=True, kw_only=True)
class CostTable:
    """All lines of one way to meet the need: the new solution, or the present situation continued."""

    lines: tuple[Line, ...]

    def amount(self, year: int) -> Decimal:
        """Return the sum of a year, undiscounted."""
        return sum((line.amounts[year] for line in self.lines), _NOTHING)

    def present(self, year: int) -> Decimal:
        """Return the sum of a year, discounted."""
        return sum((line.present[year] for line in self.lines), _NOTHING)

    @property
    def total(self) -> Decimal:
        """Return the life-cycle cost: the sum of all discounted amounts."""
        return sum((sum(line.present, _NOTHING) for line in self.lines), _NOTHING)

    @property
    def undiscounted(self) -> Decimal:
        """Return the sum of all amounts before discounting."""
        return sum((sum(line.amounts, _NOTHING) for line in self.lines), _NOTHING)


@dataclass(frozen=True, kw_only=True)
class ScenarioResult:
    """The life-cycle cost under one price scenario."""

    scenario: Scenario
    new: Decimal
    today: Decimal


@dataclass(frozen=True, kw_only=True)
class CostCase:
    """The new solution beside the present situation; `discount` and `change` are per cent a year.

    `payback` is the first year by which the discounted savings have paid for the purchase, None where they never do.
    """

    years: int
    discount: Decimal
    scenario: Scenario | None
    change: Decimal
    euro_rate: Decimal
    new: CostTable
    today: CostTable
    scenarios: tuple[ScenarioResult, ...]
    payback: int | None
