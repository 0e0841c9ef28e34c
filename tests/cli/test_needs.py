"""`ppi2go needs`, and a competence centre's own needs and themes through the program's own door."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from program import run

NEED = """
id: energy
extends: energy
questions:
  - {id: thematic.need, choices: [{id: school-yards, name: Shaded school yards}]}
needs:
  - id: school-yards
    name: Shaded school yards
    problem: Yards are too hot in June.
    affected: Pupils and teachers.
    outcome: Pupils can play outside on every school day.
    indicators:
      - {id: heat, name: Felt temperature, unit: degrees, role: baseline, measured_by: Globe thermometer at noon}
      - {id: days, name: Days outside, unit: days per year, role: outcome, measured_by: Log of the school}
    state_of_the_art: [Which plants and roofs shade yards elsewhere?]
    maturity: Sold in small numbers.
    usual_approach: ppi
    cpv: [{code: "45112723", name: Landscaping work for playgrounds}]
    solution_families: [Green roofs over yards]
    contract: works
requirements:
  - id: shade-at-noon
    needs: [school-yards]
    group: functional
    text: At noon in June the yard is cool enough to play in.
    indicator: Felt temperature
    unit: degrees
    minimum: "32"
    target: "29"
    test: Three readings at noon on three days of June
    evidence: Record of the readings
    priority: must
awards:
  - id: school-yards
    needs: [school-yards]
    criteria:
      - {id: price, name: Price, kind: price, weight: 40, purpose: Money is short.}
      - {id: shade, name: Shade at noon, kind: quality, weight: 60, purpose: Shade is the aim.}
"""
THEME = {
    "id": "mobility",
    "extends": "energy",
    "name": "Mobility",
    "summary": "What towns buy to move people.",
}


def own_theme(folder: Path, name: str, text: str) -> Path:
    (folder / "own/thematic").mkdir(parents=True)
    (folder / f"own/thematic/{name}.yaml").write_text(text, "utf-8")
    return folder / "own"


def test_needs_are_found_by_words_without_accents_or_case(tmp_path: Path) -> None:
    done = run("needs", "--search", "LIGHT street", "--lang", "en", cwd=tmp_path)
    assert "[public-lighting]" in done.stdout
    assert "[cold-storage]" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    slovak = run("needs", "--search", "verejne osvetlenie", "--lang", "sk", cwd=tmp_path)
    assert "[public-lighting]" in slovak.stdout


def test_all_needs_are_there_for_scripts(tmp_path: Path) -> None:
    rows = json.loads(run("needs", "--json", cwd=tmp_path).stdout)["needs"]
    themes = [row["theme"] for row in rows]
    assert {theme: themes.count(theme) >= 12 for theme in themes} == {"energy": True, "health": True, "ict": True}
    assert all(row["requirements"] >= 20 and row["criteria"] and row["kpis"] and row["risks"] for row in rows)


def test_a_need_in_a_file_of_ones_own_is_planned_like_ours(tmp_path: Path) -> None:
    own = own_theme(tmp_path, "energy", NEED)
    (tmp_path / "yard.yaml").write_text(
        "country: SK\ntheme: energy\nproject: {contract: works, estimated_value: 300000}\n"
        "timing: {start: 2027-01-11}\nthematic: {need: school-yards}\n",
        "utf-8",
    )
    command = ("plan", "yard.yaml", "--frameworks", own, "--lang", "en", "--format", "md", "-o", "out", "--quiet")
    done = run(*command, cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr
    specification = (tmp_path / "out/19-functional-specification.md").read_text("utf-8")
    assert "At noon in June the yard is cool enough to play in." in specification
    assert "Shade at noon" in (tmp_path / "out/21-award-criteria.md").read_text("utf-8")
    assert "Landscaping work for playgrounds" in (tmp_path / "out/13-procurement-strategy.md").read_text("utf-8")
    found = run("needs", "--frameworks", own, "--search", "pupils", "--lang", "en", cwd=tmp_path)
    assert "[school-yards]" in found.stdout


def test_a_fourth_theme_needs_a_file_and_nothing_else(tmp_path: Path) -> None:
    own = own_theme(tmp_path, "mobility", yaml.safe_dump(THEME))
    done = run(
        "plan", "--country", "CZ", "--theme", "mobility", "--frameworks", own, "--lang", "en", "--json", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["theme"] == "mobility"


def test_a_theme_that_extends_nothing_we_know_is_told_so(tmp_path: Path) -> None:
    own = own_theme(tmp_path, "mobility", yaml.safe_dump(THEME | {"extends": "traffic"}))
    done = run("plan", "--country", "CZ", "--theme", "mobility", "--frameworks", own, cwd=tmp_path)
    assert done.returncode == 2
    assert "mobility.yaml:" in done.stderr
    assert "energy, health, ict" in done.stderr
