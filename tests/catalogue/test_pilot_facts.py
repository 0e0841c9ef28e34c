"""The pilots: facts apart from assumptions, and no value of a real contract that no source gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from broken import changed, check

from ppi2go.catalogue.load import Folders
from ppi2go.catalogue.pilots import LoadedPilot, load_pilot, load_pilots
from ppi2go.errors import InvalidFiles, UsageError
from ppi2go.model.pilot import answered

PILOTS = load_pilots(Folders())
LUBLIN = "frameworks/pilots/lublin-adaptive-lighting.yaml"
AMOUNT = re.compile(r"\d[\d.,]*\s*(?:euro|forint|złoty|EUR|HUF|PLN)")


def test_there_are_four_in_four_countries() -> None:
    assert [(loaded.pilot.country, loaded.pilot.theme) for loaded in PILOTS] == [
        ("PL", "energy"), ("IT", "energy"), ("SI", "ict"), ("HU", "health"),
    ]  # fmt: skip


def test_the_one_amount_that_a_source_gives_is_the_only_one_among_the_facts() -> None:
    amounts = {
        (loaded.pilot.country, amount)
        for loaded in PILOTS
        for fact in loaded.pilot.facts
        for text in (fact.text, fact.note or "")
        for amount in AMOUNT.findall(text)
    }
    assert amounts == {("IT", "53,400 euro")}


@pytest.mark.parametrize("loaded", PILOTS, ids=lambda loaded: loaded.pilot.id)
def test_values_of_contracts_are_assumed_and_say_so(loaded: LoadedPilot) -> None:
    pilot = loaded.pilot
    why = {item.answer: item.why for item in pilot.assumptions}
    assert "illustrative" in why["project.estimated_value"]
    assert {"project.contract", "market.solution", "thematic.need"} <= why.keys()
    assert {item.answer for item in pilot.taken} <= {"buyer.name", "buyer.type", "buyer.place"}


@pytest.mark.parametrize("loaded", PILOTS, ids=lambda loaded: loaded.pilot.id)
def test_every_answer_is_taken_or_assumed_and_a_taken_name_is_the_facts(loaded: LoadedPilot) -> None:
    pilot = loaded.pilot
    answers = {".".join(path) for path in answered(pilot.answers.model_dump())}
    explained = [item.answer for item in pilot.taken] + [item.answer for item in pilot.assumptions]
    assert sorted(explained) == sorted(answers)
    names = {fact.id: fact.name for fact in pilot.facts}
    assert loaded.answers.data["buyer"]["name"] == names["authority"]


@pytest.mark.parametrize("loaded", PILOTS, ids=lambda loaded: loaded.pilot.id)
def test_results_are_unknown_and_said_to_be(loaded: LoadedPilot) -> None:
    assert not loaded.pilot.about("result")
    assert len(loaded.pilot.unknown) == 2
    assert loaded.pilot.about("need")
    assert loaded.pilot.about("authority")


@pytest.mark.parametrize(
    ("before", "after", "rule", "words"),
    [
        ("    place: Lublin\n", "    placee: Lublin\n", "unexplained-answer", "say where 'buyer.placee' is from"),
        ("  - {answer: buyer.place, fact: authority}\n", "", "unexplained-answer", "say where 'buyer.place' is from"),
        ("answer: buyer.place,", "answer: buyer.name,", "unexplained-answer", "has a reason already"),
        ("type: subcentral", "type: subcentrall", "unknown-choice", "did you mean 'subcentral'?"),
        ("estimated_value: 2200000", "estimated_value: much", "wrong-type", "'much' is not a number"),
        ("estimated_value: 2200000", "estimated_value: [1]", "wrong-type", "a question of the kind 'money'"),
        ("    need: public", "    neeed: public", "unknown-field", "did you mean 'thematic.need'?"),
        ("need: public-lighting", "need: public-lightning", "unknown-choice", "did you mean 'public-lighting'?"),
        ("fact: authority}", "fact: autority}", "unknown-fact", "did you mean 'authority'?"),
        ("sources: [s8]", "sources: [s88]", "unknown-source", "no source has the id 's88'; did you mean 's8'?"),
        ("country: PL", "country: PX", "unknown-country", "no country has the id 'PX'"),
        ("theme: energy", "theme: energi", "unknown-theme", "did you mean 'energy'?"),
        ("status: inferred", "status: guessed", "unknown-word", "'inferred'"),
        ("    sources: [s8]\n", "", "missing-key", "the key 'sources' is missing"),
        ("id: lublin-adaptive-lighting", "id: lublin", "file-name", "name the file 'lublin.yaml'"),
        ("url: \"https://dex", "url: \"dex", "bad-address", "write https://…"),
    ],
)  # fmt: skip
def test_a_slip_is_found_by_the_linter(tmp_path: Path, before: str, after: str, rule: str, words: str) -> None:
    found = [fault for fault in check(changed(tmp_path, LUBLIN, before, after)) if fault.rule == rule]
    assert any(words in fault.message for fault in found), check(tmp_path)


def test_a_pilot_with_an_unexplained_answer_is_not_planned(tmp_path: Path) -> None:
    file = changed(tmp_path, "frameworks/pilots/lublin-adaptive-lighting.yaml", "    place: Lublin\n", "    email: x\n")
    with pytest.raises(InvalidFiles, match=r"say where 'buyer\.email' is from"):
        load_pilot("lublin-adaptive-lighting", Folders(file.parents[1]))


def test_an_unknown_pilot_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="did you mean 'lublin-adaptive-lighting'"):
        load_pilot("lublin-adaptive-lightning", Folders())
