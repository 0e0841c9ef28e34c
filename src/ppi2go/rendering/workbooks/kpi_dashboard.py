"""The indicators of the contract as a workbook: values entered by period, the latest one beside its target."""

from __future__ import annotations

from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.roadmap_xlsx_styles import HAIRLINE, Book, Sheet
from ppi2go.rendering.workbooks.book import area, cell, entry, formula, heading, heads, note

Plain = dict[str, Any]
PERIODS = 12
_FIRST = 5
_NUMBERS = 3
"""Column of the baseline as a number; then the target, whether higher is better, and the periods."""
_PERIOD = _NUMBERS + 3
_MET, _MISSED = "#D5E8D4", "#F5B7A8"


def write_kpi_dashboard(book: Book, context: Plain, language: Language) -> None:
    """Write the dashboard, the values by period, and what each indicator means."""
    t, kpis = language.text, context["theme"]["kpis"]
    dashboard, values, meaning = book.sheet(t("Dashboard")), book.sheet(t("Values")), book.sheet(t("Indicators"))
    _write_values(values, kpis, language)
    _write_dashboard(dashboard, kpis, values.worksheet.get_name(), language)
    _write_meaning(meaning, kpis, language)


def _write_values(sheet: Sheet, kpis: list[Plain], language: Language) -> None:
    t = language.text
    sheet.worksheet.set_column(0, 0, 46)
    sheet.worksheet.set_column(1, 2, 24)
    sheet.worksheet.set_column(3, _PERIOD + PERIODS, 11)
    heading(sheet, t("Values"))
    text = t(
        "Enter baseline and target as numbers, 1 where a higher value is better or -1 where a lower one is, and a "
        "value for each period."
    )
    note(sheet, 1, text, width=140)
    heads(
        sheet,
        _FIRST - 1,
        [t("Indicator"), t("Unit"), t("Target in words"), t("Baseline"), t("Target"), t("Better if higher")],
    )
    for period in range(PERIODS):
        entry(sheet, _FIRST - 1, _PERIOD + period, f"{t('Period')} {period + 1}", bold=True)
    for row, item in enumerate(kpis, start=_FIRST):
        sheet.text(row, 0, item["name"], text_wrap=True, bottom=1, bottom_color=HAIRLINE)
        sheet.text(row, 1, item["unit"], text_wrap=True, bottom=1, bottom_color=HAIRLINE)
        sheet.text(row, 2, item["target"], text_wrap=True, bottom=1, bottom_color=HAIRLINE)
        sheet.height(row, [(item["name"], 46), (item["unit"], 24), (item["target"], 24)])
        for column in range(_NUMBERS, _PERIOD + PERIODS):
            entry(sheet, row, column, None)
    sheet.worksheet.freeze_panes(_FIRST, 1)


def _write_dashboard(sheet: Sheet, kpis: list[Plain], values: str, language: Language) -> None:
    t = language.text
    for column, width in enumerate((46, 22, 12, 12, 14, 16, 40)):
        sheet.worksheet.set_column(column, column, width)
    heading(sheet, t("Dashboard"))
    text = t("The latest value of each indicator beside its target; the values are entered on the next sheet.")
    note(sheet, 1, text, width=120)
    heads(
        sheet,
        _FIRST - 1,
        [t("Indicator"), t("Unit"), t("Baseline"), t("Target"), t("Latest value"), t("Target met"), t("Course")],
    )
    yes, no = t("yes"), t("no")
    for row, item in enumerate(kpis, start=_FIRST):
        sheet.text(row, 0, item["name"], text_wrap=True, bottom=1, bottom_color=HAIRLINE)
        sheet.text(row, 1, item["unit"], text_wrap=True, bottom=1, bottom_color=HAIRLINE)
        sheet.height(row, [(item["name"], 46), (item["unit"], 22)])
        for column, source in ((2, _NUMBERS), (3, _NUMBERS + 1)):
            place = cell(row, source, sheet=values)
            formula(sheet, row, column, f'=IF({place}="","",{place})', "")
        periods = area((row, _PERIOD), (row, _PERIOD + PERIODS - 1), sheet=values)
        # LOOKUP with 9E+99 finds the last number of a row, whatever is empty before it.
        formula(sheet, row, 4, f'=IF(COUNT({periods})=0,"",LOOKUP(9E+99,{periods}))', "", bold=True)
        latest, target, way = cell(row, 4), cell(row, 3), cell(row, _NUMBERS + 2, sheet=values)
        known = f'OR({latest}="",{target}="",{way}="")'
        formula(sheet, row, 5, f'=IF({known},"",IF(({latest}-{target})*{way}>=0,"{yes}","{no}"))', "", align="center")
        sheet.worksheet.add_sparkline(row, 6, {"range": periods.replace("$", ""), "markers": True})
    last = _FIRST + max(len(kpis), 1) - 1
    for word, colour in ((yes, _MET), (no, _MISSED)):
        look = sheet.book.workbook.add_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
        sheet.worksheet.conditional_format(_FIRST, 5, last, 5, rule)
    sheet.worksheet.freeze_panes(_FIRST, 1)


def _write_meaning(sheet: Sheet, kpis: list[Plain], language: Language) -> None:
    t = language.text
    heads_and_keys = (
        (t("Indicator"), "name", 40),
        (t("Unit"), "unit", 20),
        (t("Baseline"), "baseline", 30),
        (t("Target"), "target", 30),
        (t("How it is measured"), "measured_by", 44),
        (t("How often"), "frequency", 18),
        (t("Consequence for the payment"), "consequence", 50),
    )
    heading(sheet, t("Indicators"))
    heads(sheet, 2, [head for head, _, _ in heads_and_keys])
    for column, (_, _, width) in enumerate(heads_and_keys):
        sheet.worksheet.set_column(column, column, width)
    for row, item in enumerate(kpis, start=3):
        for column, (_, key, _) in enumerate(heads_and_keys):
            sheet.text(row, column, item[key], text_wrap=True, bottom=1, bottom_color=HAIRLINE)
        sheet.height(row, [(item[key], width) for _, key, width in heads_and_keys])
    sheet.worksheet.freeze_panes(3, 1)
