"""The roadmap as a calendar (RFC 5545): one all-day event for each milestone and each period set by law.

A calendar that is imported again must not show an event twice, nor keep a day that is no longer right. So the UID of
an event says which purchase and which task it is, never when; SEQUENCE rises when its days change; and an event that
left the plan stays in the file as cancelled. What the last run wrote is read from the file itself.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.environment import cite

_DAY = timedelta(days=1)
_LINE = 75
"""Octets of a line without its line break (RFC 5545 section 3.1)."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
_HOURS = "T15H"
"""An alarm rings at nine: fifteen hours before the midnight that ends its day."""
_STATUTORY_WARNING = 7
_DISPATCH_WARNING = 14


@dataclass(frozen=True, kw_only=True)
class Event:
    """What is remembered of an event that an earlier run wrote; `end` is exclusive, `summary` is still escaped."""

    start: str
    end: str
    sequence: int
    summary: str
    cancelled: bool


def render_calendar(
    context: Mapping[str, Any], language: Language, previous: Mapping[str, Event] | None = None
) -> bytes:
    """Return the calendar; `previous` are the events of the last run, from `read_events`."""
    plan, previous = context["plan"], previous or {}
    project, stamp = project_id(context), f"DTSTAMP:{plan['prepared_on']:%Y%m%d}T000000Z"
    shown = [task for task in context["tasks"] if task["kind"] in ("milestone", "statutory")]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ppi2go//roadmap//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(plan['title'])}",
    ]
    for task in shown:
        uid = f"{project}-{task['id']}@ppi2go"
        lines += _event(task, uid, stamp, context, language, previous.get(uid))
    current = {f"{project}-{task['id']}@ppi2go" for task in shown}
    for uid, event in sorted(previous.items()):
        if uid.startswith(f"{project}-") and uid not in current:
            lines += cancelled(uid, stamp, event)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold(line)).encode()


def project_id(context: Mapping[str, Any]) -> str:
    """Return the id of the purchase: the same for the same country, theme, buyer and title in any language."""
    plan, answer = context["plan"], context["answer"]
    named = (answer("buyer.name") or "", answer("project.title") or context["need"]["id"])
    parts = [plan["country"]["code"], plan["theme"]["id"], *named]
    text = unicodedata.normalize("NFC", "\n".join(map(str, parts))).casefold()
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_events(text: str) -> dict[str, Event]:
    """Read the events of a calendar that we wrote; what cannot be understood is left out."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    found: dict[str, Event] = {}
    for block in re.findall(r"^BEGIN:VEVENT\r?\n(.*?)^END:VEVENT", unfolded, flags=re.MULTILINE | re.DOTALL):
        own = block.partition("BEGIN:VALARM")[0]
        values = dict(re.findall(r"^([A-Z-]+)(?:;[^:\r\n]*)?:([^\r\n]*)", own, flags=re.MULTILINE))
        days = [values.get(name, "") for name in ("DTSTART", "DTEND")]
        if values.get("UID", "").endswith("@ppi2go") and all(re.fullmatch(r"[0-9]{8}", day) for day in days):
            sequence = values.get("SEQUENCE", "")
            found[values["UID"]] = Event(
                start=days[0],
                end=days[1],
                sequence=int(sequence) if re.fullmatch(r"[0-9]{1,9}", sequence) else 0,
                summary=_CONTROLS.sub(" ", values.get("SUMMARY", "")),
                cancelled=values.get("STATUS") == "CANCELLED",
            )
    return found


def escape(text: str) -> str:
    """Return a value of type TEXT: no line break and no separator of a title means anything (section 3.3.11)."""
    plain = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """Yield the line in parts of at most 75 octets, each after the first behind a space; no character is cut."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + character, size + octets
    yield part


