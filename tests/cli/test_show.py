"""`ppi2go show` in a fresh process: each kind of entry in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from program import run


def show(*arguments: str, cwd: Path) -> str:
    done = run("show", *arguments, "--lang", "en", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def shown(*arguments: str, cwd: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(show(*arguments, "--json", cwd=cwd))
    return data


def one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("country", ["CZ", "EU", "HR", "HU", "IT", "PL", "SI", "SK"])
def test_a_country_reads_in_eighty_columns(tmp_path: Path, country: str) -> None:
    text = show("country", country, cwd=tmp_path)
    assert all(len(line) <= 80 or "https://" in line for line in text.splitlines())
    for heading in ("REGIMES", "THRESHOLDS, WITHOUT VAT", "STANDSTILL", "RULES: REVIEW", "INSTITUTIONS AND PORTALS"):
        assert f"\n{heading}\n" in text
    assert "\n    http" in text


def test_a_country_is_shown_with_its_history_or_on_a_day(tmp_path: Path) -> None:
    history = one_line(show("country", "SK", cwd=tmp_path))
    assert "1 Jan 2024 – 31 Dec 2025 ≥ EUR 221,000 sub-central authorities" in history
    assert "[SK] § 1, vyhláška č. 481/2023 Z. z." in history
    today = one_line(show("country", "SK", "--on", "2026-06-01", "--buyer", "subcentral", cwd=tmp_path))
    assert "1 Jan 2026 – 31 Dec 2027 ≥ EUR 216,000 sub-central authorities" in today
    assert "221,000" not in today
    assert "EUR 140,000" not in today


def test_each_value_names_its_layer_and_status(tmp_path: Path) -> None:
    data = shown("country", "SK", "--on", "2026-06-01", cwd=tmp_path)
    limits = next(item for item in data["thresholds"] if item["id"] == "eu")["values"]
    assert {value["value"] for value in limits} == {"140000", "216000", "432000", "5404000"}
    assert {value["citation"]["layer"] for value in limits} == {"SK"}
    rules = {rule["id"]: rule for rule in data["rules"]}
    inherited = rules["eu-review-limit-electronic"]["values"][0]["citation"]
    assert (inherited["layer"], inherited["status"]) == ("EU", "confirmed")
    assert inherited["url"].startswith("http://data.europa.eu/")


def test_a_procedure_is_merged_for_a_country_and_bare_without_one(tmp_path: Path) -> None:
    slovak = show("procedure", "open", "--country", "SK", "--buyer", "subcentral", cwd=tmp_path)
    assert slovak.startswith("verejná súťaž (Open procedure) [open], Slovakia")
    assert "35 days  public authorities · above-eu" in slovak
    assert "→ 15 days: a duly substantiated state of urgency" in one_line(slovak)
    assert "utilities" not in slovak
    bare = one_line(show("procedure", "open", cwd=tmp_path))
    assert "[EU] art. 27(1), Directive 2014/24/EU (restated by another source)" in bare
    assert "verejná" not in bare


def test_a_procedure_as_json_has_its_country_and_standstill(tmp_path: Path) -> None:
    arguments = ("procedure", "restricted", "--country", "SK", "--on", "2026-06-01", "--buyer", "central")
    data = shown(*arguments, cwd=tmp_path)
    assert (data["country"], data["id"], data["official_name"]) == ("SK", "restricted", "užšia súťaž")
    assert [limit["id"] for limit in data["time_limits"]] == ["requests-to-participate", "tenders"]
    assert len(data["time_limits"][0]["values"]) == 1
    assert {value["length"] for value in data["standstill"]["values"]} == {10, 15}


def test_a_theme_and_one_of_its_needs(tmp_path: Path) -> None:
    theme = show("theme", "energy", cwd=tmp_path)
    assert "[public-lighting]" in theme
    assert "AWARD CRITERIA" not in theme
    need = show("theme", "energy", "--need", "public-lighting", cwd=tmp_path)
    assert "AWARD CRITERIA" in need
    assert max(map(len, need.splitlines())) <= 80
    everything = shown("theme", "energy", cwd=tmp_path)
    data = shown("theme", "energy", "--need", "public-lighting", cwd=tmp_path)
    assert [item["id"] for item in data["needs"]] == ["public-lighting"]
    assert len(data["requirements"]) < len(everything["requirements"])


def test_a_document_names_its_steps(tmp_path: Path) -> None:
    text = show("document", "market-consultation-notice", cwd=tmp_path)
    assert "Needed when market.consultation is yes" in text
    assert "[prepare-consultation]" in text
    assert shown("document", "market-consultation-notice", cwd=tmp_path)["steps"] == ["prepare-consultation"]


def test_a_finding_says_when_it_is_reported(tmp_path: Path) -> None:
    text = one_line(show("finding", "sk.works-need-a-published-call", cwd=tmp_path))
    assert text.startswith("Error [sk.works-need-a-published-call]")
    assert "project.estimated_value reaches the threshold sk-ordinary-procedure" in text
    assert "[SK] § 110 ods. 1" in text
    european = one_line(show("finding", "eu.lots-not-explained", cwd=tmp_path))
    assert "buyer.type is not utility" in european
    assert shown("finding", "eu.lots-not-explained", "--country", "CZ", cwd=tmp_path)["severity"] in (
        "warning",
        "error",
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["country", "SX"], "unknown country 'SX'; did you mean 'SK'?"),
        (["procedure", "opn", "--country", "SK"], "SK has no procedure 'opn'; did you mean 'open'?"),
        (["procedure", "open", "--buyer", "cental"], "did you mean 'central'?"),
        (["procedure", "open", "--on", "2026-2-1"], "write it as YYYY-MM-DD"),
        (["theme", "enrgy"], "did you mean 'energy'?"),
        (["theme", "energy", "--need", "public-lightning"], "did you mean 'public-lighting'?"),
        (["document", "need-shet"], "did you mean 'need-sheet'?"),
        (["finding", "eu.lots-not-explaned"], "did you mean 'eu.lots-not-explained'?"),
        (["finding", "plan.procedure-not-alowed"], "did you mean 'plan.procedure-not-allowed'"),
    ],
)
def test_an_unknown_id_is_met_with_the_near_miss(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run("show", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_a_finding_of_the_planner_tells_when_it_is_reported_with_an_example(tmp_path: Path) -> None:
    done = run("show", "finding", "plan.needed-by-missed", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0
    assert "The solution is needed before the plan has it accepted." in done.stdout
    assert "timing: {start: 2027-01-11, needed_by: 2027-06-30}" in done.stdout


def test_a_finding_of_the_data_has_an_example_in_the_words_of_its_questions(tmp_path: Path) -> None:
    done = run("show", "finding", "eu.lots-not-explained", "--lang", "en", cwd=tmp_path)
    assert "  project.lots: single\n    Will the contract be divided into lots? No, it" in done.stdout
    assert "It can be waived" in done.stdout
    assert "It cannot be waived" in run("show", "finding", "sk.simplified-for-innovation", cwd=tmp_path).stdout
