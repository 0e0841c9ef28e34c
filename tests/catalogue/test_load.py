from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ppi2go.catalogue.load import Folders, load_catalogue, load_framework
from ppi2go.errors import InvalidFiles, UsageError
from ppi2go.model.law import Dated
from shipped import ROOT, shipped

COUNTRIES = sorted(file.stem for file in (ROOT / "frameworks/national").glob("*.yaml"))
THEMES = sorted(file.stem for file in (ROOT / "frameworks/thematic").glob("*.yaml"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_all_that_is_shipped_loads_and_refers_to_what_exists(country: str, theme: str) -> None:
    catalogue = load_catalogue(country, theme, Folders())
    assert catalogue.framework.country == country


@pytest.mark.parametrize("theme", THEMES)
def test_award_criteria_sum_to_a_hundred(theme: str) -> None:
    for award in shipped(theme=theme).theme.awards:
        assert sum(criterion.weight for criterion in award.criteria) == 100
        for criterion in award.criteria:
            assert not criterion.parts or sum(part.weight for part in criterion.parts) == criterion.weight


@pytest.mark.parametrize("theme", THEMES)
def test_what_a_theme_names_exists(theme: str) -> None:
    catalogue = shipped(theme=theme)
    needs = {need.id for need in catalogue.theme.needs}
    steps = {step.id for step in catalogue.process.steps}
    for entries in (catalogue.theme.requirements, catalogue.theme.cost_items, catalogue.theme.kpis):
        assert all(entry.needs is None or set(entry.needs) <= needs for entry in entries)
    assert {risk.step for risk in catalogue.theme.risks} <= steps
    choices = next(question for question in catalogue.theme.questions if question.id == "thematic.need").choices
    assert {choice.id for choice in choices} == needs


def test_the_process_names_only_steps_phases_and_documents_that_exist() -> None:
    process = shipped().process
    steps, phases = {step.id for step in process.steps}, {phase.id for phase in process.phases}
    documents = {document.id for document in process.documents}
    for step in process.steps:
        assert set(step.after) <= steps
        assert step.phase in phases
        assert set(step.documents) <= documents
        assert step.kind not in ("work", "period") or step.duration


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_two_values_of_one_thing_are_in_force_on_the_same_day(country: str) -> None:
    for threshold in load_framework(country, Folders()).thresholds:
        values: tuple[Dated, ...] = threshold.values
        for index, first in enumerate(values):
            for second in values[index + 1 :]:
                both = [
                    (buyer, contract)
                    for buyer in ("central", "subcentral", "utility")
                    for contract in ("supplies", "services", "works")
                    if first.concerns(buyer, contract) and second.concerns(buyer, contract)
                ]
                assert not (both and _meet(first, second)), (country, threshold.id, first, second)


def _meet(first: Dated, second: Dated) -> bool:
    starts = max(first.from_, second.from_)
    return all(value.to is None or starts <= value.to for value in (first, second))


def test_an_unknown_country_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"unknown country 'XY' \(known: .*SK"):
        load_framework("XY", Folders())


def test_a_users_own_folder_comes_first(tmp_path: Path) -> None:
    (tmp_path / "national").mkdir()
    text = (ROOT / "frameworks/national/SK.yaml").read_text("utf-8")
    (tmp_path / "national/SK.yaml").write_text(text.replace('\nname: "Slovakia"', "\nname: My Slovakia", 1), "utf-8")
    assert load_framework("SK", Folders(tmp_path)).name == "My Slovakia"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("\nname: ", "\nnam: ", "unknown key 'nam'; did you mean 'name'?"),
        ("status: confirmed", "status: certain", "'certain' is not allowed for 'status'"),
        ("from: 2024-01-01", "from: 2024-02-30", "'2024-02-30' is not a day of the calendar"),
        ("act: zvo", "act: zov", "no act has the id 'zov'"),
        ("field: project.contract", "field: project.contrakt", "no question or fact has the id 'project.contrakt'"),
        ("is: works", "is: work", "'work' is no choice of 'project.contract'"),
    ],
)
def test_a_slip_in_the_data_is_named_with_its_line(tmp_path: Path, before: str, after: str, words: str) -> None:
    (tmp_path / "national").mkdir()
    text = (ROOT / "frameworks/national/SK.yaml").read_text("utf-8")
    assert before in text
    line = text[: text.index(before)].count("\n") + 1 + before.startswith("\n")
    (tmp_path / "national/SK.yaml").write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(InvalidFiles) as caught:
        load_catalogue("SK", "energy", Folders(tmp_path))
    assert words in str(caught.value)
    assert f"SK.yaml:{line}:" in str(caught.value)


def test_a_theme_can_be_added_with_a_file_alone(tmp_path: Path) -> None:
    (tmp_path / "thematic").mkdir()
    shutil.copy(ROOT / "frameworks/thematic/energy.yaml", tmp_path / "thematic/mobility.yaml")
    file = tmp_path / "thematic/mobility.yaml"
    file.write_text(file.read_text("utf-8").replace("\nid: energy", "\nid: mobility", 1), "utf-8")
    assert load_catalogue("SK", "mobility", Folders(tmp_path)).theme.id == "mobility"
