"""Rules on conditions: a test of a field that no question has would be false for ever, and nobody would notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from ppi2go.catalogue.lint.document import Document, Faults
from ppi2go.catalogue.yaml_reader import Path_
from ppi2go.errors import near_miss
from ppi2go.model.facts import FACTS
from ppi2go.model.law import Procedure, RegimeKind

_NUMBERS = ("at_least", "below", "at_least_threshold", "below_threshold", "is", "in", "known")
_WORDS = ("is", "in", "known")
COMPARISONS: dict[str, tuple[str, ...]] = {
    "text": _WORDS,
    "long-text": _WORDS,
    "choice": _WORDS,
    "choices": ("has", "known"),
    "flag": _WORDS,
    "date": ("known",),
    "money": _NUMBERS,
    "integer": _NUMBERS,
    "number": _NUMBERS,
    "percent": _NUMBERS,
}
"""Kind of question → comparisons that can hold for it."""

_FLAGS = ("plan.act_applies", "plan.standstill")
_FACT_KINDS = {
    **dict.fromkeys(FACTS, "choice"),
    **dict.fromkeys(_FLAGS, "flag"),
    "plan.stages": "choices",
    "plan.value": "money",
}
_NOUNS = {
    "theme": ("theme", "unknown-theme"),
    "country": ("country", "unknown-country"),
    "plan.procedure": ("procedure", "unknown-procedure"),
    "plan.band": ("band", "unknown-choice"),
    "plan.approach": ("approach", "unknown-choice"),
    "plan.stages": ("stage", "unknown-choice"),
}
"""Fact → what its value is the id of, and the rule."""

_FIXED = {
    "plan.regime": get_args(RegimeKind),
    "plan.award": get_args(Procedure.model_fields["award"].annotation),
}


def conditions(document: Document) -> Faults:
    """Find tests that can never hold."""
    if document.scope.questions is None:
        return
    for path, test in document.tests:
        if isinstance(test["field"], str):
            yield from _check(document, path, test, document.scope.questions)


def _check(document: Document, path: Path_, test: dict[str, Any], questions: Mapping[str, Any]) -> Faults:
    field, thresholds = test["field"], document.scope.known.get("threshold")
    is_threshold = field.startswith("threshold.")
    if is_threshold:
        yield from _known_threshold(document, (*path, "field"), field.removeprefix("threshold."))
    elif field not in questions and field not in FACTS:
        message = f"no question or fact has the id '{field}'{near_miss(field, [*questions, *FACTS])}"
        yield document.fault((*path, "field"), message, "unknown-field")
        return
    if thresholds is not None:
        for key in ("at_least_threshold", "below_threshold"):
            if key in test:
                yield from _known_threshold(document, (*path, key), test[key])
    kind = "money" if is_threshold else _FACT_KINDS.get(field) or questions[field].get("kind")
    yield from _comparison(document, path, test, str(kind))
    yield from _choice(document, path, test, questions.get(field))


def _known_threshold(document: Document, path: Path_, name: Any) -> Faults:
    known = document.scope.known.get("threshold")
    if known is not None and isinstance(name, str) and name not in known:
        message = f"no threshold has the id '{name}'{near_miss(name, known)}"
        yield document.fault(path, message, "unknown-threshold")


def _comparison(document: Document, path: Path_, test: dict[str, Any], kind: str) -> Faults:
    allowed = COMPARISONS.get(kind)
    if allowed is None:
        return
    for key, value in test.items():
        if key != "field" and key not in allowed and any(key in keys for keys in COMPARISONS.values()):
            message = f"'{key}' can never hold for '{test['field']}' ({kind}); use {', '.join(allowed)}"
            yield document.fault((*path, key), message, "wrong-comparison")
        elif key in ("is", "in") and (kind == "flag") != all(isinstance(item, bool) for item in _items(value)):
            expected = "true or false" if kind == "flag" else "a word or a number"
            message = f"'{_shown(value)}' can never hold for '{test['field']}' ({kind}); write {expected}"
            yield document.fault((*path, key), message, "wrong-comparison")


def _choice(document: Document, path: Path_, test: dict[str, Any], question: Mapping[str, Any] | None) -> Faults:
    allowed, rule = _allowed(document, test["field"], question)
    if allowed is None:
        return
    what = "choice" if question is not None else "value"
    for key, value in _compared(test):
        if isinstance(value, str) and value not in allowed:
            listed = near_miss(value, allowed) or f"; {what}s: {', '.join(sorted(allowed))}"
            yield document.fault((*path, key), f"'{value}' is no {what} of '{test['field']}'{listed}", rule)


def _allowed(document: Document, field: str, question: Mapping[str, Any] | None) -> tuple[Iterable[str] | None, str]:
    if question is not None:
        if question.get("kind") not in ("choice", "choices"):
            return None, ""
        offered = question.get("choices")
        choices = [item.get("id") for item in offered if isinstance(item, dict)] if isinstance(offered, list) else []
        return [str(choice) for choice in choices], "unknown-choice"
    if field in _FIXED:
        return _FIXED[field], "unknown-choice"
    noun, rule = _NOUNS.get(field, ("", ""))
    return document.scope.known.get(noun), rule


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _compared(test: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key in ("is", "has", "in"):
        if key in test:
            yield from ((key, value) for value in _items(test[key]))


def defaults(document: Document) -> Faults:
    """Find defaults of questions that are no choice of theirs."""
    for path, question in document.mappings:
        if question.get("kind") in ("choice", "choices") and question.get("default") is not None:
            allowed, rule = _allowed(document, "", question)
            for value in _items(question["default"]):
                if allowed is not None and value not in allowed:
                    message = f"the default '{value}' is no choice of '{question.get('id')}'"
                    yield document.fault((*path, "default"), f"{message}{near_miss(str(value), allowed)}", rule)
