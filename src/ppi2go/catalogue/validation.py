"""Turns the complaints of the models into `file:line:column: message`, all of them at once."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ppi2go.catalogue.yaml_reader import Path_
from ppi2go.errors import FileFault, InvalidFiles, Position, near_miss
from ppi2go.model.base import NotADay, NotANumber

M = TypeVar("M", bound=BaseModel)
_WORDS = {
    "missing": "the key '{key}' is missing",
    "string_type": "{value} is not text; put it in quotes if it is meant as text",
    "bool_type": "{value} is not true or false",
    "int_type": "{value} is not a whole number",
    "model_type": "a mapping (key: value) is expected here, not {value}",
    "model_attributes_type": "a mapping (key: value) is expected here, not {value}",
    "tuple_type": "a list is expected here, not {value}",
    "too_short": "this list is empty; at least one entry is needed",
    "string_too_short": "this text is empty",
}
_BOUNDS = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most")}
_RULES = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
    "literal_error": "unknown-word",
    "string_pattern_mismatch": "bad-format",
}
"""Kind of complaint → the rule that it breaks; a kind that ends with `_type` is a wrong type."""


class Positions(typing.Protocol):
    """What validation needs to know of the file: where values and keys stand."""

    @property
    def data(self) -> Any:
        """The plain data."""

    def position(self, path: Path_) -> Position:
        """Where the value at the path stands."""


def validate(model: type[M], source: Positions, key_position: Callable[[Path_], Position]) -> M:
    """Make the model of the data; raise InvalidFiles with every fault at its position."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        faults = [_fault(model, source, key_position, dict(item)) for item in error.errors()]
        raise InvalidFiles(dict.fromkeys(faults)) from None


def _fault(
    model: type[BaseModel], source: Positions, key_position: Callable[[Path_], Position], item: dict[str, Any]
) -> FileFault:
    path = _real_path(source.data, item["loc"])
    if item["type"] == "extra_forbidden":
        key = str(item["loc"][-1])
        allowed = _keys_at(model, item["loc"][:-1])
        message = f"unknown key '{key}'{near_miss(key, allowed) or _list(allowed)}"
        return FileFault(key_position(path), message, "unknown-key")
    rule = _rule(item)
    if rule == "to-before-from":  # the model complains about the whole entry; the day that is wrong stands at its end
        path = (*path, "to")
    return FileFault(source.position(path), _message(item, path), rule)


def _rule(item: dict[str, Any]) -> str:
    kind, loc = item["type"], item["loc"]
    cause = item.get("ctx", {}).get("error")
    if isinstance(cause, NotADay):
        return "impossible-date"
    if isinstance(cause, NotANumber) or kind.endswith("_type"):
        return "wrong-type"
    if kind == "missing" and (loc[-1] == "citation" or "citation" in loc[-2:-1] or "citations" in loc[-3:-1]):
        return "missing-citation"
    if cause is not None and "lies before 'from'" in str(cause):
        return "to-before-from"
    return _RULES.get(kind, "invalid-value")


def _message(item: dict[str, Any], path: Path_) -> str:
    kind = item["type"]
    key = item["loc"][-1] if kind == "missing" else next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind in _WORDS:
        return _WORDS[kind].format(key=key, value=_shown(item["input"]))
    if kind in _BOUNDS:
        name, word = _BOUNDS[kind]
        return f"{_shown(item['input'])} is not allowed for '{key}'; write {word} {item['ctx'][name]}"
    if kind == "literal_error":
        return f"{_shown(item['input'])} is not allowed for '{key}'; allowed: {item['ctx']['expected']}"
    if kind == "string_pattern_mismatch":
        return f"{_shown(item['input'])} is not written as '{key}' must be (pattern {item['ctx']['pattern']})"
    return str(item["msg"]).removeprefix("Value error, ")


def _shown(value: Any) -> str:
    if value is None or isinstance(value, bool):  # 0 and 1 are numbers, though they equal false and true
        text = {True: "true", False: "false", None: "nothing"}[value]
    else:
        text = "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else f"'{value}'"
    return text if len(text) <= 60 else f"{text[:57]}…'"


def _list(allowed: list[str]) -> str:
    return f"; allowed: {', '.join(allowed)}" if allowed else ""


def _real_path(data: Any, loc: tuple[str | int, ...]) -> Path_:
    """Drop from pydantic's location the tags of unions, which no file contains."""
    path: list[str | int] = []
    for part in loc:
        if (isinstance(data, dict) and part in data) or (isinstance(data, list) and isinstance(part, int)):
            data = data[part]  # type: ignore[index]
            path.append(part)
    return tuple(path)


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the model at the location knows."""
    for part in loc:
        if isinstance(part, int):
            continue
        field = next((f for name, f in model.model_fields.items() if part in (name, f.alias)), None)
        if field is None:  # the tag of a union: one of its models
            continue
        inner = _models_in(field.annotation)
        if not inner:
            return []
        model = inner[-1]
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for part in typing.get_args(annotation) for model in _models_in(part)]
