"""Mutators of names: what an entry refers to is misspelt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from injection import Mutation, assign, data_of, misspelt
from places import citations, questions, tests_of_fields

from ppi2go.catalogue.lint.document import Kind, select
from ppi2go.catalogue.lint.references import REFERENCES
from ppi2go.catalogue.lint.workspace import File

Sites = Iterator[Mutation]
KINDS: dict[str, Kind] = {
    "eu": "law",
    "national": "law",
    "theme": "theme",
    "process": "process",
    "questions": "questions",
    "calibration": "calibration",
    "calendars": "calendars",
    "centres": "centres",
    "readiness": "readiness",
    "pilot": "pilot",
}


def unknown_act(file: File, random: Random) -> Sites:
    for path, node in citations(file):
        yield assign(file, (*path, "act"), f"{misspelt(node['act'], random)}x")


def reference(rule: str) -> Callable[[File, Random], Sites]:
    """Return the mutator that misspells what the references of a rule name."""

    def sites(file: File, random: Random) -> Sites:
        found = REFERENCES[KINDS[file.kind]] if file.kind in KINDS else ()
        for pattern in (item.pattern for item in found if item.rule == rule):
            for path, value in select(data_of(file), pattern):
                if isinstance(value, str):
                    yield assign(file, path, f"{misspelt(value, random)}x")

    return sites


def unknown_field(file: File, random: Random) -> Sites:
    for path, node in tests_of_fields(file):
        if not node["field"].startswith("threshold."):
            yield assign(file, (*path, "field"), f"{misspelt(node['field'], random)}x")


def unknown_choice(file: File, random: Random) -> Sites:
    free = {name for name, item in questions().items() if item.get("kind") in ("text", "long-text")}
    for path, node in tests_of_fields(file):
        for key in ("is", "has", "in"):
            if key not in node or node["field"] in (*free, "plan.procedure"):
                continue
            if isinstance(node[key], str):
                yield assign(file, (*path, key), f"{misspelt(node[key], random)}x")
            elif isinstance(node[key], list):
                at = random.randrange(len(node[key]))
                yield assign(file, (*path, key, at), f"{node[key][at]}x")


def unknown_procedure(file: File, random: Random) -> Sites:
    yield from reference("unknown-procedure")(file, random)
    for path, node in tests_of_fields(file):
        if node["field"] == "plan.procedure" and isinstance(node.get("is"), str):
            yield assign(file, (*path, "is"), f"{misspelt(node['is'], random)}x")


def unknown_threshold(file: File, random: Random) -> Sites:
    yield from reference("unknown-threshold")(file, random)
    for path, node in tests_of_fields(file):
        for key in ("at_least_threshold", "below_threshold"):
            if key in node:
                yield assign(file, (*path, key), f"{node[key]}x")