def _event(
    task: Mapping[str, Any],
    uid: str,
    stamp: str,
    context: Mapping[str, Any],
    language: Language,
    before: Event | None,
) -> Iterator[str]:
    summary = escape(f"{task['name']} – {context['plan']['title']}")
    yield from event_head(uid, stamp, summary, (task["start"], task["end"]), before)
    yield f"DESCRIPTION:{escape(_description(task, language))}"
    yield f"CATEGORIES:{escape(task['kind_name'])}"
    yield "TRANSP:TRANSPARENT"
    yield from _alarm(task, context["task"], summary)
    yield "END:VEVENT"


def event_head(uid: str, stamp: str, summary: str, days: tuple[date, date], before: Event | None) -> Iterator[str]:
    """Yield the head of a whole-day event, first and last day included; its SEQUENCE rises when its days have changed.

    `summary` is escaped already, `before` the same event of the last run.
    """
    start, end = f"{days[0]:%Y%m%d}", f"{days[1] + _DAY:%Y%m%d}"
    changed = before is not None and ((before.start, before.end) != (start, end) or before.cancelled)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield stamp
    yield f"SEQUENCE:{(before.sequence if before else 0) + changed}"
    yield f"DTSTART;VALUE=DATE:{start}"
    yield f"DTEND;VALUE=DATE:{end}"
    yield f"SUMMARY:{summary}"


def earlier_events(folder: Path, stem: str) -> dict[str, Event]:
    """Read the events of the last run; those of copies beside an edited calendar are the newer ones."""
    found: dict[str, Event] = {}
    for file in (folder / f"{stem}.ics", *sorted(folder.glob(f"{stem}.new*.ics"))):
        if file.is_file():
            found |= read_events(file.read_bytes().decode("utf-8", "replace"))
    return found


def cancelled(uid: str, stamp: str, event: Event) -> Iterable[str]:
    """Take an event back that is no longer part of the plan, and keep its SEQUENCE for the day it returns."""
    return (
        "BEGIN:VEVENT",
        f"UID:{uid}",
        stamp,
        f"SEQUENCE:{event.sequence + (not event.cancelled)}",
        f"DTSTART;VALUE=DATE:{event.start}",
        f"DTEND;VALUE=DATE:{event.end}",
        f"SUMMARY:{event.summary}",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _description(task: Mapping[str, Any], language: Language) -> str:
    """Say what the event is, which provision sets it and why it falls on these days."""
    t = language.text
    lines = [task["purpose"] or task["kind_name"]]
    if task["citations"]:
        lines.append(f"{t('Provision')}: {cite(task['citations'][0], language)}")
    if task["why"]:
        lines += ["", f"{t('Why this date')}:"]
    for why in task["why"]:
        source = f" ({cite(why['citation'], language)})" if why["citation"] else ""
        lines.append(f"– {why['text']}{source}")
    return "\n".join([*lines, "", t("This is a plan, not legal advice; values that are not confirmed are marked.")])


def _alarm(task: Mapping[str, Any], find: Any, summary: str) -> Iterator[str]:
    days = _warning(task, [found for name in task["depends_on"] if (found := find(name))])
    if not days:
        return
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{summary}"
    # From midnight at the start of its day, on which the event begins, to nine o'clock that many days before.
    yield f"TRIGGER:-P{days - 1}D{_HOURS}"
    yield "END:VALARM"


def _warning(task: Mapping[str, Any], anchors: Iterable[Mapping[str, Any]]) -> int | None:
    """Return how many days before a milestone its alarm rings; None without one.

    The deadline of a period is a milestone of its own, so the period itself has no alarm. A milestone without a
    number is a last day that the law counts from another task; counted backwards, it lies before that task.
    """
    if task["kind"] != "milestone" or task["actual"]:
        return None
    if task["id"] == "notice-dispatch" or any(_starts_after(anchor, task["end"]) for anchor in anchors):
        return _DISPATCH_WARNING
    ends_period = any(anchor["kind"] == "statutory" and anchor["end"] == task["end"] for anchor in anchors)
    return _STATUTORY_WARNING if ends_period or not task["number"] else None


def _starts_after(anchor: Mapping[str, Any], day: date) -> bool:
    return bool(anchor["end"] > day)
