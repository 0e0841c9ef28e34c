"""Write Markdown tokens as Typst: calls of the house style whose every text is a string literal, never markup."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from ppi2go.rendering.block_tree import cell_text, is_long
from ppi2go.rendering.document_properties import Labels, legal_text
from ppi2go.rendering.table_widths import column_widths, lines_of_text

# Twips, as in the DOCX: what the margins of an A4 page leave, a step of a list, and the margins of guidance.
_TEXT_WIDTH, _LIST_STEP, _GUIDANCE_MARGINS = 9412, 397, 320
_TALLEST_ROW = 40
"""A row of more lines than this may be torn: it could be taller than what is left of any page."""
_SMALL_TABLE = 16
"""A table of no more lines than this is kept on one page."""
_ALIGNMENTS = {"text-align:right": "end", "text-align:center": "center"}
_BULLETS = "•–"
_NUMBERINGS = ("1.", "a)", "i.", "1)", "a.")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def literal(text: str) -> str:
    """Return a string literal; illegal characters are dropped and all others kept as they are."""
    return f'"{legal_text(text).translate(_ESCAPES)}"'


class TypstWriter:
    """Write the body of one document.

    There is a method for each type of block and of inline token that shapes a document, named after it.
    """

    def __init__(self, labels: Labels) -> None:
        """Begin an empty document."""
        self._labels = labels
        self._lists = 0
        self._guidance = 0
        self._label_due = False
        self._level = 0

    def write(self, tokens: Sequence[Token]) -> str:
        """Return Typst code, to be joined to the house style."""
        nodes = SyntaxTreeNode(tokens).children
        # Contents come after the title and the subtitle.
        top = next((n for n, node in enumerate(nodes) if not _is_head(node)), 0) if is_long(tokens) else None
        blocks = [self._block(node) for node in nodes]
        if top is not None:
            blocks.insert(top, f"contents({literal(self._labels.contents)})")
        return "\n".join(filter(None, blocks))

    def _block(self, node: SyntaxTreeNode) -> str:
        return str(getattr(self, f"_block_{node.type}")(node))

    def _blocks(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        return "{" + "\n".join(filter(None, (self._block(node) for node in nodes))) + "}"

    def _inline(self, node: SyntaxTreeNode) -> str:
        """Return a code block with the inline content of a paragraph, a heading or a cell."""
        return _joined(self._spans(node.children[0].children if node.children else ()))

    def _spans(self, nodes: Iterable[SyntaxTreeNode]) -> list[str]:
        return [str(getattr(self, f"_inline_{node.type}")(node)) for node in nodes]

    def _block_heading(self, node: SyntaxTreeNode) -> str:
        level = int(node.tag[1]) - 1
        if self._guidance or self._lists:
            return f"par(strong({self._labelled(node)}))"
        if level == 0:
            return f"name({self._inline(node)})"
        # PDF/UA forbids a heading two levels below the one before it (ISO 14289-1, 7.4.2).
        self._level = min(level, self._level + 1, 4)
        return f"clause({self._level}, {self._inline(node)})"

    def _block_paragraph(self, node: SyntaxTreeNode) -> str:
        if node.attrs.get("class") == "subtitle":
            return f"subtitle({self._inline(node)})"
        return f"par({self._labelled(node)})"

    def _labelled(self, node: SyntaxTreeNode) -> str:
        """Return the inline content, with the label of guidance before it where that is due."""
        spans = self._spans(node.children[0].children if node.children else ())
        return _joined([*self._label(), *spans])

    def _label(self) -> list[str]:
        due, self._label_due = self._label_due, False
        return [f"strong({literal(f'{self._labels.note}: ')})"] if due else []

    def _block_bullet_list(self, node: SyntaxTreeNode) -> str:
        label, bullet = self._label(), _BULLETS[self._lists % len(_BULLETS)]
        runs = [
            f"list(marker: {literal(bullet)}, {self._items(items)})"
            if box is None
            else f"check-list({literal(box)}, {self._items(items)})"
            for box, items in groupby(node.children, key=_box)
        ]
        return "\n".join([*(f"par({span})" for span in label), *runs])

    def _block_ordered_list(self, node: SyntaxTreeNode) -> str:
        label = [f"par({span})" for span in self._label()]
        numbering = _NUMBERINGS[min(self._lists, len(_NUMBERINGS) - 1)]
        start = max(0, int(node.attrs.get("start", 1)))
        items = self._items(node.children)
        return "\n".join([*label, f"enum(start: {start}, numbering: {literal(numbering)}, {items})"])

    def _items(self, items: Iterable[SyntaxTreeNode]) -> str:
        self._lists += 1
        written = [self._item(item) for item in items]
        self._lists -= 1
        return ", ".join(written)

    def _item(self, item: SyntaxTreeNode) -> str:
        if not item.children or item.children[0].type != "paragraph":
            return self._blocks(item.children)
        first, *rest = item.children
        return f"{{{self._inline(first)}\n{self._blocks(rest)}}}" if rest else self._inline(first)

    def _block_blockquote(self, node: SyntaxTreeNode) -> str:
        self._guidance += 1
        self._label_due = self._guidance == 1
        body = self._blocks(node.children)
        self._guidance -= 1
        self._label_due = False
        return f"guidance({body})" if not self._guidance else body

    def _block_page_break(self, node: SyntaxTreeNode) -> str:
        return "pagebreak(weak: true)"

    def _block_hr(self, node: SyntaxTreeNode) -> str:
        return "rule()"

    def _block_fence(self, node: SyntaxTreeNode) -> str:
        return f"listing({literal(node.content.removesuffix(chr(10)))})"

    _block_code_block = _block_fence

    def _block_table(self, node: SyntaxTreeNode) -> str:
        rows = [row for part in node.children for row in part.children]
        texts = [[cell_text(cell, self._labels) for cell in row.children] for row in rows]
        margins = _LIST_STEP * self._lists + (_GUIDANCE_MARGINS if self._guidance else 0)
        widths = column_widths(_TEXT_WIDTH - margins, list(zip(*texts, strict=True)))
        aligns = [_ALIGNMENTS.get(str(cell.attrs.get("style")), "start") for cell in rows[0].children]
        lines = [max(map(lines_of_text, widths, cells)) for cells in texts]
        written = [self._row(row, is_long=high > _TALLEST_ROW) for row, high in zip(rows, lines, strict=True)]
        if node.children[0].type == "thead":
            written[0] = f"head: {written[0]}"
        arguments = [_array(map(str, widths)), _array(aligns), *written, f"small: {_truth(sum(lines) <= _SMALL_TABLE)}"]
        return f"data-table({', '.join(arguments)})"

    def _row(self, row: SyntaxTreeNode, *, is_long: bool) -> str:
        cells = [f"(heading: {_truth(cell.tag == 'th')}, body: {self._inline(cell)})" for cell in row.children]
        return f"(long: {_truth(is_long)}, cells: {_array(cells)})"

    def _inline_text(self, node: SyntaxTreeNode) -> str:
        return literal(node.content)

    def _inline_softbreak(self, node: SyntaxTreeNode) -> str:
        return '" "'

    def _inline_hardbreak(self, node: SyntaxTreeNode) -> str:
        return "linebreak()"

    def _inline_to_fill(self, node: SyntaxTreeNode) -> str:
        return f"to-fill({literal(self._labels.placeholder(node.content))})"

    def _inline_check_box(self, node: SyntaxTreeNode) -> str:
        return ""  # the box is the marker of its list item

    def _inline_code_inline(self, node: SyntaxTreeNode) -> str:
        return f"raw({literal(node.content)})"

    def _inline_strong(self, node: SyntaxTreeNode) -> str:
        return f"strong({_joined(self._spans(node.children))})"

    def _inline_em(self, node: SyntaxTreeNode) -> str:
        return f"emph({_joined(self._spans(node.children))})"

    def _inline_link(self, node: SyntaxTreeNode) -> str:
        return f"link({literal(str(node.attrs['href']))}, {_joined(self._spans(node.children))})"


def _joined(spans: Iterable[str]) -> str:
    # The leading empty content makes a block of nothing but strings content as well.
    return "{[]; " + "; ".join(filter(None, spans)) + "}"


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _array(items: Iterable[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _is_head(node: SyntaxTreeNode) -> bool:
    """Tell whether the block is the title or the subtitle."""
    return (node.type == "heading" and node.tag == "h1") or node.attrs.get("class") == "subtitle"


def _box(item: SyntaxTreeNode) -> str | None:
    """Return the sign of a list item that is to be ticked."""
    found = (node.content for node in item.walk() if node.type == "check_box")
    return next(found, None) if item.attrs.get("class") == "check" else None
