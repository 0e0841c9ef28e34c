"""Read the constant parts of a DOCX, from an unpacked folder (our house style) or from a user's own document.

Only what shapes the page is taken: styles, numbering, settings, theme, fonts, headers and footers with what
these need. Its text, pictures, comments, macros and core properties stay behind.
"""

import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from ppi2go.errors import UsageError
from ppi2go.rendering.docx_elements import to_bytes

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}
_SHAPES_THE_PAGE = frozenset(
    {
        *("styles", "numbering", "settings", "webSettings", "theme", "fontTable"),
        *("header", "footer", "footnotes", "endnotes"),
    }
)
_DESCRIBES_THE_PACKAGE = frozenset({"officeDocument", "extended-properties", "custom-properties"})
_SAFE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True, remove_comments=True)


class Relationship(NamedTuple):
    """One line of a .rels part; `kind` is the last word of its type."""

    id: str
    type: str
    target: str
    mode: str

    @property
    def kind(self) -> str:
        """Return what the target is to the part, such as `styles`, `header` or `hyperlink`."""
        return self.type.rpartition("/")[2]


@dataclass(frozen=True)
class Source:
    """The parts to be copied, the document's page and the relationships by which it reaches them."""

    parts: Mapping[str, bytes]
    content_types: Mapping[str, str]
    document: str
    section: etree._Element | None
    relationships: tuple[Relationship, ...]
    package_relationships: tuple[Relationship, ...]

    def target(self, kind: str) -> str | None:
        """Return the name of the document's part of that kind."""
        found = (link for link in self.relationships if link.kind == kind)
        return next((resolve(self.document, link.target) for link in found), None)


def read_source(path: Path) -> Source:
    """Read a folder or a .docx; raise UsageError if it is not a Word document."""
    try:
        parts = _read_folder(path) if path.is_dir() else _read_zip(path)
        return _select(parts)
    except (KeyError, StopIteration, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise UsageError(f"'{path}' is not a Word document (.docx) that could serve as a model: {error}") from error


def parse_part(data: bytes) -> etree._Element:
    """Parse a part without comments, indentation and entities."""
    return etree.fromstring(data, _SAFE_PARSER)


def resolve(source: str, target: str) -> str:
    """Return the name of the part that `target` means in the relationships of the part `source`."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")


def relationships_part(part: str) -> str:
    """Return the name of the part with the relationships of `part`; the package itself has the empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def write_relationships(links: Iterable[Relationship]) -> bytes:
    """Serialise a .rels part."""
    root = parse_part(f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode())
    for link in links:
        attributes = {"Id": link.id, "Type": link.type, "Target": link.target}
        mode = {"TargetMode": link.mode} if link.mode else {}
        etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", {**attributes, **mode})
    return to_bytes(root)


def write_content_types(types: Mapping[str, str]) -> bytes:
    """Serialise the part that gives each part its type: named one by one, except the relationships."""
    root = parse_part(f'<Types xmlns="{_TYPES}"/>'.encode())
    for extension, kind in _DEFAULT_TYPES.items():
        etree.SubElement(root, f"{{{_TYPES}}}Default", {"Extension": extension, "ContentType": kind})
    for part, kind in types.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": kind})
    return to_bytes(root)


def _read_folder(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _read_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if not name.endswith("/")}


def _select(parts: Mapping[str, bytes]) -> Source:
    package_links = tuple(read_relationships(parts, ""))
    document = next(resolve("", link.target) for link in package_links if link.kind == "officeDocument")
    links = tuple(link for link in read_relationships(parts, document) if link.kind in _SHAPES_THE_PAGE)
    kept_links = tuple(link for link in package_links if link.kind in _DESCRIBES_THE_PACKAGE)
    names: dict[str, None] = {}
    for link in kept_links:
        if link.kind != "officeDocument":
            _collect(parts, resolve("", link.target), names)
    for link in links:
        _collect(parts, resolve(document, link.target), names)
    return Source(
        parts={name: parts[name] for name in names},
        content_types=_read_content_types(parts, names),
        document=document,
        section=parse_part(parts[document]).find("./{*}body/{*}sectPr"),
        relationships=links,
        package_relationships=kept_links,
    )


def _collect(parts: Mapping[str, bytes], part: str, names: dict[str, None]) -> None:
    """Add to `names` the part, its relationships and all that it needs."""
    if part in names:
        return
    names[part] = None
    for link in read_relationships(parts, part):
        names[relationships_part(part)] = None
        if link.mode != "External":
            _collect(parts, resolve(part, link.target), names)


def read_relationships(parts: Mapping[str, bytes], part: str) -> Iterator[Relationship]:
    """Yield the relationships of a part; it need not have any."""
    data = parts.get(relationships_part(part))
    for link in parse_part(data) if data else ():
        yield Relationship(*(link.get(key, "") for key in ("Id", "Type", "Target", "TargetMode")))


def _read_content_types(parts: Mapping[str, bytes], names: Iterable[str]) -> dict[str, str]:
    root = parse_part(parts[CONTENT_TYPES])
    defaults = {
        item.get("Extension", "").lower(): item.get("ContentType", "") for item in root if item.get("Extension")
    }
    named = {item.get("PartName", "").lstrip("/"): item.get("ContentType", "") for item in root}
    wanted = (name for name in names if not name.endswith(".rels"))
    return {name: named.get(name) or defaults[name.rpartition(".")[2].lower()] for name in wanted}
