"""What the linter believes that templates are given is what they are given."""

from __future__ import annotations

from datetime import date

from ppi2go.rendering.context import build_context
from ppi2go.rendering.template_lint import CONTEXT, DOCUMENT
from shipped import EXAMPLES, example_rendering


def test_the_linter_knows_the_context_of_templates() -> None:
    rendering = example_rendering(EXAMPLES[0], "en", date(2026, 11, 23))
    context = build_context(rendering)
    given = {name: set(value) if isinstance(value, dict) else set() for name, value in context.items()}
    assert {name: set(attributes) for name, attributes in CONTEXT.items()} == given
    assert set(rendering.document(rendering.plan.documents[0])) == DOCUMENT
