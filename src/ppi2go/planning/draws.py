"""Dates a network thousands of times, with lengths drawn at random: day arithmetic on tables instead of a calendar."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import date, timedelta

from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.network import Node
from ppi2go.planning.schedule import Network, Schedule

SEED = 20160601  # any fixed number serves: the same plan always gives the same dates
_STEPS = 512
_WIDEST = 3.0  # the common factor stays within three standard deviations


class DayTable:
    """Days as numbers: which working day a day is, and which day a working day is."""

    def __init__(self, calendar: WorkCalendar, start: date, end: date) -> None:
        self.first = start - timedelta(days=40)
        span = (end - start).days
        self.index: list[int] = []
        self.days: list[int] = []
        for offset in range(span * 4 + 2000):
            if calendar.is_working_day(self.first + timedelta(days=offset)):
                self.days.append(offset)
            self.index.append(len(self.days) - 1)
        self.limit = len(self.index) - 1

    def number(self, day: date) -> int:
        """Return the number of a day."""
        return (day - self.first).days

    def after(self, number: int, count: int) -> int:
        """Return the number of the `count`-th working day after a day; the last one of the table beyond its end."""
        place = self.index[min(number, self.limit)] + count
        return self.days[min(place, len(self.days) - 1)]

    def day(self, number: int) -> date:
        """Return the day of a number."""
        return self.first + timedelta(days=number)


@dataclass(frozen=True)
class CompiledTask:
    """One node compiled: what it waits for, how it is dated, its lengths by quantile."""

    after: tuple[int, ...]
    kind: str
    length: int
    lengths: tuple[float, ...]
    fixed: int
    shift: bool


def compile_network(network: Network, schedule: Schedule, table: DayTable) -> list[CompiledTask]:
    """Return the nodes in the order of the network, with numbers instead of days and names."""
    position = {name: index for index, name in enumerate(network)}
    start = table.number(schedule.start) - 1
    tasks: list[CompiledTask] = []
    for name, node in network.items():
        after = tuple(position[other] for other in node.after)
        fixed, kind, length = start, "work", node.length
        if node.happened:
            kind, fixed = "fixed", table.number(node.happened)
        elif node.step.kind == "deadline":
            kind = "deadline"
        elif node.period:
            kind = "days" if node.period.unit == "days" else "other"
            if kind == "other":  # its length in working days, as the schedule counted it
                kind, length = "work", len([d for d in _span(schedule, name) if _works(table, d)])
        elif node.is_event:
            kind = "event"
            fixed = table.number(node.not_before) if node.not_before else start
        tasks.append(CompiledTask(after, kind, length, _lengths(node, length), fixed, _shifts(node)))
    return tasks


def _span(schedule: Schedule, name: str) -> range:
    dates = schedule.dates[name]
    return range(dates.start.toordinal(), dates.end.toordinal() + 1)


def _works(table: DayTable, ordinal: int) -> bool:
    number = ordinal - table.first.toordinal()
    return table.index[number] != table.index[number - 1]


def _shifts(node: Node) -> bool:
    return node.period is not None and node.period.shift == "next-working-day"


def _lengths(node: Node, length: int) -> tuple[float, ...]:
    """Return evenly spaced quantiles of the triangular distribution of a task's work; one where it is sure."""
    duration = node.step.duration
    if not is_work(node) or duration is None or duration.optimistic == duration.pessimistic:
        return (float(length),)
    low, mode, high = float(duration.optimistic), float(duration.likely), float(duration.pessimistic)
    turn = (mode - low) / (high - low)
    steps = ((step + 0.5) / _STEPS for step in range(_STEPS))
    return tuple(
        low + math.sqrt(u * (high - low) * (mode - low))
        if u < turn
        else high - math.sqrt((1 - u) * (high - low) * (high - mode))
        for u in steps
    )


def draw_ends(
    tasks: list[CompiledTask],
    in_award: list[bool],
    award: tuple[float, float],
    table: DayTable,
    own: DayTable,
    draws: int,
) -> list[list[int]]:
    """Return for each task the number of its last day in each draw; periods run on `table`, work on `own`.

    `award` is the common factor of the award's work: its median and the spread of its logarithm.
    """
    source = random.Random(SEED)
    uniform = source.random
    median, spread = award
    index, days, limit, last = own.index, own.days, own.limit, len(own.days) - 1
    plain = [
        (number, task, task.kind == "work", task.after, task.lengths, len(task.lengths), in_award[number])
        for number, task in enumerate(tasks)
    ]
    now = [0] * len(tasks)
    rows: list[tuple[int, ...]] = []
    for _ in range(draws):
        factor = median * math.exp(spread * max(-_WIDEST, min(_WIDEST, source.gauss(0.0, 1.0))))
        for number, task, is_work_, after, lengths, count, shared in plain:
            ready = task.fixed
            if after:
                ready = now[after[0]]
                for other in after:
                    if now[other] > ready:
                        ready = now[other]
            if is_work_:  # the commonest case, written out: this line runs tens of thousands of times a plan
                length = lengths[int(uniform() * count)]
                work = int((length * factor if shared else length) + 0.5) or 1
                place = index[ready if ready < limit else limit] + work
                now[number] = days[place if place < last else last]
            else:
                now[number] = _end(task, ready, own if task.kind == "event" else table)
        rows.append(tuple(now))
    return [list(column) for column in zip(*rows, strict=True)]


def _end(task: CompiledTask, ready: int, table: DayTable) -> int:
    """Return the last day of what is not work: a period, a deadline, an event, a fact."""
    if task.kind == "days":
        end = ready + task.length
        return max(table.after(end - 1, 1), table.after(ready, 2)) if task.shift else end
    if task.kind == "event":
        return task.fixed if task.fixed > ready else table.after(ready, 1)
    return ready if task.kind == "deadline" else task.fixed


def is_work(node: Node) -> bool:
    """Tell whether the node is estimated work that has not happened yet."""
    return node.step.kind == "work" and not node.is_event and node.happened is None
