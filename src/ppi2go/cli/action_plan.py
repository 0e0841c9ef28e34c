"""`ppi2go action-plan`: the projects of a region planned together.

JSON (`--json`): one document with `region`, `projects` (with wished and planned start, milestones, budget by year,
risks), `months` (load before and after levelling), `capacity`, `roles`, `budget`, `funding`, `shared` (needs that may be
bought together), `findings`, `indicators`, `mapping`, and, with `-o`, `files`. Days are ISO 8601, amounts decimal texts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ppi2go.cli.options import Formats, Frameworks, Json, Lang, Quiet, Templates

if TYPE_CHECKING:
    from ppi2go.cli.portfolio import Case
    from ppi2go.rendering.portfolio_context import Region


def action_plan(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An action plan (YAML), or the id of a shipped one.")],
    mapping: Annotated[bool, typer.Option("--mapping", help="Show how the needs were scored, and nothing else.")] = False,
    capacity: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Person-days a month of the team, instead of the plan's own.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Folder for document, page, workbook, calendar.")
    ] = None,
    pack: Annotated[bool, typer.Option("--pack", help="With -o: write the documents of every project as well.")] = False,
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
    from ppi2go.rendering.portfolio_context import portfolio_context

    if pack and output is None:
        raise UsageError("--pack needs a folder: -o DIR")
    region, cases = plan_region(file, Folders(frameworks), lang, capacity=capacity)
    context = portfolio_context(region)
    if mapping:
        _print_mapping(context, region, as_json=json)
        return
    files = _write(region, context, output, formats.split(","), templates) if output else []
    errors = sum(item["errors"] for item in context["projects"])
    if pack and output:
        _write_packs(region, cases, output, formats.split(","), templates, show=not (quiet or json))
    if json:
        _print_json(context | ({"files": files} if files else {}))
    elif not quiet:
        _print_report(context, region)
    if errors:
        raise typer.Exit(1)


def _write(region: Region, context: dict[str, object], output: Path, formats: list[str], own: Path | None) -> list[str]:
    from ppi2go.rendering.documents import check_formats
    from ppi2go.rendering.portfolio_files import write_portfolio

    check_formats(formats)
    return write_portfolio(region, context, output, formats, own)


def _write_packs(
    region: Region, cases: dict[str, Case], output: Path, formats: list[str], own: Path | None, *, show: bool
) -> None:
    """Write the documents of every project into a folder of its own, each with its simulated dates."""
    from ppi2go.cli.planning import plan_case
    from ppi2go.rendering.pack import PackOptions, write_pack

    for project in region.portfolio.projects:
        case = cases[project.id]
        rendering = plan_case(case.starting(project.place.taken.start), case.catalogue, case.lang)
        written = write_pack(rendering, output / project.id, PackOptions(formats, own))
        if show:
            said = ", ".join(f"{count} {name}" for name, count in written.counts().items() if count)
            print(f"{output / project.id}: {said}", file=sys.stderr)


def _print_mapping(context: dict[str, object], region: Region, *, as_json: bool) -> None:
    from ppi2go.rendering.mapping_sheet import MappingSheet

    mapping = context["mapping"]
    if as_json:
        _print_json({"mapping": mapping})
        return
    assert isinstance(mapping, dict)
    print(MappingSheet(mapping, region.plan.name, region.language, width=_width()).text(), end="")


def _print_report(context: dict[str, object], region: Region) -> None:
    from ppi2go.rendering.portfolio_report import PortfolioReport

    months = region.rules.sharing.months
    print(PortfolioReport(context, region.language, months=months, width=_width()).text(), end="")


def _print_json(data: dict[str, object]) -> None:
    import json

    from ppi2go.rendering.portfolio_context import plain

    print(json.dumps(plain(data), ensure_ascii=False, indent=2))


def _width() -> int:
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 140)
