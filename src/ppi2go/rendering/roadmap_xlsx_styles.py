"""What the sheets of the workbook share: how they look, how they print, and how a value becomes a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.document_properties import legal_text

INK, HEADING, LINE, HAIRLINE, PANEL = "#1B1F24", "#1F3864", "#8A96A8", "#E3E8EF", "#F4F6F9"
"""The colours of templates/house-style/document.css."""
_LONGEST = 32_000
_BUTTON = 2
"""Characters of a head that the button of the filter covers."""
_LINE = 12.8
"""Height of a line in points; LibreOffice does not find the heights of wrapped rows by itself."""
_DENSITY = 1.15
"""Letters of ten points for each unit of a column's width, which is a digit of eleven points."""
_LOCALES = {
    "en_GB": 0x809,
    "cs_CZ": 0x405,
    "hr_HR": 0x41A,
    "hu_HU": 0x40E,
    "it_IT": 0x410,
    "pl_PL": 0x415,
    "sk_SK": 0x41B,
    "sl_SI": 0x424,
}
"""The languages as spreadsheets number them, so that months are named in the plan's language and not the reader's."""


@dataclass(frozen=True)
class Column:
    """A column of a table and its width in characters."""

    head: str
    width: float


class Book:
    """A workbook in one language, with the formats that its sheets share."""

    def __init__(self, workbook: Any, language: Language, *, title: str) -> None:
        self.workbook = workbook
        self.title = title
        self.day_format = day_format(language)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()
        workbook.formats[0].set_font_size(10)

    def format(self, **look: Any) -> Any:
        """Return the format with this look, made once."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({"font_size": 10, "valign": "top", "font_color": INK} | look)
        return self._formats[key]

    def sheet(self, name: str) -> Sheet:
        """Add a sheet under a name that spreadsheets accept and that no other sheet has."""
        plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip("' ")[:28] or "Sheet"
        number = sum(taken.casefold().startswith(plain.casefold()) for taken in self._names)
        unique = f"{plain} {number + 1}" if number else plain
        self._names.add(unique)
        return Sheet(self, self.workbook.add_worksheet(unique))

    @staticmethod
    def clean(text: str) -> str:
        """Return a text as a cell can hold it; XlsxWriter would copy one that looks like its own markup unescaped."""
        held = legal_text(text)[:_LONGEST]
        return f" {held}" if held.startswith("<r>") else held


class Sheet:
    """A sheet for A4 landscape, as wide as the page."""

    def __init__(self, book: Book, worksheet: Any) -> None:
        self.book = book
        self.worksheet = worksheet
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        title = book.clean(book.title)[:100].replace("&", "&&")
        worksheet.set_footer(f"&L&8{' ' if title[:1].isdigit() else ''}{title}&C&8&A&R&8&P / &N")

    def text(self, row: int, column: int, value: str, **look: Any) -> None:
        """Write a text."""
        self.worksheet.write_string(row, column, self.book.clean(value), self.book.format(**look))

    def day(self, row: int, column: int, value: date, **look: Any) -> None:
        """Write a day as a date that can be counted with."""
        style = self.book.format(num_format=self.book.day_format, **({"align": "left"} | look))
        self.worksheet.write_datetime(row, column, value, style)

    def number(self, row: int, column: int, value: Decimal | int, **look: Any) -> None:
        """Write a number."""
        self.worksheet.write_number(row, column, value, self.book.format(**look))

    def heads(self, row: int, columns: Sequence[Column]) -> None:
        """Write the heads of a table and set the widths of its columns."""
        for index, column in enumerate(columns):
            self.worksheet.set_column(index, index, column.width)
            self.text(row, index, column.head, bold=True, font_color="#FFFFFF", bg_color=HEADING, text_wrap=True)
        self.height(row, [(column.head, column.width - _BUTTON) for column in columns])

    def height(self, row: int, cells: Sequence[tuple[str, float]]) -> None:
        """Make a row as high as its texts need in columns of these widths."""
        lines = max([1, *(_lines(text, width) for text, width in cells)])
        self.worksheet.set_row(row, min(409, lines * _LINE + 2))

    def table(self, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> None:
        """Write a table under its title; a pair of an amount and its currency becomes a number."""
        self.text(0, 0, title, bold=True, font_size=14, font_color=HEADING)
        self.worksheet.set_row(0, 22)
        self.heads(2, columns)
        for number, row in enumerate(rows, start=3):
            for index, value in enumerate(row):
                self._cell(number, index, value)
            texts = [value if isinstance(value, str) else "" for value in row]
            self.height(number, [(text, column.width) for text, column in zip(texts, columns, strict=True)])
        self.worksheet.freeze_panes(3, 0)
        self.worksheet.repeat_rows(2)
        if rows:
            self.worksheet.autofilter(2, 0, 2 + len(rows), len(columns) - 1)

    def _cell(self, row: int, column: int, value: Any) -> None:
        look = {"text_wrap": True, "bottom": 1, "bottom_color": HAIRLINE}
        match value:
            case (Decimal() as amount, str() as currency):
                self.number(row, column, amount, num_format=money_format(amount, currency), align="left", **look)
            case _:
                self.text(row, column, str(value), **look)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; a word too long for it is cut by the spreadsheet."""
    room = max(1, int(width * _DENSITY))
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: int) -> int:
    if len(line) <= room:
        return 1
    lines, used = 1, 0
    for size in map(len, line.split(" ")):
        if used and used + size > room:
            lines, used = lines + 1, 0
        lines, used = lines + size // (room + 1), used + size + 1
    return lines


def day_format(language: Language) -> str:
    """Return how a spreadsheet writes a day in the language: Babel's pattern in a spreadsheet's letters."""
    from babel.dates import get_date_format

    pattern = get_date_format("medium", language.locale).pattern
    return f"[$-{_LOCALES[language.locale]:X}]" + pattern.replace("M", "m").replace("y", "yyyy")


def money_format(amount: Decimal, currency: str) -> str:
    """Return how a spreadsheet writes an amount; cents only where there are any."""
    digits = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    code = re.sub(r"[^A-Za-z]", "", currency)
    return f'{digits} "{code}"'
