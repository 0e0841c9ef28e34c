"""Scenarios that a lawyer can read: a day, a buyer, a contract, a value, and what the law then asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ppi2go.catalogue.load import Folders, load_framework
from ppi2go.catalogue.yaml_reader import read_yaml
from ppi2go.l10n import Language
from ppi2go.model.framework import Framework
from ppi2go.rendering.law_report import LawReport

FOLDER = Path(__file__).with_name("scenarios")
SCENARIOS = [
    (file.stem, scenario) for file in sorted(FOLDER.glob("*.yaml")) for scenario in read_yaml(file).data["scenarios"]
]


@cache
def framework(country: str) -> Framework:
    return load_framework(country, Folders())


def report(country: str, scenario: dict[str, Any]) -> dict[str, Any]:
    answers = {
        "country": country,
        "buyer.type": scenario["buyer"],
        "project.contract": scenario["contract"],
        "project.estimated_value": Decimal(str(scenario["value"])),
        "documents.electronic_submission": True,
        "documents.online": True,
        "documents.notification": "electronic",
        "timing.prior_information_notice": scenario.get("prior_information_notice", False),
        "timing.urgent": scenario.get("urgent", False),
    }
    return LawReport(framework(country), answers, date.fromisoformat(scenario["on"]), Language("en")).data()


@pytest.mark.parametrize(
    ("country", "scenario"), SCENARIOS, ids=[f"{country} {scenario['why']}" for country, scenario in SCENARIOS]
)
def test_scenario(country: str, scenario: dict[str, Any]) -> None:
    data = report(country, scenario)
    allowed = [item["id"] for item in data["procedures"] if item["allowed"]]
    named = scenario.get("procedure") or next(iter(allowed), None)
    procedure: dict[str, Any] = next((item for item in data["procedures"] if item["id"] == named), {})
    found = {
        "regime": data["regime"]["id"],
        "band": data["regime"].get("band", data["regime"]["id"]),
        "act_applies": data["act_applies"],
        "currency": data["currency"],
        "vat_rate": data["vat_rate"],
        "standstill": procedure.get("standstill", {}).get("days"),
        "standstill_provision": ((procedure.get("standstill") or {}).get("citation") or {}).get("provision"),
    }
    if "days" in scenario:
        limits = {limit["id"]: limit for limit in procedure["time_limits"]}
        limit = limits[scenario.get("limit", "tenders")]
        found |= {"days": limit["days"], "unit": limit["unit"], "provision": limit["citation"]["provision"]}
    expected = {key: value for key, value in scenario.items() if key in found}
    if "vat_rate" in expected:
        expected["vat_rate"] = str(expected["vat_rate"])
    assert {key: found[key] for key in expected} == expected
    assert set(scenario.get("procedures", ())) <= set(allowed)
    assert not set(scenario.get("not_procedures", ())) & set(allowed)


@pytest.mark.parametrize("country", sorted({country for country, _ in SCENARIOS}))
def test_each_country_has_enough_scenarios(country: str) -> None:
    assert sum(1 for name, _ in SCENARIOS if name == country) >= 25
