"""What a linter has to say of a place in a file, in the formats of others: GitHub's annotations and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ppi2go import __version__
from ppi2go.errors import Position

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF = {"error": "error", "warning": "warning", "info": "note"}


@dataclass(frozen=True)
class Remark:
    """One remark; `waived` is the justification of somebody who accepts it."""

    position: Position
    rule: str
    severity: Literal["error", "warning", "info"]
    message: str
    waived: str | None = None


@dataclass(frozen=True)
class RemarkRule:
    """The rule behind a remark: what it is about, what to do, where more is written, on which provision it rests."""

    id: str
    severity: Literal["error", "warning", "info"]
    short: str
    uri: str
    help: str | None = None
    provision: str | None = None


def write_github(remarks: Sequence[Remark]) -> str:
    """Write workflow commands, which GitHub shows beside the line; what is waived becomes a notice."""
    return "".join(_annotation(remark) for remark in remarks)


def _annotation(remark: Remark) -> str:
    place = remark.position
    level = "notice" if remark.waived else _GITHUB[remark.severity]
    file, title = (_escaped(text).replace(":", "%3A").replace(",", "%2C") for text in (place.file, remark.rule))
    message = f"{remark.message} ({remark.waived})" if remark.waived else remark.message
    return f"::{level} file={file},line={place.line},col={place.column},title={title}::{_escaped(message)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def write_sarif(remarks: Sequence[Remark], rules: Sequence[RemarkRule]) -> str:
    """Write SARIF 2.1.0, which code hosts and editors read; what is waived is a suppressed result."""
    index = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "ppi2go", "semanticVersion": __version__, "rules": [_rule(rule) for rule in rules]}
    results = [_result(remark, index[remark.rule]) for remark in remarks]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: RemarkRule) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": rule.short},
        "helpUri": rule.uri,
        "defaultConfiguration": {"level": _SARIF[rule.severity]},
    }
    if rule.help:
        data["help"] = {"text": rule.help}
    if rule.provision:
        data["properties"] = {"provision": rule.provision}
    return data


def _result(remark: Remark, index: int) -> dict[str, Any]:
    from urllib.parse import quote

    place = remark.position
    region = {"startLine": place.line, "startColumn": place.column}
    location = {"artifactLocation": {"uri": quote(place.file)}, "region": region}
    result: dict[str, Any] = {
        "ruleId": remark.rule,
        "ruleIndex": index,
        "level": _SARIF[remark.severity],
        "message": {"text": remark.message},
        "locations": [{"physicalLocation": location}],
    }
    if remark.waived:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": remark.waived}]
    return result
