from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ppi2go.answers.reading import Answers, read_answers, read_source
from ppi2go.errors import InvalidFiles
from shipped import shipped

HEAD = "ppi2go: 1\ncountry: SK\ntheme: energy\n"
SIX_FAULTS = """\
ppi2go: 1
country: SK
theme: energy
buyer:
  tipe: subcentral
project:
  contract: supply
  estimated_value: 8e5
  duration_months: twelve
timing:
  start: 2027-02-30
  start: 2027-03-01
market: near-market
"""


def read(tmp_path: Path, text: str) -> Answers:
    file = tmp_path / "answers.yaml"
    file.write_text(text, "utf-8")
    catalogue = shipped()
    tasks = [step.id for step in catalogue.process.steps]
    return read_answers(read_source(file), catalogue.questions, currencies=["EUR"], tasks=tasks)


def faults(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(InvalidFiles) as caught:
        read(tmp_path, text)
    return [f"{fault.position.line}:{fault.position.column}: {fault.message}" for fault in caught.value.faults]


def test_answers_get_their_types(tmp_path: Path) -> None:
    text = (
        "buyer: {name: Mesto, type: central}\n"
        "project: {estimated_value: 850000, currency: EUR, eu_funds: no, duration_months: 24}\n"
        "timing: {start: 2027-01-11}\n"
        "actual: {notice-dispatch: 2027-03-08}\n"
        "calendar: {closed: [2027-07-26/2027-08-06, 2027-12-31]}\n"
    )
    values = read(tmp_path, HEAD + text).values
    assert values["project.estimated_value"] == Decimal(850000)
    assert values["project.eu_funds"] is False
    assert values["timing.start"] == date(2027, 1, 11)
    assert values["actual"] == {"notice-dispatch": date(2027, 3, 8)}
    assert values["calendar.closed"][1] == (date(2027, 12, 31), date(2027, 12, 31))


def test_json_is_read_as_well(tmp_path: Path) -> None:
    values = read(tmp_path, '{"country": "SK", "theme": "energy", "project": {"estimated_value": "850000.50"}}').values
    assert values["project.estimated_value"] == Decimal("850000.50")


def test_a_duplicate_key_is_found_before_anything_else(tmp_path: Path) -> None:
    assert faults(tmp_path, SIX_FAULTS) == ["12:3: the key 'start' stands twice; the first is in line 11"]


def test_six_faults_are_six_lines_with_their_places(tmp_path: Path) -> None:
    found = faults(tmp_path, SIX_FAULTS.replace("  start: 2027-03-01\n", "  needed_by: 31.12.2028\n"))
    assert [line.split(": ")[0] for line in found] == ["5:3", "7:13", "8:20", "9:20", "11:10", "12:14", "13:9"]
    for words, line in zip(
        (
            "unknown key 'tipe'; did you mean 'type'?",
            "'supply' is not a choice; did you mean 'supplies'?",
            "'8e5' is not a number",
            "'twelve' is not a whole number",
            "'2027-02-30' is not a day of the calendar",
            "'31.12.2028' is not a date; write it as YYYY-MM-DD",
            "a mapping is expected below 'market'",
        ),
        found,
        strict=True,
    ):
        assert words in line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("buyers: {}\n", "4:1: unknown key 'buyers'; did you mean 'buyer'?"),
        ("ppi2go: 2\n", "twice"),
        ("project: {currency: CZK}\n", "'CZK' is not the currency of this country"),
        ("project: {estimated_value: -5}\n", "not an amount above zero"),
        ("project: {title: [a]}\n", "text is expected here"),
        ("project: {title: 'a\u202e\x07b'}\n", "not valid YAML"),
        ("timing: {tender_period: 400}\n", "above the greatest allowed value, 365"),
        ("actual: {notice-dispach: 2027-03-08}\n", "unknown task 'notice-dispach'; did you mean 'notice-dispatch'?"),
        ("calendar: {closed: [2027-08-06/2027-07-26]}\n", "ends before it begins"),
    ],
)
def test_each_fault_says_what_is_allowed(tmp_path: Path, text: str, words: str) -> None:
    assert words in "\n".join(faults(tmp_path, HEAD + text))


@pytest.mark.parametrize("amount", ["850.000", "1.250.000", "'850,000'"])
def test_an_amount_that_can_be_read_twice_is_a_finding_and_not_a_guess(tmp_path: Path, amount: str) -> None:
    answers = read(tmp_path, f"{HEAD}project: {{estimated_value: {amount}}}\n")
    assert "project.estimated_value" not in answers.values
    assert [(finding.id, finding.severity) for finding in answers.findings] == [("answers.ambiguous-amount", "error")]


def test_decimals_that_cannot_be_misread_are_no_finding(tmp_path: Path) -> None:
    answers = read(tmp_path, f"{HEAD}project: {{estimated_value: 850000.00}}\n")
    assert answers.values["project.estimated_value"] == Decimal("850000.00")
    assert not answers.findings
