r"""Read the Markdown of our templates into tokens that every writer shares.

CommonMark with tables, without HTML, and with five conventions of ours, which are settled here:

- `[[text]]` is a token `to_fill`: what the user must still write;
- a paragraph `\newpage` is a token `page_break`;
- `<br>` is a hard break (the only way to break a line inside a table cell);
- `- [ ] text` is a list item of class `check` that begins with a token `check_box`;
- a paragraph of nothing but emphasis after the title has the class `subtitle`.

A table whose header cells are all empty has row headings instead: its first column. Links lead to the web or
to a mail address; of any other link, and of an image, only the text is kept.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_TO_FILL = re.compile(r"\[\[((?:(?!\[\[).)*?)\]\](?!\])", re.DOTALL)
_LINE_BREAK = re.compile(r"<br ?/?>[ \n]*", re.IGNORECASE)
_BOXES = {"[ ] ": "☐", "[x] ": "☒", "[X] ": "☒"}


def parse(text: str) -> list[Token]:
    """Read Markdown into block tokens, for as many writers as needed; none of them may change the tokens."""
    tokens = _parser().parse(text)
    for position, token in enumerate(tokens):
        if token.type == "inline":
            token.children = list(_plain_inline(token.children or []))
        elif token.type == "list_item_open":
            _settle_check_box(tokens, position)
        elif token.type == "paragraph_open" and tokens[position - 1].type == "heading_close":
            _settle_subtitle(tokens, position)
    return list(_settle_tables(_settle_page_breaks(tokens)))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.inline.ruler.before("link", "to_fill", _to_fill)
    parser.inline.ruler.before("autolink", "line_break", _line_break)
    return parser


def _to_fill(state: StateInline, silent: bool) -> bool:
    found = _TO_FILL.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("to_fill", "mark", 0).content = " ".join(found[1].split())
    state.pos = found.end()
    return True


def _line_break(state: StateInline, silent: bool) -> bool:
    found = _LINE_BREAK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" ")
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True


def _plain_inline(children: Sequence[Token]) -> Iterator[Token]:
    """Yield inline tokens without the links that may not be followed, and with images as their text."""
    refused = False
    for child in children:
        if child.type == "link_open":
            refused = not _may_follow(str(child.attrs["href"]))
        if child.type == "image":
            yield Token("text", "", 0, content=child.content, level=child.level)
        elif not (refused and child.type in ("link_open", "link_close")):
            yield child


def _may_follow(address: str) -> bool:
    """Tell whether the address is one that a reader of the document may be sent to."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "mailto" or (parts.scheme in ("http", "https") and bool(parts.hostname))
    except ValueError:
        return False


def _settle_check_box(tokens: Sequence[Token], item: int) -> None:
    inline = tokens[item + 2] if item + 2 < len(tokens) else None
    if inline is None or inline.type != "inline" or not inline.children:
        return
    first = inline.children[0]
    if box := _BOXES.get(first.content[:4]) if first.type == "text" else None:
        first.content = first.content[4:]
        inline.children.insert(0, Token("check_box", "", 0, content=box))
        tokens[item].attrSet("class", "check")


def _settle_subtitle(tokens: Sequence[Token], paragraph: int) -> None:
    children = [child.type for child in tokens[paragraph + 1].children or []]
    follows_title = tokens[paragraph - 1].tag == "h1"
    if follows_title and children[:1] == ["em_open"] and children.index("em_close") == len(children) - 1:
        tokens[paragraph].attrSet("class", "subtitle")
        tokens[paragraph + 1].children = (tokens[paragraph + 1].children or [])[1:-1]


def _settle_page_breaks(tokens: Sequence[Token]) -> list[Token]:
    settled: list[Token] = []
    for token in tokens:
        settled.append(token)
        if token.type == "paragraph_close" and settled[-2].content == r"\newpage":
            settled[-3:] = [Token("page_break", "", 0, block=True)]
    return settled


def _settle_tables(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens with every heading cell saying what it heads, and without empty header rows."""
    position, has_row_headings = 0, False
    while position < len(tokens):
        token = tokens[position]
        if token.type == "thead_open":
            end = next(i for i in range(position, len(tokens)) if tokens[i].type == "thead_close")
            is_empty = not any(cell.content for cell in tokens[position:end])
            has_row_headings = is_empty and tokens[end + 1].type == "tbody_open"
            if has_row_headings:
                position = end + 1
                continue
        elif token.type == "th_open" and not token.attrGet("scope"):
            token.attrSet("scope", "col")
        elif token.type == "tr_open" and has_row_headings:
            _head_row(tokens, position)
        elif token.type == "table_close":
            has_row_headings = False
        yield token
        position += 1


def _head_row(tokens: Sequence[Token], row: int) -> None:
    opening, closing = tokens[row + 1], tokens[row + 3]
    opening.type, opening.tag = "th_open", "th"
    closing.type, closing.tag = "th_close", "th"
    opening.attrSet("scope", "row")
