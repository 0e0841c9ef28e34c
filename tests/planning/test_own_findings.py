"""The findings that no rule of the data reports: each has a purchase that triggers it and a near one that does not."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ppi2go.model.own_findings import OWN_FINDINGS, PREFIXES
from ppi2go.model.plan import Waiver
from shipped import ROOT, planned, shipped

TODAY = date(2027, 1, 8)
START = date(2027, 1, 11)
NOTICE = date(2027, 3, 8)
Given = dict[str, Any]

# finding → country, the purchase, the one answer that is changed, its other value
CASES: dict[str, tuple[str, Given, str, Any]] = {
    "plan.procedure-unknown": ("SK", {"project.procedure": "opne"}, "project.procedure", "open"),
    "plan.procedure-not-allowed": (
        "SK",
        {"project.procedure": "innovation-partnership", "market.solution": "on-market"},
        "project.procedure",
        "open",
    ),
    "plan.approach-not-available": (
        "SK",
        {"market.solution": "none", "market.buy_from_developers": True, "project.estimated_value": Decimal(20000)},
        "project.estimated_value",
        Decimal(1000000),
    ),
    "plan.no-lawful-procedure": (
        "SK",
        {"market.solution": "none", "market.buy_from_developers": True, "project.estimated_value": Decimal(100000)},
        "project.estimated_value",
        Decimal(1000000),
    ),
    "plan.start-in-the-past": ("SK", {"timing.start": date(2027, 1, 5)}, "timing.start", START),
    "plan.tender-period-too-short": (
        "SK",
        {"timing.tender_period": 29, "timing.notice_dispatch": NOTICE},
        "timing.tender_period",
        30,
    ),
    "plan.period-tight": (
        "SK",
        {"timing.tender_period": 30, "timing.notice_dispatch": NOTICE},
        "timing.tender_period",
        60,
    ),
    "plan.christmas-in-tender-period": (
        "SK",
        {"timing.notice_dispatch": date(2027, 12, 1)},
        "timing.notice_dispatch",
        date(2027, 10, 1),
    ),
    "plan.dispatch-too-early": (
        "SK",
        {"timing.start": START, "timing.notice_dispatch": date(2027, 1, 18)},
        "timing.notice_dispatch",
        date(2028, 3, 6),
    ),
    "plan.needed-by-missed": (
        "SK",
        {"timing.start": START, "timing.needed_by": date(2027, 9, 30)},
        "timing.needed_by",
        date(2030, 9, 30),
    ),
    "plan.needed-by-unlawful": (
        "SK",
        {"timing.start": START, "timing.needed_by": date(2027, 1, 29)},
        "timing.needed_by",
        date(2027, 9, 30),
    ),
    "plan.fact-broke-the-law": (
        "SK",
        {"actual": {"notice-dispatch": NOTICE, "tender-period": date(2027, 3, 15)}},
        "actual",
        {"notice-dispatch": NOTICE, "tender-period": date(2027, 4, 8)},
    ),
    "plan.law-beyond-known": (
        "SK",
        {"timing.notice_dispatch": date(2028, 3, 6)},
        "timing.notice_dispatch",
        NOTICE,
    ),
    "plan.threshold-unknown": (
        "HU",
        {"timing.notice_dispatch": NOTICE, "project.estimated_value": Decimal(50000000)},
        "timing.notice_dispatch",
        date(2025, 6, 2),
    ),
    "plan.just-under-threshold": (
        "SK",
        {"timing.notice_dispatch": NOTICE, "project.estimated_value": Decimal(215999)},
        "project.estimated_value",
        Decimal(216000),
    ),
    "plan.cost-beyond-value": (
        "SK",
        {"thematic.light_points": 50000, "project.estimated_value": Decimal(100000)},
        "thematic.light_points",
        10,
    ),
    "plan.calendar-beyond-known": (
        "HU",
        {"timing.start": START},
        "timing.start",
        date(2024, 1, 8),
    ),
}


def found(country: str, given: Given) -> set[str]:
    plan, _ = planned(given, country, "energy", TODAY)
    return {finding.id for finding in plan.findings}


@pytest.mark.parametrize("finding", CASES)
def test_a_finding_is_reported_of_one_purchase_and_not_of_a_near_one(finding: str) -> None:
    country, given, changed, value = CASES[finding]
    assert finding in found(country, given)
    assert finding not in found(country, given | {changed: value})


def test_law_that_nobody_confirmed_is_reported_where_it_decides() -> None:
    given = {"timing.notice_dispatch": NOTICE, "project.estimated_value": Decimal(100000)}
    assert "plan.unverified-law" in found("HR", given)
    assert "plan.unverified-law" not in found("SK", given)


def test_a_value_just_under_a_limit_names_the_limit_and_five_per_cent_less_is_no_finding() -> None:
    near = {"timing.notice_dispatch": NOTICE}
    plan, _ = planned(near | {"project.estimated_value": Decimal(205200)}, "SK", "energy", TODAY)
    finding = next(item for item in plan.findings if item.id == "plan.just-under-threshold")
    assert finding.message.values["limit"] == (Decimal(216000), "EUR")
    assert "plan.just-under-threshold" not in found("SK", near | {"project.estimated_value": Decimal(205199)})


def test_the_law_alone_decides_what_is_too_late_whatever_the_estimates() -> None:
    """The full plan takes more than a year; the periods of the law alone take weeks."""
    plan, _ = planned({"timing.start": START, "timing.needed_by": date(2027, 3, 5)}, "SK", "energy", TODAY)
    assert {"plan.needed-by-missed"} <= {finding.id for finding in plan.findings}
    assert "plan.needed-by-unlawful" not in {finding.id for finding in plan.findings}
    lawful = [task for task in plan.roadmap.tasks if task.minimum]
    assert sum(task.minimum or 0 for task in lawful if task.unit == "days") <= (date(2027, 3, 5) - START).days


def test_every_own_finding_is_described_and_every_description_has_a_finding() -> None:
    code = "\n".join(
        file.read_text("utf-8")
        for file in sorted((ROOT / "src/ppi2go").rglob("*.py"))
        if "own_findings" not in file.name
    )
    written = set(re.findall(r'id="((?:plan|answers)\.[a-z-]+)"', code))
    assert written == set(OWN_FINDINGS)
    assert all(name.startswith(PREFIXES) for name in OWN_FINDINGS)
    for name, entry in OWN_FINDINGS.items():
        severities = re.findall(rf'id="{name}",\s+severity="([a-z]+)"', code)
        assert set(severities) == {entry.severity}, name


# -- waivers -------------------------------------------------------------------------------------------------------


def waived(given: Given, *waivers: Waiver) -> Any:
    from ppi2go.answers.completing import complete
    from ppi2go.planning.plan import make_plan

    data = shipped()
    values, _ = complete(given, data.questions, country="SK", theme="energy", next_working_day=START)
    return make_plan(values, data.framework, data.theme, data.process, waivers=waivers, simulated=False)


def test_a_warning_may_be_waived_and_stays_visible() -> None:
    plan = waived({}, Waiver(id="eu.lots-not-explained", reason="One system."))
    finding = next(item for item in plan.findings if item.id == "eu.lots-not-explained")
    assert finding.waived == Waiver(id="eu.lots-not-explained", reason="One system.")
    assert finding.severity == "warning"


def test_an_error_of_law_that_nobody_confirmed_may_be_waived_and_no_longer_blocks() -> None:
    given = {"timing.urgent": True}
    blocking = [item.id for item in waived(given).findings if item.blocks]
    assert blocking == ["eu.urgent-without-reason"]
    plan = waived(given, Waiver(id="eu.urgent-without-reason", reason="A flood.", by="lawyer"))
    assert not any(item.blocks for item in plan.findings)
    assert "eu.urgent-without-reason" in {item.id for item in plan.findings}


@pytest.mark.parametrize(
    ("given", "finding"),
    [
        ({"timing.tender_period": 5}, "plan.tender-period-too-short"),
        (
            {"project.procedure": "sk-below-threshold-simplified", "project.estimated_value": Decimal(100000)},
            "sk.simplified-for-innovation",
        ),
    ],
    ids=["found by the planner", "confirmed law"],
)
def test_what_cannot_be_waived_still_blocks_and_the_waiver_is_reported(given: Given, finding: str) -> None:
    plan = waived(given, Waiver(id=finding, reason="We are in a hurry."))
    by_id = {item.id: item for item in plan.findings}
    assert by_id[finding].blocks
    assert by_id["answers.waiver-refused"].message.values == {"id": finding}


def test_a_waiver_of_something_that_was_not_found_is_a_note() -> None:
    plan = waived({"project.lots": "divided"}, Waiver(id="eu.lots-not-explained", reason="One system."))
    by_id = {item.id: item for item in plan.findings}
    assert by_id["answers.waiver-unused"].severity == "info"
    assert "answers.waiver-unused" not in {
        item.id for item in waived({}, Waiver(id="eu.lots-not-explained", reason="x")).findings
    }
