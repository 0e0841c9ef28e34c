"""Set right in the text of an ODT what pandoc has no words for: lists, tables, page breaks, contents and the logo."""

from collections.abc import Iterator

from lxml import etree

from ppi2go.rendering.logo import Logo
from ppi2go.rendering.odt_elements import add, find_all, name, new
from ppi2go.rendering.pandoc_tree import CLAUSE, PAGE_BREAK

_STEP, _GUIDANCE_INDENT = 0.7, 0.4
"""Centimetres: a step of a list, and the indent of the style Guidance."""
_DEEPEST_LIST = 10
_BULLETS = "•–"
_NUMBERS = (("1", "."), ("a", ")"), ("i", "."), ("1", ")"), ("a", "."))
"""Format and suffix of an ordered list by its level, as in numbering.xml of the DOCX."""
_TEXT_WIDTH = 16.6
"""Centimetres that the margins of an A4 page leave."""
_LONGEST_WHOLE_CELL = 1500
"""A row with a cell of more characters may be torn: it could be higher than a page."""
_MOST_ROWS, _MOST_TEXT = 8, 1200
"""A table of no more rows and characters than these is kept on one page."""
_CONTENTS_LEVELS = 2
_MOST_ENTRIES = 30
"""With more entries than this, the contents name the clauses of the first level alone."""
_LINK = {"xlink:type": "simple", "text:style-name": "Index_20_Link", "text:visited-style-name": "Index_20_Link"}
_CELL = {"fo:border": "0.5pt solid #bfc8d6", "fo:padding": "0.08cm 0.16cm", "style:vertical-align": "top"}
_HEADING_CELL = _CELL | {"fo:background-color": "#e4eaf3"}


