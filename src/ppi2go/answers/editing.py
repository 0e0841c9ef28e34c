"""Changes single answers in a file that a person keeps: every other byte of it stays as it is.

A round-trip library was tried and writes the whole file anew (indents, spacing, line breaks of values that nobody
touched). Here the places of keys and values come from the parser, and the result is read back before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from ppi2go.answers.values import AmbiguousAmount, read_value
from ppi2go.answers.writing import Sheet, answer, entry, open_block, scalar, scalar_lines
from ppi2go.catalogue.yaml_reader import parse_yaml
from ppi2go.errors import InvalidFiles, Ppi2goError
from ppi2go.model.plan import OpenPoint
from ppi2go.model.question import Question

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - depends on how PyYAML was built
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


class CannotEdit(Ppi2goError):
    """Raised where a change cannot be made without touching what is not ours."""


@dataclass
class _Page:
    """The text as lines, with the places of its keys."""

    lines: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def root(self) -> yaml.MappingNode:
        node = yaml.compose(self.text, Loader=_Loader)
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise CannotEdit("the file is written in JSON or on one line; name another file with -o to go on")
        return node

    def replace(self, node: yaml.Node, rows: Sequence[str]) -> None:
        """Put rows in the place of a value, which may stand in the middle of a line."""
        start, end = node.start_mark, node.end_mark
        before = self.lines[start.line][: start.column].rstrip()
        after = self.lines[end.line][end.column :] if end.line < len(self.lines) and end.column else ""
        last = end.line + 1 if end.column or end.line == start.line else end.line
        # The span of a block of text ends where the next key begins: what is empty or a comment there is not its own.
        while last - 1 > start.line and not end.column and _is_apart(self.lines[last - 1]):
            last -= 1
        joined = f"{before} {rows[0]}" if rows[0] else before
        self.lines[start.line : last] = [f"{joined}{after}" if len(rows) == 1 else joined, *rows[1:]]


def _is_apart(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def edit(text: str, before: Mapping[str, Any], sheet: Sheet, points_before: Sequence[OpenPoint]) -> str:
    """Return the text of an answers file with its answers changed to those of the sheet.

    `before` and `points_before` are the answers and the open points that the text gives now. Raise CannotEdit where
    the result would not say what it should, which leaves the file alone.
    """
    windows = "\r\n" in text
    page = _Page(text.replace("\r\n", "\n").rstrip("\n").split("\n"))
    for key, value in (("country", sheet.country), ("theme", sheet.theme)):
        _set_head(page, key, value)
    gone = [name for name in before if name not in sheet.values and "." in name and name != "calendar.closed"]
    by_id = {question.id: question for question in sheet.questions}
    for name in gone:
        _take_out(page, name)
    for name, value in sheet.values.items():
        if name in by_id and before.get(name) != value:
            _set(page, by_id[name], value, sheet)
    if list(points_before) != list(sheet.open_points):
        _set_open(page, sheet.open_points)
    result = page.text + "\n"
    _prove(result, sheet)
    return result.replace("\n", "\r\n") if windows else result


def _set_head(page: _Page, key: str, value: str | None) -> None:
    found = _child(page.root(), key)
    if value is None or (found and found[1].value == value):
        return
    if found:
        page.replace(found[1], [value])
    else:
        version = _child(page.root(), "ppi2go")
        page.lines.insert(version[1].end_mark.line + 1 if version else page.root().start_mark.line, f"{key}: {value}")


def _set(page: _Page, question: Question, value: Any, sheet: Sheet) -> None:
    section, _, key = question.id.partition(".")
    holder = _child(page.root(), section)
    if holder and isinstance(holder[1], yaml.MappingNode) and holder[1].flow_style:
        _unfold(page, section, holder[1])
        holder = _child(page.root(), section)
    if not holder or not isinstance(holder[1], yaml.MappingNode):
        _open_section(page, section, holder, question, sheet)
        return
    indent = " " * holder[1].start_mark.column
    found = _child(holder[1], key)
    if found:
        rows = scalar_lines(key, value, indent)
        page.replace(found[1], [rows[0].partition(":")[2].strip(), *rows[1:]])
        return
    first, last = holder[0].start_mark.line + 1, _section_end(page, section)
    commented = _commented(page, key, first, last)
    if commented is not None:
        at = commented - 1 if page.lines[commented - 1].lstrip().startswith("# open:") else commented
        page.lines[at : commented + 1] = answer(question, sheet, indent)
        return
    at = _place(page, holder[1], question, sheet)
    page.lines[at:at] = ["", *entry(question, sheet, indent)]


def _open_section(
    page: _Page, section: str, holder: tuple[yaml.Node, yaml.Node] | None, question: Question, sheet: Sheet
) -> None:
    """Give a section its first answer: one that is commented out, one without a value, or a new one at the end."""
    if holder:
        if holder[1].value:
            raise CannotEdit(f"'{section}' holds no answers; mend it, or name another file with -o")
        at = holder[0].end_mark.line + 1
        page.lines[at:at] = entry(question, sheet)
        return
    waiting = next((index for index, line in enumerate(page.lines) if re.fullmatch(rf"# ?{section}:\s*", line)), None)
    if waiting is None:
        page.lines += ["", f"{section}:", *entry(question, sheet)]
        return
    page.lines[waiting] = f"{section}:"
    key = question.id.partition(".")[2]
    end = next((i for i in range(waiting + 1, len(page.lines)) if re.match(r"[^\s]", page.lines[i])), len(page.lines))
    commented = _commented(page, key, waiting + 1, end)
    if commented is None:
        page.lines[waiting + 1 : waiting + 1] = entry(question, sheet)
    else:
        at = commented - 1 if page.lines[commented - 1].lstrip().startswith("# open:") else commented
        page.lines[at : commented + 1] = answer(question, sheet, "  ")


def _place(page: _Page, holder: yaml.MappingNode, question: Question, sheet: Sheet) -> int:
    """Return the line after the answer that comes before in the order of the questions."""
    order = [item.id.partition(".")[2] for item in sheet.questions if item.id.partition(".")[0] == _section(question)]
    earlier = set(order[: order.index(question.id.partition(".")[2])])
    at = holder.start_mark.line
    for key, value in holder.value:
        if key.value in earlier:
            at = _end_of(page, key, value)
    return at


def _section(question: Question) -> str:
    return question.id.partition(".")[0]


def _take_out(page: _Page, name: str) -> None:
    """Comment an answer out: what was once written stays to be read."""
    section, _, key = name.partition(".")
    holder = _child(page.root(), section)
    if holder and isinstance(holder[1], yaml.MappingNode) and holder[1].flow_style:
        _unfold(page, section, holder[1])
        holder = _child(page.root(), section)
    found = _child(holder[1], key) if holder else None
    if not holder or not found:
        return
    for index in range(found[0].start_mark.line, _end_of(page, *found)):
        line = page.lines[index]
        column = min(found[0].start_mark.column, len(line) - len(line.lstrip()))
        page.lines[index] = f"{line[:column]}# {line[column:]}" if line.strip() else line
    if len(holder[1].value) == 1:
        page.lines[holder[0].start_mark.line] = f"# {page.lines[holder[0].start_mark.line]}"


def _set_open(page: _Page, points: Sequence[OpenPoint]) -> None:
    found = _child(page.root(), "open")
    rows = open_block(points)
    if not found:
        page.lines += rows
        return
    first, last = found[0].start_mark.line, _end_of(page, *found)
    page.lines[first:last] = rows[1:]
    while page.lines and not page.lines[-1].strip():
        page.lines.pop()


def _unfold(page: _Page, section: str, holder: yaml.MappingNode) -> None:
    """Write a section that stands in braces with one answer in a line."""
    values = parse_yaml(page.text, "answers").data[section]
    page.replace(
        holder, ["", *(f"  {key}: {'null' if value is None else scalar(value)}" for key, value in values.items())]
    )


def _child(node: yaml.Node, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((pair for pair in pairs if pair[0].value == key), None)


def _end_of(page: _Page, key: yaml.Node, value: yaml.Node) -> int:
    """Return the line after the last one of an answer; empty lines and comments behind it are not its own."""
    end = value.end_mark.line + (1 if value.end_mark.column or value.end_mark.line == key.start_mark.line else 0)
    while end - 1 > key.start_mark.line and _is_apart(page.lines[end - 1]):
        end -= 1
    return max(end, key.start_mark.line + 1)


def _section_end(page: _Page, section: str) -> int:
    """Return the line at which the next section begins."""
    keys = [key for key, _ in page.root().value]
    place = next(index for index, key in enumerate(keys) if key.value == section)
    return keys[place + 1].start_mark.line if place + 1 < len(keys) else len(page.lines)


def _commented(page: _Page, key: str, first: int, last: int) -> int | None:
    pattern = re.compile(rf"\s+# ?{re.escape(key)}:(\s.*)?")
    return next((index for index in range(first, last) if pattern.fullmatch(page.lines[index])), None)


def _prove(text: str, sheet: Sheet) -> None:
    """Read the text back: it must give exactly the answers of the sheet."""
    try:
        data = parse_yaml(text, "answers").data
    except InvalidFiles as error:
        raise CannotEdit(f"the file cannot be changed safely ({error}); name another file with -o") from None
    for question in sheet.questions:
        section, _, key = question.id.partition(".")
        raw = (data.get(section) or {}).get(key)
        if _value(question, raw) != sheet.values.get(question.id):
            raise CannotEdit(f"the answer '{question.id}' cannot be written safely; name another file with -o")


def _value(question: Question, raw: Any) -> Any:
    """Return the typed answer; one that can be read in two ways is none."""
    try:
        return None if raw is None else read_value(question, raw)
    except AmbiguousAmount:
        return None
