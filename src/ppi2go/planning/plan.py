"""The planner: answers, law, theme and process to a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ppi2go.model.calendars import Calendars
from ppi2go.model.calibration import Calibration
from ppi2go.model.framework import Framework
from ppi2go.model.life_cycle import CostCase
from ppi2go.model.plan import (
    ApproachResult,
    Assumption,
    Candidate,
    Finding,
    OpenPoint,
    Plan,
    PlannedDocument,
    RegimeResult,
    Roadmap,
    Waiver,
)
from ppi2go.model.process import Process
from ppi2go.model.theme import Theme
from ppi2go.planning.alternatives import with_days
from ppi2go.planning.approach import choose_approach
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.date_findings import date_findings, fact_findings, soonest_acceptance
from ppi2go.planning.facts import Facts
from ppi2go.planning.findings import (
    calendar_findings,
    choice_findings,
    cost_findings,
    in_order,
    law_findings,
    rule_findings,
    value_findings,
)
from ppi2go.planning.life_cycle_cost import life_cycle_cost
from ppi2go.planning.network import Node, build_network
from ppi2go.planning.procedures import facts_for, judge_procedures
from ppi2go.planning.regime import find_regime
from ppi2go.planning.roadmap import make_roadmap, with_planned
from ppi2go.planning.schedule import Schedule, forward, latest_start_day, make_schedule, with_dispatch
from ppi2go.planning.simulation import simulate
from ppi2go.planning.waivers import waive

Settled = Literal["dispatch", "moved", "beyond-known"]
_ATTEMPTS = 12


@dataclass(frozen=True)
class Inputs:
    """All that planning works on."""

    answers: Mapping[str, Any]
    framework: Framework
    theme: Theme
    process: Process
    calendar: WorkCalendar


@dataclass(frozen=True)
class Decision:
    """What the law of one day makes of the answers."""

    facts: Facts
    regime: RegimeResult
    approach: ApproachResult
    candidates: tuple[Candidate, ...]
    chosen: Candidate
    network: dict[str, Node]


def make_plan(
    answers: Mapping[str, Any],
    framework: Framework,
    theme: Theme,
    process: Process,
    *,
    calibration: Calibration | None = None,
    calendars: Calendars | None = None,
    assumptions: Sequence[Assumption] = (),
    findings: Sequence[Finding] = (),
    waivers: Sequence[Waiver] = (),
    open_points: Sequence[OpenPoint] = (),
    today: date | None = None,
    simulated: bool = True,
) -> Plan:
    """Plan one purchase.

    `answers` are complete (defaults filled in); `timing.start`, `timing.notice_dispatch`, `timing.needed_by` or
    `actual` anchor the dates. `calibration` fits the simulation to real procedures; `calendars` says until when
    days of rest are known; `today` only serves to warn of days that have passed. The law is that of the day when the
    call for competition is sent. Without `simulated` the plan says nothing of how sure its dates are, which takes most
    of the time and changes no finding.
    """
    calendar = WorkCalendar(framework.country, framework.language, answers.get("calendar.closed") or ())
    inputs = Inputs(answers, framework, theme, process, calendar)
    decision, schedule, settled = _settle(inputs, today)
    observed = calibration.of(decision.chosen.procedure.id) if calibration else None
    confidence = simulate(decision.network, schedule, calendar, observed) if simulated else None
    roadmap = make_roadmap(decision.network, schedule, process, decision.facts, calendar, confidence)
    roadmap = with_planned(roadmap, _planned_ends(inputs, decision))
    candidates = with_days(
        decision.candidates, decision.chosen, decision.facts, process, calendar, start=schedule.start
    )
    law_on = decision.facts.law_on
    currency = framework.currency(law_on)
    cost = _cost(answers, theme, decision.facts("plan.value"), currency)
    soonest = soonest_acceptance(decision.network, decision.facts, today, calendar)
    found = [
        *findings,
        *_decision_findings(inputs, decision),
        *date_findings(roadmap, decision.facts, decision.chosen, today, soonest),
        *fact_findings(roadmap, calendar),
        *law_findings(law_on, settled, decision.regime, decision.chosen),
        *calendar_findings(roadmap, calendars.of(framework.country) if calendars else None),
        *cost_findings(cost, decision.facts, currency),
    ]
    beyond = any(threshold.last_known for threshold in decision.regime.thresholds)
    vat = (rate.rate for rate in framework.vat if rate.in_force(law_on))
    return Plan(
        country=framework.country,
        theme=theme.id,
        law_on=law_on,
        law_settled="beyond-known" if beyond else settled,
        value=decision.facts("plan.value"),
        currency=currency,
        regime=decision.regime,
        approach=decision.approach,
        chosen=decision.chosen,
        candidates=candidates,
        findings=in_order(waive(found, waivers)),
        assumptions=tuple(assumptions),
        roadmap=roadmap,
        documents=_documents(process, roadmap, decision.facts),
        vat_rate=next(vat, None),
        cost=cost,
        open_points=tuple(open_points),
    )


def _decision_findings(inputs: Inputs, decision: Decision) -> Iterator[Finding]:
    """Yield what stands against the answers before anything is dated: rules of the data, the procedure, the value."""
    facts = decision.facts
    yield from rule_findings((*inputs.framework.findings, *inputs.theme.findings), facts)
    yield from choice_findings(
        inputs.answers.get("project.procedure"),
        decision.chosen,
        decision.candidates,
        decision.approach,
        act_applies=decision.regime.regime.act_applies,
    )
    yield from value_findings(decision.regime, facts)


def _cost(answers: Mapping[str, Any], theme: Theme, value: Decimal, currency: str) -> CostCase | None:
    """Return the life-cycle cost; None where the starting values, which are in euro, cannot be converted."""
    if currency != "EUR" and answers.get("national.euro_rate") is None:
        return None
    need = answers.get("thematic.need") or theme.needs[0].id
    return life_cycle_cost(theme, str(need), answers.get, value)


def _planned_ends(inputs: Inputs, decision: Decision) -> dict[str, date]:
    """Return when each task would have ended by plan, had nothing happened yet; empty without facts or an anchor.

    The law stays that of the real day of dispatch: the comparison is of days, not of laws.
    """
    anchored = any(inputs.answers.get(name) for name in ("timing.start", "timing.notice_dispatch", "timing.needed_by"))
    if not inputs.answers.get("actual") or not anchored:
        return {}
    unknown = {name: value for name, value in inputs.answers.items() if name != "actual"}
    network = {name: replace(node, happened=None) for name, node in decision.network.items()}
    start = _start(replace(inputs, answers=unknown), network)
    return {name: dates.end for name, dates in forward(network, start, inputs.calendar).items()}


def decide(inputs: Inputs, law_on: date) -> Decision:
    """Apply the law of one day to the answers: regime, approach, procedures, network."""
    value = Decimal(inputs.answers["project.estimated_value"])
    facts = Facts(inputs.answers, inputs.framework, law_on).having(value=value)
    regime = find_regime(facts, value)
    facts = facts.having(regime=regime.regime.kind, band=regime.regime.id, act_applies=regime.regime.act_applies)
    approach = choose_approach(inputs.process, facts)
    facts = facts.having(approach=approach.approach.id)
    candidates = judge_procedures(facts, approach.approach)
    chosen = _choose(candidates, inputs.answers.get("project.procedure"))
    facts = facts_for(chosen.procedure, facts)
    return Decision(facts, regime, approach, candidates, chosen, build_network(inputs.process, facts, chosen))


def _choose(candidates: tuple[Candidate, ...], wanted: str | None) -> Candidate:
    """Take the user's procedure where it is lawful, else the best lawful one, else the least unfit."""
    lawful = [candidate for candidate in candidates if candidate.allowed]
    asked = next((candidate for candidate in lawful if candidate.procedure.id == wanted), None)
    return asked or (lawful or sorted(candidates, key=lambda item: (len(item.against), -item.score)))[0]


