"""What the dates of a plan have against them, which no rule of the data can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ppi2go.model.plan import Candidate, Finding, Message, Roadmap
from ppi2go.planning.calendar import DAY, WorkCalendar
from ppi2go.planning.counting import count_forward
from ppi2go.planning.facts import Facts
from ppi2go.planning.network import Node
from ppi2go.planning.schedule import Network

_CHRISTMAS = {*((12, day) for day in range(24, 32)), (1, 1)}


def soonest_acceptance(network: Network, facts: Facts, today: date | None, calendar: WorkCalendar) -> date | None:
    """Return when the solution could be accepted if only periods of the law took time; None without a day to start on.

    All work is done in no time and the notice is sent on the first day, so no estimate can lead to an earlier day.
    """
    start = facts("timing.start") or today
    if start is None or "acceptance" not in network:
        return None
    ended: dict[str, date] = {}
    for name, node in network.items():
        ready = max((ended[other] for other in node.after), default=start)
        ended[name] = node.happened or _after_period(node, ready, calendar)
    return ended["acceptance"]


def _after_period(node: Node, ready: date, calendar: WorkCalendar) -> date:
    if node.period is None:
        return ready
    shift = node.period.shift == "next-working-day"
    return count_forward(ready, node.period.length, node.period.unit, calendar, shift=shift).end


def date_findings(
    roadmap: Roadmap, facts: Facts, chosen: Candidate, today: date | None, soonest: date | None
) -> Iterator[Finding]:
    """Report what only dates can show: wishes that cannot be met, periods that are too short, days in the past.

    `soonest` is the day on which the solution could be accepted if nothing but the periods of the law took time.
    """
    yield from _short_period(facts, chosen)
    yield from _tight_period(roadmap)
    yield from _over_christmas(roadmap)
    yield from _dispatch_wish(roadmap, facts)
    yield from _need_wish(roadmap, facts, soonest)
    if today and roadmap.start < today and not facts("actual"):
        yield Finding(
            id="plan.start-in-the-past",
            severity="warning",
            message=Message(
                text="The plan would have to start on {start}, which has passed.",
                values={"start": roadmap.start},
            ),
            advice=Message(text="Choose a later day, or shorten the estimated work of the preparation."),
            field="timing.start",
        )


def _short_period(facts: Facts, chosen: Candidate) -> Iterator[Finding]:
    wanted = facts("timing.tender_period")
    minimum = next((period for period in chosen.periods if period.id == "tenders"), None)
    if wanted is not None and minimum and wanted < minimum.length:
        yield Finding(
            id="plan.tender-period-too-short",
            severity="error",
            message=Message(
                text="A tender period of {wanted} is shorter than the legal minimum of {minimum}.",
                values={"wanted": (wanted, minimum.unit), "minimum": (minimum.length, minimum.unit)},
            ),
            advice=Message(text="The plan uses the legal minimum; give tenderers more time where the task is complex."),
            citation=minimum.citations[0],
            field="timing.tender_period",
        )


def _tight_period(roadmap: Roadmap) -> Iterator[Finding]:
    """Report periods that are lawful but shorter than practice recommends."""
    for task in roadmap.tasks:
        days = (task.end - task.start).days + 1
        if task.recommended and task.kind == "statutory" and not task.actual and days < task.recommended:
            yield Finding(
                id="plan.period-tight",
                severity="info",
                message=Message(
                    text="{days} are lawful, but {recommended} are recommended for something new: {task}.",
                    values={
                        "task": Message(text=f"task:{task.id}"),
                        "days": (days, "days"),
                        "recommended": (task.recommended, "days"),
                    },
                ),
                advice=Message(text="Give more time where the plan allows it; a short period keeps newcomers away."),
                citation=task.citations[0] if task.citations else None,
                field="timing.tender_period",
            )


def _over_christmas(roadmap: Roadmap) -> Iterator[Finding]:
    """Report a tender period that takes at least four of the nine days from 24 December to 1 January."""
    task = roadmap.task("tender-period")
    if task is None or task.actual:
        return
    days = range((task.end - task.start).days + 1)
    quiet = [day for day in (task.start + DAY * number for number in days) if (day.month, day.day) in _CHRISTMAS]
    if len(quiet) >= 4:
        yield Finding(
            id="plan.christmas-in-tender-period",
            severity="warning",
            message=Message(
                text="The time for tenders, {start} to {end}, takes in Christmas and New Year, when few can work on a "
                "tender.",
                values={"start": task.start, "end": task.end},
            ),
            advice=Message(text="Send the notice later, or give at least a week more than planned."),
            citation=task.citations[0] if task.citations else None,
            field="timing.tender_period",
        )


def _dispatch_wish(roadmap: Roadmap, facts: Facts) -> Iterator[Finding]:
    wanted, sent = facts("timing.notice_dispatch"), roadmap.task("notice-dispatch")
    if wanted and sent and sent.start > wanted and not sent.actual:
        yield Finding(
            id="plan.dispatch-too-early",
            severity="error",
            message=Message(
                text="The notice cannot be sent on {wanted}; the preparation ends in time for {possible}.",
                values={"wanted": wanted, "possible": sent.start},
            ),
            advice=Message(text="Start earlier, choose a later day for the notice, or give dates that have happened."),
            field="timing.notice_dispatch",
        )


def _need_wish(roadmap: Roadmap, facts: Facts, soonest: date | None) -> Iterator[Finding]:
    needed, ready = facts("timing.needed_by"), roadmap.task("acceptance")
    if needed is None or ready is None:
        return
    if soonest and soonest > needed:
        yield Finding(
            id="plan.needed-by-unlawful",
            severity="error",
            message=Message(
                text="The solution is needed by {needed}, but the periods of the law alone last until {soonest}.",
                values={"needed": needed, "soonest": soonest},
            ),
            advice=Message(
                text="Choose a later day, or bridge the time with what is on the market; no estimate of the plan can "
                "be shortened enough."
            ),
            citation=next((task.citations[0] for task in roadmap.tasks if task.minimum and task.citations), None),
            field="timing.needed_by",
        )
    elif ready.end > needed:
        yield Finding(
            id="plan.needed-by-missed",
            severity="warning",
            message=Message(
                text="The solution is needed by {needed}, but the plan has it accepted on {ready}.",
                values={"needed": needed, "ready": ready.end},
            ),
            advice=Message(text="Start earlier, shorten the estimated work, or choose a shorter lawful procedure."),
            field="timing.needed_by",
        )


def fact_findings(roadmap: Roadmap, calendar: WorkCalendar) -> Iterator[Finding]:
    """Report statutory periods that facts have cut short: a tender deadline that came too early, a hasty signature."""
    for task in roadmap.tasks:
        if task.kind != "statutory" or task.minimum is None:
            continue
        lawful = count_forward(task.start - DAY, task.minimum, task.unit, calendar, shift=task.shifts).end
        if task.end < lawful:
            yield Finding(
                id="plan.fact-broke-the-law",
                severity="error",
                message=Message(
                    text="By the dates that have happened, this period ended on {day}, before the law allows "
                    "({lawful}): {task}.",
                    values={"day": task.end, "lawful": lawful, "task": Message(text=f"task:{task.id}")},
                ),
                advice=Message(text="Have a lawyer decide at once whether the period can be extended or repeated."),
                citation=task.citations[0] if task.citations else None,
                field="actual",
            )
