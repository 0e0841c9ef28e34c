"""Write a PDF with Typst: tagged, and checked by Typst itself against PDF/UA-1 and PDF/A-2a, or not written at all."""

import datetime
import re
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it.token import Token

from ppi2go import resources
from ppi2go.errors import UsageError
from ppi2go.rendering.document_properties import DocumentProperties, Labels
from ppi2go.rendering.logo import Logo
from ppi2go.rendering.typst_source import TypstWriter, literal

if TYPE_CHECKING:
    import typst

_UNSHOWN = re.compile(r"text `(.+?)` could not be displayed")


def write_pdf(
    tokens: Sequence[Token], *, properties: DocumentProperties, labels: Labels, logo: Logo | None = None
) -> bytes:
    """Return a PDF; the same input gives the same bytes wherever the same fonts are installed.

    Raise UsageError where no installed font has a character, as the standards ask for one.
    """
    import typst

    moment = datetime.datetime.combine(properties.date, datetime.time(), datetime.UTC)
    with tempfile.TemporaryDirectory() as folder:
        if logo:
            Path(folder, f"logo.{logo.suffix}").write_bytes(logo.data)
        source = _source(tokens, properties, labels, logo)
        compiler = typst.Compiler(source.encode(), root=folder, font_paths=_fonts())
        try:
            document = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=moment)
        except typst.TypstError as error:
            raise _explained(error, properties) from None
    assert isinstance(document, bytes)
    return document


@cache
def _fonts() -> "typst.Fonts":
    """Look for the fonts of this machine once; that takes longer than a short document."""
    import typst

    return typst.Fonts()


def _source(tokens: Sequence[Token], properties: DocumentProperties, labels: Labels, logo: Logo | None) -> str:
    lang, _, region = properties.language.partition("-")
    day = properties.date
    arguments = {
        "title": literal(properties.title),
        "author": literal(properties.author),
        "subject": literal(properties.subject),
        "identifier": literal(properties.document_id),
        "lang": literal(lang),
        "region": literal(region) if region else "none",
        "day": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})",
        "page-of": "(" + "".join(f"{literal(piece)}, " for piece in re.split(r"(\{pages?\})", labels.page_of)) + ")",
        "logo": "none",
    }
    if logo:
        alt = literal(properties.author or properties.title)
        arguments["logo"] = f'(file: "/logo.{logo.suffix}", height: {logo.height}, alt: {alt})'
    given = ", ".join(f"{name}: {value}" for name, value in arguments.items())
    return f"{_house_style()}\n#house({given}, {{\n{TypstWriter(labels).write(tokens)}\n}})\n"


@cache
def _house_style() -> str:
    return (resources.folder("templates") / "house-style" / "document.typ").read_text(encoding="utf-8")


def _explained(error: "typst.TypstError", properties: DocumentProperties) -> UsageError:
    if found := _UNSHOWN.search(error.message):
        return UsageError(
            f"the PDF of '{properties.document_id}' cannot be written: no installed font has {found[1]}; "
            "install one that has it (such as a Noto font), or leave the character out"
        )
    return UsageError(f"the PDF of '{properties.document_id}' cannot be written: {error.message}")
