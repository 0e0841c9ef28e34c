"""The evaluation grid: a sheet for each evaluator, the consensus, points and ranking, and what the weights do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.roadmap_xlsx_styles import HAIRLINE, Book, Sheet
from ppi2go.rendering.workbooks.book import area, cell, entry, formula, heading, heads, note

Plain = dict[str, Any]
TENDERS, EVALUATORS = 5, 3
_FIRST = 4
"""Row of the first line on every sheet; a line has the same row on the sheets of the evaluators and the consensus."""
_TENDER = 2
"""Column of the first tender on every sheet; before it the name and the weight."""
_POINTS = "0.00"


@dataclass(frozen=True)
class _Line:
    """A sub-criterion of quality, or a criterion that has none."""

    name: str
    weight: int
    asks: str
    criterion: int


def write_evaluation_grid(book: Book, context: Plain, language: Language) -> None:
    """Write the sheets: result, scale, evaluators, consensus, price and cost, sensitivity."""
    t = language.text
    criteria = context["theme"]["award"]["criteria"]
    lines = _lines(criteria)
    result, scale = book.sheet(t("Result")), book.sheet(t("Scale"))
    evaluators = [book.sheet(f"{t('Evaluator')} {number}") for number in range(1, EVALUATORS + 1)]
    consensus, money = book.sheet(t("Consensus")), book.sheet(t("Price and cost"))
    sensitivity = book.sheet(t("Sensitivity"))
    names = _name_cells(result)
    _write_scale(scale, context["theme"]["scale"], lines, language)
    for sheet in evaluators:
        _write_evaluator(sheet, lines, names, language)
    _write_consensus(consensus, lines, names, [sheet.worksheet.get_name() for sheet in evaluators], language)
    _write_money(money, criteria, names, language)
    sums = _write_result(result, criteria, lines, consensus.worksheet.get_name(), money.worksheet.get_name(), language)
    _write_sensitivity(sensitivity, criteria, names, result.worksheet.get_name(), sums, language)


def _lines(criteria: Sequence[Plain]) -> list[_Line]:
    found = []
    for number, item in enumerate(criteria):
        if item["kind"] == "quality":
            for part in item["parts"] or [item | {"asks": item["purpose"]}]:
                found.append(_Line(part["name"], part["weight"], part["asks"], number))
    return found


def _name_cells(result: Sheet) -> list[str]:
    """Return the addresses of the names of the tenders, which are entered once, on the first sheet."""
    sheet = result.worksheet.get_name()
    return [cell(_FIRST - 1, _TENDER + number, fixed=True, sheet=sheet) for number in range(TENDERS)]


def _tender_name(number: int, language: Language) -> str:
    return f"{language.text('Tender')} {'ABCDE'[number]}"


def _columns(sheet: Sheet, *, reasons: bool = False) -> None:
    sheet.worksheet.set_column(0, 0, 52)
    sheet.worksheet.set_column(1, 1, 10)
    sheet.worksheet.set_column(_TENDER, _TENDER + TENDERS - 1, 13)
    if reasons:
        sheet.worksheet.set_column(_TENDER + TENDERS, _TENDER + 2 * TENDERS - 1, 34)


def _tender_heads(
    sheet: Sheet, row: int, names: Sequence[str], language: Language, *, first: int = _TENDER, before: str = ""
) -> None:
    for number, name in enumerate(names):
        shown = f'"{before}"&{name}' if before else name
        value = before + _tender_name(number, language)
        formula(sheet, row, first + number, f"={shown}", value, bold=True, bottom=1, text_wrap=True)


def _write_scale(sheet: Sheet, scale: Sequence[Plain], lines: Sequence[_Line], language: Language) -> None:
    t = language.text
    heading(sheet, t("Scale"))
    sheet.worksheet.set_column(0, 0, 44)
    sheet.worksheet.set_column(1, 1, 90)
    heads(sheet, 2, [t("Score"), t("Meaning")])
    row = 3
    for point in scale:
        sheet.number(row, 0, point["score"], align="left")
        sheet.text(row, 1, point["text"], text_wrap=True)
        sheet.height(row, [(point["text"], 90)])
        row += 1
    heads(sheet, row + 1, [t("Sub-criterion"), t("What is assessed")])
    for number, line in enumerate(lines, start=row + 2):
        sheet.text(number, 0, line.name, text_wrap=True)
        sheet.text(number, 1, line.asks, text_wrap=True)
        sheet.height(number, [(line.name, 44), (line.asks, 90)])


def _write_evaluator(sheet: Sheet, lines: Sequence[_Line], names: Sequence[str], language: Language) -> None:
    t = language.text
    _columns(sheet, reasons=True)
    heading(sheet, sheet.worksheet.get_name())
    sheet.text(1, 0, t("Name, date and signature"))
    entry(sheet, 1, 1, None)
    heads(sheet, _FIRST - 1, [t("Sub-criterion"), t("Weight")])
    _tender_heads(sheet, _FIRST - 1, names, language)
    _tender_heads(sheet, _FIRST - 1, names, language, first=_TENDER + TENDERS, before=t("Reason") + ": ")
    for row, line in enumerate(lines, start=_FIRST):
        _line_name(sheet, row, line)
        for number in range(TENDERS):
            entry(sheet, row, _TENDER + number, None, align="center")
            entry(sheet, row, _TENDER + TENDERS + number, None, text_wrap=True)
    _only_scores(sheet, len(lines), language)


def _line_name(sheet: Sheet, row: int, line: _Line) -> None:
    sheet.text(row, 0, line.name, text_wrap=True, bottom=1, bottom_color=HAIRLINE)
    sheet.number(row, 1, line.weight, align="center", bottom=1, bottom_color=HAIRLINE)
    sheet.height(row, [(line.name, 52)])


def _only_scores(sheet: Sheet, count: int, language: Language) -> None:
    """Let the spreadsheet refuse anything but a whole number from 0 to 5."""
    t = language.text
    sheet.worksheet.freeze_panes(_FIRST, _TENDER)
    sheet.worksheet.data_validation(
        *(_FIRST, _TENDER, _FIRST + count - 1, _TENDER + TENDERS - 1),
        {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": 5,
            "error_title": t("Score")[:32],
            "error_message": t("Enter a whole number from 0 to 5."),
        },
    )


def _write_consensus(
    sheet: Sheet, lines: Sequence[_Line], names: Sequence[str], evaluators: Sequence[str], language: Language
) -> None:
    """Write the mean of the evaluators, the agreed score, and the one that counts: the agreed one if there is one."""
    t = language.text
    _columns(sheet)
    sheet.worksheet.set_column(_TENDER + TENDERS, _TENDER + 3 * TENDERS - 1, 13)
    heading(sheet, t("Consensus"))
    text = t("Enter the agreed score in the yellow cells; where it is empty, the mean of the evaluators counts.")
    note(sheet, 1, text, width=110)
    for block, name in enumerate((t("Mean"), t("Agreed"), t("Counts"))):
        sheet.text(_FIRST - 2, _TENDER + block * TENDERS, name, bold=True)
        _tender_heads(sheet, _FIRST - 1, names, language, first=_TENDER + block * TENDERS)
    heads(sheet, _FIRST - 1, [t("Sub-criterion"), t("Weight")])
    for row, line in enumerate(lines, start=_FIRST):
        _line_name(sheet, row, line)
        for number in range(TENDERS):
            column = _TENDER + number
            scores = ",".join(cell(row, column, sheet=evaluator) for evaluator in evaluators)
            formula(sheet, row, column, f'=IF(COUNT({scores})=0,"",AVERAGE({scores}))', "", num_format=_POINTS)
            entry(sheet, row, column + TENDERS, None, align="center")
            agreed, mean = cell(row, column + TENDERS), cell(row, column)
            counts = f'=IF({agreed}<>"",{agreed},{mean})'
            formula(sheet, row, column + 2 * TENDERS, counts, "", num_format=_POINTS)
    sheet.worksheet.freeze_panes(_FIRST, _TENDER)


def _write_money(sheet: Sheet, criteria: Sequence[Plain], names: Sequence[str], language: Language) -> None:
    """Write where the price or the life-cycle cost of each tender is entered, a row for each such criterion."""
    t = language.text
    _columns(sheet)
    heading(sheet, t("Price and cost"))
    text = t("Enter the price or the life-cycle cost of each tender, net of VAT, in the same currency.")
    note(sheet, 1, text, width=110)
    heads(sheet, _FIRST - 1, [t("Award criterion"), t("Weight")])
    _tender_heads(sheet, _FIRST - 1, names, language)
    for number, item in enumerate(criteria):
        if item["kind"] == "quality":
            continue
        row = _FIRST + number
        sheet.text(row, 0, item["name"], text_wrap=True)
        sheet.number(row, 1, item["weight"], align="center")
        for tender in range(TENDERS):
            entry(sheet, row, _TENDER + tender, None, num_format="#,##0.00")


def _write_result(
    sheet: Sheet, criteria: Sequence[Plain], lines: Sequence[_Line], consensus: str, money: str, language: Language
) -> int:
    """Write the points of each criterion, their sum and the rank; return the row of the sums."""
    t, sums = language.text, _FIRST + len(criteria)
    _columns(sheet)
    heading(sheet, t("Points and ranking"))
    text = t("Enter the names of the tenders in the yellow cells; the points come from the other sheets.")
    note(sheet, 1, text, width=110)
    heads(sheet, _FIRST - 1, [t("Award criterion"), t("Weight")])
    for tender in range(TENDERS):
        entry(sheet, _FIRST - 1, _TENDER + tender, _tender_name(tender, language), bold=True, text_wrap=True)
    for number, item in enumerate(criteria):
        row = _FIRST + number
        sheet.text(row, 0, item["name"], text_wrap=True, bottom=1, bottom_color=HAIRLINE)
        sheet.number(row, 1, item["weight"], align="center", bottom=1, bottom_color=HAIRLINE)
        for tender in range(TENDERS):
            points = _points(number, item, tender, lines, consensus, money)
            formula(sheet, row, _TENDER + tender, points, "", num_format=_POINTS)
    sheet.text(sums, 0, t("Sum"), bold=True, top=1)
    formula(sheet, sums, 1, f"=SUM({cell(_FIRST, 1)}:{cell(sums - 1, 1)})", 100, bold=True, top=1, align="center")
    sheet.text(sums + 1, 0, t("Rank"), bold=True)
    totals = area((sums, _TENDER), (sums, _TENDER + TENDERS - 1))
    for tender in range(TENDERS):
        column = _TENDER + tender
        points = f"{cell(_FIRST, column)}:{cell(sums - 1, column)}"
        total = f'=IF(COUNT({points})<{len(criteria)},"",SUM({points}))'
        formula(sheet, sums, column, total, "", bold=True, top=1, num_format=_POINTS)
        rank = f'=IF({cell(sums, column)}="","",RANK({cell(sums, column)},{totals}))'
        formula(sheet, sums + 1, column, rank, "", bold=True)
    sheet.worksheet.freeze_panes(_FIRST, _TENDER)
    text = t(
        "A tender is ranked as soon as all its criteria have points. Equal ranks are settled by the award criteria."
    )
    note(sheet, sums + 3, text, width=110)
    return sums


def _points(number: int, item: Plain, tender: int, lines: Sequence[_Line], consensus: str, money: str) -> str:
    """Return the formula of a criterion's points: weight x score / 5, or weight x lowest amount / amount."""
    if item["kind"] == "quality":
        places = [
            (cell(_FIRST + row, _TENDER + 2 * TENDERS + tender, sheet=consensus), line.weight)
            for row, line in enumerate(lines)
            if line.criterion == number
        ]
        parts = "+".join(f"ROUND({weight}*{place}/5,2)" for place, weight in places)
        known = ",".join(place for place, _ in places)
        return f'=IF(COUNT({known})<{len(places)},"",{parts})'
    row = _FIRST + number
    mine = cell(row, _TENDER + tender, sheet=money)
    lowest = f"MIN({area((row, _TENDER), (row, _TENDER + TENDERS - 1), sheet=money)})"
    return f'=IF(N({mine})>0,ROUND({item["weight"]}*{lowest}/{mine},2),"")'


