"""The table of contents of a long DOCX: a field that is already filled, so that Word shows it and asks nothing.

Each entry is a link to the heading. There are no page numbers until somebody updates the field, because only a word
processor knows where pages end.
"""

from collections.abc import Callable, Iterator, Sequence

from lxml import etree
from markdown_it.token import Token

from ppi2go.rendering.block_tree import is_long
from ppi2go.rendering.docx_elements import add, add_run, set_text, w

FIELD = ' TOC \\o "1-1" \\h \\z \\u '


def bookmark(number: int) -> str:
    """Return the name of the bookmark of a heading of the first level."""
    return f"_Toc{number:06d}"


def entries(tokens: Sequence[Token]) -> list[str]:
    """Return the headings of the first level with their numbers; none where the document is short."""
    return [f"{number}. {text}" for number, text in enumerate(_headings(tokens), start=1)] if is_long(tokens) else []


def _headings(tokens: Sequence[Token]) -> Iterator[str]:
    quoted = 0
    for position, token in enumerate(tokens):
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "heading_open" and token.tag == "h2" and not quoted:
            children = tokens[position + 1].children or []
            yield "".join(child.content for child in children if child.type in ("text", "code_inline"))


def after_title(tokens: Sequence[Token]) -> int:
    """Return the position behind the title and its subtitle, where contents belong."""
    titles = (position for position, token in enumerate(tokens) if token.type == "heading_close" and token.tag == "h1")
    top = next(titles, -1) + 1
    subtitle = tokens[top].type == "paragraph_open" and tokens[top].attrGet("class") == "subtitle"
    return top + 3 if subtitle else top


def mark(paragraph: etree._Element, number: int) -> None:
    """Put the bookmark of a heading at the beginning of its paragraph."""
    start = add(paragraph, "bookmarkStart", id=str(number))
    start.set(w("name"), bookmark(number))
    add(paragraph, "bookmarkEnd", id=str(number))


def write_contents(texts: Sequence[str], heading: str, paragraph: Callable[[str], etree._Element]) -> None:
    """Write the heading and the entries; `paragraph` appends a paragraph of a style and returns it."""
    add_run(paragraph("TOCHeading"), heading)
    for number, text in enumerate(texts, start=1):
        line = paragraph("TOC1")
        if number == 1:
            _field_char(line, "begin")
            set_text(add(add(line, "r"), "instrText"), FIELD)
            _field_char(line, "separate")
        add_run(add(line, "hyperlink", anchor=bookmark(number), history="1"), text)
        if number == len(texts):
            _field_char(line, "end")


def _field_char(paragraph: etree._Element, kind: str) -> None:
    add(add(paragraph, "r"), "fldChar", fldCharType=kind)
