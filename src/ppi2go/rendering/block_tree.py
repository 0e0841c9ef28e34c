"""What the writers of ODT and PDF ask of a document as a tree of blocks."""

from collections.abc import Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from ppi2go.rendering.document_properties import Labels

_LONG_TEXT, _MANY_CLAUSES = 14_000, 6
"""Characters of about six pages, and clauses of the first level."""


def is_long(tokens: Sequence[Token]) -> bool:
    """Tell whether a reader needs a table of contents."""
    clauses = sum(token.type == "heading_open" and token.tag == "h2" for token in tokens)
    return clauses >= _MANY_CLAUSES and sum(len(token.content) for token in tokens) > _LONG_TEXT


def cell_text(cell: SyntaxTreeNode, labels: Labels) -> str:
    """Return what a cell of a table shows, with a line feed for each break."""
    words = {"hardbreak": "\n", "softbreak": " "}
    return "".join(
        labels.placeholder(node.content) if node.type == "to_fill" else words.get(node.type, node.content)
        for node in cell.walk()
        if node.type != "inline"
    )
