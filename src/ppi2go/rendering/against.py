"""What moved between two plans and why: new answers, new law, a changed calendar, another procedure."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ppi2go.errors import UsageError
from ppi2go.l10n import Language

Plain = dict[str, Any]


def read_plan(file: Path) -> Plain:
    """Read a plan.json that an earlier run wrote; raise UsageError where it is none."""
    try:
        data = json.loads(file.read_text("utf-8"))
        data["roadmap"]["tasks"], data["answers"]
    except OSError as error:
        raise UsageError(f"--against: '{file}' cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"--against: '{file}' is not a plan.json written by this program") from None
    return dict(data)


def compare_plans(old: Plain, new: Plain) -> Plain:
    """Return `moved` (tasks with another end), `gone`, `added`, and `because` (what differs before any date)."""
    before = {task["id"]: task for task in old["roadmap"]["tasks"]}
    after = {task["id"]: task for task in new["roadmap"]["tasks"]}
    moved = [
        {
            "id": name,
            "name": task["name"],
            "from": before[name]["end"],
            "to": task["end"],
            "days": (date.fromisoformat(task["end"]) - date.fromisoformat(before[name]["end"])).days,
        }
        for name, task in after.items()
        if name in before and task["end"] != before[name]["end"]
    ]
    return {
        "moved": moved,
        "gone": [task["name"] for name, task in before.items() if name not in after],
        "added": [task["name"] for name, task in after.items() if name not in before],
        "because": list(_because(old, new)),
    }


def _because(old: Plain, new: Plain) -> Iterator[Plain]:
    for name in sorted({*old["answers"], *new["answers"]}):
        if old["answers"].get(name) != new["answers"].get(name):
            yield {"kind": "answer", "what": name, "from": old["answers"].get(name), "to": new["answers"].get(name)}
    for kind, key in (("data", "data_version"), ("law", "law_on")):
        if old.get(key) != new.get(key):
            yield {"kind": kind, "what": key, "from": old.get(key), "to": new.get(key)}
    for kind in ("regime", "procedure"):
        if old[kind]["id"] != new[kind]["id"]:
            yield {"kind": kind, "what": kind, "from": old[kind]["name"], "to": new[kind]["name"]}
    limits = [{limit["id"]: limit["days"] for limit in plan["procedure"]["time_limits"]} for plan in (old, new)]
    for name in sorted(limits[0].keys() & limits[1].keys()):
        if limits[0][name] != limits[1][name]:
            yield {"kind": "limit", "what": name, "from": limits[0][name], "to": limits[1][name]}
    yield from _holidays(old["roadmap"], new["roadmap"])


def _holidays(old: Plain, new: Plain) -> Iterator[Plain]:
    """Yield public holidays that only one of the plans knows, in the days that both span."""
    first, last = max(old["start"], new["start"]), min(old["end"], new["end"])
    for day in sorted(old["holidays"].keys() ^ new["holidays"].keys()):
        if first <= day <= last:
            yield {"kind": "holiday", "what": day, "from": old["holidays"].get(day), "to": new["holidays"].get(day)}


def changes_text(changes: Plain, language: Language, *, width: int = 80) -> str:
    """Return the comparison as text."""
    lines: list[str] = []
    for line in _lines(changes, language):
        lines += textwrap.wrap(line, width, subsequent_indent="    ", break_long_words=False) or [""]
    return "\n".join(lines) + "\n"


def _lines(changes: Plain, language: Language) -> Iterator[str]:
    t = language.text
    if not any(changes.values()):
        yield t("Nothing has moved against the earlier plan.")
        return
    kinds = {
        "answer": t("answer"),
        "data": t("version of the law data"),
        "law": t("day whose law applies"),
        "regime": t("regime"),
        "procedure": t("procedure"),
        "limit": t("time limit"),
        "holiday": t("public holiday"),
    }
    yield t("What differs from the earlier plan")
    for item in changes["because"]:
        what = "" if item["what"] in (item["kind"], "data_version", "law_on") else f" {item['what']}"
        yield f"  {kinds[item['kind']]}{what}: {_shown(item['from'])} → {_shown(item['to'])}"
    if changes["moved"]:
        yield t("What moved")
    for item in changes["moved"]:
        days = language.period(abs(item["days"]), "days")
        old, new = (language.day(date.fromisoformat(item[key]), "medium") for key in ("from", "to"))
        yield f"  {item['name']}: {old} → {new} ({'+' if item['days'] > 0 else '−'}{days})"
    for key, words in (("added", t("New: {tasks}.")), ("gone", t("No longer there: {tasks}."))):
        if changes[key]:
            yield words.format(tasks=language.sentence(changes[key]))


def _shown(value: Any) -> str:
    return "–" if value is None else str(value)
