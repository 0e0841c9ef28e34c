"""Rules on ids: what an entry names exists in the file that describes it."""

from __future__ import annotations

from typing import NamedTuple

from ppi2go.catalogue.lint.document import Document, Faults, Kind, select
from ppi2go.errors import FileFault, near_miss


class Reference(NamedTuple):
    """Where entries name something, what they name, and the rule that it breaks when it does not exist."""

    pattern: str
    noun: str
    rule: str


_QUESTIONS = (
    Reference("questions/*/group", "group", "unknown-group"),
    Reference("questions/*/known_by", "step", "unknown-task"),
    Reference("findings/*/field", "question", "unknown-field"),
)
REFERENCES: dict[Kind, tuple[Reference, ...]] = {
    "law": (
        Reference("regimes/*/periods/*/floor", "threshold", "unknown-threshold"),
        Reference("procedures/*/time_limits/*/counted_from", "step", "unknown-task"),
        Reference("deadlines/*/counted_from", "step", "unknown-task"),
        Reference("deadlines/*/phase", "phase", "unknown-phase"),
        Reference("deadlines/*/procedures/*", "procedure", "unknown-procedure"),
        *_QUESTIONS,
    ),
    "theme": (
        Reference("*/*/needs/*", "need", "unknown-need"),
        Reference("risks/*/step", "step", "unknown-task"),
        Reference("cost_items/*/*/factors/*/field", "question", "unknown-field"),
        Reference("cost_items/*/*/factors/*/fields/*", "question", "unknown-field"),
        *_QUESTIONS,
    ),
    "process": (
        Reference("steps/*/after/*", "step", "unknown-task"),
        Reference("steps/*/phase", "phase", "unknown-phase"),
        Reference("steps/*/documents/*", "document", "unknown-document"),
        Reference("steps/*/limit", "limit", "unknown-limit"),
        Reference("phases/*/gate/id", "step", "unknown-task"),
        Reference("approaches/*/procedures/*", "procedure", "unknown-procedure"),
        Reference("documents/*/template", "template", "missing-template"),
    ),
    "questions": (
        Reference("questions/*/group", "group", "unknown-group"),
        Reference("questions/*/known_by", "step", "unknown-task"),
        Reference("groups/*/known_by", "step", "unknown-task"),
    ),
    "calibration": (Reference("observed/*/procedures/*", "procedure", "unknown-procedure"),),
    "calendars": (Reference("countries/*/country", "country", "unknown-country"),),
    "centres": (Reference("centres/*/themes/*/id", "theme", "unknown-theme"),),
    "readiness": (Reference("groups/*/statements/*/steps/*", "step", "unknown-task"),),
    "pilot": (
        Reference("answers/country", "country", "unknown-country"),
        Reference("answers/theme", "theme", "unknown-theme"),
        Reference("taken/*/fact", "fact", "unknown-fact"),
    ),
    "mapping": (),
    "action-plan": (
        Reference("country", "country", "unknown-country"),
        Reference("centre", "centre", "unknown-centre"),
        Reference("mapping/*/theme", "theme", "unknown-theme"),
        Reference("projects/*/answers/theme", "theme", "unknown-theme"),
        Reference("projects/*/answers/country", "country", "unknown-country"),
        Reference("projects/*/mapped", "mapped need", "unknown-entry"),
        Reference("funding/*/projects/*", "project", "unknown-entry"),
    ),
}


def references(document: Document) -> Faults:
    """Find names of things that do not exist."""
    for pattern, noun, rule in REFERENCES[document.kind]:
        known = document.scope.known.get(noun)
        if known is None:
            continue
        for path, value in select(document.data, pattern):
            if isinstance(value, str) and value not in known:
                yield document.fault(path, f"no {noun} has the id '{value}'{near_miss(value, known)}", rule)


def need_choices(document: Document) -> Faults:
    """Find answers to `thematic.need` that the theme does not describe, and needs that nobody can choose."""
    known = document.scope.known.get("need")
    if document.kind != "theme" or known is None:
        return
    for path, question in select(document.data, "questions/*"):
        if not isinstance(question, dict) or question.get("id") != "thematic.need":
            continue
        choices = select(question, "choices/*/id")
        offered = {value: (*path, *below) for below, value in choices if isinstance(value, str)}
        for value, place in offered.items():
            if value not in known:
                message = f"no need has the id '{value}'{near_miss(value, known)}"
                yield document.fault(place, message, "unknown-need")
        for need in sorted(known - offered.keys()):
            message = f"the need '{need}' is no choice of this question, so nobody can choose it"
            yield document.fault((*path, "choices"), message, "unknown-need")


def taken_away(document: Document) -> Faults:
    """Find `absent: true` where nothing is inherited; a broken EU file may have held it."""
    if document.scope.acts is None:
        return
    for position, entry_id in document.layered.unmatched:
        message = f"nothing to take away: no entry with the id '{entry_id}' is inherited here"
        yield FileFault(position, message, "absent-of-nothing")
