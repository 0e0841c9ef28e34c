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


_Place = tuple[Layer, Path_]


@dataclass(frozen=True)
class Layered:
    """Merged data, with where its parts came from: a part that is not in `places` came along with its parent."""

    data: Any
    places: dict[Path_, _Place] = field(default_factory=dict)
    unmatched: list[tuple[Position, str]] = field(default_factory=list)
    """Where `absent: true` found nothing to take away, and the id."""

    def position(self, path: Path_) -> Position:
        """Return where the value at the path stands, or its nearest parent that does."""
        layer, own_path = self._place(path)
        return layer.source.position(own_path)

    def key_position(self, path: Path_) -> Position:
        """Return where the key at the end of the path stands."""
        layer, own_path = self._place(path)
        return layer.source.key_position(own_path)

    def layer(self, path: Path_) -> str:
        """Return the name of the layer that wrote the value at the path."""
        return self._place(path)[0].name

    def _place(self, path: Path_) -> _Place:
        known = path
        while known not in self.places:
            known = known[:-1]
        layer, own_path = self.places[known]
        return layer, (*own_path, *path[len(known) :])


def merge(layers: Sequence[Layer]) -> Layered:
    """Merge files, later ones over earlier ones.

    Mappings merge key by key. Lists whose entries all have an `id` (a standard: a `number`) merge by it, in the order
    of first appearance; an entry with `absent: true` takes the inherited one away. Every other list and scalar
    replaces what was below it, and so does a condition or a citation, which is given the name of the layer that wrote
    it.
    """
    merged = Layered(None)
    data = _combine([(layer, ()) for layer in layers], (), merged)
    return Layered(data, merged.places, merged.unmatched)


def _value(place: _Place) -> Any:
    value = place[0].source.data
    for part in place[1]:
        value = value[part]
    return value


def _combine(places: list[_Place], path: Path_, merged: Layered) -> Any:
    merged.places[path] = places[-1]
    values = [_value(place) for place in places]
    if len(places) > 1 and all(isinstance(value, dict) for value in values) and not _is_whole(path):
        return _combine_mappings(places, path, merged)
    if len(places) > 1 and all(_has_ids(value, path) for value in values):
        return _combine_by_id(places, path, merged)
    return _take(values[-1], places[-1], path, merged)


def _combine_mappings(places: list[_Place], path: Path_, merged: Layered) -> dict[str, Any]:
    holders: dict[str, list[_Place]] = {}
    for layer, own_path in places:
        for key in _value((layer, own_path)):
            holders.setdefault(key, []).append((layer, (*own_path, key)))
    return {key: _combine(found, (*path, key), merged) for key, found in holders.items()}


def _combine_by_id(places: list[_Place], path: Path_, merged: Layered) -> list[Any]:
    holders: dict[Any, list[_Place]] = {}
    for layer, own_path in places:
        for index, entry in enumerate(_value((layer, own_path))):
            place = (layer, (*own_path, index))
            if entry.get("absent") is True:
                if holders.pop(_key(entry, path), None) is None:
                    merged.unmatched.append((layer.source.position(place[1]), _key(entry, path)))
            else:
                holders.setdefault(_key(entry, path), []).append(place)
    return [_combine(found, (*path, index), merged) for index, found in enumerate(holders.values())]


def _take(value: Any, place: _Place, path: Path_, merged: Layered) -> Any:
    """Copy what one layer alone says; only where entries of a list are merged or dropped do places change."""
    if isinstance(value, dict):
        layer, own_path = place
        taken = {
            key: _take(item, (layer, (*own_path, key)), (*path, key), merged) if isinstance(item, dict | list) else item
            for key, item in value.items()
        }
        if _is_citation(path):
            taken.setdefault("layer", layer.name)
        return taken
    if isinstance(value, list):
        if _has_ids(value, path) and _changes(value, path):
            return _combine_by_id([place], path, merged)
        layer, own_path = place
        return [
            _take(item, (layer, (*own_path, index)), (*path, index), merged) if isinstance(item, dict | list) else item
            for index, item in enumerate(value)
        ]
    return value


def _changes(entries: list[dict[str, Any]], path: Path_) -> bool:
    return any("absent" in entry for entry in entries) or len({_key(entry, path) for entry in entries}) < len(entries)


def _has_ids(value: Any, path: Path_) -> bool:
    """Tell whether every entry of a list has a name of its own: an id, or the number of a standard."""
    return isinstance(value, list) and all(isinstance(entry, dict) and _name(path) in entry for entry in value)


def _key(entry: dict[str, Any], path: Path_) -> str:
    return str(entry[_name(path)])


def _name(path: Path_) -> str:
    return "number" if path[-1:] == ("standards",) else "id"


def _is_whole(path: Path_) -> bool:
    """Tell whether a mapping is one statement that a nation replaces as a whole: a citation or a condition."""
    return _is_citation(path) or (bool(path) and path[-1] == "when")


def _is_citation(path: Path_) -> bool:
    return bool(path) and (path[-1] == "citation" or (len(path) > 1 and path[-2] == "citations"))
