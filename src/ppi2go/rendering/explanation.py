"""Explains dates in words: what a task waits for, its length, the provision, reductions, what moved it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from ppi2go.errors import UsageError, near_miss
from ppi2go.l10n import Language
from ppi2go.rendering.environment import cite

ALL = "all"


def explain(context: dict[str, Any], language: Language, task_id: str, *, width: int = 80) -> str:
    """Return the chain behind the dates of one task, or of `all`; raise UsageError for a task the plan has not."""
    tasks = [task for task in context["tasks"] if task_id in (ALL, task["id"])]
    if not tasks:
        known = [task["id"] for task in context["tasks"]]
        raise UsageError(f"--explain: the plan has no task '{task_id}'{near_miss(task_id, known)} (or 'all')")
    return "\n\n".join("\n".join(_explain(task, language, width)) for task in tasks) + "\n"


def _explain(task: dict[str, Any], language: Language, width: int) -> Iterator[str]:
    days = language.day(task["end"], "short")
    if task["start"] != task["end"]:
        days = f"{language.day(task['start'], 'short')} – {days}"
    yield f"{task['name']} [{task['id']}]"
    yield f"  {days}"
    for why in task["why"]:
        source = f" ({cite(why['citation'], language)})" if why["citation"] else ""
        yield from textwrap.wrap(
            f"{why['text']}{source}", width, initial_indent="  • ", subsequent_indent="    ", break_long_words=False
        )
    if task["help"]:
        yield f"  {language.text('Who can help')}:"
    for helper in task["help"]:
        yield from textwrap.wrap(helper, width, initial_indent="  → ", subsequent_indent="    ", break_long_words=False)
