"""`ppi2go validate` through its own door."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import run

from shipped import ROOT

TEXT = (ROOT / "frameworks/process.yaml").read_text("utf-8")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "process.yaml"
    file.write_text(TEXT.replace("phase: need\n", "phase: ned\n", 1), "utf-8")
    return file


@pytest.fixture
def line() -> int:
    return TEXT[: TEXT.index("phase: need\n")].count("\n") + 1


def test_a_clean_file_gives_nothing_and_zero(tmp_path: Path) -> None:
    done = run("validate", ROOT / "frameworks/process.yaml", "--stale", "9999d", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 file: no complaints\n"


def test_text_names_file_line_column_and_rule(broken: Path, line: int, tmp_path: Path) -> None:
    done = run("validate", broken, "--stale", "9999d", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == f"{broken}:{line}:12: unknown-phase no phase has the id 'ned'; did you mean 'need'?\n"
    assert done.stderr == "1 file: 1 error\n"


def test_json_is_one_document(broken: Path, line: int, tmp_path: Path) -> None:
    done = run("validate", broken, "--format", "json", "--stale", "9999d", cwd=tmp_path)
    data = json.loads(done.stdout)
    assert (data["errors"], data["warnings"]) == (1, 0)
    assert data["complaints"] == [
        {
            "rule": "unknown-phase", "severity": "error", "file": str(broken), "line": line, "column": 12,
            "message": "no phase has the id 'ned'; did you mean 'need'?",
        }
    ]  # fmt: skip


def test_github_annotates_the_line(broken: Path, line: int, tmp_path: Path) -> None:
    done = run("validate", broken, "--format", "github", "--stale", "9999d", cwd=tmp_path)
    assert done.stdout.startswith(f"::error file={broken},line={line},col=12,title=unknown-phase::no phase has the id")


def test_sarif_has_its_rules_and_places(broken: Path, line: int, tmp_path: Path) -> None:
    done = run("validate", broken, "--format", "sarif", "--stale", "9999d", cwd=tmp_path)
    data = json.loads(done.stdout)
    (result,) = data["runs"][0]["results"]
    rules = data["runs"][0]["tool"]["driver"]["rules"]
    assert data["version"] == "2.1.0"
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "unknown-phase"
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": line, "startColumn": 12}


def test_rules_are_selected_and_ignored(broken: Path, tmp_path: Path) -> None:
    for options in (("--ignore", "unknown-phase"), ("--select", "cycle,gap")):
        assert run("validate", broken, "--stale", "9999d", *options, cwd=tmp_path).returncode == 0


def test_a_warning_fails_only_where_it_is_asked_to(tmp_path: Path) -> None:
    file = tmp_path / "process.yaml"
    file.write_text(TEXT.replace("verified_on: 2026-11-23", "verified_on: 2020-01-01", 1), "utf-8")
    done = run("validate", file, "--select", "stale-value", "--stale", "1000d", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "1 file: 1 warning\n")
    done = run("validate", file, "--select", "stale-value", "--stale", "1000", "--fail-on", "warning", cwd=tmp_path)
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xml"], "--format: 'xml' is not one of text, json, github, sarif"),
        (["--stale", "a year"], "--stale: 'a year' is not a number of days; write 365d"),
        (["--select", "overlapp"], "--select: no rule is called 'overlapp'; did you mean 'overlap'?"),
        (["--ignore", "xyz"], "docs/validate-rules.md lists them"),
        (["--fail-on", "info"], "--fail-on: 'info' is not one of error, warning"),
        (["--templates", "nowhere"], "--templates: 'nowhere' is not a folder"),
        (["--frameworks", "nowhere"], "--frameworks: 'nowhere' is not a folder"),
        (["nothing.yaml"], "'nothing.yaml' is neither a file nor a folder"),
    ],
)
def test_options_that_cannot_be_used(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run("validate", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_users_own_folder_is_checked_in_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/process.yaml").write_text(TEXT.replace("phase: need\n", "phase: ned\n", 1), "utf-8")
    done = run("validate", "--frameworks", "own", "--select", "unknown-phase", cwd=tmp_path)
    assert "own/process.yaml" in done.stdout
