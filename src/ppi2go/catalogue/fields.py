"""Checks what entries refer to: fields of conditions, choices of questions, thresholds, acts.

A condition on a field that no question has would be false for ever and nobody would notice; so it is an error here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ppi2go.catalogue.layers import Layered
from ppi2go.catalogue.yaml_reader import Path_
from ppi2go.errors import FileFault, near_miss
from ppi2go.model.facts import FACTS
from ppi2go.model.law import Framework, Question


def check_fields(questions: Sequence[Question], framework: Framework, sources: Iterable[Layered]) -> list[FileFault]:
    """Return a fault for every reference that leads nowhere."""
    known = {question.id: question for question in questions}
    thresholds = {threshold.id for threshold in framework.thresholds}
    faults: list[FileFault] = []
    listed = list(sources)
    acts = {act["id"] for source in listed for act in source.data.get("acts", ())}
    for source in listed:
        for path, test in _tests(source.data, ()):
            faults += _check_test(source, path, test, known, thresholds)
        for path, citation in _citations(source.data, ()):
            if citation["act"] not in acts:
                message = f"no act has the id '{citation['act']}'{near_miss(citation['act'], acts)}"
                faults.append(FileFault(source.position((*path, "act")), message))
    return faults


def _check_test(
    source: Layered, path: Path_, test: dict[str, Any], known: dict[str, Question], thresholds: set[str]
) -> Iterator[FileFault]:
    field = test["field"]
    if field not in known and field not in FACTS and field.removeprefix("threshold.") not in thresholds:
        message = f"no question or fact has the id '{field}'{near_miss(field, [*known, *FACTS])}"
        yield FileFault(source.position((*path, "field")), message)
    for key in ("at_least_threshold", "below_threshold"):
        if key in test and test[key] not in thresholds:
            message = f"no threshold has the id '{test[key]}'{near_miss(test[key], thresholds)}"
            yield FileFault(source.position((*path, key)), message)
    question = known.get(field)
    if question is not None and question.kind in ("choice", "choices"):
        choices = [choice.id for choice in question.choices]
        for key, value in _compared(test):
            if value not in choices:
                message = f"'{value}' is no choice of '{field}'; choices: {', '.join(choices)}"
                yield FileFault(source.position((*path, key)), message)


def _compared(test: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key in ("is", "has"):
        if key in test:
            yield key, test[key]
    for value in test.get("in", ()):
        yield "in", value


def _tests(node: Any, path: Path_) -> Iterator[tuple[Path_, dict[str, Any]]]:
    if isinstance(node, dict):
        if "field" in node and "severity" not in node:
            yield path, node
        for key, value in node.items():
            yield from _tests(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _tests(value, (*path, index))


def _citations(node: Any, path: Path_) -> Iterator[tuple[Path_, dict[str, Any]]]:
    if isinstance(node, dict):
        if "act" in node and "provision" in node:
            yield path, node
        for key, value in node.items():
            yield from _citations(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _citations(value, (*path, index))
