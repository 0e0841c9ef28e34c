from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from test_reading import HEAD, read

from ppi2go.answers.closed_days import read_closed_days
from ppi2go.errors import InvalidFiles

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
SUMMARY:Town hall closed
DTSTART;VALUE=DATE:20270726
DTEND;VALUE=DATE:20270807
END:VEVENT
BEGIN:VEVENT
SUMMARY:A meeting with hours is no closed day
DTSTART:20270810T080000Z
DTEND:20270810T100000Z
END:VEVENT
BEGIN:VEVENT
SUMMARY:One day without an end
DTSTART;VALUE=DATE:20271231
END:VEVENT
END:VCALENDAR
"""


def test_whole_days_are_read_and_hours_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "closed.ics"
    file.write_text(CALENDAR.replace("\n", "\r\n"), "utf-8")
    days = [(date(2027, 7, 26), date(2027, 8, 6)), (date(2027, 12, 31), date(2027, 12, 31))]
    assert read_closed_days(file) == days
    for closed in ("closed.ics", "[closed.ics, 2027-11-02]"):
        values = read(tmp_path, f"{HEAD}calendar: {{closed: {closed}}}\n").values["calendar.closed"]
        assert list(values[:2]) == days


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hello", "this is no calendar"),
        (CALENDAR.replace("20270726", "20270732"), "5:1: 'DTSTART;VALUE=DATE:20270732'"),
    ],
)
def test_a_broken_calendar_is_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "closed.ics").write_text(text, "utf-8")
    with pytest.raises(InvalidFiles, match=r"closed\.ics") as caught:
        read(tmp_path, f"{HEAD}calendar: {{closed: closed.ics}}\n")
    assert words in str(caught.value)


def test_a_missing_calendar_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles, match="cannot be read"):
        read(tmp_path, f"{HEAD}calendar: {{closed: [none.ics]}}\n")
