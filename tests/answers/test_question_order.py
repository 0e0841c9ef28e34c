"""Defaults are filled in and questions asked in the order of the files, so a condition may look back only."""

from __future__ import annotations

import pytest
from condition_parts import fields_of

from ppi2go.model.facts import FACTS
from shipped import shipped

PLACES = [(country, "energy") for country in ("SK", "CZ", "HR", "HU", "IT", "PL", "SI", "EU")]
PLACES += [("SK", "health"), ("SK", "ict")]


@pytest.mark.parametrize(("country", "theme"), PLACES)
def test_a_question_depends_only_on_questions_before_it(country: str, theme: str) -> None:
    """An answer to a question whose condition looks ahead would be dropped in silence."""
    before: set[str] = {name for name in FACTS if "." not in name}
    for question in shipped(country, theme).questions:
        if question.when is not None:
            assert set(fields_of(question.when)) <= before, question.id
        before.add(question.id)
