"""Makes the tasks of the roadmap from the dated network, each with the chain that explains its days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from ppi2go.model.base import msgid
from ppi2go.model.law import Citation, Deadline, PeriodLength
from ppi2go.model.plan import Confidence, Message, Move, Roadmap, Task, TaskKind, Why
from ppi2go.model.process import Process
from ppi2go.planning.calendar import WorkCalendar, days_between
from ppi2go.planning.counting import count_backward, count_forward
from ppi2go.planning.facts import Facts
from ppi2go.planning.network import Node
from ppi2go.planning.periods import value_in_force
from ppi2go.planning.schedule import Schedule

MOVED = {
    "saturday": "The last day, {from_}, is a Saturday; the period ends on the next working day, {to}.",
    "sunday": "The last day, {from_}, is a Sunday; the period ends on the next working day, {to}.",
    "public-holiday": "The last day, {from_}, is a public holiday ({holiday}); "
    "the period ends on the next working day, {to}.",
    "two-working-days": "A period of two days or more holds at least two working days; "
    "it ends on {to} instead of {from_}.",
}
COUNTING = Citation(act="r1182", provision="art. 3", status="corroborated", layer="EU")


def make_roadmap(
    network: dict[str, Node],
    schedule: Schedule,
    process: Process,
    facts: Facts,
    calendar: WorkCalendar,
    confidence: Confidence | None = None,
) -> Roadmap:
    """Return every task in the order of its start, with the deadlines that the law counts from other tasks."""
    tasks = [_task(name, node, schedule, network) for name, node in network.items()]
    tasks += _deadline_tasks(facts, {task.id: task for task in tasks}, calendar)
    phase_order = {phase.id: index for index, phase in enumerate(process.phases)}
    tasks.sort(key=lambda task: (phase_order[task.phase], task.start, task.number or "~", task.end))
    used = {task.phase for task in tasks}
    start, end = min(task.start for task in tasks), max(task.end for task in tasks)
    return Roadmap(
        start=start,
        end=end,
        tasks=tuple(tasks),
        holidays={day: name for day in days_between(start, end) if (name := calendar.holiday(day))},
        phases=tuple(phase for phase in process.phases if phase.id in used),
        confidence=confidence,
    )


def _task(name: str, node: Node, schedule: Schedule, network: dict[str, Node]) -> Task:
    dates = schedule.dates[name]
    kind: TaskKind = "milestone" if node.is_event else "statutory" if node.period else "estimated"
    step = node.step
    counted = _period_before(node, network)
    return Task(
        id=name,
        name=step.name,
        number=step.number,
        phase=step.phase,
        kind=kind,
        start=dates.start,
        end=dates.end,
        length=0 if node.is_event else node.length,
        unit=node.period.unit if node.period else "working-days",
        depends_on=node.after,
        slack_days=schedule.slack[name],
        critical=name in schedule.critical,
        roles=step.roles,
        documents=step.documents,
        citations=(*(counted.period.citations if counted and counted.period else ()), *step.citations),
        moved=dates.move or (schedule.dates[counted.step.id].move if counted and counted is not node else None),
        why=tuple(_why(node, dates.move)),
        minimum=node.period.length if node.period else None,
        chosen=node.length if node.period and node.length > node.period.length else None,
        recommended=step.recommended.days if step.recommended else None,
        shifts=node.period is not None and node.period.shift == "next-working-day",
        actual=node.happened is not None,
        step=step,
    )


def _period_before(node: Node, network: dict[str, Node]) -> Node | None:
    """Return the period that a node is, or that a deadline ends."""
    if node.period:
        return node
    if node.step.kind == "deadline":
        return next((network[name] for name in node.after if network[name].period), None)
    return None


def _why(node: Node, move: Move | None) -> Iterator[Why]:
    """Explain a date: what it waits for, its length and its source, what shortened it, what moved it."""
    if node.happened:
        yield Why(text=Message(text="This has happened on {day}.", values={"day": node.happened}))
        return
    if node.after:
        yield Why(
            text=Message(
                text="It waits for: {tasks}.",
                values={"tasks": [Message(text=f"task:{name}") for name in node.after]},
            )
        )
    if node.period:
        yield from _why_period(node)
        yield from _why_recommended(node)
    elif node.step.kind == "deadline":
        yield Why(
            text=Message(text="It is the last day of the period; the period ends at the end of that day."),
            citation=COUNTING,
        )
    elif node.not_before and node.step.kind == "act":
        yield Why(text=Message(text="The day {day} was asked for in the answers.", values={"day": node.not_before}))
    elif node.is_event:
        yield Why(text=Message(text="It happens on the first working day after all that it waits for."))
    else:
        yield from _why_estimate(node)
    if move:
        yield _why_moved(move)


def _why_period(node: Node) -> Iterator[Why]:
    period = node.period
    assert period
    yield Why(
        text=Message(text="The legal minimum is {base}.", values={"base": (period.base, period.unit)}),
        citation=period.citations[0],
    )
    for reduction, citation in zip(period.reductions, period.citations[1:], strict=False):
        yield Why(
            text=Message(
                text="It is shortened to {length}: {reason}.",
                values={
                    "length": (period.length, period.unit),
                    "reason": Message(text=f"reduction:{reduction}"),
                },
            ),
            citation=citation,
        )
    if node.length > period.length:
        yield Why(text=Message(text="The answers choose {length}.", values={"length": (node.length, period.unit)}))
    yield Why(
        text=Message(text="The day of the event is not counted; the first day counted is the day after."),
        citation=COUNTING,
    )


def _why_recommended(node: Node) -> Iterator[Why]:
    recommended = node.step.recommended
    if recommended:
        values = {"length": (recommended.days, "days"), "source": Message(text=recommended.source)}
        yield Why(text=Message(text="Recommended are {length}. Source: {source}.", values=values))


def _why_estimate(node: Node) -> Iterator[Why]:
    duration = node.step.duration
    if duration:
        values = {
            "likely": (node.length, "working-days"),
            "optimistic": duration.optimistic,
            "pessimistic": duration.pessimistic,
            "source": Message(text=duration.source),
        }
        text = msgid(
            "Estimated at {likely} (between {optimistic} and {pessimistic}). Source of the estimate: {source}."
        )
        yield Why(text=Message(text=text, values=values))


def _why_moved(move: Move) -> Why:
    values = {"from_": move.from_, "to": move.to, "holiday": move.holiday or ""}
    return Why(text=Message(text=MOVED[move.because], values=values), citation=COUNTING)


def _deadline_tasks(facts: Facts, tasks: dict[str, Task], calendar: WorkCalendar) -> Iterator[Task]:
    """Yield the last days that the law counts from tasks: for answers to questions, the award notice and so on."""
    for deadline in facts.framework.deadlines:
        anchor = tasks.get(deadline.counted_from)
        procedure_fits = deadline.procedures is None or facts("plan.procedure") in deadline.procedures
        if anchor is None or not procedure_fits or not (deadline.when is None or deadline.when.holds(facts)):
            continue
        value = value_in_force(deadline.values, facts)
        if value:
            yield _deadline_task(deadline, value, anchor, calendar)


def _deadline_task(deadline: Deadline, value: PeriodLength, anchor: Task, calendar: WorkCalendar) -> Task:
    backward = deadline.direction == "backward"
    if backward:
        counted = count_backward(anchor.end, value.length, value.unit, calendar, whole_days=deadline.whole_days)
    else:
        shift = value.shift == "next-working-day"
        counted = count_forward(anchor.end, value.length, value.unit, calendar, shift=shift)
    text = msgid("At most {length} after: {task}.")
    if backward and deadline.whole_days:
        text = msgid("At least {length} before: {task}. As many whole days lie between the two days.")
    elif backward:
        text = msgid("At least {length} before: {task}. Counted backwards; the day is not moved by a day of rest.")
    values = {"length": (value.length, value.unit), "task": Message(text=f"task:{anchor.id}")}
    why = [Why(text=Message(text=text, values=values), citation=value.citation)]
    return Task(
        id=deadline.id,
        name=deadline.name,
        number="",
        phase=deadline.phase,
        kind="milestone",
        start=counted.end,
        end=counted.end,
        length=0,
        unit=value.unit,
        depends_on=(anchor.id,),
        slack_days=0,
        critical=False,
        roles=(),
        documents=(),
        citations=(value.citation,),
        moved=counted.move,
        why=(*why, *([_why_moved(counted.move)] if counted.move else ())),
    )


def with_planned(roadmap: Roadmap, planned: Mapping[str, date]) -> Roadmap:
    """Return the roadmap with the end that each task had by plan."""
    if not planned:
        return roadmap
    tasks = tuple(replace(task, planned_end=planned.get(task.id)) for task in roadmap.tasks)
    return replace(roadmap, tasks=tasks)
