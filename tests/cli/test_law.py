from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from program import run


def law(*arguments: str, cwd: Path) -> dict[str, Any]:
    done = run("law", "SK", *arguments, "--json", "--lang", "en", cwd=cwd)
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_the_answer_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    data = law(
        "--on", "2026-03-01", "--buyer", "subcentral", "--contract", "supplies", "--value", "300000", cwd=tmp_path
    )
    head = {key: data[key] for key in ("country", "on", "buyer", "contract", "value", "currency", "act_applies")}
    assert head == {
        "country": "SK", "on": "2026-03-01", "buyer": "subcentral", "contract": "supplies", "value": "300000",
        "currency": "EUR", "act_applies": True,
    }  # fmt: skip
    assert data["regime"]["id"] == "above-eu"
    assert {"act", "provision", "url", "status"} <= set(data["regime"]["citation"])
    threshold = next(item for item in data["thresholds"] if item["id"] == "eu")
    assert (threshold["value"], threshold["from"], threshold["to"]) == ("216000", "2026-01-01", "2027-12-31")
    open_ = next(item for item in data["procedures"] if item["id"] == "open")
    assert (open_["official_name"], open_["name"], open_["allowed"]) == ("verejná súťaž", "Open procedure", True)
    limit = open_["time_limits"][0]
    assert (limit["id"], limit["counted_from"], limit["days"], limit["unit"]) == (
        "tenders",
        "notice-dispatch",
        30,
        "days",
    )
    assert limit["reductions"] == ["electronic-submission"]
    assert open_["standstill"]["days"] == 10
    assert data["vat_rate"] == "23"


def test_urgency_and_prior_notice_shorten(tmp_path: Path) -> None:
    for option in ("--urgent", "--prior-information-notice"):
        data = law("--value", "300000", "--on", "2026-03-01", "--procedure", "open", option, cwd=tmp_path)
        assert [item["id"] for item in data["procedures"]] == ["open"]
        assert data["procedures"][0]["time_limits"][0]["days"] == 15


@pytest.mark.parametrize("day", ["2024-06-03", "2025-06-02", "2026-06-01"])
@pytest.mark.parametrize("buyer", ["central", "subcentral", "utility"])
@pytest.mark.parametrize("contract", ["supplies", "services", "works"])
def test_every_number_has_a_citation(tmp_path: Path, day: str, buyer: str, contract: str) -> None:
    data = law("--on", day, "--buyer", buyer, "--contract", contract, "--value", "6000000", cwd=tmp_path)
    numbers = [*data["thresholds"], *(limit for item in data["procedures"] for limit in item["time_limits"])]
    assert numbers
    for number in numbers:
        assert number["citation"]["provision"]
        assert number["citation"]["status"] in ("confirmed", "corroborated", "unverified")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--buyer", "city"], "--buyer: 'city' is not one of central, subcentral, utility"),
        (["--value", "850.000,5"], "--value: '850.000,5' is not a number"),
        (["--currency", "CZK"], "in EUR"),
        (["--procedure", "opn"], "did you mean 'open'?"),
        (["--on", "2026-13-01"], "not a day of the calendar"),
    ],
)
def test_options_that_cannot_be_used(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = run("law", "SK", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr


def test_the_text_fits_eighty_columns(tmp_path: Path) -> None:
    done = run("law", "SK", "--value", "300000", "--on", "2026-03-01", cwd=tmp_path)
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "216,000" in done.stdout
