"""The CSV: what a program reads back, and what a spreadsheet must not run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from ppi2go.l10n import available_languages
from ppi2go.rendering.context import build_context
from ppi2go.rendering.roadmap_csv import COLUMNS, harmless, render_csv
from shipped import EXAMPLES, example_rendering


@cache
def context(language: str) -> dict[str, Any]:
    return build_context(replace(example_rendering(EXAMPLES[0], language, date(2026, 11, 23)), escape=str))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


@pytest.mark.parametrize("language", available_languages())
def test_every_task_is_a_row_and_comes_back_as_it_was(language: str) -> None:
    tasks = context(language)["tasks"]
    read = rows(render_csv(context(language)))
    assert tuple(read[0]) == COLUMNS
    assert [row["id"] for row in read] == [task["id"] for task in tasks]
    for row, task in zip(read, tasks, strict=True):
        assert (date.fromisoformat(row["start"]), date.fromisoformat(row["end"])) == (task["start"], task["end"])
        assert (row["name"], row["kind"], row["unit"]) == (task["name"], task["kind"], task["unit"])
        assert (int(row["length"]), int(row["slack"])) == (task["length"], task["slack_days"])
        assert row["depends_on"].split(" | ") == (task["depends_on"] or [""])
        assert row["roles"].split(" | ") == (task["roles"] or [""])
        assert row["critical"] == str(task["critical"]).lower()


def test_a_provision_stands_once_and_has_its_status() -> None:
    row = next(row for row in rows(render_csv(context("en"))) if row["id"] == "tender-period")
    provisions, statuses = row["provision"].split(" | "), row["status"].split(" | ")
    assert len(provisions) == len(set(provisions)) == len(statuses)
    assert set(statuses) <= {"confirmed", "corroborated", "unverified"}


def test_excel_sees_utf_8_and_rows_end_with_crlf() -> None:
    content = render_csv(context("sk"))
    assert content.startswith(b"\xef\xbb\xbfid;phase;")
    assert content.count(b"\r\n") == content.count(b"\n") == len(context("sk")["tasks"]) + 1


@pytest.mark.parametrize("value", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_no_value_starts_a_formula(value: str) -> None:
    assert harmless(value) == f"'{value}"
    tasks = [context("en")["tasks"][0] | {"name": value, "roles": [value], "number": value}]
    row = rows(render_csv({"tasks": tasks}))[0]
    assert row["name"] == row["roles"] == row["number"] == f"'{value}"


def test_separators_and_line_breaks_in_a_name_stay_in_their_cell() -> None:
    name = 'Lights; "smart", and\nmore'
    tasks = [task | {"name": name} for task in context("en")["tasks"]]
    read = rows(render_csv({"tasks": tasks}))
    assert [row["name"] for row in read] == [name] * len(tasks)
