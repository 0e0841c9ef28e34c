"""The names of OpenDocument that our ODTs need, and how an element is added."""

from functools import cache

from lxml import etree

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = {
    "office": f"{_NAMESPACE}office:1.0",
    "style": f"{_NAMESPACE}style:1.0",
    "text": f"{_NAMESPACE}text:1.0",
    "table": f"{_NAMESPACE}table:1.0",
    "draw": f"{_NAMESPACE}drawing:1.0",
    "svg": f"{_NAMESPACE}svg-compatible:1.0",
    "fo": f"{_NAMESPACE}xsl-fo-compatible:1.0",
    "meta": f"{_NAMESPACE}meta:1.0",
    "manifest": f"{_NAMESPACE}manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_SAFE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)


@cache
def name(short: str) -> str:
    """Return the full name of an element or attribute that is given as `text:p`."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def new(tag: str, attributes: dict[str, str] | None = None, text: str | None = None) -> etree._Element:
    """Return an element; its attributes are named with their prefixes."""
    element = etree.Element(name(tag), nsmap=NAMESPACES)
    for key, value in (attributes or {}).items():
        element.set(name(key), value)
    element.text = text
    return element


def add(
    parent: etree._Element, tag: str, attributes: dict[str, str] | None = None, text: str | None = None
) -> etree._Element:
    """Append an element."""
    element = new(tag, attributes, text)
    parent.append(element)
    return element


def find_all(parent: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements below `parent` at a path with our prefixes."""
    return parent.findall(path, NAMESPACES)


def parse(data: bytes) -> etree._Element:
    """Parse a part without comments and entities."""
    return etree.fromstring(data, _SAFE_PARSER)


def to_bytes(root: etree._Element) -> bytes:
    """Serialise a part with its declaration."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
