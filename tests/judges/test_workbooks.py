"""LibreOffice calculates the workbooks of the pack itself: no error cell, and the program's cost to the cent."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from judging import program, run

from ppi2go.l10n import Language
from ppi2go.rendering.context import Rendering, build_context
from ppi2go.rendering.workbooks.pack import make_workbook
from shipped import planned, shipped

CASES = (("SK", "energy", "public-lighting"), ("HU", "health", "heart-failure"), ("IT", "ict", "ai-assistant"))
WORKBOOKS = ("life-cycle-cost", "evaluation-grid", "risk-register", "kpi-dashboard")
SAVE = "xlsx:Calc MS Excel 2007 XML"
_RESULT = re.compile(rb"(</f>)<v>[^<]*</v>")


def rendering_of(country: str, theme: str, need: str) -> Rendering:
    plan, values = planned({"thematic.need": need}, country, theme)
    return Rendering(plan, shipped(country, theme), values, Language("en"), date(2027, 1, 11), str)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All workbooks without the results that the program stored, as LibreOffice saves them after calculating."""
    office, folder = program("soffice", "libreoffice"), tmp_path_factory.mktemp("workbooks")
    for country, theme, need in CASES:
        rendering = rendering_of(country, theme, need)
        context = build_context(rendering)
        for name in WORKBOOKS:
            file = folder / f"{theme}-{name}.xlsx"
            file.write_bytes(make_workbook(name, context, rendering.language, title="Sheet"))
            _fill_in(file, name)
            _forget_results(file)
    files = sorted(folder.glob("*.xlsx"))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    run(office, profile, "--headless", "--convert-to", SAVE, "--outdir", folder / "saved", *files)
    return folder


def _fill_in(file: Path, name: str) -> None:
    """Fill the evaluation grid as a committee would: tender B is best in quality, A is cheapest, C has no price yet."""
    if name != "evaluation-grid":
        return
    book = openpyxl.load_workbook(file)
    for sheet in book.worksheets:
        for row in range(5, 60):
            if sheet.title.startswith("Evaluator") and sheet.cell(row, 2).value:
                for column, score in ((3, 3), (4, 5), (5, 2)):
                    sheet.cell(row, column).value = score
            if sheet.title == "Price and cost" and sheet.cell(row, 2).value:
                sheet.cell(row, 3).value, sheet.cell(row, 4).value = 100_000, 110_000
    book.save(file)


def _forget_results(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, _RESULT.sub(rb"\1", content) if "worksheets/" in name else content)


def saved(folder: Path, name: str) -> Any:
    return openpyxl.load_workbook(folder / "saved" / name, data_only=True)


@pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning")  # of the reader, not of the file
@pytest.mark.parametrize("theme", [case[1] for case in CASES])
@pytest.mark.parametrize("name", WORKBOOKS)
def test_no_cell_is_an_error(folder: Path, theme: str, name: str) -> None:
    for sheet in saved(folder, f"{theme}-{name}.xlsx").worksheets:
        faults = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "e"]
        assert faults == [], sheet.title


@pytest.mark.parametrize("case", CASES, ids=[case[1] for case in CASES])
def test_the_formulas_come_to_the_cost_of_the_program_to_the_cent(folder: Path, case: tuple[str, str, str]) -> None:
    cost = rendering_of(*case).plan.cost
    assert cost
    sheet = saved(folder, f"{case[1]}-life-cycle-cost.xlsx").worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    total = rows["Life-cycle cost (present value)"]
    assert cents(sheet.cell(total, 2).value) == cost.new.total
    assert cents(sheet.cell(total, 3).value) == cost.today.total
    payback = sheet.cell(rows["Year in which the savings have paid for the purchase"], 2).value
    assert payback == (cost.payback if cost.payback is not None else "not within the period")
    for item in cost.scenarios:
        row = rows[item.scenario.name]
        assert cents(sheet.cell(row, 3).value) == item.new, item.scenario.id
        assert cents(sheet.cell(row, 4).value) == item.today, item.scenario.id


def cents(value: float) -> Decimal:
    return Decimal(str(round(value, 2))).quantize(Decimal("0.01"))


@pytest.mark.parametrize("theme", [case[1] for case in CASES])
def test_the_grid_ranks_complete_tenders_and_waits_for_the_others(folder: Path, theme: str) -> None:
    country, _, need = next(case for case in CASES if case[1] == theme)
    book = saved(folder, f"{theme}-evaluation-grid.xlsx")
    sheet = book.worksheets[0]
    context = build_context(replace(rendering_of(country, theme, need), escape=str))
    criteria = context["theme"]["award"]["criteria"]
    quality = sum(item["weight"] for item in criteria if item["kind"] == "quality")
    money = sum(item["weight"] for item in criteria if item["kind"] != "quality")
    row = 5 + len(criteria)
    assert sheet.cell(row, 3).value == pytest.approx(quality * 3 / 5 + money)
    assert sheet.cell(row, 4).value == pytest.approx(quality + money * 100 / 110, abs=0.02)
    waits = money > 0
    assert (sheet.cell(row, 5).value in (None, "")) is waits
    assert sheet.cell(row + 1, 4).value == 1
    assert sheet.cell(row + 1, 3).value == 2
