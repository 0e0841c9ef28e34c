"""The questions of the interview."""

from __future__ import annotations

from typing import Literal

from ppi2go.model.base import FieldName, Flag, Id, Integer, Model, Name, Text
from ppi2go.model.condition import Condition
from ppi2go.model.process import RoleId


class Choice(Model):
    """One possible answer of a question."""

    id: Name
    name: Text


class Question(Model):
    """A question of the interview; its id is the field of the answers file that it fills.

    A `detail` is asked only of those who want to answer everything; for all others its default stands.
    Where nobody knows the answer yet, it becomes an open point: the role `owner` finds it out by the step `known_by`.
    Both are those of the group where left out.
    """

    id: FieldName
    kind: Literal["text", "long-text", "choice", "choices", "money", "date", "flag", "integer", "number", "percent"]
    prompt: Text
    why: Text
    example: Text | None = None
    default: Name | Flag | Integer | tuple[Name, ...] | None = None
    default_reason: Text | None = None
    choices: tuple[Choice, ...] = ()
    when: Condition | None = None
    minimum: Integer | None = None
    maximum: Integer | None = None
    law: Text | None = None
    detail: Flag = False
    group: Id | None = None
    owner: RoleId | None = None
    known_by: Id | None = None

    @property
    def section(self) -> str:
        """Return the group of the interview that the question belongs to: its own, or the first part of its id."""
        return self.group or self.id.split(".")[0]
