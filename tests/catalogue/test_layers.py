from __future__ import annotations

from ppi2go.catalogue.layers import Layer, merge
from ppi2go.catalogue.yaml_reader import parse_yaml

EU = """
limits:
  - id: open
    name: Open
    values: [1, 2]
    citation: {act: d24}
  - {id: restricted, name: Restricted}
"""
NATION = """
limits:
  - id: restricted
    name: užšia súťaž
  - {id: open, values: [3], citation: {act: zvo}}
  - {id: own, name: Own, citation: {act: zvo}}
"""


def merged(*texts: str) -> dict[str, object]:
    names = ("EU", "SK", "X")
    layers = [Layer(name, parse_yaml(text, f"{name}.yaml")) for name, text in zip(names, texts, strict=False)]
    data: dict[str, object] = merge(layers).data
    return data


def test_lists_merge_by_id_and_plain_lists_are_replaced() -> None:
    assert merged(EU, NATION)["limits"] == [
        {"id": "open", "name": "Open", "values": [3], "citation": {"act": "zvo", "layer": "SK"}},
        {"id": "restricted", "name": "užšia súťaž"},
        {"id": "own", "name": "Own", "citation": {"act": "zvo", "layer": "SK"}},
    ]


def test_a_citation_keeps_the_layer_that_wrote_it() -> None:
    limits = merged(EU, "limits:\n  - {id: open, name: verejná súťaž}\n")["limits"]
    assert limits[0]["citation"] == {"act": "d24", "layer": "EU"}  # type: ignore[index]


def test_an_inherited_entry_can_be_taken_away() -> None:
    limits = merged(EU, "limits:\n  - {id: open, absent: true}\n")["limits"]
    assert [entry["id"] for entry in limits] == ["restricted"]  # type: ignore[attr-defined]


def test_positions_lead_to_the_file_that_wrote_the_value() -> None:
    layered = merge([Layer("EU", parse_yaml(EU, "EU.yaml")), Layer("SK", parse_yaml(NATION, "SK.yaml"))])
    assert str(layered.position(("limits", 0, "name"))) == "EU.yaml:4:11"
    assert str(layered.position(("limits", 1, "name"))) == "SK.yaml:4:11"


def test_merging_nothing_changes_nothing() -> None:
    assert merged(EU, "{}") == merged(EU)
    assert merged(EU, EU)["limits"][1] == merged(EU)["limits"][1]  # type: ignore[index]
