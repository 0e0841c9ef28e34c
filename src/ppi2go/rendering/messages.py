"""Writes messages of the plan in a language: the text translated, its values formatted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.plan import Message

# A sentence that ends with an abbreviation ("343/2015 Z. z.") has one full stop, not two.
TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")

REDUCTIONS = {
    "electronic-submission": "tenders are submitted electronically",
    "prior-information-notice": "a prior information notice was published in time",
    "urgency": "a duly substantiated state of urgency",
    "agreement": "all selected candidates have agreed to the period",
}


def write_message(message: Message, language: Language, task_names: Mapping[str, str] | None = None) -> str:
    """Return the message in the language; `task:ID` and `reduction:ID` stand for their names."""
    text = message.text
    if text.startswith("task:"):
        name = text.removeprefix("task:")
        return language.text((task_names or {}).get(name, name))
    if text.startswith("reduction:"):
        return language.text(REDUCTIONS[text.removeprefix("reduction:")])
    values = {name: _write(value, language, task_names) for name, value in message.values.items()}
    written = language.text(text).format(**values) if values else language.text(text)
    return TWO_STOPS.sub(".", written)


def _write(value: Any, language: Language, task_names: Mapping[str, str] | None) -> str:
    match value:
        case Message():
            return write_message(value, language, task_names).rstrip(".")
        case date():
            return language.day(value)
        case (Decimal() as amount, str() as currency):
            return language.money(amount, currency)
        case (int() as length, str() as unit):
            return language.period(length, unit)
        case list() | tuple():
            return language.sentence([_write(item, language, task_names) for item in value])
        case _:
            return str(value)
