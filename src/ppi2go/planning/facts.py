"""One place where conditions look things up: the answers, then what planning has found out so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ppi2go.model.framework import Framework
from ppi2go.model.law import ThresholdValue
from ppi2go.model.plan import ThresholdInForce


@dataclass(frozen=True)
class Facts:
    """Looks a field up for a condition; None where nothing is known."""

    answers: Mapping[str, Any]
    framework: Framework
    law_on: date
    found: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, name: str) -> Any:
        """Return the value of a field, or None."""
        if name.startswith("threshold."):
            threshold = self.threshold(name.removeprefix("threshold."))
            return threshold.amount if threshold else None
        return self.found[name] if name in self.found else self.answers.get(name)

    def having(self, **found: Any) -> Facts:
        """Return the facts with more of them known; `regime=…` stands for `plan.regime`."""
        return replace(self, found={**self.found, **{f"plan.{name}": value for name, value in found.items()}})

    @property
    def buyer(self) -> str:
        """The type of the buyer."""
        return str(self.answers["buyer.type"])

    @property
    def contract(self) -> str:
        """The type of the contract."""
        return str(self.answers["project.contract"])

    def threshold(self, threshold_id: str) -> ThresholdInForce | None:
        """Return a threshold's amount on the day; past the last published one, that one, marked as such."""
        threshold = next((item for item in self.framework.thresholds if item.id == threshold_id), None)
        if threshold is None:
            return None
        mine = [value for value in threshold.values if value.concerns(self.buyer, self.contract)]
        value = next((value for value in mine if value.in_force(self.law_on)), None)
        if value:
            return ThresholdInForce(threshold=threshold, value=value)
        last = _last_published(mine, self.law_on)
        return ThresholdInForce(threshold=threshold, value=last, last_known=True) if last else None


def _last_published(values: list[ThresholdValue], on: date) -> ThresholdValue | None:
    """Return the newest amount where the day lies past a window that is fixed for some years in advance.

    Only the thresholds of the Directives work so (revised every two years); a national limit that has ended is gone.
    """
    newest = max(values, key=lambda value: value.from_, default=None)
    if newest is None or newest.to is None or on <= newest.to:
        return None
    return newest if newest.from_ <= on and _fixed_for_two_years(newest) else None


def _fixed_for_two_years(value: ThresholdValue) -> bool:
    start, end = value.from_, value.to
    return bool(
        end and (start.month, start.day) == (1, 1) and (end.month, end.day) == (12, 31) and end.year == start.year + 1
    )
