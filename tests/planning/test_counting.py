from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.counting import count_backward, count_forward


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name(name).read_text("utf-8"))["cases"]
    return cases


CASES = _cases("counting.yaml")
AUTHORITIES = _cases("counting_authorities.yaml")
LANGUAGES = {"SK": "sk", "IT": "it", "SI": "sl", "CZ": "cs", "HU": "hu", "PL": "pl", "HR": "hr"}
DAYS = st.dates(date(2022, 1, 1), date(2030, 12, 31))
SLOVAK = WorkCalendar("SK", "sk")


def _assert_counted_as_told(case: dict[str, Any]) -> None:
    calendar = WorkCalendar(case["country"], LANGUAGES[case["country"]])
    given = (case["event"], case["length"], case["unit"], calendar)
    backward = case.get("direction") == "backward"
    counted = count_backward(*given, whole_days=case.get("whole_days", False)) if backward else count_forward(*given)
    assert counted.end == case["end"]
    assert (counted.move.because if counted.move else "none") == case["rule"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_worked_examples(case: dict[str, Any]) -> None:
    _assert_counted_as_told(case)


@pytest.mark.parametrize("case", AUTHORITIES, ids=[f"{case['country']} {case['event']}" for case in AUTHORITIES])
def test_examples_of_authorities(case: dict[str, Any]) -> None:
    _assert_counted_as_told(case)


@given(event=DAYS, length=st.integers(1, 120), country=st.sampled_from(sorted(LANGUAGES)))
@settings(max_examples=300, deadline=None)
def test_a_period_in_days_is_never_shorter_than_the_law_and_ends_on_a_working_day(
    event: date, length: int, country: str
) -> None:
    calendar = WorkCalendar(country, LANGUAGES[country])
    counted = count_forward(event, length, "days", calendar)
    assert (counted.end - event).days >= length
    assert calendar.is_working_day(counted.end)
    assert length < 2 or calendar.working_days_between(event, counted.end) >= 2
    assert counted.move is None or counted.move.to == counted.end


@given(event=DAYS, length=st.integers(1, 90), later=st.integers(0, 30))
@settings(max_examples=300, deadline=None)
def test_a_later_event_never_gives_an_earlier_end(event: date, length: int, later: int) -> None:
    for unit in ("days", "working-days", "weeks", "hours"):
        first = count_forward(event, length, unit, SLOVAK)
        second = count_forward(event + timedelta(days=later), length, unit, SLOVAK)
        assert second.end >= first.end


@given(event=DAYS, length=st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_working_days_forth_and_back_agree(event: date, length: int) -> None:
    start = SLOVAK.next_working_day(event)
    there = SLOVAK.add_working_days(start, length)
    assert SLOVAK.add_working_days(there, -length) == start
    assert SLOVAK.working_days_between(start, there) == length


@given(event=DAYS, length=st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_what_is_counted_backwards_is_not_moved(event: date, length: int) -> None:
    counted = count_backward(event, length, "days", SLOVAK)
    assert counted.end == event - timedelta(days=length)
    assert counted.start <= counted.end
    assert SLOVAK.is_working_day(counted.start)
