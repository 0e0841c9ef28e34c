"""Options that mean the same in every command, and what they are read into."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ppi2go.errors import UsageError
from ppi2go.model.base import read_day

Lang = Annotated[
    str | None,
    typer.Option("--lang", help="Language of what is written (en, sk, …); default: the country's."),
]
Json = Annotated[bool, typer.Option("--json", help="Write one JSON document to standard output and nothing else.")]
Frameworks = Annotated[
    Path | None,
    typer.Option("--frameworks", metavar="DIR", help="A folder of your own law and themes, looked at first."),
]


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
