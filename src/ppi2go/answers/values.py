"""One validation for every source of an answer: typed, from a file, or a default."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from ppi2go.errors import near_miss
from ppi2go.model.base import read_day, read_decimal
from ppi2go.model.question import Question

_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_AMBIGUOUS = re.compile(r"\d{1,3}([.,]\d{3})+")
MAX_TEXT = 20_000


class AmbiguousAmount(ValueError):
    """Raised for an amount that readers of different countries read differently: `850.000`."""


def read_value(question: Question, raw: Any) -> Any:
    """Give an answer its type; raise ValueError with a sentence that says what is allowed."""
    value = _READERS[question.kind](question, raw)
    return _within(question, value)


def read_plain_text(raw: Any) -> str:
    """Read a text; raise ValueError where it is empty, too long, no text or holds control characters."""
    if isinstance(raw, bool) or raw is None or isinstance(raw, list | dict):
        raise ValueError("text is expected here; put it in quotes")
    text = str(raw).strip()
    if not text:
        raise ValueError("this text is empty; leave the key out if the answer is not known")
    if len(text) > MAX_TEXT:
        raise ValueError(f"this text has {len(text)} characters; at most {MAX_TEXT} are read")
    if any(ord(sign) < 32 and sign not in "\n\t" for sign in text):
        raise ValueError("this text contains control characters")
    return text


def _text(question: Question, raw: Any) -> str:
    return read_plain_text(raw)


def _choice(question: Question, raw: Any) -> str:
    choices = [choice.id for choice in question.choices]
    if raw not in choices:
        raise ValueError(f"'{raw}' is not a choice{near_miss(str(raw), choices)} (choices: {', '.join(choices)})")
    return str(raw)


def _choices(question: Question, raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple):
        raise ValueError("a list is expected here")
    return tuple(_choice(question, item) for item in raw)


def _money(question: Question, raw: Any) -> Decimal:
    if isinstance(raw, str) and _AMBIGUOUS.fullmatch(raw.strip()):
        raise AmbiguousAmount(
            f"'{raw}' can be read as a thousand times more or less; write it without separators (850000 or 850.00)"
        )
    value = read_decimal(raw)
    if value <= 0:
        raise ValueError(f"'{raw}' is not an amount above zero")
    return value


def _date(question: Question, raw: Any) -> date:
    return read_day(raw)


def _flag(question: Question, raw: Any) -> bool:
    flag = raw if isinstance(raw, bool) else _FLAGS.get(str(raw).lower())
    if flag is None:
        raise ValueError(f"'{raw}' is neither true nor false (yes and no are read as well)")
    return flag


def _integer(question: Question, raw: Any) -> int:
    if isinstance(raw, bool) or not re.fullmatch(r"-?\d{1,12}", str(raw)):
        raise ValueError(f"'{raw}' is not a whole number")
    return int(raw)


def _number(question: Question, raw: Any) -> Decimal:
    return read_decimal(raw)


def _within(question: Question, value: Any) -> Any:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        if question.minimum is not None and value < question.minimum:
            raise ValueError(f"'{value}' is below the least allowed value, {question.minimum}")
        if question.maximum is not None and value > question.maximum:
            raise ValueError(f"'{value}' is above the greatest allowed value, {question.maximum}")
    return value


_READERS: dict[str, Callable[[Question, Any], Any]] = {
    "text": _text,
    "long-text": _text,
    "choice": _choice,
    "choices": _choices,
    "money": _money,
    "date": _date,
    "flag": _flag,
    "integer": _integer,
    "number": _number,
    "percent": _number,
}
