"""The parts of the SARIF 2.1.0 schema (OASIS, section numbers of the specification) that our output uses, and no more.

Unknown properties are refused, so a property that we begin to write has to be looked up in the specification first.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string", "minLength": 1}
_MESSAGE: Schema = {  # 3.11, 3.12
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": _TEXT},
}
_LEVEL: Schema = {"enum": ["none", "note", "warning", "error"]}  # 3.27.10, 3.50.3


def _object(required: list[str], **properties: Schema) -> Schema:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _list(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items} | more


_RULE = _object(  # 3.49
    ["id"],
    id=_TEXT,
    shortDescription=_MESSAGE,
    helpUri={"type": "string", "format": "uri-reference"},
    help=_MESSAGE,
    defaultConfiguration=_object([], level=_LEVEL),
    properties={"type": "object"},
)
_PHYSICAL = _object(  # 3.29, 3.4, 3.30
    ["artifactLocation"],
    artifactLocation=_object([], uri={"type": "string", "format": "uri-reference", "pattern": r"^[^\s\\]+$"}),
    region=_object([], startLine={"type": "integer", "minimum": 1}, startColumn={"type": "integer", "minimum": 1}),
)
_SUPPRESSION = _object(  # 3.35
    ["kind"],
    kind={"enum": ["inSource", "external"]},
    status={"enum": ["accepted", "underReview", "rejected"]},
    justification=_TEXT,
)
_RESULT = _object(  # 3.27
    ["message"],
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_list(_object([], physicalLocation=_PHYSICAL), maxItems=1),
    suppressions=_list(_SUPPRESSION, uniqueItems=True),
)
_DRIVER = _object(  # 3.19
    ["name"], name=_TEXT, semanticVersion={"type": "string"}, rules=_list(_RULE, uniqueItems=True)
)
_RUN = _object(  # 3.14
    ["tool"],
    tool=_object(["driver"], driver=_DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=_list(_RESULT),
)
SARIF: Schema = _object(  # 3.13
    ["version", "runs"],
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs=_list(_RUN),
)
