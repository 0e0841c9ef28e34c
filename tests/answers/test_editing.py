"""Writing an answers file: it is read back as it was meant, and what a person wrote into it stays."""

from __future__ import annotations

import difflib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ppi2go.answers.asking import Asking
from ppi2go.answers.editing import CannotEdit, edit
from ppi2go.answers.values import read_value
from ppi2go.answers.writing import Sheet, new_file, scalar, scalar_lines
from ppi2go.catalogue.yaml_reader import parse_yaml
from ppi2go.l10n import Language
from ppi2go.model.plan import OpenPoint
from shipped import EXAMPLES, ROOT, shipped

POINT = OpenPoint(field="project.eu_funds", owner="finance", known_by="funding")
OWN = """\
# our own first line
country: SK   # since ever
theme: energy
buyer: {name: A, type: central}
project:
    title:   Old title   # keep me
    need: >-
      one
      two

    # the lawyer's word on the value
    estimated_value: 5000

# the market, as of May
market:
  solution: none
calendar:
  closed: [2027-07-26/2027-08-06]
"""
READ = {
    "buyer.name": "A",
    "buyer.type": "central",
    "project.title": "Old title",
    "project.need": "one two",
    "project.estimated_value": Decimal(5000),
    "market.solution": "none",
}


def sheet(values: dict[str, Any], *points: OpenPoint, language: str = "en", country: str = "SK") -> Sheet:
    catalogue = shipped()
    questions = Asking(catalogue.questions, {"country": "SK", "theme": "energy"}, dict(values)).matter()
    groups = {group.id: group.name for group in catalogue.question_file.groups}
    return Sheet(country, "energy", questions, values, points, groups, Language(language))


def read_back(text: str) -> dict[str, Any]:
    data, found = parse_yaml(text, "answers").data, {}
    for question in shipped().questions:
        section, _, key = question.id.partition(".")
        raw = (data.get(section) or {}).get(key)
        if raw is not None:
            found[question.id] = read_value(question, raw)
    return found


def changes(before: str, after: str) -> list[str]:
    rows = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [row for row in rows if row[:1] in "+-" and row[:3] not in ("+++", "---")]


@pytest.mark.parametrize("language", ["en", "sk"])
def test_a_new_file_has_every_question_that_matters_once(language: str) -> None:
    made = sheet({"buyer.name": "Mesto"}, POINT, language=language)
    text = new_file(made)
    assert read_back(text) == {"buyer.name": "Mesto"}
    for question in made.questions:
        assert text.count(made.language.text(question.prompt)[:60]) >= 1
        key = question.id.partition(".")[2]
        assert f"  {key}:" in text or f"  # {key}:" in text
    assert "# open: finance, funding" in text
    assert max(map(len, text.splitlines())) <= 100


def test_what_is_not_answered_is_commented_out_with_its_default() -> None:
    text = new_file(sheet({}))
    assert "  # organisation: alone" in text
    assert "# rights:\n" in text
    without_comments = text.replace("  # organisation", "  organisation").replace("# buyer:", "buyer:")
    assert read_back(without_comments) == {"buyer.organisation": "alone"}


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300).filter(
    lambda text: text.strip()
)
VALUES = st.one_of(
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2900, 1, 1)),
    st.integers(-(10**12), 10**12),
    st.decimals(min_value=1, max_value=10**12, places=3),
)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_text_is_read_back(text: str) -> None:
    text = text.strip()
    assert str(parse_yaml("\n".join(scalar_lines("a", text, "  ")), "x").data["a"]) == text


@given(VALUES)
@settings(max_examples=200, deadline=None)
def test_every_value_is_read_back(value: Any) -> None:
    raw = parse_yaml(f"a: {scalar(value)}", "x").data["a"]
    plain = {True: "true", False: "false"}[raw] if isinstance(raw, bool) else str(raw)
    assert (
        Decimal(plain) == value
        if isinstance(value, Decimal)
        else plain == str(value).replace("True", "true").replace("False", "false")
    )


