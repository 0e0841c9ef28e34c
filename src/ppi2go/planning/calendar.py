"""Which days a country works: weekends and public holidays, the latter from the `holidays` library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
_SATURDAY = 5
LANGUAGES = {"IT": "it_IT"}
"""How `holidays` calls a country's language where it is not simply the two letters of `Framework.language`."""


@cache
def holiday_names(country: str, year: int, language: str) -> dict[date, str]:
    """Return the public holidays of a year with their names; `language` is a code that `holidays` supports.

    A country that the library does not know (the directives alone: `EU`) has none, and its file says so in a finding.
    """
    import holidays

    try:
        found = holidays.country_holidays(country, years=year, language=language)
    except NotImplementedError:
        return {}
    return {day: name for day, name in sorted(found.items()) if day.year == year}


class WorkCalendar:
    """Working days of a country: every day but Saturdays, Sundays and public holidays (Reg. 1182/71 art. 2(2)).

    `closed` are the buyer's own closed days, from and to, both included. They never move a statutory period; `own` is
    the calendar by which the buyer's own work is dated, in which they do not count.
    """

    def __init__(self, country: str, language: str, closed: Sequence[tuple[date, date]] = ()) -> None:
        self.country = country
        self.language = LANGUAGES.get(country, language)
        self.own: WorkCalendar = _ClosedCalendar(self, closed) if closed else self

    def holiday(self, day: date) -> str | None:
        """Return the name of the public holiday in the country's language, or None."""
        return holiday_names(self.country, day.year, self.language).get(day)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the day is neither Saturday, Sunday nor a public holiday."""
        return day.weekday() < _SATURDAY and self.holiday(day) is None

    def next_working_day(self, day: date) -> date:
        """Return the day itself if it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """Return the day itself if it is a working day, else the last one before it."""
        while not self.is_working_day(day):
            day -= DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after the day, or before it where `count` is negative."""
        step = DAY if count >= 0 else -DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """Count the working days after one day, up to and including another."""
        return sum(1 for day in days_between(after + DAY, until) if self.is_working_day(day))


class _ClosedCalendar(WorkCalendar):
    """The calendar of a buyer who works on no day of rest and on none of the own closed days."""

    def __init__(self, public: WorkCalendar, closed: Sequence[tuple[date, date]]) -> None:
        super().__init__(public.country, public.language)
        self.closed = closed

    def is_working_day(self, day: date) -> bool:
        """Tell whether the buyer works on the day."""
        return super().is_working_day(day) and not any(first <= day <= last for first, last in self.closed)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield each day from the first to the last, both included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
