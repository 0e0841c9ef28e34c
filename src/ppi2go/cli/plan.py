"""`ppi2go plan`: answers to a dated roadmap and its documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppi2go.cli.options import (
    Diff,
    DryRun,
    Force,
    Formats,
    Frameworks,
    Json,
    Lang,
    Logo,
    ReferenceDoc,
    Templates,
    Zip,
    choose_language,
    read_option_day,
    read_style,
)
from ppi2go.cli.planning import plan_case, read_case, read_pilot
from ppi2go.cli.report import print_differences, report
from ppi2go.errors import UsageError

if TYPE_CHECKING:
    from ppi2go.answers.reading import Answers
    from ppi2go.catalogue.load import Catalogue
    from ppi2go.rendering.context import Rendering


def plan(
    answers: Annotated[Path | None, typer.Argument(help="An answers file (YAML or JSON).", show_default=False)] = None,
    country: Annotated[str | None, typer.Option(help="Country whose law applies, such as SK.")] = None,
    theme: Annotated[str | None, typer.Option(help="Thematic tool, such as energy.")] = None,
    pilot: Annotated[
        str | None, typer.Option(metavar="ID", help="Plan a pilot as if it started now; 'ppi2go pilots' lists them.")
    ] = None,
    lang: Lang = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Folder for the files; default: ppi2go-NAME."),
    ] = None,
    formats: Formats = "docx,html",
    json: Json = False,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Day on which the notice is sent.")] = None,
    start: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Day on which the work starts.")] = None,
    needed_by: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Day by which the solution is needed.")
    ] = None,
    frameworks: Frameworks = None,
    templates: Templates = None,
    reference_doc: ReferenceDoc = None,
    logo: Logo = None,
    zip_: Zip = False,
    dry_run: DryRun = False,
    diff: Diff = False,
    force: Force = False,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A plan.json of an earlier run: say what moved and why.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="TASK", help="Explain the dates of one task, or of all, and nothing else.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print no roadmap and no messages.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Print without colours.")] = False,
) -> None:
    """Plan a purchase: the lawful procedure, a dated roadmap and every document it asks for."""
    from ppi2go.catalogue.load import Folders
    from ppi2go.rendering.against import read_plan
    from ppi2go.rendering.pack import PackOptions, write_pack

    style = read_style(reference_doc, logo, templates)
    dates = {
        "timing.notice_dispatch": read_option_day(on, "--on"),
        "timing.start": read_option_day(start, "--start"),
        "timing.needed_by": read_option_day(needed_by, "--needed-by"),
    }
    if pilot and (answers or country or theme):
        raise UsageError("--pilot brings its own answers, country and theme; leave the others out")
    folders = Folders(frameworks)
    found, catalogue = read_pilot(pilot, folders, lang) if pilot else read_case(answers, country, theme, folders)
    found.values |= {name: day for name, day in dates.items() if day}
    if answers is None and not pilot and not json and sys.stdin.isatty() and sys.stdout.isatty():
        _interview(found, catalogue, lang)
    rendering = plan_case(found, catalogue, lang)
    result = rendering.plan
    if explain:
        _print_explanation(rendering, explain)
        return
    earlier = read_plan(against) if against else None
    files = {}
    if output or not json:
        name = pilot or (answers.stem if answers else f"{found.country}-{found.theme}".lower())
        target = output or Path(f"ppi2go-{name}")
        if diff:
            print_differences(rendering, target, templates)
            return
        options = PackOptions(formats.split(","), templates, style, dry=dry_run, force=force, zip=zip_)
        pack = write_pack(rendering, target, options)
        files = pack.files
        if not (quiet or json):
            report(pack)
    if earlier is not None:
        _print_changes(rendering, earlier, as_json=json)
    elif json:
        _print_json(rendering, files)
    elif not quiet:
        _print_roadmap(rendering, colour=not no_color)
    if any(finding.blocks for finding in result.findings):
        raise typer.Exit(1)


def _interview(answers: Answers, catalogue: Catalogue, lang: str | None) -> None:
    from ppi2go.cli.interviewing import ENTER_PLANS, converse, make_asking, make_talk, open_points
    from ppi2go.l10n import Language, terminal_language

    language = Language(choose_language(lang or answers.language, terminal_language()))
    asking = make_asking(answers, catalogue)
    make_talk(language).introduce()
    converse(asking, catalogue, language, ends_with=ENTER_PLANS)
    answers.values, answers.open_points = asking.values, open_points(asking, answers, catalogue)


def _print_json(rendering: Rendering, files: dict[str, list[str]]) -> None:
    import json

    from ppi2go.rendering.plan_json import plan_data

    print(json.dumps(plan_data(rendering, files), ensure_ascii=False, indent=2))


def _print_changes(rendering: Rendering, earlier: dict[str, Any], *, as_json: bool) -> None:
    import json
    import shutil

    from ppi2go.rendering.against import changes_text, compare_plans
    from ppi2go.rendering.plan_json import plan_data

    changes = compare_plans(earlier, plan_data(rendering, {}))
    if as_json:
        print(json.dumps(changes, ensure_ascii=False, indent=2))
    else:
        width = min(shutil.get_terminal_size((80, 24)).columns, 120)
        print(changes_text(changes, rendering.language, width=width), end="")


def _print_explanation(rendering: Rendering, task_id: str) -> None:
    import shutil
    from dataclasses import replace

    from ppi2go.rendering.context import build_context
    from ppi2go.rendering.explanation import explain

    width = min(shutil.get_terminal_size((80, 24)).columns, 120)
    context = build_context(replace(rendering, escape=str))
    print(explain(context, rendering.language, task_id, width=width), end="")


def _print_roadmap(rendering: Rendering, *, colour: bool) -> None:
    import os
    import shutil
    from dataclasses import replace

    from ppi2go.rendering.context import build_context
    from ppi2go.rendering.terminal import TerminalRoadmap

    width = shutil.get_terminal_size((80, 24)).columns
    colour = colour and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    context = build_context(replace(rendering, escape=str))
    print(TerminalRoadmap(context, rendering.language, width=width, colour=colour).text(), end="")
