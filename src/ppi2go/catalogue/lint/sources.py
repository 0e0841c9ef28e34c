"""Rules on one file alone, before the layers are merged."""

from __future__ import annotations

from typing import Any

from ppi2go.catalogue.lint.document import Faults
from ppi2go.catalogue.yaml_reader import Path_, Source
from ppi2go.errors import FileFault


def duplicate_ids(source: Source) -> Faults:
    """Find ids that stand twice in one list; the loader would take the two entries for one."""
    yield from _duplicates(source, source.data, ())


def _duplicates(source: Source, node: Any, path: Path_) -> Faults:
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, dict | list):
                yield from _duplicates(source, value, (*path, key))
    elif isinstance(node, list):
        first: dict[str, int] = {}
        for index, entry in enumerate(node):
            if isinstance(entry, dict) and "id" in entry:
                place, name = (*path, index, "id"), str(entry["id"])
                if name in first:
                    line = source.position((*path, first[name], "id")).line
                    message = f"the id '{name}' stands twice in this list; the first is in line {line}"
                    yield FileFault(source.position(place), message, "duplicate-id")
                first.setdefault(name, index)
            yield from _duplicates(source, entry, (*path, index))


def entries_without_id(source: Source) -> Faults:
    """Find entries without an id among entries with one: such a list replaces its parent instead of merging with it."""
    yield from _without_id(source, source.data, ())


def _without_id(source: Source, node: Any, path: Path_) -> Faults:
    if isinstance(node, list) and any(isinstance(entry, dict) and "id" in entry for entry in node):
        for index, entry in enumerate(node):
            place = source.position((*path, index))
            if not isinstance(entry, dict):
                message = "a mapping with an 'id' is expected here, as beside it"
                yield FileFault(place, message, "wrong-type")
            elif "id" not in entry:
                yield FileFault(place, "the key 'id' is missing; the rest of the list has it", "missing-key")
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in below:
        if isinstance(value, dict | list):
            yield from _without_id(source, value, (*path, key))


def name_of_file(source: Source, key: str, stem: str) -> Faults:
    """Find files that hold another country or theme than their name says."""
    value = source.data.get(key) if isinstance(source.data, dict) else None
    if isinstance(value, str) and value != stem:
        message = f"'{value}' stands in a file named '{stem}'; name the file '{value}.yaml'"
        yield FileFault(source.position((key,)), message, "file-name")
