"""Reads a catalogue of translations (PO) with the line of every entry; faults are collected, never raised."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from ppi2go.errors import FileFault, Position

_LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+(".*)$')


@dataclass
class Entry:
    """One text with its translations; `line` is that of its msgid."""

    line: int
    flags: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def msgid(self) -> str:
        """The English text; empty for the header."""
        return self.parts.get("msgid", "")

    @property
    def translations(self) -> dict[str, str]:
        """The translations by their keyword."""
        return {key: text for key, text in self.parts.items() if key.startswith("msgstr")}


def read_po(text: str, name: str) -> tuple[list[Entry], list[FileFault]]:
    """Return the entries, obsolete ones left out, and what gettext could not read."""
    reader = _Reader(name)
    for number, line in enumerate(text.splitlines(), start=1):
        reader.read(number, line.strip())
    return reader.entries, reader.faults


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.entries: list[Entry] = []
        self.faults: list[FileFault] = []
        self.flags: set[str] = set()
        self.key = ""

    def read(self, number: int, line: str) -> None:
        if not line:
            self.key = ""
        elif line.startswith("#"):
            if line.startswith("#,"):
                self.flags |= {flag.strip() for flag in line[2:].split(",")}
            self.key = ""
        elif line.startswith('"') and self.key:
            self.entries[-1].parts[self.key] += self._string(number, line)
        elif found := _LINE.match(line):
            self._keyword(number, found[1], found[2])
        else:
            self._complain(number, f"'{line[:40]}' is neither msgid, msgstr, text in quotes nor a comment")

    def _keyword(self, number: int, key: str, quoted: str) -> None:
        last = self.entries[-1] if self.entries else None
        if last is None or key == "msgctxt" or (key == "msgid" and set(last.parts) != {"msgctxt"}):
            if not key.startswith("msg") or key.startswith(("msgstr", "msgid_plural")):
                self._complain(number, f"'{key}' stands without a msgid before it")
            last = Entry(number, self.flags)
            self.entries.append(last)
            self.flags = set()
        elif key in last.parts:
            self._complain(number, f"'{key}' stands twice in one entry")
        last.parts[key] = self._string(number, quoted)
        last.lines[key] = number
        self.key = key

    def _string(self, number: int, quoted: str) -> str:
        if "\\" not in quoted and '"' not in quoted[1:-1] and quoted.endswith('"') and len(quoted) > 1:
            return quoted[1:-1]
        try:
            return str(ast.literal_eval(quoted))
        except (SyntaxError, ValueError):
            self._complain(number, "the text in quotes is not closed or has a wrong escape")
            return quoted.strip('"')

    def _complain(self, number: int, message: str) -> None:
        self.faults.append(FileFault(Position(self.name, number), message, "po-syntax"))
