"""What another lawful procedure would cost in days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ppi2go.model.plan import Candidate
from ppi2go.model.process import Process
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.facts import Facts
from ppi2go.planning.network import build_network
from ppi2go.planning.procedures import facts_for
from ppi2go.planning.schedule import forward

SIGNATURE = "contract-signature"


def with_days(
    candidates: Sequence[Candidate],
    chosen: Candidate,
    facts: Facts,
    process: Process,
    calendar: WorkCalendar,
    *,
    start: date,
) -> tuple[Candidate, ...]:
    """Return the candidates, each other lawful one with how many calendar days later the contract would be signed.

    All are dated from the same start under the law of the same day. Once the call has been sent the procedure is
    settled, and nothing is compared.
    """
    if "notice-dispatch" in (facts("actual") or {}):
        return tuple(candidates)
    signed = _signed(chosen, facts, process, calendar, start)
    if signed is None:
        return tuple(candidates)
    return tuple(
        _compared(candidate, signed, _signed(candidate, facts, process, calendar, start))
        if candidate.allowed and candidate is not chosen
        else candidate
        for candidate in candidates
    )


def _compared(candidate: Candidate, signed: date, otherwise: date | None) -> Candidate:
    return replace(candidate, days_more=(otherwise - signed).days) if otherwise else candidate


def _signed(candidate: Candidate, facts: Facts, process: Process, calendar: WorkCalendar, start: date) -> date | None:
    """Return the day on which the contract is signed with a procedure."""
    network = build_network(process, facts_for(candidate.procedure, facts), candidate)
    dates = forward(network, start, calendar).get(SIGNATURE)
    return dates.end if dates else None
