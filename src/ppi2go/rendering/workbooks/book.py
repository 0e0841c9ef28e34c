"""What every spreadsheet of the pack shares: the file, its properties, cells to fill in and cells that calculate."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from ppi2go.l10n import Language
from ppi2go.rendering.roadmap_xlsx_styles import HAIRLINE, HEADING, PANEL, Book, Sheet

ENTRY = "#FFF8DC"
"""Background of a cell that the user fills in."""
Plain = dict[str, Any]
Write = Callable[[Book, Plain, Language], None]


def make_book(write: Write, context: Plain, language: Language, *, title: str) -> bytes:
    """Return the workbook that `write` fills; the same context gives the same bytes."""
    file, plan = io.BytesIO(), context["plan"]
    workbook = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book = Book(workbook, language, title=f"{title}: {plan['title']}")
    workbook.set_properties(
        {
            "title": book.clean(book.title),
            "author": book.clean(context["buyer_name"] or plan["buyer_type"]),
            "created": datetime.combine(plan["prepared_on"], time()),
        }
    )
    workbook.set_calc_mode("auto")
    write(book, context, language)
    workbook.close()
    return file.getvalue()


def cell(row: int, column: int, *, fixed: bool = False, sheet: str | None = None) -> str:
    """Return the address of a cell, rows and columns counted from 0; `fixed` writes `$B$3`."""
    address: str = xl_rowcol_to_cell(row, column, row_abs=fixed, col_abs=fixed)
    return f"'{sheet}'!{address}" if sheet else address


def area(first: tuple[int, int], last: tuple[int, int], *, sheet: str | None = None) -> str:
    """Return the fixed address of a range of cells."""
    return f"{cell(*first, fixed=True, sheet=sheet)}:{cell(*last, fixed=True)}"


def heading(sheet: Sheet, text: str, *, row: int = 0) -> None:
    """Write the title of a sheet or of a part of it."""
    sheet.text(row, 0, text, bold=True, font_size=14 if row == 0 else 12, font_color=HEADING)
    sheet.worksheet.set_row(row, 22)


def note(sheet: Sheet, row: int, text: str, *, width: float) -> None:
    """Write a sentence across the sheet; `width` is the room in characters."""
    sheet.text(row, 0, text, italic=True)
    sheet.height(row, [(text, width)])


def formula(sheet: Sheet, row: int, column: int, text: str, value: Decimal | int | str, **look: Any) -> None:
    """Write a formula with its result."""
    shown = value if isinstance(value, str) else float(value)
    sheet.worksheet.write_formula(row, column, text, sheet.book.format(**look), shown)


def entry(sheet: Sheet, row: int, column: int, value: Decimal | int | str | None = None, **look: Any) -> None:
    """Write a cell that the user fills in, with a starting value or empty."""
    style = {"bg_color": ENTRY, "border": 1, "border_color": HAIRLINE} | look
    if value is None or value == "":
        sheet.worksheet.write_blank(row, column, None, sheet.book.format(**style))
    elif isinstance(value, str):
        sheet.text(row, column, value, **style)
    else:
        sheet.number(row, column, value, **style)


def heads(sheet: Sheet, row: int, texts: list[str], *, first: int = 0, numbers: int | None = None) -> None:
    """Write the heads of columns; from the column `numbers` on they stand over numbers, to the right."""
    look = {"bold": True, "text_wrap": True, "bg_color": PANEL, "bottom": 1, "font_color": HEADING}
    for column, text in enumerate(texts, start=first):
        over_numbers = numbers is not None and column >= numbers
        sheet.text(row, column, text, align="right" if over_numbers else "left", **look)
