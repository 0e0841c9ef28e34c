"""Rules on numbers: reductions that shorten, thresholds under the EU's, the currency of the day, decimal points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from ppi2go.catalogue.lint.document import Document, Faults, by_id, day_of, select, words
from ppi2go.catalogue.lint.windows import neighbours
from ppi2go.catalogue.yaml_reader import Path_
from ppi2go.model.base import read_decimal
from ppi2go.model.law import BuyerType, ContractType

_NUMBERS = ("value", "amount", "rate", "percent", "length", "number")
_JUMP = 9
"""A decimal point in the wrong place makes ten of one; the greatest true step in seven laws is eightfold."""


def number_of(entry: Mapping[str, Any], key: str) -> Decimal | None:
    """Return a number of an entry, or None where it is absent, unknown or no number (another rule says so)."""
    value = entry.get(key)
    if value is None:
        return None
    try:
        return read_decimal(value)
    except ValueError:
        return None


def reductions(document: Document) -> Faults:
    """Find reductions that lengthen a time limit or leave nothing of it."""
    for path, value in document.mappings:
        base = value.get("length")
        if not isinstance(base, int) or not isinstance(value.get("reductions"), list):
            continue
        taken = 0
        for index, reduction in enumerate(value["reductions"]):
            if not isinstance(reduction, dict):
                continue
            yield from _reduction(document, (*path, "reductions", index), reduction, base)
            if isinstance(reduction.get("minus"), int) and not reduction.get("buyers"):
                taken += reduction["minus"]
        if taken >= base > 0:
            message = f"together these reductions take {taken} off {base}; at least 1 must be left"
            yield document.fault((*path, "reductions"), message, "reduction-below-floor")


def _reduction(document: Document, path: Path_, reduction: Mapping[str, Any], base: int) -> Faults:
    to, minus = reduction.get("to"), reduction.get("minus")
    for key, result in (("to", to), ("minus", base - minus if isinstance(minus, int) else None)):
        if not isinstance(result, int):
            continue
        written = reduction[key]
        if result >= base:
            message = f"'{key}: {written}' does not shorten the time limit of {base}; it must leave fewer than {base}"
            yield document.fault((*path, key), message, "reduction-lengthens")
        elif result <= 0:
            message = f"'{key}: {written}' leaves nothing of the time limit of {base}; at least 1 must be left"
            yield document.fault((*path, key), message, "reduction-below-floor")


def positive(document: Document) -> Faults:
    """Find lengths and amounts of zero and less, and percentages that are none."""
    for path, entry in document.mappings:
        counted = ("value", "amount", "length", "number") if "from" in entry else ("plus", "minus", "to")
        if "from" not in entry and "citation" not in entry:
            continue
        for key in counted:
            number = number_of(entry, key)
            if number is not None and number <= 0:
                yield document.fault((*path, key), f"'{key}' is {number}; it must be above 0", "not-positive")
        for key in ("percent", "rate"):
            number = number_of(entry, key)
            if number is not None and not 0 <= number <= 100:
                message = f"'{key}' is {number}; a percentage lies between 0 and 100"
                yield document.fault((*path, key), message, "percent-range")


def jumps(document: Document) -> Faults:
    """Find values that are nine times their neighbour in time: a decimal point or a zero too many."""
    for path, values in document.series:
        for first, second in neighbours(values):
            one, other = values[first], values[second]
            if any(one.get(key) != other.get(key) for key in ("currency", "unit")):
                continue
            for key in _NUMBERS:
                before, after = number_of(one, key), number_of(other, key)
                if before and after and before > 0 < after and max(before / after, after / before) >= _JUMP:
                    message = f"'{key}' goes from {before} to {after} in one step; is the decimal point right?"
                    yield document.fault((*path, second, key), message, "implausible-jump")


def under_eu(document: Document, eu: Any) -> Faults:
    """Find thresholds of a national regime above the EU ones of the same day, buyer, contract and currency.

    `eu` is the EU layer alone: the country's own amounts of the EU thresholds are held against it too.
    """
    of_the_country, of_the_eu = by_id(document.data, "thresholds"), by_id(eu, "thresholds")
    floors = {
        str(period.get("floor"))
        for _, regime in select(document.data, "regimes/*")
        if isinstance(regime, dict) and regime.get("kind") != "above-eu"
        for _, period in select(regime, "periods/*")
        if isinstance(period, dict)
    }
    for (_, index), threshold in select(document.data, "thresholds/*"):
        name = str(threshold.get("id")) if isinstance(threshold, dict) else ""
        if name in floors:
            limits = [*_values(of_the_country.get("eu")), *_values(of_the_eu.get("eu"))]
        else:
            limits = _values(of_the_eu.get(name))
        for (_, position), value in select(threshold, "values/*"):
            if isinstance(value, dict):
                path: Path_ = ("thresholds", index, "values", position, "value")
                yield from _compare(document, path, value, limits)


def _values(threshold: Any) -> list[dict[str, Any]]:
    return [value for _, value in select(threshold, "values/*") if isinstance(value, dict)]


def _compare(document: Document, path: Path_, value: Mapping[str, Any], limits: list[dict[str, Any]]) -> Faults:
    amount = number_of(value, "value")
    for limit in limits:
        most = number_of(limit, "value")
        if amount is None or most is None or amount <= most or not _meet(value, limit):
            continue
        message = f"{amount} {value.get('currency')} lies above the EU threshold of {most} from {limit.get('from')} on"
        yield document.fault(path, f"{message}; from there on the directives bind", "threshold-above-eu")
        return


def _meet(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two amounts are for the same currency, buyer, contract and day."""
    if one.get("currency") != other.get("currency"):
        return False
    for key, everybody in (("buyers", get_args(BuyerType)), ("contracts", get_args(ContractType))):
        if not set(words(one, key) or everybody) & set(words(other, key) or everybody):
            return False
    starts = [day_of(item, "from") or date.max for item in (one, other)]
    ends = [day_of(item, "to") or date.max for item in (one, other)]
    return max(starts) <= min(ends)


def currencies(document: Document) -> Faults:
    """Find amounts of the country in a currency that it did not have on a day of their window."""
    periods = [period for _, period in select(document.data, "currencies/*") if isinstance(period, dict)]
    spans = [(day_of(item, "from"), day_of(item, "to") or date.max, str(item.get("code"))) for item in periods]
    known = [(start, end, code) for start, end, code in spans if start]
    if document.kind != "law" or not known or len(known) < len(periods):
        return
    for path, entry in document.mappings:
        currency, start = entry.get("currency"), day_of(entry, "from")
        if isinstance(currency, str) and start and document.layered.layer((*path, "currency")) != "EU":
            window = (start, day_of(entry, "to") or date.max)
            if wrong := next(_not_of_the_day(currency, window, known), None):
                day, code = wrong
                message = f"'{currency}' was not the currency of the country on {day}; it was {code}"
                yield document.fault((*path, "currency"), message, "currency-of-day")


def _not_of_the_day(
    currency: str, window: tuple[date, date], periods: list[tuple[date, date, str]]
) -> Iterator[tuple[date, str]]:
    """Yield the days from which another currency holds; before the first known period, that one is taken."""
    oldest = min(start for start, _, _ in periods)
    start, end = window
    for first, last, code in periods:
        since = start if first == oldest and start < oldest else max(start, first)
        if code != currency and since <= min(end, last):
            yield since, code
