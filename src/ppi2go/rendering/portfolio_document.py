"""The action plan of a region as a document in three stages, written in every format that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.document_properties import DocumentProperties, Labels
from ppi2go.rendering.environment import escape_markdown, make_environment
from ppi2go.rendering.formats import HouseStyle, write_format
from ppi2go.rendering.messages import TWO_STOPS

TEMPLATE = "portfolio/action-plan.md.j2"
STEM = "action-plan"
Plain = dict[str, Any]


def document_files(
    context: Plain, language: Language, formats: Sequence[str], own_templates: Path | None = None
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of each file and how to make it; the template is filled once."""
    text = action_plan_text(context, language, own_templates)
    labels, properties = _labels(language), _properties(context, language)
    for name in formats:
        if name == "md":
            yield f"{STEM}.md", text.encode
        else:
            from ppi2go.rendering.markdown import parse

            tokens = parse(text)
            yield (
                f"{STEM}.{name}",
                partial(write_format, name, tokens, properties=properties, labels=labels, style=HouseStyle()),
            )


def action_plan_text(context: Plain, language: Language, own_templates: Path | None = None) -> str:
    """Return the document as Markdown; no sign of a text that somebody wrote means anything in it."""
    text: str = make_environment(language, own_templates).get_template(TEMPLATE).render(_escaped(context))
    return TWO_STOPS.sub(".", text)


def _escaped(value: Any) -> Any:
    match value:
        case str():
            return escape_markdown(" ".join(value.split()))
        case Mapping():
            return {key: item if key in _WORDS else _escaped(item) for key, item in value.items()}
        case list() | tuple():
            return [_escaped(item) for item in value]
        case _:
            return value


_WORDS = frozenset({"currency", "status", "language", "severity"})
"""Keys whose values are words of the program, which filters look up."""


def _labels(language: Language) -> Labels:
    t = language.text
    return Labels(
        page_of=t("Page {page} of {pages}"),
        to_fill=t("to be filled in"),
        note=t("Note to the author"),
        contents=t("Contents"),
    )


def _properties(context: Plain, language: Language) -> DocumentProperties:
    region = context["region"]
    prepared: date = region["prepared_on"]
    return DocumentProperties(
        title=language.text("Action plan for public procurement of innovative solutions"),
        language=language.tag,
        author=region["name"],
        subject=region["name"],
        date=prepared,
        document_id=STEM,
    )
