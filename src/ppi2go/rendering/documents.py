"""The documents of a plan: one Markdown source each, written in every format that is asked for, and their workbooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ppi2go import __version__
from ppi2go.errors import InvalidFiles, UsageError, near_miss
from ppi2go.model.base import msgid
from ppi2go.model.plan import PlannedDocument
from ppi2go.model.process import Document
from ppi2go.rendering.context import Rendering, build_context
from ppi2go.rendering.document_properties import DocumentProperties, Labels
from ppi2go.rendering.environment import make_environment
from ppi2go.rendering.filling import LimitReached, fill_template
from ppi2go.rendering.formats import HouseStyle, write_format
from ppi2go.rendering.formats import check_formats as check_formats
from ppi2go.rendering.messages import TWO_STOPS
from ppi2go.rendering.output import OutputFile, source_hash

if TYPE_CHECKING:
    from markdown_it.token import Token

INDEX = Document(
    id="index",
    title=msgid("Index of the document pack"),
    purpose=msgid("Lists all documents: what each is for, who signs it, by when, and what is still open in it."),
    template="documents/index.md.j2",
    audience="internal",
)
_IN_MANY = 5
"""An open point of more documents than this stands once in the index, not under each."""


@dataclass(frozen=True)
class DocumentSource:
    """A document before it is written in a format; `stem` is the name of its files without the suffix."""

    item: PlannedDocument
    stem: str
    text: str
    properties: DocumentProperties
    labels: Labels

    @property
    def document_id(self) -> str:
        """The id of the document."""
        return self.item.document.id

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The Markdown, read once for all formats."""
        from ppi2go.rendering.markdown import parse

        return parse(self.text)

    @cached_property
    def to_fill(self) -> list[str]:
        """What the user must still write, in the order of the text, each once."""
        found = (child for token in self.tokens for child in token.children or () if child.type == "to_fill")
        return list(dict.fromkeys(child.content for child in found))


def document_sources(
    rendering: Rendering, own_templates: Path | None = None, only: Collection[str] = ()
) -> list[DocumentSource]:
    """Fill the templates of all documents of the plan, or of those named in `only`; raise with every fault."""
    known = [document.id for document in rendering.catalogue.process.documents]
    for name in only:
        if name not in known:
            raise UsageError(f"--only: no document has the id '{name}'{near_miss(name, known)}")
    context = build_context(rendering)
    environment = make_environment(rendering.language, own_templates)
    labels = _labels(rendering)
    sources, faults = [], []
    for item in rendering.plan.documents:
        if only and item.document.id not in only:
            continue
        number = known.index(item.document.id) + 1
        try:
            text = _markdown(environment, rendering, context, item)
        except LimitReached:
            raise
        except InvalidFiles as error:
            faults += error.faults
            continue
        stem = f"{number:02d}-{item.document.id}"
        sources.append(DocumentSource(item, stem, text, _properties(rendering, item), labels))
    if faults:
        raise InvalidFiles(faults)
    if not only:
        sources.insert(0, _index(environment, rendering, context, sources))
    return sources


def _index(
    environment: Any, rendering: Rendering, context: dict[str, Any], sources: Sequence[DocumentSource]
) -> DocumentSource:
    """Return the index of the pack: what each document is for, who signs it, when, and what is still open in it."""
    item = PlannedDocument(document=INDEX, step=sources[0].item.step, due=rendering.prepared_on)
    text = _markdown(environment, rendering, context | index_context(rendering, sources), item)
    return DocumentSource(item, "00-index", text, _properties(rendering, item), _labels(rendering))


def index_context(rendering: Rendering, sources: Sequence[DocumentSource]) -> dict[str, Any]:
    """Return what the index is given besides: the documents with their open points, and the points that many share."""
    counts = Counter(point for source in sources for point in source.to_fill)
    common = [point for point, count in counts.items() if count > _IN_MANY]
    pack = [
        rendering.document(source.item)
        | {
            "number": source.stem[:2],
            "workbook": source.item.document.workbook,
            "count": len(source.to_fill),
            "open": [point for point in source.to_fill if point not in common],
        }
        for source in sorted(sources, key=lambda source: source.stem)
    ]
    return {"pack": pack, "common": common}


def document_files(
    sources: Sequence[DocumentSource], formats: Sequence[str], style: HouseStyle
) -> Iterator[tuple[str, OutputFile]]:
    """Yield the id of the document and a file for every source and format; nothing is written yet."""
    for source in sources:
        for name in formats:
            made_from = source_hash(
                __version__, name, source.text, source.properties.__dict__, source.labels.__dict__, style.fingerprint
            )
            yield (
                source.document_id,
                OutputFile(f"{source.stem}.{name}", made_from, _maker(source, name, style)),
            )


def workbook_files(rendering: Rendering, sources: Sequence[DocumentSource]) -> Iterator[tuple[str, OutputFile]]:
    """Yield the spreadsheets that go with the documents."""
    from dataclasses import replace

    from ppi2go.rendering.workbooks.pack import workbook_data

    wanted = [source for source in sources if source.item.document.workbook]
    if not wanted:
        return
    context = build_context(replace(rendering, escape=str))
    head = (context["plan"]["title"], context["buyer_name"], context["plan"]["prepared_on"])
    for source in wanted:
        name, title = source.item.document.workbook, source.properties.title
        if name is None or workbook_data(name, context) is None:
            continue
        made_from = source_hash(__version__, name, title, rendering.language.code, workbook_data(name, context), head)
        yield (
            source.document_id,
            OutputFile(f"{source.stem}.xlsx", made_from, _workbook_maker(name, context, rendering, title)),
        )


def _maker(source: DocumentSource, name: str, style: HouseStyle) -> Callable[[], bytes]:
    if name == "md":
        return source.text.encode
    return lambda: write_format(name, source.tokens, properties=source.properties, labels=source.labels, style=style)


def _workbook_maker(name: str, context: dict[str, Any], rendering: Rendering, title: str) -> Callable[[], bytes]:
    from ppi2go.rendering.workbooks.pack import make_workbook

    return lambda: make_workbook(name, context, rendering.language, title=title)


def _markdown(environment: Any, rendering: Rendering, context: dict[str, Any], item: PlannedDocument) -> str:
    def fill(label: str) -> str:
        return f"[[{label}]]"

    def given(name: str, label: str) -> str:
        return rendering.shown(name) or fill(label)

    name = f"documents/{item.document.template.removeprefix('documents/')}"
    own = {"document": rendering.document(item), "fill": fill, "given": given}
    text = fill_template(environment, name, context | own)
    return TWO_STOPS.sub(".", text)


def _labels(rendering: Rendering) -> Labels:
    return Labels(
        page_of=rendering.text("Page {page} of {pages}"),
        to_fill=rendering.text("to be filled in"),
        note=rendering.text("Note to the author"),
        contents=rendering.text("Contents"),
    )


def _properties(rendering: Rendering, item: PlannedDocument) -> DocumentProperties:
    return DocumentProperties(
        title=rendering.text(item.document.title),
        language=rendering.language.tag,
        author=str(rendering.answers.get("buyer.name") or ""),
        subject=str(rendering.answers.get("project.title") or rendering.text(rendering.theme.need.name)),
        date=rendering.prepared_on,
        document_id=item.document.id,
    )
