"""The JSON Schemas: current, named by every file, and of one mind with the models."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import BaseModel, ValidationError

from ppi2go.answers.reading import read_answers
from ppi2go.catalogue.layers import Layer, merge
from ppi2go.catalogue.load import EU_FILES, Folders
from ppi2go.catalogue.schema import RULES
from ppi2go.catalogue.yaml_reader import Source, read_yaml
from ppi2go.cli.main import run
from ppi2go.cli.schema import KINDS, schema_text
from ppi2go.errors import InvalidFiles
from ppi2go.model.action_plan import MappingRules
from ppi2go.model.base import Model
from ppi2go.model.calendars import Calendars
from ppi2go.model.calibration import Calibration
from ppi2go.model.centre import CentreFile
from ppi2go.model.framework import Framework
from ppi2go.model.pilot import Pilot
from ppi2go.model.process import Process
from ppi2go.model.readiness import Readiness
from ppi2go.model.theme import QuestionFile, Theme
from shipped import EXAMPLES, ROOT, shipped

FOLDER = ROOT / "frameworks/schema"
FILES = [str(file.relative_to(ROOT)) for file in sorted((ROOT / "frameworks").rglob("*.yaml"))]
ANSWERS = [f"examples/{name}" for name in EXAMPLES]
MODELS: dict[str, type[BaseModel]] = {
    "theme": Theme,
    "mapping": MappingRules,
    "process": Process,
    "questions": QuestionFile,
    "calibration": Calibration,
    "calendars": Calendars,
    "centres": CentreFile,
    "readiness": Readiness,
    "pilot": Pilot,
}
SWEEP = 12
"""Random changes a file; with 200, no difference but the listed ones was found."""


def kind_of(file: str) -> str:
    """Return the kind of a file by where it stands."""
    path = Path(file)
    if path.parts[0] == "examples":
        return "answers"
    return {"national": "framework", "eu": "framework", "thematic": "theme", "pilots": "pilot"}.get(
        path.parts[1], path.stem
    )


@cache
def content(file: str) -> Any:
    return read_yaml(ROOT / file).data


@cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(json.loads((FOLDER / f"{kind}.json").read_text("utf-8")))


def schema_accepts(file: str, data: Any) -> bool:
    return bool(validator(kind_of(file)).is_valid(data))


def models_accept(file: str, data: Any) -> bool:
    """Tell whether the program reads the file, alone or (the law) laid over the EU files."""
    kind = kind_of(file)
    if kind == "answers":
        return _answers_accepted(data)
    model, files = (
        (Framework, [f"frameworks/{name}" for name in EU_FILES]) if kind == "framework" else (MODELS[kind], [])
    )
    last = "frameworks/national/EU.yaml" if file in files else file
    contents = [data if name == file else content(name) for name in (*files, last)]
    layers = [Layer("EU", Source("x.yaml", one, {}, {})) for one in contents]
    try:
        model.model_validate(merge(layers).data)
    except ValidationError:
        return False
    return True


def _answers_accepted(data: Any) -> bool:
    folders = Folders()
    if data.get("country") not in folders.names("national") or data.get("theme") not in folders.names("thematic"):
        return False
    catalogue = shipped(data["country"], data["theme"])
    currencies = [period.code for period in catalogue.framework.currencies]
    tasks = [step.id for step in catalogue.process.steps]
    try:
        answers = read_answers(Source("x.yaml", data, {}, {}), catalogue.questions, currencies=currencies, tasks=tasks)
    except InvalidFiles:
        return False
    return not answers.findings


def cases(group: str) -> list[Any]:
    listed = read_yaml(Path(__file__).with_name("schema_cases.yaml")).data[group]
    return [pytest.param(case, id=case["what"].replace(" ", "-")) for case in listed]


def verdicts(case: dict[str, Any]) -> tuple[bool, bool]:
    """Change the file as the case says and return what the models and the schema say of it."""
    file = ANSWERS[0] if case["file"] == "answers" else f"frameworks/{case['file']}"
    where = case["at"].split("/")
    holder = data = copy.deepcopy(slim(file, where[0]))
    for part in where[:-1]:
        holder = holder[_key(holder, part)]
    key = _key(holder, where[-1])
    if "value" in case:
        holder[key] = case["value"]
    else:
        old = holder.pop(key)
        if "rename" in case:
            holder[case["rename"]] = old
    return models_accept(file, data), schema_accepts(file, data)


def _key(holder: Any, part: str) -> Any:
    if not isinstance(holder, list) or part.isdecimal():
        return int(part) if isinstance(holder, list) else part
    return next(index for index, entry in enumerate(holder) if entry["id"] == part)


def slim(file: str, key: str) -> Any:
    """Leave out what a country's file need not have, so that a test is quick: all lists but that at the key."""
    data = content(file)
    if "national" not in file:
        return data
    kept = {"languages", "currencies", key}
    return {name: value for name, value in data.items() if name in kept or not isinstance(value, list | dict)}


def test_the_schemas_in_the_folder_are_current() -> None:
    texts = {f"{kind}.json": schema_text(kind, Folders()) for kind in KINDS}
    assert {file.name for file in FOLDER.iterdir()} == set(texts)
    stale = [name for name, text in texts.items() if (FOLDER / name).read_text("utf-8") != text]
    assert not stale, "write them again: ppi2go schema --write frameworks/schema"


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_one_and_refers_to_what_it_has(kind: str) -> None:
    schema = validator(kind).schema
    Draft7Validator.check_schema(schema)
    definitions = {f"#/definitions/{name}" for name in schema["definitions"]}
    assert set(_references(schema)) == definitions


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "$ref")
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _references(child)


