"""The mapping of a territory: every need scored by published criteria, ranked, and the best chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ppi2go.model.action_plan import BEST, MappedNeed, MappingRules


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A mapped need with its score from 0 to 100 and its rank; `chosen` where it is among the best."""

    need: MappedNeed
    score: Decimal
    rank: int
    chosen: bool


def rank(needs: Sequence[MappedNeed], rules: MappingRules) -> list[Ranked]:
    """Rank the needs by their weighted scores; of two that are equal, the one with more unmet need comes first.

    The first criterion of the rules decides between equals, then the second and so on, and the id at last.
    """
    ids = [criterion.id for criterion in rules.criteria]
    scored = sorted(
        needs,
        key=lambda need: (-score(need, rules), *(-need.scores[name] for name in ids), need.id),
    )
    return [
        Ranked(need=need, score=score(need, rules), rank=number, chosen=number <= rules.choose)
        for number, need in enumerate(scored, start=1)
    ]


def score(need: MappedNeed, rules: MappingRules) -> Decimal:
    """Return the weighted score, from 0 to 100."""
    points = sum(criterion.weight * need.scores[criterion.id] for criterion in rules.criteria)
    return Decimal(points) / BEST
