"""What the answers have against them: the rules of the data, and what planning finds in values, law and choices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ppi2go.model.calendars import RestDays
from ppi2go.model.finding import FindingRule
from ppi2go.model.life_cycle import CostCase
from ppi2go.model.plan import ApproachResult, Candidate, Finding, Message, RegimeResult, Roadmap
from ppi2go.planning.facts import Facts
from ppi2go.planning.regime import reaches

SEVERITIES = ("error", "warning", "info")
_JUST_UNDER = Decimal("0.95")
"""From which share of a limit on a value is called close to it; the law knows no such share, auditors look there."""


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
    wanted: str | None,
    chosen: Candidate,
    candidates: tuple[Candidate, ...],
    approach: ApproachResult,
    *,
    act_applies: bool,
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
    if not chosen.allowed:
        yield _nothing_lawful(approach, act_applies=act_applies)


def _nothing_lawful(approach: ApproachResult, *, act_applies: bool) -> Finding:
    """Report that no procedure is lawful, so that the plan shows the one with the least against it."""
    citation = approach.approach.citations[0] if approach.approach.citations else None
    if act_applies:
        return Finding(
            id="plan.no-lawful-procedure",
            severity="error",
            message=Message(
                text="No procedure is lawful for this contract by these answers; the plan shows the one with the least "
                "against it."
            ),
            advice=Message(
                text="Read what speaks against each procedure, and change the answer that rules them all out."
            ),
            citation=citation,
            field="market.solution",
        )
    return Finding(
        id="plan.approach-not-available",
        severity="warning",
        message=Message(text="The approach that the answers lead to has no lawful procedure in this regime."),
        advice=Message(text="Check whether research is really needed, or whether it can be bought separately."),
        citation=citation,
        field="market.solution",
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


def value_findings(regime: RegimeResult, facts: Facts) -> Iterator[Finding]:
    """Report a value that lies just under a limit of the law, where a cut estimate would escape stricter rules."""
    value = facts("plan.value")
    above = [item for item in regime.thresholds if item.amount is not None and not reaches(value, item)]
    limit = min(above, key=lambda item: item.amount or 0, default=None)
    if limit is None or limit.amount is None or value < limit.amount * _JUST_UNDER:
        return
    yield Finding(
        id="plan.just-under-threshold",
        severity="warning",
        message=Message(
            text="The estimated value lies just under a limit of the law: {value}, with the limit at {limit}.",
            values={"value": (value, limit.value.currency), "limit": (limit.amount, limit.value.currency)},
        ),
        advice=Message(
            text="Keep the calculation of the value in the file. It counts options, renewals and all parts of the same "
            "purchase; splitting a contract to stay under a limit is forbidden."
        ),
        citation=limit.value.citation,
        field="project.estimated_value",
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
                text="By the quantities in your answers the purchase alone costs about {cost}, but the estimated value "
                "is {value}.",
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