@pytest.mark.parametrize("file", [*FILES, *ANSWERS])
def test_every_shipped_file_fits_the_schema_that_it_names(file: str) -> None:
    first = (ROOT / file).read_text("utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert ((ROOT / file).parent / first.partition("=")[2]).resolve() == FOLDER / f"{kind_of(file)}.json"
    faults = [f"{list(fault.path)}: {fault.message}" for fault in validator(kind_of(file)).iter_errors(content(file))]
    assert not faults
    assert models_accept(file, content(file))


class EditorLoader(yaml.CSafeLoader):
    """Reads scalars as YAML 1.2 does, and so as editors do: 2.5 is a number, `yes` and days are text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for tag, first, pattern in (
    ("bool", "tTfF", r"true|True|TRUE|false|False|FALSE"),
    ("null", "~nN", r"~|null|Null|NULL|"),
    ("int", "-+0123456789", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", "-+.0123456789", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), list(first))


@pytest.mark.parametrize("file", [*FILES, *ANSWERS])
def test_an_editor_has_nothing_to_complain_about(file: str) -> None:
    data = yaml.load((ROOT / file).read_text("utf-8"), EditorLoader)
    assert [f"{list(fault.path)}: {fault.message}" for fault in validator(kind_of(file)).iter_errors(data)] == []


@pytest.mark.parametrize("case", cases("faults"))
def test_models_and_schema_refuse_the_same_faults(case: dict[str, Any]) -> None:
    assert verdicts(case) == (False, False)


@pytest.mark.parametrize("case", cases("valid"))
def test_models_and_schema_accept_the_same_variations(case: dict[str, Any]) -> None:
    assert verdicts(case) == (True, True)


@pytest.mark.parametrize("case", cases("differences"))
def test_the_listed_differences_are_differences(case: dict[str, Any]) -> None:
    """A difference that has gone belongs off the list, or among the faults."""
    assert verdicts(case) == (case["model"], not case["model"])


@pytest.mark.parametrize("file", FILES)
def test_models_and_schema_agree_on_random_changes(file: str) -> None:
    rng = random.Random(file)
    places = [place for place in _places(content(file), ()) if len(place) > 1 or "/eu/" not in file]
    for _ in range(SWEEP):
        *above, key = rng.choice(places)
        holder = data = copy.deepcopy(slim(file, str((*above, key)[0])))
        for part in above:
            holder = holder[part]
        what = rng.choice(("delete", "rename", "replace"))
        if what == "replace":
            holder[key] = rng.choice(
                ("word", "Two words", "", 7, -1, True, None, [], ["x"], {}, {"x": 1}, "2026-02-30")
            )
        else:
            value = holder.pop(key)
            if what == "rename":
                holder[f"{key}s"] = value
        assert models_accept(file, data) == schema_accepts(file, data), (what, *above, key, holder)


def _places(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Yield the keys where no listed difference lurks: conditions, ids, absent entries and estimates are left out."""
    children = enumerate(node) if isinstance(node, list) else node.items() if isinstance(node, dict) else ()
    for key, value in children:
        if key in ("when", "duration") or (isinstance(value, dict) and "absent" in value):
            continue
        if isinstance(key, str) and key != "id":
            yield (*path, key)
        yield from _places(value, (*path, key))


def test_every_validator_of_a_model_is_in_the_schema_or_cannot_be() -> None:
    inexpressible = {"_in_order"}  # of days and of estimates: JSON Schema compares no two values
    known = {
        ("Test", "_one_comparison"),
        ("Reduction", "_one_way"),
        ("Factor", "_one_source"),
        ("Cost", "_interval_where_needed"),
    }
    assert {name for name, _ in known} == set(RULES)
    for model in _below(Model):
        decorators = model.__pydantic_decorators__
        assert not decorators.field_validators, f"{model.__name__}: say it in catalogue/schema.py as well"
        for name in decorators.model_validators:
            assert name in inexpressible or (model.__name__, name) in known, (model.__name__, name)


def _below(model: type[Model]) -> Iterator[type[Model]]:
    for child in model.__subclasses__():
        yield child
        yield from _below(child)


def test_the_command_prints_writes_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "theme"]) == 0
    assert capsys.readouterr().out == (FOLDER / "theme.json").read_text("utf-8")
    assert run(["schema", "--write", str(tmp_path / "new")]) == 0
    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == sorted(f"{kind}.json" for kind in KINDS)
    for arguments, words in (
        ([], "which schema? (known: framework"),
        (["frame"], "'frame' is not known; did you mean 'framework'?"),
        (["theme", "--country", "SK"], "--country and --theme belong to 'ppi2go schema answers'"),
        (["theme", "--write", str(tmp_path)], "--write writes every schema"),
        (["answers", "--country", "XX"], "unknown country 'XX'"),
    ):
        assert run(["schema", *arguments]) == 2
        assert words in capsys.readouterr().err


def test_the_answers_of_one_country_and_theme_know_its_questions_alone() -> None:
    schema = json.loads(schema_text("answers", Folders(), country="SK", theme="energy"))
    judge = Draft7Validator(schema)
    answers = {"country": "SK", "theme": "energy", "national": {"profile_url": "https://example.org"}}
    assert judge.is_valid(answers)
    assert not judge.is_valid(answers | {"country": "CZ"})
    assert not judge.is_valid(answers | {"national": {"consultant": True}})
    kind = schema["properties"]["buyer"]["properties"]["type"]
    assert kind["enum"] == ["central", "subcentral", "utility", None]
    assert "subcentral: Regional or local authority" in kind["description"]
