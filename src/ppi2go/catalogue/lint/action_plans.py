"""Rules on action plans: every need is scored by every criterion and belongs to its theme, every answer fits."""

from __future__ import annotations

from typing import Any

from ppi2go.catalogue.lint.document import Document, Faults, by_id, select
from ppi2go.catalogue.lint.facts import fits
from ppi2go.catalogue.yaml_reader import Path_
from ppi2go.errors import near_miss
from ppi2go.model.pilot import answered

_NO_QUESTION = ("actual", "calendar", "waivers")


def criteria_weights(document: Document) -> Faults:
    """Find criteria of the mapping whose weights do not sum to 100."""
    if document.kind != "mapping":
        return
    weights = [value for _, value in select(document.data, "criteria/*/weight") if isinstance(value, int)]
    if weights and sum(weights) != 100:
        message = f"the weights of the criteria sum to {sum(weights)}, not to 100"
        yield document.fault(("criteria",), message, "award-weights")


def scores(document: Document) -> Faults:
    """Find mapped needs without a score for a criterion, and scores for criteria that there are not."""
    known = document.scope.known.get("criterion")
    if document.kind != "action-plan" or known is None:
        return
    for path, given in select(document.data, "mapping/*/scores"):
        names = given if isinstance(given, dict) else {}
        for name in names:
            if name not in known:
                message = f"no criterion has the id '{name}'{near_miss(name, known)}"
                yield document.fault((*path, name), message, "unknown-entry")
        for name in sorted(known - names.keys()):
            yield document.fault(path, f"the score of the criterion '{name}' is missing", "missing-key")


def needs_of_themes(document: Document) -> Faults:
    """Find mapped needs that their theme does not describe."""
    themes = document.scope.themes
    if document.kind != "action-plan" or themes is None:
        return
    for path, entry in select(document.data, "mapping/*"):
        theme = themes.get(str(entry.get("theme"))) if isinstance(entry, dict) else None
        needs = by_id(theme, "needs") if theme else None
        if needs is not None and "need" in entry and entry["need"] not in needs:
            message = f"no need has the id '{entry['need']}'{near_miss(str(entry['need']), needs)}"
            yield document.fault((*path, "need"), message, "unknown-need")


def answers_of_projects(document: Document) -> Faults:
    """Find answers of projects that no question asks for, or that are no answer to it."""
    scope = document.scope
    if document.kind != "action-plan" or scope.questions is None or scope.themes is None:
        return
    for path, answers in select(document.data, "projects/*/answers"):
        theme = scope.themes.get(str(answers.get("theme"))) if isinstance(answers, dict) else None
        if theme is not None:
            questions = {**scope.questions, **by_id(theme, "questions")}
            yield from _answers(document, path, answers, questions)


def _answers(document: Document, path: Path_, answers: dict[str, Any], questions: dict[str, Any]) -> Faults:
    for place in answered(answers):
        if place[0] in _NO_QUESTION or place == ("project", "currency"):
            continue
        name = ".".join(place)
        value = answers[place[0]][place[1]] if len(place) > 1 else answers[place[0]]
        question = questions.get(name)
        if question is None:
            message = f"no question has the id '{name}'{near_miss(name, questions)}"
            yield document.fault((*path, *place), message, "unknown-field")
        else:
            yield from fits(document, (*path, *place), question, value)
