"""The competence centres: no fact without a source, nothing that the dossiers do not say, your own beside ours."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from broken import check, shown
from pydantic import BaseModel, ValidationError

from own_centre import OWN
from ppi2go.catalogue.load import Folders, load_centres
from ppi2go.catalogue.pilots import load_pilots
from ppi2go.catalogue.validation import _models_in
from ppi2go.catalogue.yaml_reader import read_yaml
from ppi2go.errors import InvalidFiles
from ppi2go.model.centre import Centre, CentreFile, Fact, Network, Source
from ppi2go.model.pilot import Pilot
from shipped import ROOT

FILE = ROOT / "frameworks/centres.yaml"
PILOTS = sorted((ROOT / "frameworks/pilots").glob("*.yaml"))


def facts(node: Any) -> Iterator[Fact]:
    if isinstance(node, Fact):
        yield node
    if isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from facts(getattr(node, name))
    elif isinstance(node, tuple):
        for item in node:
            yield from facts(item)


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where the facts of a file stand."""
    if isinstance(node, dict) and "status" in node:
        yield path
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in children:
        yield from places(value, (*path, key))


def own_folder(tmp_path: Path, text: str = OWN) -> Folders:
    (tmp_path / "centres.yaml").write_text(text, "utf-8")
    return Folders(tmp_path)


@pytest.mark.parametrize(
    ("model", "bare"),
    [(Centre, {"id", "country"}), (Network, {"name"}), (Pilot, None)],
    ids=["centre", "network", "pilot"],
)
def test_the_models_have_no_room_for_a_fact_without_a_source(model: type[BaseModel], bare: set[str] | None) -> None:
    """Whatever is said of an organisation is a Fact, and a Fact cannot be made without sources."""
    fields = {"facts"} if bare is None else model.model_fields.keys() - bare
    for name in fields:
        (inner,) = _models_in(model.model_fields[name].annotation)
        assert issubclass(inner, Fact), name
    assert Fact.model_fields["sources"].is_required()
    assert Fact.model_fields["status"].is_required()
    with pytest.raises(ValidationError):
        Fact.model_validate({"sources": [], "status": "confirmed"})


@pytest.mark.parametrize("file", [FILE, *PILOTS], ids=lambda file: file.stem)
def test_each_shipped_fact_is_refused_without_its_source(file: Path) -> None:
    model: type[BaseModel] = CentreFile if file == FILE else Pilot
    data = read_yaml(file).data
    found = list(places(data))
    assert len(found) >= 5
    for path in found:
        gone: tuple[list[str] | None, ...] = (None, [])
        for sources in gone:
            changed = copy.deepcopy(data)
            holder = changed
            for part in path:
                holder = holder[part]
            if sources is None:
                del holder["sources"]
            else:
                holder["sources"] = sources
            with pytest.raises(ValidationError, match="sources"):
                model.model_validate(changed)


def test_every_source_has_a_title_and_an_address_and_serves() -> None:
    files: list[tuple[tuple[Source, ...], Any]] = [(file.sources, file) for file in load_centres(Folders()).files]
    files += [(loaded.pilot.sources, loaded.pilot) for loaded in load_pilots(Folders())]
    for sources, holder in files:
        named = {name for fact in facts(holder) for name in fact.sources}
        assert named == {source.id for source in sources}
        for source in sources:
            assert len(source.title) > 10
            assert source.url.startswith(("https://", "http://"))


def test_what_is_inferred_says_from_what() -> None:
    for holder in (*load_centres(Folders()).files, *(loaded.pilot for loaded in load_pilots(Folders()))):
        for fact in facts(holder):
            assert fact.status != "inferred" or fact.note, fact


def test_there_are_the_six_centres_of_the_project_and_none_is_invented() -> None:
    known = load_centres(Folders())
    assert {item.centre.country for item in known.all} == {"HU", "CZ", "PL", "IT", "SI", "HR"}
    assert known.of("SK") == []
    by_country = {item.centre.country: item.centre for item in known.all}
    assert {code for code, centre in by_country.items() if centre.host.status == "inferred"} == {"CZ"}
    assert {code for code, centre in by_country.items() if centre.region} == {"HU", "PL", "IT"}
    assert {code for code, centre in by_country.items() if centre.offers("policy-round-table")} == {"HU", "PL"}
    assert {code for code, centre in by_country.items() if centre.offers("pilot-support")} == {"HU", "PL", "IT", "SI"}


def test_a_file_of_your_own_adds_a_centre_and_keeps_ours(tmp_path: Path) -> None:
    known = load_centres(own_folder(tmp_path))
    assert [centre.id for centre in known.of("SK")] == ["sk-own"]
    assert len(known.all) == 7
    assert known.network is not None
    assert known.network.about.startswith("What is said here")


def test_a_file_of_your_own_is_linted_by_itself(tmp_path: Path) -> None:
    own_folder(tmp_path)
    assert shown(check(tmp_path)) == []
    own_folder(tmp_path, OWN.replace("id: training", "id: trainings").replace("https://", ""))
    assert [fault.rule for fault in check(tmp_path / "centres.yaml")] == ["bad-address", "unknown-word"]


def test_a_centre_of_your_own_with_the_same_id_wins(tmp_path: Path) -> None:
    text = OWN.replace("sk-own", "hu-ctria").replace("country: SK", "country: HU")
    known = load_centres(own_folder(tmp_path, text))
    (hungarian,) = [item for item in known.all if item.centre.country == "HU"]
    assert hungarian.centre.host.name == "Example Agency"
    assert hungarian.sources["own"].title == "A charter"


def test_a_source_that_is_not_listed_is_a_fault_at_its_line(tmp_path: Path) -> None:
    text = OWN.replace("[own]", "[owm]", 1)
    with pytest.raises(InvalidFiles, match=r"centres\.yaml:9:57: no source has the id 'owm'; did you mean 'own'\?"):
        load_centres(own_folder(tmp_path, text))
