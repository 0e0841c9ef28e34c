"""LibreOffice opens every ODT, and pypdf finds in every PDF of the first example what a reader with eyes would."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from judging import program, run
from pypdf import PdfReader

from ppi2go.l10n import available_languages
from ppi2go.rendering.documents import document_files, document_sources
from ppi2go.rendering.formats import HouseStyle
from shipped import EXAMPLES, example_rendering

JUDGED = {"award-criteria", "draft-contract", "need-sheet", "letter-to-winner"}
"""A long table, a long text, a form and a letter; the writers are the same for all documents, and they are slow."""
WORDS = {"en": "Page {} of {}", "sk": "Strana {} z {}"}


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odt-pdf")
    for language in available_languages():
        rendering = example_rendering(EXAMPLES[0], language, date(2026, 11, 23))
        for source in document_sources(rendering, only=JUDGED):
            for _, file in document_files([source], ("odt", "pdf"), HouseStyle()):
                name = f"{language}-{source.document_id}{Path(file.name).suffix}"
                (folder / name).write_bytes(file.make())
    return folder


def test_libreoffice_opens_every_odt_and_counts_its_pages(documents: Path) -> None:
    office = program("soffice", "libreoffice")
    target = documents / "from-odt"
    files = sorted(documents.glob("*.odt"))
    profile = f"-env:UserInstallation=file://{documents / 'profile'}"
    run(office, profile, "--headless", "--convert-to", "pdf", "--outdir", target, *files)
    for file in files:
        _check_pages(file.stem, PdfReader(target / f"{file.stem}.pdf"))


def test_every_pdf_is_tagged_and_has_its_text(documents: Path) -> None:
    files = sorted(documents.glob("*.pdf"))
    assert len(files) >= 8
    for file in files:
        document = PdfReader(file)
        _check_pages(file.stem, document)
        root: Any = document.trailer["/Root"]
        assert root["/Lang"].startswith(file.stem[:2]), file.name
        assert root["/MarkInfo"]["/Marked"], file.name
        assert document.outline, file.name


def _check_pages(name: str, document: PdfReader) -> None:
    texts = [page.extract_text() for page in document.pages]
    whole = "\n".join(texts)
    assert re.search(r"^1\.\s+\S", whole, flags=re.MULTILINE), name
    assert not re.search(r"\{\{|\}\}|%\(\w+\)s|\{page|\{author", whole), name
    for number, text in enumerate(texts, start=1):
        assert WORDS[name[:2]].format(number, len(texts)) in text, (name, number)
