"""`ppi2go pilots`, `show pilot` and `plan --pilot` in a fresh process."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from program import run
from test_plan import planned, tree

from shipped import ROOT

pytestmark = pytest.mark.slow  # each command plans pilots

IDS = sorted(file.stem for file in (ROOT / "frameworks/pilots").glob("*.yaml"))
START = "2027-01-11"


def shown(*arguments: str, cwd: Path) -> Any:
    done = run(*arguments, "--json", "--lang", "en", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def narrow(text: str) -> bool:
    return all(len(line) <= 80 or line.strip().startswith("http") for line in text.splitlines())


def test_the_list_reads_in_eighty_columns_and_names_all(tmp_path: Path) -> None:
    done = run("pilots", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert narrow(done.stdout)
    assert all(f"[{name}]" in done.stdout for name in IDS)
    assert "The buyer is the Somogy County Government. (inferred) [" in done.stdout


@pytest.mark.parametrize("pilot", IDS)
def test_a_pilot_is_shown_with_facts_and_assumptions_apart(tmp_path: Path, pilot: str) -> None:
    done = run("show", "pilot", pilot, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert narrow(done.stdout)
    facts, rest = done.stdout.split("NOT FOUND IN ANY SOURCE")
    unknown, answers = rest.split("ANSWERS THAT THE PLAN STARTS FROM")
    assert "assumed" not in facts
    assert unknown.count("–") == 2
    assert answers.count("(assumed)") >= 4
    assert "project.estimated_value" in answers.split("SOURCES")[0]


def test_the_json_of_one_is_its_entry_in_the_json_of_all(tmp_path: Path) -> None:
    every = shown("pilots", cwd=tmp_path)["pilots"]
    assert [item["id"] for item in every] == IDS
    assert shown("show", "pilot", IDS[0], cwd=tmp_path) == every[0]
    assert every[0]["answers"]["country"] == every[0]["country"] == "PL"
    for pilot in every:
        assert all(fact["sources"] and fact["status"] for fact in pilot["facts"])


@pytest.mark.parametrize("pilot", IDS)
def test_a_pilot_is_planned_with_its_assumptions_listed(tmp_path: Path, pilot: str) -> None:
    entry = shown("show", "pilot", pilot, cwd=tmp_path)
    plan = planned("--pilot", pilot, "--start", START, "--lang", "en", cwd=tmp_path)
    assert (plan["country"], plan["theme"]) == (entry["country"], entry["theme"])
    assert plan["roadmap"]["start"] == START
    assert plan["answers"]["project.title"] == entry["name"]
    assert plan["answers"]["project.need"] in {fact["text"] for fact in entry["facts"] if fact["about"] == "need"}
    assert str(entry["answers"]["project"]["estimated_value"]) == plan["value"]
    listed = {item["field"]: item["why"] for item in plan["assumptions"]}
    assert {item["answer"]: item["why"] for item in entry["assumptions"]}.items() <= listed.items()
    assert not {item["answer"] for item in entry["taken"]} & listed.keys()
    (finding,) = [item for item in plan["findings"] if item["id"] == "plan.pilot"]
    assert finding["severity"] == "info"
    assert entry["name"] in finding["message"]
    assert [item["id"] for item in plan["findings"] if item["severity"] == "error"] == []


def test_the_day_of_the_start_moves_the_plan(tmp_path: Path) -> None:
    ends = [
        date.fromisoformat(planned("--pilot", IDS[0], "--start", day, cwd=tmp_path)["roadmap"]["end"])
        for day in (START, "2028-01-10")
    ]
    assert 330 < (ends[1] - ends[0]).days < 400


def test_the_files_go_into_a_folder_named_after_the_pilot_and_the_page_names_the_helpers(tmp_path: Path) -> None:
    done = run("plan", "--pilot", "lublin-adaptive-lighting", "--format", "md", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "plan.pilot" in done.stdout
    page = (tmp_path / "ppi2go-lublin-adaptive-lighting/roadmap.html").read_text("utf-8")
    assert "Who can help" in page
    assert "mapping of needs: Rzeszów Regional Development Agency (RRDA), Rzeszów (inferred)" in page


def test_the_comparison_says_what_the_plans_say(tmp_path: Path) -> None:
    rows = shown("pilots", "--compare", "--start", START, cwd=tmp_path)["pilots"]
    assert [row["id"] for row in rows] == IDS
    for row in rows:
        plan = planned("--pilot", row["id"], "--start", START, "--lang", "en", cwd=tmp_path)
        ends = {task["id"]: task["end"] for task in plan["roadmap"]["tasks"]}
        notice, contract = ends.get("notice-dispatch"), ends["contract-signature"]
        assert (row["notice"], row["contract"], row["end"]) == (notice, contract, plan["roadmap"]["end"])
        if notice:
            assert row["days"] == (date.fromisoformat(contract) - date.fromisoformat(notice)).days > 0
        assert row["regime"]["id"] == plan["regime"]["id"]
        assert row["procedure"]["id"] == plan["procedure"]["id"]
        assert row["start"] == START


def test_the_comparison_is_a_table_of_eighty_columns(tmp_path: Path) -> None:
    done = run("pilots", "--compare", "--start", START, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert narrow(done.stdout)
    words = " ".join(done.stdout.split())
    assert "przetarg" in words
    assert "11 January 2027" in words
    assert "say nothing about the real purchases" in words
    for country in ("PL", "IT", "SI", "HU"):
        assert f"  {country}  " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["plan", "--pilot", "lublin-adaptive-lightning"], "did you mean 'lublin-adaptive-lighting'?"),
        (["plan", "--pilot", IDS[0], "--country", "PL"], "--pilot brings its own answers"),
        (["show", "pilot", "slovenia-data-analisys"], "did you mean 'slovenia-data-analysis'?"),
        (["pilots", "--start", START], "--start belongs to --compare"),
        (["pilots", "--compare", "--start", "11.1.2027"], "--start: '11.1.2027' is not a date"),
    ],
)
def test_unusable_input_gives_status_two_and_no_file(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert tree(tmp_path) == []
