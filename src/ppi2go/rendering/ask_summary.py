"""What the answers lead to, in the words of the interview: approach, procedure, reasons, and the other lawful ways."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.context import Rendering, build_context

WIDTH = 78


def summary(rendering: Rendering, file: str) -> Iterator[str]:
    """Yield the lines of the summary; `file` is the answers file, which the next command needs."""
    context, language = build_context(rendering), rendering.language
    text = language.text
    heading = text("What your answers lead to")
    yield f"\n── {heading} {'─' * max(3, WIDTH - 4 - len(heading))}"
    approach, procedure = context["approach"], context["procedure"]
    yield from _item(text("Approach"), approach["name"])
    for reason in approach["reasons"]:
        yield from _reason(reason, "·")
    yield from _item(text("Regime"), context["regime"]["name"])
    yield from _item(text("Procedure"), _named(procedure))
    for reason in procedure["reasons"]:
        yield from _reason(reason["text"], f"{reason['points']:+}")
    yield from _others(context, language)
    signed = rendering.plan.roadmap.task("contract-signature")
    if signed:
        yield from _item(text("Contract"), text("signed on {day}").format(day=language.day(signed.end)))
    yield from _counts(context, language)
    yield ""
    yield from textwrap.wrap(text("Plan it now: {command}").format(command=f"ppi2go plan {file}"), WIDTH)


def _others(context: dict[str, Any], language: Language) -> Iterator[str]:
    """Yield the other procedures that the law allows, with what each would cost in days."""
    text = language.text
    lawful = [item for item in context["alternatives"] if item["allowed"]]
    if not lawful:
        return
    yield ""
    yield text("The law allows these as well ('procedure:' below 'project:' chooses one):")
    for item in lawful:
        yield from _reason(f"{item['name']} ({item['id']}): {days(item['days_more'], language)}", "·")


def days(more: int | None, language: Language) -> str:
    """Say how much later or earlier the contract would be signed."""
    text = language.text
    if more is None:
        return text("not compared")
    if more == 0:
        return text("the same day")
    period = language.period(abs(more), "days")
    return text("{period} longer" if more > 0 else "{period} shorter").format(period=period)


def _counts(context: dict[str, Any], language: Language) -> Iterator[str]:
    text = language.text
    errors = [item for item in context["findings"] if item["severity"] == "error" and not item["waived"]]
    if errors:
        yield ""
        yield text("What has to be mended first:")
        for item in errors:
            yield from _reason(item["message"], "!")
    if context["open_points"]:
        yield ""
        yield text("Not known yet:")
        for item in context["open_points"]:
            by = f"{item['owner']}, {item['step']}" + (f", {language.day(item['due'])}" if item["due"] else "")
            yield from _reason(f"{item['question']} ({by})", "·")


def _named(procedure: dict[str, Any]) -> str:
    official = procedure["official_name"]
    return f"{procedure['name']} ({official})" if official else str(procedure["name"])


def _item(label: str, value: str) -> list[str]:
    return textwrap.wrap(value, WIDTH, initial_indent=f"{label + ':':<14} ", subsequent_indent=" " * 15)


def _reason(line: str, sign: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, initial_indent=f"  {sign:>3} ", subsequent_indent=" " * 6)
