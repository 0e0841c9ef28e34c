"""What each document may name: built once from all files, and open (None) where a file is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from ppi2go.catalogue.layers import Layer, Layered, merge
from ppi2go.catalogue.lint.document import Document, Kind, Scope, by_id, select
from ppi2go.catalogue.lint.workspace import File, FileKind, Workspace
from ppi2go.catalogue.load import EU_FILES

EU_KEYS = tuple(PurePosixPath(name).stem for name in EU_FILES)
Ids = frozenset[str] | None
SINGLE: dict[FileKind, Kind] = {
    "theme": "theme",
    "process": "process",
    "questions": "questions",
    "calibration": "calibration",
    "calendars": "calendars",
    "centres": "centres",
    "readiness": "readiness",
    "pilot": "pilot",
    "mapping": "mapping",
    "action-plan": "action-plan",
}


class Scopes:
    """Looks up ids in the files of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    @cached_property
    def eu(self) -> Layered | None:
        """The EU layer alone, or None where one of its files is broken."""
        layers = self._eu_layers
        return merge(layers) if len(layers) == len(EU_KEYS) else None

    @cached_property
    def questions(self) -> dict[str, Any] | None:
        """The shared questions by id."""
        return self._by_id("questions", "questions")

    @cached_property
    def process_ids(self) -> dict[str, Ids]:
        """The ids that the process gives: steps, phases, documents, approaches."""
        lists = {"step": "steps", "phase": "phases", "document": "documents", "approach": "approaches"}
        return {noun: _ids(self._by_id("process", pattern)) for noun, pattern in lists.items()}

    @cached_property
    def file_ids(self) -> dict[str, Ids]:
        """The ids that are names of files: themes, countries, templates; and the groups of questions."""
        templates = [file.key for file in self.workspace.of("template")]
        return {
            "theme": frozenset(file.key for file in self.workspace.of("theme")),
            "country": frozenset(file.key for file in self.workspace.of("national")),
            "template": frozenset([*templates, *(key.removeprefix("documents/") for key in templates)]),
            "group": _ids(self._by_id("questions", "groups")),
            "centre": _ids(self._by_id("centres", "centres")),
            "criterion": _ids(self._by_id("mapping", "criteria")),
        }

    @cached_property
    def all_questions(self) -> frozenset[str] | None:
        """The ids of all questions of all files, which templates may ask for; None where a file is broken."""
        files = self.workspace.of("questions", "national", "theme")
        sources = [self.workspace.content(file).source for file in files]
        if not all(sources):
            return None
        return frozenset(name for source in sources if source for name in by_id(source.data, "questions"))

    def law(self, file: File) -> Document | None:
        """Return the merged law of a country, or None where its file is broken."""
        source = self.workspace.content(file).source
        if source is None or not isinstance(source.data, dict):
            return None
        layered = merge([*self._eu_layers, Layer(file.key, source)])
        return Document("law", layered, self._scope(layered.data))

    def single(self, file: File) -> Document | None:
        """Return a document that is one file, or None where it is broken."""
        source = self.workspace.content(file).source
        if source is None:
            return None
        scope = self._scope(source.data)
        if file.kind == "action-plan":
            scope = replace(scope, themes=self._themes(), questions=self._with_country(scope.questions, source.data))
        return Document(SINGLE[file.kind], merge([Layer("EU", source)]), scope)

    def _themes(self) -> dict[str, Any]:
        """Return the data of every theme that can be read."""
        files = self.workspace.of("theme")
        sources = {file.key: self.workspace.content(file).source for file in files}
        return {key: source.data for key, source in sources.items() if source}

    def _with_country(self, questions: Mapping[str, Any] | None, data: Any) -> dict[str, Any] | None:
        """Add the questions of the country that an action plan names."""
        country = data.get("country") if isinstance(data, dict) else None
        source = self.workspace.source("national", str(country))
        return None if questions is None else {**questions, **(by_id(source.data, "questions") if source else {})}

    @cached_property
    def _eu_layers(self) -> list[Layer]:
        sources = [self.workspace.source("eu", key) for key in EU_KEYS]
        return [Layer("EU", source) for source in sources if source and isinstance(source.data, dict)]

    def _by_id(self, kind: Any, pattern: str) -> dict[str, Any] | None:
        source = self.workspace.source(kind, kind)
        return by_id(source.data, pattern) if source else None

    def _scope(self, data: Any) -> Scope:
        own_questions = by_id(data, "questions") | self._asked_by(data)
        questions = None if self.questions is None else self.questions | own_questions
        return Scope(
            acts=None if self.eu is None else by_id(self.eu.data, "acts") | by_id(data, "acts"),
            questions=questions,
            known={
                **self.process_ids,
                **self.file_ids,
                "question": _ids(questions),
                "need": frozenset(by_id(data, "needs")),
                "fact": frozenset(by_id(data, "facts")),
                "project": frozenset(by_id(data, "projects")),
                "mapped need": frozenset(by_id(data, "mapping")),
                **(self._law_ids(data) if self.eu else {}),
            },
        )

    def _asked_by(self, data: Any) -> dict[str, Any]:
        """Return the questions of the country and the theme that the answers of a pilot choose."""
        found: dict[str, Any] = {}
        kinds: tuple[tuple[str, FileKind], ...] = (("country", "national"), ("theme", "theme"))
        for key, kind in kinds:
            for _, name in select(data, f"answers/{key}"):
                source = self.workspace.source(kind, str(name))
                found |= by_id(source.data, "questions") if source else {}
        return found

    def _law_ids(self, data: Any) -> dict[str, Ids]:
        """Return the ids of the law: what a country takes away may still be named, by entries for all countries."""
        both = [data, self.eu.data] if self.eu else [data]
        procedures = self._union(both, "procedures")
        limits = {str(limit) for part in both for _, limit in select(part, "procedures/*/time_limits/*/id")}
        stages = {str(stage) for part in both for _, stage in select(part, "procedures/*/stages/*")}
        return {
            "threshold": self._union(both, "thresholds"),
            "procedure": procedures,
            "limit": frozenset(limits | stages | {"standstill"}),  # a stage may have a limit in some country only
            "band": self._union(both, "regimes") if by_id(data, "regimes") else None,
            "stage": frozenset(stages),
        }

    @staticmethod
    def _union(parts: Iterable[Any], pattern: str) -> frozenset[str]:
        return frozenset(name for part in parts for name in by_id(part, pattern))


def _ids(entries: dict[str, Any] | None) -> Ids:
    return None if entries is None else frozenset(entries)
