"""What the lists of an answers file share: `waivers`, `open` and whatever else holds mappings with fixed keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ppi2go.catalogue.yaml_reader import Path_, Source
from ppi2go.errors import FileFault, near_miss


def unknown_keys(source: Source, path: Path_, entry: Mapping[str, Any], known: Sequence[str]) -> Iterator[FileFault]:
    """Yield a fault for every key of an entry that is not known."""
    for key in entry:
        if key not in known:
            hint = near_miss(str(key), known) or f"; known: {', '.join(known)}"
            yield FileFault(source.key_position((*path, key)), f"unknown key '{key}'{hint}", "unknown-key")
