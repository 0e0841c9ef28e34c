"""Rules on centres and pilots: every fact names a source that is there, every answer of a pilot says where it is from."""

from __future__ import annotations

from ppi2go.catalogue.lint.document import Document, Faults, by_id, select, words
from ppi2go.errors import near_miss
from ppi2go.model.pilot import answered

_KINDS = ("centres", "pilot")


def fact_sources(document: Document) -> Faults:
    """Find facts that name a source which the file does not list."""
    if document.kind not in _KINDS:
        return
    known = by_id(document.data, "sources")
    for path, entry in document.mappings:
        if "status" not in entry:
            continue
        for index, name in enumerate(words(entry, "sources")):
            if name not in known:
                message = f"no source has the id '{name}'{near_miss(name, known)}"
                yield document.fault((*path, "sources", index), message, "unknown-source")


def reasons_of_answers(document: Document) -> Faults:
    """Find answers of a pilot that are neither taken from a fact nor assumed, or both, and reasons for no answer."""
    if document.kind != "pilot" or not isinstance(document.data, dict):
        return
    given = {".".join(path): ("answers", *path) for path in answered(document.data.get("answers"))}
    seen: set[str] = set()
    for pattern in ("taken/*/answer", "assumptions/*/answer"):
        for path, name in select(document.data, pattern):
            if name not in given:
                message = f"this pilot has no answer '{name}'{near_miss(str(name), given)}"
                yield document.fault(path, message, "unexplained-answer")
            elif name in seen:
                message = f"the answer '{name}' has a reason already; it is either taken from a fact or assumed"
                yield document.fault(path, message, "unexplained-answer")
            seen.add(str(name))
    for name, place in given.items():
        if name not in seen:
            message = f"say where '{name}' is from: a fact under 'taken', or a reason under 'assumptions'"
            yield document.fault(place, message, "unexplained-answer")
