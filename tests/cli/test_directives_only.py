"""`country: EU`: the floor of the directives, and the plain statement that it is no more than that."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from program import run

from ppi2go.planning.calendar import WorkCalendar

ALWAYS = {"eu.national-law-not-loaded", "eu.holidays-not-counted", "eu.thresholds-in-euro"}


def answers(folder: Path, value: int, more: str = "") -> Path:
    file = folder / "answers.yaml"
    text = f"country: EU\ntheme: energy\nproject: {{estimated_value: {value}}}\ntiming: {{start: 2027-01-11}}\n{more}"
    file.write_text(text, "utf-8")
    return file


def test_national_law_is_said_to_be_missing_whatever_the_value(tmp_path: Path) -> None:
    for value, procedure in ((100000, "own-rules"), (500000, "open")):
        done = run("plan", answers(tmp_path, value), "--json", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        data = json.loads(done.stdout)
        assert data["procedure"]["id"] == procedure
        found = {finding["id"] for finding in data["findings"]}
        assert found >= ALWAYS
        assert ("eu.own-rules-estimated" in found) == (value == 100000)
        assert data["vat_rate"] is None


def test_below_the_threshold_no_period_is_called_statutory(tmp_path: Path) -> None:
    data = json.loads(run("plan", answers(tmp_path, 100000), "--json", cwd=tmp_path).stdout)
    assert not any(task["kind"] == "statutory" for task in data["roadmap"]["tasks"])
    assert data["procedure"]["standstill"]["days"] == 0


def test_only_weekends_are_days_of_rest(tmp_path: Path) -> None:
    calendar = WorkCalendar("EU", "en")
    assert calendar.is_working_day(date(2027, 1, 1))
    assert not calendar.is_working_day(date(2027, 1, 2))
    data = json.loads(run("plan", answers(tmp_path, 500000), "--json", cwd=tmp_path).stdout)
    assert data["roadmap"]["holidays"] == {}


def test_the_member_state_is_named_in_the_plan_and_the_documents(tmp_path: Path) -> None:
    named = answers(tmp_path, 500000, "national: {member_state: Portugal}\n")
    done = run("plan", named, "-o", tmp_path / "out", "--format", "md", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Portugal, European Union (directives only)" in " ".join(done.stdout.split())
    assert "[eu.member-state-not-named]" not in done.stdout
    assert "Portugal" in (tmp_path / "out/roadmap.html").read_text("utf-8")
    assert "Public holidays are not counted" in (tmp_path / "out/roadmap.html").read_text("utf-8")
