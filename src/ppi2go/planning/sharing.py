"""Finds who shares a need: the same need, calls close to each other, and approaches that go together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ppi2go.model.action_plan import SharedWay, SharingRules
from ppi2go.model.portfolio import NeedEntry, SharedNeed


def shared_needs(entries: Sequence[NeedEntry], rules: SharingRules) -> tuple[SharedNeed, ...]:
    """Return every largest group of buyers who may buy together, the largest first.

    In a group any two calls lie at most `rules.months` apart. A buyer who could join two groups stands in both.
    """
    kinds: dict[tuple[str, str, int], list[NeedEntry]] = {}
    for entry in entries:
        for index, approaches in enumerate(rules.approaches):
            if entry.approach in approaches:
                kinds.setdefault((entry.theme, entry.need, index), []).append(entry)
    found = [
        _shared(group, rules)
        for _, alike in sorted(kinds.items())
        for group in _groups(sorted(alike, key=_order), rules.months)
        if len({(entry.region, entry.id) for entry in group}) > 1
    ]
    return tuple(sorted(found, key=lambda item: (-len(item.entries), item.theme, item.need, item.window)))


def _order(entry: NeedEntry) -> tuple[date, str, str]:
    return entry.call, entry.region, entry.id


def _groups(entries: Sequence[NeedEntry], months: int) -> Iterator[Sequence[NeedEntry]]:
    """Yield the windows of entries, in the order of their calls, that no other window holds."""
    calls, reached = [entry.call for entry in entries], 0
    for first, call in enumerate(calls):
        end = bisect_right(calls, later(call, months))
        if end > reached:
            yield entries[first:end]
            reached = end


def later(day: date, months: int) -> date:
    """Return the day some months later; the last day of a month where that month is shorter."""
    years, index = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, index + 1, last)
        except ValueError:
            continue
    raise AssertionError(f"no month has fewer than 28 days: {day}")


def _shared(group: Sequence[NeedEntry], rules: SharingRules) -> SharedNeed:
    values: dict[str, Decimal] = {}
    for entry in group:
        values[entry.currency] = values.get(entry.currency, Decimal()) + entry.value
    return SharedNeed(
        theme=group[0].theme,
        need=group[0].need,
        entries=tuple(group),
        ways=tuple(way for way in rules.ways if _open(way, group)),
        values=dict(sorted(values.items())),
    )


def _open(way: SharedWay, group: Sequence[NeedEntry]) -> bool:
    """Tell whether a way is open to the group, or to those of it who belong to one country."""
    countries = [entry.country for entry in group]
    compatriots, borders = len(set(countries)) < len(countries), len(set(countries)) > 1
    return way.where == "both" or (compatriots if way.where == "one-country" else borders)
