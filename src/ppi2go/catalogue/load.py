"""Loads what one plan needs: the law of a country, a theme, the process and the questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from ppi2go.catalogue.layers import Layer, Layered, merge
from ppi2go.catalogue.lint.citations import known_acts
from ppi2go.catalogue.lint.conditions import conditions
from ppi2go.catalogue.lint.document import Document, Scope, by_id
from ppi2go.catalogue.lint.facts import fact_sources
from ppi2go.catalogue.validation import validate
from ppi2go.catalogue.yaml_reader import read_yaml
from ppi2go.errors import FileFault, InvalidFiles, UsageError, near_miss
from ppi2go.model.base import msgid
from ppi2go.model.calendars import Calendars
from ppi2go.model.calibration import Calibration
from ppi2go.model.centre import CentreFile, Centres
from ppi2go.model.framework import Framework
from ppi2go.model.law import Act
from ppi2go.model.process import Process
from ppi2go.model.question import Question
from ppi2go.model.readiness import Readiness
from ppi2go.model.theme import QuestionFile, Theme
from ppi2go.resources import folder

EU_FILES = ("eu/thresholds.yaml", "eu/procedures.yaml", "eu/rules.yaml", "eu/findings.yaml")
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Catalogue:
    """Everything that a plan for one country and theme reads."""

    framework: Framework
    theme: Theme
    process: Process
    question_file: QuestionFile
    calibration: Calibration
    calendars: Calendars
    centres: Centres
    readiness: Readiness

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions of this purchase: the shared ones, the country's, the theme's."""
        shared = [self._adapted(question) for question in self.question_file.questions]
        return (*shared, *self.framework.questions, *self.theme.questions)

    def _adapted(self, question: Question) -> Question:
        """Give two shared questions the default of this country and theme: value and kind of contract."""
        value = self.framework.illustrative_value
        kinds = {need.contract for need in self.theme.needs}
        if question.id == "project.estimated_value" and value is not None:
            return question.model_copy(update={"default": str(value), "example": None})
        if question.id == "project.contract" and len(kinds) == 1:
            reason = msgid("Every need of this theme is usually bought with this kind of contract.")
            return question.model_copy(update={"default": kinds.pop(), "default_reason": reason})
        return question

    def act(self, act_id: str) -> Act | None:
        """Return the act that a citation names."""
        theme_acts = (act for act in self.theme.acts if act.id == act_id)
        return self.framework.act(act_id) or next(theme_acts, None)


class Folders:
    """The folders where data is looked for, a user's own in front of ours."""

    def __init__(self, own: Path | None = None) -> None:
        if own is not None and not own.is_dir():
            raise UsageError(f"--frameworks: '{own}' is not a folder")
        self.paths = ([own] if own else []) + [folder("frameworks")]

    def find(self, name: str) -> Path | None:
        """Return the first file of that name."""
        return next((path / name for path in self.paths if (path / name).is_file()), None)

    def every(self, name: str) -> list[Path]:
        """Return all files of that name, ours first and a user's own last."""
        return [path / name for path in reversed(self.paths) if (path / name).is_file()]

    def names(self, below: str) -> list[str]:
        """Return the names of the YAML files in a subfolder, without their ending."""
        return sorted({file.stem for path in self.paths for file in (path / below).glob("*.yaml")})

    def title(self, below: str, name: str) -> str:
        """Return the English name that a file states, without reading all of it; its own name where there is none."""
        path = self.find(f"{below}/{name}.yaml")
        lines = path.read_text("utf-8", "replace").splitlines() if path else []
        found = next((line for line in lines if line.startswith("name:")), "")
        return found.partition(":")[2].strip().strip("\"'") or name

    def shown(self, file: Path) -> str:
        """Return the file's name as messages show it."""
        for path in self.paths[:-1]:
            if file.is_relative_to(path):
                return str(file)
        return f"frameworks/{file.relative_to(self.paths[-1])}"


def load_catalogue(country: str, theme: str, folders: Folders) -> Catalogue:
    """Load and cross-check all that a plan reads; raise InvalidFiles with every fault of every file."""
    law_data = read_layers(country, folders)
    theme_data = read_single("thematic", theme, "theme", folders)
    process_data = _read("process.yaml", folders)
    question_data = _read("questions.yaml", folders)
    calibration_data = _read("calibration.yaml", folders)
    calendars_data = _read("calendars.yaml", folders)
    readiness_data = _read("readiness.yaml", folders)
    loaded = [
        _attempt(Framework, law_data),
        _attempt(Theme, theme_data),
        _attempt(Process, process_data),
        _attempt(QuestionFile, question_data),
        _attempt(Calibration, calibration_data),
        _attempt(Calendars, calendars_data),
        _attempt_centres(folders),
        _attempt(Readiness, readiness_data),
    ]
    faults = [fault for result in loaded if isinstance(result, InvalidFiles) for fault in result.faults]
    if faults:
        raise InvalidFiles(faults)
    catalogue = Catalogue(*loaded)  # type: ignore[arg-type]
    faults = _dangling(law_data, theme_data, process_data, question_data)
    if faults:
        raise InvalidFiles(faults)
    return catalogue


