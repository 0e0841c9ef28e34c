from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppi2go.answers.completing import complete
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.plan import Inputs, decide
from ppi2go.planning.schedule import Network, Schedule, forward, latest_start_day, make_schedule
from shipped import shipped

CALENDAR = WorkCalendar("SK", "sk")
STARTS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
PROCEDURES = ("open", "restricted", "competitive-with-negotiation", "competitive-dialogue")


def network_for(procedure: str, **answers: Any) -> Network:
    catalogue = shipped()
    given = {"project.procedure": procedure, "market.negotiation": True, **answers}
    values, _ = complete(given, catalogue.questions, country="SK", theme="energy", next_working_day=date(2027, 1, 11))
    inputs = Inputs(values, catalogue.framework, catalogue.theme, catalogue.process, CALENDAR)
    decision = decide(inputs, date(2027, 6, 1))
    assert decision.chosen.procedure.id == procedure
    return decision.network


NETWORKS = {procedure: network_for(procedure) for procedure in PROCEDURES}


def scheduled(procedure: str, start: date) -> tuple[Network, Schedule]:
    network = NETWORKS[procedure]
    return network, make_schedule(network, start, CALENDAR)


@given(start=STARTS, procedure=st.sampled_from(PROCEDURES))
@settings(max_examples=60, deadline=None)
def test_nothing_begins_before_what_it_waits_for_has_ended(start: date, procedure: str) -> None:
    network, schedule = scheduled(procedure, start)
    for name, node in network.items():
        dates = schedule.dates[name]
        assert dates.start <= dates.end
        for other in node.after:
            waited = schedule.dates[other].end
            assert dates.start >= waited if node.step.kind == "deadline" else dates.start > waited


@given(start=STARTS, procedure=st.sampled_from(PROCEDURES))
@settings(max_examples=60, deadline=None)
def test_statutory_periods_are_never_shorter_than_the_law(start: date, procedure: str) -> None:
    network, schedule = scheduled(procedure, start)
    periods = [(name, node) for name, node in network.items() if node.period]
    assert periods
    for name, node in periods:
        assert node.period
        assert node.period.unit == "days"
        length = (schedule.dates[name].end - schedule.dates[name].start).days + 1
        assert length >= node.period.length
        assert CALENDAR.is_working_day(schedule.dates[name].end)


@given(start=STARTS, procedure=st.sampled_from(PROCEDURES))
@settings(max_examples=40, deadline=None)
def test_the_critical_path_reaches_from_start_to_end_and_no_slack_is_negative(start: date, procedure: str) -> None:
    network, schedule = scheduled(procedure, start)
    critical = schedule.critical
    assert all(schedule.latest_end[name] >= schedule.dates[name].end for name in network)
    last = max(network, key=lambda name: schedule.dates[name].end)
    chain = [last]
    while network[chain[-1]].after:
        driver = max(network[chain[-1]].after, key=lambda name: schedule.dates[name].end)
        assert any(schedule.dates[name].end == schedule.dates[driver].end and name in critical for name in network)
        chain.append(driver)
    assert schedule.dates[chain[-1]].start == CALENDAR.next_working_day(start)


@given(start=STARTS, later=st.integers(1, 40), procedure=st.sampled_from(PROCEDURES))
@settings(max_examples=40, deadline=None)
def test_a_later_start_never_gives_an_earlier_end(start: date, later: int, procedure: str) -> None:
    network = NETWORKS[procedure]
    first = forward(network, start, CALENDAR)
    second = forward(network, start + timedelta(days=later), CALENDAR)
    assert all(second[name].end >= first[name].end for name in network)


@given(by=STARTS, procedure=st.sampled_from(PROCEDURES))
@settings(max_examples=25, deadline=None)
def test_planning_back_and_then_forwards_ends_in_time(by: date, procedure: str) -> None:
    network = NETWORKS[procedure]
    start = latest_start_day(network, "acceptance", by, CALENDAR)
    assert start
    assert forward(network, start, CALENDAR)["acceptance"].end <= by
    after = CALENDAR.add_working_days(start, 1)
    assert forward(network, after, CALENDAR)["acceptance"].end > by


@given(start=STARTS, procedure=st.sampled_from(PROCEDURES))
@settings(max_examples=25, deadline=None)
def test_planning_back_from_the_forward_end_never_starts_earlier(start: date, procedure: str) -> None:
    network = NETWORKS[procedure]
    ended = forward(network, start, CALENDAR)["acceptance"].end
    found = latest_start_day(network, "acceptance", ended, CALENDAR)
    assert found
    assert found >= start - timedelta(days=4)  # a start on a day of rest counts as the next working day
    assert forward(network, found, CALENDAR)["acceptance"].end == ended


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_published_call_has_the_tasks_that_scripts_rely_on(procedure: str) -> None:
    names = set(NETWORKS[procedure])
    assert {"notice-dispatch", "tenders-deadline", "award-decision", "standstill-end", "contract-signature"} <= names
    assert ("requests-deadline" in names) is (procedure != "open")
