"""Writes the faults that `ppi2go validate` finds: as text, as JSON, for GitHub's annotations, as SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from ppi2go.catalogue.lint.rules import RULES, Severity
from ppi2go.errors import FileFault
from ppi2go.rendering import remarks
from ppi2go.rendering.remarks import Remark, RemarkRule

PAGE = "docs/validate-rules.md"


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
    return remarks.write_github(_remarks(faults))


def write_sarif(faults: Sequence[FileFault]) -> str:
    """Write SARIF 2.1.0, which code hosts and editors read."""
    rules = [RemarkRule(rule.id, rule.severity, rule.finds, f"{PAGE}#{rule.id}") for rule in RULES.values()]
    return remarks.write_sarif(_remarks(faults), rules)


def _remarks(faults: Sequence[FileFault]) -> list[Remark]:
    return [Remark(fault.position, fault.rule, severity(fault), fault.message) for fault in faults]


def severity(fault: FileFault) -> Severity:
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
