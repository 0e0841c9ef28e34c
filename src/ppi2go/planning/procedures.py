"""Judges every procedure of a country for one purchase: lawful or not, how well it fits, and why."""

from __future__ import annotations

from ppi2go.model.law import Ground, Procedure
from ppi2go.model.plan import Candidate, Message
from ppi2go.model.process import Approach
from ppi2go.planning.facts import Facts
from ppi2go.planning.periods import periods_of, standstill_of


def judge_procedures(facts: Facts, approach: Approach) -> tuple[Candidate, ...]:
    """Return the procedures that exist on the day for this buyer: lawful ones first, best fit first."""
    existing = [procedure for procedure in facts.framework.procedures if _exists(procedure, facts)]
    judged = [judge(procedure, facts, approach) for procedure in existing]
    return tuple(sorted(judged, key=lambda candidate: (not candidate.allowed, -candidate.score)))


def judge(procedure: Procedure, facts: Facts, approach: Approach) -> Candidate:
    """Judge one procedure."""
    facts = facts_for(procedure, facts)
    against = tuple(_against(procedure, facts, approach))
    period = next((p for p in procedure.periods if p.applies(facts.law_on, facts.buyer, facts.contract)), None)
    fits = [(fit.points, fit.reason) for fit in procedure.fit if fit.when is None or fit.when.holds(facts)]
    invited = (item for item in procedure.minimum_invited if item.applies(facts.law_on, facts.buyer, facts.contract))
    return Candidate(
        procedure=procedure,
        allowed=not against,
        citation=(period or procedure.periods[0]).citation,
        grounds=holding(procedure.grounds, facts),
        against=against,
        score=sum(points for points, _ in fits),
        reasons=tuple(fits),
        periods=periods_of(procedure, facts),
        standstill=standstill_of(facts),
        minimum_invited=next((item.number for item in invited), None),
    )


def facts_for(procedure: Procedure, facts: Facts) -> Facts:
    """Return the facts as they are once this procedure is chosen."""
    known = facts.having(procedure=procedure.id, stages=procedure.stages, award=procedure.award)
    return known.having(standstill=standstill_of(known).period is not None)


def holding(grounds: tuple[Ground, ...], facts: Facts) -> tuple[Ground, ...]:
    """Return the grounds that hold; one without a condition always does."""
    return tuple(ground for ground in grounds if ground.when is None or ground.when.holds(facts))


def available(procedure: Procedure, facts: Facts) -> bool:
    """Tell whether the law offers the procedure to this buyer in this regime on this day, its grounds left aside."""
    regime = facts("plan.regime")
    return any(
        period.applies(facts.law_on, facts.buyer, facts.contract) and regime in period.regimes
        for period in procedure.periods
    )


def _exists(procedure: Procedure, facts: Facts) -> bool:
    return any(period.applies(facts.law_on, facts.buyer, facts.contract) for period in procedure.periods)


def _against(procedure: Procedure, facts: Facts, approach: Approach) -> list[Ground | Message]:
    """Collect everything that speaks against the use of the procedure."""
    found: list[Ground | Message] = []
    if not available(procedure, facts):
        found.append(Message(text="The procedure is not available in the regime that this contract falls under."))
    if procedure.never_proposed and facts("project.procedure") != procedure.id:
        found.append(Message(text=procedure.never_proposed))
    elif procedure.grounds and not holding(procedure.grounds, facts):
        found.append(Message(text="The answers meet no ground for which the procedure may be used."))
    if approach.procedures is not None and procedure.id not in approach.procedures:
        found.append(Message(text="The procedure does not serve the approach that the answers lead to."))
    return [*found, *holding(procedure.exclusions, facts)]
