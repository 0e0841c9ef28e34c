"""A table of a DOCX: filled cell by cell, with its columns measured when all cells are there."""

from collections.abc import Iterable

from lxml import etree

from ppi2go.rendering.docx_elements import add, add_cell, w

# Twips: a character of a text in 9.5 pt, one of a word that must not be broken, and the margins of a cell.
_CHARACTER, _WORD_CHARACTER, _CELL_MARGINS = 100, 128, 240
# Texts longer than this many characters wrap anyway and do not ask for more room.
_LONG_TEXT = 220
_LONG_WORD = 22
# So short a text, such as a date, stays on one line.
_SHORT_TEXT = 13


class Table:
    """Write a table into `parent`; `indent` is the distance of its left edge from the margin."""

    def __init__(self, parent: etree._Element, style: str | None, *, width: int, indent: int) -> None:
        """Begin a table; both measures are in twips."""
        self._width = width
        self._table = add(parent, "tbl")
        properties = add(self._table, "tblPr")
        if style:
            add(properties, "tblStyle", val=style)
        add(properties, "tblW", w=str(width), type="dxa")
        if indent:
            add(properties, "tblInd", w=str(indent), type="dxa")
        add(properties, "tblLayout", type="fixed")
        add(properties, "tblLook", val="0620", firstRow="1", firstColumn="0", noHBand="1", noVBand="1")
        self._grid = add(self._table, "tblGrid")

    def open_row(self, *, is_header: bool) -> None:
        """Begin a row; a header row is repeated on each page."""
        self._row = add(self._table, "tr")
        properties = add(self._row, "trPr")
        add(properties, "cantSplit")
        if is_header:
            add(properties, "tblHeader")

    def open_cell(self, *, is_heading: bool, style: str | None, align: str | None) -> etree._Element:
        """Begin a cell and return its paragraph."""
        return add_cell(self._row, is_heading=is_heading, style=style, align=align)

    def close(self) -> None:
        """Give every column its width."""
        rows = [list(row.iterchildren(w("tc"))) for row in self._table.iterchildren(w("tr"))]
        widths = share_width(self._width, [_measure(column) for column in zip(*rows, strict=True)])
        for width in widths:
            add(self._grid, "gridCol", w=str(width))
        for row in rows:
            for cell, width in zip(row, widths, strict=True):
                cell[0][0].set(w("w"), str(width))


def _measure(cells: Iterable[etree._Element]) -> tuple[int, int]:
    """Return the width that a column needs for its longest word, and that it wants for its longest line."""
    lines = [line for cell in cells for line in _lines(cell)]
    word = max((len(word) for line in lines for word in line.split()), default=1)
    text = max(map(len, lines))
    whole = max((len(line) for line in lines if len(line) <= _SHORT_TEXT), default=1)
    least = max(min(word, _LONG_WORD) * _WORD_CHARACTER, whole * _CHARACTER) + _CELL_MARGINS
    return least, max(least, min(text, _LONG_TEXT) * _CHARACTER + _CELL_MARGINS)


def _lines(cell: etree._Element) -> list[str]:
    return "".join(node.text or "\n" for node in cell.iter(w("t"), w("br"))).split("\n")


def share_width(width: int, columns: list[tuple[int, int]]) -> list[int]:
    """Divide `width` among columns of a least and a wanted width; the sum of the answer is `width`.

    Every column first gets its least width; the rest goes in proportion to what each lacks to its wanted one.
    """
    least, wanted = sum(column[0] for column in columns), sum(column[1] for column in columns)
    if wanted <= width:
        shares = [column[1] * width // wanted for column in columns]
    elif least >= width:
        shares = [column[0] * width // least for column in columns]
    else:
        shares = [low + (high - low) * (width - least) // (wanted - least) for low, high in columns]
    shares[-1] += width - sum(shares)
    return shares
