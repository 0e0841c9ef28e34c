"""Rules on centres and pilots: every fact has a source that is there, every answer of a pilot says where it is from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ppi2go.catalogue.lint.document import Document, Faults, by_id, select, words
from ppi2go.catalogue.yaml_reader import Path_
from ppi2go.errors import near_miss
from ppi2go.model.base import read_decimal
from ppi2go.model.pilot import answered

_KINDS = ("centres", "pilot")
_NUMBERS = ("money", "integer", "number", "percent")
_NO_QUESTION = ("actual", "calendar")
"""Sections of an answers file that answer no question."""


def fact_sources(document: Document) -> Faults:
    """Find facts that name a source which the file does not list."""
    if document.kind not in _KINDS:
        return
    known = by_id(document.data, "sources")
    for path, entry in document.mappings:
        if "status" not in entry:
            continue
        for index, name in enumerate(words(entry, "sources")):
            if name not in known:
                message = f"no source has the id '{name}'{near_miss(name, known)}"
                yield document.fault((*path, "sources", index), message, "unknown-source")


def reasons_of_answers(document: Document) -> Faults:
    """Find answers of a pilot that are neither taken from a fact nor assumed, or both, and reasons for no answer."""
    if document.kind != "pilot" or not isinstance(document.data, dict):
        return
    given = {".".join(path): ("answers", *path) for path in answered(document.data.get("answers"))}
    seen: set[str] = set()
    for pattern in ("taken/*/answer", "assumptions/*/answer"):
        for path, name in select(document.data, pattern):
            if name not in given:
                message = f"this pilot has no answer '{name}'{near_miss(str(name), given)}"
                yield document.fault(path, message, "unexplained-answer")
            elif name in seen:
                message = f"the answer '{name}' has a reason already; it is either taken from a fact or assumed"
                yield document.fault(path, message, "unexplained-answer")
            seen.add(str(name))
    for name, place in given.items():
        if name not in seen:
            message = f"say where '{name}' is from: a fact under 'taken', or a reason under 'assumptions'"
            yield document.fault(place, message, "unexplained-answer")


def answers_fit(document: Document) -> Faults:
    """Find answers of a pilot that no question asks for, or that are no answer to it."""
    questions = document.scope.questions
    if document.kind != "pilot" or questions is None or not isinstance(document.data, dict):
        return
    for path, value in _values(document.data.get("answers")):
        name, place = ".".join(path), ("answers", *path)
        question = questions.get(name)
        if question is None:
            yield document.fault(place, f"no question has the id '{name}'{near_miss(name, questions)}", "unknown-field")
        else:
            yield from fits(document, place, question, value)


def _values(answers: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    for path in answered(answers):
        if path[0] not in _NO_QUESTION and path != ("project", "currency"):
            yield path, answers[path[0]][path[1]] if len(path) > 1 else answers[path[0]]


def fits(document: Document, place: Path_, question: dict[str, Any], value: Any) -> Faults:
    """Find what makes a value no answer to a question."""
    kind, choices = question.get("kind"), by_id(question, "choices")
    if isinstance(value, dict) or (isinstance(value, list) != (kind == "choices")):
        yield document.fault(place, f"this is no answer to a question of the kind '{kind}'", "wrong-type")
    elif kind in ("choice", "choices"):
        for item in value if isinstance(value, list) else [value]:
            if item not in choices:
                message = f"'{item}' is no choice of '{question['id']}'{near_miss(str(item), choices)}"
                yield document.fault(place, message, "unknown-choice")
    elif kind in _NUMBERS:
        try:
            read_decimal(value)
        except ValueError as error:
            yield document.fault(place, str(error), "wrong-type")
