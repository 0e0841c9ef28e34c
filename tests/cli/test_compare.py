"""`ppi2go compare` in a fresh process: one purchase, seven laws, 100 columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from program import run
from test_plan import EXAMPLE

COUNTRIES = ["CZ", "HR", "HU", "IT", "PL", "SI", "SK"]
VALUES = "CZ=12500000,HUF=200000000,PL=2200000"


def compared(*arguments: str | Path, cwd: Path, status: int = 0) -> dict[str, Any]:
    done = run("compare", *arguments, "--json", "--lang", "en", cwd=cwd)
    assert done.returncode == status, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def column(data: dict[str, Any], country: str) -> dict[str, Any]:
    return next(item for item in data["countries"] if item["country"] == country)


def test_seven_countries_fit_a_hundred_columns(tmp_path: Path) -> None:
    done = run("compare", EXAMPLE, "--value", VALUES, "--lang", "en", cwd=tmp_path, COLUMNS="100")
    assert done.returncode in (0, 1), done.stderr
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 100
    for country in COUNTRIES:
        assert sum(line.startswith(f"{country}  ") for line in lines) >= 6
    for official in ("verejná súťaž", "otevřené řízení", "procedura aperta", "przetarg nieograniczony"):
        assert official in done.stdout


def test_the_default_is_every_country_but_the_directives(tmp_path: Path) -> None:
    assert [item["country"] for item in compared(cwd=tmp_path)["countries"]] == COUNTRIES


def test_each_column_says_what_the_law_makes_of_the_purchase(tmp_path: Path) -> None:
    data = compared("--countries", "SK,IT", "--on", "2027-03-08", cwd=tmp_path)
    assert [item["country"] for item in data["countries"]] == ["SK", "IT"]
    slovak, italian = data["countries"]
    assert (slovak["value"], slovak["currency"], slovak["needs_value_in"]) == ("500000", "EUR", None)
    assert slovak["regime"]["official_name"] == "nadlimitná zákazka"
    eu = next(item for item in slovak["thresholds"] if item["id"] == "eu")
    assert (eu["value"], eu["reached"]) == ("216000", True)
    assert slovak["procedure"]["id"] == "open"
    assert slovak["lawful_procedures"][0] == "open"
    assert slovak["procedure"]["standstill"]["days"] == 10
    assert italian["procedure"]["standstill"]["days"] == 32
    assert slovak["dates"]["notice"] == italian["dates"]["notice"] == "2027-03-08"
    # The standstill is longer in Italy, so the contract comes later.
    assert slovak["days_to_signature"] < italian["days_to_signature"]
    assert slovak["review"]["bodies"][0]["official_name"].startswith("Úrad pre verejné obstarávanie")
    assert any(item["percent"] == "0.1" for item in slovak["review"]["amounts"])
    assert slovak["vat"]["rate"] == "23"
    assert sum(slovak["values"]["percent"].values()) == 100
    assert set(slovak["findings"]) == {"error", "warning", "info", "errors"}


def test_the_comparison_says_the_same_as_the_plan(tmp_path: Path) -> None:
    slovak = column(compared(EXAMPLE, "--countries", "SK,HR", cwd=tmp_path), "SK")
    done = run("plan", EXAMPLE, "--json", "--lang", "en", cwd=tmp_path)
    plan = json.loads(done.stdout)
    tasks = {task["id"]: task["end"] for task in plan["roadmap"]["tasks"]}
    assert slovak["dates"]["notice"] == tasks["notice-dispatch"]
    assert slovak["dates"]["earliest_signature"] == tasks["contract-signature"]
    assert slovak["dates"]["end"] == plan["roadmap"]["end"]
    assert slovak["procedure"]["id"] == plan["procedure"]["id"]
    warnings = [finding for finding in plan["findings"] if finding["severity"] == "warning"]
    assert slovak["findings"]["warning"] == len(warnings)


def test_an_amount_is_never_converted(tmp_path: Path) -> None:
    data = compared("--countries", "CZ,SK", cwd=tmp_path)
    czech = column(data, "CZ")
    assert (czech["value"], czech["needs_value_in"], czech["regime"], czech["dates"]) == (None, "CZK", None, None)
    assert czech["review"]["bodies"]
    assert czech["vat"]["rate"] == "21"
    done = run("compare", "--countries", "CZ,SK", "--lang", "en", cwd=tmp_path, COLUMNS="100")
    assert "needs a value in CZK (--value" in " ".join(done.stdout.split())
    assert "never converted" in done.stdout


@pytest.mark.parametrize("given", ["CZ=12000000", "CZK=12000000", "cz=12000000"])
def test_an_amount_is_given_for_a_country_or_its_currency(tmp_path: Path, given: str) -> None:
    czech = column(compared("--countries", "CZ,SK", "--value", given, cwd=tmp_path), "CZ")
    assert (czech["value"], czech["currency"], czech["needs_value_in"]) == ("12000000", "CZK", None)
    assert czech["regime"]["id"] == "above-eu"


def test_national_answers_stay_at_home(tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "country: SK\ntheme: energy\n"
        "project: {estimated_value: 100000, procedure: sk-below-threshold-ordinary}\n"
        "national: {profile_url: 'https://example.org'}\ntiming: {start: 2027-01-11}\n",
        "utf-8",
    )
    data = compared(answers, "--countries", "SK,HR", cwd=tmp_path)
    assert column(data, "SK")["procedure"]["id"] == "sk-below-threshold-ordinary"
    assert column(data, "HR")["procedure"]["id"].startswith("hr-") or column(data, "HR")["findings"]["error"] == 0


def test_an_error_in_one_country_is_the_status_of_all(tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("country: SK\ntheme: energy\ntiming: {start: 2027-01-11, tender_period: 5}\n", "utf-8")
    done = run("compare", answers, "--countries", "SK,EU", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 1
    assert "[plan.tender-period-too-short]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--countries", "SK,CX"], "unknown country 'CX'; did you mean 'CZ'?"),
        (["--countries", ","], "name at least one country"),
        (["--countries", "SK", "--value", "CZ=1"], "neither a compared country nor its currency"),
        (["--value", "500000"], "'500000' names no country"),
        (["--value", "CZ=1.000.000"], "'1.000.000' is not a number"),
        (["--value", "CZ=0"], "not an amount above zero"),
        (["--theme", "energi"], "did you mean 'energy'?"),
        (["--on", "2027-02-30"], "not a day of the calendar"),
    ],
)
def test_options_that_cannot_be_used(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run("compare", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
