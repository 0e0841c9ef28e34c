"""Levelling: later starts only, within the capacity wherever that can be, the same for every order of the projects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppi2go.model.plan import Plan
from ppi2go.model.portfolio import Levelled, Month, Trial, month_of, next_month
from ppi2go.planning.levelling import Work, excess, level, total

pytestmark = pytest.mark.slow  # whole regions are planned

JANUARY = date(2027, 1, 1)
NO_PLAN: Any = None


def work(
    name: str,
    load: list[int],
    *,
    priority: int = 1,
    earliest: date = JANUARY,
    needed_by: date | None = None,
) -> Work:
    """A project whose load lies in the months from its start; it is accepted when its last month ends."""

    def run(start: date) -> Trial:
        months = {next_month(month_of(start), index): Decimal(days) for index, days in enumerate(load) if days}
        accepted = next_month(month_of(start), len(load)) - timedelta(days=1)
        return Trial(start=start, plan=NO_PLAN, load=months, by_role={}, accepted=accepted)

    return Work(id=name, priority=priority, earliest=earliest, needed_by=needed_by, run=run)


def starts(levelled: Levelled) -> dict[str, date]:
    return {place.id: place.taken.start for place in levelled.places}


PROJECTS = st.lists(
    st.tuples(st.lists(st.integers(0, 10), min_size=1, max_size=5), st.integers(1, 3), st.integers(0, 8)),
    min_size=1,
    max_size=7,
)


def works_of(drawn: list[tuple[list[int], int, int]]) -> list[Work]:
    return [
        work(f"p{index}", load, priority=priority, earliest=next_month(JANUARY, later) + timedelta(days=later))
        for index, (load, priority, later) in enumerate(drawn)
    ]


@given(PROJECTS)
@settings(deadline=None, max_examples=200)
def test_without_days_to_keep_the_capacity_is_never_exceeded(drawn: list[tuple[list[int], int, int]]) -> None:
    levelled = level(works_of(drawn), Decimal(10))  # no month of a single project asks for more than ten
    assert levelled.over(levelled.after) == {}
    assert all(place.fits and place.holds for place in levelled.places)


@given(PROJECTS, st.integers(3, 12))
@settings(deadline=None, max_examples=200)
def test_projects_only_ever_start_later_and_lose_no_work(
    drawn: list[tuple[list[int], int, int]], capacity: int
) -> None:
    levelled = level(works_of(drawn), Decimal(capacity))
    assert all(place.shift_days >= 0 for place in levelled.places)
    assert sum(levelled.before.values()) == sum(levelled.after.values())
    assert levelled.after == total([place.taken.load for place in levelled.places])


@given(PROJECTS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=100)
def test_the_order_of_the_file_changes_nothing(drawn: list[tuple[list[int], int, int]], random: Any) -> None:
    first = works_of(drawn)
    second = works_of(drawn)
    random.shuffle(second)
    assert starts(level(first, Decimal(10))) == starts(level(second, Decimal(10)))


def test_the_lower_priority_gives_way() -> None:
    levelled = level([work("second", [6, 6], priority=2), work("first", [6, 6], priority=1)], Decimal(10))
    assert starts(levelled) == {"first": JANUARY, "second": date(2027, 3, 1)}
    assert levelled.over(levelled.before) == {JANUARY: Decimal(2), date(2027, 2, 1): Decimal(2)}
    assert levelled.moved_up == ()


def test_what_fits_is_left_where_it_was_wished() -> None:
    wished = date(2027, 1, 18)
    levelled = level([work("a", [5], earliest=wished), work("b", [5], earliest=wished, priority=2)], Decimal(10))
    assert set(starts(levelled).values()) == {wished}


def test_a_day_is_kept_where_another_order_keeps_it() -> None:
    """By priority alone `urgent` would wait until March and miss its day; `patient` can wait instead."""
    patient = work("patient", [6, 6], priority=1)
    urgent = work("urgent", [6, 6], priority=2, needed_by=date(2027, 2, 28))
    levelled = level([patient, urgent], Decimal(10))
    assert starts(levelled) == {"patient": date(2027, 3, 1), "urgent": JANUARY}
    assert levelled.over(levelled.after) == {}
    assert levelled.moved_up == ("urgent",)


def test_a_day_is_kept_rather_than_the_capacity_and_the_result_says_so() -> None:
    day = date(2027, 2, 28)
    levelled = level([work("a", [6, 6], needed_by=day), work("b", [6, 6], priority=2, needed_by=day)], Decimal(10))
    places = {place.id: place for place in levelled.places}
    assert places["a"].fits
    assert not places["b"].fits
    assert places["b"].holds
    assert levelled.over(levelled.after) == {JANUARY: Decimal(2), date(2027, 2, 1): Decimal(2)}


def test_of_starts_that_all_ask_too_much_the_least_bad_is_taken() -> None:
    day = date(2027, 4, 30)
    fixed = work("fixed", [9, 9, 7, 7], needed_by=day)
    levelled = level([fixed, work("loose", [4, 4], priority=2, needed_by=day)], Decimal(10))
    assert starts(levelled)["loose"] == date(2027, 3, 1)


def test_a_day_that_cannot_be_kept_leaves_the_project_on_its_wished_day() -> None:
    levelled = level([work("late", [5, 5, 5], needed_by=date(2027, 2, 1))], Decimal(10))
    assert levelled.places[0].taken.start == JANUARY
    assert not levelled.places[0].holds


def test_a_project_too_large_for_the_team_is_not_pushed_away() -> None:
    levelled = level([work("large", [12, 3])], Decimal(10), horizon=6)
    assert levelled.places[0].taken.start == JANUARY
    assert not levelled.places[0].fits


def test_each_start_is_planned_once() -> None:
    calls: list[date] = []
    inner = work("a", [6, 6], priority=2, needed_by=date(2027, 6, 30))

    def counted(start: date) -> Trial:
        calls.append(start)
        return inner.run(start)

    again = Work(id="a", priority=2, earliest=JANUARY, needed_by=inner.needed_by, run=counted)
    level([work("b", [6, 6], needed_by=date(2027, 2, 28)), again, work("c", [6, 6], priority=3)], Decimal(10))
    assert len(calls) == len(set(calls))


@pytest.mark.parametrize(
    ("taken", "expected"), [({}, 0), ({JANUARY: 7}, 1), ({JANUARY: 12}, 4), ({date(2027, 2, 1): 12}, 0)]
)
def test_excess_counts_only_what_a_load_adds(taken: dict[Month, int], expected: int) -> None:
    used = {month: Decimal(days) for month, days in taken.items()}
    assert excess({JANUARY: Decimal(4)}, used, Decimal(10)) == expected


def test_the_planned_load_of_real_plans_is_that_of_their_tasks(plan_for: Callable[..., Plan]) -> None:
    from ppi2go.planning.calendar import WorkCalendar
    from ppi2go.planning.team_load import OUTSIDE, team_load

    plan = plan_for(timing__start=date(2027, 1, 11))
    months, roles = team_load(plan, Decimal(20), WorkCalendar("SK", "sk"))
    asked = sum(
        task.length * len([role for role in task.roles if role not in OUTSIDE])
        for task in plan.roadmap.tasks
        if task.kind == "estimated"
    )
    assert sum(months.values()) == sum(roles.values()) == Decimal(asked) / 5
    assert min(months) >= month_of(plan.roadmap.start)
    assert not OUTSIDE & roles.keys()


def test_a_later_start_leaves_every_period_of_the_law_its_length(plan_for: Callable[..., Plan]) -> None:
    def periods(start: date) -> dict[str, tuple[int, int | None, str]]:
        plan = plan_for(timing__start=start)
        tasks = plan.roadmap.tasks
        assert all((task.end - task.start).days + 1 >= task.length for task in tasks if task.kind == "statutory")
        return {task.id: (task.length, task.minimum, task.unit) for task in tasks if task.kind == "statutory"}

    first = periods(date(2027, 1, 11))
    assert first["tender-period"][0] >= 30
    assert all(periods(next_month(JANUARY, number)) == first for number in range(1, 8))
