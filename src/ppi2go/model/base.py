"""Scalars and the base class that all models share."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    Strict,
    StringConstraints,
    WithJsonSchema,
)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")


class NotADay(ValueError):
    """Raised for a text that is no day of the calendar, written as YYYY-MM-DD."""


class NotANumber(ValueError):
    """Raised for a value that is no plain decimal number."""


class Model(BaseModel):
    """Immutable, and strict about keys: a misspelt key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class TranslatableText:
    """Marks a field whose text is an English msgid of the catalogues."""


def msgid(text: str) -> str:
    """Mark a text of the code for the catalogues and return it unchanged."""
    return text


def read_day(value: Any) -> date:
    """Read a day written as YYYY-MM-DD; raise ValueError for anything else, 30 February included."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise NotADay(f"'{value}' is not a date; write it as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise NotADay(f"'{value}' is not a day of the calendar") from None


def read_decimal(value: Any) -> Decimal:
    """Read a number written with digits and at most one point; no separators, no exponents."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | str) or not _NUMBER.fullmatch(str(value)):
        raise NotANumber(f"'{value}' is not a number; write digits only, with a point before decimals")
    return Decimal(str(value))


Day = Annotated[date, BeforeValidator(read_day), WithJsonSchema({"type": "string", "format": "date"})]
Number = Annotated[
    Decimal,
    BeforeValidator(read_decimal),
    PlainSerializer(str, return_type=str, when_used="json"),
    WithJsonSchema({"type": ["integer", "string"], "pattern": r"^-?\d{1,15}(\.\d{1,10})?$"}),
]
Integer = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
Name = Annotated[str, Strict(), StringConstraints(min_length=1)]
Id = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
FieldName = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_-]+)*$")]
Text = Annotated[str, Strict(), StringConstraints(min_length=1), TranslatableText]