def _settle(inputs: Inputs, today: date | None) -> tuple[Decision, Schedule, Settled]:
    """Find a day of dispatch that the law of that very day leads to.

    A new law can change the network and so the day of dispatch. If the days go round in a circle, the notice is sent
    on the latest of them, where it stays.
    """
    law_on = _first_guess(inputs.answers, today)
    seen: list[date] = []
    not_before: date | None = None
    settled: Settled = "dispatch"
    while True:
        decision, schedule = _attempt(inputs, law_on, not_before)
        sent = _dispatch(schedule)
        if sent == law_on or len(seen) > _ATTEMPTS:
            return decision, schedule, settled
        if sent in seen:
            not_before, settled = max(sent, law_on, *seen[seen.index(sent) :]), "moved"
            seen, law_on = [], not_before
            continue
        seen.append(law_on)
        law_on = sent


def _first_guess(answers: Mapping[str, Any], today: date | None) -> date:
    actual: Mapping[str, date] = answers.get("actual") or {}
    guesses = (
        actual.get("notice-dispatch"),
        answers.get("timing.notice_dispatch"),
        answers.get("timing.start"),
        answers.get("timing.needed_by"),
        min(actual.values(), default=None),
        today,
    )
    return next(day for day in guesses if day)


def _attempt(inputs: Inputs, law_on: date, not_before: date | None) -> tuple[Decision, Schedule]:
    decision = decide(inputs, law_on)
    network = with_dispatch(decision.network, not_before) if not_before else decision.network
    start = _start(inputs, network)
    return decision, make_schedule(network, start, inputs.calendar)


def _start(inputs: Inputs, network: dict[str, Node]) -> date:
    """Return the start that was given, or the latest from which the anchor of the answers is reached."""
    answers = inputs.answers
    given: date | None = answers.get("timing.start")
    if given:
        return given
    actual: Mapping[str, date] = answers.get("actual") or {}
    anchors = (
        ("notice-dispatch", answers.get("timing.notice_dispatch")),
        ("acceptance", answers.get("timing.needed_by")),
        *((name, day) for name, day in sorted(actual.items(), key=lambda item: item[1])),
    )
    for target, day in anchors:
        if day:
            found = latest_start_day(network, target, day, inputs.calendar)
            if found:
                return found
    return _first_guess(answers, None)


def _dispatch(schedule: Schedule) -> date:
    sent = schedule.dates.get("notice-dispatch")
    return sent.start if sent else schedule.start


def _documents(process: Process, roadmap: Roadmap, facts: Facts) -> tuple[PlannedDocument, ...]:
    """Return the documents that the roadmap's tasks ask for and whose condition holds, in the order of their day."""
    by_id = {document.id: document for document in process.documents}
    found: dict[str, PlannedDocument] = {}
    for task in sorted(roadmap.tasks, key=lambda task: task.end):
        for name in task.documents:
            document = by_id[name]
            if name not in found and (document.when is None or document.when.holds(facts)):
                found[name] = PlannedDocument(document=document, step=task.id, due=task.end)
    return tuple(found.values())
