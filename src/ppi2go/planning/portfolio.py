"""Plans the projects of a region together: places, load of the team, money by year, funding, shared needs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ppi2go.model.action_plan import Funding, SharingRules
from ppi2go.model.plan import Finding, Message, Plan
from ppi2go.model.portfolio import (
    FundingResult,
    Levelled,
    NeedEntry,
    Place,
    PlannedProject,
    Portfolio,
    Trial,
    next_month,
)
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.levelling import Work, level
from ppi2go.planning.sharing import shared_needs
from ppi2go.planning.team_load import team_load


@dataclass(frozen=True, kw_only=True)
class Undertaking:
    """A project before it is planned: `make` plans it from a day on; `answers` are complete."""

    id: str
    title: str
    buyer: str
    priority: int
    earliest: date
    needed_by: date | None
    work_share: Decimal
    answers: Mapping[str, Any]
    calendar: WorkCalendar
    make: Callable[[date], Plan]

    @property
    def need(self) -> str:
        """Return the id of the need that it meets."""
        return str(self.answers["thematic.need"])


def plan_portfolio(
    undertakings: Sequence[Undertaking],
    *,
    region: str,
    capacity: Decimal,
    rules: SharingRules,
    funding: Sequence[Funding] = (),
    roles: Collection[str] | None = None,
) -> Portfolio:
    """Plan all projects together.

    `capacity` is what the team can work in a month, in person-days; `roles` are those whose work counts. The estimated
    value of a project is spread evenly over the months of its contract.
    """
    levelled = level([_work(item, roles) for item in undertakings], capacity)
    by_id = {item.id: item for item in undertakings}
    projects = tuple(_project(by_id[place.id], place, region) for place in levelled.places)
    results = tuple(_funding_results(funding, {project.id: project for project in projects}))
    shared = shared_needs([project.entry for project in projects if project.entry], rules)
    by_role: dict[str, Decimal] = {}
    for place in levelled.places:
        for role, days in place.taken.by_role.items():
            by_role[role] = by_role.get(role, Decimal()) + days
    return Portfolio(
        projects=projects,
        levelled=levelled,
        by_role=dict(sorted(by_role.items(), key=lambda item: (-item[1], item[0]))),
        funding=results,
        shared=shared,
        findings=tuple(_findings(projects, levelled, results)),
        indicators=_indicators(projects, levelled, results, len(shared)),
    )


def need_entry(answers: Mapping[str, Any], plan: Plan, *, entry_id: str, region: str, buyer: str) -> NeedEntry | None:
    """Return the entry of a plan in the register of needs; None where the need is bought without a day to call."""
    call, signature = plan.roadmap.task("notice-dispatch"), plan.roadmap.task("contract-signature")
    day = call or signature
    if day is None or not answers.get("thematic.need"):
        return None
    return NeedEntry(
        id=entry_id,
        region=region,
        buyer=buyer,
        buyer_type=str(answers["buyer.type"]),
        country=plan.country,
        theme=plan.theme,
        need=str(answers["thematic.need"]),
        approach=plan.approach.approach.id,
        contract=str(answers["project.contract"]),
        call=day.start,
        signature=signature.end if signature else None,
        value=plan.value,
        currency=plan.currency,
    )


def spread(value: Decimal, signed: date, months: int) -> dict[int, Decimal]:
    """Spread an amount evenly over the months of a contract that is signed on a day, and add it up by year.

    Amounts are whole; the last year takes what rounding leaves, so that the years sum to the value.
    """
    counts: dict[int, int] = {}
    for number in range(months):
        year = next_month(signed.replace(day=1), number).year
        counts[year] = counts.get(year, 0) + 1
    parts = {year: (value * count / months).quantize(Decimal(1), ROUND_HALF_UP) for year, count in counts.items()}
    last = max(parts)
    return parts | {last: value - sum((amount for year, amount in parts.items() if year != last), Decimal())}


def _work(item: Undertaking, roles: Collection[str] | None) -> Work:
    def run(start: date) -> Trial:
        plan = item.make(start)
        load, by_role = team_load(plan, item.work_share, item.calendar, roles)
        ready = plan.roadmap.task("acceptance")
        accepted = ready.end if ready else plan.roadmap.end
        return Trial(start=plan.roadmap.start, plan=plan, load=load, by_role=by_role, accepted=accepted)

    return Work(id=item.id, priority=item.priority, earliest=item.earliest, needed_by=item.needed_by, run=run)


def _project(item: Undertaking, place: Place, region: str) -> PlannedProject:
    plan: Plan = place.taken.plan
    signed = plan.roadmap.task("contract-signature")
    months = int(item.answers.get("project.duration_months") or 12)
    return PlannedProject(
        id=item.id,
        title=item.title,
        buyer=item.buyer,
        theme=plan.theme,
        need=item.need,
        priority=item.priority,
        needed_by=item.needed_by,
        place=place,
        budget=spread(plan.value, signed.end if signed else plan.roadmap.end, months),
        entry=need_entry(item.answers, plan, entry_id=item.id, region=region, buyer=item.buyer),
    )


def _funding_results(funding: Sequence[Funding], projects: Mapping[str, PlannedProject]) -> Iterator[FundingResult]:
    for item in funding:
        for name in item.projects:
            yield FundingResult(funding=item, project=name, reached=projects[name].day(item.reached_by))


def _findings(
    projects: Sequence[PlannedProject], levelled: Levelled, funding: Sequence[FundingResult]
) -> Iterator[tuple[str | None, Finding]]:
    for project in projects:
        yield from ((project.id, finding) for finding in _of_project(project))
    over = levelled.over(levelled.after)
    if over:
        month, days = max(over.items(), key=lambda item: (item[1], -item[0].toordinal()))
        yield (
            None,
            Finding(
                id="portfolio.over-capacity",
                severity="warning",
                message=Message(
                    text="The projects ask for more than the team can work in {count} months, most in the month from "
                    "{day}: {over} person-days too many.",
                    values={"count": len(over), "day": month, "over": round(days, 1)},
                ),
                advice=Message(text="Give a project a later day, take one out, or find more people for these months."),
            ),
        )
    for result in funding:
        if not result.met:
            yield result.project, _funding_missed(result)


def _of_project(project: PlannedProject) -> Iterator[Finding]:
    place = project.place
    if project.needed_by and not place.holds:
        yield Finding(
            id="portfolio.needed-by-missed",
            severity="warning",
            message=Message(
                text="The solution is needed by {needed}, but is accepted on {ready} even if the work starts on the "
                "earliest day.",
                values={"needed": project.needed_by, "ready": place.taken.accepted},
            ),
            advice=Message(text="Start earlier, choose a later day, or bridge the time with what is on the market."),
            field="timing.needed_by",
        )
    if not place.fits:
        yield Finding(
            id="portfolio.no-room",
            severity="warning",
            message=Message(
                text="No start was found at which the team can carry this project and its day is kept; it starts where "
                "it asks least too much.",
            ),
            advice=Message(text="Lower the share of work, raise the capacity, or give the project a later day."),
        )


def _funding_missed(result: FundingResult) -> Finding:
    funding = result.funding
    milestone = Message(text=f"task:{funding.reached_by}")
    if result.reached is None:
        message = Message(
            text="{funding}: the plan has no such milestone: {milestone}.",
            values={"funding": funding.name, "milestone": milestone},
        )
    else:
        message = Message(
            text="{funding}: this is to be reached by {deadline} and is planned for {day}: {milestone}.",
            values={
                "funding": funding.name,
                "deadline": funding.deadline,
                "day": result.reached,
                "milestone": milestone,
            },
        )
    return Finding(
        id="portfolio.funding-missed",
        severity="warning",
        message=message,
        advice=Message(text="Give the project a higher priority, ask for a later deadline, or find other money."),
    )


def _indicators(
    projects: Sequence[PlannedProject], levelled: Levelled, funding: Sequence[FundingResult], shared: int
) -> dict[str, int | Decimal]:
    """Return the figures by which the plan can be followed."""
    before, after = levelled.before, levelled.after
    return {
        "projects": len(projects),
        "calls": sum(project.day("notice-dispatch") is not None for project in projects),
        "contracts": sum(project.day("contract-signature") is not None for project in projects),
        "person-days": sum(after.values(), Decimal()),
        "peak-before": max(before.values(), default=Decimal()),
        "peak-after": max(after.values(), default=Decimal()),
        "months-over-before": len(levelled.over(before)),
        "months-over-after": len(levelled.over(after)),
        "projects-moved": sum(project.place.shift_days > 0 for project in projects),
        "days-kept": sum(bool(project.needed_by) and project.place.holds for project in projects),
        "days-missed": sum(not project.place.holds for project in projects),
        "funding-met": sum(result.met for result in funding),
        "funding-missed": sum(not result.met for result in funding),
        "shared-needs": shared,
    }
