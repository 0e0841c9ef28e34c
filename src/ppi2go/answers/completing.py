"""Fills in the stated default of every question that matters and nobody answered, and lists each as an assumption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ppi2go.answers.values import read_value
from ppi2go.model.base import msgid
from ppi2go.model.plan import Assumption
from ppi2go.model.question import Question

NEXT_WORKING_DAY = msgid("The next working day is taken where no start, notice, need date or fact is given.")


def complete(
    answers: Mapping[str, Any],
    questions: Sequence[Question],
    *,
    country: str,
    theme: str,
    next_working_day: date,
) -> tuple[dict[str, Any], list[Assumption]]:
    """Return the answers with defaults, and the assumptions made.

    A question whose condition does not hold is neither asked nor recorded; its answer, if there is one, is dropped.
    """
    values: dict[str, Any] = {"country": country, "theme": theme}
    assumptions: list[Assumption] = []
    for question in questions:
        if question.when is not None and not question.when.holds(values.get):
            continue
        if question.id in answers:
            values[question.id] = answers[question.id]
        elif question.default is not None:
            values[question.id] = read_value(question, question.default)
            why = question.default_reason or msgid("The usual case is taken.")
            assumptions.append(Assumption(field=question.id, value=values[question.id], why=why))
    values |= {name: answers[name] for name in ("actual", "calendar.closed") if name in answers}
    if not _anchored(values):
        values["timing.start"] = next_working_day
        assumptions.append(Assumption(field="timing.start", value=next_working_day, why=NEXT_WORKING_DAY))
    return values, assumptions


def asked(questions: Sequence[Question], values: Mapping[str, Any]) -> list[Question]:
    """Return the questions that the answers so far make matter."""
    return [question for question in questions if question.when is None or question.when.holds(values.get)]


def _anchored(values: Mapping[str, Any]) -> bool:
    return any(values.get(name) for name in ("timing.start", "timing.notice_dispatch", "timing.needed_by", "actual"))
