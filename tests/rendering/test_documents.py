"""Every document of the plan, in every language that is shipped: complete, filled, and in one language."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import mammoth
import pytest

from ppi2go.l10n import available_languages
from ppi2go.rendering.context import build_context
from shipped import EXAMPLES, example_rendering, written

LANGUAGES = available_languages()
UNFILLED = re.compile(r"\{\{|\}\}|\{%|\bNone\b|\bnan\b|%\(\w+\)s|\bUndefined\b")


@cache
def rendered(language: str, example: str = EXAMPLES[0]) -> dict[str, dict[str, bytes]]:
    return written(example_rendering(example, language, date(2026, 11, 23)), "md", "docx", "html")


DOCUMENTS = tuple(rendered("en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_is_left_unfilled(language: str, document: str) -> None:
    for suffix in ("md", "html"):
        text = rendered(language)[document][suffix].decode()
        assert not UNFILLED.search(text), UNFILLED.search(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_heading_has_something_below_it(language: str, document: str) -> None:
    text = rendered(language)[document]["md"].decode()
    for below in re.split(r"^#{1,3} .+$", text, flags=re.MULTILINE)[1:-1]:
        assert below.strip() or "####" in below or re.search(r"^##", text, flags=re.MULTILINE)
    assert text.count("\n# ") + text.startswith("# ") == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_an_independent_reader_finds_the_answers_in_the_docx(language: str, document: str) -> None:
    result: Any = mammoth.extract_raw_text(io.BytesIO(rendered(language)[document]["docx"]))
    text = str(result.value)
    assert "Adaptívne verejné osvetlenie" in text
    assert "Mesto Trnava (ilustračný príklad)" in text
    assert not UNFILLED.search(text)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_gives_all_its_documents(example: str) -> None:
    documents = rendered("en", example)
    assert set(documents) <= set(DOCUMENTS) | {"candidate-selection-report"}
    assert {"need-sheet", "procurement-strategy", "functional-specification", "award-criteria"} <= set(documents)


def test_markup_in_an_answer_stays_text() -> None:
    rendering = example_rendering(
        EXAMPLES[0], "en", date(2026, 11, 23), **{"project.title": "A *bold* {{ 7*7 }} <b>title</b> | # x [[y]]"}
    )
    page = written(rendering, "html")["need-sheet"]["html"].decode()
    assert "<b>title</b>" not in page
    assert "{{ 7*7 }}" in page
    assert "&lt;b&gt;title&lt;/b&gt;" in page
    assert "*bold*" in page


def test_sector_law_that_depends_on_the_regime_enters_the_plan_when_it_applies() -> None:
    for value, expected in (("850000", True), ("60000", False)):
        rendering = example_rendering(
            EXAMPLES[0], "en", date(2026, 11, 23), **{"project.estimated_value": Decimal(value)}
        )
        names = [item["name"] for item in build_context(rendering)["theme"]["sector_law"]]
        assert any("energy" in name.lower() and "efficien" in name.lower() for name in names) is expected, names
