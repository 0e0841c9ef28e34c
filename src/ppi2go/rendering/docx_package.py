"""What all documents of one house style and language share, packed once and kept."""

import copy
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from ppi2go import resources
from ppi2go.rendering.docx_elements import R, W, add, to_bytes, w
from ppi2go.rendering.docx_logo import with_logo
from ppi2go.rendering.docx_source import (
    CONTENT_TYPES,
    Relationship,
    Source,
    parse_part,
    read_source,
    relationships_part,
    resolve,
    write_content_types,
    write_relationships,
)
from ppi2go.rendering.logo import Logo

CORE_PROPERTIES = "docProps/core.xml"
PLACEHOLDERS = ("{title}", "{author}", "{page_of}")
_CORE_LINK = Relationship(
    "ppi2goCore",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    CORE_PROPERTIES,
    "",
)
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# A reference document rarely has our table style, but every Word template can have this one.
_TABLE_STYLE, _COMMON_TABLE_STYLE = "HouseTable", "table grid"
_CLOSING = b"</w:numbering>"


@dataclass(frozen=True)
class Numbering:
    """The numbering part as far as the lists of one document, and the ids that these need."""

    part: str
    opening: bytes
    bullets: str
    ordered: str
    first_free: int

    def with_lists(self, starts: Iterable[tuple[int, int]]) -> bytes:
        """Return the whole part with one more list for each pair of level and first number."""
        lists = (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self.ordered}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            for number, (level, start) in enumerate(starts, self.first_free)
        )
        return self.opening + "".join(lists).encode() + _CLOSING


@dataclass(frozen=True)
class Package:
    """The packed parts, and what is needed to add a document to them.

    `styles` maps our style ids to those of the package; `text_width` is what the margins leave, in twips;
    `filled_parts` are headers and footers with placeholders.
    """

    packed: bytes
    document: str
    numbering: Numbering
    styles: Mapping[str, str]
    relationships: tuple[Relationship, ...]
    section: bytes
    text_width: int
    filled_parts: Mapping[str, bytes]


def load_package(reference: Path | None, language: str, logo: Logo | None = None) -> Package:
    """Return the package of the house style or of the user's `reference`, read again if that has changed."""
    if reference is None:
        return _load(_house_folder(), 0, language, logo)
    return _load(reference, reference.stat().st_mtime_ns, language, logo)


