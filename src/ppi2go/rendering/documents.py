"""Renders the plan's documents: one Markdown source each, parsed once, written in every format that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateNotFound

from ppi2go.errors import FileFault, InvalidFiles, Position, UsageError
from ppi2go.model.plan import PlannedDocument
from ppi2go.rendering.context import Rendering
from ppi2go.rendering.document_properties import DocumentProperties, Labels
from ppi2go.rendering.environment import make_environment
from ppi2go.rendering.messages import TWO_STOPS

FORMATS = ("docx", "html", "md")


@dataclass(frozen=True)
class RenderedDocument:
    """One document in one format."""

    document_id: str
    file: str
    content: bytes


def render_documents(
    rendering: Rendering, context: dict[str, Any], formats: Sequence[str], own_templates: Path | None = None
) -> Iterator[RenderedDocument]:
    """Yield every document of the plan in every format."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UsageError(f"--format: '{unknown[0]}' is not one of {', '.join(FORMATS)}")
    environment = make_environment(rendering.language, own_templates)
    for number, item in enumerate(rendering.plan.documents, start=1):
        text = _markdown(environment, rendering, context, item)
        name = f"{number:02d}-{item.document.id}"
        for suffix, content in _formats(text, rendering, item, formats):
            yield RenderedDocument(item.document.id, f"{name}.{suffix}", content)


def _markdown(environment: Any, rendering: Rendering, context: dict[str, Any], item: PlannedDocument) -> str:
    def fill(label: str) -> str:
        return f"[[{label}]]"

    def given(name: str, label: str) -> str:
        return rendering.shown(name) or fill(label)

    name = f"documents/{item.document.template.removeprefix('documents/')}"
    try:
        template = environment.get_template(name)
        text: str = template.render(context | {"document": rendering.document(item), "fill": fill, "given": given})
    except TemplateNotFound:
        raise UsageError(f"the template '{name}' of the document '{item.document.id}' is missing") from None
    except TemplateError as error:
        line = getattr(error, "lineno", None) or 1
        raise InvalidFiles([FileFault(Position(f"templates/{name}", line), str(error))]) from None
    return TWO_STOPS.sub(".", text)


def _formats(
    text: str, rendering: Rendering, item: PlannedDocument, formats: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    from ppi2go.rendering.docx import write_docx
    from ppi2go.rendering.html_document import write_html
    from ppi2go.rendering.markdown import parse

    tokens = parse(text)
    properties = _properties(rendering, item)
    labels = Labels(
        page_of=rendering.text("Page {page} of {pages}"),
        to_fill=rendering.text("to be filled in"),
        note=rendering.text("Note to the author"),
    )
    for name in formats:
        if name == "docx":
            yield name, write_docx(tokens, properties=properties, labels=labels)
        elif name == "html":
            yield name, write_html(tokens, properties=properties, labels=labels).encode()
        else:
            yield name, text.encode()


def _properties(rendering: Rendering, item: PlannedDocument) -> DocumentProperties:
    return DocumentProperties(
        title=rendering.text(item.document.title),
        language=rendering.language.tag,
        author=str(rendering.answers.get("buyer.name") or ""),
        subject=str(rendering.answers.get("project.title") or rendering.text(rendering.theme.need.name)),
        date=rendering.prepared_on,
        document_id=item.document.id,
    )
