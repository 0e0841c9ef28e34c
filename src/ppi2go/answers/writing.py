"""Writes an answers file: every question as a comment, what nobody answered commented out with its default."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ppi2go.answers.asking import default_of
from ppi2go.answers.reading import FORMAT
from ppi2go.l10n import Language
from ppi2go.model.plan import OpenPoint
from ppi2go.model.question import Question

WIDTH = 100
_PLAIN = re.compile(r"[^\W\d_][\w /.()&+-]*[\w.)]")
_AMBIGUOUS = re.compile(r"\d{1,3}\.\d{3}")
_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


@dataclass(frozen=True)
class Sheet:
    """What stands in the file: the head, the questions that matter in order, the answers and the open points.

    `groups` are the headings by the first part of a question's id; `language` is that of the comments.
    """

    country: str | None
    theme: str | None
    questions: Sequence[Question]
    values: Mapping[str, Any]
    open_points: Sequence[OpenPoint]
    groups: Mapping[str, str]
    language: Language


def new_file(sheet: Sheet) -> str:
    """Return the text of a new answers file."""
    text = sheet.language.text
    head = text("The answers of one purchase. A line that begins with # is not read: take the # away to answer it.")
    ways = text("Go on with {ask}, plan with {plan}.").format(ask="'ppi2go ask FILE'", plan="'ppi2go plan FILE'")
    lines = [*comment(head, ""), *comment(ways, ""), f"ppi2go: {FORMAT}"]
    lines += [f"{key}: {value}" for key, value in (("country", sheet.country), ("theme", sheet.theme)) if value]
    for section, questions in _sections(sheet.questions).items():
        answered = any(question.id in sheet.values for question in questions)
        lines += ["", f"# --- {text(sheet.groups.get(section, section))} ---", f"{'' if answered else '# '}{section}:"]
        for index, question in enumerate(questions):
            lines += ["", *entry(question, sheet)] if index else entry(question, sheet)
    lines += open_block(sheet.open_points)
    return "\n".join(lines) + "\n"


def entry(question: Question, sheet: Sheet, indent: str = "  ") -> list[str]:
    """Return the lines of a question: what is asked, its choices, and the answer."""
    return [*asked(question, sheet.language, indent), *answer(question, sheet, indent)]


def asked(question: Question, language: Language, indent: str) -> list[str]:
    """Return a question as a comment, with its choices or an example."""
    lines = comment(language.text(question.prompt), indent)
    for choice in question.choices:
        lines += comment(f"{choice.id}: {language.text(choice.name)}", indent, "#   ")
    if question.example and not question.choices and question.kind != "flag":
        lines += comment(language.text("Example: {example}").format(example=language.text(question.example)), indent)
    return lines


def answer(question: Question, sheet: Sheet, indent: str) -> list[str]:
    """Return the line of an answer; without one, its default commented out, and who knows it where it is open."""
    key = question.id.partition(".")[2]
    if question.id in sheet.values:
        return scalar_lines(key, sheet.values[question.id], indent)
    point = next((item for item in sheet.open_points if item.field == question.id), None)
    lines = [f"{indent}# open: {point.owner}, {point.known_by}"] if point else []
    default = default_of(question)
    shown = "" if default is None else f" {scalar(default)}"
    return [*lines, f"{indent}# {key}:{shown}"]


def open_block(points: Sequence[OpenPoint]) -> list[str]:
    """Return the list of open points, with an empty line before it."""
    if not points:
        return []
    rows = [f"  - {{field: {item.field}, owner: {item.owner}, known_by: {item.known_by}}}" for item in points]
    return ["", "open:", *rows]


def scalar_lines(key: str, value: Any, indent: str) -> list[str]:
    """Return the lines of a key with its value; a long text is folded."""
    plain = isinstance(value, str) and " ".join(value.split()) == value
    if plain and len(indent) + len(key) + len(value) + 4 > WIDTH:
        rows = textwrap.wrap(value, WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False)
        return [f"{indent}{key}: >-", *(f"{indent}  {row}" for row in rows)]
    return [f"{indent}{key}: {scalar(value)}"]


def scalar(value: Any) -> str:
    """Return a value in YAML that is read back as the same."""
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Decimal():
            return _decimal(value)
        case int():
            return str(value)
        case list() | tuple():
            return f"[{', '.join(scalar(item) for item in value)}]"
    text = str(value)
    safe = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and ": " not in text and " #" not in text
    return text if safe else json.dumps(text, ensure_ascii=False)


def _decimal(value: Decimal) -> str:
    """Return digits; three decimals get a fourth, or they could be taken for thousands."""
    digits = f"{value:f}"
    if not _AMBIGUOUS.fullmatch(digits):
        return digits
    shorter = digits.rstrip("0").rstrip(".")
    return f"{digits}0" if shorter == digits else shorter


def comment(line: str, indent: str, sign: str = "# ") -> list[str]:
    """Return a text as lines of comment."""
    wrapped = textwrap.wrap(re.sub(r"[ \n]+", " ", line), WIDTH - len(indent) - len(sign), break_long_words=False)
    return [f"{indent}{sign}{row}" for row in wrapped]


def _sections(questions: Sequence[Question]) -> dict[str, list[Question]]:
    """Return the questions by the sections of the file, in their order."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        found.setdefault(question.id.partition(".")[0], []).append(question)
    return found


def sections(questions: Sequence[Question]) -> Iterator[str]:
    """Yield the sections of the file in their order."""
    yield from _sections(questions)
