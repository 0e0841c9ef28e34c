"""The buyer's own closed days out of a calendar file (ICS): whole days on which nobody works."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from ppi2go.errors import FileFault, InvalidFiles, Position

MAX_BYTES = 2_000_000
_DAY = re.compile(r"DT(START|END)(?:;[^:]*)?:(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?$")


def read_closed_days(file: Path) -> list[tuple[date, date]]:
    """Return the whole-day events of a calendar file, first and last day included; events with hours are left out.

    RFC 5545: the end of a whole-day event is the day after its last; an event without an end lasts one day.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InvalidFiles([FileFault(Position(str(file)), f"the calendar has more than {MAX_BYTES} bytes")])
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InvalidFiles([FileFault(Position(str(file)), "this calendar cannot be read")]) from None
    if not lines or lines[0].strip().upper() != "BEGIN:VCALENDAR":
        raise InvalidFiles(
            [FileFault(Position(str(file)), "this is no calendar; it should begin with BEGIN:VCALENDAR")]
        )
    closed: list[tuple[date, date]] = []
    found: dict[str, date] = {}
    for number, line in enumerate(lines, start=1):
        if line.startswith("BEGIN:VEVENT"):
            found = {}
        elif match := _DAY.match(line.strip()):
            if match[5] is None:
                found[match[1]] = _day(match, file, number)
        elif line.startswith("END:VEVENT") and "START" in found:
            last = found.get("END", found["START"] + timedelta(days=1)) - timedelta(days=1)
            closed.append((found["START"], max(last, found["START"])))
    return closed


def _day(match: re.Match[str], file: Path, number: int) -> date:
    try:
        return date(int(match[2]), int(match[3]), int(match[4]))
    except ValueError:
        fault = FileFault(Position(str(file), number), f"'{match[0]}' is not a day of the calendar")
        raise InvalidFiles([fault]) from None
