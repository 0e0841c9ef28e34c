"""Life-cycle cost (Directive 2014/24/EU, article 68): the amount of every line in every year, and its present value.

Amounts are rounded to the cent, half away from zero, line by line and year by year, so that a spreadsheet and a
calculation by hand come to the same cent. Year 0 is the year of the purchase and is not discounted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ppi2go.model.cost import Cost, Factor
from ppi2go.model.life_cycle import CostCase, CostTable, FactorValue, Line, ScenarioResult
from ppi2go.model.theme import CostItem, Scenario, Theme

CENT = Decimal("0.01")
_NOTHING = Decimal(0)
DEFAULT_YEARS, DEFAULT_DISCOUNT = 10, Decimal(4)
"""Taken where the questions `award.cost_years` and `award.discount_rate` are not among the data."""


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What all lines share: years of use, discount rate and price change in per cent a year, value and euro rate.

    `answer` looks a numeric answer up; `euro_rate` is the price of one euro in the currency of the purchase.
    """

    answer: Callable[[str], Any]
    estimated_value: Decimal
    years: int
    discount: Decimal
    change: Decimal
    euro_rate: Decimal = Decimal(1)


def cent(amount: Decimal) -> Decimal:
    """Round to the cent, half away from zero, as a spreadsheet does."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def life_cycle_cost(
    theme: Theme, need: str | None, answer: Callable[[str], Any], estimated_value: Decimal
) -> CostCase | None:
    """Return the life-cycle cost of a need of the theme; None where the theme gives no amounts for it."""
    items = [item for item in theme.cost_items if item.needs is None or need in item.needs]
    scenario = chosen_scenario(theme.scenarios, answer("thematic.price_scenario"))
    rate = answer("national.euro_rate")
    basis = Basis(
        answer=answer,
        estimated_value=estimated_value,
        years=int(answer("award.cost_years") or DEFAULT_YEARS),
        discount=_known(answer("award.discount_rate"), DEFAULT_DISCOUNT),
        change=scenario.change if scenario else _NOTHING,
        euro_rate=_known(rate, Decimal(1)),
    )
    new, today = _both(items, basis)
    if not new.lines:
        return None
    return CostCase(
        years=basis.years,
        discount=basis.discount,
        scenario=scenario,
        change=basis.change,
        euro_rate=basis.euro_rate,
        new=new,
        today=today,
        scenarios=tuple(_under(item, items, basis) for item in theme.scenarios),
        payback=payback(new, today, basis.years),
    )


def _both(items: Sequence[CostItem], basis: Basis) -> tuple[CostTable, CostTable]:
    new = _table([(item, item.cost) for item in items if item.cost], basis)
    return new, _table([(item, item.today) for item in items if item.today], basis)


def _under(scenario: Scenario, items: Sequence[CostItem], basis: Basis) -> ScenarioResult:
    new, today = _both(items, replace(basis, change=scenario.change))
    return ScenarioResult(scenario=scenario, new=new.total, today=today.total)


def _known(value: Any, default: Decimal) -> Decimal:
    return default if value is None else Decimal(value)


def payback(new: CostTable, today: CostTable, years: int) -> int | None:
    """Return the first year by which the discounted savings have paid for the purchase; None where they never do."""
    balance = _NOTHING
    for year in range(years + 1):
        balance += today.present(year) - new.present(year)
        if year and balance >= 0:
            return year
    return None


def chosen_scenario(scenarios: Sequence[Scenario], wanted: str | None) -> Scenario | None:
    """Return the price scenario that the answers choose; the first of the theme where none is chosen."""
    return next((item for item in scenarios if item.id == wanted), next(iter(scenarios), None))


def _table(parts: Iterable[tuple[CostItem, Cost]], basis: Basis) -> CostTable:
    lines = (_line(item, cost, basis) for item, cost in parts)
    return CostTable(lines=tuple(line for line in lines if line))


def _line(item: CostItem, cost: Cost, basis: Basis) -> Line | None:
    """Return a line; None where a factor has no number, as when a question was not asked for this need."""
    factors = tuple(_factor(factor, basis) for factor in cost.factors)
    known = tuple(factor for factor in factors if factor)
    if len(known) < len(factors):
        return None
    first = Decimal(1)
    for factor in known:
        first *= factor.value
    amounts = tuple(_amount(first, year, cost, basis) for year in range(basis.years + 1))
    discount = 1 + basis.discount / 100
    present = tuple(cent(amount / discount**year) for year, amount in enumerate(amounts))
    return Line(item=item, cost=cost, factors=known, amounts=amounts, present=present)


def _amount(first: Decimal, year: int, cost: Cost, basis: Basis) -> Decimal:
    if not is_due(cost, year, basis.years):
        return _NOTHING
    growth = (1 + basis.change / 100) ** year if cost.indexed else Decimal(1)
    return cent(first * growth)


def is_due(cost: Cost, year: int, years: int) -> bool:
    """Tell whether the amount falls due in the year."""
    if cost.due == "once":
        return year == 0
    if cost.due == "last":
        return year == years
    if cost.due == "every":
        return 0 < year < years and year % (cost.interval or years) == 0
    return year > 0


def _factor(factor: Factor, basis: Basis) -> FactorValue | None:
    rate = basis.euro_rate if factor.money else Decimal(1)
    times = (factor.times if factor.times is not None else Decimal(1)) * rate
    if factor.value is not None:
        return FactorValue(factor=factor, value=factor.value * times, source="starting-value")
    if factor.share is not None:
        return FactorValue(factor=factor, value=basis.estimated_value * factor.share / 100 * times, source="share")
    for question in factor.questions:
        answer = basis.answer(question)
        if answer is not None:
            return FactorValue(factor=factor, value=Decimal(answer) * times, source="answer", question=question)
    return None
