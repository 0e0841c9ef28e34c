"""Runs every rule over every file that is asked for, in one pass, and puts the faults in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from ppi2go.catalogue.lint import (
    action_plans,
    amounts,
    awards,
    citations,
    conditions,
    facts,
    neutrality,
    process,
    references,
    windows,
)
from ppi2go.catalogue.lint.document import Document, Faults, Kind
from ppi2go.catalogue.lint.scopes import SINGLE, Scopes
from ppi2go.catalogue.lint.sources import duplicate_ids, entries_without_id, name_of_file
from ppi2go.catalogue.lint.translations import check_catalogue
from ppi2go.catalogue.lint.workspace import File, Workspace, unknown_kind
from ppi2go.catalogue.validation import validate
from ppi2go.errors import FileFault, InvalidFiles
from ppi2go.model.action_plan import ActionPlan, MappingRules
from ppi2go.model.calendars import Calendars
from ppi2go.model.calibration import Calibration
from ppi2go.model.centre import CentreFile
from ppi2go.model.framework import Framework
from ppi2go.model.pilot import Pilot
from ppi2go.model.process import Process
from ppi2go.model.readiness import Readiness
from ppi2go.model.theme import QuestionFile, Theme

MODELS: dict[Kind, type[BaseModel]] = {
    "law": Framework,
    "theme": Theme,
    "process": Process,
    "questions": QuestionFile,
    "calibration": Calibration,
    "calendars": Calendars,
    "centres": CentreFile,
    "readiness": Readiness,
    "pilot": Pilot,
    "mapping": MappingRules,
    "action-plan": ActionPlan,
}
GENERAL: tuple[Callable[[Document], Faults], ...] = (
    windows.windows_in_order,
    windows.plausible_days,
    windows.overlaps_and_gaps,
    citations.known_acts,
    citations.sources,
    citations.addresses,
    references.references,
    references.need_choices,
    references.taken_away,
    conditions.conditions,
    conditions.defaults,
    amounts.reductions,
    amounts.positive,
    amounts.jumps,
    amounts.currencies,
    process.cycles,
    process.durations,
    awards.weights,
    neutrality.neutrality,
    facts.fact_sources,
    facts.reasons_of_answers,
    facts.answers_fit,
    action_plans.criteria_weights,
    action_plans.scores,
    action_plans.needs_of_themes,
    action_plans.answers_of_projects,
)
"""Rules for documents of every kind; each finds nothing where its entries do not occur."""

TemplateRules = Callable[[Mapping[str, str], Sequence[File], "Scopes"], Iterator[FileFault]]
"""Checks templates: the texts of all by their keys, those to report on, and what they may name."""


@dataclass(frozen=True)
class Settings:
    """What the rules need besides the files: today, and after how many days a value is stale."""

    today: date
    stale_days: int = 365


def lint(workspace: Workspace, settings: Settings, template_rules: TemplateRules | None = None) -> list[FileFault]:
    """Return every fault of the reported files, in the order of files and lines, each rule once at a place."""
    scopes = Scopes(workspace)
    found: list[FileFault] = [fault for file in workspace.reported for fault in _of_file(workspace, file)]
    for document, complete in _documents(workspace, scopes):
        found += _shape(document, complete=complete)
        for rule in (*GENERAL, citations.verified(settings.today, settings.stale_days)):
            found += rule(document)
        if document.kind == "law" and scopes.eu is not None:
            found += amounts.under_eu(document, scopes.eu.data)
    templates = workspace.of("template", reported=True)
    if template_rules and templates:
        texts = {file.key: workspace.content(file).text for file in workspace.of("template")}
        found += template_rules(texts, templates, scopes)
    return _in_order(found, {file.name for file in workspace.reported})


def _of_file(workspace: Workspace, file: File) -> Faults:
    """Yield the faults that one file has by itself."""
    content = workspace.content(file)
    yield from content.faults
    if file.kind == "unknown":
        yield from unknown_kind(file)
    elif file.kind == "locale":
        yield from check_catalogue(content.text, file.name)
    elif content.source and not isinstance(content.source.data, dict):
        message = "a mapping (key: value) is expected in this file"
        yield FileFault(content.source.position(()), message, "wrong-type")
    elif content.source:
        yield from duplicate_ids(content.source)
        yield from entries_without_id(content.source)
        key = {"national": "country", "theme": "id", "pilot": "id", "action-plan": "id"}.get(file.kind)
        if key and file.path.parent.name in ("national", "thematic", "pilots", "action-plans"):
            yield from name_of_file(content.source, key, file.path.stem)


def _documents(workspace: Workspace, scopes: Scopes) -> Iterator[tuple[Document, bool]]:
    """Yield the documents that a reported file is part of, and whether all their files could be read."""
    laws = workspace.of("national", reported=not workspace.of("eu", reported=True))
    for file in laws:
        if document := scopes.law(file):
            yield document, scopes.eu is not None
    for file in workspace.of(*SINGLE, reported=True):
        if document := scopes.single(file):
            yield document, True


def _shape(document: Document, *, complete: bool) -> Faults:
    """Yield what the model complains about; keys that a broken file would have given are not missed."""
    try:
        validate(MODELS[document.kind], document.layered, document.layered.key_position)
    except InvalidFiles as error:
        yield from (fault for fault in error.faults if complete or fault.rule != "missing-key")
    except RecursionError:
        yield document.fault((), "nested too deeply to be checked", "invalid-value")


def _in_order(found: list[FileFault], names: set[str]) -> list[FileFault]:
    once: dict[tuple[Any, ...], FileFault] = {}
    for fault in found:
        if fault.position.file in names:
            once.setdefault((fault.position, fault.rule), fault)
    return [once[key] for key in sorted(once)]
