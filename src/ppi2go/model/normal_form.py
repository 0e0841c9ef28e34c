"""Conditions taken apart: the ways in which one can hold, each as a list of tests that hold or do not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ppi2go.model.condition import All, Condition, Either, Not, Test

Literal_ = tuple[Test, bool]
"""A test, and whether it holds."""


def branches(condition: Condition, holds: bool = True) -> Iterator[tuple[Literal_, ...]]:
    """Yield the ways in which a condition holds (or does not): in each, all the tests come out as named."""
    match condition:
        case Not():
            yield from branches(condition.not_, not holds)
        case All(all=parts) | Either(any=parts):
            if isinstance(condition, All) is holds:
                for combined in product(*(tuple(branches(part, holds)) for part in parts)):
                    yield tuple(literal for branch in combined for literal in branch)
            else:
                for part in parts:
                    yield from branches(part, holds)
        case Test():
            yield ((condition, holds),)
