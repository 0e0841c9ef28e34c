"""The thematic tools: complete, measurable, neutral, with official names; others add to them by a file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from ppi2go.catalogue.lint.neutrality import named
from ppi2go.catalogue.load import Folders, load_theme
from ppi2go.model.theme import Theme
from shipped import ROOT, shipped

THEMES = ("energy", "health", "ict")
OFFICIAL = ROOT.parent / "shared/data/cpv.tsv"
LISTS = ("requirements", "awards", "cost_items", "risks", "consultation", "kpis")


def theme_of(name: str) -> Theme:
    return shipped(theme=name).theme


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_has_twelve_needs_and_everything_for_each(name: str) -> None:
    theme = theme_of(name)
    assert len(theme.needs) >= 12
    question = next(question for question in theme.questions if question.id == "thematic.need")
    assert {choice.id for choice in question.choices} == {need.id for need in theme.needs}
    for need in theme.needs:
        roles = [item.role for item in need.indicators]
        assert roles.count("baseline") >= 3, need.id
        assert roles.count("outcome") >= 3, need.id
        assert need.cpv, need.id
        assert need.state_of_the_art, need.id
        assert need.solution_families, need.id
        for entries in (getattr(theme, key) for key in LISTS):
            assert any(entry.needs and need.id in entry.needs for entry in entries), need.id


@pytest.mark.parametrize("name", THEMES)
def test_every_indicator_has_a_unit_and_a_way_to_measure_it(name: str) -> None:
    theme = theme_of(name)
    indicators = [(item.id, item.unit, item.measured_by) for need in theme.needs for item in need.indicators]
    for name, unit, measured_by in (*indicators, *((kpi.id, kpi.unit, kpi.measured_by) for kpi in theme.kpis)):
        assert unit.strip(), name
        assert len(measured_by.split()) >= 2, name
    for requirement in theme.requirements:
        assert requirement.unit.strip(), requirement.id
        assert len(requirement.test.split()) >= 4, requirement.id
        assert requirement.evidence.strip(), requirement.id


@pytest.mark.parametrize("name", THEMES)
def test_every_standard_has_a_number(name: str) -> None:
    for standard in theme_of(name).standards:
        assert any(sign.isdigit() for sign in standard.number) or standard.number.isupper(), standard.number


@pytest.mark.parametrize("name", THEMES)
def test_every_need_has_one_set_of_criteria_that_sum_to_100(name: str) -> None:
    theme = theme_of(name)
    for need in theme.needs:
        sets = [award for award in theme.awards if award.needs is None or need.id in award.needs]
        assert len(sets) == 1, need.id
        assert sum(criterion.weight for criterion in sets[0].criteria) == 100, need.id


def official_names(file: Path) -> dict[str, str]:
    with file.open(encoding="utf-8", newline="") as table:
        return {row["code"]: row["en"] for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)}


@pytest.mark.parametrize("name", THEMES)
def test_every_cpv_code_has_its_official_name(name: str) -> None:
    """cpv.tsv holds the codes in use with their names: Common Procurement Vocabulary, eForms SDK 1.15, CC BY 4.0."""
    official = official_names(Path(__file__).with_name("cpv.tsv"))
    for need in theme_of(name).needs:
        for item in need.cpv:
            assert official.get(item.code) == item.name, (need.id, item.code)


def test_the_names_that_are_kept_are_those_of_the_whole_list() -> None:
    if not OFFICIAL.is_file():
        pytest.skip("the whole list of 9,454 codes is not part of the project; the codes in use are tested above")
    kept = official_names(Path(__file__).with_name("cpv.tsv"))
    assert kept.items() <= official_names(OFFICIAL).items()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A platform such as Tableau shows the figures.", "Tableau"),
        ("Luminaires by Philips or an equivalent.", "Philips"),
        ("The software of Example s.r.o. is installed.", "s.r.o."),
        ("LightMaster® controls the lamps.", "®"),
        ("Reports open in Teams.", "Teams"),
        ("The teams meet every week.", None),
        ("Windows are replaced by frames with triple glazing.", None),
        ("Interfaces follow DALI (IEC 62386) and Zhaga Book 18.", None),
        ("A cold store keeps minus 18 degrees.", None),
    ],
)
def test_a_named_product_is_found_and_a_common_word_is_not(text: str, expected: str | None) -> None:
    assert named(text) == expected


def test_no_shipped_theme_names_a_product() -> None:
    for name in THEMES:
        data = yaml.safe_load((ROOT / f"frameworks/thematic/{name}.yaml").read_text("utf-8"))
        assert [text for text in _strings(data) if named(text)] == []


def _strings(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        return [text for key, value in node.items() if key != "url" for text in _strings(value)]
    return [text for item in node for text in _strings(item)] if isinstance(node, list) else []


# -- a competence centre adds a need, or a theme ----------------------------------------------------------------------

NEED = {
    "id": "school-yards",
    "name": "Shaded school yards",
    "problem": "Yards are too hot in June.",
    "affected": "Pupils and teachers.",
    "outcome": "Pupils can play outside on every school day.",
    "indicators": [
        {"id": "heat", "name": "Felt temperature", "unit": "degrees", "role": "baseline", "measured_by": "Globe meter"},
        {"id": "days", "name": "Days outside", "unit": "days", "role": "outcome", "measured_by": "Log of the school"},
    ],
    "state_of_the_art": ["Which plants and roofs shade yards elsewhere?"],
    "maturity": "Sold in small numbers.",
    "usual_approach": "ppi",
    "cpv": [{"code": "45112723", "name": "Landscaping work for playgrounds"}],
    "solution_families": ["Green roofs over yards"],
    "contract": "works",
}
AWARD = {
    "id": "school-yards",
    "needs": ["school-yards"],
    "criteria": [
        {"id": "price", "name": "Price", "kind": "price", "weight": 40, "purpose": "Money is short."},
        {"id": "shade", "name": "Shade at noon", "kind": "quality", "weight": 60, "purpose": "Shade is the aim."},
    ],
}


def own_folder(folder: Path, name: str, data: dict[str, Any]) -> Folders:
    (folder / "thematic").mkdir(parents=True)
    (folder / f"thematic/{name}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return Folders(folder)


def test_a_need_is_added_by_a_file_that_says_only_what_is_new(tmp_path: Path) -> None:
    choices = [{"id": "school-yards", "name": "Shaded school yards"}]
    data = {
        "id": "energy",
        "extends": "energy",
        "questions": [{"id": "thematic.need", "choices": choices}],
        "needs": [NEED],
        "awards": [AWARD],
    }
    theme, ours = load_theme("energy", own_folder(tmp_path, "energy", data)), theme_of("energy")
    assert [need.id for need in theme.needs] == [*(need.id for need in ours.needs), "school-yards"]
    assert len(theme.awards) == len(ours.awards) + 1
    assert theme.standards == ours.standards


def test_a_theme_under_another_name_extends_a_shipped_one(tmp_path: Path) -> None:
    folders = own_folder(tmp_path, "north", {"id": "north", "extends": "energy", "name": "Energy in the north"})
    theme = load_theme("north", folders)
    assert (theme.id, theme.name, len(theme.needs)) == ("north", "Energy in the north", len(theme_of("energy").needs))
