"""`ppi2go centres` in a fresh process, and the centres in what `plan` writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from program import run
from test_plan import EXAMPLE, planned

from own_centre import OWN


def shown(*arguments: str, cwd: Path) -> dict[str, Any]:
    done = run("centres", *arguments, "--json", "--lang", "en", cwd=cwd)
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_all_six_read_in_eighty_columns(tmp_path: Path) -> None:
    done = run("centres", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert all(len(line) <= 80 or line.strip().startswith("http") for line in lines)
    for name in ("[hu-ctria]", "[cz-dex]", "[pl-rrda]", "[it-unito]", "[si-tm-ict]", "[hr-hamag-bicro]"):
        assert name in done.stdout
    assert "City: Székesfehérvár (inferred) [" in done.stdout
    assert "Ask the host whether" in done.stdout.replace("\n", " ")
    named = {number for line in lines if "://" not in line for number in _marks(line)}
    listed = {line.split("]")[0].strip(" [") for line in lines[lines.index("SOURCES") :] if line.startswith("  [")}
    assert named == listed


def _marks(line: str) -> list[str]:
    inside = [part.partition("]")[0] for part in line.split("[")[1:]]
    return [number for part in inside for number in part.split(", ") if number.isdecimal()]


def test_every_fact_in_json_has_title_address_and_status(tmp_path: Path) -> None:
    data = shown(cwd=tmp_path)
    assert len(data["centres"]) == 6
    facts = [*_facts(data["centres"]), *_facts(data["network"])]
    assert len(facts) > 80
    for fact in facts:
        assert fact["status"] in ("confirmed", "inferred")
        assert fact["sources"]
        assert all(source["title"] and source["url"].startswith("http") for source in fact["sources"])
    assert data["message"] is None


def _facts(node: Any) -> list[dict[str, Any]]:
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    below = [fact for child in children for fact in _facts(child)]
    return [node, *below] if isinstance(node, dict) and "status" in node else below


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["--country", "pl"], ["pl-rrda"]),
        (["--service", "policy-round-table"], ["hu-ctria", "pl-rrda"]),
        (["--theme", "ict", "--country", "SI"], ["si-tm-ict"]),
        (["--country", "HR", "--service", "pilot-support"], []),
        (["--country", "SK"], []),
    ],
)
def test_options_choose(tmp_path: Path, arguments: list[str], ids: list[str]) -> None:
    data = shown(*arguments, cwd=tmp_path)
    assert [centre["id"] for centre in data["centres"]] == ids
    assert (data["message"] is None) == bool(ids)


def test_what_is_not_known_is_absent(tmp_path: Path) -> None:
    (centre,) = shown("--country", "SI", cwd=tmp_path)["centres"]
    assert "region" not in centre
    assert "url" not in centre["host"]


def test_a_country_without_a_centre_is_told_how_to_add_one(tmp_path: Path) -> None:
    done = run("centres", "--country", "SK", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0
    text = done.stdout.replace("\n", " ")
    assert text.startswith("No competence centre is known for Slovakia (SK).")
    assert "centres.yaml" in text
    assert "--frameworks DIR" in text


def test_your_own_centre_is_shown_and_helps(tmp_path: Path) -> None:
    (tmp_path / "centres.yaml").write_text(OWN, "utf-8")
    data = shown("--country", "SK", "--frameworks", ".", cwd=tmp_path)
    assert [centre["id"] for centre in data["centres"]] == ["sk-own"]
    plan = planned(EXAMPLE, "--frameworks", ".", "--lang", "en", cwd=tmp_path)
    helped = {task["id"]: task["help"] for task in plan["roadmap"]["tasks"] if task["help"]}
    assert helped["readiness-check"] == [
        {"service": "training", "centre": "sk-own", "status": "confirmed", "text": "training: Example Agency (EA)"}
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--country", "SX"], "--country: 'SX' is not known; did you mean 'SK'?"),
        (["--service", "trainings"], "did you mean 'training'?"),
        (["--theme", "enrgy"], "did you mean 'energy'?"),
    ],
)
def test_an_unknown_word_is_met_with_the_near_miss(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run("centres", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_broken_own_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "centres.yaml").write_text('version: "1"\n', "utf-8")
    done = run("centres", "--frameworks", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "centres.yaml:1:1: the key 'sources' is missing" in done.stderr


def test_the_plan_names_who_can_help_with_which_step(tmp_path: Path) -> None:
    plan = planned("--country", "PL", "--theme", "energy", "--lang", "en", cwd=tmp_path)
    helped = {task["id"]: task["help"] for task in plan["roadmap"]["tasks"]}
    assert [(item["service"], item["centre"], item["status"]) for item in helped["prepare-consultation"]] == [
        ("tools", "pl-rrda", "confirmed"),
        ("pilot-support", "pl-rrda", "inferred"),
    ]
    assert [(item["service"], item["centre"]) for item in helped["process-evaluation"]] == [("peer-review", "network")]
    assert helped["notice-dispatch"] == []


def test_a_country_without_a_centre_gets_no_help_from_others(tmp_path: Path) -> None:
    plan = planned(EXAMPLE, cwd=tmp_path)
    assert all(task["help"] == [] for task in plan["roadmap"]["tasks"])


def test_a_task_is_explained_with_who_can_help(tmp_path: Path) -> None:
    arguments = ("plan", "--country", "IT", "--theme", "energy", "--explain", "elicit-needs", "--lang", "en")
    done = run(*arguments, cwd=tmp_path)
    assert "Who can help:\n  → mapping of needs: University of Turin (UNITO), Torino\n" in done.stdout
