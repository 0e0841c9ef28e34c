"""Mutators of shape and structure: keys, types, ids, days, weights, the order of steps."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from injection import Mutation, assign, data_of, delete, edited, misspelt, nodes
from places import DAYS, lists_with_ids, mappings

from ppi2go.catalogue.lint.workspace import File
from ppi2go.catalogue.yaml_reader import Path_

Sites = Iterator[Mutation]


def misspelt_key(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        for key in node if path else ():
            yield _renamed(file, path, key, misspelt(key, random))


def _renamed(file: File, path: Path_, old: str, new: str) -> Mutation:
    def change(holder: Any, key: str | int) -> None:
        entry = holder[key]
        entry[new] = entry.pop(old)

    return edited(file, path, change, f"{old} → {new}")


def wrong_type(file: File, random: Random) -> Sites:
    for path, node in nodes(file):
        if path:
            yield assign(file, path, "some words" if isinstance(node, list | dict) else [{"a": 1}])


def duplicate_id(file: File, random: Random) -> Sites:
    for path, entries in lists_with_ids(file):
        yield assign(file, path, [*entries, random.choice(entries)])


def impossible_date(file: File, random: Random) -> Sites:
    for path, node in nodes(file):
        if path and path[-1] in DAYS and isinstance(node, str):
            wrong = [f"{node[:4]}-13-01", f"{node[:4]}-02-30", f"{node[:4]}-00-10", node[:7]]
            yield assign(file, path, random.choice(wrong))


def cycle(file: File, random: Random) -> Sites:
    """Let a step wait for one that waits for it."""
    steps = data_of(file).get("steps", ()) if file.kind == "process" else ()
    waits = {step["id"]: step.get("after", []) for step in steps}
    indices = {step["id"]: index for index, step in enumerate(steps)}
    for step in waits:
        before = sorted(_ancestors(step, waits))
        for name in random.sample(before, min(3, len(before))):
            yield assign(file, ("steps", indices[name], "after"), [*waits[name], step])


def _ancestors(step: str, waits: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    queue = list(waits[step])
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue += waits[name]
    return found


def weights(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if "weight" in node:
            yield assign(file, (*path, "weight"), node["weight"] + random.choice([-1, 1, 5]))


def absent(file: File, random: Random) -> Sites:
    for path, entries in lists_with_ids(file) if file.kind == "national" else ():
        yield assign(file, path, [*entries, {"id": "no-such-entry", "absent": True}])


def no_duration(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if node.get("kind") in ("work", "period") and "duration" in node:
            yield delete(file, (*path, "duration"))
