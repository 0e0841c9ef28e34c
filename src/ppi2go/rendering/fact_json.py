"""Centres and pilots as JSON: every fact with title and address of its sources, its status and its note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from ppi2go.l10n import Language
from ppi2go.model.centre import Fact, Service, Source
from ppi2go.model.pilot import PilotAnswers
from ppi2go.rendering.entry_json import EntryJson
from ppi2go.rendering.names import NAMES


class FactJson(EntryJson):
    """Turns models with facts into plain data; what is not known is absent."""

    def __init__(self, language: Language, sources: Mapping[str, Source]) -> None:
        super().__init__(language, lambda _: None)
        self.sources = sources

    def data(self, node: BaseModel) -> dict[str, Any]:
        """Return a model as plain data, with the sources of a fact written out."""
        if isinstance(node, PilotAnswers):
            return node.model_dump()
        found = super().data(node)
        if isinstance(node, Fact):
            named = [self.sources[name] for name in node.sources]
            found["sources"] = [{"title": source.title, "url": source.url} for source in named]
        if isinstance(node, Service):
            found["name"] = self.language.text(NAMES["service"][node.id])
        return found
