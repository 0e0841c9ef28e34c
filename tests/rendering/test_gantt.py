"""The geometry of the Gantt chart: everything inside it, in the order of the days, and nothing too small to see."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppi2go.rendering.gantt import ROW, Bar, Chart, chart

DAY = timedelta(days=1)
PHASES = [
    {"id": "need", "name": "Need", "start": date(2027, 1, 4), "end": date(2027, 1, 29)},
    {"id": "tender", "name": "Tender", "start": date(2027, 3, 1), "end": date(2027, 4, 30)},
]


def task(start: date, end: date, *, phase: str = "need", kind: str = "estimated") -> dict[str, Any]:
    return {"id": f"{phase}-{start}", "phase": phase, "kind": kind, "start": start, "end": end}


def lay_out(*tasks: dict[str, Any], start: date, end: date, **more: Any) -> Chart:
    return chart(tasks, PHASES, more.pop("holidays", []), start=start, end=end, **more)


def bars(drawn: Chart) -> list[Bar]:
    return [bar for group in drawn.groups for bar in group.bars]


days = st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 12, 31))
kinds = st.sampled_from(["statutory", "estimated", "milestone"])


@st.composite
def tasks(draw: st.DrawFn) -> dict[str, Any]:
    start, kind = draw(days), draw(kinds)
    length = 1 if kind == "milestone" else draw(st.integers(1, 200))
    return task(start, start + (length - 1) * DAY, kind=kind)


@given(st.lists(tasks(), min_size=1, max_size=12))
def test_every_bar_lies_inside_the_chart(many: list[dict[str, Any]]) -> None:
    drawn = lay_out(*many, start=many[0]["start"], end=many[0]["end"])
    for bar in bars(drawn):
        assert bar.x >= 0
        assert bar.width > 0
        assert bar.end <= 100


@given(st.lists(tasks(), min_size=2, max_size=12))
def test_a_later_start_never_lies_further_left(many: list[dict[str, Any]]) -> None:
    drawn = lay_out(*many, start=date(2026, 1, 1), end=date(2031, 12, 31))
    ordered = sorted(bars(drawn), key=lambda bar: bar.day)
    assert all(one.x <= other.x for one, other in pairwise(ordered))


def test_both_days_of_a_task_are_included() -> None:
    drawn = lay_out(task(date(2027, 1, 1), date(2027, 1, 31)), start=date(2027, 1, 1), end=date(2027, 1, 31))
    assert (bars(drawn)[0].x, bars(drawn)[0].end) == (0, 100)


def test_a_task_ends_where_the_next_day_begins() -> None:
    first = task(date(2027, 1, 4), date(2027, 1, 15))
    second = task(date(2027, 1, 16), date(2027, 2, 3))
    one, other = bars(lay_out(first, second, start=date(2027, 1, 1), end=date(2027, 6, 30)))
    assert one.end == pytest.approx(other.x, abs=0.002)


def test_a_milestone_has_the_width_of_its_day_and_a_short_bar_can_be_seen() -> None:
    day = date(2027, 5, 12)
    act, work = task(day, day, kind="milestone"), task(day, day)
    milestone, bar = bars(lay_out(act, work, start=date(2027, 1, 1), end=date(2029, 12, 31)))
    assert milestone.width == pytest.approx(100 / 1096, abs=0.002)
    assert milestone.x < milestone.middle < milestone.end
    assert bar.width > 3 * milestone.width


def test_the_chart_begins_and_ends_with_a_month() -> None:
    drawn = lay_out(start=date(2027, 2, 17), end=date(2028, 2, 3))
    assert (drawn.start, drawn.end) == (date(2027, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize(
    ("last", "end"),
    [(date(2027, 12, 31), date(2027, 12, 31)), (date(2028, 1, 1), date(2028, 1, 31))],
)
def test_the_chart_grows_to_hold_a_task(last: date, end: date) -> None:
    drawn = lay_out(task(date(2026, 12, 31), last), start=date(2027, 2, 1), end=date(2027, 3, 1))
    assert (drawn.start, drawn.end) == (date(2026, 12, 1), end)


@given(days, st.integers(0, 1500))
def test_months_and_years_fill_the_chart_without_gaps(start: date, length: int) -> None:
    drawn = lay_out(start=start, end=start + length * DAY)
    for stretches in (drawn.months, drawn.years):
        assert stretches[0].x == 0
        assert stretches[-1].end == 100
        pairs = pairwise(stretches)
        assert all(one.end == pytest.approx(other.x, abs=0.002) for one, other in pairs)


@given(days, st.integers(180, 1460))
def test_named_months_have_room_for_their_name(start: date, length: int) -> None:
    drawn = lay_out(start=start, end=start + length * DAY)
    assert set(drawn.labels) <= set(drawn.months)
    pairs = pairwise(drawn.labels)
    assert all(other.x - one.x > 4.5 for one, other in pairs)


@given(days, st.integers(0, 400))
def test_exactly_the_saturdays_and_sundays_of_a_short_plan_are_shaded(start: date, length: int) -> None:
    drawn = lay_out(start=start, end=start + length * DAY)
    day_width = 100 / ((drawn.end - drawn.start).days + 1)
    shaded = {
        weekend.day + number * DAY for weekend in drawn.weekends for number in range(round(weekend.width / day_width))
    }
    chart_days = (drawn.start + number * DAY for number in range((drawn.end - drawn.start).days + 1))
    assert shaded == {day for day in chart_days if day.weekday() >= 5}


def test_a_long_plan_shades_no_weekends() -> None:
    assert lay_out(start=date(2027, 1, 1), end=date(2028, 6, 30)).weekends != ()
    assert lay_out(start=date(2027, 1, 1), end=date(2028, 12, 31)).weekends == ()


def test_holidays_and_today_are_drawn_only_inside_the_chart() -> None:
    holidays = [
        {"date": date(2026, 12, 26), "name": "Second Christmas Day"},
        {"date": date(2027, 1, 1), "name": "New Year's Day"},
        {"date": date(2027, 2, 1), "name": "the day after"},
    ]
    january: dict[str, Any] = {"start": date(2027, 1, 1), "end": date(2027, 1, 31), "holidays": holidays}
    drawn = lay_out(**january, today=date(2027, 1, 31))
    assert [holiday.name for holiday in drawn.holidays] == ["New Year's Day"]
    assert drawn.today is not None
    assert drawn.today.end == 100
    assert lay_out(**january, today=date(2027, 2, 1)).today is None
    assert lay_out(**january).today is None


def test_each_phase_has_its_own_row_and_one_for_each_of_its_tasks() -> None:
    first, second = task(date(2027, 1, 4), date(2027, 1, 8)), task(date(2027, 1, 11), date(2027, 1, 29))
    third = task(date(2027, 3, 1), date(2027, 4, 30), phase="tender")
    need, tender = lay_out(third, first, second, start=date(2027, 1, 4), end=date(2027, 4, 30)).groups
    assert [bar.task for bar in need.bars] == [first, second]
    assert [bar.y for bar in need.bars] == [ROW, 2 * ROW]
    assert (need.height, tender.height) == (3 * ROW, 2 * ROW)
    assert (need.x, need.end) == (need.bars[0].x, need.bars[-1].end)


def test_dates_stand_on_the_side_that_has_room() -> None:
    early, late = task(date(2027, 1, 4), date(2027, 1, 8)), task(date(2027, 12, 1), date(2027, 12, 20))
    drawn = lay_out(early, late, start=date(2027, 1, 1), end=date(2027, 12, 31))
    assert [bar.beside for bar in bars(drawn)] == ["right", "left"]
