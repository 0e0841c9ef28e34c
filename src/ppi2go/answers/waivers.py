"""Reads the waivers of an answers file: findings that the buyer accepts, each with a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from ppi2go.answers.entries import unknown_keys
from ppi2go.answers.values import read_plain_text
from ppi2go.catalogue.yaml_reader import Path_, Source
from ppi2go.errors import FileFault, near_miss
from ppi2go.model.base import read_day
from ppi2go.model.plan import Waiver

KEYS = ("id", "reason", "by", "on")
_SHAPE = "a list is expected below 'waivers', each entry with 'id' and 'reason'"


def read_waivers(source: Source, raw: Any, known: Collection[str] | None, faults: list[FileFault]) -> Iterator[Waiver]:
    """Yield the waivers; add a fault for each entry that is not one.

    `known` are the ids of all findings that a plan with these answers can have; None leaves the ids unchecked.
    """
    if not isinstance(raw, list):
        faults.append(FileFault(source.position(("waivers",)), _SHAPE))
        return
    first: dict[str, int] = {}
    for index, entry in enumerate(raw):
        path: Path_ = ("waivers", index)
        found = list(_faults(source, path, entry, known))
        if not found and entry["id"] in first:
            line = source.position(("waivers", first[entry["id"]])).line
            message = f"'{entry['id']}' is waived twice; the first waiver is in line {line}"
            found = [FileFault(source.position((*path, "id")), message, "duplicate-id")]
        faults += found
        if not found:
            first[entry["id"]] = index
            by, on = entry.get("by"), entry.get("on")
            yield Waiver(
                id=entry["id"],
                reason=read_plain_text(entry["reason"]),
                by=None if by is None else read_plain_text(by),
                on=None if on is None else read_day(on),
            )


def _faults(source: Source, path: Path_, entry: Any, known: Collection[str] | None) -> Iterator[FileFault]:
    if not isinstance(entry, dict):
        yield FileFault(source.position(path), _SHAPE)
        return
    yield from unknown_keys(source, path, entry, KEYS)
    yield from _id_faults(source, path, entry.get("id"), known)
    if entry.get("reason") is None:
        yield FileFault(source.position(path), "a waiver needs a reason: write why the finding is accepted")
    for key, read in (("reason", read_plain_text), ("by", read_plain_text), ("on", read_day)):
        if entry.get(key) is None:
            continue
        try:
            read(entry[key])
        except ValueError as error:
            yield FileFault(source.position((*path, key)), str(error))


def _id_faults(source: Source, path: Path_, finding: Any, known: Collection[str] | None) -> Iterator[FileFault]:
    if not isinstance(finding, str) or not finding:
        yield FileFault(source.position((*path, "id")), "a waiver needs the id of a finding, such as eu.personal-data")
    elif known is not None and finding not in known:
        hint = near_miss(finding, known) or "; 'ppi2go check' prints the ids"
        message = f"no finding of this country and theme has the id '{finding}'{hint}"
        yield FileFault(source.position((*path, "id")), message)
