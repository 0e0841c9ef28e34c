"""`ppi2go action-plan` and `ppi2go network match`: the six examples, their outputs, and input that cannot be used."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from program import run

from ppi2go.catalogue.action_plans import load_action_plan, load_mapping_rules
from ppi2go.catalogue.load import Folders
from ppi2go.cli.main import run as run_here
from ppi2go.cli.portfolio import plan_region
from ppi2go.planning.mapping import rank
from ppi2go.rendering.portfolio_context import Region, portfolio_context
from ppi2go.rendering.portfolio_html import load_chart, portfolio_chart
from shipped import ROOT

pytestmark = pytest.mark.slow  # each command plans eight projects or more

FILES = sorted((ROOT / "action-plans").glob("*.yaml"))
IDS = [file.stem for file in FILES]
COUNTRIES = ["CZ", "HR", "HU", "IT", "PL", "SI"]
FOLDERS = Folders()


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 23 November 2026


@cache
def planned(name: str, capacity: int | None = None) -> Region:
    return plan_region(ROOT / "action-plans" / f"{name}.yaml", FOLDERS, "en", capacity=capacity)[0]


def test_there_is_a_region_for_each_country_of_the_project() -> None:
    plans = [load_action_plan(file, load_mapping_rules(FOLDERS)).plan for file in FILES]
    assert [plan.country for plan in plans] == COUNTRIES
    assert all(plan.illustrative and len(plan.projects) == 8 and len(plan.mapping) == 30 for plan in plans)
    for plan in plans:
        assert "illustrative" in plan.name
        for project in plan.projects:
            assert isinstance(project.answers, dict)
            assert project.answers["buyer"]["name"].endswith("(illustrative)")
        assert all(need.procurer.endswith("(illustrative)") for need in plan.mapping)


@pytest.mark.parametrize("name", IDS)
def test_all_projects_plan_without_errors_and_within_the_capacity(name: str) -> None:
    region = planned(name)
    levelled = region.portfolio.levelled
    assert levelled.over(levelled.before), "an example shows what levelling is for"
    assert levelled.over(levelled.after) == {}
    missed = {name for name, finding in region.portfolio.findings if finding.id == "portfolio.needed-by-missed"}
    for project in region.portfolio.projects:
        assert not [finding.id for finding in project.plan.findings if finding.blocks], project.id
        assert project.place.shift_days >= 0
        assert project.needed_by is None or project.place.taken.accepted <= project.needed_by or project.id in missed


@pytest.mark.parametrize("name", IDS)
def test_the_projects_are_the_eight_best_of_the_mapping(name: str) -> None:
    region = planned(name)
    best = {row.need.id for row in rank(region.plan.mapping, region.rules) if row.chosen}
    assert best == {project.mapped for project in region.plan.projects}
    mapped = {need.id: (need.theme, need.need) for need in region.plan.mapping}
    for project in region.portfolio.projects:
        assert mapped[project.id] == (project.theme, project.need)


@pytest.mark.parametrize("name", IDS)
def test_the_periods_of_a_moved_project_are_those_of_the_law(name: str) -> None:
    for project in planned(name).portfolio.projects:
        for task in project.plan.roadmap.tasks:
            if task.kind == "statutory" and task.minimum:
                assert task.length >= task.minimum, (project.id, task.id)


def test_the_money_of_the_years_is_the_value_of_the_projects() -> None:
    portfolio = planned("hr-example").portfolio
    assert sum(portfolio.budget.values()) == sum(project.plan.value for project in portfolio.projects)


def test_a_smaller_team_takes_longer_and_a_larger_one_moves_nothing() -> None:
    small, own, large = (planned("hu-example", capacity).portfolio for capacity in (60, None, 500))
    assert small.end > own.end > large.end
    assert not [project.id for project in large.projects if project.place.shift_days]
    assert large.levelled.before == large.levelled.after


def test_a_missed_funding_deadline_is_a_finding() -> None:
    portfolio = planned("it-example").portfolio
    missed = [result for result in portfolio.funding if not result.met]
    assert {(result.project, "portfolio.funding-missed") for result in missed} == {
        (name, finding.id) for name, finding in portfolio.findings
    }
    assert all((result.spare_days or 0) < 0 for result in missed)
    assert missed


def test_two_projects_of_a_region_that_share_a_need_are_told() -> None:
    shared = planned("hu-example").portfolio.shared
    assert [[entry.id for entry in item.entries] for item in shared] == [["public-lighting", "public-lighting-second"]]


def test_the_page_draws_each_project_once_and_the_load_under_the_same_axis() -> None:
    context = portfolio_context(planned("hu-example"))
    chart = portfolio_chart(context, today=date(2026, 11, 23))
    assert [group.phase["id"] for group in chart.groups] == [item["id"] for item in context["projects"]]
    moved = [group for group in chart.groups if group.phase["shift_days"]]
    assert moved
    assert all(group.bars[0].task["kind"] == "wait" for group in moved)
    load = load_chart(context, chart)
    places = {month.day: month.x for month in chart.months}
    assert all(column.x == places[column.month] for column in load.columns)
    assert min(column.after_top for column in load.columns) >= load.capacity_y


def test_everything_is_written_and_written_again_without_a_change(tmp_path: Path) -> None:
    target = tmp_path / "out"
    epoch = {"SOURCE_DATE_EPOCH": "1795392000"}
    first = run("action-plan", "si-example", "-o", target, "--quiet", "--lang", "en", cwd=tmp_path, **epoch)
    assert first.returncode == 0, first.stderr
    names = {f"action-plan.{kind}" for kind in ("docx", "html")}
    names |= {f"portfolio.{kind}" for kind in ("html", "ics", "json", "xlsx")}
    before = {file.name: file.read_bytes() for file in target.iterdir()}
    assert names == before.keys() - {".ppi2go.json"}
    run("action-plan", "si-example", "-o", target, "--quiet", "--lang", "en", cwd=tmp_path, **epoch)
    assert {file.name: file.read_bytes() for file in target.iterdir()} == before
    page = before["portfolio.html"].decode()
    assert "<script" not in page
    assert 'src="http' not in page
    assert before["portfolio.ics"].decode().count("BEGIN:VEVENT") >= 8 * 4
    assert len(json.loads(before["portfolio.json"])["projects"]) == 8


def test_texts_of_the_file_mean_nothing_in_page_and_document(tmp_path: Path) -> None:
    text = (ROOT / "action-plans/si-example.yaml").read_text("utf-8")
    hostile = "<img src=x onerror=alert(1)> *bold* [link](http://evil.example) {{ 7*7 }}"
    file = tmp_path / "si-example.yaml"
    file.write_text(text.replace("Eight purchases of innovative", f"{hostile} Eight purchases of innovative"), "utf-8")
    done = run("action-plan", file, "-o", tmp_path / "out", "--quiet", "--format", "html,md", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    document = (tmp_path / "out/action-plan.html").read_text("utf-8")
    assert "<img" not in document
    assert "<em>bold</em>" not in document
    assert "{{ 7*7 }}" in document


def test_the_mapping_sheet_explains_each_score(tmp_path: Path) -> None:
    done = run("action-plan", "cz-example", "--mapping", "--json", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    mapping = json.loads(done.stdout)["mapping"]
    scale = {item["id"]: item["scale"] for item in mapping["criteria"]}
    assert len(mapping["needs"]) == 30
    for need in mapping["needs"]:
        assert all(item["why"] == scale[item["criterion"]][item["score"]] for item in need["scores"])
    shown = run("action-plan", "cz-example", "--mapping", "--lang", "en", cwd=tmp_path)
    assert "Why the chosen needs score as they do" in shown.stdout


BROKEN = (
    ("country: CZ", "country: XX", "no country has the id 'XX'"),
    ("centre: cz-dex", "centre: cz-dx", "no centre has the id 'cz-dx'; did you mean 'cz-dex'?"),
    ("work_share: 20", "work_share: 120", "'120' is not allowed for 'work_share'; write at most 100"),
    ("mapped: water-energy", "mapped: water-enrgy", "did you mean 'water-energy'?"),
    ("earliest_start: 2027-01-11", "earliest_start: 2027-02-30", "'2027-02-30' is not a day of the calendar"),
    ("scores: {unmet-need", "scores: {unmet-ned", "did you mean 'unmet-need'?"),
    ("team: {experience: some", "team: {experience: som", "some"),
    ("      theme: health", "      theme: helth", "did you mean 'health'?"),
    ("  capacity: 110", "  capacity: 0", "'0' is not allowed for 'capacity'; write at least 1"),
)


@pytest.mark.parametrize(("good", "bad", "message"), BROKEN, ids=[bad for _, bad, _ in BROKEN])
def test_what_is_wrong_with_a_file_is_said_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], good: str, bad: str, message: str
) -> None:
    text = (ROOT / "action-plans/cz-example.yaml").read_text("utf-8")
    assert good in text
    file = tmp_path / "cz-example.yaml"
    file.write_text(text.replace(good, bad, 1), "utf-8")
    assert run_here(["action-plan", str(file), "-o", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert not (tmp_path / "out").exists()
    line = text.replace(good, bad, 1)[: text.index(good)].count("\n") + 1
    places = [int(part.split(":")[1]) for part in said.splitlines() if part.startswith(str(file))]
    assert any(abs(place - line) <= 2 for place in places), said


def test_answers_may_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    plan = """id: own
version: "1"
country: SK
centre: si-tm-ict
name: Own
period: {from: 2027-01-01, to: 2030-12-31}
team: {capacity: 100}
projects:
  - {id: lights, priority: 1, earliest_start: 2027-01-11, answers: lights.yaml}
