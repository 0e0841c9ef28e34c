"""Fixtures for all tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ppi2go.catalogue.load import Catalogue
from ppi2go.l10n import available_languages
from ppi2go.model.plan import Plan
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.rendering.context import build_context
from ppi2go.rendering.roadmap_html import render_roadmap
from shipped import EXAMPLES, MakePlan, example_rendering, planned, shipped, written


@pytest.fixture
def catalogue() -> Catalogue:
    return shipped()


@pytest.fixture
def slovak_days() -> WorkCalendar:
    return WorkCalendar("SK", "sk")


@pytest.fixture
def plan_for() -> MakePlan:
    """Plan with answers given as `field=value`, dots written as double underscores; the rest are defaults."""

    def make(*, country: str = "SK", theme: str = "energy", today: date | None = None, **given: Any) -> Plan:
        answers = {name.replace("__", "."): value for name, value in given.items()}
        return planned(answers, country, theme, today)[0]

    return make


JUDGED = ("index", "need-sheet", "contract-notice", "draft-contract", "award-criteria", "letter-to-winner")
"""The documents that the slow judges see in every language; in English they see all."""


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents and the page of the first example, in every shipped language."""
    folder = tmp_path_factory.mktemp("pack")
    for language in available_languages():
        rendering = example_rendering(EXAMPLES[0], language, date(2026, 11, 23))
        context = build_context(rendering)
        for document_id, files in written(rendering, "docx").items():
            if language != "en" and document_id not in JUDGED:
                continue
            (folder / f"{language}-{document_id}.docx").write_bytes(files["docx"])
        (folder / f"{language}-roadmap.html").write_text(render_roadmap(context, rendering.language), "utf-8")
    return folder
