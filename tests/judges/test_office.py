"""LibreOffice opens every DOCX; the pages carry the title, numbered headings and page numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from judging import program, run
from pypdf import PdfReader


@pytest.fixture(scope="session")
def pages(pack: Path) -> dict[str, list[str]]:
    office = program("soffice", "libreoffice")
    profile = pack / "profile"
    files = sorted(pack.glob("*.docx"))
    run(
        office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir", pack, *files
    )
    return {file.stem: [page.extract_text() for page in PdfReader(file.with_suffix(".pdf")).pages] for file in files}


def test_every_document_opens_and_has_pages(pages: dict[str, list[str]]) -> None:
    assert len(pages) >= 12
    assert all(any(text.strip() for text in texts) for texts in pages.values())


def test_headings_are_numbered_and_pages_count(pages: dict[str, list[str]]) -> None:
    for name, texts in pages.items():
        whole = "\n".join(texts)
        assert re.search(r"^1\.\s+\S", whole, flags=re.MULTILINE), name
        assert re.search(r"^1\.1\s+\S|^2\.\s+\S", whole, flags=re.MULTILINE), name
        words = {"en": "Page {} of {}", "sk": "Strana {} z {}"}[name[:2]]
        for number, text in enumerate(texts, start=1):
            assert words.format(number, len(texts)) in text, (name, number)


def test_no_field_is_left_over(pages: dict[str, list[str]]) -> None:
    for name, texts in pages.items():
        assert not re.search(r"\{\{|\}\}|%\(\w+\)s|\{page", "\n".join(texts)), name
