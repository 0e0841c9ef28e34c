"""`ppi2go plan`: answers to a dated roadmap and its documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppi2go.cli.options import Frameworks, Json, Lang, choose_language, read_option_day
from ppi2go.cli.planning import plan_case, read_case
from ppi2go.errors import UsageError

if TYPE_CHECKING:
    from ppi2go.answers.reading import Answers
    from ppi2go.catalogue.load import Catalogue
    from ppi2go.rendering.context import Rendering
    from ppi2go.rendering.roadmap_ics import Event

Formats = Annotated[str, typer.Option("--format", help="Formats of the documents, with commas: docx, html, md.")]


def plan(
    answers: Annotated[Path | None, typer.Argument(help="An answers file (YAML or JSON).", show_default=False)] = None,
    country: Annotated[str | None, typer.Option(help="Country whose law applies, such as SK.")] = None,
    theme: Annotated[str | None, typer.Option(help="Thematic tool, such as energy.")] = None,
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
    templates: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder of your own templates.")] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A plan.json of an earlier run: say what moved and why.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="TASK", help="Explain the dates of one task, or of 'all', and nothing else.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print no roadmap and no messages.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Print without colours.")] = False,
) -> None:
    """Plan a purchase: the lawful procedure, a dated roadmap and every document it asks for."""
    from ppi2go.catalogue.load import Folders
    from ppi2go.rendering.against import read_plan

    if templates is not None and not templates.is_dir():
        raise UsageError(f"--templates: '{templates}' is not a folder")
    dates = {
        "timing.notice_dispatch": read_option_day(on, "--on"),
        "timing.start": read_option_day(start, "--start"),
        "timing.needed_by": read_option_day(needed_by, "--needed-by"),
    }
    found, catalogue = read_case(answers, country, theme, Folders(frameworks))
    found.values |= {name: day for name, day in dates.items() if day}
    if answers is None and not json and sys.stdin.isatty() and sys.stdout.isatty():
        _interview(found, catalogue, lang)
    rendering = plan_case(found, catalogue, lang)
    result = rendering.plan
    if explain:
        _print_explanation(rendering, explain)
        return
    earlier = read_plan(against) if against else None
    files = {}
    if output or not json:
        target = output or Path(f"ppi2go-{answers.stem if answers else f'{found.country}-{found.theme}'.lower()}")
        files = _write(rendering, target, formats.split(","), templates, quiet or json)
    if earlier is not None:
        _print_changes(rendering, earlier, as_json=json)
    elif json:
        _print_json(rendering, files)
    elif not quiet:
        _print_roadmap(rendering, colour=not no_color)
    if any(finding.severity == "error" for finding in result.findings):
        raise typer.Exit(1)


def _interview(answers: Answers, catalogue: Catalogue, lang: str | None) -> None:
    from ppi2go.answers.interview import interview
    from ppi2go.l10n import Language, terminal_language

    language = Language(choose_language(lang or answers.language, terminal_language()))
    groups = {group.id: group.name for group in catalogue.question_file.groups}
    answers.values = interview(answers, catalogue.questions, groups, language, ask=_ask, say=_say)


def _ask(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _write(
    rendering: Rendering, target: Path, formats: list[str], templates: Path | None, quiet: bool
) -> dict[str, list[str]]:
    """Write roadmap page, JSON and documents; everything is rendered before the first file is touched."""
    import json
    from dataclasses import replace

    from ppi2go.rendering.context import build_context
    from ppi2go.rendering.documents import render_documents
    from ppi2go.rendering.output import OutputFolder
    from ppi2go.rendering.roadmap_csv import render_csv
    from ppi2go.rendering.roadmap_html import render_roadmap
    from ppi2go.rendering.roadmap_ics import render_calendar
    from ppi2go.rendering.roadmap_xlsx import render_workbook

    page_context = build_context(replace(rendering, escape=str))
    page = render_roadmap(page_context, rendering.language, today=rendering.prepared_on, own_templates=templates)
    tables = {
        "roadmap.ics": render_calendar(page_context, rendering.language, _earlier_events(target)),
        "roadmap.csv": render_csv(page_context),
        "roadmap.xlsx": render_workbook(page_context, rendering.language),
    }
    documents = list(render_documents(rendering, build_context(rendering), formats, templates))
    folder = OutputFolder.open(target)
    files: dict[str, list[str]] = {}
    for document in documents:
        files.setdefault(document.document_id, []).append(folder.write(document.file, document.content))
    folder.write("roadmap.html", page.encode())
    for name, content in tables.items():
        folder.write(name, content)
    folder.write("plan.json", json.dumps(_json(rendering, files), ensure_ascii=False, indent=1).encode())
    folder.close()
    if not quiet:
        _report(folder)
    return files


def _earlier_events(target: Path) -> dict[str, Event]:
    """Read the events of the last run; those of a copy beside an edited calendar are the newer ones."""
    from ppi2go.rendering.roadmap_ics import read_events

    found: dict[str, Event] = {}
    for file in (target / "roadmap.ics", target / "roadmap.new.ics"):
        if file.is_file():
            found |= read_events(file.read_bytes().decode("utf-8", "replace"))
    return found


def _report(folder: Any) -> None:
    names = sorted(folder.outcomes)
    print(f"{folder.path}: {len(names)} files, roadmap.html and plan.json among them", file=sys.stderr)
    for name in folder.kept:
        stem, dot, suffix = name.rpartition(".")
        print(
            f"{folder.path / name}: edited by you, left as it is; the new version is {stem}.new{dot}{suffix}",
            file=sys.stderr,
        )


def _json(rendering: Rendering, files: dict[str, list[str]]) -> dict[str, Any]:
    from ppi2go.rendering.plan_json import PlanJson, plain_answers

    writer = PlanJson(rendering.language, rendering.catalogue.act, rendering.task_names)
    framework = rendering.catalogue.framework
    return writer.plan(rendering.plan, files) | {
        "answers": plain_answers(rendering.answers),
        "data_version": framework.data_version,
        "verified_on": framework.verified_on.isoformat(),
    }


def _print_json(rendering: Rendering, files: dict[str, list[str]]) -> None:
    import json

    print(json.dumps(_json(rendering, files), ensure_ascii=False, indent=2))


def _print_changes(rendering: Rendering, earlier: dict[str, Any], *, as_json: bool) -> None:
    import json
    import shutil

    from ppi2go.rendering.against import changes_text, compare_plans

    changes = compare_plans(earlier, _json(rendering, {}))
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
