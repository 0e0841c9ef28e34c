"""Where faults can be made: the mappings, citations, conditions and series of a file."""

from __future__ import annotations

from typing import Any

from injection import nodes, source_of, workspace

from ppi2go.catalogue.lint.document import by_id
from ppi2go.catalogue.lint.workspace import File
from ppi2go.catalogue.yaml_reader import Path_

DAYS = ("from", "to", "in_force", "verified_on")
Entries = list[tuple[Path_, dict[str, Any]]]


def mappings(file: File) -> Entries:
    return [(path, node) for path, node in nodes(file) if isinstance(node, dict)]


def citations(file: File) -> Entries:
    return [(path, node) for path, node in mappings(file) if "act" in node and "provision" in node]


def tests_of_fields(file: File) -> Entries:
    return [(path, node) for path, node in mappings(file) if "field" in node and "severity" not in node]


def series(file: File) -> list[tuple[Path_, list[dict[str, Any]]]]:
    """Return the lists of dated values of one thing."""
    lists = [(path, node) for path, node in nodes(file) if isinstance(node, list) and len(node) > 1]
    return [(path, node) for path, node in lists if all(_is_dated(item) for item in node)]


def _is_dated(item: Any) -> bool:
    return isinstance(item, dict) and "from" in item and "id" not in item


def lists_with_ids(file: File) -> list[tuple[Path_, list[dict[str, Any]]]]:
    lists = [(path, node) for path, node in nodes(file) if path and isinstance(node, list) and node]
    return [(path, node) for path, node in lists if all(isinstance(item, dict) and "id" in item for item in node)]


def acts() -> dict[str, Any]:
    """Return all acts of all files."""
    files = workspace().of("eu", "national", "theme")
    return {name: act for file in files for name, act in by_id(source_of(file).data, "acts").items()}


def questions() -> dict[str, Any]:
    """Return all questions of all files."""
    files = workspace().of("questions", "national", "theme")
    return {name: item for file in files for name, item in by_id(source_of(file).data, "questions").items()}
