"""Each message with its line: one slip in a copy of a shipped file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from broken import changed, check, shown

from ppi2go.catalogue.lint.rules import RULES
from shipped import ROOT

SK, EU = "frameworks/national/SK.yaml", "frameworks/eu/procedures.yaml"
PROCESS, ENERGY = "frameworks/process.yaml", "frameworks/thematic/energy.yaml"
SHEET = "templates/documents/need-sheet.md.j2"

SLIPS = [
    (SK, "\nname: ", "\nnam: ", "unknown-key", "did you mean 'name'?"),
    (SK, "country: SK", "country: CZ", "file-name", "name the file 'CZ.yaml'"),
    (SK, "status: confirmed", "status: certain", "unknown-word", "allowed: 'confirmed', 'corroborated'"),
    (SK, "value: 140000", "value: a lot", "wrong-type", "'a lot' is not a number"),
    (SK, "from: 2024-01-01", "from: 2024-02-30", "impossible-date", "'2024-02-30' is not a day of the calendar"),
    (SK, "from: 2024-01-01", "from: 2204-01-01", "implausible-date", "between 1950 and 2045"),
    (SK, "to: 2023-12-31", "to: 2021-12-31", "to-before-from", "'to' (2021-12-31) lies before 'from' (2022-01-01)"),
    (SK, "to: 2023-12-31", "to: 2024-01-01", "overlap", "from 2024-01-01 on two values hold at once"),
    (SK, "to: 2023-12-31", "to: 2023-11-30", "gap", "no value from 2023-12-01 to 2023-12-31"),
    (SK, "act: sk-493-2021", "act: sk-493-2012", "unknown-act", "did you mean 'sk-493-2021'?"),
    (SK, "source: slov-lex.sk, ", "", "citation-without-source", "which text was read?"),
    (SK, "verified_on: 2026-11-23}", "}", "verified-without-day", "on which day"),
    (SK, "verified_on: 2026-11-23}", "verified_on: 2026-11-24}", "verified-in-future", "a day to come"),
    (SK, "verified_on: 2026-11-23}", "verified_on: 2025-11-22}", "stale-value", "more than 365 days ago"),
    (SK, "value: 140000", "value: 1400000", "threshold-above-eu", "above the EU threshold of 140000"),
    (SK, "currency: EUR\n", "currency: CZK\n", "currency-of-day", "it was EUR"),
    (SK, "floor: national", "floor: natoinal", "unknown-threshold", "did you mean 'national'?"),
    (SK, "{code: EUR", "{code: EUR, code: EUR", "duplicate-key", "the key 'code' stands twice"),
    (SK, "name: \"Slovakia\"", "name: \"Slovakia", "yaml-syntax", "not valid YAML"),
    (SK, "name: \"Slovakia\"", "name: &x \"Slovakia\"", "yaml-feature", "anchors"),
    (SK, "field: project.contract", "field: project.contrakt", "unknown-field", "did you mean 'project.contract'?"),
    (SK, "is: works", "is: work", "unknown-choice", "did you mean 'works'?"),
    (SK, "url: \"https://www.slov-lex.sk", "url: \"slov-lex.sk", "bad-address", "write https://…"),
    (EU, "minus: 5", "minus: 35", "reduction-below-floor", "at least 1 must be left"),
    (EU, "to: 15", "to: 45", "reduction-lengthens", "does not shorten the time limit of 35"),
    (EU, "length: 35", "length: 0", "not-positive", "must be above 0"),
    (EU, "counted_from: notice-dispatch", "counted_from: notice-dispach", "unknown-task", "'notice-dispatch'?"),
    (EU, "- id: restricted\n", "- some words\n  - id: restricted\n", "wrong-type", "a mapping with an 'id'"),
    (EU, "id: restricted", "id: open", "duplicate-id", "the id 'open' stands twice"),
    (PROCESS, "after: [mandate]", "after: [gate-mandate]", "cycle", "wait for each other"),
    (PROCESS, "phase: need\n", "phase: ned\n", "unknown-phase", "did you mean 'need'?"),
    (PROCESS, "documents/need-sheet.md.j2", "documents/need-shet.md.j2", "missing-template", "need-sheet.md.j2'?"),
    (ENERGY, "weight: ", "weight: 1", "award-weights", "must sum to 100"),
    (SHEET, "{{ plan.title }}", "{{ plna.title }}", "template-variable", "did you mean 'plan'?"),
    (SHEET, "{{ plan.title }}", "{{ plan.tilte }}", "template-variable", "did you mean 'title'?"),
    (SHEET, "{% endif %}", "{% endiff %}", "template-syntax", "endiff"),
    (SHEET, "{{ plan.title }}", "{{ cycler(1) }}", "template-unsafe", "'cycler' cannot be used in a template"),
    (SHEET, "m.project_table()", "m.projekt_table()", "template-import", "did you mean 'project_table'?"),
    (SHEET, 'given("project.need"', 'given("project.ned"', "template-field", "did you mean 'project.need'?"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after", "rule", "words"), SLIPS, ids=lambda value: str(value)[:30])
def test_a_slip_is_found_at_its_line(tmp_path: Path, name: str, before: str, after: str, rule: str, words: str) -> None:
    file = changed(tmp_path, name, before, after)
    found = [fault for fault in check(file) if fault.rule == rule]
    assert any(words in fault.message for fault in found), shown(check(file))
    assert all(fault.position.file == str(file) for fault in found)


@pytest.mark.parametrize(("name", "before", "after", "rule"), [slip[:4] for slip in SLIPS[:6]], ids=str)
def test_the_line_is_that_of_the_slip(tmp_path: Path, name: str, before: str, after: str, rule: str) -> None:
    file = changed(tmp_path, name, before, after)
    text = file.read_text("utf-8")
    line = text[: text.index(after.strip())].count("\n") + 1
    assert line in [fault.position.line for fault in check(file) if fault.rule == rule]


def test_one_pass_finds_the_faults_of_every_file(tmp_path: Path) -> None:
    changed(tmp_path, SK, 'name: "Slovakia"', 'name: "Slovakia')
    changed(tmp_path, PROCESS, "phase: need\n", "phase: ned\n")
    changed(tmp_path, "frameworks/national/CZ.yaml", "floor: national", "floor: natoinal")
    changed(tmp_path, SHEET, "{% endif %}", "{% endiff %}")
    rules = {fault.rule for fault in check(tmp_path)}
    assert {"yaml-syntax", "unknown-phase", "unknown-threshold", "template-syntax"} <= rules


def test_a_broken_eu_file_hides_nothing_and_invents_nothing(tmp_path: Path) -> None:
    changed(tmp_path, "frameworks/eu/thresholds.yaml", "acts:\n", "acts: {\n")
    changed(tmp_path, SK, "from: 2024-01-01", "from: 2024-02-30")
    found = check(tmp_path)
    assert {fault.rule for fault in found} <= {"yaml-syntax", "impossible-date", "unknown-theme", "gap", "overlap"}
    assert {"yaml-syntax", "impossible-date"} <= {fault.rule for fault in found}


def test_two_slips_in_one_entry_are_both_told(tmp_path: Path) -> None:
    before, after = "        to: 2023-12-31\n", "        to: 2021-12-31\n        valeu: 3\n"
    rules = {fault.rule for fault in check(changed(tmp_path, SK, before, after))}
    assert {"to-before-from", "unknown-key"} <= rules


def test_the_page_lists_the_rules_of_the_code() -> None:
    page = (ROOT / "docs/validate-rules.md").read_text("utf-8")
    rows = re.findall(r"^\| <a id=\"([\w-]+)\"></a>`([\w-]+)` \| .+ \| (error|warning) \| .+ \|$", page, re.MULTILINE)
    assert [(anchor, name, severity) for anchor, name, severity in rows] == [
        (rule.id, rule.id, rule.severity) for rule in RULES.values()
    ]


def test_every_rule_that_the_code_names_is_listed() -> None:
    folders = [ROOT / "src/ppi2go/catalogue", ROOT / "src/ppi2go/rendering"]
    files = [file for folder in folders for file in folder.rglob("*.py") if file.name != "rules.py"]
    code = "\n".join(file.read_text("utf-8") for file in files)
    assert [name for name in RULES if f'"{name}"' not in code] == []
