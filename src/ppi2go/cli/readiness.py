"""`ppi2go ask --readiness`: twenty statements, five groups, and what a low score calls for."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ppi2go.cli.interviewing import make_talk, say_line, type_line
from ppi2go.errors import UsageError

if TYPE_CHECKING:
    from ppi2go.catalogue.load import Folders
    from ppi2go.l10n import Language
    from ppi2go.model.centre import Centres
    from ppi2go.model.process import Process

WIDTH = 78
_LEARNING = ("training", "information", "tools", "pilot-support")
"""Services of a competence centre that help a team that lacks something, the most general first."""


def ask_readiness(file: Path | None, country: str | None, folders: Folders, language: Language) -> None:
    """Score every statement, then print the result; nothing is written."""
    from ppi2go.catalogue.load import load_centres, load_process, load_readiness
    from ppi2go.rendering.readiness_context import readiness_context

    facts, steps, country = _case(file, country, folders)
    process = load_process(folders)
    known = steps or {step.id for step in process.steps}
    assessment = readiness_context(load_readiness(folders), facts.get, known, language.text)
    try:
        scores = _score(assessment, language)
    except (EOFError, KeyboardInterrupt):
        print("\n" + language.text("Stopped before the end: there is no result."), file=sys.stderr)
        raise typer.Exit(2) from None
    print("\n".join(_result(assessment, scores, process, load_centres(folders), country, language)))


def _case(file: Path | None, country: str | None, folders: Folders) -> tuple[dict[str, Any], set[str], str | None]:
    """Return what the plan of an answers file knows; without one, nothing."""
    if file is None:
        if country is not None and country not in folders.names("national"):
            raise UsageError(f"unknown country '{country}' (known: {', '.join(folders.names('national'))})")
        return {}, set(), country
    from ppi2go.cli.planning import plan_case, read_case

    rendering = plan_case(*read_case(file, country, None, folders), None, simulated=False)
    names = ("plan.stages", "plan.approach")
    steps = {task.id for task in rendering.plan.roadmap.tasks}
    return {name: rendering.fact(name) for name in names}, steps, rendering.plan.country


def _score(assessment: dict[str, Any], language: Language) -> dict[str, int]:
    """Ask for the score of every statement; `<` goes back to the one before."""
    text, talk = language.text, make_talk(language)
    say_line(text("Say for each statement how far it is true of your organisation today."))
    for point in assessment["scale"]:
        say_line(f"  {point['score']}  {point['meaning']}")
    say_line("  " + text("-  not known (counts as 0)        <  back to the statement before"))
    asked = [(group, item) for group in assessment["groups"] for item in group["statements"]]
    scores: dict[str, int] = {}
    index = 0
    while index < len(asked):
        group, item = asked[index]
        if item is group["statements"][0]:
            talk.heading(group["name"])
        given = _one_score(item, language)
        if given is None:
            index = max(0, index - 1)
            continue
        scores[item["number"]] = given
        index += 1
    return scores


def _one_score(item: dict[str, Any], language: Language) -> int | None:
    """Return a score, or None to go back."""
    for row in textwrap.wrap(item["text"], WIDTH, initial_indent=f"{item['number']}  ", subsequent_indent="    "):
        say_line(row)
    while True:
        typed = type_line("    [0-4] > ").strip()
        if typed == "<":
            return None
        if typed in ("-", "–", "—"):
            return 0
        if typed in ("0", "1", "2", "3", "4"):
            return int(typed)
        say_line("    " + language.text("Type a number from 0 to 4."))


def _result(
    assessment: dict[str, Any],
    scores: dict[str, int],
    process: Process,
    centres: Centres,
    country: str | None,
    language: Language,
) -> Iterator[str]:
    """Yield the result: each group with its sum, what the total means, and what helps the weak ones."""
    text = language.text
    steps = {step.id: step for step in process.steps}
    total = sum(scores.values())
    yield f"\n── {text('How ready you are')} {'─' * 50}"
    weak = []
    for group in assessment["groups"]:
        got = sum(scores[item["number"]] for item in group["statements"])
        bar = "█" * got + "░" * (group["most"] - got)
        yield f"  {group['letter']}  {group['name']:<14} {got:>3} / {group['most']}  {bar}"
        if got < assessment["low"]:
            weak.append((got, group))
    yield f"     {text('Total'):<14} {total:>3} / {assessment['most']}"
    yield ""
    yield from textwrap.wrap(next(band["meaning"] for band in assessment["bands"] if total >= band["from"]), WIDTH)
    for _, group in sorted(weak, key=lambda item: item[0]):
        yield f"\n{group['letter']}  {group['name']}"
        yield from textwrap.wrap(group["advice"], WIDTH, initial_indent="   ", subsequent_indent="   ")
        low = [item for item in group["statements"] if scores[item["number"]] <= 1]
        helping = dict.fromkeys(steps[item["step"]] for item in low if item["step"] in steps)
        for step in helping:
            line = text("Step {number} {name}").format(number=step.number, name=text(step.name))
            yield from textwrap.wrap(line, WIDTH, initial_indent="   · ", subsequent_indent="     ")
    if weak:
        yield ""
        yield from _help(centres, country, language)


def _help(centres: Centres, country: str | None, language: Language) -> Iterator[str]:
    """Yield whom to call: the competence centre of the country, with what it teaches."""
    from ppi2go.rendering.names import NAMES
    from ppi2go.rendering.trust import doubt

    text = language.text
    found = centres.of(country) if country else []
    if not found:
        yield text("Find a competence centre to call: {command}").format(command="ppi2go centres")
        return
    for centre in found:
        city = f", {centre.city.name}" if centre.city else ""
        yield text("Call the competence centre: {name}").format(
            name=f"{text(centre.host.name)} ({centre.host.short}){city}"
        )
        for name in _LEARNING:
            service = centre.offers(name)
            if service:
                yield f"   · {text(NAMES['service'][name])} {doubt(service.status, language)}".rstrip()
    yield text("What is known of it, and since when: {command}").format(command="ppi2go centres")
