"""The readiness assessment and the open points in documents and data."""

from __future__ import annotations

from datetime import date

from ppi2go.catalogue.load import Folders, load_readiness
from ppi2go.model.plan import OpenPoint
from ppi2go.rendering.ask_summary import days, summary
from ppi2go.rendering.context import build_context
from ppi2go.rendering.documents import document_sources
from ppi2go.rendering.plan_json import plan_data
from ppi2go.rendering.readiness_context import readiness_context
from shipped import EXAMPLES, TRNAVA, example_rendering

TODAY = date(2026, 11, 23)
READINESS = load_readiness(Folders())


def test_there_are_twenty_statements_in_five_groups_whatever_is_bought() -> None:
    for name in EXAMPLES:
        groups = build_context(example_rendering(name, "en", TODAY))["readiness"]["groups"]
        assert [group["letter"] for group in groups] == ["A", "B", "C", "D", "E"]
        assert [len(group["statements"]) for group in groups] == [4, 4, 4, 4, 4]
        assert [item["number"] for item in groups[1]["statements"]] == ["B1", "B2", "B3", "B4"]


def test_without_a_plan_there_are_twenty_as_well() -> None:
    found = readiness_context(READINESS, lambda name: None, set(), str)
    assert found["most"] == 80
    assert [band["from"] for band in found["bands"]] == [60, 40, 0]


def test_statements_fit_the_approach() -> None:
    texts = {
        approach: str(readiness_context(READINESS, {"plan.approach": approach}.get, set(), str)["groups"])
        for approach in ("ppi", "innovation-partnership")
    }
    assert "if the development fails" in texts["innovation-partnership"]
    assert "if the development fails" not in texts["ppi"]


def test_the_document_shows_every_statement_and_the_bands() -> None:
    rendering = example_rendering(TRNAVA, "en", TODAY)
    text = document_sources(rendering, None, ["readiness-assessment"])[0].text
    for group in build_context(rendering)["readiness"]["groups"]:
        assert group["advice"] in text
        for item in group["statements"]:
            assert f"| {item['number']} | {item['text']} |" in text
    for band in ("60 – 80", "40 – 59", "0 – 39"):
        assert f"| {band} |" in text


def test_open_points_stand_in_the_index_and_in_the_data() -> None:
    from dataclasses import replace

    rendering = example_rendering(TRNAVA, "en", TODAY)
    point = OpenPoint(field="project.estimated_value", owner="finance", known_by="business-case")
    rendering = replace(rendering, plan=replace(rendering.plan, open_points=(point,)))
    index = next(item for item in document_sources(rendering, None, []) if "index" in item.stem)
    assert "| What is the estimated value of the whole contract, without VAT? | Finance officer | 4.1 " in index.text
    assert plan_data(rendering, {})["open_points"] == [
        {"field": "project.estimated_value", "owner": "finance", "known_by": "business-case"}
    ]
    assert "Finance officer, 4.1" in " ".join(" ".join(summary(rendering, "a.yaml")).split())


def test_days_are_said_in_words() -> None:
    language = example_rendering(TRNAVA, "en", TODAY).language
    assert [days(number, language) for number in (3, -1, 0, None)] == [
        "3 days longer",
        "1 day shorter",
        "the same day",
        "not compared",
    ]
