"""`ppi2go action-plan`: the projects of a region planned together.

JSON (`--json`): one document with `region`, `projects` (with wished and planned start, milestones, budget by year,
risks), `months` (load before and after levelling), `capacity`, `roles`, `budget`, `funding`, `shared` (needs that may
be bought together), `findings`, `indicators`, `figures` (the indicators by id), `mapping`, and, with `-o`, `files`.
Days are ISO 8601, amounts decimal texts. Of several files: {"plans": [...]}.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppi2go.cli.options import Formats, Frameworks, Json, Lang, Quiet, Templates

if TYPE_CHECKING:
    from ppi2go.cli.portfolio import Case
    from ppi2go.rendering.portfolio_context import Region

Plain = dict[str, Any]


def action_plan(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Action plans (YAML), or the ids of shipped ones.", show_default=False),
    ],
    mapping: Annotated[
        bool, typer.Option("--mapping", help="Show how the needs were scored, and nothing else.")
    ] = False,
    capacity: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Person-days a month of the team, instead of the plan's own.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Folder for document, page, workbook, calendar, data."),
    ] = None,
    pack: Annotated[
        bool, typer.Option("--pack", help="With -o: write the documents of every project as well.")
    ] = False,
    lang: Lang = None,
    formats: Formats = "docx,html",
    frameworks: Frameworks = None,
    templates: Templates = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Plan the projects of a region together: who is busy when, money by year, what may be bought together."""
    from ppi2go.catalogue.load import Folders
    from ppi2go.cli.portfolio import plan_region
    from ppi2go.errors import UsageError
    from ppi2go.rendering.documents import check_formats
    from ppi2go.rendering.portfolio_context import portfolio_context

    if pack and output is None:
        raise UsageError("--pack needs a folder: -o DIR")
    wanted = formats.split(",")
    check_formats(wanted)
    folders = Folders(frameworks)
    found: list[Plain] = []
    errors = 0
    for file in files:
        region, cases = plan_region(file, folders, lang, capacity=capacity)
        context = portfolio_context(region)
        errors += sum(item["errors"] for item in context["projects"])
        target = output / region.plan.id if output and len(files) > 1 else output
        if mapping:
            found.append({"mapping": context["mapping"]})
            if not json:
                _print_mapping(context, region)
            continue
        if target:
            context |= {"files": _write(region, context, target, wanted, templates)}
        if pack and target:
            _write_packs(region, cases, target, wanted, templates, show=not (quiet or json))
        found.append(context)
        if not (json or quiet):
            _print_report(context, region)
    if json:
        _print_json(found[0] if len(files) == 1 else {"plans": found})
    if errors and not mapping:
        raise typer.Exit(1)


def _write(region: Region, context: Plain, target: Path, formats: list[str], own: Path | None) -> list[str]:
    from ppi2go.rendering.portfolio_files import write_portfolio

    return write_portfolio(region, context, target, formats, own)


def _write_packs(
    region: Region, cases: dict[str, Case], target: Path, formats: list[str], own: Path | None, *, show: bool
) -> None:
    """Write the documents of every project into a folder of its own, each with its simulated dates."""
    from ppi2go.cli.planning import plan_case
    from ppi2go.rendering.pack import PackOptions, write_pack

    for project in region.portfolio.projects:
        case = cases[project.id]
        rendering = plan_case(case.starting(project.place.taken.start), case.catalogue, case.lang)
        written = write_pack(rendering, target / project.id, PackOptions(formats, own))
        if show:
            said = ", ".join(f"{count} {name}" for name, count in written.counts().items() if count)
            print(f"{target / project.id}: {said}", file=sys.stderr)


def _print_mapping(context: Plain, region: Region) -> None:
    from ppi2go.rendering.mapping_sheet import MappingSheet

    print(MappingSheet(context["mapping"], region.plan.name, region.language, width=_width()).text(), end="")


def _print_report(context: Plain, region: Region) -> None:
    from ppi2go.rendering.portfolio_report import PortfolioReport

    months = region.rules.sharing.months
    print(PortfolioReport(context, region.language, months=months, width=_width()).text(), end="")


def _print_json(data: Plain) -> None:
    import json

    from ppi2go.rendering.portfolio_context import plain

    print(json.dumps(plain(data), ensure_ascii=False, indent=2))


def _width() -> int:
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 140)
