"""JSON Schema of the answers file, made of the questions, so that an editor asks them and knows the choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, get_args

from ppi2go.answers.reading import FORMAT
from ppi2go.answers.values import MAX_TEXT
from ppi2go.catalogue.schema import DAY, DAY_PATTERN, DIALECT, Schema
from ppi2go.model.framework import Framework
from ppi2go.model.process import RoleId, Step
from ppi2go.model.question import Question
from ppi2go.model.theme import Theme

_CONTROL = r"\x00-\x08\x0b-\x1f"
_TEXT = rf"^\s*[^\s{_CONTROL}][^{_CONTROL}]*\s*$"
_FINDING = r"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$"
_FLAGS = "^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"
_AMBIGUOUS = r"(?![0-9]{1,3}\.[0-9]{3}$)"
"""850.000 is a thousand times more for some readers."""


def answers_schema(
    shared: Sequence[Question], countries: Sequence[Framework], themes: Sequence[Theme], steps: Sequence[Step]
) -> Schema:
    """Return the schema of the answers to the shared questions, and to those of each country and theme."""
    sections = _sections(shared)
    national, thematic = _own(countries, sections), _own(themes, sections)
    head: Schema = {
        "ppi2go": {"description": "Version of this format.", "const": FORMAT},
        "country": _named("Country whose law applies.", {item.country: item.name for item in countries}),
        "theme": _named("Thematic tool.", {item.id: item.name for item in themes}),
        "language": {"description": "Language of the documents (sk, en, …).", "type": ["string", "null"]},
        "actual": _actual(steps),
        "calendar": _calendar(),
        "waivers": _waivers(),
        "open": _open(steps),
    }
    by_country = {item.country: _of_country(item, national - thematic) for item in countries}
    by_theme = {item.id: _own_sections(item.questions, thematic - national) for item in themes}
    return {
        "$schema": DIALECT,
        "title": "ppi2go: Answers",
        "description": "The answers to the questions of one purchase. All but country and theme may be left out.",
        "type": "object",
        "required": ["country", "theme"],
        "additionalProperties": False,
        "properties": head | {name: {"type": "object"} for name in sorted(national | thematic)} | sections,
        "allOf": [*_chosen("country", by_country), *_chosen("theme", by_theme)],
        "definitions": {"Day": DAY},
    }


def _chosen(key: str, variants: Mapping[str, Schema]) -> Iterable[Schema]:
    if len(variants) == 1:
        yield from variants.values()
        return
    for value, schema in variants.items():
        yield {"if": {"required": [key], "properties": {key: {"const": value}}}, "then": schema}


def _own(items: Iterable[Framework | Theme], shared: Schema) -> set[str]:
    """Return the sections of the file that the questions of countries, or of themes, add to the shared ones."""
    return {question.id.split(".")[0] for item in items for question in item.questions} - set(shared)


def _of_country(framework: Framework, names: set[str]) -> Schema:
    """Return what a country adds: its own questions, and the currencies that amounts may be in."""
    schema = _own_sections(framework.questions, names)
    codes = list(dict.fromkeys(period.code for period in framework.currencies))
    currency = {"description": "Currency of the estimated value; it is the country's.", "enum": codes}
    schema["properties"]["project"] = {"properties": {"currency": currency}}
    return schema


def _own_sections(questions: Sequence[Question], names: set[str]) -> Schema:
    """Return the schema of sections that only these questions fill; a section without a question may not be there."""
    sections = _sections(questions)
    return {"properties": {name: sections.get(name, False) for name in sorted(names)}}


def _sections(questions: Iterable[Question]) -> Schema:
    sections: Schema = {}
    for question in questions:
        section, _, key = question.id.partition(".")
        empty: Schema = {"type": "object", "additionalProperties": False, "properties": {}}
        sections.setdefault(section, empty)["properties"][key] = _answer(question)
    if "project" in sections:
        sections["project"]["properties"].setdefault("currency", True)
    return sections


def _answer(question: Question) -> Schema:
    """Return the schema of one answer; nothing (null) is an answer that is not known yet."""
    parts = [question.prompt, question.why]
    parts += [f"{choice.id}: {choice.name}" for choice in question.choices]
    parts += [f"Law: {question.law}"] if question.law else []
    schema: Schema = {"description": "\n\n".join(parts)} | _KINDS[question.kind](question)
    if question.example is not None and question.kind in ("text", "long-text"):
        schema["examples"] = [question.example]
    return schema


def _text(question: Question) -> Schema:
    return {"type": ["string", "number", "null"], "pattern": _TEXT, "maxLength": MAX_TEXT}


def _choice(question: Question) -> Schema:
    return {"enum": [*(choice.id for choice in question.choices), None]}


def _choices(question: Question) -> Schema:
    return {"type": ["array", "null"], "items": {"enum": [choice.id for choice in question.choices]}}


def _money(question: Question) -> Schema:
    least = question.minimum or 0
    above_zero = r"(?!0+(\.|$))" if least >= 1 else r"(?!0+(\.0+)?$)"
    schema: Schema = {
        "type": ["number", "string", "null"],
        "pattern": rf"^{above_zero}{_AMBIGUOUS}[0-9]{{1,15}}(\.[0-9]{{1,10}})?$",
        "patternErrorMessage": "Write an amount above zero with digits only, for example 850000 or 850.50.",
    }
    return schema | ({"minimum": least} if least >= 1 else {"exclusiveMinimum": 0}) | _maximum(question)


def _integer(question: Question) -> Schema:
    least = {} if question.minimum is None else {"minimum": question.minimum}
    return {"type": ["integer", "string", "null"], "pattern": "^-?[0-9]{1,12}$"} | least | _maximum(question)


def _number(question: Question) -> Schema:
    least = {} if question.minimum is None else {"minimum": question.minimum}
    pattern = r"^-?[0-9]{1,15}(\.[0-9]{1,10})?$"
    return {"type": ["number", "string", "null"], "pattern": pattern} | least | _maximum(question)


def _maximum(question: Question) -> Schema:
    return {} if question.maximum is None else {"maximum": question.maximum}


def _date(question: Question) -> Schema:
    return {"anyOf": [{"$ref": "#/definitions/Day"}, {"type": "null"}]}


def _flag(question: Question) -> Schema:
    message = "Write true or false; yes and no are read as well."
    return {"type": ["boolean", "string", "null"], "pattern": _FLAGS, "patternErrorMessage": message}


_KINDS: dict[str, Callable[[Question], Schema]] = {
    "text": _text,
    "long-text": _text,
    "choice": _choice,
    "choices": _choices,
    "money": _money,
    "date": _date,
    "flag": _flag,
    "integer": _integer,
    "number": _number,
    "percent": _number,
}


def _named(description: str, names: Mapping[str, str]) -> Schema:
    lines = (f"{key}: {name}" for key, name in names.items())
    return {"description": "\n\n".join((description, *lines)), "enum": list(names)}


def _actual(steps: Sequence[Step]) -> Schema:
    days: dict[str, Any] = {step.id: {"description": step.name, "$ref": "#/definitions/Day"} for step in steps}
    return {
        "description": "Days on which something has happened; the rest is planned again from them.",
        "type": "object",
        "additionalProperties": False,
        "properties": days,
    }


def _calendar() -> Schema:
    calendar_file = r".*\.[iI][cC][sS]"
    closed = {
        "description": "The buyer's own closed days (a day, first/last, an .ics file); they move estimated work only.",
        "anyOf": [
            {"type": "string", "pattern": f"^{calendar_file}$"},
            {
                "type": "array",
                "items": {"type": "string", "pattern": f"^({DAY_PATTERN}(/({DAY_PATTERN})?)?|{calendar_file})$"},
            },
        ],
    }
    return {
        "description": "The buyer's own calendar.",
        "type": "object",
        "required": ["closed"],
        "additionalProperties": False,
        "properties": {"closed": closed},
    }


def _waivers() -> Schema:
    text: Schema = {"type": "string", "pattern": _TEXT, "maxLength": MAX_TEXT}
    properties: Schema = {
        "id": {"description": "Id of the finding, as 'ppi2go check' prints it.", "type": "string", "pattern": _FINDING},
        "reason": {"description": "Why the finding is accepted; it stands in the record of decisions."} | text,
        "by": {"description": "Who accepts it: a role or a name."} | text,
        "on": {"description": "The day of the decision.", "$ref": "#/definitions/Day"},
    }
    entry: Schema = {
        "type": "object",
        "required": ["id", "reason"],
        "additionalProperties": False,
        "properties": properties,
    }
    return {"description": "Findings that the buyer accepts, each with a reason.", "type": "array", "items": entry}


def _open(steps: Sequence[Step]) -> Schema:
    field: Schema = {"description": "The question, such as project.estimated_value.", "type": "string"}
    owner: Schema = {"description": "The role that finds the answer out.", "enum": [*get_args(RoleId), None]}
    step: Schema = {"description": "The step by which it must be known.", "enum": [*(step.id for step in steps), None]}
    entry: Schema = {
        "type": "object",
        "required": ["field"],
        "additionalProperties": False,
        "properties": {"field": field, "owner": owner, "known_by": step},
    }
    about = "Questions whose answer is not known yet; the plan goes on with their defaults."
    return {"description": about, "type": "array", "items": entry}
