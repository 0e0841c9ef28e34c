"""The widths of the columns of a table, measured by its texts; all measures are in twips (567 = 1 cm)."""

from collections.abc import Iterable, Sequence

# A character of a text in 9.5 pt, one of a word that must not be broken, and the margins of a cell.
_CHARACTER, _WORD_CHARACTER, _CELL_MARGINS = 100, 128, 240
# Texts longer than this many characters wrap anyway and do not ask for more room.
_LONG_TEXT = 220
_LONG_WORD = 22
# So short a text, such as a date, stays on one line.
_SHORT_TEXT = 13


def column_widths(width: int, columns: Iterable[Sequence[str]]) -> list[int]:
    """Divide `width` among columns that are given as the texts of their cells, with line feeds for breaks."""
    return share_width(width, [_measure(cells) for cells in columns])


def lines_of_text(width: int, text: str) -> int:
    """Estimate how many lines a cell's text takes in a column of `width`."""
    room = max(1, (width - _CELL_MARGINS) // _CHARACTER)
    return sum(1 + len(line) // room for line in text.split("\n"))


def _measure(cells: Iterable[str]) -> tuple[int, int]:
    """Return the width that a column needs for its longest word, and that it wants for its longest line."""
    lines = [line for cell in cells for line in cell.split("\n")]
    word = max((len(word) for line in lines for word in line.split()), default=1)
    text = max(map(len, lines), default=1)
    whole = max((len(line) for line in lines if len(line) <= _SHORT_TEXT), default=1)
    least = max(min(word, _LONG_WORD) * _WORD_CHARACTER, whole * _CHARACTER) + _CELL_MARGINS
    return least, max(least, min(text, _LONG_TEXT) * _CHARACTER + _CELL_MARGINS)


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
