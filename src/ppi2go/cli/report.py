"""What a run has written, for people: messages on standard error, differences on standard output."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ppi2go.rendering.context import Rendering
    from ppi2go.rendering.pack import Pack

_MANY = 6


def report(pack: Pack) -> None:
    """Say how many files were written, which edits were kept, and what has changed since the last run."""
    folder = pack.folder
    kept = {name: folder.beside.get(name) for name in folder.kept}
    for line in outcome_lines(str(folder.path), pack.counts(), kept, dry=folder.dry):
        _say(line)
    if pack.changes:
        _say("Changed since the last run:")
        for name, before, after in pack.changes[:_MANY]:
            _say(f"  {name}: {_short(before)} → {_short(after)}")
        if len(pack.changes) > _MANY:
            _say(f"  and {len(pack.changes) - _MANY} more; --diff shows what changes in the texts")


def outcome_lines(
    folder: str, counts: Mapping[str, int], kept: Mapping[str, str | None], *, dry: bool, more: str = ""
) -> Iterator[str]:
    """Yield how many files were written, then each edited file that was left alone and the new version beside it."""
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing to write"
    yield f"{folder}: {'would be: ' if dry else ''}{said}{more}"
    for name, beside in kept.items():
        new = f"; the new version is {beside}" if beside else "; nothing new for it"
        yield f"{folder}/{name}: edited by you, left as it is{new}"


def print_differences(rendering: Rendering, target: Path, templates: Path | None, only: Collection[str] = ()) -> None:
    """Print what would change in the texts of the documents, or of those named in `only`."""
    from ppi2go.rendering.documents import document_sources
    from ppi2go.rendering.pack import text_changes

    for line in text_changes(target, document_sources(rendering, templates, only)):
        print(line)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _short(value: Any) -> str:
    text = "not answered" if value is None else str(value)
    return text if len(text) <= 50 else f"{text[:49]}…"
