"""How ready an organisation is for a purchase: statements that are scored, and what a low score calls for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict

from ppi2go.model.base import Id, Integer, Model, Name, Text
from ppi2go.model.condition import Condition

Score = Annotated[int, Strict(), Field(ge=0, le=4)]
HIGHEST = 4


class Statement(Model):
    """One statement; `steps` are those that help to make it true, the first one that the plan has.

    One with a condition is asked only where it holds, so that two with opposite conditions share a place.
    """

    id: Id
    text: Text
    steps: Annotated[tuple[Id, ...], Field(min_length=1)]
    when: Condition | None = None


class StatementGroup(Model):
    """Statements about one thing; `advice` is for a group whose sum is low."""

    id: Id
    letter: Name
    name: Text
    advice: Text
    statements: tuple[Statement, ...]


class ScorePoint(Model):
    """What a score means."""

    score: Score
    meaning: Text


class Band(Model):
    """What a total of at least `from` means."""

    from_: Integer = Field(alias="from")
    meaning: Text


class Readiness(Model):
    """The whole assessment; a group whose sum is below `low` needs help first. `bands` go from the highest down."""

    version: Name
    low: Integer
    scale: tuple[ScorePoint, ...]
    bands: tuple[Band, ...]
    groups: tuple[StatementGroup, ...]
