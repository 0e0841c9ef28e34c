"""Write the body of a DOCX from Markdown tokens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree
from markdown_it.token import Token

from ppi2go.rendering.document_properties import Labels
from ppi2go.rendering.docx_contents import after_title, entries, mark, write_contents
from ppi2go.rendering.docx_elements import R, W, add, add_paragraph, w
from ppi2go.rendering.docx_inline import InlineWriter
from ppi2go.rendering.docx_package import Package
from ppi2go.rendering.docx_table import Table

_HEADINGS = {
    "h1": "Title",
    "h2": "Heading1",
    "h3": "Heading2",
    "h4": "Heading3",
    "h5": "Heading4",
    "h6": "Heading4",
}
_ALIGNMENTS = {"text-align:right": "right", "text-align:center": "center"}
# Twips; as in the outlines of numbering.xml and the style Guidance.
_LIST_STEP, _DEEPEST_LIST, _GUIDANCE_INDENT = 397, 4, 227
_AFTER_LIST, _AFTER_BOX = 60, 120


@dataclass
class _List:
    """An open list, the number of its w:num, and whether the next paragraph begins an item."""

    style: str
    number: str
    begins_item: bool = False
    has_box: bool = False


class BodyWriter:
    """Turn block tokens into w:p and w:tbl; collect the links and ordered lists that other parts declare.

    There is a method for each type of token that shapes a document; tokens without one need nothing.
    """

    def __init__(self, package: Package, labels: Labels) -> None:
        """Begin an empty document in the styles of the package."""
        self.document = etree.Element(w("document"), nsmap={"w": W, "r": R})
        self.list_starts: list[tuple[int, int]] = []
        self.inline = InlineWriter(package.styles, labels)
        self._package = package
        self._labels = labels
        self._body = add(self.document, "body")
        self._lists: list[_List] = []
        self._guidance = 0
        self._label_due = False
        self._page_break_due = False
        self._space_due: int | None = None
        self._table: Table | None = None
        self._in_table_head = False
        self._has_contents = False
        self._headings = 0

    def write(self, tokens: Sequence[Token]) -> etree._Element:
        """Write all tokens and the section, and return the root of the document part."""
        contents = entries(tokens)
        self._has_contents = bool(contents)
        top = after_title(tokens) if contents else None
        for position, token in enumerate(tokens):
            if position == top:
                write_contents(contents, self._labels.contents, self._paragraph)
            handle: Callable[[Token], None] | None = getattr(self, f"_on_{token.type}", None)
            if handle:
                handle(token)
        if len(self._body) and self._body[-1].tag == w("tbl"):
            # Word wants a paragraph between a table and the end of the section.
            self._space_due = None
            self._paragraph("AfterTable")
        self._body.append(etree.fromstring(self._package.section))
        return self.document

    def _paragraph(
        self,
        style: str | None,
        *,
        list_number: tuple[str, int] | None = None,
        indent: tuple[int, int] | None = None,
    ) -> etree._Element:
        """Append a paragraph with the page break or distance that is due; the inline writer fills it."""
        paragraph = add_paragraph(
            self._body,
            style=self._package.styles.get(style) if style else None,
            page_break=self._page_break_due,
            list_number=list_number,
            space_before=self._space_due,
            indent=indent,
        )
        self._page_break_due, self._space_due = False, None
        self.inline.begin(paragraph)
        return paragraph

    def _on_heading_open(self, token: Token) -> None:
        if self._guidance:
            self._on_paragraph_open(token)
            self.inline.embolden()
            return
        self._space_due = None
        paragraph = self._paragraph(_HEADINGS[token.tag])
        if token.tag == "h2" and self._has_contents:
            self._headings += 1
            mark(paragraph, self._headings)

    def _on_paragraph_open(self, token: Token) -> None:
        if token.attrGet("class") == "subtitle":
            self._paragraph("Subtitle")
        elif self._lists:
            self._list_paragraph(self._lists[-1])
        else:
            self._paragraph("Guidance" if self._guidance else None)
        self._write_label()

    def _list_paragraph(self, innermost: _List) -> None:
        level = min(len(self._lists) - 1, _DEEPEST_LIST)
        base = _GUIDANCE_INDENT if self._guidance else 0
        left = base + _LIST_STEP * (level + 1)
        style = "Guidance" if self._guidance else innermost.style
        if not innermost.begins_item:
            self._paragraph("Guidance" if self._guidance else "ListContinue", indent=(left, 0))
        elif innermost.has_box:
            self._paragraph("Guidance" if self._guidance else "CheckList", indent=(left, _LIST_STEP))
        else:
            self._paragraph(style, list_number=(innermost.number, level), indent=(left, _LIST_STEP) if base else None)
        innermost.begins_item = False

    def _on_inline(self, token: Token) -> None:
        self.inline.write(token.children or [])

    def _on_bullet_list_open(self, token: Token) -> None:
        self._open_list("ListBullet", self._package.numbering.bullets)

    def _on_ordered_list_open(self, token: Token) -> None:
        number = self._package.numbering.first_free + len(self.list_starts)
        level = min(len(self._lists), _DEEPEST_LIST)
        self.list_starts.append((level, int(token.attrs.get("start", 1))))
        self._open_list("ListNumber", str(number))

    def _open_list(self, style: str, number: str) -> None:
        if self._label_due:
            self._paragraph("Guidance")
            self._write_label()
        self._lists.append(_List(style, number))

    def _on_list_item_open(self, token: Token) -> None:
        self._lists[-1].begins_item = True
        self._lists[-1].has_box = token.attrGet("class") == "check"

    def _on_bullet_list_close(self, token: Token) -> None:
        self._lists.pop()
        if not self._lists and not self._guidance:
            self._space_due = _AFTER_LIST

    _on_ordered_list_close = _on_bullet_list_close

    def _on_blockquote_open(self, token: Token) -> None:
        self._guidance += 1
        if self._guidance == 1:
            self._label_due = True
            self._space_due = _AFTER_BOX

    def _on_blockquote_close(self, token: Token) -> None:
        self._guidance -= 1
        self._label_due = False
        self._space_due = _AFTER_BOX

    def _write_label(self) -> None:
        if self._label_due:
            self._label_due = False
            self.inline.write_text(f"{self._labels.note}: ", style="GuidanceLabel")

    def _on_page_break(self, token: Token) -> None:
        self._page_break_due = True

    def _on_hr(self, token: Token) -> None:
        self._paragraph("Rule")

    def _on_fence(self, token: Token) -> None:
        self._paragraph("CodeBlock")
        self.inline.write_lines(token.content.removesuffix("\n").split("\n"))

    _on_code_block = _on_fence

    def _on_table_open(self, token: Token) -> None:
        if self._page_break_due or self._space_due == _AFTER_BOX:
            # A table has no distance of its own, and two with nothing between them would become one.
            self._space_due = None
            self._paragraph("AfterTable")
        indent = _LIST_STEP * len(self._lists) + (_GUIDANCE_INDENT if self._guidance else 0)
        style = self._package.styles.get("HouseTable")
        self._table = Table(self._body, style, width=self._package.text_width - indent, indent=indent)

    def _on_thead_open(self, token: Token) -> None:
        self._in_table_head = True

    def _on_thead_close(self, token: Token) -> None:
        self._in_table_head = False

    def _on_tr_open(self, token: Token) -> None:
        if self._table:
            self._table.open_row(is_header=self._in_table_head)

    def _on_td_open(self, token: Token) -> None:
        is_heading = token.tag == "th"
        style = self._package.styles.get("TableHeading" if is_heading else "TableText")
        align = _ALIGNMENTS.get(str(token.attrGet("style")))
        if self._table:
            self.inline.begin(self._table.open_cell(is_heading=is_heading, style=style, align=align))

    _on_th_open = _on_td_open

    def _on_table_close(self, token: Token) -> None:
        if self._table:
            self._table.close()
        self._table = None
        self._space_due = _AFTER_BOX
