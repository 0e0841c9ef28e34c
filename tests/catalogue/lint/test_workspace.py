"""What a file is: by its place, else by its keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from broken import check

from ppi2go.catalogue.lint.workspace import open_workspace
from ppi2go.catalogue.load import Folders
from ppi2go.errors import UsageError
from shipped import ROOT


@pytest.mark.parametrize(
    ("shipped", "kind"),
    [
        ("national/SK.yaml", "national"),
        ("thematic/energy.yaml", "theme"),
        ("process.yaml", "process"),
        ("questions.yaml", "questions"),
        ("centres.yaml", "centres"),
        ("readiness.yaml", "readiness"),
        ("pilots/lublin-adaptive-lighting.yaml", "pilot"),
    ],
)
def test_keys_tell_the_kind_where_the_place_does_not(tmp_path: Path, shipped: str, kind: str) -> None:
    copy = Path(shutil.copy(ROOT / "frameworks" / shipped, tmp_path / "some-file.yaml"))
    (file,) = open_workspace([copy], Folders()).reported
    assert file.kind == kind


def test_everything_is_checked_without_a_path() -> None:
    kinds = {file.kind for file in open_workspace([], Folders()).reported}
    assert kinds >= {"eu", "national", "theme", "process", "questions", "centres", "pilot", "template", "locale"}


def test_a_file_of_no_kind_is_told(tmp_path: Path) -> None:
    file = tmp_path / "notes.yaml"
    file.write_text("a: 1\n", "utf-8")
    assert [fault.rule for fault in check(file)] == ["unknown-kind"]


def test_paths_that_lead_nowhere_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither a file nor a folder"):
        open_workspace([tmp_path / "nothing.yaml"], Folders())
    with pytest.raises(UsageError, match="holds no law"):
        open_workspace([tmp_path], Folders())


def test_only_what_was_asked_for_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "national"
    folder.mkdir()
    shutil.copy(ROOT / "frameworks/national/SK.yaml", folder)
    assert {fault.position.file for fault in check(folder)} <= {str(folder / "SK.yaml")}


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "national").mkdir()
    (tmp_path / "thematic").mkdir()
    for name in ("national/SK.yaml", "thematic/energy.yaml"):
        (tmp_path / name).write_text("", "utf-8")
        assert [fault.rule for fault in check(tmp_path / name)] == ["wrong-type"]