def _write_sensitivity(
    sheet: Sheet, criteria: Sequence[Plain], names: Sequence[str], result: str, sums: int, language: Language
) -> None:
    """Write what the ranking would be if one criterion weighed a quarter more or less and the others gave way."""
    t = language.text
    _columns(sheet)
    sheet.worksheet.set_column(_TENDER + TENDERS, _TENDER + TENDERS, 26)
    heading(sheet, t("Sensitivity"))
    text = t(
        "For information only: it shows whether the ranking depends on one weight. The published weights decide; they "
        "may not be changed after the tenders were opened."
    )
    note(sheet, 1, text, width=110)
    heads(sheet, _FIRST - 1, [t("If this criterion weighed"), t("Weight")])
    _tender_heads(sheet, _FIRST - 1, names, language)
    heads(sheet, _FIRST - 1, [t("First")], first=_TENDER + TENDERS)
    row = _FIRST
    for number, item in enumerate(criteria):
        for factor, label in ((1.25, t("a quarter more")), (0.75, t("a quarter less"))):
            sheet.text(row, 0, f"{item['name']}: {label}", text_wrap=True)
            sheet.height(row, [(f"{item['name']}: {label}", 52)])
            weight = round(item["weight"] * factor, 2)
            sheet.worksheet.write_number(row, 1, weight, sheet.book.format(num_format=_POINTS))
            for tender in range(TENDERS):
                column = _TENDER + tender
                total = cell(sums, column, fixed=True, sheet=result)
                points = cell(_FIRST + number, column, fixed=True, sheet=result)
                others = (100 - weight) / (100 - item["weight"]) if item["weight"] < 100 else 0
                text = f'=IF({total}="","",{points}*{factor}+({total}-{points})*{others:.6f})'
                formula(sheet, row, column, text, "", num_format=_POINTS)
            totals = area((row, _TENDER), (row, _TENDER + TENDERS - 1))
            heads_row = area((_FIRST - 1, _TENDER), (_FIRST - 1, _TENDER + TENDERS - 1))
            first = f'=IF(COUNT({totals})=0,"",INDEX({heads_row},MATCH(MAX({totals}),{totals},0)))'
            formula(sheet, row, _TENDER + TENDERS, first, "", bold=True)
            row += 1
    sheet.worksheet.freeze_panes(_FIRST, _TENDER)
