"""Loads the pilots: facts with sources, and the answers that make them plannable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ppi2go.catalogue.layers import Layered
from ppi2go.catalogue.lint.document import Document, Scope, by_id
from ppi2go.catalogue.lint.facts import fact_sources, reasons_of_answers
from ppi2go.catalogue.lint.references import references
from ppi2go.catalogue.load import Folders, read_single
from ppi2go.catalogue.validation import validate
from ppi2go.catalogue.yaml_reader import Path_, Source
from ppi2go.errors import InvalidFiles
from ppi2go.model.pilot import Pilot

FOLDER = "pilots"


@dataclass(frozen=True)
class LoadedPilot:
    """A pilot, and its answers as a file of answers of their own, each still at its place in the pilot's file."""

    pilot: Pilot
    answers: Source


def load_pilot(pilot_id: str, folders: Folders) -> LoadedPilot:
    """Load one pilot; raise InvalidFiles with its faults, UsageError where no file has that name."""
    data = read_single(FOLDER, pilot_id, "pilot", folders)
    pilot = validate(Pilot, data, data.key_position)
    scope = Scope(known={"fact": frozenset(by_id(data.data, "facts"))})
    document = Document("pilot", data, scope)
    faults = [fault for rule in (fact_sources, references, reasons_of_answers) for fault in rule(document)]
    if faults:
        raise InvalidFiles(faults)
    return LoadedPilot(pilot, _answers(data))


def load_pilots(folders: Folders) -> list[LoadedPilot]:
    """Load every pilot, in the order of their ids."""
    return [load_pilot(name, folders) for name in folders.names(FOLDER)]


def _answers(data: Layered) -> Source:
    """Return the part of the file below `answers` as a source of its own."""
    source = data.places[()][0].source
    return Source(source.file, source.data["answers"], _below(source.marks), _below(source.keys))


def _below(places: dict[Path_, Any]) -> dict[Path_, Any]:
    return {path[1:]: place for path, place in places.items() if path[:1] == ("answers",)}
