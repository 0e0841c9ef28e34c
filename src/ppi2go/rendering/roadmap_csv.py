"""The roadmap as a table in CSV, for other programs and for a spreadsheet.

Semicolons, because that is the list separator of every country we serve, and a spreadsheet there splits nothing else
on a double click; none of our lists needs it. A byte order mark, because without it Excel reads UTF-8 as the old code
page of the country; LibreOffice and Python (`utf-8-sig`) drop it. Days as YYYY-MM-DD, which both recognise as dates
in any language. The first row and the ids stay English whatever the language of the names: a program can rely on them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

COLUMNS = (
    "id", "phase", "number", "name", "kind", "start", "end", "length", "unit", "depends_on", "slack", "critical",
    "roles", "documents", "provision", "status",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula; the wide forms count in East Asian settings."""


def render_csv(context: Mapping[str, Any]) -> bytes:
    """Return one row for each task; several values of one cell are separated by bars."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(value) for value in _row(task)] for task in context["tasks"])
    return text.getvalue().encode("utf-8-sig")


def harmless(value: str) -> str:
    """Return a value that no spreadsheet takes for a formula: an apostrophe says that it is text."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _row(task: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the cells in the order of `COLUMNS`."""
    sources = list({(item["provision"], item["act"]): item for item in task["citations"]}.values())
    return (
        task["id"],
        task["phase_name"],
        task["number"],
        task["name"],
        task["kind"],
        task["start"].isoformat(),
        task["end"].isoformat(),
        str(task["length"]),
        task["unit"],
        " | ".join(task["depends_on"]),
        str(task["slack_days"]),
        "true" if task["critical"] else "false",
        " | ".join(task["roles"]),
        " | ".join(task["documents"]),
        " | ".join(f"{item['provision']}, {item['act']}" for item in sources),
        " | ".join(item["status"] for item in sources),
    )
