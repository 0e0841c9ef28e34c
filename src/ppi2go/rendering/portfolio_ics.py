"""The milestones of all projects as one calendar (RFC 5545), which may be imported again after every change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.roadmap_ics import Event, cancelled, escape, event_head, fold

Plain = dict[str, Any]
_DAY = timedelta(days=1)


def render_portfolio_calendar(context: Plain, language: Language, previous: Mapping[str, Event] | None = None) -> bytes:
    """Return the calendar; `previous` are the events of the last run. An event that has gone is cancelled."""
    region, previous = context["region"], previous or {}
    stamp = f"DTSTAMP:{region['prepared_on']:%Y%m%d}T000000Z"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ppi2go//action plan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(region['name'])}",
    ]
    shown: set[str] = set()
    for key, summary, day in _days(context, language):
        uid = f"{region['id']}-{key}@ppi2go"
        shown.add(uid)
        lines += _event(uid, stamp, escape(summary), day, previous.get(uid))
    for uid, event in sorted(previous.items()):
        if uid.startswith(f"{region['id']}-") and uid not in shown:
            lines += cancelled(uid, stamp, event)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold(line)).encode()


def _days(context: Plain, language: Language) -> Iterator[tuple[str, str, date]]:
    """Yield the days of the plan: key, what happens, when."""
    t = language.text
    for item in context["projects"]:
        yield f"{item['id']}-start", f"{t('The work starts')} – {item['title']}", item["start"]
        for milestone in item["milestones"]:
            yield f"{item['id']}-{milestone['id']}", f"{milestone['name']} – {item['title']}", milestone["day"]
        if item["needed_by"]:
            yield f"{item['id']}-needed-by", f"{t('Needed by')} – {item['title']}", item["needed_by"]
    for item in context["funding"]:
        yield f"funding-{item['id']}-{item['project']}", f"{item['name']} – {item['title']}", item["deadline"]
    for item in context["region"]["measures"]:
        yield f"measure-{item['id']}", item["text"], item["by"]


def _event(uid: str, stamp: str, summary: str, day: date, before: Event | None) -> Iterator[str]:
    yield from event_head(uid, stamp, summary, (day, day), before)
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
