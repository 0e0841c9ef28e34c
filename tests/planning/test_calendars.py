"""The warning of a year whose days of rest are not known."""

from __future__ import annotations

from datetime import date

import pytest

from ppi2go.l10n import Language
from ppi2go.model.plan import Finding, Plan
from ppi2go.planning.calendar import holiday_names
from ppi2go.rendering.messages import write_message
from shipped import MakePlan, shipped

CALENDARS = shipped().calendars
COUNTRIES = ["CZ", "HR", "HU", "IT", "PL", "SI", "SK"]


def beyond_known(plan: Plan) -> Finding | None:
    return next((finding for finding in plan.findings if finding.id == "plan.calendar-beyond-known"), None)


def test_the_file_says_of_each_country_what_fixes_its_days_of_rest() -> None:
    assert sorted(item.country for item in CALENDARS.countries) == COUNTRIES
    assert [item.country for item in CALENDARS.countries if item.known_until] == ["HU"]


def test_the_known_hungarian_years_are_those_whose_exchanged_days_the_library_has() -> None:
    known = CALENDARS.of("HU")
    assert known
    assert known.known_until
    assert any("helyettesítve" in name for name in holiday_names("HU", known.known_until, "hu").values())
    assert not any("helyettesítve" in name for name in holiday_names("HU", known.known_until + 1, "hu").values())


@pytest.mark.parametrize(
    ("start", "year"), [(date(2026, 11, 23), 2027), (date(2027, 1, 11), 2027), (date(2028, 2, 1), 2028)]
)
def test_a_hungarian_plan_warns_of_the_first_year_that_no_decree_covers(
    plan_for: MakePlan, start: date, year: int
) -> None:
    found = beyond_known(plan_for(country="HU", timing__start=start))
    assert found
    assert found.severity == "warning"
    assert found.message.values["year"] == year
    text = write_message(found.message, Language("en"))
    assert f"The plan reaches {year}, but days of rest are known for sure only until 2026: a ministerial decree" in text
    assert found.advice
    assert f"1 January {year}" in write_message(found.advice, Language("en"))


def test_a_hungarian_plan_within_the_known_years_does_not_warn(plan_for: MakePlan) -> None:
    plan = plan_for(country="HU", timing__start=date(2023, 1, 9))
    assert plan.roadmap.end.year <= 2026
    assert beyond_known(plan) is None


@pytest.mark.parametrize("country", [country for country in COUNTRIES if country != "HU"])
def test_where_an_act_fixes_the_days_of_every_year_nothing_is_warned_of(plan_for: MakePlan, country: str) -> None:
    assert beyond_known(plan_for(country=country, timing__start=date(2029, 1, 8))) is None
