"""A catalogue entry as JSON: the merged model, texts in a language, citations with act, address and layer."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from ppi2go.l10n import Language
from ppi2go.model.base import TranslatableText
from ppi2go.model.law import Act, Citation, Dated
from ppi2go.rendering.entry import Wanted
from ppi2go.rendering.plan_json import PlanJson


class EntryJson:
    """Turns models into plain data; values that were not asked for are left out, and so is what is empty."""

    def __init__(self, language: Language, act: Callable[[str], Act | None], wanted: Wanted | None = None) -> None:
        self.language = language
        self.writer = PlanJson(language, act)
        self.wanted = wanted or Wanted()

    def data(self, node: BaseModel) -> dict[str, Any]:
        """Return a model as plain data."""
        found: dict[str, Any] = {}
        for name, field in type(node).model_fields.items():
            value = getattr(node, name)
            if value is None or value == ():
                continue
            text = TranslatableText in field.metadata or _is_text(field.annotation)
            found[field.alias or name] = self.plain(value, text=text)
        return found

    def plain(self, value: Any, *, text: bool = False) -> Any:
        """Return a value as plain data; `text` says that it is to be translated."""
        match value:
            case Citation():
                return self.writer.citation(value)
            case BaseModel():
                return self.data(value)
            case tuple():
                return [self.plain(item, text=text) for item in value if self._wanted(item)]
            case date():
                return value.isoformat()
            case Decimal():
                return str(value)
            case str() if text:
                return self.language.text(value)
        return value

    def _wanted(self, item: Any) -> bool:
        return not isinstance(item, Dated) or self.wanted.includes(item)


def _is_text(annotation: Any) -> bool:
    """Tell whether an annotation is Text, Text | None or a tuple of Text."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, tuple):
        return any(_is_text(part) for part in typing.get_args(annotation))
    return TranslatableText in getattr(annotation, "__metadata__", ())
