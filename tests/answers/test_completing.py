from __future__ import annotations

from datetime import date
from typing import Any

from ppi2go.answers.completing import complete
from shipped import shipped

DAY = date(2027, 1, 11)


def completed(**answers: Any) -> tuple[dict[str, Any], set[str]]:
    given = {name.replace("__", "."): value for name, value in answers.items()}
    values, assumptions = complete(given, shipped().questions, country="SK", theme="energy", next_working_day=DAY)
    return values, {assumption.field for assumption in assumptions}


def test_every_default_is_an_assumption_with_a_reason() -> None:
    _, assumptions = complete({}, shipped().questions, country="SK", theme="energy", next_working_day=DAY)
    assert assumptions
    assert all(assumption.why for assumption in assumptions)


def test_what_was_answered_is_no_assumption() -> None:
    values, assumed = completed(market__solution="none")
    assert values["market.solution"] == "none"
    assert "market.solution" not in assumed


def test_a_question_that_does_not_matter_is_not_recorded() -> None:
    values, assumed = completed(market__solution="near-market", market__buy_from_developers=True)
    assert "market.buy_from_developers" not in values
    assert "market.buy_from_developers" not in assumed


def test_the_start_is_assumed_only_where_nothing_anchors_the_plan() -> None:
    assert completed()[0]["timing.start"] == DAY
    for anchor in ("timing__notice_dispatch", "timing__needed_by", "timing__start"):
        assert "timing.start" not in completed(**{anchor: date(2028, 1, 3)})[1]
    assert "timing.start" not in completed(actual={"notice-dispatch": DAY})[1]
