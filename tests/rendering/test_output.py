from __future__ import annotations

from pathlib import Path

import pytest

from ppi2go.errors import UsageError
from ppi2go.rendering.output import MANIFEST, OutputFolder


def write(folder: Path, **files: str) -> OutputFolder:
    output = OutputFolder.open(folder)
    for name, text in files.items():
        output.write(f"{name}.txt", text.encode())
    output.close()
    return output


def text(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8")


def test_files_are_written_and_written_again(tmp_path: Path) -> None:
    assert write(tmp_path, a="one").outcomes == {"a.txt": "written"}
    assert write(tmp_path, a="one").outcomes == {"a.txt": "unchanged"}
    assert write(tmp_path, a="two").outcomes == {"a.txt": "written"}
    assert text(tmp_path, "a.txt") == "two"


def test_an_edit_is_kept_and_the_new_version_lies_beside_it_once(tmp_path: Path) -> None:
    write(tmp_path, a="one")
    (tmp_path / "a.txt").write_text("mine", "utf-8")
    for new in ("two", "three"):
        assert write(tmp_path, a=new).kept == ["a.txt"]
    assert text(tmp_path, "a.txt") == "mine"
    assert text(tmp_path, "a.new.txt") == "three"
    assert sorted(file.name for file in tmp_path.iterdir()) == [MANIFEST, "a.new.txt", "a.txt"]


def test_a_file_that_was_there_before_belongs_to_the_user(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine", "utf-8")
    assert write(tmp_path, a="one").kept == ["a.txt"]


def test_without_a_readable_manifest_every_file_counts_as_edited(tmp_path: Path) -> None:
    write(tmp_path, a="one")
    (tmp_path / MANIFEST).write_text("{broken", "utf-8")
    assert write(tmp_path, a="two").kept == ["a.txt"]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").symlink_to(outside)
    with pytest.raises(UsageError, match="is a link"):
        write(folder, a="one")
    assert not outside.exists()


def test_no_half_written_file_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write(tmp_path, a="one")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UsageError, match="No space left"):
        write(tmp_path, a="two")
    assert sorted(file.name for file in tmp_path.iterdir()) == [MANIFEST, "a.txt"]
    assert text(tmp_path, "a.txt") == "one"
