"""How sure the dates are: a seeded simulation over the three-point estimates of the work.

Each draw gives every estimated task a length from its triangular distribution; statutory periods keep theirs. The work
between the notice and the contract shares one more factor, because what slows one task of an award procedure slows the
others too; its size is fitted to real procedures (`Calibration`).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from ppi2go.model.calibration import Observed
from ppi2go.model.plan import Confidence, Driver
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.draws import CompiledTask, DayTable, compile_network, draw_ends, is_work
from ppi2go.planning.network import Node
from ppi2go.planning.schedule import Network, Schedule

DRAWS = 2000
MILESTONES = ("notice-dispatch", "tenders-deadline", "contract-signature", "acceptance")
_Z80 = NormalDist().inv_cdf(0.8)
_RANKED_DRAWS = 400  # enough to rank the drivers; ranking all draws would cost more than drawing them
_LEAST_SPREAD, _GREATEST_SPREAD = 0.05, 1.5


@dataclass(frozen=True)
class Fit:
    """The common factor of the work between notice and contract: its median and the spread of its logarithm."""

    median: float
    spread: float


def simulate(
    network: Network, schedule: Schedule, calendar: WorkCalendar, observed: Observed | None, *, draws: int = DRAWS
) -> Confidence:
    """Return the days by which milestones and the end are reached in half and in four fifths of the draws."""
    table = DayTable(calendar, schedule.start, schedule.end)
    own = table if calendar.own is calendar else DayTable(calendar.own, schedule.start, schedule.end)
    compiled = compile_network(network, schedule, table)
    award = _award_work(network)
    fit = fit_award(network, schedule, award, observed)
    ends = draw_ends(compiled, [name in award for name in network], (fit.median, fit.spread), table, own, draws)
    names = list(network)
    found = {
        name: (table.day(_quantile(ends[i], 0.5)), table.day(_quantile(ends[i], 0.8)))
        for i, name in enumerate(names)
        if name in MILESTONES
    }
    last = [max(column) for column in zip(*ends, strict=True)]
    return Confidence(
        draws=draws,
        end=(table.day(_quantile(last, 0.5)), table.day(_quantile(last, 0.8))),
        milestones=found,
        drivers=_drivers(names, compiled, schedule.critical, ends, last),
        observed=observed,
    )


def fit_award(network: Network, schedule: Schedule, award: set[str], observed: Observed | None) -> Fit:
    """Fit the common factor so that notice to contract has the median and the 80 % of the real procedures.

    With F days set by law and E days of estimated work on average, F + E·m·exp(s·z) has the median F + E·m and the
    80 % quantile F + E·m·exp(0.84·s); both equations are solved for m and s.
    """
    if observed is None or "notice-dispatch" not in network or "contract-signature" not in network:
        return Fit(1.0, 0.0)
    whole = (schedule.dates["contract-signature"].end - schedule.dates["notice-dispatch"].end).days
    days = {
        name: (schedule.dates[name].end - schedule.dates[name].start).days + 1 for name in award & schedule.critical
    }
    fixed = max(whole - sum(days.values()), 0)
    work = sum(length * _mean_to_likely(network[name]) for name, length in days.items())
    if not work or observed.p50 <= fixed:
        return Fit(1.0, _LEAST_SPREAD)
    spread = math.log((observed.p80 - fixed) / (observed.p50 - fixed)) / _Z80
    return Fit((observed.p50 - fixed) / work, min(max(spread, _LEAST_SPREAD), _GREATEST_SPREAD))


def _mean_to_likely(node: Node) -> float:
    """Return how much longer than likely a task is on average: the estimates are skewed to the long side."""
    duration = node.step.duration
    if duration is None or not duration.likely:
        return 1.0
    return (duration.optimistic + duration.likely + duration.pessimistic) / 3 / duration.likely


def _award_work(network: Network) -> set[str]:
    """Return the estimated work that lies between the notice and the contract."""
    after: set[str] = {"notice-dispatch"}
    for name, node in network.items():
        if after & set(node.after):
            after.add(name)
    before: set[str] = {"contract-signature"}
    for name in reversed(network):
        if name in before:
            before |= set(network[name].after)
    return {name for name in after & before if is_work(network[name])}


def _quantile(values: Sequence[int], share: float) -> int:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def _drivers(
    names: list[str], tasks: list[CompiledTask], critical: Collection[str], ends: list[list[int]], last: list[int]
) -> tuple[Driver, ...]:
    """Return the critical tasks whose length moves the end most: the rank correlation of both."""
    some = range(min(len(last), _RANKED_DRAWS))
    found = []
    for number, task in enumerate(tasks):
        if len(task.lengths) < 2 or names[number] not in critical:
            continue
        own = [ends[number][i] - max((ends[other][i] for other in task.after), default=task.fixed) for i in some]
        found.append(Driver(task=names[number], weight=round(_rank_correlation(own, [last[i] for i in some]), 2)))
    found.sort(key=lambda driver: -driver.weight)
    return tuple(driver for driver in found[:5] if driver.weight > 0.1)


def _rank_correlation(first: Sequence[int], second: Sequence[int]) -> float:
    a, b = _ranks(first), _ranks(second)
    mean = (len(a) - 1) / 2
    covariance = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    spread = math.sqrt(sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b))
    return covariance / spread if spread else 0.0


def _ranks(values: Sequence[int]) -> list[float]:
    ordered = sorted(values)
    return [bisect_right(ordered, value) - 1.0 for value in values]
