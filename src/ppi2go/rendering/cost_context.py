"""The life-cycle cost as templates and the workbook see it: names in the language, amounts as decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ppi2go.model.base import msgid
from ppi2go.model.life_cycle import CostCase, CostTable, FactorValue, Line

if TYPE_CHECKING:
    from ppi2go.rendering.context import Rendering

Plain = dict[str, Any]
_DUE = {
    "once": msgid("once, at the purchase"),
    "yearly": msgid("every year"),
    "last": msgid("in the last year"),
}
_EVERY = msgid("every {years} years")
_SOURCES = {
    "answer": msgid("your answer: {question}"),
    "assumed": msgid("assumed answer, to be confirmed: {question}"),
    "starting-value": msgid("starting value, to be replaced"),
    "share": msgid("starting value, a share of the estimated value"),
}


class CostContext:
    """Writes the life-cycle cost of a plan."""

    def __init__(self, rendering: Rendering, case: CostCase) -> None:
        self.rendering = rendering
        self.case = case

    def context(self) -> Plain:
        """Return the cost of the new solution, of the present situation, the saving and the price scenarios."""
        case, text = self.case, self.rendering.text
        new, today = case.new, case.today
        return {
            "currency": self.rendering.plan.currency,
            "years": case.years,
            "discount": case.discount,
            "euro_rate": case.euro_rate,
            "scenario": {"name": text(case.scenario.name), "change": case.change} if case.scenario else None,
            "items": [self._line(line) for line in new.lines],
            "stages": self._stages(new),
            **self._sums(new),
            "today": self._sums(today) | {"items": [self._line(line) for line in today.lines]} if today.lines else None,
            "saving": self._saving() if today.lines else None,
            "scenarios": [
                {
                    "name": text(item.scenario.name),
                    "change": item.scenario.change,
                    "total": item.new,
                    "today": item.today if today.lines else None,
                }
                for item in case.scenarios
            ],
        }

    def _sums(self, table: CostTable) -> Plain:
        years = range(self.case.years + 1)
        return {
            "total": table.total,
            "total_undiscounted": table.undiscounted,
            "by_year": [{"year": year, "amount": table.amount(year), "present": table.present(year)} for year in years],
        }

    def _saving(self) -> Plain:
        new, today = self.case.new, self.case.today
        return {
            "present": today.total - new.total,
            "first_year": today.amount(1) - new.amount(1),
            "payback": self.case.payback,
        }

    def _stages(self, table: CostTable) -> list[Plain]:
        sums: dict[str, Decimal] = {}
        for line in table.lines:
            sums[line.item.stage] = sums.get(line.item.stage, Decimal(0)) + sum(line.present, Decimal(0))
        return [{"name": self.rendering.name("stage", stage), "present": amount} for stage, amount in sums.items()]

    def _line(self, line: Line) -> Plain:
        r, cost = self.rendering, line.cost
        every = r.text(_EVERY).format(years=cost.interval)
        return {
            "id": line.item.id,
            "name": r.text(line.item.name),
            "stage": line.item.stage,
            "stage_name": r.name("stage", line.item.stage),
            "stated_by_name": r.name("stated_by", line.item.stated_by),
            "due": r.text(_DUE[cost.due]) if cost.due in _DUE else every,
            "indexed": cost.indexed,
            "factors": [self._factor(factor) for factor in line.factors],
            "first": next((amount for amount in line.amounts if amount), Decimal(0)),
            "amounts": list(line.amounts),
            "presents": list(line.present),
            "total": sum(line.amounts, Decimal(0)),
            "present": sum(line.present, Decimal(0)),
        }

    def _factor(self, value: FactorValue) -> Plain:
        r, factor = self.rendering, value.factor
        assumed = value.question is not None and r.assumed(value.question)
        prompt = r.text(r.questions[value.question].prompt) if value.question in r.questions else ""
        source = r.text(_SOURCES["assumed" if assumed else value.source]).format(question=prompt)
        unit, name = r.text(factor.unit), r.text(factor.name)
        if factor.share is not None:
            # The share is shown with the name, because the number beside it is the amount that it comes to.
            name, unit = f"{name}: {r.language.number(factor.share)} {unit}", r.plan.currency
        return {
            "name": name,
            "unit": unit.replace("EUR", r.plan.currency) if factor.money else unit,
            "value": value.value,
            "source": source,
        }
