"""Reads the open points of an answers file: questions whose answer is not known yet, each with who finds it out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, get_args

from ppi2go.answers.entries import unknown_keys
from ppi2go.catalogue.yaml_reader import Path_, Source
from ppi2go.errors import FileFault, near_miss
from ppi2go.model.plan import OpenPoint
from ppi2go.model.process import RoleId
from ppi2go.model.question import Question
from ppi2go.model.theme import QuestionGroup

KEYS = ("field", "owner", "known_by")
_SHAPE = "a list is expected below 'open', each entry with 'field', and 'owner' and 'known_by' if you like"


def open_point(question: Question, groups: Mapping[str, QuestionGroup]) -> OpenPoint:
    """Return the open point of a question: its owner and the step by which it must be known, else its group's."""
    group = groups.get(question.section)
    owner = question.owner or (group.owner if group else "project-manager")
    known_by = question.known_by or (group.known_by if group else "gate-strategy")
    return OpenPoint(field=question.id, owner=owner, known_by=known_by)


def read_open_points(
    source: Source,
    raw: Any,
    questions: Mapping[str, Question],
    groups: Sequence[QuestionGroup],
    tasks: Collection[str],
    faults: list[FileFault],
) -> Iterator[OpenPoint]:
    """Yield the open points; add a fault for each entry that is not one."""
    if not isinstance(raw, list):
        faults.append(FileFault(source.position(("open",)), _SHAPE))
        return
    by_id = {group.id: group for group in groups}
    seen: set[str] = set()
    for index, entry in enumerate(raw):
        path: Path_ = ("open", index)
        found = list(_faults(source, path, entry, questions, tasks))
        if not found and entry["field"] in seen:
            fault = FileFault(source.position((*path, "field")), f"'{entry['field']}' is open twice", "duplicate-id")
            found = [fault]
        faults += found
        if not found:
            seen.add(entry["field"])
            usual = open_point(questions[entry["field"]], by_id)
            yield OpenPoint(
                field=usual.field,
                owner=entry.get("owner") or usual.owner,
                known_by=entry.get("known_by") or usual.known_by,
            )


def _faults(
    source: Source, path: Path_, entry: Any, questions: Mapping[str, Question], tasks: Collection[str]
) -> Iterator[FileFault]:
    if not isinstance(entry, dict) or "field" not in entry:
        yield FileFault(source.position(path), _SHAPE)
        return
    yield from unknown_keys(source, path, entry, KEYS)
    allowed = (("field", questions, "question"), ("owner", get_args(RoleId), "role"), ("known_by", tasks, "step"))
    for key, known, noun in allowed:
        value = entry.get(key)
        if value is None and key != "field":
            continue
        if not isinstance(value, str) or value not in known:
            hint = near_miss(str(value), known)
            yield FileFault(source.position((*path, key)), f"no {noun} has the id '{value}'{hint}")