def _dangling(law: Layered, theme: Layered, process: Layered, questions: Layered) -> list[FileFault]:
    """Return what would fail in silence: conditions that can never hold, and acts that nobody describes.

    The other rules of the linter are for those who edit the files; `ppi2go validate` runs them all.
    """
    scope = Scope(
        acts=by_id(law.data, "acts") | by_id(theme.data, "acts"),
        questions=by_id(questions.data, "questions") | by_id(law.data, "questions") | by_id(theme.data, "questions"),
        known={"threshold": frozenset(by_id(law.data, "thresholds"))},
    )
    documents = (
        Document("law", law, scope),
        Document("theme", theme, scope),
        Document("process", process, scope),
        Document("questions", questions, scope),
    )
    return [fault for item in documents for rule in (conditions, known_acts) for fault in rule(item)]


def load_framework(country: str, folders: Folders) -> Framework:
    """Load the law of one country, the EU layer merged in."""
    return _valid(Framework, read_layers(country, folders))


def load_theme(theme: str, folders: Folders) -> Theme:
    """Load one theme."""
    return _valid(Theme, read_single("thematic", theme, "theme", folders))


def load_process(folders: Folders) -> Process:
    """Load the process."""
    return _valid(Process, _read("process.yaml", folders))


def load_questions(folders: Folders) -> QuestionFile:
    """Load the shared questions."""
    return _valid(QuestionFile, _read("questions.yaml", folders))


def load_calibration(folders: Folders) -> Calibration:
    """Load what is known of real procedures' lengths."""
    return _valid(Calibration, _read("calibration.yaml", folders))


def load_calendars(folders: Folders) -> Calendars:
    """Load what is known of the days of rest."""
    return _valid(Calendars, _read("calendars.yaml", folders))


def load_readiness(folders: Folders) -> Readiness:
    """Load the statements of the readiness assessment."""
    return _valid(Readiness, _read("readiness.yaml", folders))


def load_centres(folders: Folders) -> Centres:
    """Load the competence centres: ours, and those of a user's own folder beside them."""
    files: list[CentreFile] = []
    faults: list[FileFault] = []
    for path in folders.every("centres.yaml"):
        try:
            data = merge([Layer("EU", read_yaml(path, name=folders.shown(path)))])
            files.append(_valid(CentreFile, data))
            faults += fact_sources(Document("centres", data, Scope()))
        except InvalidFiles as error:
            faults += error.faults
    if faults:
        raise InvalidFiles(faults)
    return Centres(tuple(files))


def read_layers(country: str, folders: Folders) -> Layered:
    """Read and merge the EU files and the country's file, without making models of them."""
    national = _existing("national", country, "country", folders)
    files = [(name, "EU") for name in EU_FILES] + [(national, country)]
    layers: list[Layer] = []
    faults: list[FileFault] = []
    for name, layer in files:
        path = folders.find(name)
        if path is None:
            continue
        try:
            layers.append(Layer(layer, read_yaml(path, name=folders.shown(path))))
        except InvalidFiles as error:
            faults += error.faults
    if faults:
        raise InvalidFiles(faults)
    return merge(layers)


def read_single(below: str, name: str, noun: str, folders: Folders) -> Layered:
    """Read one file of a subfolder; an unknown name is an error that lists the known ones.

    A file that `extends` another one, ours of the same name among them, is laid over it.
    """
    shown = _existing(below, name, noun, folders)
    path = folders.find(shown)
    assert path
    own = read_yaml(path, name=folders.shown(path))
    base = own.data.get("extends") if isinstance(own.data, dict) else None
    if base is None:
        return merge([Layer("EU", own)])
    below_it = next((file for file in reversed(folders.every(f"{below}/{base}.yaml")) if file != path), None)
    if below_it is None:
        known = ", ".join(folders.names(below))
        fault = FileFault(own.position(("extends",)), f"no other {noun} '{base}' to extend (known: {known})")
        raise InvalidFiles([fault])
    return merge([Layer("EU", read_yaml(below_it, name=folders.shown(below_it))), Layer("EU", own)])


def _existing(below: str, name: str, noun: str, folders: Folders) -> str:
    known = folders.names(below)
    if name not in known:
        raise UsageError(f"unknown {noun} '{name}'{near_miss(name, known)} (known: {', '.join(known)})")
    return f"{below}/{name}.yaml"


def _read(name: str, folders: Folders) -> Layered:
    path = folders.find(name)
    if path is None:
        raise UsageError(f"the file '{name}' is missing in {folders.paths[-1]}")
    return merge([Layer("EU", read_yaml(path, name=folders.shown(path)))])


def _valid(model: type[M], data: Layered) -> M:
    return validate(model, data, data.key_position)


def _attempt_centres(folders: Folders) -> Centres | InvalidFiles:
    try:
        return load_centres(folders)
    except InvalidFiles as error:
        return error


def _attempt(model: type[M], data: Layered) -> M | InvalidFiles:
    try:
        return _valid(model, data)
    except InvalidFiles as error:
        return error
