"""Write an ODT: pandoc makes it from its own document tree and our reference.odt, then its parts are completed."""

import io
import json
import re
import subprocess
import textwrap
import zipfile
from collections.abc import Sequence

from lxml import etree
from markdown_it.token import Token

from ppi2go import resources
from ppi2go.errors import UsageError
from ppi2go.rendering.block_tree import is_long
from ppi2go.rendering.document_properties import DocumentProperties, Labels, legal_text
from ppi2go.rendering.docx_package import add_part
from ppi2go.rendering.logo import Logo
from ppi2go.rendering.odt_content import ContentEditor
from ppi2go.rendering.odt_elements import add, find_all, name, new, parse, to_bytes
from ppi2go.rendering.pandoc_tree import PandocWriter

_LONGEST_FOOTER = 90
"""A longer title would run into the page number beside it."""
_FIELDS = {"{page}": "text:page-number", "{pages}": "text:page-count"}
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def write_odt(
    tokens: Sequence[Token], *, properties: DocumentProperties, labels: Labels, logo: Logo | None = None
) -> bytes:
    """Return an OpenDocument text; the same input gives the same bytes."""
    parts = _convert(json.dumps(PandocWriter(labels).write(tokens, properties.language)).encode())
    content = parse(parts["content.xml"])
    picture = f"Pictures/logo.{logo.suffix}" if logo else ""
    ContentEditor(content).edit(
        contents=labels.contents if is_long(tokens) else None,
        logo=logo,
        logo_file=picture,
        author=legal_text(properties.author or properties.title),
    )
    parts["content.xml"] = to_bytes(content)
    parts["styles.xml"] = _fill_styles(parts["styles.xml"], properties, labels)
    parts["meta.xml"] = _meta(properties)
    if logo:
        parts[picture] = logo.data
        parts["META-INF/manifest.xml"] = _with_picture(parts["META-INF/manifest.xml"], picture, logo.media_type)
    return _pack(parts)


def _convert(tree: bytes) -> dict[str, bytes]:
    """Let pandoc write the document, without access to any file but our reference, and return its parts."""
    import pypandoc

    reference = resources.folder("templates") / "house-style" / "reference.odt"
    command = [pypandoc.get_pandoc_path(), "--from=json", "--to=odt", "--output=-", "--sandbox"]
    done = subprocess.run([*command, f"--reference-doc={reference}"], input=tree, capture_output=True, check=False)
    if done.returncode:
        raise UsageError(f"pandoc could not write the ODT: {done.stderr.decode(errors='replace').strip()}")
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as package:
        return {part: package.read(part) for part in package.namelist()}


def _pack(parts: dict[str, bytes]) -> bytes:
    """Pack the parts; the type stands first and uncompressed (ODF 1.3 part 2, section 3.3)."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        kind = zipfile.ZipInfo("mimetype", _EARLIEST)
        kind.create_system = 0
        package.writestr(kind, parts["mimetype"], zipfile.ZIP_STORED)
        for part in sorted(parts.keys() - {"mimetype"}):
            add_part(package, part, parts[part])
    return file.getvalue()


def _fill_styles(part: bytes, properties: DocumentProperties, labels: Labels) -> bytes:
    """Return the styles with the placeholders of header and footer replaced."""
    root = parse(part)
    words = {
        "{author}": legal_text(properties.author),
        "{title}": legal_text(textwrap.shorten(properties.title, _LONGEST_FOOTER, placeholder=" …")),
    }
    for master in find_all(root, "office:master-styles"):
        for element in list(master.iter()):
            element.text = words.get(element.text or "", element.text)
            if element.tail == "{page_of}":
                element.tail = None
                _add_page_of(element, labels.page_of)
    return to_bytes(root)


def _add_page_of(before: etree._Element, page_of: str) -> None:
    """Put fields for the page and the number of pages, with the words around them, after an element."""
    last = before
    for piece in re.split(r"(\{pages?\})", page_of):
        if field := _FIELDS.get(piece):
            element = new(field, {"text:select-page": "current"} if piece == "{page}" else {}, "1")
            last.addnext(element)
            last = element
        else:
            last.tail = (last.tail or "") + piece


def _meta(properties: DocumentProperties) -> bytes:
    root = new("office:document-meta", {"office:version": "1.3"})
    meta = add(root, "office:meta")
    moment = f"{properties.date.isoformat()}T00:00:00"
    texts = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "meta:keyword": properties.document_id,
        "meta:initial-creator": properties.author,
        "dc:creator": properties.author,
        "meta:creation-date": moment,
        "dc:date": moment,
        "dc:language": properties.language,
    }
    for tag, text in texts.items():
        add(meta, tag, {}, legal_text(text))
    return to_bytes(root)


def _with_picture(manifest: bytes, picture: str, media_type: str) -> bytes:
    root = parse(manifest)
    entry = etree.SubElement(root, name("manifest:file-entry"))
    entry.set(name("manifest:full-path"), picture)
    entry.set(name("manifest:media-type"), media_type)
    return to_bytes(root)
