"""The pilots: what is known of a real purchase, and apart from it what is assumed so that it can be planned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import ConfigDict

from ppi2go.model.base import Day, Id, Model, Name, Text
from ppi2go.model.centre import CountryCode, Fact, Source

Subject = Literal["authority", "support", "need", "solution", "procedure", "event", "result", "context"]


class PilotFact(Fact):
    """A fact about a pilot: `about` says of what, `text` says it; `name` is a name that the fact gives."""

    id: Id
    about: Subject
    text: Text
    name: Name | None = None


class Taken(Model):
    """An answer that a fact gives: the field of the answer, and the id of the fact."""

    answer: Name
    fact: Id


class Assumed(Model):
    """An answer that no source gives: the field of the answer, and `why` this value was chosen."""

    answer: Name
    why: Text


class PilotAnswers(Model):
    """Answers as an answers file has them; every one of them is taken from a fact or listed as assumed."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)

    country: CountryCode
    theme: Id


class Pilot(Model):
    """A pilot purchase: facts with their sources, and answers that make it plannable.

    `unknown` lists what was looked for and not found.
    """

    id: Id
    version: Name
    verified_on: Day
    name: Text
    sources: tuple[Source, ...]
    facts: tuple[PilotFact, ...]
    unknown: tuple[Text, ...]
    answers: PilotAnswers
    taken: tuple[Taken, ...] = ()
    assumptions: tuple[Assumed, ...]

    @property
    def country(self) -> str:
        """Return the code of the country whose law the pilot is planned with."""
        return self.answers.country

    @property
    def theme(self) -> str:
        """Return the id of the theme."""
        return self.answers.theme

    def about(self, subject: Subject) -> list[PilotFact]:
        """Return the facts about a subject."""
        return [fact for fact in self.facts if fact.about == subject]


HEAD = ("ppi2go", "country", "theme", "language")
"""Keys of an answers file that are no answers to a question."""


def answered(answers: Any) -> Iterator[tuple[str, ...]]:
    """Yield the paths of the answers of a file (`project`, `title`), whatever it holds."""
    for section, content in answers.items() if isinstance(answers, dict) else ():
        if section in HEAD:
            continue
        if not isinstance(content, dict):
            yield (str(section),)
            continue
        yield from ((str(section), str(key)) for key in content)
