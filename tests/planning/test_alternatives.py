"""What another lawful procedure costs in days."""

from __future__ import annotations

from datetime import date

import pytest

from shipped import planned

GIVEN = {"timing.start": date(2027, 1, 11), "project.estimated_value": 1_250_000, "market.specification": "open"}


@pytest.mark.parametrize(("country", "theme"), [("SK", "energy"), ("IT", "ict"), ("PL", "health")])
def test_the_days_are_those_of_a_plan_that_takes_the_other_procedure(country: str, theme: str) -> None:
    """The comparison must say what really planning with the procedure says, where the same law is in force."""
    plan, _ = planned(GIVEN, country, theme)
    compared = [item for item in plan.candidates if item.days_more is not None]
    assert compared
    signed = plan.roadmap.task("contract-signature")
    assert signed
    for candidate in compared:
        other, _ = planned(GIVEN | {"project.procedure": candidate.procedure.id}, country, theme)
        assert other.chosen.procedure.id == candidate.procedure.id
        day = other.roadmap.task("contract-signature")
        assert day
        assert (day.end - signed.end).days == candidate.days_more, candidate.procedure.id


def test_nothing_is_compared_with_what_the_law_forbids_or_with_the_choice_itself() -> None:
    plan, _ = planned(GIVEN, "SK", "energy")
    assert plan.chosen.days_more is None
    assert all(item.days_more is None for item in plan.candidates if not item.allowed)
    assert any(item is plan.chosen for item in plan.candidates)


def test_nothing_is_compared_once_the_call_is_sent() -> None:
    plan, _ = planned(GIVEN | {"actual": {"notice-dispatch": date(2027, 9, 6)}}, "SK", "energy")
    assert all(item.days_more is None for item in plan.candidates)
