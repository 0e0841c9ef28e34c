"""Options that mean the same in every command, and what they are read into."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ppi2go.errors import UsageError
from ppi2go.model.base import read_day

if TYPE_CHECKING:
    from ppi2go.rendering.formats import HouseStyle

Lang = Annotated[
    str | None,
    typer.Option("--lang", help="Language of what is written (en, sk, …); default: the country's."),
]
Json = Annotated[bool, typer.Option("--json", help="Write one JSON document to standard output and nothing else.")]
Frameworks = Annotated[
    Path | None,
    typer.Option("--frameworks", metavar="DIR", help="A folder of your own law and themes, looked at first."),
]

Formats = Annotated[
    str, typer.Option("--format", help="Formats of the documents, with commas: docx, html, md, odt, pdf.")
]
Templates = Annotated[
    Path | None, typer.Option("--templates", metavar="DIR", help="A folder of your own templates, looked at first.")
]
ReferenceDoc = Annotated[
    Path | None,
    typer.Option("--reference-doc", metavar="FILE", help="A Word document whose styles and page the documents take."),
]
Logo = Annotated[
    Path | None, typer.Option("--logo", metavar="FILE", help="A picture (PNG, JPEG) for the head of the first page.")
]
Zip = Annotated[bool, typer.Option("--zip", help="Write all documents into one pack.zip as well.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what would change in the texts, and write nothing.")]
Force = Annotated[bool, typer.Option("--force", help="Write over files that you have edited.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print no messages.")]


def read_style(reference: Path | None, logo: Path | None, templates: Path | None) -> HouseStyle:
    """Return the house style; raise UsageError where a file or the folder of templates is not there."""
    from ppi2go.rendering.formats import HouseStyle

    for option, file in (("--reference-doc", reference), ("--logo", logo)):
        if file is not None and not file.is_file():
            raise UsageError(f"{option}: '{file}' is not a file")
    if templates is not None and not templates.is_dir():
        raise UsageError(f"--templates: '{templates}' is not a folder")
    style = HouseStyle(reference, logo)
    # A picture that cannot be used is refused here, before anything is written.
    _ = style.picture
    return style


def read_option_day(value: str | None, option: str) -> date | None:
    """Read a day given as an option."""
    if value is None:
        return None
    try:
        return read_day(value)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def choose_language(code: str | None, default: str) -> str:
    """Return a language that we have; an unknown wish is an error, an unknown default becomes English."""
    from ppi2go.l10n import available_languages

    known = available_languages()
    if code is None:
        return default if default in known else "en"
    if code not in known:
        raise UsageError(f"--lang: '{code}' is not one of {', '.join(known)}")
    return code
