"""How long a statutory period is for this purchase: the value of the day, its reductions and its extensions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ppi2go.model.base import msgid
from ppi2go.model.law import Extension, PeriodLength, Procedure, StandstillException, StandstillValue, TimeLimit
from ppi2go.model.plan import Period, StandstillResult
from ppi2go.planning.facts import Facts

OPENED_BY = {
    "electronic-submission": "documents.electronic_submission",
    "prior-information-notice": "timing.prior_information_notice",
    "urgency": "timing.urgent",
    "agreement": "timing.agreed_period",
}
"""Which answer opens which reduction."""

LENGTHENED_BY = {"documents-not-online": "documents.online"}
"""Which answer, where it is no, brings which extension."""


V = TypeVar("V", bound=PeriodLength)


def value_in_force(values: Sequence[V], facts: Facts) -> V | None:
    """Return the value for the day, buyer, contract and regime whose condition holds."""
    return next((value for value in values if _applies(value, facts)), None)


def _applies(value: PeriodLength, facts: Facts) -> bool:
    return (
        value.applies(facts.law_on, facts.buyer, facts.contract)
        and (value.regimes is None or facts("plan.regime") in value.regimes)
        and (value.when is None or value.when.holds(facts))
    )


def periods_of(procedure: Procedure, facts: Facts) -> tuple[Period, ...]:
    """Return the minimum time limits of a procedure."""
    found = ((limit, value_in_force(limit.values, facts)) for limit in procedure.time_limits)
    return tuple(make_period(limit, value, facts) for limit, value in found if value is not None)


def make_period(limit: TimeLimit, value: PeriodLength, facts: Facts) -> Period:
    """Apply reductions and extensions.

    A reduction to a shorter limit replaces the base, one by some days is taken off the base only; the shortest result
    counts (Directive 2014/24/EU art. 27(2)-(4)). An extension comes on top.
    """
    open_ = [
        reduction
        for reduction in value.reductions
        if facts(OPENED_BY[reduction.id]) is True and (reduction.buyers is None or facts.buyer in reduction.buyers)
    ]
    by_days = [reduction for reduction in open_ if reduction.minus is not None]
    lengths = {value.length - sum(reduction.minus or 0 for reduction in by_days): by_days}
    for reduction in open_:
        if reduction.to is not None:
            lengths.setdefault(reduction.to, [reduction])
    shortest = min(lengths)
    used = lengths[shortest] if shortest < value.length else []
    longer = [extension for extension in value.extensions if _lengthens(extension, facts)]
    return Period(
        id=limit.id,
        name=limit.name,
        counted_from=limit.counted_from,
        length=min(shortest, value.length) + sum(extension.plus for extension in longer),
        unit=value.unit,
        shift=value.shift,
        base=value.length,
        reductions=tuple(reduction.id for reduction in used),
        citations=(value.citation, *(item.citation for item in used), *(item.citation for item in longer)),
    )


def _lengthens(extension: Extension, facts: Facts) -> bool:
    return facts(LENGTHENED_BY[extension.id]) is False and (extension.when is None or extension.when.holds(facts))


def standstill_of(facts: Facts) -> StandstillResult:
    """Return the standstill that is owed, or the first exception that holds."""
    exception = next((item for item in facts.framework.standstill.exceptions if _holds(item, facts)), None)
    if exception:
        return StandstillResult(period=None, exception=exception)
    means = facts("documents.notification") or "electronic"
    values: list[StandstillValue] = [v for v in facts.framework.standstill.values if v.means == means]
    value = value_in_force(values, facts)
    if value is None:
        return StandstillResult(period=None)
    period = Period(
        id="standstill",
        name=msgid("Standstill"),
        counted_from="award-decision",
        length=value.length,
        unit=value.unit,
        shift=value.shift,
        base=value.length,
        reductions=(),
        citations=(value.citation,),
    )
    return StandstillResult(period=period)


def _holds(exception: StandstillException, facts: Facts) -> bool:
    """Tell whether an exception applies; one whose condition cannot be known in advance does not."""
    in_force = exception.applies(facts.law_on, facts.buyer, facts.contract)
    return in_force and exception.when is not None and exception.when.holds(facts)
