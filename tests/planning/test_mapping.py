"""The mapping: weighted scores by hand, and an order without ties left to chance."""

from __future__ import annotations

import pytest

from ppi2go.catalogue.action_plans import load_mapping_rules
from ppi2go.catalogue.load import Folders
from ppi2go.model.action_plan import MappedNeed
from ppi2go.planning.mapping import rank, score

pytestmark = pytest.mark.slow  # whole regions are planned

RULES = load_mapping_rules(Folders())
IDS = [criterion.id for criterion in RULES.criteria]


def need(name: str, *scores: int) -> MappedNeed:
    given = dict(zip(IDS, scores, strict=True))
    return MappedNeed(id=name, procurer="A town", theme="energy", need="public-lighting", scores=given)


def test_the_score_is_the_weighted_share_of_the_best() -> None:
    assert score(need("best", *[5] * 7), RULES) == 100
    assert score(need("none", *[0] * 7), RULES) == 0
    assert score(need("some", 5, 4, 3, 2, 1, 0, 5), RULES) == 20 + 16 + 9 + 6 + 2 + 0 + 10


def test_equal_scores_are_ordered_by_the_first_criterion_and_then_by_id() -> None:
    more_need, more_effect = need("b", 5, 3, 3, 3, 3, 3, 3), need("a", 3, 5, 3, 3, 3, 3, 3)
    twin = need("c", 3, 5, 3, 3, 3, 3, 3)
    assert [row.need.id for row in rank([twin, more_effect, more_need], RULES)] == ["b", "a", "c"]


def test_the_best_eight_are_chosen() -> None:
    rows = rank([need(f"n{number:02}", *[number % 6] * 7) for number in range(30)], RULES)
    assert [row.chosen for row in rows] == [True] * 8 + [False] * 22
    assert [row.rank for row in rows] == list(range(1, 31))


def test_every_score_has_a_sentence_and_the_weights_are_whole() -> None:
    assert sum(criterion.weight for criterion in RULES.criteria) == 100
    assert all(len(set(criterion.scale)) == 6 for criterion in RULES.criteria)
