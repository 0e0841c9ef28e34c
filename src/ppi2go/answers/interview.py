"""Asks the open questions one by one in a terminal; Enter accepts the default."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ppi2go.answers.reading import Answers
from ppi2go.answers.values import read_value
from ppi2go.l10n import Language
from ppi2go.model.question import Question

Ask = Callable[[str], str]
Say = Callable[[str], None]


def interview(
    answers: Answers,
    questions: Sequence[Question],
    groups: Mapping[str, str],
    language: Language,
    *,
    ask: Ask,
    say: Say,
) -> dict[str, Any]:
    """Return the answers with those that were typed; what was left to its default stays out.

    A question is asked only when the answers so far make it matter. The end of the input leaves all that follows to
    the defaults.
    """
    values = dict(answers.values)
    seen: dict[str, Any] = {"country": answers.country, "theme": answers.theme, **values}
    group = None
    for question in questions:
        if question.id in values or (question.when is not None and not question.when.holds(seen.get)):
            continue
        if question.section != group and question.section in groups:
            group = question.section
            say(f"\n{language.text(groups[group])}\n{'─' * 40}")
        try:
            given = _ask_one(question, language, ask, say)
        except EOFError:
            break
        if given is not None:
            values[question.id] = given
        seen[question.id] = given if given is not None else _default(question)
    return values


def _default(question: Question) -> Any:
    return None if question.default is None else read_value(question, question.default)


def _ask_one(question: Question, language: Language, ask: Ask, say: Say) -> Any:
    t = language.text
    say("")
    for line in textwrap.wrap(t(question.prompt), 78):
        say(line)
    for line in textwrap.wrap(t(question.why), 76):
        say(f"  {line}")
    for number, choice in enumerate(question.choices, start=1):
        say(f"  {number}  {t(choice.name)}")
    hint = f" [{_shown_default(question, language)}]" if question.default is not None else ""
    while True:
        typed = ask(f">{hint} ").strip()
        if typed == "?":
            say("  " + t(question.law or question.why))
            continue
        if not typed:
            return None
        try:
            return read_value(question, _chosen(question, typed))
        except ValueError as error:
            say(f"  {error}")


def _chosen(question: Question, typed: str) -> Any:
    """Turn the number of a choice into its id."""
    if question.kind in ("choice", "choices"):
        words = [word for word in typed.replace(",", " ").split() if word]
        ids = [
            question.choices[int(word) - 1].id if word.isdigit() and 0 < int(word) <= len(question.choices) else word
            for word in words
        ]
        return ids if question.kind == "choices" else " ".join(ids)
    return typed


def _shown_default(question: Question, language: Language) -> str:
    names = {choice.id: choice.name for choice in question.choices}
    if isinstance(question.default, bool):
        return language.text("yes" if question.default else "no")
    return language.text(names.get(str(question.default), str(question.default)))
