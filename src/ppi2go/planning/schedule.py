"""Dates a network: earliest days forwards, latest days backwards, slack and critical path."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ppi2go.model.plan import Move
from ppi2go.planning.calendar import DAY, WorkCalendar
from ppi2go.planning.counting import count_forward
from ppi2go.planning.network import Node

Network = dict[str, Node]


@dataclass(frozen=True)
class Dates:
    """When a node starts and ends (both days included), and what moved its end."""

    start: date
    end: date
    move: Move | None = None


@dataclass(frozen=True)
class Schedule:
    """The dated network.

    `latest_end` and `slack` (working days) say how far a node may slip without moving the end. `critical` holds what
    drives the end: usually without slack, but the event of a period whose last day was moved over a weekend drives it
    and may still slip by that weekend.
    """

    dates: dict[str, Dates]
    latest_end: dict[str, date]
    slack: dict[str, int]
    critical: frozenset[str]

    @property
    def start(self) -> date:
        """The first day of the first task."""
        return min(dates.start for dates in self.dates.values())

    @property
    def end(self) -> date:
        """The last day of the last task."""
        return max(dates.end for dates in self.dates.values())


def make_schedule(network: Network, start: date, calendar: WorkCalendar) -> Schedule:
    """Date the network from a start day."""
    dates = forward(network, start, calendar)
    dates = _before_facts(network, dates, calendar)
    latest = backward(network, max(entry.end for entry in dates.values()), calendar)
    slack = {name: max(0, calendar.own.working_days_between(dates[name].end, latest[name])) for name in network}
    return Schedule(dates, latest, slack, _critical(network, dates, slack))


def _critical(network: Network, dates: dict[str, Dates], slack: dict[str, int]) -> frozenset[str]:
    """Return the nodes that drive the end: those without slack, and the chain of what was waited for longest."""
    found = {name for name, days in slack.items() if days == 0}
    name = max(network, key=lambda name: dates[name].end)
    while True:
        found.add(name)
        if not network[name].after:
            return frozenset(found)
        name = max(network[name].after, key=lambda other: (dates[other].end, -slack[other]))


def forward(network: Network, start: date, calendar: WorkCalendar) -> dict[str, Dates]:
    """Return the earliest dates; a node without predecessors begins on the start day or the first working day after."""
    dates: dict[str, Dates] = {}
    for name, node in network.items():
        ended = [dates[other].end for other in node.after]
        ready = max(ended) if ended else start - DAY
        dates[name] = _earliest(node, ready, calendar)
    return dates


def _earliest(node: Node, ready: date, calendar: WorkCalendar) -> Dates:
    """Date one node that can begin on the day after `ready`."""
    if node.happened:
        begun = node.happened if node.is_event else min(ready + DAY, node.happened)
        return Dates(begun, node.happened)
    if node.step.kind == "deadline":
        return Dates(ready, ready)
    if node.period:
        counted = count_forward(
            ready, node.length, node.period.unit, calendar, shift=node.period.shift == "next-working-day"
        )
        return Dates(counted.start, counted.end, counted.move)
    first = calendar.own.next_working_day(ready + DAY)
    if node.not_before:  # the buyer may send a notice on any day, a day of rest included
        first = node.not_before if node.not_before > ready else first
    if node.is_event:
        return Dates(first, first)
    return Dates(first, calendar.own.add_working_days(first, node.length - 1) if node.length > 1 else first)


def _before_facts(network: Network, dates: dict[str, Dates], calendar: WorkCalendar) -> dict[str, Dates]:
    """Move what must have come before a fact to before it, as late as the fact allows."""
    facts = {name: node.happened for name, node in network.items() if node.happened}
    if not facts:
        return dates
    limits: dict[str, date] = {}
    for name in reversed(network):
        if name in facts:
            limits[name] = min(limits.get(name, date.max), facts[name])
        if name in limits:
            begins = facts[name] if name in facts else _begins(network[name], dates[name], limits[name], calendar)
            for other in network[name].after:
                limit = begins if network[name].step.kind == "deadline" else begins - DAY
                limits[other] = min(limits.get(other, date.max), limit)
    settled = dict(dates)
    for name, limit in limits.items():
        if name not in facts and dates[name].end > limit:
            end = limit if network[name].is_event else calendar.own.previous_working_day(limit)
            settled[name] = Dates(_begins(network[name], dates[name], end, calendar), end)
    return settled


def _begins(node: Node, planned: Dates, end: date, calendar: WorkCalendar) -> date:
    """Return when a node that must end by a day begins; a period keeps the event that it is counted from."""
    if node.period and planned.start <= end:
        return planned.start
    return _latest_start(node, end, calendar)


def backward(network: Network, end: date, calendar: WorkCalendar) -> dict[str, date]:
    """Return the latest end of each node for which the whole still ends on the day."""
    latest = dict.fromkeys(network, end)
    for name in reversed(network):
        node = network[name]
        if node.period is None and node.step.kind != "deadline":
            latest[name] = calendar.own.previous_working_day(latest[name])
        begins = _latest_start(node, latest[name], calendar)
        for other in node.after:
            limit = begins if node.step.kind == "deadline" else begins - DAY
            latest[other] = min(latest[other], limit)
    return latest


def _latest_start(node: Node, end: date, calendar: WorkCalendar) -> date:
    """Return the latest first day from which the node still ends by the day."""
    if node.is_event:
        return end
    if node.period:
        return _latest_event(node, end, calendar) + DAY
    return calendar.own.add_working_days(end, 1 - node.length) if node.length > 1 else end


def _latest_event(node: Node, end: date, calendar: WorkCalendar) -> date:
    """Return the last event from which the period, moved where it must be, ends by the day."""
    assert node.period
    period = node.period
    shift = period.shift == "next-working-day"

    def ends(event: date) -> date:
        return count_forward(event, node.length, period.unit, calendar, shift=shift).end

    event = end - timedelta(days=node.length if period.unit == "days" else 1)
    while ends(event) > end:
        event -= DAY
    while ends(event + DAY) <= end:
        event += DAY
    return event


def latest_start_day(
    network: Network, target: str, by: date, calendar: WorkCalendar, *, within_years: int = 8
) -> date | None:
    """Return the last working day on which to start so that the target ends by a day; None where none is found.

    A later start never gives an earlier end, so the days can be halved.
    """
    if target not in network:
        return None
    wish = by if network[target].is_event else None
    network = {**network, target: replace(network[target], happened=None, not_before=wish)}
    low, high = by - timedelta(days=366 * within_years), by
    if forward(network, low, calendar)[target].end > by:
        return None
    while high - low > DAY:
        middle = low + (high - low) // 2
        low, high = (middle, high) if forward(network, middle, calendar)[target].end <= by else (low, middle)
    return calendar.own.previous_working_day(low)


def with_dispatch(network: Network, day: date) -> dict[str, Node]:
    """Return the network with a notice that is sent on the day or as soon after it as possible."""
    return {
        name: replace(node, not_before=day) if name == "notice-dispatch" else node for name, node in network.items()
    }
