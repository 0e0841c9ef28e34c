"""Random slips of the hand: digits of dates, keys, decimal points. Not all of them can be noticed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from injection import Mutation, assign, delete, nodes, swapped
from places import DAYS, mappings

from ppi2go.catalogue.lint.workspace import File

Sites = Iterator[Mutation]
NUMBERS = (
    "value", "amount", "percent", "rate", "length", "number", "minus", "to", "plus", "at_least", "below", "weight",
)  # fmt: skip


def swapped_digits(file: File, random: Random) -> Sites:
    for path, node in nodes(file):
        if path and path[-1] in DAYS and isinstance(node, str):
            pairs = [(at, node[at : at + 2]) for at in range(9)]
            places = [at for at, pair in pairs if pair.isdigit() and pair[0] != pair[1]]
            if places:
                yield assign(file, path, swapped(node, random.choice(places)))


def deleted_key(file: File, random: Random) -> Sites:
    yield from (delete(file, (*path, key)) for path, node in mappings(file) for key in node)


def moved_point(file: File, random: Random) -> Sites:
    for path, node in nodes(file):
        if path and path[-1] in NUMBERS and isinstance(node, int) and not isinstance(node, bool) and node:
            tenth = node // 10 if node % 10 == 0 else f"{node / 10:.1f}"
            yield assign(file, path, random.choice([node * 10, tenth]))
