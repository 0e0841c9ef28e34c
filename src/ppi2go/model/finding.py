"""What is reported of answers, as data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ppi2go.model.base import Day, Model, Name, Text
from ppi2go.model.condition import Condition
from ppi2go.model.law import Citation


class FindingRule(Model):
    """What is reported when answers are well-formed but unlawful or unwise.

    `from` and `to` bound the day of dispatch for which it holds.
    """

    id: Name
    severity: Literal["error", "warning", "info"]
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    when: Condition
    message: Text
    advice: Text
    field: Name | None = None
    citation: Citation
