"""The interview line by line: what is asked, what may be typed, the way back and the last page."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from ppi2go.answers.asking import Asking, asking_order
from ppi2go.answers.interview import WentBack, interview
from ppi2go.answers.talk import Talk
from ppi2go.l10n import Language
from shipped import shipped


class Person:
    """Types lines one after another; the input ends when they do."""

    def __init__(self, typed: Iterable[str]) -> None:
        self.lines = iter(typed)
        self.said: list[str] = []

    def ask(self, prompt: str) -> str:
        self.said.append(prompt)
        line = next(self.lines, None)
        if line is None:
            raise EOFError
        return line


def run(typed: Iterable[str], *, first: int = 1, language: str = "en", **known: Any) -> tuple[Asking, str]:
    catalogue, person = shipped(), Person(typed)
    groups = {group.id: group.name for group in catalogue.question_file.groups}
    values = {name.replace("__", "."): value for name, value in known.items()}
    asking = Asking(asking_order(catalogue.questions, list(groups)), {"country": "SK", "theme": "energy"}, values)
    talk = Talk(Language(language), person.ask, person.said.append, "EUR")
    interview(asking, talk, groups, lambda question: f"open: {question.id}", first=first, ends_with="Enter saves.")
    return asking, "\n".join(person.said)


NEED, NAME, TYPE = "", "Mesto", "1"


def test_enter_accepts_what_stands_in_brackets_and_leaves_the_rest_out() -> None:
    asking, said = run([""] * 200)
    assert asking.values["buyer.type"] == "subcentral"
    assert asking.values["project.estimated_value"] == Decimal(500000)
    assert "buyer.name" not in asking.values
    assert "[EUR 500,000] >" in said


def test_details_are_not_asked() -> None:
    asking, said = run([""] * 200)
    assert "documents.online" not in asking.values
    assert "Will all documents be online" not in said


def test_a_choice_is_taken_by_its_number_its_id_and_its_words() -> None:
    for typed in ("1", "1.", "central", "Central government, such as a ministry or a central agency"):
        assert run([NEED, NAME, typed])[0].values["buyer.type"] == "central"


def test_a_wrong_answer_is_explained_and_asked_again() -> None:
    asking, said = run([NEED, NAME, "seven", "4", "1"])
    assert asking.values["buyer.type"] == "central"
    assert "'seven' is not a choice" in said
    assert "'4' is not in the list; type a number from 1 to 3." in said


def test_a_question_mark_gives_the_provision_and_the_reason_of_the_default() -> None:
    said = run([NEED, NAME, "?", ""])[1]
    assert "Directive 2014/24/EU, articles 2 and 4" in said
    assert "Proposed because: Municipalities" in said


def test_what_is_known_is_not_asked() -> None:
    said = run([""] * 200, project__estimated_value=Decimal(90000))[1]
    before_the_review = said.partition("Your answers")[0]
    assert "estimated value" not in before_the_review
    assert "official name" in before_the_review


def test_a_dash_is_an_answer() -> None:
    asking, said = run([NEED, NAME, "-", "", ""])
    assert asking.open == {"buyer.type"}
    assert "buyer.type" not in asking.values
    assert "open: buyer.type" in said
    assert run([NEED, "not known yet"])[0].open == {"buyer.name"}


def test_back_asks_the_question_before_again_with_its_answer_in_brackets() -> None:
    asking, said = run([NEED, NAME, "<", "Mesto Nitra", "2"])
    assert asking.values["buyer.name"] == "Mesto Nitra"
    assert "[Mesto] >" in said


def test_back_drops_what_no_longer_matters() -> None:
    every = run([""] * 200)[0]
    known = {
        question.id.replace(".", "__"): every.values.get(question.id, "x")
        for question in every.matter()
        if not question.detail and question.section != "market"
    }
    assert run(["1", "1"], **known)[0].values["market.buy_from_developers"] is True
    asking, _ = run(["1", "1", "<", "<", "2"], **known)
    assert asking.values["market.solution"] == "near-market"
    assert "market.buy_from_developers" not in asking.values


def test_back_before_the_first_question() -> None:
    assert "This is the first question." in run(["<", ""])[1]
    with pytest.raises(WentBack):
        run(["<"], first=3)


def test_the_last_page_changes_an_answer_by_its_number() -> None:
    asking, said = run([""] * 200)
    page = said[said.index("Your answers") :]
    number = next(line.split()[0] for line in page.splitlines() if "What kind of buyer" in line)
    count = len(asking.history)
    changed, _ = run([""] * count + [number, "3", ""])
    assert changed.values["buyer.type"] == "utility"


def test_a_change_on_the_last_page_asks_what_it_makes_matter() -> None:
    asking, said = run([""] * 200)
    page = said[said.index("Your answers") :]
    number = next(line.split()[0] for line in page.splitlines() if "How far is the market" in line)
    changed, said = run([""] * len(asking.history) + [number, "1", "1", ""])
    assert changed.values["market.buy_from_developers"] is True


def test_plus_shows_the_details_on_the_last_page() -> None:
    count = len(run([""] * 200)[0].history)
    said = run([""] * count + ["+", ""])[1]
    assert "default: Our authority alone" in said.partition("details that were not asked")[2]


def test_the_end_of_the_input_keeps_what_was_answered() -> None:
    assert run([NEED, "Mesto"])[0].values == {"thematic.need": "public-lighting", "buyer.name": "Mesto"}


def test_an_amount_that_can_be_read_in_two_ways_is_confirmed() -> None:
    known: dict[str, Any] = {
        question.id.replace(".", "__"): "x"
        for question in shipped().questions
        if question.id in ("project.title", "project.need", "project.outcome", "buyer.name")
    }
    asking, said = run([NEED, "", "", "850.000", "1"], **known)
    assert asking.values["project.estimated_value"] == Decimal(850000)
    assert "can be read in two ways" in said


def test_a_long_text_goes_on_after_a_backslash() -> None:
    asking, _ = run([NEED, NAME, TYPE, "Lights", "One line \\", "and another."])
    assert asking.values["project.need"] == "One line and another."


def test_no_line_is_longer_than_the_screen() -> None:
    for language in ("en", "sk"):
        said = run(["?", *[""] * 200], language=language)[1]
        assert max(map(len, said.splitlines())) <= 80
