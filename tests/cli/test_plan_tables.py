"""Calendar, table and workbook through the door: they lie beside the page, and the calendar remembers its last run."""

from __future__ import annotations

from pathlib import Path

import icalendar
from program import run
from test_plan import EXAMPLE, tree


def sequences(file: Path) -> dict[str, int]:
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return {str(event["UID"]): int(str(event["SEQUENCE"])) for event in events}


def test_three_tables_lie_beside_the_page(tmp_path: Path) -> None:
    assert run("plan", EXAMPLE, "-o", "out", "--format", "md", cwd=tmp_path).returncode == 0
    assert {"roadmap.html", "roadmap.ics", "roadmap.csv", "roadmap.xlsx"} <= set(tree(tmp_path / "out"))


def test_a_later_start_raises_every_sequence_and_adds_no_event(tmp_path: Path) -> None:
    for start in ("2027-01-11", "2027-01-11", "2027-03-01"):
        assert run("plan", EXAMPLE, "-o", "out", "--format", "md", "--start", start, cwd=tmp_path).returncode == 0
        found = sequences(tmp_path / "out/roadmap.ics")
        assert set(found.values()) == ({0} if start == "2027-01-11" else {1})


def test_a_copy_beside_an_edited_calendar_is_remembered(tmp_path: Path) -> None:
    for start in ("2027-01-11", "2027-03-01", "2027-04-05"):
        assert run("plan", EXAMPLE, "-o", "out", "--format", "md", "--start", start, cwd=tmp_path).returncode == 0
        file = tmp_path / "out/roadmap.ics"
        file.write_bytes(file.read_bytes().replace(b"X-WR-CALNAME:", b"X-WR-CALNAME:My own "))
    assert set(sequences(tmp_path / "out/roadmap.new.ics").values()) == {2}
