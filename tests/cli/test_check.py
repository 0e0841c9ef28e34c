"""`ppi2go check` through its own door."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from program import run
from sarif import SARIF

from shipped import ROOT

HEAD = "ppi2go: 1\ncountry: SK\ntheme: energy\n"
URGENT = """\
ppi2go: 1
country: SK
theme: energy
project:
  lots: single
timing:
  start: 2027-01-11
  urgent: yes
  tender_period: 10
"""
WAIVED = (
    URGENT.replace("  tender_period: 10\n", "")
    + """\
waivers:
  - id: eu.urgent-without-reason
    reason: "100 % sure: a flood,\\nsee file"
    by: legal officer
    on: 2027-01-11
"""
)


@pytest.fixture
def urgent(tmp_path: Path) -> Path:
    file = tmp_path / "urgent.yaml"
    file.write_text(URGENT, "utf-8")
    return file


@pytest.fixture
def waived(tmp_path: Path) -> Path:
    file = tmp_path / "waived.yaml"
    file.write_text(WAIVED, "utf-8")
    return file


def data_of(*arguments: str | Path, cwd: Path) -> Any:
    return json.loads(run("check", *arguments, "--lang", "en", cwd=cwd).stdout)


def test_each_finding_stands_at_the_line_of_its_field_with_provision_and_advice(urgent: Path, tmp_path: Path) -> None:
    done = run("check", "urgent.yaml", "--lang", "en", cwd=tmp_path)
    lines = done.stdout.splitlines()
    at = lines.index(
        "urgent.yaml:9:3: error plan.tender-period-too-short "
        "A tender period of 10 days is shorter than the legal minimum of 15 days."
    )
    assert lines[at + 1].startswith("    Provision: § 66 ods. 2")
    assert lines[at + 2].startswith("    → The plan uses the legal minimum")
    assert any(line.startswith("urgent.yaml:6:1: error eu.urgent-without-reason ") for line in lines)  # its section
    assert done.returncode == 1
    assert done.stderr.startswith("1 file: 2 errors, ")


def test_an_unusable_file_is_reported_with_all_faults_and_the_others_are_checked(urgent: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(HEAD + "project: {lots: two, lot: 1}\n", "utf-8")
    (tmp_path / "nowhere.yaml").write_text("theme: energy\ncountry: XX\n", "utf-8")
    (tmp_path / "nothing.yaml").write_text("buyer: {}\n", "utf-8")
    done = run(
        "check", "broken.yaml", "nowhere.yaml", "nothing.yaml", "gone.yaml", urgent, "--lang", "en", cwd=tmp_path
    )
    places = [line.split(" ")[0] for line in done.stdout.splitlines() if " answers.unusable " in line]
    assert places == [
        "broken.yaml:4:17:",
        "broken.yaml:4:22:",
        "nowhere.yaml:2:10:",
        "nothing.yaml:1:1:",
        "gone.yaml:1:1:",
    ]
    assert "eu.urgent-without-reason" in done.stdout
    assert done.returncode == 2
    assert done.stderr.startswith("5 files: 4 unusable, 2 errors")


def test_a_folder_stands_for_its_answers_files(tmp_path: Path) -> None:
    done = run("check", ROOT / "examples", "--format", "json", cwd=tmp_path)
    files = {Path(item["file"]).name for item in json.loads(done.stdout)["files"]}
    assert files == {file.name for file in (ROOT / "examples").glob("*.yaml")}
    assert run("check", tmp_path, cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 1),
        (("--ignore", "eu.urgent-without-reason,plan.tender-period-too-short"), 0),
        (("--ignore", "eu.*", "--ignore", "plan."), 0),
        (("--select", "energy."), 0),
        (("--select", "energy.", "--fail-on", "warning"), 1),
        (("--select", "sk.language"), 0),
        (("--select", "sk.language", "--fail-on", "warning"), 0),
        (("--select", "sk.language", "--fail-on", "info"), 1),
    ],
)
def test_exit_status_by_what_is_asked_for(options: tuple[str, ...], status: int, urgent: Path, tmp_path: Path) -> None:
    assert run("check", urgent, *options, cwd=tmp_path).returncode == status


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--select", "foo"), "no finding is called 'foo'"),
        (("--ignore", "eux.*"), "did you mean 'eu'?"),
        (("--format", "xml"), "'xml' is not one of text, json, github, sarif"),
        (("--fail-on", "note"), "'note' is not one of error, warning, info"),
    ],
)
def test_options_that_cannot_be_used(options: tuple[str, ...], words: str, urgent: Path, tmp_path: Path) -> None:
    done = run("check", urgent, *options, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_json_has_the_findings_of_plan_with_their_places(urgent: Path, tmp_path: Path) -> None:
    data = data_of(urgent, "--format", "json", cwd=tmp_path)
    file = data["files"][0]
    plan = json.loads(run("plan", urgent, "--json", "--lang", "en", cwd=tmp_path).stdout)
    mine = [{key: value for key, value in item.items() if key not in ("line", "column")} for item in file["findings"]]
    assert sorted(mine, key=lambda item: item["id"]) == sorted(plan["findings"], key=lambda item: item["id"])
    assert (data["checked"], data["errors"], file["usable"]) == (1, 2, True)
    assert all(item["line"] >= 1 and item["column"] >= 1 for item in file["findings"])


def test_a_waived_error_stays_visible_and_no_longer_decides(waived: Path, tmp_path: Path) -> None:
    done = run("check", "waived.yaml", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0
    assert "waived.yaml:6:1: waived eu.urgent-without-reason " in done.stdout
    assert "    Waived by legal officer on 11 January 2027: 100 % sure: a flood, see file" in done.stdout
    assert done.stderr.rstrip().endswith(", 1 waived")
    plan = run("plan", waived, "--json", "--lang", "en", cwd=tmp_path)
    finding = next(item for item in json.loads(plan.stdout)["findings"] if item["id"] == "eu.urgent-without-reason")
    assert finding["waived"] == {
        "reason": "100 % sure: a flood,\nsee file", "by": "legal officer", "on": "2027-01-11",
    }  # fmt: skip
    assert plan.returncode == 0


def test_waivers_stand_in_the_roadmap_and_in_the_record_of_decisions(waived: Path, tmp_path: Path) -> None:
    done = run("plan", waived, "--lang", "en", "--format", "md", "-o", "out", cwd=tmp_path)
    assert "  Waived by legal officer on 11 January 2027: 100 % sure" in done.stdout
    words = "Waived by legal officer on 11 January 2027: 100 % sure: a flood, see file"
    page = (tmp_path / "out/roadmap.html").read_text("utf-8")
    assert words in page
    assert "correct the errors first" not in page
    record = next((tmp_path / "out").glob("*decision-record.md")).read_text("utf-8")
    row = next(line for line in record.splitlines() if "legal officer" in line)
    assert "100 % sure: a flood, see file" in row


@pytest.mark.parametrize(
    ("waivers", "line", "words"),
    [
        ("waivers: eu.personal-data", 4, "a list is expected"),
        ("waivers:\n  - eu.personal-data", 5, "a list is expected"),
        ("waivers:\n  - id: eu.personal-data", 5, "a waiver needs a reason"),
        ("waivers:\n  - id: eu.personal-data\n    reason: ''", 6, "this text is empty"),
        ("waivers:\n  - reason: x", 5, "a waiver needs the id of a finding"),
        ("waivers:\n  - id: eu.personal-dat\n    reason: x", 5, "did you mean 'eu.personal-data'?"),
        ("waivers:\n  - id: cz.e-tool\n    reason: x", 5, "no finding of this country and theme"),
        ("waivers:\n  - id: eu.personal-data\n    reasn: x", 6, "did you mean 'reason'?"),
        ("waivers:\n  - id: eu.personal-data\n    reason: x\n    on: 2027-02-30", 7, "not a day of the calendar"),
        ("waivers:\n  - {id: eu.personal-data, reason: x}\n  - {id: eu.personal-data, reason: y}", 6, "waived twice"),
    ],
)
def test_a_waiver_that_is_none_is_a_fault_with_its_line(waivers: str, line: int, words: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(HEAD + waivers + "\n", "utf-8")
    done = run("check", "answers.yaml", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 2
    assert any(text.startswith(f"answers.yaml:{line}:") and words in text for text in done.stdout.splitlines()), (
        done.stdout
    )


def test_github_escapes_what_its_commands_would_read(waived: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a, b: 100%"
    folder.mkdir()
    waived.rename(folder / "w.yaml")
    lines = run("check", "a, b: 100%/w.yaml", "--format", "github", "--lang", "en", cwd=tmp_path).stdout.splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    urgency = next(line for line in lines if "title=eu.urgent-without-reason::" in line)
    assert urgency.startswith("::notice file=a%2C b%3A 100%25/w.yaml,line=6,col=1,title=")
    assert "100 %25 sure: a flood, see file" in urgency


def test_sarif_is_what_the_specification_says(urgent: Path, waived: Path, tmp_path: Path) -> None:
    (tmp_path / "broken file.yaml").write_text(HEAD + "project: {lots: two}\n", "utf-8")
    data = data_of("urgent.yaml", "waived.yaml", "broken file.yaml", "--format", "sarif", cwd=tmp_path)
    validator = Draft7Validator(SARIF, format_checker=Draft7Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(data)] == []
    rules, results = data["runs"][0]["tool"]["driver"]["rules"], data["runs"][0]["results"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert len({rule["id"] for rule in rules}) == len(rules)
    urgency = next(rule for rule in rules if rule["id"] == "eu.urgent-without-reason")
    assert urgency["properties"]["provision"].startswith("art. 27(3), 28(6), ")
    assert "Write down why the normal time limits are impracticable" in urgency["help"]["text"]
    suppressed = [result["ruleId"] for result in results if "suppressions" in result]
    assert suppressed == ["eu.urgent-without-reason"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert uris == {"urgent.yaml", "waived.yaml", "broken%20file.yaml"}


def test_the_validator_would_notice_what_sarif_does_not_know() -> None:
    wrong = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"level": "info"}]}]}
    assert len(list(Draft7Validator(SARIF).iter_errors(wrong))) == 2
