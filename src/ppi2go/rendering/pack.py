"""Everything that a plan writes into a folder: the documents, their workbooks, the roadmap and the plan as data."""

from __future__ import annotations

import difflib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from ppi2go.rendering.context import Rendering, build_context
from ppi2go.rendering.documents import DocumentSource, document_files, document_sources, workbook_files
from ppi2go.rendering.formats import HouseStyle, check_formats
from ppi2go.rendering.output import OutputFile, OutputFolder, changed_facts, write_whole
from ppi2go.rendering.plan_json import plan_data
from ppi2go.rendering.plan_parts_json import plain_answers

SOURCES = ".ppi2go"
"""Folder of the texts that the documents were written from; the next run compares with them."""


@dataclass(frozen=True)
class PackOptions:
    """What is wanted: formats, own templates and style, a choice of documents, and how files are treated."""

    formats: Sequence[str] = ("docx", "html")
    templates: Path | None = None
    style: HouseStyle = field(default_factory=HouseStyle)
    only: Sequence[str] = ()
    roadmap: bool = True
    dry: bool = False
    force: bool = False
    zip: bool = False


@dataclass(frozen=True)
class Pack:
    """What was written (or would be, in a dry run): files by document, what became of each, and what has changed."""

    folder: OutputFolder
    files: dict[str, list[str]]
    changes: list[tuple[str, Any, Any]]
    sources: Sequence[DocumentSource]

    def counts(self) -> dict[str, int]:
        """Return how many files were written, unchanged and kept."""
        outcomes = list(self.folder.outcomes.values())
        return {name: outcomes.count(name) for name in ("written", "unchanged", "kept")}


def write_pack(rendering: Rendering, target: Path, options: PackOptions) -> Pack:
    """Write the pack; all templates are filled before the first file is touched."""
    check_formats(options.formats)
    sources = document_sources(rendering, options.templates, options.only)
    roadmap = _roadmap(rendering, target, options) if options.roadmap else []
    folder = OutputFolder.open(target, dry=options.dry, force=options.force)
    facts = _facts(rendering)
    changes = changed_facts(folder.facts, facts) if folder.facts else []
    files: dict[str, list[str]] = {}
    for document_id, file in (
        *document_files(sources, options.formats, options.style),
        *workbook_files(rendering, sources),
    ):
        files.setdefault(document_id, []).append(folder.put(file))
    for file in roadmap:
        folder.put(file)
    if options.roadmap:
        data = json.dumps(plan_data(rendering, files), ensure_ascii=False, indent=1)
        folder.put(OutputFile("plan.json", "", data.encode))
    if options.zip and not options.dry:
        folder.write("pack.zip", _zip(folder, files))
    if not options.dry:
        _keep_sources(target, sources)
    folder.facts = facts
    folder.close()
    return Pack(folder, files, changes, sources)


def text_changes(target: Path, sources: Sequence[DocumentSource]) -> Iterator[str]:
    """Yield what would change in the texts since the last run, as a unified difference of their Markdown."""
    for source in sources:
        name = f"{source.stem}.md"
        before = target / SOURCES / name
        old = before.read_text("utf-8").splitlines() if before.is_file() else []
        yield from difflib.unified_diff(
            old, source.text.splitlines(), f"before/{name}", f"now/{name}", n=1, lineterm=""
        )


def _facts(rendering: Rendering) -> dict[str, Any]:
    """Return what the documents are made from, by name: the answers, and what law and procedure they led to."""
    plan = rendering.plan
    return {
        **plain_answers(rendering.answers),
        "language": rendering.language.code,
        "law_on": plan.law_on.isoformat(),
        "regime": plan.regime.regime.id,
        "procedure": plan.chosen.procedure.id,
        "data_version": rendering.catalogue.framework.data_version,
        "prepared_on": rendering.prepared_on.isoformat(),
    }


def _roadmap(rendering: Rendering, target: Path, options: PackOptions) -> list[OutputFile]:
    """Render the roadmap in all its forms."""
    from ppi2go.rendering.roadmap_csv import render_csv
    from ppi2go.rendering.roadmap_html import render_roadmap
    from ppi2go.rendering.roadmap_ics import earlier_events, render_calendar
    from ppi2go.rendering.roadmap_xlsx import render_workbook

    context, language = build_context(replace(rendering, escape=str)), rendering.language
    page = render_roadmap(context, language, today=rendering.prepared_on, own_templates=options.templates)
    made = {
        "roadmap.html": page.encode(),
        "roadmap.ics": render_calendar(context, language, earlier_events(target, "roadmap")),
        "roadmap.csv": render_csv(context),
        "roadmap.xlsx": render_workbook(context, language),
    }
    return [OutputFile(name, "", partial(bytes, content)) for name, content in made.items()]


def _keep_sources(target: Path, sources: Sequence[DocumentSource]) -> None:
    for source in sources:
        file, content = target / SOURCES / f"{source.stem}.md", source.text.encode()
        if not file.is_file() or file.read_bytes() != content:
            write_whole(file, content)


def _zip(folder: OutputFolder, files: dict[str, list[str]]) -> bytes:
    """Pack the documents as they lie in the folder, edits of the user included; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted({name for names in files.values() for name in names}):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, (folder.path / name).read_bytes())
    return buffer.getvalue()
