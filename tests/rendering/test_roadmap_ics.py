"""The calendar: read by a strict parser, imported twice without duplicates, unmoved by what a title says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppi2go.l10n import Language, available_languages
from ppi2go.rendering.context import build_context
from ppi2go.rendering.roadmap_ics import escape, fold, project_id, read_events, render_calendar
from shipped import EXAMPLES, MONDAY, example_rendering

TODAY = date(2026, 11, 23)
HOSTILE = "A, B; C\\D\r\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil@ppi2go\n=cmd|' /C calc'!A0 " + "ž" * 90


@cache
def context(language: str = "en", **changed: Any) -> dict[str, Any]:
    return build_context(replace(example_rendering(EXAMPLES[0], language, TODAY, **dict(changed)), escape=str))


def calendar(found: dict[str, Any], previous: bytes = b"") -> bytes:
    return render_calendar(found, Language(found["language"]), read_events(previous.decode()))


def parsed(content: bytes) -> dict[str, Any]:
    """Read as a calendar program does on import: a later event with the same UID takes the place of an earlier one."""
    read = icalendar.Calendar.from_ical(content)
    assert read.errors == []
    events = read.walk("VEVENT")
    assert all(event.errors == [] for event in events)
    found = {str(event["UID"]): event for event in events}
    assert len(found) == len(events)
    return found


def moved(found: dict[str, Any], task_id: str, days: int) -> dict[str, Any]:
    shift = timedelta(days=days)
    tasks = [
        task | {"start": task["start"] + shift, "end": task["end"] + shift} if task["id"] == task_id else task
        for task in found["tasks"]
    ]
    return found | {"tasks": tasks, "task": {task["id"]: task for task in tasks}.get}


def uid(found: dict[str, Any], task_id: str) -> str:
    return f"{project_id(found)}-{task_id}@ppi2go"


@pytest.mark.parametrize("language", available_languages())
def test_milestones_and_statutory_periods_are_all_day_events(language: str) -> None:
    found = context(language)
    events = parsed(calendar(found))
    wanted = {uid(found, task["id"]): task for task in found["tasks"] if task["kind"] != "estimated"}
    assert events.keys() == wanted.keys()
    for name, event in events.items():
        task = wanted[name]
        assert type(event["DTSTART"].dt) is date, "a day knows of no time zone and of no summer time"
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (task["start"], task["end"] + timedelta(days=1))
        assert event["SUMMARY"] == f"{task['name']} – {found['plan']['title']}"
        assert event["CATEGORIES"].cats == [task["kind_name"]]
        assert event["TRANSP"] == "TRANSPARENT"
        assert all(why["text"] in str(event["DESCRIPTION"]) for why in task["why"])


def test_the_calendar_says_what_it_is() -> None:
    read: Any = icalendar.Calendar.from_ical(calendar(context()))
    assert (read["VERSION"], read["METHOD"], read["X-WR-CALNAME"]) == (
        "2.0",
        "PUBLISH",
        context()["plan"]["title"],
    )
    assert read["PRODID"].startswith("-//ppi2go//")


def test_lines_end_with_crlf_and_hold_at_most_75_octets() -> None:
    content = calendar(context("sk"))
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert all(line.decode() is not None for line in lines), "no character is cut"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")))
def test_folding_loses_nothing(line: str) -> None:
    parts = list(fold(line))
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(len(part.encode()) <= 75 for part in parts)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])))
def test_escaping_is_undone_by_a_reader(text: str) -> None:
    line = "\r\n".join(fold(f"SUMMARY:{escape(text)}"))
    assert icalendar.Event.from_ical(f"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n")["SUMMARY"] == text


def test_the_uid_depends_on_the_purchase_alone() -> None:
    slovak, english, later = context("sk"), context("en"), context("en", **{"timing.start": date(2027, 6, 7)})
    assert project_id(slovak) == project_id(english) == project_id(later)
    assert project_id(context("en", **{"project.title": "Another"})) != project_id(english)
    assert project_id(context("en", **{"buyer.name": "Another"})) != project_id(english)


def test_an_untitled_purchase_has_one_uid_in_all_languages() -> None:
    untitled = {"project.title": None}
    assert project_id(context("sk", **untitled)) == project_id(context("en", **untitled))
    assert context("sk", **untitled)["plan"]["title"] != context("en", **untitled)["plan"]["title"]


def test_the_same_plan_gives_the_same_bytes_again_and_again() -> None:
    first = calendar(context())
    assert calendar(context(), first) == first


def test_importing_twice_replaces_and_never_adds() -> None:
    first = parsed(calendar(context()))
    second = parsed(calendar(context(**{"timing.start": MONDAY + timedelta(days=28)}), calendar(context())))
    assert len(first | second) == len(first)


def test_sequence_rises_only_where_the_days_changed() -> None:
    first = calendar(context())
    later = moved(context(), "notice-dispatch", 7)
    second = parsed(calendar(later, first))
    assert {str(name) for name, event in second.items() if event["SEQUENCE"]} == {uid(later, "notice-dispatch")}
    third = calendar(moved(later, "notice-dispatch", 7), calendar(later, first))
    assert parsed(third)[uid(later, "notice-dispatch")]["SEQUENCE"] == 2
    again = calendar(moved(later, "notice-dispatch", 7), third)
    assert again == third


def test_an_event_that_left_the_plan_is_cancelled_and_may_return() -> None:
    whole = context()
    less = whole | {"tasks": [task for task in whole["tasks"] if task["id"] != "opening"]}
    first = calendar(whole)
    second = calendar(less, first)
    gone = parsed(second)[uid(whole, "opening")]
    assert (gone["STATUS"], gone["SEQUENCE"]) == ("CANCELLED", 1)
    assert gone["SUMMARY"] == parsed(first)[uid(whole, "opening")]["SUMMARY"]
    assert calendar(less, second) == second
    back = parsed(calendar(whole, second))[uid(whole, "opening")]
    assert ("STATUS" in back, back["SEQUENCE"]) == (False, 2)


def test_events_of_another_purchase_in_the_old_file_are_left_out() -> None:
    other = calendar(context(**{"project.title": "Another"}))
    assert calendar(context(), other) == calendar(context())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not a calendar",
        "BEGIN:VEVENT\r\nUID:x@ppi2go\r\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:x@ppi2go\nDTSTART:2027\nDTEND:20270102\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:x@example\nDTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20270102\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:x@ppi2go\nDTSTART;VALUE=DATE:20270101",
    ],
)
def test_what_is_not_ours_is_no_event(text: str) -> None:
    assert read_events(text) == {}


def test_a_calendar_edited_by_hand_is_read_leniently() -> None:
    text = "BEGIN:VEVENT\nSEQUENCE:many\nDTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20270102\nUID:x-y\n @ppi2go\n"
    event = read_events(text + "SUMMARY:a\x0bb\nBEGIN:VALARM\nSUMMARY:alarm\nEND:VALARM\nEND:VEVENT\n")["x-y@ppi2go"]
    assert (event.start, event.end, event.sequence, event.summary) == ("20270101", "20270102", 0, "a b")


def test_a_hostile_title_stays_a_title() -> None:
    hostile = context()
    hostile = hostile | {"plan": hostile["plan"] | {"title": HOSTILE}}
    content = calendar(hostile)
    events = parsed(content)
    assert len(events) == len(parsed(calendar(context())))
    assert "evil@ppi2go" not in events
    shown = next(iter(events.values()))["SUMMARY"]
    assert shown.endswith(HOSTILE.replace("\r\n", "\n"))
    assert read_events(content.decode()).keys() == events.keys()


def test_alarms_ring_at_nine_a_week_before_a_deadline_and_two_weeks_before_the_dispatch() -> None:
    found, before = context(), {}
    events = parsed(calendar(found))
    for task in found["tasks"]:
        event = events.get(uid(found, task["id"]))
        for alarm in event.walk("VALARM") if event else ():
            assert alarm["ACTION"] == "DISPLAY"
            rings = datetime.combine(task["start"], time()) + alarm["TRIGGER"].dt
            assert rings.time() == time(9)
            before[task["id"]] = (task["start"] - rings.date()).days
    assert before["notice-dispatch"] == before["additional-information-deadline"] == 14
    assert before["tenders-deadline"] == before["award-notice-deadline"] == before["standstill-end"] == 7
    assert not {"gate-need", "opening", "tender-period", "standstill"} & before.keys()


def test_what_has_happened_needs_no_alarm() -> None:
    found = context()
    tasks = [task | {"actual": True} for task in found["tasks"]]
    assert b"VALARM" not in calendar(found | {"tasks": tasks})
