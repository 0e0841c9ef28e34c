"""The decision table: purchases judged by hand from the law, and what the planner makes of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ppi2go.answers.completing import complete
from ppi2go.answers.values import read_value
from ppi2go.catalogue.yaml_reader import read_yaml
from ppi2go.model.base import read_day
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.plan import Decision, Inputs, decide
from shipped import MONDAY, shipped

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("decisions.yaml")).data["cases"]
USUAL_DAY = date(2027, 3, 8)
BEGINNINGS = ("regime_provision", "procedure_provision")


def decided(case: dict[str, Any]) -> Decision:
    country, theme = case["country"], case.get("theme", "energy")
    catalogue = shipped(country, theme)
    questions = {question.id: question for question in catalogue.questions}
    given = {name: read_value(questions[name], value) for name, value in case["answers"].items()}
    day = read_day(case["on"]) if "on" in case else USUAL_DAY
    given["timing.notice_dispatch"] = day
    values, _ = complete(given, catalogue.questions, country=country, theme=theme, next_working_day=MONDAY)
    calendar = WorkCalendar(country, catalogue.framework.language)
    return decide(Inputs(values, catalogue.framework, catalogue.theme, catalogue.process, calendar), day)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_decision(case: dict[str, Any]) -> None:
    decision, expected = decided(case), case["expect"]
    chosen, regime = decision.chosen, decision.regime
    found: dict[str, Any] = {
        "approach": decision.approach.approach.id,
        "regime": regime.regime.kind,
        "act_applies": regime.regime.act_applies,
        "regime_provision": regime.citation.provision,
        "procedure": chosen.procedure.id,
        "procedure_provision": chosen.citation.provision,
        "award": chosen.procedure.award,
    }
    for name in BEGINNINGS:
        if found[name].startswith(expected.get(name, " ")):
            found[name] = expected[name]
    assert {name: found[name] for name in found if name in expected} == {
        name: expected[name] for name in found if name in expected
    }
    assert chosen.procedure.id in expected.get("procedure_in", [chosen.procedure.id])
    lawful = {candidate.procedure.id for candidate in decision.candidates if candidate.allowed}
    assert set(expected.get("lawful", ())) <= lawful
    assert not set(expected.get("unlawful", ())) & lawful
    reasons = [reason for _, reason in chosen.reasons]
    for beginning in expected.get("reasons", ()):
        assert any(reason.startswith(beginning) for reason in reasons), reasons


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_score_is_the_sum_of_its_reasons_and_lawfulness_comes_first(case: dict[str, Any]) -> None:
    decision = decided(case)
    for candidate in decision.candidates:
        assert candidate.score == sum(points for points, _ in candidate.reasons)
        assert candidate.allowed is not bool(candidate.against)
    best = max((item.score for item in decision.candidates if item.allowed), default=decision.chosen.score)
    assert (decision.chosen.allowed, decision.chosen.score) == (True, best)


def test_the_table_is_wide_enough() -> None:
    assert len(CASES) >= 30
    assert len({case["country"] for case in CASES}) == 7
    assert sum("reasons" in case["expect"] for case in CASES) >= 10
    assert {"ordinary", "ppi", "pcp", "innovation-partnership"} <= {case["expect"].get("approach") for case in CASES}
