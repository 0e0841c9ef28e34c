"""The interview without a screen: which question comes next, what an answer changes, and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ppi2go.answers.values import read_value
from ppi2go.model.condition import All, Condition, Either, Not
from ppi2go.model.question import Question

NEED = "thematic.need"
"""What the purchase is for: the first thing that a person can say, so it is asked first."""


def asking_order(questions: Sequence[Question], groups: Sequence[str]) -> list[Question]:
    """Return the questions in the order in which a person is asked.

    The need comes first, then group by group; a question never comes before one that its condition looks at.
    """
    place = {group: index for index, group in enumerate(groups)}
    waiting = sorted(questions, key=lambda item: (item.id != NEED, place.get(item.section, len(place))))
    ids = {question.id for question in waiting}
    ordered: list[Question] = []
    while waiting:
        asked = {question.id for question in ordered}
        ready = (item for item in waiting if _fields(item.when) & ids <= asked | {item.id})
        following = next(ready, waiting[0])
        waiting.remove(following)
        ordered.append(following)
    return ordered


def _fields(condition: Condition | None) -> set[str]:
    """Return the fields that a condition looks at."""
    match condition:
        case None:
            return set()
        case All(all=parts) | Either(any=parts):
            return {name for part in parts for name in _fields(part)}
        case Not(not_=part):
            return _fields(part)
    return {condition.field}


@dataclass
class Asking:
    """An interview as far as it has come.

    `values` are the answers, `open` the questions that nobody can answer yet, `passed` those that were left out in this
    session. With `everything`, details are asked as well.
    """

    questions: Sequence[Question]
    known: Mapping[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    everything: bool = False
    passed: set[str] = field(default_factory=set)
    history: list[str] = field(default_factory=list)
    asked_again: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Let the points that were open when the file was read be asked again: they are gaps."""
        self.asked_again |= self.open

    def facts(self) -> dict[str, Any]:
        """Return what conditions see: the answers that matter, and defaults where there is none."""
        seen = dict(self.known)
        for question in self.questions:
            if question.when is None or question.when.holds(seen.get):
                seen[question.id] = self.values.get(question.id, default_of(question))
        return {name: value for name, value in seen.items() if value is not None}

    def matter(self) -> list[Question]:
        """Return the questions that the answers so far make matter."""
        return list(self._matter())

    def _matter(self) -> Iterator[Question]:
        seen = dict(self.known)
        for question in self.questions:
            if question.when is None or question.when.holds(seen.get):
                seen[question.id] = self.values.get(question.id, default_of(question))
                yield question

    def next(self) -> Question | None:
        """Return the next question that matters and has no answer, or None."""
        return next((question for question in self._matter() if self._is_gap(question)), None)

    def _is_gap(self, question: Question) -> bool:
        if question.id in self.values or question.id in self.passed or (question.detail and not self.everything):
            return False
        return question.id not in self.open or question.id in self.asked_again

    def answer(self, question: Question, value: Any) -> None:
        """Take an answer; what it makes pointless is dropped."""
        self._settle(question)
        self.values[question.id] = value
        self._drop_pointless()

    def leave_open(self, question: Question) -> None:
        """Note that nobody knows the answer yet; the plan goes on with the default."""
        self._settle(question)
        self.open.add(question.id)
        self._drop_pointless()

    def leave_out(self, question: Question) -> None:
        """Go on without an answer."""
        was_open = question.id in self.open
        self._settle(question)
        self.passed.add(question.id)
        if was_open:
            self.open.add(question.id)

    def back(self) -> Question | None:
        """Return the question before, to be asked again; None where there is none."""
        while self.history:
            before = self.history.pop()
            found = next((question for question in self._matter() if question.id == before), None)
            if found:
                return found
        return None

    def _settle(self, question: Question) -> None:
        self.values.pop(question.id, None)
        for names in (self.open, self.passed, self.asked_again):
            names.discard(question.id)
        if question.id in self.history:
            self.history.remove(question.id)
        self.history.append(question.id)

    def _drop_pointless(self) -> None:
        """Drop the answers to questions that no longer matter."""
        matter = {question.id for question in self._matter()}
        asked = {question.id for question in self.questions}
        self.values = {name: value for name, value in self.values.items() if name in matter or name not in asked}
        self.open &= matter
        self.passed &= matter


def default_of(question: Question) -> Any:
    """Return the typed default of a question, or None."""
    return None if question.default is None else read_value(question, question.default)
