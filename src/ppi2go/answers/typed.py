"""Reads what a person types in their own way of writing; the value itself goes through `read_value` like any other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ppi2go.answers.values import read_value
from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.question import Question

_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})+")
_MIXED = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d+)")
_SPACES = re.compile(r"[\s']+")
_AMOUNT = re.compile(r"(?:[^\W\d]{2,4}\.?|[€$])?\s*(-?\d[\d\s.,']*?)[.,]?-?\s*(?:[^\W\d]{2,4}\.?|[€$%])?")
"""A number, perhaps with a currency before or after it, and with the `,-` that some write for no cents."""
_DATE = re.compile(r"(?:\d{4}[-./ ]+\d{1,2}[-./ ]+\d{1,2}|\d{1,2}[-./ ]+\d{1,2}[-./ ]+\d{4})\.?")
NOT_AN_AMOUNT = msgid("'{typed}' is not a number; write it as {example}.")
NOT_A_DAY = msgid("'{typed}' is not a day; write it as 11. 1. 2027 or 2027-01-11.")
NOT_YES_OR_NO = msgid("'{typed}' is neither yes nor no; type 1 for yes or 2 for no.")
NOT_A_NUMBER_OF_THE_LIST = msgid("'{typed}' is not in the list; type a number from 1 to {last}.")


class Ambiguous(ValueError):
    """Raised for what can be read in several ways: `readings` are the values, of which one must be chosen."""

    def __init__(self, readings: Sequence[Any]) -> None:
        super().__init__("ambiguous")
        self.readings = tuple(readings)


def read_typed(question: Question, typed: str, language: Language) -> Any:
    """Give what was typed its type; raise ValueError with a sentence, or Ambiguous with the possible readings."""
    reader = _READERS.get(question.kind)
    raw = reader(question, typed, language) if reader else typed
    return read_value(question, raw)


def _choice(question: Question, typed: str, language: Language) -> str:
    ids = [choice.id for choice in question.choices]
    if typed.rstrip(".").isdecimal():
        number = int(typed.rstrip("."))
        if not 0 < number <= len(ids):
            raise ValueError(language.text(NOT_A_NUMBER_OF_THE_LIST).format(typed=typed, last=len(ids)))
        return ids[number - 1]
    names = {language.text(choice.name).casefold(): choice.id for choice in question.choices}
    return names.get(typed.casefold(), typed)


def _choices(question: Question, typed: str, language: Language) -> list[str]:
    return [_choice(question, word, language) for word in typed.replace(",", " ").split()]


def _flag(question: Question, typed: str, language: Language) -> bool:
    word = typed.casefold()
    for value, name, number in ((True, language.text("yes"), "1"), (False, language.text("no"), "2")):
        if word in (number, name.casefold(), name.casefold()[:1]):
            return value
    known = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}
    if word not in known:
        raise ValueError(language.text(NOT_YES_OR_NO).format(typed=typed))
    return known[word]


def _amount(question: Question, typed: str, language: Language) -> str:
    """Return digits with a point: `1 250 000,50 €` → `1250000.50`; `850.000` can be read in two ways.

    Points and commas are read as any of our countries writes them; where both occur, the last one is the decimal sign.
    """
    found = _AMOUNT.fullmatch(typed)
    bare = _SPACES.sub("", found.group(1)) if found else ""
    if grouped := _GROUPED.fullmatch(bare):
        whole = bare.replace(grouped.group(1), "")
        if bare.count(grouped.group(1)) == 1 and question.kind != "integer":
            raise Ambiguous([Decimal(whole), Decimal(bare.replace(",", "."))])
        return whole
    if mixed := _MIXED.fullmatch(bare):
        return f"{re.sub('[.,]', '', mixed.group(1))}.{mixed.group(3)}"
    if re.fullmatch(r"-?\d+([.,]\d+)?", bare):
        return bare.replace(",", ".")
    example = language.number(Decimal("1250000.5") if question.kind != "integer" else 1250)
    raise ValueError(language.text(NOT_AN_AMOUNT).format(typed=typed, example=example))


def _day(question: Question, typed: str, language: Language) -> str:
    """Return `YYYY-MM-DD`; `01/02/2027` can be the first of February or the second of January."""
    parts = [int(part) for part in re.findall(r"\d+", typed)]
    if not _DATE.fullmatch(typed):
        raise ValueError(language.text(NOT_A_DAY).format(typed=typed))
    first, second, third = parts
    if third <= 31:
        return f"{first:04}-{second:02}-{third:02}"
    if "/" in typed and first <= 12 and second <= 12 and first != second:
        raise Ambiguous([date(third, second, first), date(third, first, second)])
    return f"{third:04}-{second:02}-{first:02}"


_READERS: dict[str, Callable[[Question, str, Language], Any]] = {
    "choice": _choice,
    "choices": _choices,
    "flag": _flag,
    "money": _amount,
    "number": _amount,
    "percent": _amount,
    "integer": _amount,
    "date": _day,
}
