"""Plain tables for a terminal: cells wrap, and the widest columns give way first."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

_GAP = 2
_HANG = 1


def write_table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield the lines of a table that is at most `width` columns wide; a line break in a cell is kept."""
    widths = fit(heads, rows, width)
    yield from _row(heads, widths, 0)
    yield "  ".join("─" * size for size in widths)
    for row in rows:
        yield from _row(row, widths)


def fit(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the widths of the columns: what the cells need, less where the room ends, never less than a word."""
    columns = list(zip(*rows, strict=True))
    least = [
        max([*_words(head), *(size + _HANG * (" " in cell) for cell in column for size in _words(cell))])
        for head, column in zip(heads, columns, strict=True)
    ]
    widths = [
        max([smallest, *(len(line) for cell in column for line in cell.split("\n"))])
        for smallest, column in zip(least, columns, strict=True)
    ]
    room = width - _GAP * (len(columns) - 1)
    while sum(widths) > room:
        able = [index for index, size in enumerate(widths) if size > least[index]]
        if not able:
            break
        widths[max(able, key=lambda index: widths[index])] -= 1
    return widths


def _words(cell: str) -> Iterator[int]:
    return (len(word) for word in re.split("[ \n]", cell))


def _row(cells: Sequence[str], widths: Sequence[int], hang: int = _HANG) -> Iterator[str]:
    wrapped = [list(_lines(cell, size, hang)) for cell, size in zip(cells, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        parts = [lines[number] if number < len(lines) else "" for lines in wrapped]
        yield "  ".join(f"{part:<{size}}" for part, size in zip(parts, widths, strict=True)).rstrip()


def _lines(cell: str, width: int, hang: int) -> Iterator[str]:
    for line in cell.split("\n"):
        yield from textwrap.wrap(line, width, subsequent_indent=" " * hang, break_on_hyphens=False) or [""]
