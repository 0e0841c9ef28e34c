"""gettext and Babel in one place: a `Language` translates texts and writes days, money and numbers.

Catalogues lie in four rooms per language: cli, frameworks, thematic, documents. English is the source.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ppi2go.resources import folder

if TYPE_CHECKING:
    from babel import Locale

ROOMS = ("cli", "frameworks", "thematic", "documents")
LOCALES = {
    "en": "en_GB",
    "cs": "cs_CZ",
    "hr": "hr_HR",
    "hu": "hu_HU",
    "it": "it_IT",
    "pl": "pl_PL",
    "sk": "sk_SK",
    "sl": "sl_SI",
}
_UNITS = ("days", "working-days", "hours", "weeks", "months", "years")


PERIODS = {
    "days": ("{n} day", "{n} days"),
    "working-days": ("{n} working day", "{n} working days"),
    "hours": ("{n} hour", "{n} hours"),
    "weeks": ("{n} week", "{n} weeks"),
    "months": ("{n} month", "{n} months"),
    "years": ("{n} year", "{n} years"),
}


class Language:
    """One language: its texts and its ways of writing."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.locale = LOCALES[code]
        self.catalogue = _catalogue(code)

    @property
    def tag(self) -> str:
        """Return the BCP 47 tag (sk-SK)."""
        return self.locale.replace("_", "-")

    def text(self, message: str) -> str:
        """Translate a text."""
        return self.catalogue.gettext(message) if message else ""

    def plural(self, one: str, many: str, number: int) -> str:
        """Translate a text that depends on a number."""
        return self.catalogue.ngettext(one, many, number)

    def day(self, value: date, style: str = "long") -> str:
        """Write a day: long (8. marca 2027), medium (8. 3. 2027) or short, with its weekday (po 8. 3. 2027)."""
        return _day(value, style, self.locale)

    def month(self, value: date) -> str:
        """Write a month for an axis (mar 27)."""
        return _pattern(value, "LLL yy", self.locale)

    def number(self, value: Decimal | int) -> str:
        """Write a number with the language's separators."""
        return _number(value + 0, self.locale)  # adding zero makes -0 a plain 0

    def money(self, value: Decimal | int, currency: str) -> str:
        """Write an amount with the currency's code, as official texts do; cents only where there are any."""
        return _money(Decimal(value) + 0, currency, self.locale)

    def period(self, length: int, unit: str) -> str:
        """Write a length of time with the plural of the language."""
        return self.plural(*PERIODS[unit], length).format(n=self.number(length))

    def territory(self, code: str) -> str:
        """Write the name of a country by its code; the code where the name is not known."""
        return str(_locale(self.locale).territories.get(code, code))

    def tongue(self, code: str) -> str:
        """Write the name of a language by its code; the code where the name is not known."""
        return str(_locale(self.locale).languages.get(code, code))

    def sentence(self, items: Sequence[str]) -> str:
        """Write a list as in a sentence: a, b and c."""
        from babel.lists import format_list

        return format_list(list(items), locale=self.locale) if items else ""


def available_languages() -> list[str]:
    """Return the codes of the languages that this installation can write."""
    return ["en", *sorted(path.name for path in folder("locales").iterdir() if path.name in LOCALES)]


def terminal_language() -> str:
    """Return the language that the environment asks for, where we have it; else English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for wish in os.environ.get(name, "").split(":"):
            code = wish.split("_")[0].split(".")[0]
            if code in available_languages():
                return code
        if os.environ.get(name) and name != "LANGUAGE":
            break
    return "en"


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    first: gettext.NullTranslations = gettext.NullTranslations()
    if code == "en":
        return first
    for room in reversed(ROOMS):
        found = gettext.translation(room, folder("locales"), [code], fallback=True)
        if isinstance(found, gettext.GNUTranslations):
            found.add_fallback(first)
            first = found
    return first


@cache
def _locale(name: str) -> Locale:
    from babel import Locale

    return Locale.parse(name)


@lru_cache(maxsize=4096)
def _day(value: date, style: str, locale: str) -> str:
    from babel.dates import format_date

    if style == "short":
        return f"{_pattern(value, 'EEE', locale)} {format_date(value, 'medium', locale)}"
    return format_date(value, style, locale)


@lru_cache(maxsize=4096)
def _pattern(value: date, pattern: str, locale: str) -> str:
    from babel.dates import format_date

    return format_date(value, pattern, locale)


@lru_cache(maxsize=4096)
def _number(value: Decimal | int, locale: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale)


@lru_cache(maxsize=1024)
def _money(value: Decimal, currency: str, locale: str) -> str:
    cents = "0.00" if value != value.to_integral_value() else "0"
    amount = _number(value.quantize(Decimal(cents)), locale)
    return f"{currency}\u00a0{amount}" if locale == "en_GB" else f"{amount}\u00a0{currency}"
