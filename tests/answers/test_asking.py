"""Which question comes next."""

from __future__ import annotations

import pytest

from ppi2go.answers.asking import Asking, asking_order, default_of
from ppi2go.model.question import Question
from shipped import shipped

CASES = [
    ("SK", "energy"),
    ("CZ", "energy"),
    ("HU", "health"),
    ("IT", "ict"),
    ("PL", "ict"),
    ("SI", "health"),
    ("HR", "ict"),
]


def ordered(country: str, theme: str) -> list[Question]:
    catalogue = shipped(country, theme)
    return asking_order(catalogue.questions, [group.id for group in catalogue.question_file.groups])


@pytest.mark.parametrize(("country", "theme"), CASES)
def test_every_question_is_asked_once_and_never_before_what_its_condition_looks_at(country: str, theme: str) -> None:
    order = ordered(country, theme)
    assert sorted(item.id for item in order) == sorted(item.id for item in shipped(country, theme).questions)
    assert order[0].id == "thematic.need"
    seen: set[str] = set()
    for question in order:
        fields = set() if question.when is None else set(_fields(question.when.model_dump(by_alias=True)))
        assert fields & {item.id for item in order} <= seen, question.id
        seen.add(question.id)


def _fields(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [str(node["field"])] if "field" in node else []
        return own + [name for value in node.values() for name in _fields(value)]
    return [name for item in node for name in _fields(item)] if isinstance(node, list | tuple) else []


@pytest.mark.parametrize(("country", "theme"), CASES)
def test_a_detail_has_a_default_or_changes_no_law(country: str, theme: str) -> None:
    """What is not asked must be able to stay unsaid: it has a default, or nothing but a document or a finding waits."""
    kinds = {item.id: item.kind for item in ordered(country, theme) if item.detail and item.default is None}
    assert "project.contract" not in kinds
    assert not {"project.estimated_value", "market.solution", "buyer.type"} & kinds.keys()


def asking(**values: object) -> Asking:
    known = {"country": "SK", "theme": "energy"}
    return Asking(ordered("SK", "energy"), known, {name.replace("__", "."): value for name, value in values.items()})


def by_id(session: Asking, name: str) -> Question:
    return next(question for question in session.questions if question.id == name)


def test_an_answer_that_makes_others_pointless_drops_them() -> None:
    session = asking(market__solution="none", market__buy_from_developers=True, project__lots="single")
    session.answer(by_id(session, "market.solution"), "on-market")
    assert "market.buy_from_developers" not in session.values
    assert session.values["project.lots"] == "single"


def test_an_open_point_goes_on_with_its_default() -> None:
    session = asking()
    session.leave_open(by_id(session, "project.lots"))
    assert session.facts()["project.lots"] == "single"
    assert any(question.id == "project.lots_reason" for question in session.matter())


def test_everything_asks_the_details_too() -> None:
    session = asking()
    session.everything = True
    asked = []
    while question := session.next():
        asked.append(question)
        value = default_of(question)
        if value is None:
            session.leave_out(question)
        else:
            session.answer(question, value)
    assert [question.id for question in session.matter()] == [question.id for question in asked]
