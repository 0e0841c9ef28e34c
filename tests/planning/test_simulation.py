from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ppi2go.answers.completing import complete
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.draws import CompiledTask, DayTable, compile_network, draw_ends
from ppi2go.planning.network import Node
from ppi2go.planning.plan import Inputs, decide
from ppi2go.planning.schedule import Network, make_schedule
from ppi2go.planning.simulation import simulate
from shipped import MONDAY, MakePlan, shipped

CALENDAR = WorkCalendar("SK", "sk")
PROCEDURES = ("open", "competitive-with-negotiation", "competitive-dialogue")


def network_of(procedure: str) -> Network:
    catalogue = shipped()
    given = {"project.procedure": procedure}
    values, _ = complete(given, catalogue.questions, country="SK", theme="energy", next_working_day=MONDAY)
    inputs = Inputs(values, catalogue.framework, catalogue.theme, catalogue.process, CALENDAR)
    return decide(inputs, date(2027, 6, 1)).network


@pytest.mark.parametrize("procedure", PROCEDURES)
@pytest.mark.parametrize("start", [date(2026, 11, 24), date(2027, 3, 1), date(2027, 6, 7)])
def test_the_tables_date_a_network_as_the_calendar_does(procedure: str, start: date) -> None:
    network = network_of(procedure)
    schedule = make_schedule(network, start, CALENDAR)
    table = DayTable(CALENDAR, schedule.start, schedule.end)
    tasks = compile_network(network, schedule, table)
    likely = [task if len(task.lengths) == 1 else _sure(task) for task in tasks]
    ends = draw_ends(likely, [False] * len(likely), (1.0, 0.0), table, table, 1)
    found = {name: table.day(ends[number][0]) for number, name in enumerate(network)}
    assert found == {name: dates.end for name, dates in schedule.dates.items()}


def _sure(task: CompiledTask) -> CompiledTask:
    return replace(task, lengths=(float(task.length),))


@pytest.mark.parametrize("procedure", ["open", "restricted", "competitive-with-negotiation", "competitive-dialogue"])
def test_notice_to_contract_has_the_quantiles_of_the_real_procedures(procedure: str) -> None:
    network = network_of(procedure)
    observed = shipped().calibration.of(procedure)
    assert observed
    schedule = make_schedule(network, MONDAY, CALENDAR)
    network = {
        name: _sent(node, schedule.dates["notice-dispatch"].end) if name == "notice-dispatch" else node
        for name, node in network.items()
    }
    schedule = make_schedule(network, MONDAY, CALENDAR)
    half, most = simulate(network, schedule, CALENDAR, observed, draws=4000).milestones["contract-signature"]
    sent = schedule.dates["notice-dispatch"].end
    assert (half - sent).days == pytest.approx(observed.p50, rel=0.12)
    assert (most - sent).days == pytest.approx(observed.p80, rel=0.12)


def _sent(node: Node, day: date) -> Node:
    return replace(node, happened=day)


def test_the_same_plan_always_gives_the_same_dates(plan_for: MakePlan) -> None:
    first, second = plan_for().roadmap.confidence, plan_for().roadmap.confidence
    assert first == second
    assert first
    assert first.end[0] <= first.end[1]
    assert all(half <= most for half, most in first.milestones.values())


def test_the_drivers_are_critical_tasks(plan_for: MakePlan) -> None:
    roadmap = plan_for().roadmap
    assert roadmap.confidence
    critical = {task.id for task in roadmap.tasks if task.critical}
    assert {driver.task for driver in roadmap.confidence.drivers} <= critical
