"""The life-cycle cost as a workbook that calculates: factors are entered, everything else follows by formula.

The formulas round like the program does: each amount to the cent in its year, each present value to the cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.roadmap_xlsx_styles import HAIRLINE, Book, Sheet
from ppi2go.rendering.workbooks.book import area, cell, entry, formula, heading, heads, note

Plain = dict[str, Any]
MONEY = "#,##0.00"
_PARAMETERS = 3
"""Row of the first parameter on the first sheet; their values stand in the second column."""
_FIRST = 5
"""Row of the first line on the sheets of the tables."""
_YEARS = 4
"""Column of year 0 on the sheets of the tables; before it name, due, indexed, and the amount when it falls due."""


@dataclass(frozen=True)
class _Names:
    """The names of the sheets, which formulas point to."""

    result: str
    factors: str
    new: str
    today: str


def write_life_cycle_cost(book: Book, context: Plain, language: Language) -> None:
    """Write the sheets: result, factors, the new solution, the present situation."""
    t, cost = language.text, context["cost"]
    result = book.sheet(t("Result"))
    factors = book.sheet(t("Factors"))
    new = book.sheet(t("New solution"))
    today = book.sheet(t("Present situation")) if cost["today"] else None
    names = _Names(*(sheet.worksheet.get_name() if sheet else "" for sheet in (result, factors, new, today)))
    tables = [(new, cost, t("New solution")), (today, cost["today"], t("Present situation"))]
    row = _write_factor_heads(factors, language)
    for sheet, table, title in tables:
        if sheet is None:
            continue
        products = []
        for item in table["items"]:
            row = _write_factors(factors, row, item, f"{title}: {item['name']}", language)
            products.append(_product(names.factors, row - len(item["factors"]), row - 1))
        _write_table(sheet, table["items"], products, cost["years"], names, title, language)
    _write_result(result, cost, names, language)


def _write_factor_heads(sheet: Sheet, language: Language) -> int:
    t = language.text
    heading(sheet, t("Factors"))
    note(sheet, 1, t("Replace the values in the yellow cells; all other sheets follow."), width=120)
    heads(sheet, 3, [t("Cost item"), t("Factor"), t("Value"), t("Unit"), t("Where the value comes from")])
    for column, width in enumerate((46, 34, 16, 22, 60)):
        sheet.worksheet.set_column(column, column, width)
    sheet.worksheet.freeze_panes(4, 0)
    return 4


def _write_factors(sheet: Sheet, row: int, item: Plain, name: str, language: Language) -> int:
    for number, factor in enumerate(item["factors"]):
        sheet.text(row, 0, name if number == 0 else "", text_wrap=True, bottom=1, bottom_color=HAIRLINE)
        sheet.text(row, 1, factor["name"], text_wrap=True, bottom=1, bottom_color=HAIRLINE)
        entry(sheet, row, 2, factor["value"], num_format="#,##0.00##")
        sheet.text(row, 3, factor["unit"], bottom=1, bottom_color=HAIRLINE)
        sheet.text(row, 4, factor["source"], text_wrap=True, bottom=1, bottom_color=HAIRLINE)
        sheet.height(row, [(name if number == 0 else "", 46), (factor["name"], 34), (factor["source"], 60)])
        row += 1
    return row


def _product(sheet: str, first: int, last: int) -> str:
    return "*".join(cell(row, 2, fixed=True, sheet=sheet) for row in range(first, last + 1))


def _write_table(
    sheet: Sheet, items: Sequence[Plain], products: Sequence[str], years: int, names: _Names, title: str, lang: Language
) -> None:
    """Write the amounts of all lines, then their present values; both blocks have the same columns."""
    t, last, second = lang.text, _FIRST + len(items) - 1, _FIRST + len(items) + 4
    heading(sheet, title)
    note(sheet, 1, t("1 in the column Indexed means that the amount follows the price scenario."), width=120)
    sheet.worksheet.set_column(0, 0, 44)
    sheet.worksheet.set_column(1, 1, 20)
    sheet.worksheet.set_column(2, 2, 9)
    sheet.worksheet.set_column(3, _YEARS + years + 1, 14)
    sheet.worksheet.freeze_panes(_FIRST, 1)
    _block_heads(sheet, _FIRST - 1, t("Amounts"), years, lang)
    for row, (item, product) in enumerate(zip(items, products, strict=True), start=_FIRST):
        sheet.text(row, 0, item["name"], text_wrap=True)
        sheet.text(row, 1, item["due"], text_wrap=True)
        sheet.height(row, [(item["name"], 44), (item["due"], 20)])
        entry(sheet, row, 2, int(item["indexed"]))
        formula(sheet, row, 3, f"={product}", _value(item), num_format=MONEY)
        for year, amount in enumerate(item["amounts"]):
            _amount_cell(sheet, row, year, amount, names)
        _sum_cell(sheet, row, (row, _YEARS), (row, _YEARS + years), item["total"])
    _sums(sheet, last + 1, items, "amounts", years, lang)
    _block_heads(sheet, second - 1, t("Present values"), years, lang)
    for number, item in enumerate(items):
        row = second + number
        sheet.text(row, 0, item["name"], text_wrap=True)
        sheet.height(row, [(item["name"], 44)])
        for year, present in enumerate(item["presents"]):
            above = cell(_FIRST + number, _YEARS + year)
            text = f"=ROUND({above}/(1+{_parameter(names, 1)}/100)^{cell(second - 1, _YEARS + year, fixed=True)},2)"
            formula(sheet, row, _YEARS + year, text, present, num_format=MONEY)
        _sum_cell(sheet, row, (row, _YEARS), (row, _YEARS + years), item["present"])
    _sums(sheet, second + len(items), items, "presents", years, lang)


def _value(item: Plain) -> Decimal:
    value = Decimal(1)
    for factor in item["factors"]:
        value *= factor["value"]
    return value


def _amount_cell(sheet: Sheet, row: int, year: int, amount: Decimal, names: _Names) -> None:
    """Write the amount of a year: a formula where it falls due, an empty yellow cell where it does not."""
    column = _YEARS + year
    if not amount:
        entry(sheet, row, column, None, num_format=MONEY)
        return
    growth = f"(1+{_parameter(names, 2)}/100*{cell(row, 2)})^{cell(_FIRST - 1, column, fixed=True)}"
    formula(sheet, row, column, f"=ROUND({cell(row, 3)}*{growth},2)", amount, num_format=MONEY)


def _block_heads(sheet: Sheet, row: int, title: str, years: int, language: Language) -> None:
    t = language.text
    heads(sheet, row, [title, t("Due"), t("Indexed"), t("Amount when due")], numbers=2)
    for year in range(years + 1):
        sheet.number(row, _YEARS + year, year, bold=True, align="right", bottom=1, num_format=f'"{t("Year")}" 0')
    sheet.text(row, _YEARS + years + 1, t("Sum"), bold=True, align="right", bottom=1)


def _sum_cell(sheet: Sheet, row: int, first: tuple[int, int], last: tuple[int, int], value: Decimal) -> None:
    formula(sheet, row, last[1] + 1, f"=SUM({cell(*first)}:{cell(*last)})", value, num_format=MONEY, bold=True)


def _sums(sheet: Sheet, row: int, items: Sequence[Plain], key: str, years: int, language: Language) -> None:
    sheet.text(row, 0, language.text("Sum"), bold=True, top=1)
    for year in range(years + 2):
        column, values = _YEARS + year, [item[key] for item in items]
        value = sum((sum(row) if year > years else row[year] for row in values), Decimal(0))
        text = f"=SUM({cell(row - len(items), column)}:{cell(row - 1, column)})"
        formula(sheet, row, column, text, value, num_format=MONEY, bold=True, top=1)


def _parameter(names: _Names, number: int) -> str:
    return cell(_PARAMETERS + number, 1, fixed=True, sheet=names.result)


def _write_result(sheet: Sheet, cost: Plain, names: _Names, language: Language) -> None:
    t, worksheet, today = language.text, sheet.worksheet, cost["today"]
    heading(sheet, t("Life-cycle cost"))
    note(
        sheet,
        1,
        t("All amounts in %(currency)s, net of VAT, at the prices of year 0; year 0 is the year of the purchase.")
        % {"currency": cost["currency"]},
        width=100,
    )
    worksheet.set_column(0, 0, 58)
    worksheet.set_column(1, 1 + 4, 20)
    parameters = [
        (t("Years of use"), Decimal(cost["years"]), "0"),
        (t("Discount rate, % per year"), cost["discount"], "0.00"),
        (t("Change of indexed prices, % per year"), cost["scenario"]["change"] if cost["scenario"] else 0, "0.00"),
    ]
    for row, (name, value, pattern) in enumerate(parameters, start=_PARAMETERS):
        sheet.text(row, 0, name)
        # The years fix the columns of the tables, so they are shown and not entered.
        if row == _PARAMETERS:
            sheet.number(row, 1, value, num_format=pattern)
        else:
            entry(sheet, row, 1, value, num_format=pattern)
    row = _PARAMETERS + 4
    heads(sheet, row, [t("Result"), t("New solution"), t("Present situation"), t("Saving")], numbers=1)
    years = cost["years"]
    rows = [
        (t("Life-cycle cost (present value)"), "total", _FIRST),
        (t("Sum before discounting"), "total_undiscounted", None),
    ]
    for number, (name, key, _) in enumerate(rows, start=row + 1):
        sheet.text(number, 0, name, bold=key == "total")
        column = _YEARS + years + 1
        for index, (table, sheet_name) in enumerate(((cost, names.new), (today, names.today)), start=1):
            if not table:
                continue
            place = (
                _FIRST + len(table["items"]) if key == "total_undiscounted" else _FIRST + 2 * len(table["items"]) + 4
            )
            text = f"={cell(place, column, fixed=True, sheet=sheet_name)}"
            formula(sheet, number, index, text, table[key], num_format=MONEY, bold=key == "total")
        if today:
            difference = f"={cell(number, 2)}-{cell(number, 1)}"
            formula(sheet, number, 3, difference, today[key] - cost[key], num_format=MONEY, bold=key == "total")
    row += 4
    if today:
        row = _write_payback(sheet, row, cost, names, language)
    _write_scenarios(sheet, row + 1, cost, names, language)


def _write_payback(sheet: Sheet, row: int, cost: Plain, names: _Names, language: Language) -> int:
    """Write the discounted savings of each year, their running sum, and the first year in which it is not negative."""
    t, years, today = language.text, cost["years"], cost["today"]
    heads(sheet, row, [t("Year"), t("Discounted saving"), t("Running sum"), t("Paid back")], numbers=1)
    running = Decimal(0)
    places = {name: _FIRST + 2 * len(table["items"]) + 4 for name, table in ((names.new, cost), (names.today, today))}
    for year in range(years + 1):
        line, column = row + 1 + year, _YEARS + year
        saving = today["by_year"][year]["present"] - cost["by_year"][year]["present"]
        running += saving
        sheet.number(line, 0, year, align="left")
        parts = [cell(places[name], column, fixed=True, sheet=name) for name in (names.today, names.new)]
        formula(sheet, line, 1, f"={parts[0]}-{parts[1]}", saving, num_format=MONEY)
        before = f"{cell(line - 1, 2)}+" if year else ""
        formula(sheet, line, 2, f"={before}{cell(line, 1)}", running, num_format=MONEY)
        reached = f'=IF(AND({cell(line, 0)}>0,ROUND({cell(line, 2)},2)>=0),{cell(line, 0)},"")'
        formula(sheet, line, 3, reached, year if year and running >= 0 else "")
    last = row + 1 + years
    sheet.text(last + 1, 0, t("Year in which the savings have paid for the purchase"), bold=True)
    flags = area((row + 1, 3), (last, 3))
    never = t("not within the period")
    payback = cost["saving"]["payback"]
    text = f'=IF(COUNT({flags})=0,"{never}",MIN({flags}))'
    formula(sheet, last + 1, 1, text, never if payback is None else payback, bold=True, align="right")
    return int(last) + 2


def _write_scenarios(sheet: Sheet, row: int, cost: Plain, names: _Names, language: Language) -> None:
    """Write the life-cycle cost under each price scenario, calculated line by line with the scenario's change."""
    t, today = language.text, cost["today"]
    texts = [t("Price scenario"), t("Change, % per year"), t("New solution"), t("Present situation"), t("Saving")]
    heads(sheet, row, texts, numbers=1)
    for number, item in enumerate(cost["scenarios"], start=row + 1):
        sheet.text(number, 0, item["name"], text_wrap=True)
        entry(sheet, number, 1, item["change"], num_format="0.00")
        change = cell(number, 1, fixed=True)
        text = _under(names.new, len(cost["items"]), cost["years"], change, names)
        formula(sheet, number, 2, text, item["total"], num_format=MONEY)
        if today:
            text = _under(names.today, len(today["items"]), cost["years"], change, names)
            formula(sheet, number, 3, text, item["today"], num_format=MONEY)
            difference = f"={cell(number, 3)}-{cell(number, 2)}"
            formula(sheet, number, 4, difference, item["today"] - item["total"], num_format=MONEY)


def _under(sheet: str, count: int, years: int, change: str, names: _Names) -> str:
    """Return the formula of the life-cycle cost with another change of prices; an empty cell is not due."""
    first, last = _FIRST, _FIRST + count - 1
    value = area((first, 3), (last, 3), sheet=sheet)
    indexed = area((first, 2), (last, 2), sheet=sheet)
    year = area((_FIRST - 1, _YEARS), (_FIRST - 1, _YEARS + years), sheet=sheet)
    due = area((first, _YEARS), (last, _YEARS + years), sheet=sheet)
    amount = f"ROUND({value}*(1+{change}/100*{indexed})^{year}*({due}<>0),2)"
    return f"=SUMPRODUCT(ROUND({amount}/(1+{_parameter(names, 1)}/100)^{year},2))"
