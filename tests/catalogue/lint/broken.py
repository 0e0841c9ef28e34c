"""A small folder of data that has no complaints, and the changes that tests make to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ppi2go.catalogue.lint.engine import Settings, lint
from ppi2go.catalogue.lint.workspace import open_workspace
from ppi2go.catalogue.load import Folders
from ppi2go.errors import FileFault
from ppi2go.rendering.template_lint import check_templates
from shipped import ROOT

SETTINGS = Settings(date(2026, 11, 23))


def changed(folder: Path, name: str, before: str, after: str) -> Path:
    """Copy a shipped file with its first `before` replaced by `after`; its folder tells what it is."""
    source = ROOT / name
    text = source.read_text("utf-8")
    assert before in text, f"'{before}' does not stand in {name}"
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace(before, after, 1), "utf-8")
    return target


def check(*paths: Path) -> list[FileFault]:
    """Return what the linter says of some files."""
    return lint(open_workspace(paths, Folders()), SETTINGS, check_templates)


def shown(faults: list[FileFault]) -> list[str]:
    """Return the faults as `line rule message`."""
    return [f"{fault.position.line} {fault.rule} {fault.message}" for fault in faults]
