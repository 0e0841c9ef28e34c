"""`ppi2go validate`: the linter of law, themes, process, questions, templates and translations, for CI."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ppi2go.cli.options import Frameworks
from ppi2go.errors import UsageError, near_miss

if TYPE_CHECKING:
    from ppi2go.errors import FileFault

FORMATS = ("text", "json", "github", "sarif")
SEVERITIES = ("error", "warning")


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...", help="Files and folders; default: all that is shipped.", show_default=False
        ),
    ] = None,
    output: Annotated[str, typer.Option("--format", help="text, json, github or sarif.")] = "text",
    stale: Annotated[str, typer.Option(help="Warn of values that were verified longer ago.")] = "365d",
    select: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Only this rule (again for more).")] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not this rule (again for more).")] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="error or warning: what makes the exit status 1.")
    ] = "error",
    frameworks: Frameworks = None,
    templates: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder of your own templates.")] = None,
) -> None:
    """Check the data files: every fault of every file at once, each with its line and the id of its rule."""
    from ppi2go.catalogue.lint.engine import Settings, lint
    from ppi2go.catalogue.lint.rules import RULES
    from ppi2go.catalogue.lint.workspace import open_workspace
    from ppi2go.catalogue.load import Folders
    from ppi2go.rendering.complaints import WRITERS, summary
    from ppi2go.rendering.template_lint import check_templates

    _check_choice(output, FORMATS, "--format")
    _check_choice(fail_on, SEVERITIES, "--fail-on")
    wanted = _rules(select, "--select") or set(RULES)
    wanted -= _rules(ignore, "--ignore")
    if templates is not None and not templates.is_dir():
        raise UsageError(f"--templates: '{templates}' is not a folder")
    settings = Settings(today=date.today(), stale_days=_days(stale))
    workspace = open_workspace(paths or (), Folders(frameworks), templates)
    faults = [fault for fault in lint(workspace, settings, check_templates) if fault.rule in wanted]
    sys.stdout.write(WRITERS[output](faults))
    print(summary(faults, len(workspace.reported)), file=sys.stderr)
    if any(_fails(fault, fail_on) for fault in faults):
        raise typer.Exit(1)


def _fails(fault: FileFault, fail_on: str) -> bool:
    from ppi2go.catalogue.lint.rules import RULES

    return fail_on == "warning" or RULES[fault.rule].severity == "error"


def _rules(given: list[str] | None, option: str) -> set[str]:
    """Read ids of rules, given one by one or with commas."""
    from ppi2go.catalogue.lint.rules import RULES

    names = {name.strip() for item in given or () for name in item.split(",")}
    for name in sorted(names):
        if name not in RULES:
            hint = near_miss(name, RULES) or "; docs/validate-rules.md lists them"
            raise UsageError(f"{option}: no rule is called '{name}'{hint}")
    return names


def _days(text: str) -> int:
    found = re.fullmatch(r"(\d{1,5})d?", text)
    if not found:
        raise UsageError(f"--stale: '{text}' is not a number of days; write 365d")
    return int(found[1])


def _check_choice(value: str, allowed: tuple[str, ...], option: str) -> None:
    if value not in allowed:
        raise UsageError(f"{option}: '{value}' is not one of {', '.join(allowed)}{near_miss(value, allowed)}")
