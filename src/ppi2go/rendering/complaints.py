"""Writes the faults that `ppi2go validate` finds: as text, as JSON, for GitHub's annotations, as SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from ppi2go import __version__
from ppi2go.catalogue.lint.rules import RULES
from ppi2go.errors import FileFault

PAGE = "docs/validate-rules.md"
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_text(faults: Sequence[FileFault]) -> str:
    """Write `file:line:column: RULE message`, one fault a line."""
    return "".join(f"{fault.position}: {fault.rule} {_line(fault.message)}\n" for fault in faults)


def write_json(faults: Sequence[FileFault]) -> str:
    """Write one JSON document."""
    document = {
        "errors": count(faults, "error"),
        "warnings": count(faults, "warning"),
        "complaints": [
            {
                "rule": fault.rule,
                "severity": severity(fault),
                "file": fault.position.file,
                "line": fault.position.line,
                "column": fault.position.column,
                "message": fault.message,
            }
            for fault in faults
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def write_github(faults: Sequence[FileFault]) -> str:
    """Write workflow commands, which GitHub shows beside the line."""
    return "".join(_annotation(fault) for fault in faults)


def _annotation(fault: FileFault) -> str:
    place = fault.position
    file, title = (_escaped(text).replace(":", "%3A").replace(",", "%2C") for text in (place.file, fault.rule))
    head = f"::{severity(fault)} file={file},line={place.line},col={place.column},title={title}"
    return f"{head}::{_escaped(fault.message)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def write_sarif(faults: Sequence[FileFault]) -> str:
    """Write SARIF 2.1.0, which code hosts and editors read."""
    rules = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.finds},
            "helpUri": f"{PAGE}#{rule.id}",
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in RULES.values()
    ]
    driver = {"name": "ppi2go", "semanticVersion": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(item) for item in faults]}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(fault: FileFault) -> dict[str, Any]:
    from urllib.parse import quote

    place = fault.position
    region = {"startLine": place.line, "startColumn": place.column}
    location = {"artifactLocation": {"uri": quote(place.file)}, "region": region}
    return {
        "ruleId": fault.rule,
        "ruleIndex": list(RULES).index(fault.rule),
        "level": severity(fault),
        "message": {"text": fault.message},
        "locations": [{"physicalLocation": location}],
    }


def severity(fault: FileFault) -> str:
    """Return `error` or `warning`."""
    return RULES[fault.rule].severity


def count(faults: Sequence[FileFault], of: str) -> int:
    """Return how many faults have a severity."""
    return sum(severity(fault) == of for fault in faults)


def summary(faults: Sequence[FileFault], files: int) -> str:
    """Say in a line what was found."""
    looked = f"{files} file{'s' * (files != 1)}"
    if not faults:
        return f"{looked}: no complaints"
    found = [(count(faults, name), name) for name in ("error", "warning")]
    return f"{looked}: " + ", ".join(f"{number} {name}{'s' * (number != 1)}" for number, name in found if number)


def _line(text: str) -> str:
    return " ".join(text.split())


WRITERS: dict[str, Callable[[Sequence[FileFault]], str]] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
    "sarif": write_sarif,
}
