"""Counts periods as Regulation (EEC, Euratom) No 1182/71 article 3 says, and as national law says alike.

The day of the event is not counted (art. 3(1)); a period ends with the last hour of its last day (art. 3(2)); a last
day that is a public holiday, a Saturday or a Sunday gives way to the next working day, but not where the period is
counted backwards (art. 3(4)); a period of two days or more holds at least two working days (art. 3(5)).
"""

from __future__ import annotations

import calendar as month_lengths
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ppi2go.model.plan import Move, UnitName
from ppi2go.planning.calendar import DAY, WorkCalendar

_SATURDAY, _SUNDAY = 5, 6
_HOURS_A_DAY = 24


@dataclass(frozen=True)
class Counted:
    """A counted period: its first and last day, and what moved the last day."""

    start: date
    end: date
    move: Move | None = None


def count_forward(event: date, length: int, unit: UnitName, calendar: WorkCalendar, *, shift: bool = True) -> Counted:
    """Count a period that runs from an event; with `shift` its end moves to a working day."""
    raw = _raw_end(event, length, unit, calendar)
    if not shift:
        return Counted(event + DAY, raw)
    end = calendar.next_working_day(raw)
    move = _move(raw, end, calendar)
    if unit in ("days", "working-days") and length >= 2:
        second = calendar.add_working_days(event, 2)
        if second > end:
            end, move = second, Move(from_=raw, to=second, because="two-working-days")
    return Counted(event + DAY, end, move)


def count_backward(
    event: date, length: int, unit: UnitName, calendar: WorkCalendar, *, whole_days: bool = False
) -> Counted:
    """Count back from an event to the last day on which something can be done; the day is not moved (art. 3(4)).

    With `whole_days`, so many whole days lie between the event and that day, as review bodies of some countries count.

    Whoever plans should act on the working day before where the result is none: `start` gives that day, `end` the
    day as the law counts it.
    """
    before = calendar.previous_working_day(event - DAY) if unit == "working-days" else event - DAY
    raw = _raw_end(before if whole_days else event, -length, unit, calendar)
    return Counted(calendar.previous_working_day(raw), raw)


def _raw_end(event: date, length: int, unit: UnitName, calendar: WorkCalendar) -> date:
    if unit == "days":
        return event + timedelta(days=length)
    if unit == "weeks":
        return event + timedelta(weeks=length)
    if unit == "working-days":
        return calendar.add_working_days(event, length)
    if unit == "hours":  # hours that do not run on days of rest, rounded up to whole days
        return calendar.add_working_days(event, -(-length // _HOURS_A_DAY))
    return add_months(event, length * (12 if unit == "years" else 1))


def add_months(day: date, months: int) -> date:
    """Return the same date so many months on, or the last day of the month without that date (art. 3(2)(c))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = month_lengths.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _move(raw: date, end: date, calendar: WorkCalendar) -> Move | None:
    if raw == end:
        return None
    holiday = calendar.holiday(raw)
    because: Literal["saturday", "sunday", "public-holiday"] = "saturday" if raw.weekday() == _SATURDAY else "sunday"
    if holiday and raw.weekday() not in (_SATURDAY, _SUNDAY):
        because = "public-holiday"
    return Move(from_=raw, to=end, because=because, holiday=holiday)
