"""Where everything of the Gantt chart lies, so that the template only has to draw it.

Across, positions are per cent of the width, because the page decides how wide the chart is; down, they
are pixels, one row of `ROW` pixels for each phase and each task. A row leaves room under its bar for what
may come later: the dates as they turned out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Literal

ROW = 24
_PAGE = 840
"""The width in pixels that a screen of 1280 leaves for the days; it settles what is too small to read."""
_SHORTEST_WEEK = 10
_MONTH_LABEL = 44
_NARROWEST_BAR = 4
_DATES_BESIDE = 270
_MONTH_STEPS = (1, 2, 3, 6, 12)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A stretch of days across the chart, in per cent of its width; `day` is the first of them."""

    day: date
    x: float
    width: float
    name: str = ""

    @property
    def middle(self) -> float:
        """Return the position halfway through."""
        return round(self.x + self.width / 2, 3)

    @property
    def end(self) -> float:
        """Return the position where the last day ends."""
        return round(self.x + self.width, 3)


@dataclass(frozen=True, kw_only=True)
class Bar(Stretch):
    """A task in its row: `y` is the top of the row, `beside` the side on which its dates have room.

    `band` lies between the days that are reached with 50 % and 80 % confidence, where these are known.
    """

    y: int
    task: Mapping[str, Any]
    beside: Literal["left", "right"]
    band: Stretch | None = None


@dataclass(frozen=True, kw_only=True)
class Group(Stretch):
    """A phase from its first to its last day; its own row comes first, those of its tasks follow."""

    phase: Mapping[str, Any]
    bars: tuple[Bar, ...]
    height: int


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The whole chart, from the first day of a month to the last day of a month.

    `months` are all months; those in `labels` have room for their name. `weekends` is empty where a week
    is too narrow for them.
    """

    start: date
    end: date
    years: tuple[Stretch, ...]
    months: tuple[Stretch, ...]
    labels: tuple[Stretch, ...]
    weekends: tuple[Stretch, ...]
    holidays: tuple[Stretch, ...]
    today: Stretch | None
    groups: tuple[Group, ...]
    row: int = ROW


def chart(
    tasks: Sequence[Mapping[str, Any]],
    phases: Sequence[Mapping[str, Any]],
    holidays: Sequence[Mapping[str, Any]],
    *,
    start: date,
    end: date,
    today: date | None = None,
) -> Chart:
    """Lay out the tasks by phase between two days; the chart grows where a task lies outside these."""
    bands = [task["band"]["p80"] for task in tasks if task.get("band")]
    scale = _Scale.covering([start, end, *bands, *(task[side] for task in tasks for side in ("start", "end"))])
    months = scale.months()
    return Chart(
        start=scale.start,
        end=scale.end,
        years=_years(scale, months),
        months=months,
        labels=_labelled(scale, months),
        weekends=_weekends(scale),
        holidays=tuple(
            scale.stretch(holiday["date"], name=holiday["name"]) for holiday in holidays if scale.holds(holiday["date"])
        ),
        today=scale.stretch(today) if today and scale.holds(today) else None,
        groups=tuple(_group(scale, phase, tasks) for phase in phases),
    )


@dataclass(frozen=True)
class _Scale:
    """The days of the chart, both included, and where each of them lies."""

    start: date
    end: date

    @classmethod
    def covering(cls, days: Sequence[date]) -> "_Scale":
        last = max(days)
        return cls(min(days).replace(day=1), _next_month(last) - _DAY)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def pixels(self) -> float:
        """Return how wide a day is on a page of ordinary width."""
        return _PAGE / self.days

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    def at(self, day: date) -> float:
        """Return where the day begins."""
        return round(100 * (day - self.start).days / self.days, 3)

    def span(self, first: date, last: date) -> tuple[float, float]:
        """Return position and width of the days from the first to the last, both included."""
        x = self.at(first)
        return x, round(self.at(last + _DAY) - x, 3)

    def stretch(self, first: date, last: date | None = None, *, name: str = "") -> Stretch:
        x, width = self.span(first, last or first)
        return Stretch(day=first, x=x, width=width, name=name)

    def months(self) -> tuple[Stretch, ...]:
        firsts = [self.start]
        while (following := _next_month(firsts[-1])) <= self.end:
            firsts.append(following)
        return tuple(self.stretch(first, _next_month(first) - _DAY) for first in firsts)


def _next_month(day: date) -> date:
    """Return the first day of the month after that of the day."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _years(scale: _Scale, months: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Join the months of each year."""
    years = (list(of_year) for _, of_year in groupby(months, key=lambda month: month.day.year))
    return tuple(scale.stretch(year[0].day, _next_month(year[-1].day) - _DAY) for year in years)


def _labelled(scale: _Scale, months: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Choose the months that are named: every one, or as few as have room for their names."""
    wanted = _MONTH_LABEL / (30 * scale.pixels)
    step = next((step for step in _MONTH_STEPS if step >= wanted), _MONTH_STEPS[-1])
    return tuple(month for month in months if (month.day.month - 1) % step == 0)


def _weekends(scale: _Scale) -> tuple[Stretch, ...]:
    """Pair the Saturdays with their Sundays, cut at both ends of the chart."""
    if 7 * scale.pixels < _SHORTEST_WEEK:
        return ()
    saturday = scale.start + ((_SATURDAY - scale.start.weekday() + 1) % 7 - 1) * _DAY
    weekends = (saturday + week * _WEEK for week in range(scale.days // 7 + 1))
    return tuple(
        scale.stretch(max(day, scale.start), min(day + _DAY, scale.end)) for day in weekends if day <= scale.end
    )


def _group(scale: _Scale, phase: Mapping[str, Any], tasks: Sequence[Mapping[str, Any]]) -> Group:
    """Lay out one phase; its tasks keep the order in which they came."""
    own = [task for task in tasks if task["phase"] == phase["id"]]
    bars = tuple(_bar(scale, task, row) for row, task in enumerate(own, 1))
    first = min((task["start"] for task in own), default=phase["start"])
    last = max((task["end"] for task in own), default=phase["end"])
    x, width = scale.span(first, last)
    return Group(day=first, x=x, width=width, phase=phase, bars=bars, height=(len(own) + 1) * ROW)


def _bar(scale: _Scale, task: Mapping[str, Any], row: int) -> Bar:
    """Lay out one task; a milestone has the width of its day, a bar is never too thin to be seen."""
    x, width = scale.span(task["start"], task["end"])
    if task["kind"] != "milestone":
        width = max(width, round(100 * _NARROWEST_BAR / _PAGE, 3))
        x = min(x, round(100 - width, 3))
    has_room = _PAGE * (100 - x - width) / 100 >= _DATES_BESIDE
    beside: Literal["left", "right"] = "right" if has_room else "left"
    sure = task.get("band")
    band = scale.stretch(sure["p50"], sure["p80"]) if sure else None
    return Bar(day=task["start"], x=x, width=width, y=row * ROW, task=task, beside=beside, band=band)
