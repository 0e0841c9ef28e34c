"""`ppi2go pack`: many answers files at once, edits that survive, interruptions that tear nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import mammoth
import pytest
from program import run

from ppi2go.rendering.output import MANIFEST

INTERRUPTS = int(os.environ.get("PPI2GO_INTERRUPTS", "3"))
"""How often a batch is interrupted; the figure in the documentation was taken with 50."""
ANSWERS = """country: {country}
theme: {theme}
project: {{title: "{title}", estimated_value: {value}}}
timing: {{start: 2027-01-11}}
"""
ONLY = "need-sheet,award-criteria,business-case"


def answers(folder: Path, name: str, *, title: str = "Street lights", value: int = 600000, country: str = "SK") -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(ANSWERS.format(country=country, theme="energy", title=title, value=value), "utf-8")
    return file


def test_one_file_gives_the_documents_and_no_roadmap(tmp_path: Path) -> None:
    answers(tmp_path, "town")
    done = run("pack", "town.yaml", "--lang", "en", "--only", ONLY, "-o", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = sorted(file.name for file in (tmp_path / "out").iterdir() if not file.name.startswith("."))
    assert names == [
        *("04-need-sheet.docx", "04-need-sheet.html"),
        *("12-business-case.docx", "12-business-case.html", "12-business-case.xlsx"),
        *("21-award-criteria.docx", "21-award-criteria.html", "21-award-criteria.xlsx"),
    ]
    assert done.stdout == ""


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    for name in ("a", "c"):
        answers(tmp_path, name)
    (tmp_path / "b.yaml").write_text("country: SK\ntheme: energy\nproject: {estimated_value: much}\n", "utf-8")
    done = run("pack", ".", "--lang", "en", "--only", ONLY, "-o", "out", "--format", "md", cwd=tmp_path)
    assert done.returncode == 2
    assert "b.yaml:3:" in done.stderr
    assert "2 of 3 answers files packed, 1 refused" in done.stderr
    assert (tmp_path / "out/a/04-need-sheet.md").exists()
    assert (tmp_path / "out/c/04-need-sheet.md").exists()
    assert not (tmp_path / "out/b").exists()


def test_an_unknown_document_is_named_with_its_neighbour(tmp_path: Path) -> None:
    answers(tmp_path, "town")
    done = run("pack", "town.yaml", "--only", "need-sheat", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'need-sheet'" in done.stderr


def test_an_edited_document_stays_and_the_new_one_says_what_changed(tmp_path: Path) -> None:
    answers(tmp_path, "town")
    command = ("pack", "town.yaml", "--lang", "en", "--only", ONLY, "-o", "out")
    run(*command, cwd=tmp_path)
    edited = tmp_path / "out/04-need-sheet.docx"
    mine = edited.read_bytes() + b"my own words"
    edited.write_bytes(mine)
    untouched = (tmp_path / "out/21-award-criteria.xlsx").stat().st_mtime_ns
    same = run(*command, cwd=tmp_path)
    assert "nothing new for it" in same.stderr
    assert not (tmp_path / "out/04-need-sheet.new.docx").exists()

    answers(tmp_path, "town", title="Lights of the lower town")
    done = run(*command, cwd=tmp_path)
    assert edited.read_bytes() == mine
    new = tmp_path / "out/04-need-sheet.new.docx"
    with new.open("rb") as file:
        assert "Lights of the lower town" in mammoth.extract_raw_text(file).value
    assert "04-need-sheet.docx: edited by you, left as it is; the new version is 04-need-sheet.new.docx" in done.stderr
    assert (tmp_path / "out/21-award-criteria.xlsx").stat().st_mtime_ns != untouched

    written = new.stat().st_mtime_ns
    run(*command, cwd=tmp_path)
    assert new.stat().st_mtime_ns == written, "the new version is written once"
    forced = run(*command, "--force", cwd=tmp_path)
    assert forced.returncode == 0
    assert edited.read_bytes() == new.read_bytes()


def test_a_dry_run_and_a_difference_write_nothing(tmp_path: Path) -> None:
    answers(tmp_path, "town")
    command = ("pack", "town.yaml", "--lang", "en", "--only", ONLY, "-o", "out")
    dry = run(*command, "--dry-run", cwd=tmp_path)
    assert "would be: 8 written" in dry.stderr
    assert not (tmp_path / "out").exists()
    run(*command, cwd=tmp_path)
    before = snapshot(tmp_path / "out")
    answers(tmp_path, "town", title="Lights of the lower town")
    difference = run("pack", "town.yaml", "--lang", "en", "-o", "out", "--diff", cwd=tmp_path)
    assert "-*Street lights*" in difference.stdout
    assert "+*Lights of the lower town*" in difference.stdout
    assert snapshot(tmp_path / "out") == before


def test_a_difference_keeps_to_the_documents_asked_for_and_outlives_a_bad_file(tmp_path: Path) -> None:
    answers(tmp_path, "a")
    (tmp_path / "b.yaml").write_text("country: SK\ntheme: energy\nproject: {estimated_value: much}\n", "utf-8")
    done = run("pack", "b.yaml", "a.yaml", "--lang", "en", "--only", "need-sheet", "--diff", cwd=tmp_path)
    assert done.returncode == 2
    assert "b.yaml:3:" in done.stderr
    assert {line for line in done.stdout.splitlines() if line.startswith("+++")} == {"+++ now/04-need-sheet.md"}


def test_the_same_input_gives_the_same_bytes_and_the_same_zip(tmp_path: Path) -> None:
    answers(tmp_path, "town")
    for name in ("one", "two"):
        command = ("pack", "town.yaml", "--lang", "en", "--only", ONLY, "--zip", "-o", name)
        assert run(*command, cwd=tmp_path, SOURCE_DATE_EPOCH="1800000000").returncode == 0
        time.sleep(1.1)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
    with zipfile.ZipFile(tmp_path / "one/pack.zip") as archive:
        assert len(archive.namelist()) == 8
        assert not any(name.startswith(("/", "..")) for name in archive.namelist())


def test_the_summary_is_there_for_scripts(tmp_path: Path) -> None:
    for name in ("a", "b"):
        answers(tmp_path, name)
    command = ("pack", "a.yaml", "b.yaml", "--json", "--only", "need-sheet", "--format", "md", "-o", "out")
    done = run(*command, cwd=tmp_path)
    packs = json.loads(done.stdout)["packs"]
    assert [pack["counts"]["written"] for pack in packs] == [1, 1]
    assert [pack["fault"] for pack in packs] == [None, None]


@pytest.mark.slow
def test_an_interrupted_batch_tears_no_file_and_loses_no_edit(tmp_path: Path) -> None:
    for number in range(3):
        answers(tmp_path, f"town{number}", title=f"Lights {number}")
    command = [sys.executable, "-m", "ppi2go", "pack", ".", "--lang", "en", "-o", "out", "--format", "docx,md"]
    seed = random.Random(7)
    run("pack", ".", "--lang", "en", "-o", "out", "--format", "docx,md", cwd=tmp_path)
    edited = tmp_path / "out/town1/04-need-sheet.md"
    edited.write_text("my own words", "utf-8")
    for turn in range(INTERRUPTS):
        for number in range(3):
            answers(tmp_path, f"town{number}", title=f"Lights {number}, turn {turn}")
        process = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(seed.uniform(0.3, 5))
        os.killpg(process.pid, seed.choice([signal.SIGINT, signal.SIGKILL]))
        process.wait()
        assert edited.read_text("utf-8") == "my own words"
        check_whole(tmp_path / "out")
    done = run("pack", ".", "--lang", "en", "-o", "out", "--format", "docx,md", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "turn" in (tmp_path / "out/town2/04-need-sheet.md").read_text("utf-8")


def check_whole(folder: Path) -> None:
    """Every file that has its name is complete; what was being written has another name."""
    for file in folder.rglob("*"):
        if file.name.startswith(".ppi2go-") or file.is_dir():
            continue
        if file.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(file) as archive:
                assert archive.testzip() is None, file
        elif file.name == MANIFEST:
            json.loads(file.read_text("utf-8"))
        elif file.suffix == ".md":
            assert file.read_text("utf-8").strip(), file


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("name", ["a.yaml", "b.yml"])
def test_two_files_of_one_name_do_not_share_a_folder(tmp_path: Path, name: str) -> None:
    for below in ("x", "y"):
        (tmp_path / below).mkdir()
        answers(tmp_path / below, "town").rename(tmp_path / below / name)
    command = ("pack", f"x/{name}", f"y/{name}", "--only", "need-sheet", "--format", "md", "-o", "out")
    assert run(*command, cwd=tmp_path).returncode == 0
    stem = name.split(".")[0]
    assert (tmp_path / f"out/{stem}/04-need-sheet.md").exists()
    assert (tmp_path / f"out/{stem}-2/04-need-sheet.md").exists()
