"""The steps that apply to one purchase, as a network: who waits for whom, and how long each takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ppi2go.errors import Ppi2goError
from ppi2go.model.plan import Candidate, Period
from ppi2go.model.process import Process, Step
from ppi2go.planning.facts import Facts


@dataclass(frozen=True)
class Node:
    """One step to be dated.

    `period` is set where the law counts; `days` are working days of estimated work (or of a period without a legal
    minimum); neither means an event on one day. `happened` is a fact, `not_before` a wish.
    """

    step: Step
    after: tuple[str, ...]
    period: Period | None = None
    days: int = 0
    happened: date | None = None
    not_before: date | None = None
    chosen_length: int | None = None

    @property
    def is_event(self) -> bool:
        """Tell whether the node is a single day."""
        return self.step.kind in ("deadline", "act") or (self.period is None and self.days == 0)

    @property
    def length(self) -> int:
        """Return the length that is planned: the chosen one, never less than the law asks."""
        if self.period is None:
            return self.chosen_length or self.days
        return max(self.period.length, self.chosen_length or 0)


def build_network(process: Process, facts: Facts, chosen: Candidate) -> dict[str, Node]:
    """Return the nodes of the steps that apply, each after all that it waits for."""
    applying = {step.id: step for step in process.steps if step.when is None or step.when.holds(facts)}
    every = {step.id: step for step in process.steps}
    periods = {period.id: period for period in chosen.periods}
    if chosen.standstill.period:
        periods["standstill"] = chosen.standstill.period
    waits = {step_id: _waits(step, every, applying) for step_id, step in applying.items()}
    happened = {task: day for task, day in _actual(facts).items() if task in applying}
    return {
        step_id: Node(
            step=applying[step_id],
            after=waits[step_id],
            period=periods.get(applying[step_id].limit or ""),
            days=_estimate(applying[step_id]),
            happened=happened.get(step_id),
            not_before=facts("timing.notice_dispatch") if step_id == "notice-dispatch" else None,
            chosen_length=_chosen_length(applying[step_id], facts),
        )
        for step_id in _ordered(waits)
    }


def _actual(facts: Facts) -> Mapping[str, date]:
    actual: Mapping[str, date] = facts("actual") or {}
    return actual


def _estimate(step: Step) -> int:
    return step.duration.likely if step.duration and step.kind in ("work", "period") else 0


def _chosen_length(step: Step, facts: Facts) -> int | None:
    chosen = facts("timing.tender_period")
    return int(chosen) if chosen is not None and step.limit == "tenders" else None


def _waits(step: Step, every: Mapping[str, Step], applying: Mapping[str, Step]) -> tuple[str, ...]:
    """Return what a step waits for; a step that does not apply hands on what it waited for itself."""
    found: dict[str, None] = {}
    pending = list(step.after)
    seen: set[str] = set()
    while pending:
        name = pending.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name in applying:
            found[name] = None
        elif name in every:
            pending += every[name].after
    return tuple(found)


def _ordered(waits: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Sort the steps so that each follows what it waits for; a circle is an error of the process data."""
    ordered: dict[str, None] = {}
    open_ = dict(waits)
    while open_:
        ready = [name for name, after in open_.items() if all(other in ordered for other in after)]
        if not ready:
            raise Ppi2goError(f"the process runs in a circle: {' → '.join(sorted(open_))}")
        for name in ready:
            ordered[name] = None
            del open_[name]
    return list(ordered)
