"""`ppi2go schema`: the JSON Schemas of the data files and of the answers, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppi2go.cli.options import Frameworks
from ppi2go.errors import UsageError, near_miss

if TYPE_CHECKING:
    from ppi2go.catalogue.load import Folders

KINDS = (
    "framework", "theme", "process", "questions", "calibration", "calendars", "centres", "readiness", "pilot",
    "mapping", "action-plan", "answers",
)  # fmt: skip


def schema(
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help=f"Kind of file: {', '.join(KINDS)}.", show_default=False)
    ] = None,
    country: Annotated[str | None, typer.Option(help="Answers for this country only, such as SK.")] = None,
    theme: Annotated[str | None, typer.Option(help="Answers for this theme only, such as energy.")] = None,
    write: Annotated[
        Path | None, typer.Option("--write", metavar="DIR", help="Write every schema into this folder instead.")
    ] = None,
    frameworks: Frameworks = None,
) -> None:
    """Print the JSON Schema of a kind of file; an editor that knows it completes and checks while you write."""
    from ppi2go.catalogue.load import Folders

    if (country or theme) and kind != "answers":
        raise UsageError("--country and --theme belong to 'ppi2go schema answers'")
    folders = Folders(frameworks)
    if write is not None:
        if kind is not None:
            raise UsageError(f"--write writes every schema; leave '{kind}' out, or leave --write out to print it")
        _write_all(write, folders)
    elif kind in KINDS:
        print(schema_text(kind, folders, country=country, theme=theme), end="")
    else:
        hint = f"'{kind}' is not known{near_miss(kind, KINDS)}" if kind else "which schema?"
        raise UsageError(f"{hint} (known: {', '.join(KINDS)})")


def schema_text(kind: str, folders: Folders, *, country: str | None = None, theme: str | None = None) -> str:
    """Return a schema as the text of its file: the same bytes for the same models and data."""
    import json

    made = _answers(folders, country, theme) if kind == "answers" else _derived(kind, folders)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _derived(kind: str, folders: Folders) -> dict[str, Any]:
    from ppi2go.catalogue import schema as schemas

    makers = {
        "framework": lambda: schemas.framework_schema(schemas.read_inherited(folders)),
        "theme": schemas.theme_schema,
        "process": schemas.process_schema,
        "questions": schemas.questions_schema,
        "calibration": schemas.calibration_schema,
        "calendars": schemas.calendars_schema,
        "centres": schemas.centres_schema,
        "readiness": schemas.readiness_schema,
        "pilot": schemas.pilot_schema,
        "mapping": schemas.mapping_schema,
        "action-plan": schemas.action_plan_schema,
    }
    return makers[kind]()


def _answers(folders: Folders, country: str | None, theme: str | None) -> dict[str, Any]:
    from ppi2go.answers.schema import answers_schema
    from ppi2go.catalogue.load import load_framework, load_process, load_questions, load_theme

    countries = [country] if country else folders.names("national")
    themes = [theme] if theme else folders.names("thematic")
    return answers_schema(
        load_questions(folders).questions,
        [load_framework(name, folders) for name in countries],
        [load_theme(name, folders) for name in themes],
        load_process(folders).steps,
    )


def _write_all(target: Path, folders: Folders) -> None:
    texts = {kind: schema_text(kind, folders) for kind in KINDS}  # all or none
    try:
        target.mkdir(parents=True, exist_ok=True)
        for kind, text in texts.items():
            (target / f"{kind}.json").write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"--write: '{error.filename}' cannot be written: {error.strerror}") from None
