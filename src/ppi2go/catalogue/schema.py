"""JSON Schemas of the data files, derived from the models, so that an editor helps and complains as `validate` does.

Draft 7, because that is what every editor reads. A national file is laid over the EU files, so the schema of the law
asks only the `id` of an entry whose id the EU files have. What replaces an inherited value as a whole (citations,
conditions, dated values) must be complete, as in the models.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ppi2go.catalogue.layers import Layer, merge
from ppi2go.catalogue.load import EU_FILES, Folders
from ppi2go.catalogue.yaml_reader import read_yaml
from ppi2go.model.action_plan import ActionPlan, MappingRules
from ppi2go.model.base import Model
from ppi2go.model.calendars import Calendars
from ppi2go.model.calibration import Calibration
from ppi2go.model.centre import CentreFile
from ppi2go.model.condition import Test
from ppi2go.model.facts import FACTS
from ppi2go.model.framework import Framework
from ppi2go.model.pilot import Pilot
from ppi2go.model.process import Process
from ppi2go.model.readiness import Readiness
from ppi2go.model.theme import QuestionFile, Theme

Schema = dict[str, Any]
DIALECT = "http://json-schema.org/draft-07/schema#"
DAY_PATTERN = (
    r"(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)
"""A day of the calendar: 31 April is none, and 29 February only in leap years."""
DAY: Schema = {
    "description": "A day, written as YYYY-MM-DD.",
    "type": "string",
    "pattern": f"^{DAY_PATTERN}$",
    "patternErrorMessage": "This is no day of the calendar; write it as YYYY-MM-DD.",
}
_NUMBER: Schema = {
    "description": "Digits with at most one point before decimals: 216000 or 3.5, no separators.",
    "type": ["string", "number"],  # an editor reads 3.5 as a number, our reader as text
    "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,10})?$",
    "patternErrorMessage": "Write digits only, with a point before decimals.",
}
_CONDITION: Schema = {
    "description": "When it holds: a test of one field, or `all`, `any`, `not` over tests.",
    "anyOf": [{"$ref": f"#/definitions/{name}"} for name in ("Test", "All", "Either", "Not")],
}
COMPARISONS = [field.alias or name for name, field in Test.model_fields.items() if name != "field"]
RULES: dict[str, Schema] = {
    "Test": {"oneOf": [{"required": [name]} for name in COMPARISONS]},
    "Reduction": {
        "oneOf": [{"required": [name], "properties": {name: {"type": "integer"}}} for name in ("to", "minus")]
    },
    "Factor": {
        "oneOf": [
            *({"required": [name]} for name in ("field", "value", "share")),
            {"required": ["fields"], "properties": {"fields": {"minItems": 1}}},
        ]
    },
    "Cost": {
        "if": {"properties": {"due": {"const": "every"}}},
        "then": {"required": ["interval"], "properties": {"interval": {"minimum": 1}}},
        "else": {"not": {"required": ["interval"]}},
    },
}
"""What a validator of a model asks beyond the types of its fields. A test knows the validators that are not here."""
_MEANINGS = {
    "id": "Word by which other entries name this one.",
    "from": "First day on which it holds.",
    "to": "Last day on which it holds; left out while no end is known.",
    "buyers": "Types of buyer that it is for; all where left out.",
    "contracts": "Types of contract that it is for; all where left out.",
    "regimes": "Kinds of regime that it is for; all where left out.",
    "needs": "Needs of the theme that it is for; all where left out.",
    "when": "The case in which it holds; always where left out.",
    "name": "English name; translations stand in locales/.",
    "official_name": "Name in the language of the act.",
    "act": "Id of the act, as it stands under `acts`.",
    "provision": "Article, section or paragraph.",
    "status": "confirmed: an official text was read; corroborated: another text restates it; unverified: neither.",
    "source": "The text that was read.",
    "url": "Address of the text.",
    "verified_on": "Day on which somebody last compared the value with its source.",
    "layer": "Filled in by the program.",
    "Test.field": "Id of a question, `threshold.ID`, or a fact of the plan: "
    + "; ".join(f"{name} ({meaning})" for name, meaning in FACTS.items()),
    "FindingRule.field": "Id of the question whose answer mends it.",
}
"""Key, or model and key → what an editor shows, where the docstring of the model has no sentence on the key."""
_PART = "Inherited from the EU layer: state only what differs; `absent: true` takes it away."


def framework_schema(inherited: Mapping[str, Any]) -> Schema:
    """Return the schema of a file of the law: a country's (it has `country`), or one of the EU layer.

    `inherited` is the merged data of the EU layer: an entry of a country's file whose id stands there may be partial.
    """
    schema = _derive(Framework, "Law of one country, or a part of the EU layer", "The law as dated, cited values.")
    parts = _Parts(schema["definitions"])
    layered = {name: node for name, node in schema["properties"].items() if parts.target(name, node)}
    head = [name for name in schema["required"] if name not in layered]
    national = {name: parts.property(name, node, [inherited], name) for name, node in layered.items()}
    free = {name: {key: node[key] for key in node if key == "description"} for name, node in layered.items()}
    return _only_used(
        {key: value for key, value in schema.items() if key != "required"}
        | {"properties": schema["properties"] | free}
        | {"dependencies": {name: [other for other in head if other != name] for name in head}}
        | {"if": {"required": ["country"]}, "then": {"properties": national}, "else": {"properties": layered}}
    )


def read_inherited(folders: Folders) -> dict[str, Any]:
    """Return the merged data of the EU layer."""
    found = (folders.find(name) for name in EU_FILES)
    layers = [Layer("EU", read_yaml(path, name=folders.shown(path))) for path in found if path is not None]
    data: dict[str, Any] = merge(layers).data
    return data


def theme_schema() -> Schema:
    """Return the schema of a theme."""
    return _derive(Theme, "Thematic tool", "The needs of a field and everything a procurer can say about them.")


def process_schema() -> Schema:
    """Return the schema of the process."""
    return _derive(Process, "Process", "Phases, steps and documents of a procurement of innovative solutions.")


def questions_schema() -> Schema:
    """Return the schema of the file of shared questions."""
    return _derive(QuestionFile, "Questions", "The questions that every plan shares, in the order of the interview.")


def calibration_schema() -> Schema:
    """Return the schema of what was observed of real procedures."""
    return _derive(Calibration, "Calibration", "How long real procedures took.")


def calendars_schema() -> Schema:
    """Return the schema of the years until which the days of rest are known."""
    return _derive(Calendars, "Days of rest", "Until which year the days of rest of each country are known for sure.")


def centres_schema() -> Schema:
    """Return the schema of the competence centres."""
    return _derive(CentreFile, "Competence centres", "The centres, their services and their network, with sources.")


def readiness_schema() -> Schema:
    """Return the schema of the readiness assessment."""
    meaning = "Statements on how ready an organisation is, and what a low score calls for."
    return _derive(Readiness, "Readiness", meaning)


def pilot_schema() -> Schema:
    """Return the schema of a pilot."""
    return _derive(Pilot, "Pilot", "A real purchase: facts with sources, and apart from them assumptions.")


def mapping_schema() -> Schema:
    """Return the schema of the criteria of the mapping and of the rules of buying together."""
    return _derive(MappingRules, "Mapping", "How needs are scored and chosen, and when buyers share one.")


def action_plan_schema() -> Schema:
    """Return the schema of an action plan; the answers of its projects are those of `ppi2go schema answers`."""
    return _derive(ActionPlan, "Action plan", "A region with its team, its money, its mapped needs and its projects.")


def _derive(model: type[Model], title: str, description: str) -> Schema:
    raw = model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = {name: _tidy_model(name, item) for name, item in raw.pop("$defs").items()}
    definitions |= {"Condition": _CONDITION, "Day": DAY, "Number": _NUMBER}
    root = _tidy_model(model.__name__, raw)
    head = {"$schema": DIALECT, "title": f"ppi2go: {title}", "description": description}
    return _only_used(head | {key: root[key] for key in root if key != "description"} | {"definitions": definitions})


def _tidy_model(name: str, raw: Schema) -> Schema:
    about = " ".join(raw.get("description", "").split())
    properties = {key: _described(name, key, _tidy(value), about) for key, value in raw["properties"].items()}
    if name == Test.__name__:  # a comparison with nothing is none
        properties = {key: _without_null(value) for key, value in properties.items()}
    tidied = {key: value for key, value in raw.items() if key not in ("title", "properties", "description")}
    return {"description": about} | tidied | {"properties": properties} | RULES.get(name, {})


def _tidy(node: Schema) -> Schema:
    """Drop titles and empty defaults, name the scalars and conditions, write `or null` as a type where that is one."""
    node = {key: value for key, value in node.items() if key != "title" and not (key == "default" and value is None)}
    if node.get("format") == "date":
        return {"$ref": "#/definitions/Day"}
    if node.get("type") == ["integer", "string"]:
        return {"$ref": "#/definitions/Number"}
    if any(option.get("$ref", "").endswith("/Test") for option in node.get("oneOf", ())):
        return {"$ref": "#/definitions/Condition"}
    if "items" in node:
        node["items"] = _tidy(node["items"])
    if "anyOf" in node:
        node["anyOf"] = [_tidy(option) for option in node["anyOf"]]
        first, *others = node["anyOf"]
        if others == [{"type": "null"}] and isinstance(first.get("type"), str) and "enum" not in first:
            del node["anyOf"]
            node |= first | {"type": [first["type"], "null"]}
    return node


def _without_null(node: Schema) -> Schema:
    if isinstance(node.get("type"), list):
        return node | {"type": next(kind for kind in node["type"] if kind != "null")}
    options = [option for option in node.get("anyOf", ()) if option != {"type": "null"}]
    return {key: value for key, value in node.items() if key != "anyOf"} | (
        {"anyOf": options} if len(options) > 1 else options[0] if options else {}
    )


def _described(model: str, key: str, node: Schema, about: str) -> Schema:
    sentences = re.split(r"(?<=[.;])\s+", about)
    own = next((sentence for sentence in sentences if f"`{key}`" in sentence), None)
    if own is None and "$ref" not in node.get("items", {}):  # a list of entries is explained by its entries
        own = _MEANINGS.get(f"{model}.{key}", _MEANINGS.get(key))
    return {"description": f"{own.rstrip('.;')}."} | node if own else node


class _Parts:
    """Makes of the schema of a whole the schema of a part that is laid over inherited data.

    The definition of a part is named by its keys: `procedures.time_limits`.
    """

    def __init__(self, definitions: dict[str, Schema]) -> None:
        self.definitions = definitions

    def property(self, name: str, node: Schema, inherited: Sequence[Any], place: str) -> Schema:
        """Return the schema of the value at a key; `inherited` are the mappings that may hold one already."""
        target = self.target(name, node)
        below = [item[name] for item in inherited if name in item]
        if target is None or not below:
            return node
        part = {"$ref": f"#/definitions/{place}"}
        if "items" not in node:
            self.definitions[place] = self._part(self.definitions[target], below, place)
            return node | part
        entries = [entry for listed in below for entry in listed]
        self.definitions[place] = self._part(self.definitions[target], entries, place)
        known = {"properties": {"id": {"enum": sorted({entry["id"] for entry in entries})}}}
        return node | {"items": {"if": known, "then": part, "else": node["items"]}}

    def target(self, name: str, node: Schema) -> str | None:
        """Return the definition of a mapping or of entries with ids, which are merged; None for what is replaced."""
        reference = node.get("items", node).get("$ref")
        if reference is None or name == "citation":  # a citation is replaced, never merged
            return None
        target = str(reference.rpartition("/")[2])
        definition = self.definitions[target]
        merged = "properties" in definition and ("items" not in node or "id" in definition["required"])
        return target if merged else None

    def _part(self, whole: Schema, inherited: Sequence[Any], place: str) -> Schema:
        properties = {
            name: self.property(name, node, inherited, f"{place}.{name}") for name, node in whole["properties"].items()
        }
        part = {key: value for key, value in whole.items() if key != "required"}
        if "id" not in properties:
            return part | {"properties": properties}
        about = f"{whole['description']} {_PART}"
        absent = {"description": "Takes the inherited entry away.", "const": True}
        return part | {"description": about, "required": ["id"], "properties": properties | {"absent": absent}}


def _only_used(schema: Schema) -> Schema:
    """Leave out the definitions that nothing refers to."""
    definitions = schema["definitions"]
    used: set[str] = set()
    waiting = list(_references({key: value for key, value in schema.items() if key != "definitions"}))
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += _references(definitions[name])
    return schema | {"definitions": {name: definitions[name] for name in sorted(used)}}


def _references(node: Any) -> Iterator[str]:
    children: Iterable[Any] = ()
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rpartition("/")[2]
        children = node.values()
    elif isinstance(node, list):
        children = node
    for child in children:
        yield from _references(child)
