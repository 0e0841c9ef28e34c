"""Write the runs of a paragraph of a DOCX from inline Markdown tokens."""

from collections.abc import Mapping, Sequence

from lxml import etree
from markdown_it.token import Token

from ppi2go.rendering.document_properties import Labels
from ppi2go.rendering.docx_elements import R, add, add_break, add_run, add_tab


class InlineWriter:
    """Fill one paragraph after another; `links` holds the relationship id of every address that was met."""

    def __init__(self, styles: Mapping[str, str], labels: Labels) -> None:
        """Write in the given styles; a style that is missing there is left out."""
        self.links: dict[str, str] = {}
        self._styles = styles
        self._labels = labels
        self._pending: list[str] = []

    def begin(self, paragraph: etree._Element) -> None:
        """Go on in another paragraph."""
        self._paragraph = self._target = paragraph
        self._bold = self._italic = 0

    def embolden(self) -> None:
        """Write the rest of this paragraph in bold."""
        self._bold += 1

    def write(self, children: Sequence[Token]) -> None:
        """Append inline tokens; text of one look becomes one run."""
        for child in children:
            if child.type == "text":
                self._pending.append(child.content)
            elif child.type == "softbreak":
                self._pending.append(" ")
            else:
                self._flush()
                self._write_other(child)
        self._flush()

    def write_text(self, text: str, *, style: str | None = None) -> None:
        """Append one run in the current look."""
        known = self._styles.get(style) if style else None
        add_run(self._target, text, style=known, bold=self._bold > 0, italic=self._italic > 0)

    def write_lines(self, lines: Sequence[str]) -> None:
        """Append lines with a break between them."""
        for number, line in enumerate(lines):
            if number:
                self._write_break()
            self.write_text(line)

    def _flush(self) -> None:
        if text := "".join(self._pending):
            self.write_text(text, style=None if self._target is self._paragraph else "Hyperlink")
        self._pending.clear()

    def _write_other(self, token: Token) -> None:
        match token.type:
            case "strong_open" | "strong_close":
                self._bold += token.nesting
            case "em_open" | "em_close":
                self._italic += token.nesting
            case "hardbreak":
                self._write_break()
            case "to_fill":
                self.write_text(self._labels.placeholder(token.content), style="ToFill")
            case "check_box":
                self.write_text(token.content)
                add_tab(self._target)
            case "code_inline":
                self.write_text(token.content, style="CodeText")
            case "link_open":
                self._open_link(str(token.attrs["href"]))
            case "link_close":
                self._target = self._paragraph

    def _write_break(self) -> None:
        add_break(self._target)

    def _open_link(self, address: str) -> None:
        link = self.links.setdefault(address, f"ppi2goLink{len(self.links) + 1}")
        self._target = add(self._paragraph, "hyperlink", history="1")
        self._target.set(f"{{{R}}}id", link)
