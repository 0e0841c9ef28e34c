"""Build hook: compiles the gettext catalogues and packs the data folders into the wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA_FOLDERS = ("frameworks", "templates", "locales", "action-plans")


class PackData(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `name.mo` beside each `name.po`; a real wheel carries the data folders, an editable one finds them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue (fuzzy entries are left out) and name what goes into the wheel."""
        for source in sorted(Path(self.root, "locales").rglob("*.po")):
            with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(text))
        build_data["artifacts"].append("locales/**/*.mo")
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"] |= {name: f"ppi2go/{name}" for name in DATA_FOLDERS}
