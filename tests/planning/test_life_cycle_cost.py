"""The life-cycle cost beside a calculation by hand, and beside a second way of calculating it for every need."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml

from ppi2go.model.life_cycle import Line
from ppi2go.model.theme import CostItem
from ppi2go.planning.life_cycle_cost import life_cycle_cost
from shipped import ROOT, planned, shipped

THEMES = ("energy", "health", "ict")
BY_HAND = yaml.safe_load((ROOT / "tests/planning/life_cycle_cost.yaml").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", BY_HAND, ids=[case["id"] for case in BY_HAND])
def test_the_cost_agrees_with_the_calculation_by_hand_to_the_cent(case: dict[str, Any]) -> None:
    theme = shipped(theme=case["theme"]).theme
    items = tuple(CostItem.model_validate(_item(number, row)) for number, row in enumerate(case["items"]))
    scenario = theme.scenarios[0].model_copy(update={"change": Decimal(case["change"])})
    own = theme.model_copy(update={"cost_items": items, "scenarios": (scenario,)})
    answers = {"award.cost_years": case["years"], "award.discount_rate": Decimal(case["discount"])} | case["answers"]
    cost = life_cycle_cost(own, None, answers.get, Decimal(case["value"]))
    assert cost
    for line, row in zip(cost.new.lines, case["items"], strict=True):
        assert [str(amount) for amount in line.amounts] == row["amounts"], row["name"]
        assert [str(amount) for amount in line.present] == row["present"], row["name"]
    assert str(cost.new.total) == case["total"]


def _item(number: int, row: dict[str, Any]) -> dict[str, Any]:
    texts = dict.fromkeys(("driver", "unit", "formula"), "As in the sheet")
    stage = {"stage": "use", "stated_by": "buyer"}
    return {"id": f"item-{number}", "name": row["name"], "cost": row["cost"]} | texts | stage


@pytest.mark.parametrize("theme", THEMES)
def test_every_need_has_a_cost_that_a_second_calculation_confirms(theme: str) -> None:
    for need in shipped(theme=theme).theme.needs:
        plan, answers = planned({"thematic.need": need.id}, "SK", theme)
        cost = plan.cost
        assert cost, need.id
        assert len(cost.new.lines) >= 8, need.id
        assert cost.today.lines, need.id
        for line in (*cost.new.lines, *cost.today.lines):
            _confirm(line, answers, cost.years, cost.discount, cost.change, plan.value)
        assert cost.new.total == sum(amount for line in cost.new.lines for amount in line.present)


def _confirm(
    line: Line, answers: dict[str, Any], years: int, discount: Decimal, change: Decimal, value: Decimal
) -> None:
    """Calculate a line again, in fractions and without the program's own functions."""
    first = Fraction(1)
    for factor in line.cost.factors:
        if factor.share is not None:
            number = Fraction(value) * Fraction(factor.share) / 100
        elif factor.value is not None:
            number = Fraction(factor.value)
        else:
            names = [factor.field] if factor.field else list(factor.fields)
            number = Fraction(next(answers[name] for name in names if answers.get(name) is not None))
        first *= number * Fraction(factor.times if factor.times is not None else 1)
    rises = 1 + Fraction(change) / 100 if line.cost.indexed else Fraction(1)
    for year in range(years + 1):
        due = {
            "once": year == 0,
            "yearly": year >= 1,
            "last": year == years,
            "every": 0 < year < years and year % (line.cost.interval or 1) == 0,
        }[line.cost.due]
        amount = _cent(first * rises**year) if due else Fraction(0)
        assert Fraction(line.amounts[year]) == amount, (line.item.id, year)
        assert Fraction(line.present[year]) == _cent(amount / (1 + Fraction(discount) / 100) ** year)


def _cent(amount: Fraction) -> Fraction:
    """Round half away from zero to the cent."""
    cents, sign = abs(amount) * 100, -1 if amount < 0 else 1
    return Fraction(sign * int(cents + Fraction(1, 2)), 100)


@pytest.mark.parametrize("country", ["CZ", "HU", "PL"])
def test_euro_amounts_are_converted_where_the_purchase_has_another_currency(country: str) -> None:
    plan, answers = planned({}, country, "energy")
    rate = answers["national.euro_rate"]
    assert plan.cost
    assert plan.cost.euro_rate == rate > 1
    line = next(line for line in plan.cost.new.lines if line.item.id == "lighting-electricity")
    price = next(factor for factor in line.factors if factor.factor.money)
    assert price.value == answers["thematic.electricity_price"] * rate


def test_a_purchase_far_above_its_estimated_value_is_a_finding() -> None:
    for value, expected in (("500000", True), ("4000000", False)):
        given = {"thematic.need": "heat-supply", "project.estimated_value": Decimal(value)}
        plan, _ = planned(given, "SK", "energy")
        assert ("plan.cost-beyond-value" in {finding.id for finding in plan.findings}) is expected
