"""What rules look at: one document of merged data, its parts found once, and the ids that it may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from ppi2go.catalogue.layers import Layered
from ppi2go.catalogue.yaml_reader import Path_
from ppi2go.errors import FileFault
from ppi2go.model.base import read_day

Kind = Literal[
    "law", "theme", "process", "questions", "calibration", "calendars", "centres", "readiness", "pilot", "mapping",
    "action-plan",
]  # fmt: skip
Entry = tuple[Path_, dict[str, Any]]
Faults = Iterator[FileFault]


@dataclass(frozen=True)
class Scope:
    """What the entries of a document may refer to; None where it cannot be known, because a file is broken.

    `known` maps a noun (`procedure`, `step`, …) to its ids; `themes` holds the data of every theme by its id.
    """

    acts: Mapping[str, dict[str, Any]] | None = None
    questions: Mapping[str, dict[str, Any]] | None = None
    known: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    themes: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Document:
    """Merged data of one kind (the law of a country, a theme, …), read defensively: it may be wrong anywhere."""

    kind: Kind
    layered: Layered
    scope: Scope

    @property
    def data(self) -> Any:
        """The plain data."""
        return self.layered.data

    @cached_property
    def mappings(self) -> list[Entry]:
        """Every mapping of the document with its path."""
        return list(_mappings(self.data, ()))

    @cached_property
    def citations(self) -> list[Entry]:
        """Every citation."""
        return [(path, entry) for path, entry in self.mappings if "act" in entry and "provision" in entry]

    @cached_property
    def tests(self) -> list[Entry]:
        """Every test of a field in a condition; the `field` of a finding is none."""
        return [(path, entry) for path, entry in self.mappings if "field" in entry and "severity" not in entry]

    @cached_property
    def series(self) -> list[tuple[Path_, list[dict[str, Any]]]]:
        """Every list of dated values of one thing; entries with an id of their own are several things."""
        return [
            ((*path, key), value)
            for path, entry in self.mappings
            for key, value in entry.items()
            if isinstance(value, list) and value and all(_is_dated(item) for item in value)
        ]

    def fault(self, path: Path_, message: str, rule: str) -> FileFault:
        """Return a fault at the place in the file that wrote the value."""
        return FileFault(self.layered.position(path), message, rule)


def _is_dated(item: Any) -> bool:
    return isinstance(item, dict) and "from" in item and "id" not in item


def _mappings(node: Any, path: Path_) -> Iterator[Entry]:
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            if isinstance(value, dict | list):
                yield from _mappings(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            if isinstance(value, dict | list):
                yield from _mappings(value, (*path, index))


def select(data: Any, pattern: str) -> Iterator[tuple[Path_, Any]]:
    """Yield what stands at a pattern such as `steps/*/after/*`; `*` is any entry of a list or mapping."""
    found: list[tuple[Path_, Any]] = [((), data)]
    for part in pattern.split("/"):
        found = [((*path, key), value) for path, node in found for key, value in _below(node, part)]
    yield from found


def _below(node: Any, part: str) -> Iterator[tuple[str | int, Any]]:
    if isinstance(node, list) and part == "*":
        yield from enumerate(node)
    elif isinstance(node, dict) and part == "*":
        yield from node.items()
    elif isinstance(node, dict) and part in node:
        yield part, node[part]


def by_id(data: Any, pattern: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a list by their ids, malformed ones left out."""
    entries = (value for _, value in select(data, f"{pattern}/*") if isinstance(value, dict))
    return {str(entry["id"]): entry for entry in entries if "id" in entry}


def day_of(entry: Mapping[str, Any], key: str) -> date | None:
    """Return a day of an entry, or None where it is absent or not a day (another rule says so)."""
    value = entry.get(key)
    if value is None:
        return None
    try:
        return read_day(value)
    except ValueError:
        return None


def words(entry: Mapping[str, Any], key: str) -> list[str]:
    """Return the texts of a list in an entry."""
    value = entry.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
