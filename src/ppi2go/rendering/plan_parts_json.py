"""Parts of a plan as plain data that need neither a language nor the law: answers, cost, confidence, waivers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ppi2go.model.life_cycle import CostCase
from ppi2go.model.plan import Confidence, Move, Waiver


def cost_data(cost: CostCase | None, currency: str) -> dict[str, Any] | None:
    """Return the life-cycle cost: present values in the currency, and the year in which the savings have paid."""
    if cost is None:
        return None
    return {
        "currency": currency,
        "years": cost.years,
        "discount": str(cost.discount),
        "scenario": cost.scenario.id if cost.scenario else None,
        "new": str(cost.new.total),
        "today": str(cost.today.total) if cost.today.lines else None,
        "payback": cost.payback,
    }


def confidence_data(confidence: Confidence | None) -> dict[str, Any] | None:
    """Return the days of 50 % and 80 % confidence for the end and the milestones, and what drives them."""
    if confidence is None:
        return None
    observed = confidence.observed
    return {
        "p50": confidence.end[0].isoformat(),
        "p80": confidence.end[1].isoformat(),
        "milestones": {
            name: {"p50": half.isoformat(), "p80": most.isoformat()}
            for name, (half, most) in confidence.milestones.items()
        },
        "drivers": [{"task": driver.task, "weight": driver.weight} for driver in confidence.drivers],
        "draws": confidence.draws,
        "observed": observed.model_dump(mode="json") if observed else None,
    }


def plain_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that a plan was made from, in plain values."""
    return {name: plain_value(value) for name, value in sorted(answers.items())}


def moved_text(move: Move) -> str:
    """Return what moved a day, as the contract writes it: `public holiday 2027-04-07 → 2027-04-08`."""
    return f"{move.because.replace('-', ' ')} {move.from_.isoformat()} → {move.to.isoformat()}"


def plain_value(value: Any) -> Any:
    """Return an answer in the types of JSON."""
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, Mapping):
        return plain_answers(value)
    return (
        [plain_value(item) for item in value]
        if isinstance(value, Sequence) and not isinstance(value, str)
        else str(value)
    )


def waiver_data(waiver: Waiver) -> dict[str, Any]:
    """Return who accepted a finding, why and when."""
    return {"reason": waiver.reason, "by": waiver.by, "on": waiver.on.isoformat() if waiver.on else None}
