"""Each finding has a purchase that it is reported of and a near one that it is not.

A seeded sample of the findings of the data; finding_cases.py takes them all. Those of the planner itself stand in
test_own_findings.py.
"""

from __future__ import annotations

from random import Random

import pytest
from finding_cases import Job, case_of, jobs, verdict
from finding_solver import Place, rule_at

from ppi2go.model.condition import Test
from ppi2go.model.normal_form import branches

SEED = 20261123
NEVER = {"energy.heat-price-missing": "the question has a default, so it is never without an answer"}
ALL = jobs()
SAMPLE = Random(SEED).sample([job for job in ALL if job.id not in NEVER], 30)


@pytest.mark.parametrize("job", SAMPLE, ids=lambda job: job.id)
def test_a_finding_is_reported_of_one_purchase_and_not_of_a_near_one(job: Job) -> None:
    case = case_of(job, SEED)
    assert verdict(job, case) is None
    assert case
    differing = {name for name in {*case.given, *case.near} if case.given.get(name) != case.near.get(name)}
    assert differing == {case.changed} or case.near_place != case.place


def test_there_are_at_least_sixty_findings_with_ids_of_their_own() -> None:
    assert len(ALL) >= 60
    assert len({job.id for job in ALL}) == len(ALL)


def test_the_branches_of_a_condition_cover_it() -> None:
    rule = rule_at("eu.pcp-then-developers", Place("SK", "energy"))
    assert rule
    whole = list(branches(rule.when))
    none = list(branches(rule.when, holds=False))
    assert len(whole) == 1
    assert len(none) == len(whole[0])
    assert all(isinstance(test, Test) and not holds for ((test, holds),) in none)
