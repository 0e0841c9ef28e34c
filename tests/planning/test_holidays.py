"""The days of rest of 2024-2030, computed from the acts in `holidays/*.yaml`, against those of the plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import holidays
import pytest
import yaml

from ppi2go.planning.calendar import WorkCalendar, days_between

YEARS = range(2024, 2031)
PERIOD = list(days_between(date(2024, 1, 1), date(2030, 12, 31)))
FILES = (Path(__file__).parent / "holidays").glob("*.yaml")
ACTS = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in FILES}
COUNTRIES = sorted(ACTS)
HUNGARY = ACTS["HU"]


def easter(year: int) -> date:
    """Return Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leap_years, year_rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late_moon = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late_moon + 114, 31)
    return date(year, month, day + 1)


def days_of_the_act(act: dict[str, Any]) -> Iterator[date]:
    for entry in act["days"]:
        for year in YEARS:
            if entry.get("from", 0) <= year <= entry.get("to", 9999) and year not in entry.get("except", ()):
                if "easter" in entry:
                    yield easter(year) + timedelta(days=entry["easter"])
                else:
                    yield date.fromisoformat(f"{year}-{entry['day']}")
    for year in act.get("exchanged", ()):
        yield from (item["rest"] for item in year["days"])


def days_of_the_calendar(country: str) -> set[date]:
    calendar = WorkCalendar(country, ACTS[country]["language"])
    return {day for day in PERIOD if calendar.holiday(day) is not None}


def differences(country: str) -> set[tuple[str, date]]:
    act, calendar = set(days_of_the_act(ACTS[country])), days_of_the_calendar(country)
    return {("act", day) for day in act - calendar} | {("calendar", day) for day in calendar - act}


def test_all_seven_countries_are_compared() -> None:
    assert COUNTRIES == ["CZ", "HR", "HU", "IT", "PL", "SI", "SK"]


@pytest.mark.parametrize(
    "sunday",
    [
        *("1818-03-22", "1943-04-25", "2038-04-25"),  # the earliest day, the latest
        *("1954-04-18", "1981-04-19"),  # the exceptions of Gauss's rule
        *("2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28"),  # cz.md, section 8
    ],
)
def test_easter_falls_on_the_known_sundays(sunday: str) -> None:
    assert easter(int(sunday[:4])).isoformat() == sunday


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_data_names_the_act_its_source_and_how_sure_it_is(country: str) -> None:
    act = ACTS[country]
    assert act["country"] == country
    assert act["act"]
    assert act["source"]
    assert act["status"] in ("confirmed", "corroborated", "unverified")
    assert all(entry["name"] for entry in act["days"])
    assert all(entry["reason"].strip() for entry in act["explained"])


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_difference_from_the_act_is_explained_and_every_explanation_is_needed(country: str) -> None:
    explained = {(entry["only"], day) for entry in ACTS[country]["explained"] for day in entry["days"]}
    assert differences(country) == explained


def test_only_the_hungarian_christmas_eve_can_move_a_date() -> None:
    """All other differences fall on Sundays, when nobody works anyway."""
    found = {(country, day) for country in COUNTRIES for _, day in differences(country)}
    moving = {(country, day.isoformat()) for country, day in found if day.weekday() < 5}
    assert moving == {("HU", "2027-12-24"), ("HU", "2029-12-24"), ("HU", "2030-12-24")}


@pytest.mark.parametrize("country", COUNTRIES)
def test_working_days_are_the_days_from_monday_to_friday_that_no_act_takes_out(country: str) -> None:
    calendar = WorkCalendar(country, ACTS[country]["language"])
    unsure = {day for _, day in differences(country)}
    rest = set(days_of_the_act(ACTS[country]))
    for day in PERIOD:
        if day not in unsure:
            assert calendar.is_working_day(day) == (day.weekday() < 5 and day not in rest), day


# -- Hungary's exchanged days ----------------------------------------------------------------------------------------


def test_each_hungarian_decree_takes_a_day_of_rest_from_a_saturday() -> None:
    for decree in HUNGARY["exchanged"]:
        assert decree["decree"]
        assert decree["source"]
        for item in decree["days"]:
            assert item["rest"].year == item["for"].year == decree["year"]
            assert item["rest"].weekday() < 5
            assert item["for"].weekday() == 5


def test_the_library_knows_the_working_saturdays_of_the_decrees_but_for_those_explained() -> None:
    decreed = {item["for"] for decree in HUNGARY["exchanged"] for item in decree["days"]}
    known = set(holidays.country_holidays("HU", years=YEARS, language="hu").weekend_workdays)
    found = {("decree", day) for day in decreed - known} | {("calendar", day) for day in known - decreed}
    assert found == {(entry["only"], entry["day"]) for entry in HUNGARY["saturdays_explained"]}


def test_a_hungarian_working_saturday_is_no_working_day_of_a_plan() -> None:
    calendar = WorkCalendar("HU", "hu")
    assert not any(calendar.is_working_day(item["for"]) for decree in HUNGARY["exchanged"] for item in decree["days"])
