"""Turn Markdown tokens into pandoc's own document tree (its JSON), in which every text is plain text.

https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html names its parts. Styles are named as
in reference.odt; what pandoc has no words for, `odt_content.py` sets right afterwards.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from ppi2go.rendering.block_tree import cell_text
from ppi2go.rendering.document_properties import Labels, legal_text
from ppi2go.rendering.table_widths import column_widths

Element = dict[str, Any]
PAGE_BREAK = "Page_20_Break"
"""Style of an empty paragraph that stands for a page break."""
CLAUSE = "clause-"
"""Headings have this bookmark with their number in the document."""

_API = [1, 23, 1]
_TEXT_WIDTH = 9412
"""Twips that the margins of an A4 page leave."""
_ALIGNMENTS = {"text-align:right": "AlignRight", "text-align:center": "AlignCenter"}
_NO_ATTRIBUTES: list[Any] = ["", [], []]


class PandocWriter:
    """Write the body of one document.

    There is a method for each type of block and of inline token that shapes a document, named after it.
    """

    def __init__(self, labels: Labels) -> None:
        """Begin an empty document."""
        self._labels = labels
        self._lists = 0
        self._guidance = 0
        self._label_due = False
        self._headings = 0

    def write(self, tokens: Sequence[Token], language: str) -> Element:
        """Return a document."""
        meta = {"lang": {"t": "MetaInlines", "c": [_text(language)]}}
        blocks = self._blocks(SyntaxTreeNode(tokens).children)
        return {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}

    def _blocks(self, nodes: Iterable[SyntaxTreeNode]) -> list[Element]:
        return [block for node in nodes for block in getattr(self, f"_block_{node.type}")(node)]

    def _inline(self, node: SyntaxTreeNode) -> list[Element]:
        """Return the inline content of a paragraph, a heading or a cell."""
        return self._spans(node.children[0].children if node.children else ())

    def _spans(self, nodes: Iterable[SyntaxTreeNode]) -> list[Element]:
        return [getattr(self, f"_inline_{node.type}")(node) for node in nodes]

    def _block_heading(self, node: SyntaxTreeNode) -> list[Element]:
        level = int(node.tag[1]) - 1
        if self._guidance or self._lists:
            return [self._paragraph([{"t": "Strong", "c": self._inline(node)}])]
        if level == 0:
            return [_styled("Title", self._inline(node))]
        self._headings += 1
        identity = [f"{CLAUSE}{self._headings}", [], []]
        return [{"t": "Header", "c": [min(level, 4), identity, self._inline(node)]}]

    def _block_paragraph(self, node: SyntaxTreeNode) -> list[Element]:
        if node.attrs.get("class") == "subtitle":
            return [_styled("Subtitle", self._inline(node))]
        return [self._paragraph(self._inline(node))]

    def _paragraph(self, content: list[Element]) -> Element:
        """Return a paragraph in the style of where it stands, with the label of guidance if that is due."""
        content = [*self._label(), *content]
        if self._guidance:
            return _styled("Guidance_20_Item" if self._lists else "Guidance", content)
        return _styled("List_20_Item", content) if self._lists else {"t": "Para", "c": content}

    def _label(self) -> list[Element]:
        due, self._label_due = self._label_due, False
        return [_span("Guidance_20_Label", f"{self._labels.note}: ")] if due else []

    def _block_bullet_list(self, node: SyntaxTreeNode) -> list[Element]:
        label = [_styled("Guidance", span) for span in [self._label()] if span]
        if any(item.attrs.get("class") == "check" for item in node.children):
            return label + [block for item in node.children for block in self._check_item(item)]
        return [*label, {"t": "BulletList", "c": self._items(node)}]

    def _block_ordered_list(self, node: SyntaxTreeNode) -> list[Element]:
        label = [_styled("Guidance", span) for span in [self._label()] if span]
        numbers = [int(node.attrs.get("start", 1)), {"t": "Decimal"}, {"t": "Period"}]
        return [*label, {"t": "OrderedList", "c": [numbers, self._items(node)]}]

    def _items(self, node: SyntaxTreeNode) -> list[list[Element]]:
        self._lists += 1
        items = [self._blocks(item.children) for item in node.children]
        self._lists -= 1
        return items

    def _check_item(self, item: SyntaxTreeNode) -> list[Element]:
        """Return the item as a paragraph whose box stands where others have their bullet."""
        first, rest = item.children[:1], item.children[1:]
        style = "Guidance_20_Check" if self._guidance else "Check_20_List"
        bullet = [] if item.attrs.get("class") == "check" else [_text("•\t")]
        return [*(_styled(style, [*bullet, *self._inline(node)]) for node in first), *self._blocks(rest)]

    def _block_blockquote(self, node: SyntaxTreeNode) -> list[Element]:
        self._guidance += 1
        self._label_due = self._guidance == 1
        blocks = self._blocks(node.children)
        self._guidance -= 1
        self._label_due = False
        return blocks

    def _block_page_break(self, node: SyntaxTreeNode) -> list[Element]:
        return [_styled(PAGE_BREAK, [])]

    def _block_hr(self, node: SyntaxTreeNode) -> list[Element]:
        return [{"t": "HorizontalRule"}]

    def _block_fence(self, node: SyntaxTreeNode) -> list[Element]:
        return [{"t": "CodeBlock", "c": [_NO_ATTRIBUTES, legal_text(node.content.removesuffix("\n"))]}]

    _block_code_block = _block_fence

    def _block_table(self, node: SyntaxTreeNode) -> list[Element]:
        rows = [row for part in node.children for row in part.children]
        texts = [[cell_text(cell, self._labels) for cell in row.children] for row in rows]
        widths = column_widths(_TEXT_WIDTH, list(zip(*texts, strict=True)))
        columns = [
            [
                {"t": _ALIGNMENTS.get(str(cell.attrs.get("style")), "AlignDefault")},
                {"t": "ColWidth", "c": width / _TEXT_WIDTH},
            ]
            for cell, width in zip(rows[0].children, widths, strict=True)
        ]
        head = [self._row(row) for part in node.children if part.type == "thead" for row in part.children]
        body = [self._row(row) for part in node.children if part.type == "tbody" for row in part.children]
        return [
            {
                "t": "Table",
                "c": [
                    _NO_ATTRIBUTES,
                    [None, []],
                    columns,
                    [_NO_ATTRIBUTES, head],
                    [[_NO_ATTRIBUTES, 0, [], body]],
                    [_NO_ATTRIBUTES, []],
                ],
            }
        ]

    def _row(self, row: SyntaxTreeNode) -> list[Any]:
        return [_NO_ATTRIBUTES, [self._cell(cell) for cell in row.children]]

    def _cell(self, cell: SyntaxTreeNode) -> list[Any]:
        content = self._inline(cell)
        # Pandoc knows the style of a header row, but not of a heading at the side.
        is_row_heading = cell.tag == "th" and cell.attrs.get("scope") == "row"
        block = _styled("Table_20_Heading", content) if is_row_heading else {"t": "Plain", "c": content}
        return [_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [block]]

    def _inline_text(self, node: SyntaxTreeNode) -> Element:
        return _text(node.content)

    def _inline_softbreak(self, node: SyntaxTreeNode) -> Element:
        return {"t": "Space"}

    def _inline_hardbreak(self, node: SyntaxTreeNode) -> Element:
        return {"t": "LineBreak"}

    def _inline_to_fill(self, node: SyntaxTreeNode) -> Element:
        return _span("To_20_Fill", self._labels.placeholder(node.content))

    def _inline_check_box(self, node: SyntaxTreeNode) -> Element:
        return _text(f"{node.content}\t")

    def _inline_code_inline(self, node: SyntaxTreeNode) -> Element:
        return {"t": "Code", "c": [_NO_ATTRIBUTES, legal_text(node.content)]}

    def _inline_strong(self, node: SyntaxTreeNode) -> Element:
        return {"t": "Strong", "c": self._spans(node.children)}

    def _inline_em(self, node: SyntaxTreeNode) -> Element:
        return {"t": "Emph", "c": self._spans(node.children)}

    def _inline_link(self, node: SyntaxTreeNode) -> Element:
        target = [legal_text(str(node.attrs["href"])), ""]
        return {"t": "Link", "c": [_NO_ATTRIBUTES, self._spans(node.children), target]}


def _text(text: str) -> Element:
    return {"t": "Str", "c": legal_text(text)}


def _span(style: str, text: str) -> Element:
    return {"t": "Span", "c": [["", [], [["custom-style", style]]], [_text(text)]]}


def _styled(style: str, content: list[Element]) -> Element:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [{"t": "Para", "c": content}]]}
