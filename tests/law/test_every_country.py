"""Every country answers for every buyer and contract on three days, with a citation for every number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from test_scenarios import report

from shipped import ROOT

COUNTRIES = sorted(file.stem for file in (ROOT / "frameworks/national").glob("*.yaml"))
VALUES = ("1000", "120000", "400000", "3000000", "9000000", "400000000")


def numbers(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield everything in the answer that is a number of the law, with its citation."""
    yield "regime", data["regime"]["citation"]
    for threshold in data["thresholds"]:
        yield f"threshold {threshold['id']}", threshold["citation"]
    for procedure in data["procedures"]:
        yield f"procedure {procedure['id']}", procedure["citation"]
        for limit in procedure["time_limits"]:
            yield f"{procedure['id']} {limit['id']}", limit["citation"]
        if procedure["standstill"]["days"]:
            yield f"{procedure['id']} standstill", procedure["standstill"]["citation"]


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("day", ["2024-06-03", "2025-06-02", "2026-06-01"])
@pytest.mark.parametrize("buyer", ["central", "subcentral", "utility"])
@pytest.mark.parametrize("contract", ["supplies", "services", "works"])
def test_every_number_has_a_provision_a_status_and_a_source(country: str, day: str, buyer: str, contract: str) -> None:
    for value in VALUES:
        data = report(country, {"on": day, "buyer": buyer, "contract": contract, "value": value})
        found = dict(numbers(data))
        assert any(item["allowed"] for item in data["procedures"]), value
        for name, citation in found.items():
            assert citation, name
            assert citation["provision"], name
            assert citation["status"] in ("confirmed", "corroborated", "unverified")
            assert citation["url"] or citation["source"] or citation["status"] == "unverified", (name, citation)
            assert citation["status"] != "confirmed" or citation["url"], (name, citation)
