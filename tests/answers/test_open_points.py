"""Open points of an answers file: what may stand there, and what a plan makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from ppi2go.answers.open_points import open_point
from ppi2go.answers.reading import Answers, read_answers, read_source
from ppi2go.answers.schema import answers_schema
from ppi2go.catalogue.yaml_reader import read_yaml
from ppi2go.errors import InvalidFiles
from ppi2go.model.plan import OpenPoint
from shipped import shipped

HEAD = "country: SK\ntheme: energy\n"


def read(text: str, folder: Path) -> Answers:
    file = folder / "a.yaml"
    file.write_text(HEAD + text, "utf-8")
    catalogue = shipped()
    return read_answers(
        read_source(file),
        catalogue.questions,
        currencies=["EUR"],
        tasks=[step.id for step in catalogue.process.steps],
        groups=catalogue.question_file.groups,
    )


def test_an_open_point_has_the_owner_and_the_step_of_its_question(tmp_path: Path) -> None:
    points = read(
        "open:\n  - {field: project.estimated_value}\n  - {field: rights.ownership, owner: sponsor}\n", tmp_path
    )
    assert points.open_points == [
        OpenPoint(field="project.estimated_value", owner="finance", known_by="business-case"),
        OpenPoint(field="rights.ownership", owner="sponsor", known_by="rights-and-data-terms"),
    ]


def test_every_question_has_an_owner_and_a_step_of_the_process() -> None:
    for country, theme in (("SK", "energy"), ("IT", "ict"), ("HU", "health")):
        catalogue = shipped(country, theme)
        groups = {group.id: group for group in catalogue.question_file.groups}
        steps = {step.id for step in catalogue.process.steps}
        for question in catalogue.questions:
            assert question.section in groups
            assert open_point(question, groups).known_by in steps


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("open: later\n", "3:7", "a list is expected"),
        ("open:\n  - project.title\n", "4:5", "a list is expected"),
        (
            "open:\n  - {field: project.titel}\n",
            "4:13",
            "no question has the id 'project.titel'; did you mean 'project.title'",
        ),
        ("open:\n  - {field: [1]}\n", "4:13", "no question has the id"),
        ("open:\n  - {field: project.title, owner: boss}\n", "4:35", "no role has the id 'boss'"),
        ("open:\n  - {field: project.title, known_by: easter}\n", "4:38", "no step has the id 'easter'"),
        ("open:\n  - {field: project.title, by: me}\n", "4:28", "unknown key 'by'"),
        ("open:\n  - {field: project.title}\n  - {field: project.title}\n", "5:13", "is open twice"),
    ],
)
def test_what_is_no_open_point_is_refused_at_its_place(text: str, place: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles) as caught:
        read(text, tmp_path)
    assert f"a.yaml:{place}: " in str(caught.value)
    assert words in str(caught.value)


def test_the_schema_knows_open_points(tmp_path: Path) -> None:
    catalogue = shipped()
    schema = answers_schema(
        catalogue.question_file.questions, [catalogue.framework], [catalogue.theme], catalogue.process.steps
    )
    for text, fits in (
        ("open:\n  - {field: project.title, owner: sponsor, known_by: mandate}\n", True),
        ("open:\n  - {owner: sponsor}\n", False),
        ("open:\n  - {field: project.title, known_by: easter}\n", False),
    ):
        (tmp_path / "a.yaml").write_text(HEAD + text, "utf-8")
        assert Draft7Validator(schema).is_valid(read_yaml(tmp_path / "a.yaml").data) is fits
