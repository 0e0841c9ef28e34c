"""Rules on days: windows in order, without overlap and gap for the same buyer, contract and case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any, get_args

from ppi2go.catalogue.lint.document import Document, Faults, day_of, words
from ppi2go.model.law import BuyerType, ContractType, RegimeKind

OLDEST, NEWEST = 1950, 2045
"""Years between which every day of the data lies: older acts are cited without their day."""

Pair = tuple[int, int]
_DAYS = ("from", "to", "in_force", "verified_on")


def windows_in_order(document: Document) -> Faults:
    """Find windows that end before they start."""
    for path, entry in document.mappings:
        start, end = day_of(entry, "from"), day_of(entry, "to")
        if start and end and end < start:
            yield document.fault((*path, "to"), f"'to' ({end}) lies before 'from' ({start})", "to-before-from")


def plausible_days(document: Document) -> Faults:
    """Find days that no law in force can have: a slip of the digits."""
    for path, entry in document.mappings:
        for key in _DAYS:
            day = day_of(entry, key)
            if day and not OLDEST <= day.year <= NEWEST:
                message = f"'{key}' is {day}; days of the data lie between {OLDEST} and {NEWEST}"
                yield document.fault((*path, key), message, "implausible-date")


def overlaps_and_gaps(document: Document) -> Faults:
    """Find days on which a thing has two values, or none between two of its values."""
    for path, values in document.series:
        for first, second in neighbours(values):
            end, start = day_of(values[first], "to"), day_of(values[second], "from")
            if start is None:
                continue
            line = document.layered.position((*path, first)).line
            if end is None or start <= end:
                until = f"until {end}" if end else "with no end"
                message = f"from {start} on two values hold at once: the one in line {line} holds {until}"
                yield document.fault(
                    (*path, second, "from"), f"{message}; close it with 'to' the day before", "overlap"
                )
            elif start > end + timedelta(days=1):
                days = f"from {end + timedelta(days=1)} to {start - timedelta(days=1)}"
                message = (
                    f"there is no value {days}: the one in line {line} ends on {end}, the next one starts on {start}"
                )
                yield document.fault((*path, second, "from"), message, "gap")


def neighbours(values: list[dict[str, Any]]) -> Iterator[Pair]:
    """Yield pairs of values that follow each other for at least one buyer, contract, regime and case."""
    if len(values) < 2:
        return
    cases: dict[tuple[str, ...], list[tuple[date, int]]] = {}
    for index, value in enumerate(values):
        start = day_of(value, "from")
        if start and not _is_upside_down(value, start):
            for case in _cases(value):
                cases.setdefault(case, []).append((start, index))
    pairs = {(first, second) for held in cases.values() for (_, first), (_, second) in pairwise(sorted(held))}
    yield from sorted(pairs)


def _is_upside_down(value: Mapping[str, Any], start: date) -> bool:
    """Tell whether the window ends before it starts, which has a rule of its own."""
    end = day_of(value, "to")
    return end is not None and end < start


def _cases(value: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    buyers = words(value, "buyers") or get_args(BuyerType)
    contracts = words(value, "contracts") or get_args(ContractType)
    regimes = words(value, "regimes") or get_args(RegimeKind)
    means = str(value.get("means", "electronic"))
    when = json.dumps(value["when"], sort_keys=True) if value.get("when") else ""
    return ((*case, means, when) for case in product(buyers, contracts, regimes))
