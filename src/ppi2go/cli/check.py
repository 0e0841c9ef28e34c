"""`ppi2go check`: what answers files have against them, like a linter: findings only, no documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ppi2go.cli.options import Frameworks, Lang, choose_language
from ppi2go.errors import FileFault, InvalidFiles, Position, Ppi2goError, UsageError, near_miss

if TYPE_CHECKING:
    from ppi2go.catalogue.load import Folders
    from ppi2go.rendering.findings_report import Checked, Found

FORMATS = ("text", "json", "github", "sarif")
SEVERITIES = ("error", "warning", "info")
ENDINGS = (".yaml", ".yml", ".json")


def check(
    answers: Annotated[list[Path], typer.Argument(metavar="ANSWERS...", help="Answers files, and folders of them.")],
    output: Annotated[str, typer.Option("--format", help="text, json, github or sarif.")] = "text",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="error, warning or info: what makes the exit status 1.")
    ] = "error",
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="ID,...", help="Only these findings; 'eu.' or 'eu.*' takes all that begin so."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="ID,...", help="Not these findings.")] = None,
    lang: Lang = None,
    frameworks: Frameworks = None,
) -> None:
    """Check answers files: every finding with its line, provision and advice; no roadmap, no documents."""
    from ppi2go.catalogue.load import Folders
    from ppi2go.l10n import Language, terminal_language
    from ppi2go.rendering.findings_report import WRITERS, summary

    _check_choice(output, FORMATS, "--format")
    _check_choice(fail_on, SEVERITIES, "--fail-on")
    folders = Folders(frameworks)
    wanted, unwanted = _patterns(select, "--select", folders), _patterns(ignore, "--ignore", folders)
    language = choose_language(lang, terminal_language())
    checked = [_only(_check_file(file, folders, language), wanted, unwanted) for file in dict.fromkeys(_files(answers))]
    sys.stdout.write(WRITERS[output](checked, Language(language)))
    print(summary(checked), file=sys.stderr)
    if any(file.faults for file in checked):
        raise typer.Exit(2)
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    if any(item.severity in grave and item.waived is None for file in checked for item in file.found):
        raise typer.Exit(1)


def _check_file(file: Path, folders: Folders, language: str) -> Checked:
    """Return the findings of one file, or the faults for which it cannot be used."""
    from ppi2go.cli.planning import plan_case, read_case
    from ppi2go.rendering.findings_report import Checked, findings_of

    try:
        answers, catalogue = read_case(file, None, None, folders)
        return findings_of(plan_case(answers, catalogue, language, simulated=False), answers)
    except InvalidFiles as error:
        return Checked(str(file), faults=error.faults)
    except Ppi2goError as error:
        return Checked(str(file), faults=[FileFault(_place(file, folders), str(error))])


def _place(file: Path, folders: Folders) -> Position:
    """Return the line of a country or theme that nobody knows, else the beginning of the file."""
    from ppi2go.answers.reading import read_source

    source = read_source(file)
    for key, below in (("country", "national"), ("theme", "thematic")):
        if key in source.data and source.data[key] not in folders.names(below):
            return source.position((key,))
    return Position(str(file))


def _files(given: list[Path]) -> Iterator[Path]:
    """Yield the files, and those of folders (not below); raise UsageError where there is none."""
    for path in given:
        if not path.is_dir():
            yield path
            continue
        found = sorted(file for file in path.iterdir() if file.suffix in ENDINGS)
        if not found:
            raise UsageError(f"'{path}' holds no answers file ({', '.join(ENDINGS)})")
        yield from found


def _only(checked: Checked, wanted: list[str], unwanted: list[str]) -> Checked:
    """Leave out findings that nobody asked for; the faults of a file that cannot be used always stay."""
    found = [item for item in checked.found if (not wanted or _matches(item, wanted)) and not _matches(item, unwanted)]
    return replace(checked, found=found, rules={item.finding.id: checked.rules[item.finding.id] for item in found})


def _matches(item: Found, patterns: list[str]) -> bool:
    name = item.finding.id
    return any(name.startswith(pattern) if pattern.endswith(".") else name == pattern for pattern in patterns)


def _patterns(given: list[str] | None, option: str, folders: Folders) -> list[str]:
    """Read ids and beginnings of ids; raise UsageError for one that no country or theme can have.

    The rest of an id is not checked: it may belong to a country that none of the files has.
    """
    names = [name.strip().removesuffix("*") for item in given or () for name in item.split(",")]
    known = ["eu", "plan", "answers", *map(str.lower, folders.names("national")), *folders.names("thematic")]
    for name in names:
        prefix, dot, _ = name.partition(".")
        if not dot or prefix not in known:
            hint = near_miss(prefix, known) or f" (ids begin with one of: {', '.join(dict.fromkeys(known))})"
            raise UsageError(f"{option}: no finding is called '{name}'{hint}; a group is written 'eu.'")
    return names


def _check_choice(value: str, allowed: tuple[str, ...], option: str) -> None:
    if value not in allowed:
        raise UsageError(f"{option}: '{value}' is not one of {', '.join(allowed)}{near_miss(value, allowed)}")
