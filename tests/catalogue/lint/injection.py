"""Injects faults into the shipped files and asks the linter whether it notices."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random
from typing import Any

from ppi2go.catalogue.lint.engine import Settings, lint
from ppi2go.catalogue.lint.workspace import File, FileKind, Workspace, open_workspace
from ppi2go.catalogue.load import Folders
from ppi2go.catalogue.yaml_reader import Path_, Source
from ppi2go.errors import FileFault
from ppi2go.rendering.template_lint import check_templates

TODAY = date(2026, 11, 23)
"""The day of the shipped data; the clock of the machine has no say."""

SETTINGS = Settings(TODAY, stale_days=365)
YAML_KINDS: tuple[FileKind, ...] = (
    "eu", "national", "theme", "process", "questions", "calibration", "calendars", "centres", "readiness", "pilot",
)  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """One fault in one file: what was done, where, and the text that came of it."""

    file: File
    where: str
    make: Callable[[], str]
    original: str
    """The text that the complaints are compared with: the unchanged one in the same notation."""


@dataclass(frozen=True)
class Mutator:
    """Makes faults of one kind: `sites` yields what can be done to a file, `rules` are those that must notice."""

    kind: str
    rules: frozenset[str]
    sites: Callable[[File, Random], Iterator[Mutation]]
    demanded: bool = True


@cache
def workspace() -> Workspace:
    return open_workspace((), Folders())


def source_of(file: File) -> Source:
    source = workspace().content(file).source
    assert source is not None, f"{file.name} does not parse"
    return source


def data_of(file: File) -> Any:
    """Return the data of a YAML file, and nothing for the others."""
    return source_of(file).data if file.kind in YAML_KINDS else {}


def text_of(file: File) -> str:
    return workspace().content(file).text if file.kind in ("template", "locale") else file.path.read_text("utf-8")


@cache
def _dumped(file: File) -> str:
    return json.dumps(source_of(file).data, ensure_ascii=False)


def edited(file: File, path: Path_, change: Callable[[Any, str | int], None], where: str = "") -> Mutation:
    """Return a file whose data is changed at one place; JSON is YAML, and quick to write."""

    def make() -> str:
        data = json.loads(_dumped(file))
        holder = data
        for part in path[:-1]:
            holder = holder[part]
        change(holder, path[-1])
        return json.dumps(data, ensure_ascii=False)

    return Mutation(file, f"{'/'.join(map(str, path))} {where}".strip(), make, _dumped(file))


def assign(file: File, path: Path_, value: Any) -> Mutation:
    def change(holder: Any, key: str | int) -> None:
        holder[key] = value

    return edited(file, path, change, f"= {value}")


def delete(file: File, path: Path_) -> Mutation:
    def change(holder: Any, key: str | int) -> None:
        del holder[key]

    return edited(file, path, change, "deleted")


def complaints(file: File, text: str, around: Workspace | None = None) -> Counter[tuple[str, str]]:
    faults = lint((around or _around(file)).with_text(file, text), SETTINGS, check_templates)
    return Counter((fault.rule, fault.message) for fault in faults)


@cache
def _before(file: File, text: str) -> Counter[tuple[str, str]]:
    return complaints(file, text)


@cache
def _around(file: File) -> Workspace:
    """Return what a file is checked with: an EU file with one country first, because eight take eight times as long."""
    everything = workspace()
    if file.kind != "eu" or ("national", "EU") not in everything.files:
        return everything
    few = {key: item for key, item in everything.files.items() if item.kind != "national" or item.key == "EU"}
    return replace(everything, files=few)


def new_rules(mutation: Mutation) -> set[str]:
    """Return the rules that complain about the changed file and not about the unchanged one."""
    text = mutation.make()
    before = _before(mutation.file, mutation.original)
    found = {rule for rule, _ in complaints(mutation.file, text) - before}
    if not found and mutation.file.kind == "eu":
        before = complaints(mutation.file, mutation.original, workspace())
        found = {rule for rule, _ in complaints(mutation.file, text, workspace()) - before}
    return found


def shipped_complaints() -> list[FileFault]:
    """Return what the linter says of everything as shipped."""
    return lint(workspace(), SETTINGS, check_templates)


def walk(node: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Yield every node of data with its path."""
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from walk(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, (*path, index))


def nodes(file: File) -> list[tuple[Path_, Any]]:
    """Return every node of a file, absent entries left out: what is in them is never read."""
    data = data_of(file)
    taken = [path for path, node in walk(data) if isinstance(node, dict) and node.get("absent") is True]
    return [(path, node) for path, node in walk(data) if not any(path[: len(item)] == item for item in taken)]


def swapped(word: str, at: int) -> str:
    """Return a word with a letter and the next one swapped."""
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def misspelt(word: str, random: Random) -> str:
    """Return a word with two letters swapped or one doubled."""
    places = [
        index for index in range(len(word) - 1) if word[index] != word[index + 1] and word[index : index + 2].isalpha()
    ]
    if not places:
        return f"{word}x"
    return swapped(word, random.choice(places))