"""
    (tmp_path / "own.yaml").write_text(plan, "utf-8")
    (tmp_path / "lights.yaml").write_text((ROOT / "examples/trnava-adaptive-lighting.yaml").read_text("utf-8"), "utf-8")
    done = run("action-plan", "own.yaml", "--json", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [item["id"] for item in json.loads(done.stdout)["projects"]] == ["lights"]
    (tmp_path / "lights.yaml").unlink()
    missing = run("action-plan", "own.yaml", cwd=tmp_path)
    assert missing.returncode == 2
    assert "lights.yaml" in missing.stderr


def matched(*arguments: str, cwd: Path) -> Any:
    done = run("network", "match", *arguments, "--json", "--lang", "en", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_two_regions_that_share_a_need_are_found(tmp_path: Path) -> None:
    found = matched("hr-example", "hu-example", cwd=tmp_path)
    shared = next(item for item in found["shared"] if item["need"]["id"] == "heart-failure")
    assert [country["code"] for country in shared["countries"]] == ["HR", "HU"]
    assert [way["id"] for way in shared["ways"]] == ["central-purchasing", "cross-border-joint", "joint-entity"]
    assert all(way["law"] and way["citation"]["status"] != "confirmed" for way in shared["ways"])
    assert shared["first_call"] <= shared["common_call"]
    assert len(found["register"]) == 16
    alone = {item["id"] for item in found["alone"]}
    assert "heart-failure" not in alone
    assert "infection-control" in alone


def test_a_need_that_comes_too_late_is_not_found(tmp_path: Path) -> None:
    found = matched("hr-example", "hu-example", "--months", "0", cwd=tmp_path)
    assert "heart-failure" not in [item["need"]["id"] for item in found["shared"]]


def test_an_answers_file_joins_the_register(tmp_path: Path) -> None:
    found = matched(str(ROOT / "examples/trnava-adaptive-lighting.yaml"), "hu-example", cwd=tmp_path)
    shared = next(item for item in found["shared"] if item["need"]["id"] == "public-lighting")
    assert {entry["country"] for entry in shared["entries"]} == {"HU", "SK"}
    assert "occasional-joint" in [way["id"] for way in shared["ways"]]


def test_an_unknown_plan_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    done = run("network", "match", "hu-exampl", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'hu-example'?" in done.stderr
