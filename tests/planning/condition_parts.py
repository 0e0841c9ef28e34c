"""Conditions taken to pieces: the tests in them, the fields they ask for, the values they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ppi2go.model.condition import All, Condition, Either, Not, Test


def tests_of(condition: Condition) -> Iterator[Test]:
    match condition:
        case Test():
            yield condition
        case Not():
            yield from tests_of(condition.not_)
        case All(all=parts) | Either(any=parts):
            for part in parts:
                yield from tests_of(part)


def fields_of(condition: Condition) -> list[str]:
    return list(dict.fromkeys(test.field for test in tests_of(condition)))


def named(condition: Condition, field: str) -> Iterator[Any]:
    for test in tests_of(condition):
        if test.field == field:
            yield from test.in_ or ((test.is_,) if test.is_ is not None else ())


def constants_of(conditions: Iterable[Condition]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for condition in conditions:
        for test in tests_of(condition):
            values = [test.is_, *(test.in_ or ()), test.at_least, test.below]
            found.setdefault(test.field, []).extend(value for value in values if value is not None)
    return found
