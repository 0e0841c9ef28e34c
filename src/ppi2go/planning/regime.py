"""Which regime a contract falls under: by buyer, contract, value and the day when the call is sent."""

from __future__ import annotations

from decimal import Decimal

from ppi2go.errors import Ppi2goError
from ppi2go.model.law import Regime, RegimePeriod
from ppi2go.model.plan import RegimeResult, ThresholdInForce
from ppi2go.planning.facts import Facts


def find_regime(facts: Facts, value: Decimal) -> RegimeResult:
    """Return the regime with the highest floor that the value reaches, with the thresholds that were compared.

    A floor whose amount is unknown counts as reached where every known floor is.
    """
    reached: list[tuple[Decimal, Regime, RegimePeriod]] = []
    compared: dict[str, ThresholdInForce] = {}
    for regime in facts.framework.regimes:
        for period in regime.periods:
            if not period.applies(facts.law_on, facts.buyer, facts.contract):
                continue
            floor = facts.threshold(period.floor) if period.floor else None
            if period.floor and floor is None:
                continue
            if floor:
                compared[floor.threshold.id] = floor
            if floor is None or reaches(value, floor):
                reached.append((_height(floor), regime, period))
    if not reached:
        raise Ppi2goError(
            f"the data of {facts.framework.country} has no regime for {facts.law_on} "
            f"({facts.buyer}, {facts.contract}, {value} {facts.framework.currency(facts.law_on)})"
        )
    if any(floor.amount is not None and not reaches(value, floor) for floor in compared.values()):
        reached = [entry for entry in reached if entry[0].is_finite()]
    _, regime, period = max(reached, key=lambda entry: entry[0])
    thresholds = sorted(compared.values(), key=_height, reverse=True)
    return RegimeResult(regime=regime, citation=period.citation, thresholds=tuple(thresholds))


def reaches(value: Decimal, threshold: ThresholdInForce) -> bool:
    """Tell whether a value lies at or above the threshold, in the sense in which the law draws the line."""
    limit = threshold.amount
    if limit is None:  # nobody knows it: the stricter regime is the cautious reading, and a finding says so
        return True
    return value >= limit if threshold.value.inclusive else value > limit


def _height(floor: ThresholdInForce | None) -> Decimal:
    """Return how high a floor lies: none lowest, an unknown one (always one of the EU's) highest."""
    if floor is None:
        return Decimal(-1)
    return Decimal("Infinity") if floor.amount is None else floor.amount
