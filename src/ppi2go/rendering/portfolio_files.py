"""Writes everything of a portfolio into a folder: page, document, workbook, calendar, data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ppi2go.rendering.output import OutputFile, OutputFolder
from ppi2go.rendering.portfolio_context import Region, plain
from ppi2go.rendering.portfolio_document import document_files
from ppi2go.rendering.portfolio_html import render_portfolio
from ppi2go.rendering.portfolio_ics import render_portfolio_calendar
from ppi2go.rendering.portfolio_xlsx import render_portfolio_workbook
from ppi2go.rendering.roadmap_ics import earlier_events

Plain = dict[str, Any]


def write_portfolio(
    region: Region, context: Plain, target: Path, formats: Sequence[str], own_templates: Path | None = None
) -> list[str]:
    """Write the files and return their names; all are made before the first is written."""
    made = [(name, make()) for name, make in _files(region, context, target, formats, own_templates)]
    folder = OutputFolder.open(target)
    names = [folder.put(OutputFile(name, "", lambda content=content: content)) for name, content in made]  # type: ignore[misc]
    folder.close()
    return names


def _files(
    region: Region, context: Plain, target: Path, formats: Sequence[str], own: Path | None
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    language = region.language
    today = context["region"]["prepared_on"]
    yield "portfolio.html", lambda: render_portfolio(context, language, today=today, own_templates=own).encode()
    yield "portfolio.xlsx", lambda: render_portfolio_workbook(region, context)
    yield "portfolio.ics", lambda: render_portfolio_calendar(context, language, earlier_events(target, "portfolio"))
    yield from document_files(context, language, formats, own)
    yield "portfolio.json", lambda: json.dumps(plain(context), ensure_ascii=False, indent=1).encode()
