"""Reads YAML strictly and remembers where everything stands.

Scalars are read as YAML 1.2 reads them, and less: only `true`, `false`, `null` and plain integers without leading
zeros are more than text. `yes`, `no`, `12:30`, `010` and dates stay text, and a model gives them their type at a
known position. Duplicate keys, anchors, aliases and tags are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from ppi2go.errors import FileFault, InvalidFiles, Position

try:
    from yaml import CSafeLoader as _Parser
except ImportError as error:  # pragma: no cover - depends on how PyYAML was built
    raise ImportError("ppi2go needs PyYAML built with libyaml; install the binary wheel of PyYAML") from error

Path_ = tuple[str | int, ...]
MAX_BYTES = 4_000_000
MAX_DEPTH = 60
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True)
class Source:
    """The content of one YAML file and the position of every value in it."""

    file: str
    data: Any
    marks: dict[Path_, tuple[int, int]]
    keys: dict[Path_, tuple[int, int]]

    def position(self, path: Path_) -> Position:
        """Return where the value at the path stands, or its nearest parent that does."""
        while path and path not in self.marks:
            path = path[:-1]
        line, column = self.marks.get(path, (1, 1))
        return Position(self.file, line, column)

    def key_position(self, path: Path_) -> Position:
        """Return where the key of the path stands."""
        return Position(self.file, *self.keys[path]) if path in self.keys else self.position(path)


def read_yaml(file: Path, *, name: str | None = None) -> Source:
    """Read a YAML file; raise InvalidFiles with every fault found in it."""
    shown = name or str(file)
    return parse_yaml(read_text(file, name=shown), shown)


def read_text(file: Path, *, name: str) -> str:
    """Read the text of a file; raise InvalidFiles where it is too large, not UTF-8 or not there."""
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise InvalidFiles([_unreadable(name, f"the file has {size} bytes; at most {MAX_BYTES} are read")])
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"the file is not UTF-8 (byte {error.start + 1}); save it as UTF-8"
        raise InvalidFiles([_unreadable(name, message)]) from None
    except OSError as error:
        raise InvalidFiles([_unreadable(name, f"cannot be read: {error.strerror}")]) from None


def parse_yaml(text: str, name: str) -> Source:
    """Parse YAML text; `name` stands in the messages. Raise InvalidFiles with every fault found."""
    source, faults = scan_yaml(text, name)
    if source is None or faults:
        raise InvalidFiles(faults)
    return source


def scan_yaml(text: str, name: str) -> tuple[Source | None, list[FileFault]]:
    """Parse YAML text as far as it goes: the faults, and the content unless a fault of syntax hides its end."""
    walker = _Walker(text, name)
    try:
        data = walker.read()
    except yaml.YAMLError as error:
        return None, [*walker.faults, _syntax_fault(name, error)]
    except InvalidFiles as error:
        return None, error.faults
    return Source(name, data, walker.marks, walker.keys), walker.faults


def _unreadable(name: str, message: str) -> FileFault:
    return FileFault(Position(name), message, "file-unreadable")


def _syntax_fault(name: str, error: yaml.YAMLError) -> FileFault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "this is not YAML"
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return FileFault(Position(name, *place), f"not valid YAML: {problem}", "yaml-syntax")


class _Walker:
    """Builds plain data from parser events and notes positions on the way."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.parser = _Parser(text)
        self.marks: dict[Path_, tuple[int, int]] = {}
        self.keys: dict[Path_, tuple[int, int]] = {}
        self.faults: list[FileFault] = []

    def read(self) -> Any:
        get = self.parser.get_event
        get()  # stream start
        if isinstance(get(), yaml.StreamEndEvent):
            return None
        data = self._node(get(), (), 0)
        get()  # document end
        following = get()
        if not isinstance(following, yaml.StreamEndEvent):
            self._complain(following, "a second document starts here; a file holds one")
        return data

    def _node(self, event: Any, path: Path_, depth: int) -> Any:
        self.marks[path] = _place(event)
        if depth > MAX_DEPTH:
            self._stop(event, f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.AliasEvent):
            self._complain(event, "aliases (*name) are not allowed; write the value out")
            return None
        if getattr(event, "anchor", None):
            self._complain(event, "anchors (&name) are not allowed; write the value out")
        if event.tag and event.tag != "!":
            self._complain(event, f"tags ({event.tag}) are not allowed")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: Path_, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self.parser.get_event(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, path: Path_, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := self.parser.get_event(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._complain(event, "a key must be a word")
                self._node(event, (*path, "?"), depth + 1)
                self._node(self.parser.get_event(), (*path, "?"), depth + 1)
                continue
            key = event.value
            if key in mapping:
                first = self.keys[(*path, key)][0]
                self._complain(event, f"the key '{key}' stands twice; the first is in line {first}", "duplicate-key")
                self._node(self.parser.get_event(), (*path, "?"), depth + 1)
                continue
            self.keys[(*path, key)] = _place(event)
            mapping[key] = self._node(self.parser.get_event(), (*path, key), depth + 1)
        return mapping

    def _complain(self, event: Any, message: str, rule: str = "yaml-feature") -> None:
        self.faults.append(FileFault(Position(self.name, *_place(event)), message, rule))

    def _stop(self, event: Any, message: str) -> NoReturn:
        self._complain(event, message)
        raise InvalidFiles(self.faults)


def _place(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _scalar(event: Any) -> Any:
    value: str = event.value
    if event.style not in (None, ""):  # quoted or block text; libyaml's plain style is ''
        return value.rstrip("\n") if event.style in "|>" else value
    if value in _WORDS:
        return _WORDS[value]
    return int(value) if _INTEGER.fullmatch(value) else value
