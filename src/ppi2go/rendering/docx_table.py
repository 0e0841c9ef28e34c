"""A table of a DOCX: filled cell by cell, with its columns measured when all cells are there."""

from lxml import etree

from ppi2go.rendering.docx_elements import add, add_cell, w
from ppi2go.rendering.table_widths import column_widths


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
        widths = column_widths(self._width, [[_text(cell) for cell in column] for column in zip(*rows, strict=True)])
        for width in widths:
            add(self._grid, "gridCol", w=str(width))
        for row in rows:
            for cell, width in zip(row, widths, strict=True):
                cell[0][0].set(w("w"), str(width))


def _text(cell: etree._Element) -> str:
    return "".join(node.text or "\n" for node in cell.iter(w("t"), w("br")))
