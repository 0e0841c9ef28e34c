"""Put a logo above the header of the first page, whether the styles are ours or the user's."""

import copy
from dataclasses import replace

from lxml import etree

from ppi2go.rendering.docx_elements import R, W, add, to_bytes, w
from ppi2go.rendering.docx_source import (
    Relationship,
    Source,
    parse_part,
    read_relationships,
    relationships_part,
    resolve,
    write_relationships,
)
from ppi2go.rendering.logo import Logo

_HEADER, _LINK, _PICTURE_LINK = "word/ppi2goFirstHeader.xml", "ppi2goFirstHeader", "ppi2goLogo"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU_PER_MM = 36_000
# What may stand behind w:titlePg in a section (ISO/IEC 29500-1, 17.6.17).
_AFTER_TITLE_PAGE = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")


def with_logo(source: Source, logo: Logo) -> Source:
    """Return the source with a first-page header: the logo, and below it what the header has held so far."""
    section = copy.deepcopy(source.section) if source.section is not None else etree.Element(w("sectPr"))
    has_first_page = section.find(w("titlePg")) is not None
    present = _target(source, _reference(section, "header", "first" if has_first_page else "default"))
    header = parse_part(source.parts[present]) if present else etree.Element(w("hdr"), nsmap={"w": W, "r": R})
    header.insert(0, _paragraph(logo))
    picture = f"word/media/ppi2goLogo.{logo.suffix}"
    links = [*(read_relationships(source.parts, present) if present else ())]
    # Links of a header are relative to its folder, which need not be ours.
    links = [link if link.mode else link._replace(target=f"/{resolve(present or '', link.target)}") for link in links]
    links.append(Relationship(_PICTURE_LINK, f"{R}/image", f"/{picture}", ""))
    _refer_to_header(section, has_first_page=has_first_page)
    return replace(
        source,
        parts={
            **source.parts,
            _HEADER: to_bytes(header),
            relationships_part(_HEADER): write_relationships(links),
            picture: logo.data,
        },
        content_types={**source.content_types, _HEADER: _HEADER_TYPE, picture: logo.media_type},
        section=section,
        relationships=(*source.relationships, Relationship(_LINK, f"{R}/header", f"/{_HEADER}", "")),
    )


def _reference(section: etree._Element, kind: str, pages: str) -> etree._Element | None:
    found = section.iterfind(w(f"{kind}Reference"))
    return next((reference for reference in found if reference.get(w("type")) == pages), None)


def _target(source: Source, reference: etree._Element | None) -> str | None:
    """Return the name of the part that a section refers to."""
    key = None if reference is None else reference.get(f"{{{R}}}id")
    return next((resolve(source.document, link.target) for link in source.relationships if link.id == key), None)


def _refer_to_header(section: etree._Element, *, has_first_page: bool) -> None:
    """Give the first page the new header, and the footer of all pages unless it has had one of its own."""
    former, footer = _reference(section, "header", "first"), _reference(section, "footer", "first")
    for stale in (former, None if has_first_page else footer):
        if stale is not None:
            section.remove(stale)
    reference = etree.Element(w("headerReference"))
    reference.set(w("type"), "first")
    reference.set(f"{{{R}}}id", _LINK)
    section.insert(0, reference)
    if has_first_page:
        return
    default = _reference(section, "footer", "default")
    if default is not None:
        first = copy.deepcopy(default)
        first.set(w("type"), "first")
        default.addnext(first)
    follower = next((child for child in section if child.tag in map(w, _AFTER_TITLE_PAGE)), None)
    if follower is None:
        add(section, "titlePg")
    else:
        follower.addprevious(etree.Element(w("titlePg")))


def _paragraph(logo: Logo) -> etree._Element:
    """Return a paragraph with the picture; it is decoration, as the header names the buyer in words."""
    width, height = round(logo.width * _EMU_PER_MM), round(logo.height * _EMU_PER_MM)
    return parse_part(
        f"""<w:p xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"
          xmlns:pic="{_DRAWING}/picture"><w:pPr><w:spacing w:after="120"/></w:pPr><w:r><w:drawing>
        <wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>
          <wp:docPr id="1" name="Logo" descr=""/>
          <a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>
            <pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr>
            <pic:blipFill><a:blip r:embed="{_PICTURE_LINK}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
            <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
              <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
          </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>""".encode()
    )
