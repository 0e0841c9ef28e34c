"""LibreOffice opens the workbook, recalculates it and saves it: no error, the same dates, the same axis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from judging import program, run

from ppi2go.rendering.context import build_context
from ppi2go.rendering.roadmap_csv import render_csv
from ppi2go.rendering.roadmap_xlsx import render_workbook
from shipped import EXAMPLES, example_rendering

LANGUAGES = ("en", "hr", "hu", "sk")
"""Each writes days in another way."""
SAVE = "xlsx:Calc MS Excel 2007 XML"
OPEN_TABLE = "CSV:59,34,76"
"""Semicolon, quotation mark, UTF-8: what the import dialogue shows to a user, there is none without a screen."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Workbooks and tables as LibreOffice saves them; one workbook has its first date put back by a hundred days."""
    office = program("soffice", "libreoffice")
    folder = tmp_path_factory.mktemp("xlsx")
    for language in LANGUAGES:
        rendering, context = planned(language)
        (folder / f"{language}.xlsx").write_bytes(render_workbook(context, rendering.language))
        (folder / f"{language}.csv").write_bytes(render_csv(context))
    edited = openpyxl.load_workbook(folder / "en.xlsx")
    edited.worksheets[0]["D6"].value -= timedelta(days=100)
    edited.save(folder / "edited.xlsx")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    files = sorted(folder.glob("*.xlsx"))
    tables = sorted(folder.glob("*.csv"))
    run(office, profile, "--headless", "--convert-to", SAVE, "--outdir", folder / "saved", *files)
    run(
        office,
        profile,
        "--headless",
        f"--infilter={OPEN_TABLE}",
        "--convert-to",
        SAVE,
        "--outdir",
        folder / "tables",
        *tables,
    )
    return folder


def planned(language: str) -> tuple[Any, dict[str, Any]]:
    rendering = replace(example_rendering(EXAMPLES[0], language, date(2026, 11, 23)), escape=str)
    return rendering, build_context(rendering)


def saved(file: Path) -> Any:
    return openpyxl.load_workbook(file, data_only=True)


@pytest.mark.parametrize("name", [*LANGUAGES, "edited"])
def test_no_cell_is_an_error(folder: Path, name: str) -> None:
    for sheet in saved(folder / "saved" / f"{name}.xlsx").worksheets:
        faults = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "e"]
        assert faults == [], sheet.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_and_days_survive(folder: Path, language: str) -> None:
    _, context = planned(language)
    sheet = saved(folder / "saved" / f"{language}.xlsx").worksheets[0]
    for row, task in enumerate(context["tasks"], start=6):
        start, end, days = (sheet.cell(row, column).value for column in (4, 5, 6))
        assert (start.date(), end.date()) == (task["start"], task["end"])
        assert days == (task["end"] - task["start"]).days + 1


def test_an_edited_date_moves_the_axis_and_the_length(folder: Path) -> None:
    _, context = planned("en")
    task = context["tasks"][0]
    start = task["start"] - timedelta(days=100)
    sheet = saved(folder / "saved/edited.xlsx").worksheets[0]
    assert sheet["F6"].value == (task["end"] - start).days + 1
    assert date(1899, 12, 30) + timedelta(days=sheet["J5"].value) == start - timedelta(days=start.weekday())


def test_the_rules_of_the_chart_survive(folder: Path) -> None:
    sheet = saved(folder / "saved/en.xlsx").worksheets[0]
    rules = [rule for item in sheet.conditional_formatting for rule in item.rules]
    assert len(rules) >= 9


def test_libreoffice_splits_the_table_and_finds_its_dates_and_letters(folder: Path) -> None:
    _, context = planned("sk")
    sheet = saved(folder / "tables/sk.xlsx").worksheets[0]
    assert [sheet.cell(1, column).value for column in (1, 6)] == ["id", "start"]
    for row, task in enumerate(context["tasks"], start=2):
        assert sheet.cell(row, 4).value == task["name"]
        assert sheet.cell(row, 6).value.date() == task["start"]
