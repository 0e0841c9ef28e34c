"""The main job through its own door: `python -m ppi2go plan …` in a fresh process and an empty folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from program import run

from shipped import ROOT

EXAMPLE = ROOT / "examples/trnava-adaptive-lighting.yaml"


def planned(*arguments: str | Path, cwd: Path) -> dict[str, Any]:
    done = run("plan", *arguments, "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def tree(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_the_main_job_without_a_terminal_takes_defaults_and_lists_them(tmp_path: Path) -> None:
    done = run("plan", "--country", "SK", "--theme", "energy", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "verejná súťaž" in done.stdout.lower()
    assert "[project.estimated_value]" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    written = tree(tmp_path / "ppi2go-sk-energy")
    assert {"roadmap.html", "plan.json", "04-need-sheet.docx", "04-need-sheet.html"} <= set(written)
    assert sum(name.endswith(".docx") for name in written) >= 30


def test_json_goes_to_standard_output_alone_and_nothing_is_written(tmp_path: Path) -> None:
    data = planned("--country", "SK", "--theme", "energy", cwd=tmp_path)
    assert tree(tmp_path) == []
    assert {"country", "law_on", "regime", "procedure", "alternatives", "findings", "assumptions", "roadmap"} <= set(
        data
    )
    task = next(task for task in data["roadmap"]["tasks"] if task["id"] == "tender-period")
    assert {"start", "end", "days", "unit", "depends_on", "slack_days", "critical", "citations", "moved"} <= set(task)
    assert task["kind"] == "statutory"


def test_the_example_plans_without_questions_and_without_assumptions_about_its_core(tmp_path: Path) -> None:
    data = planned(EXAMPLE, cwd=tmp_path)
    assumed = {item["field"] for item in data["assumptions"]}
    assert not {name for name in assumed if name.startswith(("buyer.name", "project.estimated", "market.solution"))}
    assert [finding["id"] for finding in data["findings"] if finding["severity"] == "error"] == []


def test_options_win_over_the_file(tmp_path: Path) -> None:
    data = planned(EXAMPLE, "--on", "2027-06-01", "--start", "2026-06-01", cwd=tmp_path)
    assert data["law_on"] == "2027-06-01"
    assert data["roadmap"]["start"] == "2026-06-01"


def test_the_chosen_language_is_the_language_of_the_texts(tmp_path: Path) -> None:
    english = planned("--country", "SK", "--theme", "energy", "--lang", "en", cwd=tmp_path)
    slovak = planned("--country", "SK", "--theme", "energy", cwd=tmp_path)
    assert english["procedure"]["name"] == "Open procedure"
    assert slovak["procedure"]["name"] == "Verejná súťaž"
    assert english["procedure"]["official_name"] == slovak["procedure"]["official_name"] == "verejná súťaž"


def test_error_findings_give_status_one_and_the_plan_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("country: SK\ntheme: energy\nproject: {estimated_value: 850.000}\n", "utf-8")
    done = run("plan", file, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1
    assert "answers.ambiguous-amount" in done.stdout
    assert "answers.yaml:3:28" in done.stdout.replace("\n  ", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--country", "SX", "--theme", "energy"], "unknown country 'SX'; did you mean 'SK'?"),
        (["--country", "SK"], "which theme?"),
        (["--country", "SK", "--theme", "energi"], "did you mean 'energy'?"),
        (["--country", "SK", "--theme", "energy", "--start", "1.1.2027"], "--start: '1.1.2027' is not a date"),
        (["--country", "SK", "--theme", "energy", "--lang", "xx"], "--lang: 'xx' is not one of"),
        (["--country", "SK", "--theme", "energy", "--format", "doc"], "--format: 'doc' is not one of"),
        (["nothing.yaml"], "nothing.yaml:1:1: cannot be read"),
    ],
)
def test_unusable_input_gives_status_two_one_sentence_and_no_file(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    done = run("plan", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(tmp_path) == []


def test_six_faults_are_six_lines_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(
        "country: SK\ntheme: energy\nbuyer: {tipe: x}\nproject:\n  contract: supply\n  estimated_value: 8e5\n"
        "  eu_funds: perhaps\ntiming: {start: 2027-02-30}\nwhatever: 1\n",
        "utf-8",
    )
    done = run("plan", file, cwd=tmp_path)
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert len(lines) == 6
    places = [":".join(line.removeprefix(f"{file}:").split(":")[:2]) for line in lines]
    assert places == ["3:9", "5:13", "6:20", "7:13", "8:17", "9:1"]
    assert tree(tmp_path) == ["a.yaml"]


def test_an_edited_document_is_kept_and_the_new_one_lies_beside_it(tmp_path: Path) -> None:
    arguments = ["plan", str(EXAMPLE), "-o", "out", "--format", "md"]
    assert run(*arguments, cwd=tmp_path).returncode == 0
    edited = tmp_path / "out/04-need-sheet.md"
    edited.write_text("my own words", "utf-8")
    done = run(*arguments, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0
    assert edited.read_text("utf-8") == "my own words"
    assert (tmp_path / "out/04-need-sheet.new.md").exists()
    assert not (tmp_path / "out/08-market-consultation-notice.new.md").exists()
    assert "04-need-sheet.md: edited by you" in done.stderr


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("plan", EXAMPLE, "-o", name, cwd=tmp_path).returncode == 0
    for file in tree(tmp_path / "one"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_a_foreign_environment_changes_nothing(tmp_path: Path) -> None:
    here = run("plan", EXAMPLE, "--json", cwd=tmp_path)
    there = run("plan", EXAMPLE, "--json", cwd=tmp_path, LANG="de_DE.UTF-8", LANGUAGE="de", PYTHONUTF8="0")
    assert here.stdout == there.stdout


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder", "utf-8")
    done = run("plan", EXAMPLE, "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot write to 'out'" in done.stderr
