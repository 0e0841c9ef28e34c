"""Lays national law over EU law: by key in mappings, by `id` in lists, and remembers where each value came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ppi2go.catalogue.yaml_reader import Path_, Source
from ppi2go.errors import Position


@dataclass(frozen=True)
class Layer:
    """One file of a layer; `name` is EU or the country's code."""

    name: str
    source: Source


@dataclass(frozen=True)
class Layered:
    """Merged data with the position of each value in the file that it came from."""

    data: Any
    positions: dict[Path_, Position] = field(default_factory=dict)
    keys: dict[Path_, Position] = field(default_factory=dict)

    def position(self, path: Path_) -> Position:
        """Return where the value at the path stands, or its nearest parent that does."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions[path]


def merge(layers: Sequence[Layer]) -> Layered:
    """Merge files, later ones over earlier ones.

    Mappings merge key by key. Lists whose entries all have an `id` merge by id, in the order of first appearance; an
    entry with `absent: true` takes the inherited one away. Every other list and scalar replaces what was below it, and
    so does a citation, which is given the name of the layer that wrote it.
    """
    merged = Layered(None)
    data = _combine([(layer, ()) for layer in layers], (), merged)
    return Layered(data, merged.positions, merged.keys)


_Place = tuple[Layer, Path_]


def _value(place: _Place) -> Any:
    value = place[0].source.data
    for part in place[1]:
        value = value[part]
    return value


def _combine(places: list[_Place], path: Path_, merged: Layered) -> Any:
    layer, own_path = places[-1]
    merged.positions[path] = layer.source.position(own_path)
    values = [_value(place) for place in places]
    if all(isinstance(value, dict) for value in values):
        return _combine_mappings(places[-1:] if _is_citation(path) else places, path, merged)
    if isinstance(values[-1], list):
        if all(_has_ids(value) for value in values):
            return _combine_by_id(places, path, merged)
        return [_combine([(layer, (*own_path, index))], (*path, index), merged) for index in range(len(values[-1]))]
    if isinstance(values[-1], dict):
        return _combine_mappings(places[-1:], path, merged)
    return values[-1]


def _combine_mappings(places: list[_Place], path: Path_, merged: Layered) -> dict[str, Any]:
    holders: dict[str, list[_Place]] = {}
    for layer, own_path in places:
        for key in _value((layer, own_path)):
            holders.setdefault(key, []).append((layer, (*own_path, key)))
    mapping: dict[str, Any] = {}
    for key, found in holders.items():
        layer, own_path = found[-1]
        merged.keys[(*path, key)] = layer.source.key_position(own_path)
        mapping[key] = _combine(found, (*path, key), merged)
    if _is_citation(path):
        mapping.setdefault("layer", places[-1][0].name)
    return mapping


def _combine_by_id(places: list[_Place], path: Path_, merged: Layered) -> list[Any]:
    holders: dict[str, list[_Place]] = {}
    for layer, own_path in places:
        for index, entry in enumerate(_value((layer, own_path))):
            place = (layer, (*own_path, index))
            if entry.get("absent") is True:
                holders.pop(entry["id"], None)
            else:
                holders.setdefault(entry["id"], []).append(place)
    return [_combine(found, (*path, index), merged) for index, found in enumerate(holders.values())]


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) and "id" in entry for entry in value)


def _is_citation(path: Path_) -> bool:
    return bool(path) and (path[-1] == "citation" or (len(path) > 1 and path[-2] == "citations"))
