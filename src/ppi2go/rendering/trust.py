"""How sure the data is: a fact's doubt in words, and dated values of the law, counted by the status of their source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from ppi2go.l10n import Language
from ppi2go.model.centre import FactStatus
from ppi2go.model.law import Dated
from ppi2go.rendering.names import NAMES

STATUSES = ("confirmed", "corroborated", "unverified")
MARKS = {"confirmed": "", "corroborated": "°", "unverified": "*"}
"""What stands behind a value in a table, where there is no room for its source in words."""


def doubt(status: FactStatus, language: Language) -> str:
    """Return the status of a fact in brackets; nothing where it is confirmed."""
    return "" if status == "confirmed" else f"({language.text(NAMES['fact'][status])})"


def dated_values(node: Any) -> Iterator[Dated]:
    """Yield every dated value below a model."""
    if isinstance(node, Dated):
        yield node
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from dated_values(getattr(node, name))
    elif isinstance(node, tuple):
        for item in node:
            yield from dated_values(item)


def count_by_status(
    node: Any, on: date | None = None, *, buyer: str | None = None, contract: str | None = None
) -> dict[str, int]:
    """Count the dated values by status: all of them, or those in force on a day for a buyer and a contract."""
    counted: Counter[str] = Counter(
        value.citation.status
        for value in dated_values(node)
        if (on is None or value.in_force(on)) and (buyer is None or contract is None or value.concerns(buyer, contract))
    )
    return {status: counted[status] for status in STATUSES}


def shares(counts: dict[str, int]) -> dict[str, int]:
    """Turn counts into whole per cent that sum to 100, the largest remainders rounded up."""
    total = sum(counts.values())
    if not total:
        return dict.fromkeys(counts, 0)
    floors = {name: number * 100 // total for name, number in counts.items()}
    by_remainder = sorted(counts, key=lambda name: -(counts[name] * 100 % total))
    for name in by_remainder[: 100 - sum(floors.values())]:
        floors[name] += 1
    return floors
