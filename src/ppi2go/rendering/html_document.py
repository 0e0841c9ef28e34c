"""Write a self-contained HTML page from Markdown tokens: one file, no script, nothing fetched."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ppi2go import resources
from ppi2go.rendering.document_properties import DocumentProperties, Labels, legal_text
from ppi2go.rendering.logo import Logo

# Besides the page's own style sheet and its logo nothing may be loaded or run, whatever the text holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_LOGO_POLICY = f"{_POLICY}; img-src data:"


def write_html(
    tokens: Sequence[Token],
    *,
    properties: DocumentProperties,
    labels: Labels,
    css: str | None = None,
    logo: Logo | None = None,
) -> str:
    """Return a whole page; `css` takes the place of the house style sheet, and the logo is a part of the page."""
    # A style element ends at the first "</", whatever the context; to CSS an escaped slash is the same.
    style = (_house_css() if css is None else css).replace("</", r"<\/")
    title, author = escape(properties.title), escape(properties.author)
    return legal_text(
        f"""<!DOCTYPE html>
<html lang="{escape(properties.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_LOGO_POLICY if logo else _POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="author" content="{author}">
<meta name="description" content="{escape(properties.subject)}">
<meta name="dcterms.identifier" content="{escape(properties.document_id)}">
<meta name="dcterms.date" content="{properties.date.isoformat()}">
<style>
{style}
</style>
</head>
<body>
<header class="page-header">{_picture(logo, properties)}<p>{author}</p></header>
<main>
{_HouseRenderer(labels).render(tokens, _OPTIONS, {})}</main>
</body>
</html>
"""
    )


def _picture(logo: Logo | None, properties: DocumentProperties) -> str:
    if logo is None:
        return ""
    data = b64encode(logo.data).decode()
    size = f"width:{logo.width}mm;height:{logo.height}mm"
    # Beside the name of the buyer the logo says nothing more to somebody who does not see it.
    alt = "" if properties.author else escape(properties.title)
    return f'<img class="logo" src="data:{logo.media_type};base64,{data}" alt="{alt}" style="{size}">'


_OPTIONS = MarkdownIt("commonmark").options


class _HouseRenderer(RendererHTML):
    """The renderer of markdown-it with the conventions of our Markdown; a method is named after its token."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self._labels = labels

    def to_fill(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Mark what the user must still write."""
        return f'<mark class="to-fill">{escape(self._labels.placeholder(tokens[idx].content))}</mark>'

    def check_box(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Draw an empty or crossed box."""
        return f'<span class="box">{tokens[idx].content}</span> '

    def page_break(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin a new page on paper and nothing on a screen."""
        return '<div class="page-break"></div>\n'

    def blockquote_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Box guidance to the author."""
        note = escape(self._labels.note)
        return f'<aside class="guidance">\n<p class="guidance-label">{note}</p>\n'

    def blockquote_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """End the box."""
        return "</aside>\n"

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Put the table into a box that scrolls, also by keyboard, where the screen is too narrow."""
        return '<div class="table" tabindex="0">\n<table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """End the table and its box."""
        return "</table>\n</div>\n"


@cache
def _house_css() -> str:
    return (resources.folder("templates") / "house-style" / "document.css").read_text(encoding="utf-8")
