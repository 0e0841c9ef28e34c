"""The few WordprocessingML elements of our documents, their children in the order that the schema demands.

Copying a finished element is several times faster than building it, so each look is built once and copied.
"""

import copy
from functools import cache, lru_cache

from lxml import etree

from ppi2go.rendering.document_properties import legal_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HEADING_FILL = "E4EAF3"


@cache
def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    """Append an element of WordprocessingML with attributes of the same namespace."""
    element = etree.SubElement(parent, w(name))
    for key, value in attributes.items():
        element.set(w(key), value)
    return element


def add_paragraph(
    parent: etree._Element,
    *,
    style: str | None = None,
    page_break: bool = False,
    list_number: tuple[str, int] | None = None,
    space_before: int | None = None,
    indent: tuple[int, int] | None = None,
) -> etree._Element:
    """Append an empty paragraph.

    `list_number` is a w:numId with a level; `indent` the left and the hanging indent; distances are in twips.
    """
    paragraph = copy.copy(_paragraph(style, page_break, list_number, space_before, indent))
    parent.append(paragraph)
    return paragraph


def add_run(
    parent: etree._Element, text: str, *, style: str | None = None, bold: bool = False, italic: bool = False
) -> etree._Element:
    """Append a run of text; illegal characters are dropped and all others kept as they are."""
    run = copy.copy(_run(style, bold, italic))
    set_text(run[-1], text)
    parent.append(run)
    return run


def add_break(parent: etree._Element) -> None:
    """Append a run that breaks the line."""
    add(add(parent, "r"), "br")


def add_tab(parent: etree._Element) -> None:
    """Append a run that goes on at the next tab stop, such as a hanging indent."""
    add(add(parent, "r"), "tab")


def add_cell(row: etree._Element, *, is_heading: bool, style: str | None, align: str | None) -> etree._Element:
    """Append a cell, whose width is still to be set, and return its paragraph."""
    cell = copy.copy(_cell(is_heading, style, align))
    row.append(cell)
    return cell[-1]


def set_text(element: etree._Element, text: str) -> None:
    """Fill a w:t and keep the spaces at its ends."""
    element.text = legal_text(text)
    element.set(_XML_SPACE, "preserve")


def to_bytes(root: etree._Element) -> bytes:
    """Serialise a part with its declaration."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


@lru_cache(maxsize=512)
def _paragraph(
    style: str | None,
    page_break: bool,
    list_number: tuple[str, int] | None,
    space_before: int | None,
    indent: tuple[int, int] | None,
) -> etree._Element:
    paragraph = etree.Element(w("p"), nsmap={"w": W})
    properties = add(paragraph, "pPr")
    if style:
        add(properties, "pStyle", val=style)
    if page_break:
        add(properties, "pageBreakBefore")
    if list_number:
        numbering = add(properties, "numPr")
        add(numbering, "ilvl", val=str(list_number[1]))
        add(numbering, "numId", val=list_number[0])
    if space_before is not None:
        add(properties, "spacing", before=str(space_before))
    if indent:
        add(properties, "ind", left=str(indent[0]), hanging=str(indent[1]))
    if not len(properties):
        paragraph.remove(properties)
    return paragraph


@lru_cache(maxsize=64)
def _run(style: str | None, bold: bool, italic: bool) -> etree._Element:
    run = etree.Element(w("r"), nsmap={"w": W})
    properties = add(run, "rPr")
    if style:
        add(properties, "rStyle", val=style)
    for name in ("b", "bCs") * bold + ("i", "iCs") * italic:
        add(properties, name)
    if not len(properties):
        run.remove(properties)
    add(run, "t")
    return run


@lru_cache(maxsize=64)
def _cell(is_heading: bool, style: str | None, align: str | None) -> etree._Element:
    cell = etree.Element(w("tc"), nsmap={"w": W})
    properties = add(cell, "tcPr")
    add(properties, "tcW", w="0", type="dxa")
    if is_heading:
        add(properties, "shd", val="clear", color="auto", fill=_HEADING_FILL)
    paragraph = add_paragraph(cell, style=style)
    if align:
        if not len(paragraph):
            add(paragraph, "pPr")
        add(paragraph[0], "jc", val=align)
    return cell