def add_part(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Write a part so that the same data gives the same bytes on every day and system."""
    entry = zipfile.ZipInfo(name, _EARLIEST_ZIP_DATE)
    entry.create_system = 0
    package.writestr(entry, data, zipfile.ZIP_DEFLATED, 6)


def _house_folder() -> Path:
    return resources.folder("templates") / "house-style" / "docx"


@lru_cache(maxsize=32)
def _load(path: Path, _changed: int, language: str, logo: Logo | None) -> Package:
    source = with_logo(read_source(path), logo) if logo else read_source(path)
    parts = dict(source.parts)
    numbering_part = source.target("numbering") or resolve(source.document, "numbering.xml")
    numbering = _prepare_numbering(numbering_part, parts.pop(numbering_part, None))
    for kind in ("styles", "settings"):
        if part := source.target(kind):
            parts[part] = _in_language(parts[part], language)
    section = _plain_section(source.section)
    filled = {name: data for name, data in parts.items() if _has_placeholder(name, data)}
    return Package(
        packed=_pack(source, numbering_part, {name: parts[name] for name in parts if name not in filled}),
        document=source.document,
        numbering=numbering,
        styles=_map_styles(parts.get(source.target("styles") or "")),
        relationships=_document_relationships(source, numbering_part),
        section=etree.tostring(section),
        text_width=_text_width(section),
        filled_parts=filled,
    )


def _pack(source: Source, numbering_part: str, parts: Mapping[str, bytes]) -> bytes:
    types = {
        source.document: f"{_WORD_TYPE}.document.main+xml",
        numbering_part: f"{_WORD_TYPE}.numbering+xml",
        CORE_PROPERTIES: "application/vnd.openxmlformats-package.core-properties+xml",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        add_part(package, CONTENT_TYPES, write_content_types({**source.content_types, **types}))
        add_part(package, relationships_part(""), write_relationships((*source.package_relationships, _CORE_LINK)))
        for name, data in parts.items():
            add_part(package, name, to_bytes(parse_part(data)) if name.endswith(".xml") else data)
    return file.getvalue()


def _document_relationships(source: Source, numbering_part: str) -> tuple[Relationship, ...]:
    if source.target("numbering"):
        return source.relationships
    return (
        *source.relationships,
        Relationship("ppi2goNumbering", f"{R}/numbering", f"/{numbering_part}", ""),
    )


def _plain_section(section: etree._Element | None) -> etree._Element:
    """Return the section without elements of newer namespaces, which would have to be declared ignorable."""
    plain = etree.Element(w("sectPr"), nsmap={"w": W, "r": R})
    plain.extend(child for child in list(() if section is None else section) if str(child.tag).startswith(f"{{{W}}}"))
    return plain


def _text_width(section: etree._Element) -> int:
    page, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if page is None or margins is None:
        return 9412
    return int(page.get(w("w"), "11906")) - int(margins.get(w("left"), "0")) - int(margins.get(w("right"), "0"))


def _has_placeholder(name: str, data: bytes) -> bool:
    return name.endswith(".xml") and any(placeholder.encode() in data for placeholder in PLACEHOLDERS)


def _in_language(part: bytes, language: str) -> bytes:
    """Return styles or settings with the language in which the document is proofed and read aloud."""
    root = parse_part(part)
    for run_properties in root.iterfind(f"./{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"):
        lang = run_properties.find(w("lang"))
        (add(run_properties, "lang") if lang is None else lang).set(w("val"), language)
    for theme_language in root.iterfind(w("themeFontLang")):
        theme_language.set(w("val"), language)
    return to_bytes(root)


def _style_ids(styles: bytes) -> dict[str, str]:
    """Return the style ids by their names, which are the same in every language of Word."""
    names = {style: style.find(w("name")) for style in parse_part(styles).iterfind(w("style"))}
    return {
        name.get(w("val"), "").lower(): style.get(w("styleId"), "") for style, name in names.items() if name is not None
    }


def _map_styles(styles: bytes | None) -> dict[str, str]:
    theirs = _style_ids(styles) if styles else {}
    ours = _style_ids((_house_folder() / "word" / "styles.xml").read_bytes())
    mapped = {style: theirs[name] for name, style in ours.items() if name in theirs}
    if _COMMON_TABLE_STYLE in theirs:
        mapped.setdefault(_TABLE_STYLE, theirs[_COMMON_TABLE_STYLE])
    return mapped


def _prepare_numbering(part: str, data: bytes | None) -> Numbering:
    """Put our bullets and ordered lists into a numbering part, unless it has them."""
    ours = parse_part((_house_folder() / "word" / "numbering.xml").read_bytes())
    root = _numbering_root(parse_part(data) if data else etree.Element(w("numbering")))
    bullets_outline, ordered_outline = (_outline_id(root, ours, name) for name in ("bullets", "ordered"))
    bullets = _next_id(root, "num", "numId")
    add(add(root, "num", numId=bullets), "abstractNumId", val=bullets_outline)
    return Numbering(
        part=part,
        opening=to_bytes(root).removesuffix(_CLOSING),
        bullets=bullets,
        ordered=ordered_outline,
        first_free=int(bullets) + 1,
    )


def _numbering_root(theirs: etree._Element) -> etree._Element:
    """Return the content under a root whose prefix is surely `w`, without what would have to stand last."""
    prefixes = {prefix: uri for prefix, uri in theirs.nsmap.items() if prefix and uri != W} | {"w": W}
    root = etree.Element(w("numbering"), nsmap=prefixes)
    root.attrib.update(theirs.attrib)
    root.extend(child for child in list(theirs) if child.tag != w("numIdMacAtCleanup"))
    return root


def _outline_id(root: etree._Element, ours: etree._Element, name: str) -> str:
    """Return the id of the outline of that name in `root`, copied from ours if it was missing."""
    outline = _find_outline(root, name)
    if outline is None:
        outline = copy.deepcopy(_find_outline(ours, name))
        if outline is None:
            raise ValueError(f"The numbering of the house style has no outline named '{name}'.")
        outline.set(w("abstractNumId"), _next_id(root, "abstractNum", "abstractNumId"))
        first_number = root.find(w("num"))
        position = len(root) if first_number is None else root.index(first_number)
        root.insert(position, outline)
    return str(outline.get(w("abstractNumId")))


def _find_outline(root: etree._Element, name: str) -> etree._Element | None:
    names = ((outline, outline.find(w("name"))) for outline in root.iterfind(w("abstractNum")))
    return next((outline for outline, its in names if its is not None and its.get(w("val")) == name), None)


def _next_id(root: etree._Element, element: str, attribute: str) -> str:
    return str(1 + max((int(item.get(w(attribute), "0")) for item in root.iterfind(w(element))), default=0))
