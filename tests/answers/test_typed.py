"""What a person types: the ways of writing of seven countries, and one validation behind every source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ppi2go.answers import asking, completing, reading, typed
from ppi2go.answers.reading import read_answers, read_source
from ppi2go.answers.typed import Ambiguous, read_typed
from ppi2go.answers.values import read_value
from ppi2go.answers.writing import scalar
from ppi2go.errors import InvalidFiles
from ppi2go.l10n import LOCALES, Language
from ppi2go.model.question import Question
from shipped import shipped

MONEY = Question(id="project.value", kind="money", prompt="?", why="?", minimum=1)
DAY = Question(id="timing.start", kind="date", prompt="?", why="?")
ENGLISH = Language("en")
CASES = [
    ("SK", "energy"),
    ("CZ", "health"),
    ("HU", "health"),
    ("IT", "ict"),
    ("PL", "ict"),
    ("SI", "energy"),
    ("HR", "ict"),
]
EVERY = {
    (question.id, question.kind): question for country, theme in CASES for question in shipped(country, theme).questions
}
"""Every question of every country and theme; those with the same id and kind once."""


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("850000", "850000"),
        ("1 250 000,50", "1250000.50"),
        ("1\u00a0250\u00a0000,50 €", "1250000.50"),
        ("1\u202f250\u202f000", "1250000"),
        ("1.250.000", "1250000"),
        ("1,250,000", "1250000"),
        ("1.250.000,50", "1250000.50"),
        ("1,250,000.50", "1250000.50"),
        ("1'250'000", "1250000"),
        ("EUR 850 000", "850000"),
        ("850 000 Kč", "850000"),
        ("850 000,-", "850000"),
        ("12,5", "12.5"),
    ],
)
@pytest.mark.parametrize("code", LOCALES)
def test_amounts_are_read_as_each_country_writes_them(line: str, value: str, code: str) -> None:
    assert read_typed(MONEY, line, Language(code)) == Decimal(value)


@pytest.mark.parametrize("code", LOCALES)
def test_an_amount_is_read_as_the_language_itself_writes_it(code: str) -> None:
    language = Language(code)
    assert read_typed(MONEY, language.number(Decimal("1250000.55")), language) == Decimal("1250000.55")
    assert read_typed(MONEY, language.money(Decimal(1250000), "EUR"), language) == Decimal(1250000)


@pytest.mark.parametrize("line", ["850.000", "850,000", "1.250"])
def test_one_group_of_three_can_mean_two_things(line: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        read_typed(MONEY, line, ENGLISH)
    whole, part = caught.value.readings
    assert whole == part * 1000


@pytest.mark.parametrize("line", ["ab", "1e9", "1.2.3", "0", "-5", "5 or 6", "12.34.567"])
def test_what_is_no_amount_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"number|above zero"):
        read_typed(MONEY, line, ENGLISH)


@pytest.mark.parametrize(
    "line",
    ["11. 1. 2027", "11.01.2027", "11.1.2027", "2027-01-11", "2027-1-11", "2027. 01. 11.", "2027.1.11", "11-01-2027"],
)
@pytest.mark.parametrize("code", ["en", "sk", "hu", "it"])
def test_days_are_read_as_each_country_writes_them(line: str, code: str) -> None:
    assert read_typed(DAY, line, Language(code)) == date(2027, 1, 11)


def test_a_day_with_strokes_can_mean_two_things() -> None:
    with pytest.raises(Ambiguous) as caught:
        read_typed(DAY, "02/01/2027", ENGLISH)
    assert caught.value.readings == (date(2027, 1, 2), date(2027, 2, 1))
    assert read_typed(DAY, "25/12/2027", ENGLISH) == date(2027, 12, 25)
    assert read_typed(DAY, "02/02/2027", ENGLISH) == date(2027, 2, 2)


@pytest.mark.parametrize("line", ["31.2.2027", "11.1.27", "tomorrow", "1.2", "99/99/2027", "2027-02-30"])
def test_what_is_no_day_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not a day"):
        read_typed(DAY, line, ENGLISH)


def value_for(question: Question) -> Any:
    """Return a value that the question accepts."""
    if question.choices:
        ids = [choice.id for choice in question.choices]
        return tuple(ids[:2]) if question.kind == "choices" else ids[-1]
    if question.kind == "flag":
        return True
    if question.kind == "date":
        return date(2028, 6, 30)
    if question.kind in ("money", "number", "percent", "integer"):
        number = max(question.minimum or 1, 1)
        return number if question.kind == "integer" else Decimal(number)
    return "Two words"


def as_typed(question: Question, value: Any) -> str:
    """Return a value as a person types it."""
    ids = [choice.id for choice in question.choices]
    if question.kind == "choice":
        return str(ids.index(value) + 1)
    if question.kind == "choices":
        return ", ".join(str(ids.index(item) + 1) for item in value)
    return {True: "yes"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def from_file(question: Question, text: str, folder: Path) -> Any:
    section, _, key = question.id.partition(".")
    file = folder / "answers.yaml"
    file.write_text(f"country: SK\ntheme: energy\n{section}:\n  {key}: {text}\n", "utf-8")
    return read_answers(read_source(file), [question], currencies=["EUR"], tasks=[]).values[question.id]


def test_every_source_of_an_answer_gives_the_same_value(tmp_path: Path) -> None:
    for question in EVERY.values():
        value = value_for(question)
        assert read_value(question, value) == value
        assert read_typed(question, as_typed(question, value), ENGLISH) == value
        assert from_file(question, scalar(value), tmp_path) == value
        if question.default is not None:
            default = asking.default_of(question)
            assert from_file(question, scalar(default), tmp_path) == default
            assert read_typed(question, as_typed(question, default), ENGLISH) == default


def test_every_source_goes_through_the_one_validation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a validation that refuses everything in its place, no source gets an answer in."""

    def refuse(question: Question, raw: Any) -> Any:
        raise ValueError(f"refused: {question.id}")

    for module in (asking, completing, reading, typed):
        monkeypatch.setattr(module, "read_value", refuse)
    for question in EVERY.values():
        value = value_for(question)
        with pytest.raises(ValueError, match=f"refused: {question.id}"):
            read_typed(question, as_typed(question, value), ENGLISH)
        with pytest.raises(InvalidFiles, match=f"refused: {question.id}"):
            from_file(question, scalar(value), tmp_path)
        if question.default is not None:
            plain = question.model_copy(update={"when": None})
            with pytest.raises(ValueError, match=f"refused: {question.id}"):
                asking.default_of(question)
            with pytest.raises(ValueError, match=f"refused: {question.id}"):
                completing.complete({}, [plain], country="SK", theme="energy", next_working_day=date(2027, 1, 11))


def test_limits_hold_for_what_is_typed_and_for_what_a_file_says(tmp_path: Path) -> None:
    for question in EVERY.values():
        if question.minimum is None:
            continue
        below = str(question.minimum - 1)
        with pytest.raises(ValueError, match=r"below the least|above zero") as typed_error:
            read_typed(question, below, ENGLISH)
        with pytest.raises(InvalidFiles) as file_error:
            from_file(question, below, tmp_path)
        assert str(typed_error.value) in str(file_error.value)
