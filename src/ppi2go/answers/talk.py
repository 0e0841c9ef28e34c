"""Puts one question to a person, line by line: any terminal will do, and a pipe as well."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from ppi2go.answers.typed import Ambiguous, read_typed
from ppi2go.answers.values import read_value
from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.question import Question

Ask = Callable[[str], str]
"""Shows a prompt and returns the line that was typed; raises EOFError at the end of the input."""
Say = Callable[[str], None]
WIDTH = 78
OPEN_WORDS = ("-", "–", "—")
NOT_KNOWN_YET = msgid("not known yet")
NO_PROVISION = msgid("No provision stands behind this question.")
HOW_IT_WORKS = (
    msgid("Type a number or your own words; Enter alone takes what stands in [brackets]."),
    msgid("-  the answer is not known yet        <  back to the question before"),
    msgid("?  the law behind the question        Ctrl-C  stop; your answers are kept"),
)


class Reply(Enum):
    """What can be said instead of an answer."""

    OPEN = "not known yet"
    OUT = "left out"
    BACK = "the question before"


@dataclass(frozen=True)
class Given:
    """An answer that was typed, or a value in brackets that was accepted."""

    value: Any


@dataclass(frozen=True)
class Talk:
    """A conversation in one language; `currency` is the one of amounts."""

    language: Language
    ask: Ask
    say: Say
    currency: str = ""

    def introduce(self) -> None:
        """Say how the interview works."""
        for line in HOW_IT_WORKS:
            self._wrapped(self.language.text(line), label="")

    def heading(self, name: str) -> None:
        """Print a heading of the interview."""
        self.say(f"\n── {self.language.text(name)} {'─' * max(3, WIDTH - 4 - len(self.language.text(name)))}")

    def put(self, question: Question, number: int, current: Any = None) -> Given | Reply:
        """Ask a question until there is an answer; `current` is what Enter alone stands for."""
        self._show(question, number)
        shown = self.bracketed(question, current)
        while True:
            typed = self._line(question, f"    [{shown}] > " if shown else "    > ")
            if typed == "?":
                self._explain(question)
            elif typed == "<":
                return Reply.BACK
            elif typed in OPEN_WORDS or typed.casefold() in ("not known yet", self.language.text(NOT_KNOWN_YET)):
                return Reply.OPEN
            elif not typed:
                return Reply.OUT if current is None else Given(current)
            else:
                try:
                    return Given(self._read(question, typed))
                except ValueError as error:
                    self._wrapped(str(error))

    def pick(self, names: Sequence[str]) -> int:
        """Let one of a few lines be chosen by its number; return its index."""
        for number, name in enumerate(names, start=1):
            self._wrapped(name, label=f"{number:>6}  ")
        while True:
            typed = self.ask("    > ").strip()
            if typed.isdecimal() and 0 < int(typed) <= len(names):
                return int(typed) - 1
            self._wrapped(self.language.text("Type a number from 1 to {last}.").format(last=len(names)))

    def shown(self, question: Question, value: Any) -> str:
        """Return an answer as people read it."""
        names = {choice.id: choice.name for choice in question.choices}
        text = self.language.text
        match value:
            case bool():
                return text("yes" if value else "no")
            case date():
                return self.language.day(value, "medium")
            case Decimal() if question.kind == "money" and self.currency:
                return self.language.money(value, self.currency).replace("\u00a0", " ")
            case int() | Decimal():
                return self.language.number(value).replace("\u00a0", " ")
            case list() | tuple():
                return self.language.sentence([text(names.get(str(item), str(item))) for item in value])
        return text(names[value]) if value in names else " ".join(str(value).split())

    def bracketed(self, question: Question, value: Any) -> str:
        """Return what stands in brackets: the number of a choice, else the value, cut where it is long."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "1" if value else "2"
        ids = [choice.id for choice in question.choices]
        if question.kind == "choice" and value in ids:
            return str(ids.index(value) + 1)
        if question.kind == "choices":
            return ", ".join(str(ids.index(item) + 1) for item in value if item in ids)
        return textwrap.shorten(self.shown(question, value), 60, placeholder=" …")

    def _read(self, question: Question, typed: str) -> Any:
        """Read what was typed; where it can be read in several ways, ask which is meant."""
        try:
            return read_typed(question, typed, self.language)
        except Ambiguous as error:
            self._wrapped(
                self.language.text("'{typed}' can be read in two ways. Which do you mean?").format(typed=typed)
            )
            chosen = error.readings[self.pick([self._long(question, reading) for reading in error.readings])]
            return read_value(question, chosen)

    def _long(self, question: Question, reading: Any) -> str:
        return self.language.day(reading) if isinstance(reading, date) else self.shown(question, reading)

    def _line(self, question: Question, prompt: str) -> str:
        """Return a line; a long text goes on in the next line where one ends with a backslash."""
        typed = self.ask(prompt).strip()
        while question.kind == "long-text" and typed.endswith("\\"):
            typed = f"{typed[:-1].rstrip()} {self.ask('    > ').strip()}"
        return typed

    def _show(self, question: Question, number: int) -> None:
        text = self.language.text
        self.say("")
        self._wrapped(text(question.prompt), label=f"{number:>2}  ")
        self._wrapped(text(question.why))
        if question.kind == "flag":
            self.say(f"     1  {text('yes')}     2  {text('no')}")
        for index, choice in enumerate(question.choices, start=1):
            self._wrapped(text(choice.name), label=f"{index:>6}  ")
        if question.example and not question.choices and question.kind != "flag":
            self._wrapped(text("Example: {example}").format(example=self._example(question)))
        if question.kind == "long-text":
            self._wrapped(text("A line that ends with \\ goes on in the next one."))

    def _example(self, question: Question) -> str:
        example = str(question.example)
        if question.kind in ("money", "integer", "number", "percent"):
            return self.shown(question, read_value(question, example))
        return self.language.text(example)

    def _explain(self, question: Question) -> None:
        text = self.language.text
        self._wrapped(text(question.law or NO_PROVISION))
        if question.default_reason:
            self._wrapped(text("Proposed because: {reason}").format(reason=text(question.default_reason)))

    def _wrapped(self, line: str, label: str = "    ") -> None:
        for row in textwrap.wrap(line, WIDTH, initial_indent=label, subsequent_indent=" " * len(label)):
            self.say(row)
