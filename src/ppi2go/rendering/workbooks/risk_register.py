"""The risk register as a workbook: every risk with its score by formula, and a map of likelihood and impact."""

from __future__ import annotations

from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.roadmap_xlsx_styles import HAIRLINE, Book, Sheet
from ppi2go.rendering.workbooks.book import area, cell, entry, formula, heading, heads, note

Plain = dict[str, Any]
_FIRST = 4
_LIKELIHOOD, _IMPACT, _SCORE, _STATUS = 6, 7, 8, 13
_LOW, _MIDDLE, _HIGH = "#D5E8D4", "#FFE9A8", "#F5B7A8"
_WIDTHS = (6, 26, 12, 16, 40, 40, 11, 9, 9, 44, 34, 20, 14, 14, 34)


def write_risk_register(book: Book, context: Plain, language: Language) -> None:
    """Write the register and the map that counts the open risks of each field."""
    t = language.text
    register, chart = book.sheet(t("Risk register")), book.sheet(t("Risk map"))
    count = _write_register(register, context, language)
    _write_map(chart, register.worksheet.get_name(), context["theme"]["risks"], count, language)


def _write_register(sheet: Sheet, context: Plain, language: Language) -> int:
    t, find, risks = language.text, context["task"], context["theme"]["risks"]
    for column, width in enumerate(_WIDTHS):
        sheet.worksheet.set_column(column, column, width)
    heading(sheet, t("Risk register"))
    text = t("Likelihood and impact from 1 (very low) to 5 (very high); the score is their product.")
    note(sheet, 1, text, width=120)
    heads(
        sheet,
        _FIRST - 1,
        [
            t("No."), t("Step"), t("Date"), t("Category"), t("Cause"), t("Effect"), t("Likelihood"), t("Impact"),
            t("Score"), t("Response"), t("Trigger"), t("Owner"), t("Review on"), t("Status"), t("Remarks"),
        ],
    )  # fmt: skip
    rows = sorted(
        risks, key=lambda item: (task["start"].isoformat() if (task := find(item["step"])) else "9", -item["score"])
    )
    look = {"text_wrap": True, "bottom": 1, "bottom_color": HAIRLINE}
    for row, item in enumerate(rows, start=_FIRST):
        task = find(item["step"])
        sheet.number(row, 0, row - _FIRST + 1, **look)
        sheet.text(row, 1, item["step_name"], **look)
        if task:
            sheet.day(row, 2, task["start"], **look)
        for column, key in ((3, "category_name"), (4, "cause"), (5, "effect"), (9, "response"), (10, "trigger")):
            sheet.text(row, column, item[key], **look)
        sheet.text(row, 11, item["owner"], **look)
        entry(sheet, row, _LIKELIHOOD, item["likelihood"], align="center")
        entry(sheet, row, _IMPACT, item["impact"], align="center")
        product = f"={cell(row, _LIKELIHOOD)}*{cell(row, _IMPACT)}"
        formula(sheet, row, _SCORE, product, item["score"], bold=True, align="center", **look)
        for column in (12, 14):
            entry(sheet, row, column, None, text_wrap=True)
        entry(sheet, row, _STATUS, t("open"))
        texts = [
            (item[key], width) for key, width in (("cause", 40), ("effect", 40), ("response", 44), ("trigger", 34))
        ]
        sheet.height(row, texts)
    last = _FIRST + max(len(rows), 1) - 1
    sheet.worksheet.autofilter(_FIRST - 1, 0, last, len(_WIDTHS) - 1)
    sheet.worksheet.freeze_panes(_FIRST, 2)
    sheet.worksheet.repeat_rows(_FIRST - 1)
    _colour(sheet, (_FIRST, _SCORE, last, _SCORE))
    states = [t("open"), t("occurred"), t("closed")]
    sheet.worksheet.data_validation(_FIRST, _STATUS, last, _STATUS, {"validate": "list", "source": states})
    whole = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 5}
    sheet.worksheet.data_validation(_FIRST, _LIKELIHOOD, last, _IMPACT, whole)
    return len(rows)


def _colour(sheet: Sheet, cells: tuple[int, int, int, int]) -> None:
    for least, most, colour in ((1, 5, _LOW), (6, 12, _MIDDLE), (13, 25, _HIGH)):
        look = sheet.book.workbook.add_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "between", "minimum": least, "maximum": most, "format": look}
        sheet.worksheet.conditional_format(*cells, rule)


def _write_map(sheet: Sheet, register: str, risks: list[Plain], count: int, language: Language) -> None:
    t = language.text
    heading(sheet, t("Risk map"))
    text = t("Number of risks that are not closed, by likelihood (rows) and impact (columns).")
    note(sheet, 1, text, width=80)
    sheet.worksheet.set_column(0, 0, 26)
    sheet.worksheet.set_column(1, 5, 13)
    last = _FIRST + max(count, 1) - 1
    places = [area((_FIRST, column), (last, column), sheet=register) for column in (_LIKELIHOOD, _IMPACT, _STATUS)]
    heads(sheet, 3, [t("Likelihood"), *(f"{t('Impact')} {impact}" for impact in range(1, 6))])
    for row, likelihood in enumerate(range(5, 0, -1), start=4):
        sheet.text(row, 0, f"{t('Likelihood')} {likelihood}", bold=True)
        for impact in range(1, 6):
            number = sum(item["likelihood"] == likelihood and item["impact"] == impact for item in risks)
            text = f'=COUNTIFS({places[0]},{likelihood},{places[1]},{impact},{places[2]},"<>{t("closed")}")'
            score = likelihood * impact
            colour = _LOW if score <= 5 else _MIDDLE if score <= 12 else _HIGH
            formula(sheet, row, impact, text, number, bg_color=colour, align="center", border=1, border_color=HAIRLINE)
