"""What `ppi2go check` reports of answers files: as text, as JSON, for GitHub's annotations, as SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ppi2go.answers.reading import Answers
from ppi2go.errors import FileFault, Position
from ppi2go.l10n import Language
from ppi2go.model.finding import FindingRule
from ppi2go.model.own_findings import OWN_FINDINGS
from ppi2go.model.plan import Finding, Severity
from ppi2go.rendering import remarks
from ppi2go.rendering.context import Rendering
from ppi2go.rendering.environment import cite
from ppi2go.rendering.plan_json import PlanJson
from ppi2go.rendering.remarks import Remark, RemarkRule

PAGE = "docs/findings.md"
UNUSABLE = "answers.unusable"


@dataclass(frozen=True)
class Found:
    """A finding at its place, in words: `data` is what `plan --json` writes of it."""

    position: Position
    finding: Finding
    message: str
    advice: str | None
    provision: str | None
    waived: str | None
    data: dict[str, Any]

    @property
    def severity(self) -> Severity:
        """Return the severity, which a waiver leaves as it is."""
        return self.finding.severity


@dataclass(frozen=True)
class Checked:
    """One answers file: its findings, or the faults for which it cannot be used."""

    file: str
    found: Sequence[Found] = ()
    faults: Sequence[FileFault] = ()
    rules: dict[str, RemarkRule] = field(default_factory=dict)


def findings_of(rendering: Rendering, answers: Answers) -> Checked:
    """Return the findings of a plan in the language of the rendering, in the order of their places in the file."""
    plain = replace(rendering, escape=str)
    writer = PlanJson(rendering.language, rendering.catalogue.act, rendering.task_names)
    file = answers.source.file if answers.source else ""
    found: list[Found] = []
    for finding in rendering.plan.findings:
        words = plain.finding(finding)
        found.append(
            Found(
                position=answers.position(finding.field) or Position(file),
                finding=finding,
                message=words["message"],
                advice=words["advice"],
                provision=cite(words["citation"], rendering.language) if words["citation"] else None,
                waived=words["waived"]["text"] if words["waived"] else None,
                data=writer.finding(finding),
            )
        )
    found.sort(key=lambda item: item.position)
    return Checked(file, found, rules=_rules(plain, found))


def _rules(rendering: Rendering, found: Sequence[Found]) -> dict[str, RemarkRule]:
    """Return the rules behind the findings, which a reader of SARIF shows beside them."""
    data = (*rendering.catalogue.framework.findings, *rendering.catalogue.theme.findings)
    by_id = {rule.id: rule for rule in data}
    return {item.finding.id: _rule(item.finding.id, by_id.get(item.finding.id), rendering) for item in found}


def _rule(finding_id: str, rule: FindingRule | None, rendering: Rendering) -> RemarkRule:
    if rule is not None:
        source = cite(rendering.citation(rule.citation), rendering.language)
        return RemarkRule(
            finding_id, rule.severity, rendering.text(rule.message), PAGE, rendering.text(rule.advice), source
        )
    own = OWN_FINDINGS[finding_id]
    return RemarkRule(finding_id, own.severity, rendering.text(own.when), PAGE, rendering.text(own.advice))


def write_text(checked: Sequence[Checked], language: Language) -> str:
    """Write `file:line:column: severity id message`; provision, advice and waiver stand in lines of their own below."""
    return "".join(f"{line}\n" for file in checked for line in _lines(file, language))


def _lines(file: Checked, language: Language) -> Iterator[str]:
    for fault in file.faults:
        yield f"{fault.position}: error {UNUSABLE} {_line(fault.message)}"
    for item in file.found:
        severity = "waived" if item.waived else item.severity
        yield f"{item.position}: {severity} {item.finding.id} {_line(item.message)}"
        if item.provision:
            yield f"    {language.text('Provision')}: {item.provision}"
        if item.waived or item.advice:
            yield f"    {item.waived or f'→ {item.advice}'}"


def write_json(checked: Sequence[Checked], language: Language) -> str:
    """Write one JSON document: for each file its findings as `plan --json` has them, with line and column."""
    files = [
        {
            "file": file.file,
            "usable": not file.faults,
            "findings": [
                item.data | {"line": item.position.line, "column": item.position.column} for item in file.found
            ],
            "faults": [
                {
                    "message": fault.message,
                    "rule": fault.rule,
                    "file": fault.position.file,
                    "line": fault.position.line,
                    "column": fault.position.column,
                }
                for fault in file.faults
            ],
        }
        for file in checked
    ]
    return json.dumps(counts(checked) | {"files": files}, ensure_ascii=False, indent=2) + "\n"


def write_github(checked: Sequence[Checked], language: Language) -> str:
    """Write workflow commands for GitHub."""
    return remarks.write_github(_remarks(checked))


def write_sarif(checked: Sequence[Checked], language: Language) -> str:
    """Write SARIF 2.1.0 with the rules that were met, their advice and their provisions."""
    rules = {rule.id: rule for file in checked for rule in file.rules.values()}
    if any(file.faults for file in checked):
        rules[UNUSABLE] = RemarkRule(UNUSABLE, "error", language.text("An answers file that cannot be used."), PAGE)
    return remarks.write_sarif(_remarks(checked), list(rules.values()))


def _remarks(checked: Sequence[Checked]) -> list[Remark]:
    found = [Remark(fault.position, UNUSABLE, "error", fault.message) for file in checked for fault in file.faults]
    for file in checked:
        for item in file.found:
            advice = f" {item.advice}" if item.advice else ""
            source = f" ({item.provision})" if item.provision else ""
            text = f"{item.message}{source}{advice}"
            found.append(Remark(item.position, item.finding.id, item.severity, text, item.waived))
    return found


def counts(checked: Sequence[Checked]) -> dict[str, int]:
    """Return how many files were read and refused, and how many findings each severity has; the waived stand apart."""
    found = [item for file in checked for item in file.found]
    return {
        "checked": len(checked),
        "unusable": sum(bool(file.faults) for file in checked),
        "errors": _count(found, "error"),
        "warnings": _count(found, "warning"),
        "notes": _count(found, "info"),
        "waived": sum(item.waived is not None for item in found),
    }


def _count(found: Sequence[Found], severity: Severity) -> int:
    return sum(item.severity == severity and item.waived is None for item in found)


def summary(checked: Sequence[Checked]) -> str:
    """Say in a line what was found."""
    number = counts(checked)
    looked = f"{number['checked']} file{'s' * (number['checked'] != 1)}"
    kinds = (("unusable", "unusable"), ("errors", "error"), ("warnings", "warning"), ("notes", "note"))
    said = [
        f"{number[key]} {word}{'s' * (number[key] != 1 and key != 'unusable')}" for key, word in kinds if number[key]
    ]
    said += [f"{number['waived']} waived"] if number["waived"] else []
    return f"{looked}: {', '.join(said) or 'no findings'}"


def _line(text: str) -> str:
    return " ".join(text.split())


WRITERS: dict[str, Callable[[Sequence[Checked], Language], str]] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
    "sarif": write_sarif,
}
