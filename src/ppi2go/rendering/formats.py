"""The formats of documents: which there are, and what writes each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ppi2go.errors import UsageError
from ppi2go.rendering.document_properties import DocumentProperties, Labels

if TYPE_CHECKING:
    from markdown_it.token import Token

    from ppi2go.rendering.logo import Logo

FORMATS = ("docx", "html", "md", "odt", "pdf")
_PACKAGES = {"odt": "pypandoc", "pdf": "typst"}
"""What the extra `formats` installs, by the format that needs it."""


@dataclass(frozen=True)
class HouseStyle:
    """What the user's own house lends to the documents: a Word document with its styles, and a logo."""

    reference: Path | None = None
    logo: Path | None = None

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the files; it changes when the documents must be written again."""
        from ppi2go.rendering.output import source_hash

        return source_hash(*(_bytes(file).hex() if file else None for file in (self.reference, self.logo)))

    @cached_property
    def picture(self) -> Logo | None:
        """The logo, read and measured; raise UsageError where it is not a picture that can be used."""
        from ppi2go.rendering.logo import read_logo

        return read_logo(self.logo) if self.logo else None


def check_formats(names: Iterable[str]) -> None:
    """Raise UsageError for a format that is not known, or whose packages are not installed."""
    from importlib.util import find_spec

    for name in names:
        if name not in FORMATS:
            raise UsageError(f"--format: '{name}' is not one of {', '.join(FORMATS)}")
        if name in _PACKAGES and find_spec(_PACKAGES[name]) is None:
            raise UsageError(f"--format {name} needs packages that are not installed: pip install 'ppi2go[formats]'")


def write_format(
    name: str, tokens: Sequence[Token], *, properties: DocumentProperties, labels: Labels, style: HouseStyle
) -> bytes:
    """Write a document in one format; the same input gives the same bytes."""
    check_formats([name])
    if name == "docx":
        from ppi2go.rendering.docx import write_docx

        return write_docx(tokens, properties=properties, labels=labels, reference=style.reference, logo=style.picture)
    if name == "html":
        from ppi2go.rendering.html_document import write_html

        return write_html(tokens, properties=properties, labels=labels, logo=style.picture).encode()
    if name == "odt":
        from ppi2go.rendering.odt import write_odt

        return write_odt(tokens, properties=properties, labels=labels, logo=style.picture)
    from ppi2go.rendering.pdf import write_pdf

    return write_pdf(tokens, properties=properties, labels=labels, logo=style.picture)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read '{file}': {error.strerror}") from None
