"""What the answers and the dates have against them: the rules of the data, and what only the schedule can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ppi2go.model.calendars import RestDays
from ppi2go.model.finding import FindingRule
from ppi2go.model.life_cycle import CostCase
from ppi2go.model.plan import ApproachResult, Candidate, Finding, Message, RegimeResult, Roadmap
from ppi2go.planning.calendar import DAY, WorkCalendar
from ppi2go.planning.counting import count_forward
from ppi2go.planning.facts import Facts

SEVERITIES = ("error", "warning", "info")


def rule_findings(rules: tuple[FindingRule, ...], facts: Facts) -> Iterator[Finding]:
    """Yield the findings of the data whose condition holds."""
    for rule in rules:
        in_force = (rule.from_ or date.min) <= facts.law_on <= (rule.to or date.max)
        if in_force and rule.when.holds(facts):
            yield Finding(
                id=rule.id,
                severity=rule.severity,
                message=Message(text=rule.message),
                advice=Message(text=rule.advice),
                citation=rule.citation,
                field=rule.field,
            )


def choice_findings(
    wanted: str | None, chosen: Candidate, candidates: tuple[Candidate, ...], approach: ApproachResult
) -> Iterator[Finding]:
    """Report a procedure that was asked for and is not lawful, and an approach that the regime does not offer."""
    asked = next((item for item in candidates if item.procedure.id == wanted), None)
    if wanted and asked is None:
        yield Finding(
            id="plan.procedure-unknown",
            severity="error",
            message=Message(text="No procedure has the id '{id}' for this buyer on the day.", values={"id": wanted}),
            advice=Message(
                text="Choose one of these: {known}.",
                values={"known": [item.procedure.id for item in candidates]},
            ),
            field="project.procedure",
        )
    elif asked and not asked.allowed:
        yield Finding(
            id="plan.procedure-not-allowed",
            severity="error",
            message=Message(text="The procedure that you chose is not allowed for this contract."),
            advice=Message(
                text="The plan uses the best lawful procedure instead; the reasons stand with each procedure."
            ),
            citation=asked.citation,
            field="project.procedure",
        )
    wanted_by_approach = approach.approach.procedures
    if wanted_by_approach and chosen.procedure.id not in wanted_by_approach:
        yield Finding(
            id="plan.approach-not-available",
            severity="warning",
            message=Message(text="The approach that the answers lead to has no lawful procedure in this regime."),
            advice=Message(text="Check whether research is really needed, or whether it can be bought separately."),
            citation=approach.approach.citations[0] if approach.approach.citations else None,
            field="market.solution",
        )


def date_findings(roadmap: Roadmap, facts: Facts, chosen: Candidate, today: date | None) -> Iterator[Finding]:
    """Report what only dates can show: wishes that cannot be met, periods that are too short, days in the past."""
    yield from _short_period(facts, chosen)
    yield from _tight_period(roadmap)
    yield from _wishes(roadmap, facts)
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
                    text="{task}: {days} are lawful, but {recommended} are recommended for something new.",
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


def _wishes(roadmap: Roadmap, facts: Facts) -> Iterator[Finding]:
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
    needed, ready = facts("timing.needed_by"), roadmap.task("acceptance")
    if needed and ready and ready.end > needed:
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


def law_findings(law_on: date, settled: str, regime: RegimeResult, chosen: Candidate) -> Iterator[Finding]:
    """Report law that is not known for the day, and values that nobody confirmed."""
    yield from _threshold_findings(law_on, regime)
    if settled == "moved":
        yield Finding(
            id="plan.dispatch-moved-to-new-law",
            severity="warning",
            message=Message(
                text="The law changes around the day of the notice, and under either law the notice would be sent "
                "under the other; the plan sends it on {day}, the first day of the new law.",
                values={"day": law_on},
            ),
            advice=Message(text="Decide on which side of the change the notice is to be sent."),
        )
    yield from _doubtful(regime, chosen)


def _threshold_findings(law_on: date, regime: RegimeResult) -> Iterator[Finding]:
    if any(threshold.last_known for threshold in regime.thresholds):
        yield Finding(
            id="plan.law-beyond-known",
            severity="warning",
            message=Message(
                text="The notice would be sent on {day}; no thresholds are published for that day yet, so the last "
                "published ones are used.",
                values={"day": law_on},
            ),
            advice=Message(text="Check the new thresholds, which are published before 1 January of each even year."),
            citation=regime.citation,
        )
    if any(threshold.amount is None for threshold in regime.thresholds):
        yield Finding(
            id="plan.threshold-unknown",
            severity="warning",
            message=Message(
                text="The amount of a threshold that decides the regime is not known in this data for {day}; the "
                "contract is planned under the stricter regime.",
                values={"day": law_on},
            ),
            advice=Message(
                text="Look the amount up in the official publication and enter it in the data of the country."
            ),
            citation=next(item.value.citation for item in regime.thresholds if item.amount is None),
        )


def _doubtful(regime: RegimeResult, chosen: Candidate) -> Iterator[Finding]:
    """Report values that decide the regime, the procedure or a period and that nobody has confirmed."""
    deciding = (
        regime.citation,
        *(threshold.value.citation for threshold in regime.thresholds),
        chosen.citation,
        *(citation for period in chosen.periods for citation in period.citations),
    )
    doubtful = [citation for citation in deciding if citation.status == "unverified"]
    if doubtful:
        yield Finding(
            id="plan.unverified-law",
            severity="warning",
            message=Message(
                text="Values of the law that decide this plan are not confirmed: {provisions}.",
                values={"provisions": list(dict.fromkeys(citation.provision for citation in doubtful))},
            ),
            advice=Message(text="Have a lawyer check these provisions before you rely on the dates."),
            citation=doubtful[0],
        )


def cost_findings(cost: CostCase | None, facts: Facts, currency: str) -> Iterator[Finding]:
    """Report an estimated value that the life-cycle cost of the purchase year does not fit."""
    value = facts("plan.value")
    if cost is None or not value or not cost.new.lines:
        return
    first = cost.new.amount(0)
    if first > value * 3 / 2:
        yield Finding(
            id="plan.cost-beyond-value",
            severity="warning",
            message=Message(
                text="By the quantities in your answers the purchase alone costs about {cost}, but the estimated value is "
                "{value}.",
                values={"cost": (first, currency), "value": (value, currency)},
            ),
            advice=Message(
                text="Check the estimated value and the quantities; the value decides which rules of the law apply."
            ),
            field="project.estimated_value",
        )


def calendar_findings(roadmap: Roadmap, known: RestDays | None) -> Iterator[Finding]:
    """Report a year whose days of rest are not known, so that dates in it may still move."""
    if known is None or known.known_until is None or roadmap.end.year <= known.known_until:
        return
    year = max(roadmap.start.year, known.known_until + 1)
    yield Finding(
        id="plan.calendar-beyond-known",
        severity="warning",
        message=Message(
            text="The plan reaches {year}, but days of rest are known for sure only until {known}: {why}.",
            values={"year": year, "known": known.known_until, "why": Message(text=known.why)},
        ),
        advice=Message(
            text="Check the dates from 1 January {year} on again as soon as the days of rest are published.",
            values={"year": year},
        ),
    )


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return the findings with the gravest first."""
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))
