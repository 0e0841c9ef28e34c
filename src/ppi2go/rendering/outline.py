"""Whether a document is long enough for a table of contents."""

from collections.abc import Sequence

from markdown_it.token import Token

_LONG_TEXT, _MANY_CLAUSES = 14_000, 6
"""Characters of about six pages, and clauses of the first level."""


def is_long(tokens: Sequence[Token]) -> bool:
    """Tell whether a reader needs a table of contents."""
    clauses = sum(token.type == "heading_open" and token.tag == "h2" for token in tokens)
    return clauses >= _MANY_CLAUSES and sum(len(token.content) for token in tokens) > _LONG_TEXT
