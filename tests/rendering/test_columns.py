from __future__ import annotations

from ppi2go.rendering.columns import write_table
from ppi2go.rendering.trust import shares


def test_a_table_that_fits_is_left_alone() -> None:
    lines = list(write_table(("", "Value"), [("SK", "EUR 1"), ("CZ", "CZK 25")], 40))
    assert lines == ["    Value", "──  ──────", "SK  EUR 1", "CZ  CZK 25"]


def test_the_widest_column_gives_way_and_no_word_is_cut() -> None:
    row = ("SK", "one two three four five six seven", "indivisible")
    lines = list(write_table(("", "Long", "Short"), [row], 30))
    assert max(map(len, lines)) <= 30
    words = " ".join(lines).split()
    assert all(word in words for cell in row for word in cell.split())


def test_a_head_wraps_between_words() -> None:
    lines = list(write_table(("Days to signature",), [("83",)], 80))
    assert lines == ["Days to", "signature", "─────────", "83"]


def test_a_break_in_a_cell_is_kept() -> None:
    lines = list(write_table(("", "Limits"), [("SK", "≥ 216\n≥ 50")], 40))
    assert lines[2:] == ["SK  ≥ 216", "    ≥ 50"]


def test_shares_sum_to_a_hundred() -> None:
    assert shares({"a": 1, "b": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert shares({"a": 0, "b": 0, "c": 0}) == {"a": 0, "b": 0, "c": 0}
