"""Until which year the days of rest of a country are known for sure."""

from __future__ import annotations

from ppi2go.model.base import Day, Integer, Model, Name, Text
from ppi2go.model.law import Status


class RestDays(Model):
    """What fixes the days of rest of one country; `known_until` is the last complete year, None for no limit."""

    country: Name
    known_until: Integer | None = None
    why: Text
    source: Name
    status: Status


class Calendars(Model):
    """The days of rest of all countries, as far as they are known."""

    version: str
    verified_on: Day
    countries: tuple[RestDays, ...]

    def of(self, country: str) -> RestDays | None:
        """Return what is known of a country, or None."""
        return next((item for item in self.countries if item.country == country), None)
