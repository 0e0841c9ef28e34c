"""Write a DOCX from Markdown tokens: the packed constant parts, with the document's own parts added."""

import copy
import io
import re
import textwrap
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree
from markdown_it.token import Token

from ppi2go.rendering.document_properties import DocumentProperties, Labels, legal_text
from ppi2go.rendering.docx_body import BodyWriter
from ppi2go.rendering.docx_elements import R, add, add_run, set_text, to_bytes, w
from ppi2go.rendering.docx_package import CORE_PROPERTIES, add_part, load_package
from ppi2go.rendering.docx_source import Relationship, parse_part, relationships_part, write_relationships
from ppi2go.rendering.logo import Logo

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# A longer title would run into the page number beside it.
_LONGEST_FOOTER = 90


def write_docx(
    tokens: Sequence[Token],
    *,
    properties: DocumentProperties,
    labels: Labels,
    reference: Path | None = None,
    logo: Logo | None = None,
) -> bytes:
    """Return a Word document; the same input gives the same bytes.

    `reference` is a document of the user's own that lends its styles, page, headers and footers in place of
    the house style. A style of ours that it has not, by name, is left out. Its headers and footers may hold
    `{title}`, `{author}` and `{page_of}`. The logo stands above the header of the first page. Raise UsageError if
    the reference is not a Word document.
    """
    package = load_package(reference, properties.language, logo)
    writer = BodyWriter(package, labels)
    body = writer.write(tokens)
    links = (Relationship(link, f"{R}/hyperlink", address, "External") for address, link in writer.inline.links.items())
    file = io.BytesIO(package.packed)
    with zipfile.ZipFile(file, "a") as archive:
        add_part(archive, package.document, to_bytes(body))
        add_part(
            archive,
            relationships_part(package.document),
            write_relationships((*package.relationships, *links)),
        )
        add_part(archive, package.numbering.part, package.numbering.with_lists(writer.list_starts))
        for name, part in package.filled_parts.items():
            add_part(archive, name, _fill(part, properties, labels))
        add_part(archive, CORE_PROPERTIES, _core_properties(properties))
    return file.getvalue()


def _fill(part: bytes, properties: DocumentProperties, labels: Labels) -> bytes:
    """Return a header or footer with its placeholders replaced."""
    root = parse_part(part)
    title = textwrap.shorten(properties.title, _LONGEST_FOOTER, placeholder=" …")
    for text in list(root.iter(w("t"))):
        content = text.text or ""
        if content.strip() == "{page_of}":
            _replace_by_page_of(text, labels.page_of)
        elif "{" in content:
            set_text(text, content.replace("{title}", title).replace("{author}", properties.author))
    return to_bytes(root)


def _replace_by_page_of(text: etree._Element, page_of: str) -> None:
    """Put fields for the page and the number of pages, with the words around them, in the place of a run."""
    run = text.getparent()
    paragraph = None if run is None else run.getparent()
    if run is None or paragraph is None:
        return
    look = run.find(w("rPr"))
    for piece in re.split(r"(\{pages?\})", page_of):
        field = {"{page}": " PAGE ", "{pages}": " NUMPAGES "}.get(piece)
        target = add(paragraph, "fldSimple", instr=field) if field else paragraph
        new_run = add_run(target, "1" if field else piece)
        if look is not None:
            new_run.insert(0, copy.deepcopy(look))
        run.addprevious(target if field else new_run)
    paragraph.remove(run)


def _core_properties(properties: DocumentProperties) -> bytes:
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    texts = {
        "title": properties.title,
        "subject": properties.subject,
        "creator": properties.author,
        "language": properties.language,
        "identifier": properties.document_id,
    }
    for name, text in texts.items():
        etree.SubElement(root, f"{{{_DC}}}{name}").text = legal_text(text)
    etree.SubElement(root, f"{{{_CORE}}}lastModifiedBy").text = legal_text(properties.author)
    moment = f"{properties.date.isoformat()}T00:00:00Z"
    for name in ("created", "modified"):
        element = etree.SubElement(root, f"{{{_TERMS}}}{name}", {f"{{{_XSI}}}type": "dcterms:W3CDTF"})
        element.text = moment
    return to_bytes(root)
