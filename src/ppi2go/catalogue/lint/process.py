"""Rules on the process: steps that wait for each other, and work without an estimate."""

from __future__ import annotations

from typing import Any

from ppi2go.catalogue.lint.document import Document, Faults, select, words


def cycles(document: Document) -> Faults:
    """Find steps that wait for themselves by way of others; each cycle is told once, at its first step."""
    indices: dict[str, int] = {}
    waits: dict[str, list[str]] = {}
    for (_, index), step in select(document.data, "steps/*"):
        if isinstance(step, dict) and isinstance(index, int):
            indices.setdefault(str(step.get("id")), index)
            waits[str(step.get("id"))] = words(step, "after")
    for cycle in _cycles(waits):
        first = min(cycle, key=lambda name: indices[name])
        start = cycle.index(first)
        shown = " → ".join([*cycle[start:], *cycle[:start], first])
        message = f"these steps wait for each other: {shown}; take one of them out of an 'after'"
        yield document.fault(("steps", indices[first], "after"), message, "cycle")


def _cycles(waits: dict[str, list[str]]) -> list[list[str]]:
    """Return the cycles that a walk in depth closes."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in waits:
        trail: list[str] = []
        stack = [(start, iter(waits[start]))] if start not in done else []
        trail += [name for name, _ in stack]
        while stack:
            name, following = stack[-1]
            step = next((item for item in following if item in waits and item not in done), None)
            if step is None:
                done.add(name)
                trail.pop()
                stack.pop()
            elif step in trail:
                found.append(trail[trail.index(step) :])
            else:
                trail.append(step)
                stack.append((step, iter(waits[step])))
    return found


def durations(document: Document) -> Faults:
    """Find steps of work and periods that have no estimate."""
    for path, step in select(document.data, "steps/*"):
        if isinstance(step, dict) and _needs_duration(step):
            message = f"the step '{step.get('id')}' needs a 'duration' (optimistic, likely, pessimistic, source)"
            yield document.fault(path, message, "missing-duration")


def _needs_duration(step: dict[str, Any]) -> bool:
    return step.get("kind") in ("work", "period") and "duration" not in step
