from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppi2go.catalogue.yaml_reader import parse_yaml, read_yaml
from ppi2go.errors import InvalidFiles


def test_scalars_stay_what_was_written() -> None:
    text = "a: no\nb: 12:30\nc: 010\nd: 1_0\ne: 850.000\nf: 2026-02-30\ng: true\nh: 7\ni: null\nj: '5'\nk: 1e3\n"
    assert parse_yaml(text, "x").data == {
        "a": "no", "b": "12:30", "c": "010", "d": "1_0", "e": "850.000", "f": "2026-02-30",
        "g": True, "h": 7, "i": None, "j": "5", "k": "1e3",
    }  # fmt: skip


def test_every_value_has_its_place() -> None:
    source = parse_yaml("a:\n  - b: 1\n    c: [x, y]\n", "file.yaml")
    assert str(source.position(("a", 0, "c", 1))) == "file.yaml:2:12".replace(":2:", ":3:")
    assert str(source.key_position(("a", 0, "c"))) == "file.yaml:3:5"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\na: 2\n", "x:2:1: the key 'a' stands twice; the first is in line 1"),
        ("a: &b 1\n", "anchors"),
        ("a: &b [1]\nc: *b\n", "aliases"),
        ("a: !!python/object:os.system x\n", "tags"),
        ("a: [1\n", "not valid YAML"),
        ("a: 1\n---\nb: 2\n", "a second document starts here"),
        ("? [1, 2]\n: x\n", "a key must be a word"),
        ("[" * 100 + "]" * 100, "nested deeper"),
    ],
)
def test_what_is_not_allowed_is_named_with_its_place(text: str, words: str) -> None:
    with pytest.raises(InvalidFiles, match="x:") as caught:
        parse_yaml(text, "x")
    assert words in str(caught.value)


def test_all_faults_come_at_once() -> None:
    with pytest.raises(InvalidFiles) as caught:
        parse_yaml("a: 1\na: 2\nb: &x 3\nc: *x\n", "x")
    assert [fault.position.line for fault in caught.value.faults] == [2, 3, 4]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("a: žluť".encode("cp1250"))
    with pytest.raises(InvalidFiles, match="not UTF-8"):
        read_yaml(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles, match="cannot be read"):
        read_yaml(tmp_path / "nothing.yaml")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    faults = []
    try:
        parse_yaml(text, "x")
    except InvalidFiles as error:
        faults = error.faults
    assert all(fault.position.line >= 1 for fault in faults)