class ContentEditor:
    """Edit one content.xml in place."""

    def __init__(self, root: etree._Element) -> None:
        """Begin with what pandoc has written."""
        self._root = root
        self._text = find_all(root, "office:body/office:text")[0]
        self._styles = find_all(root, "office:automatic-styles")[0]

    def edit(self, *, contents: str | None, logo: Logo | None, logo_file: str, author: str) -> None:
        """Make all corrections; `contents` is the heading of a table of contents, if there is to be one."""
        self._restyle_lists()
        self._restyle_tables()
        self._close_guidance()
        self._break_pages()
        if contents:
            self._insert_contents(contents)
        if logo:
            self._insert_logo(logo, logo_file, author)

    def _restyle_lists(self) -> None:
        """Give every list the signs and indents of the house, by its depth."""
        depths = {
            str(each.get(name("text:style-name"))): sum(1 for _ in each.iterancestors(name("text:list")))
            for each in self._text.iter(name("text:list"))
        }
        in_guidance = {
            str(each.get(name("text:style-name")))
            for each in self._text.iter(name("text:list"))
            if any(_style(paragraph) == "Guidance_20_Item" for paragraph in each.iter(name("text:p")))
        }
        for style in find_all(self._styles, "text:list-style"):
            key = str(style.get(name("style:name")))
            first = style[0]
            is_ordered = first.tag == name("text:list-level-style-number")
            start = first.get(name("text:start-value"), "1")
            style[:] = []
            indent = _GUIDANCE_INDENT if key in in_guidance else 0
            for level in range(_DEEPEST_LIST):
                own_start = start if level == depths.get(key) else "1"
                style.append(_list_level(level, indent, own_start if is_ordered else None))

    def _restyle_tables(self) -> None:
        for style_name, properties in (("TableHeaderRowCell", _HEADING_CELL), ("TableRowCell", _CELL)):
            for style in find_all(self._styles, f"style:style[@style:name='{style_name}']"):
                style[:] = []
                add(style, "style:table-cell-properties", _sides(properties))
        self._new_style("WholeRow", "table-row", "style:table-row-properties", {"fo:keep-together": "always"})
        for table in self._text.iter(name("table:table")):
            self._set_widths(table)
            self._mark_row_headings(table)
            for row in table.iter(name("table:table-row")):
                if all(len(_text(cell)) <= _LONGEST_WHOLE_CELL for cell in row):
                    row.set(name("table:style-name"), "WholeRow")

    def _set_widths(self, table: etree._Element) -> None:
        key = str(table.get(name("table:style-name")))
        [style] = find_all(self._styles, f"style:style[@style:name='{key}']")
        style[:] = []
        properties = {"style:width": f"{_TEXT_WIDTH}cm", "table:align": "margins", "table:border-model": "collapsing"}
        spaced = {"fo:margin-top": "0.1cm", "fo:margin-bottom": "0.35cm"}
        rows, size = sum(1 for _ in table.iter(name("table:table-row"))), len(_text(table))
        whole = {"style:may-break-between-rows": "false"} if rows <= _MOST_ROWS and size <= _MOST_TEXT else {}
        add(style, "style:table-properties", properties | spaced | whole)

    def _mark_row_headings(self, table: etree._Element) -> None:
        """Fill the headings at the side, and say for readers of screens that the first column holds headings."""
        rows = find_all(table, "table:table-row")
        headings = [row[0] for row in rows if _is_heading(row[0])]
        for cell in headings:
            cell.set(name("table:style-name"), "TableHeaderRowCell")
        if rows and len(headings) == len(rows):
            column = find_all(table, "table:table-column")[0]
            group = new("table:table-header-columns")
            column.addprevious(group)
            group.append(column)

    def _close_guidance(self) -> None:
        """Put a distance below the last paragraph of each box of guidance."""
        paragraphs = list(self._text.iter(name("text:p"), name("text:h"), name("table:table")))
        for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
            style = _style(paragraph)
            if style.startswith("Guidance") and (following is None or not _goes_on(following)):
                self._restyle(
                    paragraph, f"{style}_20_End", {"fo:margin-bottom": "0.35cm", "style:join-border": "false"}
                )

    def _break_pages(self) -> None:
        """Let what follows the mark of a page break begin a page."""
        for number, mark in enumerate(find_all(self._text, f"text:p[@text:style-name='{PAGE_BREAK}']")):
            following = mark.getnext()
            if following is not None and following.tag in (name("text:p"), name("text:h")):
                self._restyle(following, f"Break{number}", {"fo:break-before": "page"})
                self._text.remove(mark)
            else:
                mark.set(name("text:style-name"), "Standard")
                flat = {"fo:break-before": "page", "fo:margin-bottom": "0cm", "fo:line-height": "0.1cm"}
                self._restyle(mark, f"Break{number}", flat)

    def _restyle(self, paragraph: etree._Element, style_name: str, properties: dict[str, str]) -> None:
        """Give a paragraph a style of its own that differs from the present one in some properties."""
        kind = "style:paragraph-properties"
        self._new_style(style_name, "paragraph", kind, properties, parent=_style(paragraph))
        paragraph.set(name("text:style-name"), style_name)

    def _new_style(
        self, style_name: str, family: str, kind: str, properties: dict[str, str], *, parent: str | None = None
    ) -> None:
        if find_all(self._styles, f"style:style[@style:name='{style_name}']"):
            return
        # An automatic style cannot inherit from another one, so it takes over what that says.
        [*automatic] = find_all(self._styles, f"style:style[@style:name='{parent}']") if parent else []
        attributes = {"style:name": style_name, "style:family": family}
        for base in automatic:
            parent = base.get(name("style:parent-style-name"))
        if parent:
            attributes["style:parent-style-name"] = parent
        add(add(self._styles, "style:style", attributes), kind, properties)

    def _insert_contents(self, heading: str) -> None:
        """Put a table of contents with links after the title; LibreOffice adds page numbers on its first update."""
        entries = list(_numbered(find_all(self._text, ".//text:h")))
        depth = 1 if len([entry for entry in entries if entry[0] <= _CONTENTS_LEVELS]) > _MOST_ENTRIES else 2
        index = new("text:table-of-content", {"text:name": "Contents", "text:protected": "false"})
        source = add(index, "text:table-of-content-source", {"text:outline-level": str(depth)})
        add(source, "text:index-title-template", {"text:style-name": "Contents_20_Heading"}, heading)
        for level in range(1, depth + 1):
            _contents_template(source, level)
        body = add(index, "text:index-body")
        title = add(body, "text:index-title", {"text:name": "Contents_Head"})
        add(title, "text:p", {"text:style-name": "Contents_20_Heading"}, heading)
        for level, bookmark, text in entries:
            if level <= depth:
                entry = add(body, "text:p", {"text:style-name": f"Contents_20_{level}"})
                add(entry, "text:a", _LINK | {"xlink:href": f"#{bookmark}"}, text)
        self._restyle(body[-1], "Contents_20_Last", {"fo:margin-bottom": "0.5cm"})
        head = [each for each in self._text if _style(each) in ("Title", "Subtitle")]
        self._text.insert(self._text.index(head[-1]) + 1 if head else 0, index)

    def _insert_logo(self, logo: Logo, file: str, author: str) -> None:
        paragraph = new("text:p", {"text:style-name": "Logo"})
        frame = add(
            paragraph,
            "draw:frame",
            {
                "draw:style-name": "Graphics",
                "draw:name": "Logo",
                "text:anchor-type": "as-char",
                "svg:width": f"{logo.width}mm",
                "svg:height": f"{logo.height}mm",
            },
        )
        link = {"xlink:href": file, "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
        add(frame, "draw:image", link)
        add(frame, "svg:title", {}, author)
        self._text.insert(0, paragraph)


def _style(element: etree._Element) -> str:
    return str(element.get(name("text:style-name"), ""))


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _goes_on(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph belongs to the box of guidance that is open before it: it is no beginning of another."""
    labelled = len(paragraph) > 0 and _style(paragraph[0]) == "Guidance_20_Label"
    return _style(paragraph).startswith("Guidance") and not labelled


def _is_heading(cell: etree._Element) -> bool:
    return len(cell) > 0 and _style(cell[0]) == "Table_20_Heading"


def _list_level(level: int, indent: float, start: str | None) -> etree._Element:
    """Return the look of a level that counts from 0: numbered from `start`, or with bullets."""
    if start is None:
        bullet = {"text:bullet-char": _BULLETS[level % len(_BULLETS)], "text:style-name": "Bullet_20_Symbols"}
        element = new("text:list-level-style-bullet", {"text:level": str(level + 1)} | bullet)
    else:
        number, suffix = _NUMBERS[min(level, len(_NUMBERS) - 1)]
        signs = {"style:num-format": number, "style:num-suffix": suffix, "text:start-value": start}
        element = new("text:list-level-style-number", {"text:level": str(level + 1)} | signs)
    left = f"{indent + _STEP * (level + 1):.2f}cm"
    mode = {"text:list-level-position-and-space-mode": "label-alignment"}
    properties = add(element, "style:list-level-properties", mode)
    add(
        properties,
        "style:list-level-label-alignment",
        {
            "text:label-followed-by": "listtab",
            "text:list-tab-stop-position": left,
            "fo:text-indent": f"-{_STEP}cm",
            "fo:margin-left": left,
        },
    )
    return element


def _sides(properties: dict[str, str]) -> dict[str, str]:
    """Return the properties with the padding of each side by itself, as OpenDocument wants it."""
    padding = properties["fo:padding"].split()
    sides = {f"fo:padding-{side}": padding[side in ("left", "right")] for side in ("top", "bottom", "left", "right")}
    return {key: value for key, value in properties.items() if key != "fo:padding"} | sides


def _numbered(headings: list[etree._Element]) -> Iterator[tuple[int, str, str]]:
    """Yield level, bookmark and text of each heading, with the number that its style gives it."""
    counts = [0, 0, 0, 0]
    for heading in headings:
        level = int(heading.get(name("text:outline-level"), "1"))
        counts[level - 1] += 1
        counts[level:] = [0] * (len(counts) - level)
        bookmark = next(heading.iter(name("text:bookmark-start"))).get(name("text:name"), CLAUSE)
        number = f"{counts[0]}." if level == 1 else ".".join(map(str, counts[:level]))
        yield level, bookmark, f"{number} {_text(heading).strip()}"


def _contents_template(source: etree._Element, level: int) -> None:
    attributes = {"text:outline-level": str(level), "text:style-name": f"Contents_20_{level}"}
    template = add(source, "text:table-of-content-entry-template", attributes)
    add(template, "text:index-entry-link-start", {"text:style-name": "Index_20_Link"})
    add(template, "text:index-entry-chapter")
    add(template, "text:index-entry-span", {}, " ")
    add(template, "text:index-entry-text")
    add(template, "text:index-entry-link-end")