def test_an_amount_with_three_decimals_stays_unambiguous() -> None:
    question = next(item for item in shipped().questions if item.id == "project.estimated_value")
    assert read_value(question, scalar(Decimal("12.345"))) == Decimal("12.345")


def test_only_the_changed_lines_change() -> None:
    values = READ | {"project.title": "New title", "market.solution": "near-market"}
    after = edit(OWN, READ, sheet(values), [])
    assert changes(OWN, after) == [
        "-    title:   Old title   # keep me",
        "+    title: New title   # keep me",
        "-  solution: none",
        "+  solution: near-market",
    ]


def test_a_new_answer_stands_behind_the_one_before_it_in_the_order_of_the_questions() -> None:
    after = edit(OWN, READ, sheet(READ | {"project.contract": "works", "team.experience": "much"}), [])
    assert read_back(after) == READ | {"project.contract": "works", "team.experience": "much"}
    assert after.index("need:") < after.index("contract: works") < after.index("# the lawyer's word")
    assert not [row for row in changes(OWN, after) if row.startswith("-")]


def test_a_dropped_answer_is_commented_out() -> None:
    values = {name: value for name, value in READ.items() if name != "market.solution"}
    after = edit(OWN, READ, sheet(values), [])
    assert "  # solution: none" in after
    assert "# market:" in after
    assert edit(after, values, sheet(READ), []) == OWN


def test_a_folded_text_is_replaced_whole() -> None:
    after = edit(OWN, READ, sheet(READ | {"project.need": "three"}), [])
    assert changes(OWN, after) == ["-    need: >-", "-      one", "-      two", "+    need: three"]


def test_a_section_in_braces_is_written_out() -> None:
    after = edit(OWN, READ, sheet(READ | {"buyer.name": "B"}), [])
    assert "buyer:\n  name:" in after
    assert read_back(after)["buyer.type"] == "central"


def test_open_points_come_and_go() -> None:
    after = edit(OWN, READ, sheet(READ, POINT), [])
    assert parse_yaml(after, "x").data["open"] == [
        {"field": "project.eu_funds", "owner": "finance", "known_by": "funding"}
    ]
    assert edit(after, READ, sheet(READ), [POINT]) == OWN


def test_the_ends_of_lines_stay() -> None:
    windows = OWN.replace("\n", "\r\n")
    after = edit(windows, READ, sheet(READ | {"project.title": "New"}), [])
    assert after.count("\n") == after.count("\r\n") == OWN.count("\n")


def test_country_and_theme_are_written() -> None:
    assert edit("theme: energy\n", {}, sheet({}), []).startswith("country: SK\n")
    assert "country: CZ   # since ever" in edit(OWN, READ, sheet(READ, country="CZ"), [])


def test_json_is_left_alone() -> None:
    with pytest.raises(CannotEdit, match="-o"):
        edit('{"country": "SK", "theme": "energy"}', {}, sheet({"buyer.name": "X"}), [])


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_keep_every_other_line(name: str) -> None:
    text = (ROOT / "examples" / name).read_text("utf-8")
    source = parse_yaml(text, name).data
    catalogue = shipped(source["country"], source["theme"])
    before = {}
    for question in catalogue.questions:
        section, _, key = question.id.partition(".")
        raw = (source.get(section) or {}).get(key)
        if raw is not None:
            before[question.id] = read_value(question, raw)
    groups = {group.id: group.name for group in catalogue.question_file.groups}
    for question in catalogue.questions:
        if question.id in before and question.kind in ("text", "long-text"):
            values = before | {question.id: "Changed"}
            made = Sheet(source["country"], source["theme"], catalogue.questions, values, [], groups, Language("en"))
            rows = changes(text, edit(text, before, made, []))
            key = question.id.partition(".")[2]
            assert [row for row in rows if row.startswith("+")] == [f"+  {key}: Changed"]
            assert rows[0].startswith(f"-  {key}:")
