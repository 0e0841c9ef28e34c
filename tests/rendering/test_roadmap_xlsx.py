"""The workbook, read back: dates are dates, the chart follows them, and no text is anything but a text."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import openpyxl
import pytest

from ppi2go.l10n import LOCALES, Language, available_languages
from ppi2go.rendering.context import build_context
from ppi2go.rendering.roadmap_xlsx import render_workbook
from ppi2go.rendering.roadmap_xlsx_styles import day_format
from shipped import EXAMPLES, example_rendering

HEAD, FIRST, WEEK = 5, 6, 10
"""Rows and column as openpyxl counts them, from 1."""
HOSTILE = ["=cmd|' /C calc'!A0", "<r><t>x</t></r>", "https://example.org", "a\x00\x0bb", "{=1}", "x" * 40_000, "&P&Q"]


@cache
def context(language: str = "en", **changed: Any) -> dict[str, Any]:
    found = example_rendering(EXAMPLES[0], language, date(2026, 11, 23), **dict(changed))
    return build_context(replace(found, escape=str))


def workbook(found: dict[str, Any]) -> bytes:
    return render_workbook(found, Language(found["language"]))


def opened(content: bytes, **options: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), **options)


@pytest.mark.parametrize("language", available_languages())
def test_every_task_is_a_row_with_real_dates(language: str) -> None:
    found = context(language)
    sheet = opened(workbook(found)).worksheets[0]
    for row, task in enumerate(found["tasks"], start=FIRST):
        number, name, kind, start, end = (sheet.cell(row, column) for column in range(1, 6))
        assert (number.value or "", name.value, kind.value) == (task["number"], task["name"], task["kind_name"])
        assert start.is_date
        assert (start.value.date(), end.value.date()) == (task["start"], task["end"])


def test_the_tasks_can_be_filtered_and_the_heads_stay() -> None:
    sheet = opened(workbook(context())).worksheets[0]
    last = FIRST + len(context()["tasks"]) - 1
    assert sheet.auto_filter.ref == f"A{HEAD}:I{last}"
    assert sheet.freeze_panes == f"C{FIRST}"


def test_every_sheet_prints_on_a4_landscape_as_wide_as_the_page() -> None:
    for sheet in opened(workbook(context("sk"))).worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, int(sheet.page_setup.fitToHeight)) == (1, 0)
        assert sheet.print_title_rows


def test_the_axis_counts_mondays_from_the_earliest_date() -> None:
    found = context()
    content = workbook(found)
    formulas, values = opened(content).worksheets[0], opened(content, data_only=True).worksheets[0]
    last = FIRST + len(found["tasks"]) - 1
    earliest = f"MIN($D${FIRST}:$D${last})"
    assert formulas.cell(HEAD, WEEK).value == f"={earliest}-WEEKDAY({earliest},2)+1"
    assert formulas.cell(HEAD, WEEK + 1).value == "=J5+7"
    first = found["plan"]["start"] - timedelta(days=found["plan"]["start"].weekday())
    for week in range(0, values.max_column - WEEK + 1, 7):
        shown = date(1899, 12, 30) + timedelta(days=values.cell(HEAD, WEEK + week).value)
        assert shown == first + timedelta(weeks=week)
    assert first + timedelta(weeks=values.max_column - WEEK + 1) > found["plan"]["end"]


def test_the_bars_are_rules_over_the_dates_in_their_row() -> None:
    sheet = opened(workbook(context())).worksheets[0]
    last = FIRST + len(context()["tasks"]) - 1
    ranges = {str(item.sqref): item.rules for item in sheet.conditional_formatting}
    area = next(name for name in ranges if name.startswith(f"J{FIRST}:"))
    assert area.endswith(str(last))
    formulas = [rule.formula[0] for rule in ranges[area]]
    meets = "$D6<J$5+7,$E6>=J$5"
    assert formulas[:6] == [
        part
        for kind in ("$D$3", "$C$3", "$B$3")
        for part in (f'AND({meets},$C6={kind},$H6<>"")', f"AND({meets},$C6={kind})")
    ]
    legend = [sheet[name].value for name in ("B3", "C3", "D3")]
    assert legend == ["estimated work", "statutory period", "milestone"]
    assert len({sheet[name].fill.fgColor.rgb for name in ("B3", "C3", "D3")}) == 3


def test_the_law_stands_with_its_provision_and_status() -> None:
    found = context()
    rows = list(opened(workbook(found))["Law"].iter_rows(min_row=4, values_only=True))
    kinds = [row[0] for row in rows]
    assert kinds == ["Regime", "Threshold", "Threshold", "Procedure", "Time limit", "Standstill"]
    threshold = found["regime"]["thresholds"][0]
    assert rows[1][2] == threshold["value"]
    assert rows[1][4] == f"{threshold['citation']['provision']}, {threshold['citation']['act']}"
    assert all(row[5] in ("confirmed", "restated by another source", "not confirmed") for row in rows)


def test_an_unknown_threshold_is_called_unknown() -> None:
    found = context()
    thresholds = [item | {"value": None} for item in found["regime"]["thresholds"]]
    sheet = opened(workbook(found | {"regime": found["regime"] | {"thresholds": thresholds}}))["Law"]
    assert sheet["C5"].value == "unknown"


def test_assumptions_and_findings_are_complete() -> None:
    found, book = context(), opened(workbook(context()))
    assumed = list(book["Assumptions"].iter_rows(min_row=4, values_only=True))
    assert [(row[0], row[3]) for row in assumed] == [(item["question"], item["field"]) for item in found["assumptions"]]
    reported = list(book["Findings"].iter_rows(min_row=4, values_only=True))
    assert [row[1] for row in reported] == [item["message"] for item in found["findings"]]


def test_a_plan_without_findings_and_assumptions_is_a_workbook_too() -> None:
    book = opened(workbook(context() | {"findings": [], "assumptions": []}))
    assert book["Findings"].max_row == book["Assumptions"].max_row == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_a_link_or_markup(text: str) -> None:
    found = context()
    plan = found["plan"] | {"title": text}
    tasks = [task | {"name": text, "purpose": text} for task in found["tasks"]]
    assumptions = [item | {"value": text, "question": text} for item in found["assumptions"]]
    book = opened(workbook(found | {"plan": plan, "tasks": tasks, "assumptions": assumptions, "buyer_name": text}))
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            ours = sheet is book.worksheets[0] and (cell.column >= WEEK or cell.column == 6)
            assert cell.data_type != "f" or ours, cell.coordinate
            assert cell.hyperlink is None
    shown = book.worksheets[0]["B6"].value
    assert shown.strip() == text.replace("\x00", "").replace("\x0b", "")[:32_000].strip()


def test_sheets_have_names_that_spreadsheets_accept(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "[Same]: long/name? of* a\\sheet that goes on and on"
    monkeypatch.setattr(Language, "text", lambda self, message: long)
    names = opened(workbook(context())).sheetnames
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert workbook(context("sk")) == workbook(context("sk"))
    properties = opened(workbook(context("sk"))).properties
    assert properties.created.date() == properties.modified.date() == date(2026, 11, 23)
    assert properties.title == context("sk")["plan"]["title"]


@pytest.mark.parametrize("code", LOCALES)
def test_days_are_written_as_the_language_writes_them(code: str) -> None:
    written = day_format(Language(code))
    assert written.startswith("[$-")
    assert written.partition("]")[2] == {
        "en": "d mmm yyyy", "cs": "d. m. yyyy", "hr": "d. mmm yyyy.", "hu": "yyyy. mmm d.", "it": "d mmm yyyy",
        "pl": "d mmm yyyy", "sk": "d. m. yyyy", "sl": "d. mmm yyyy",
    }[code]  # fmt: skip
