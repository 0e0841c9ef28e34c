"""Writes files whole or not at all, and never over what a user has edited.

A manifest beside the files keeps, for each, the hash of what was written and the hash of what it was made from. A file
that no longer has the first belongs to the user: the new version is written beside it, once, as `name.new.docx`, and
only when what it is made from has changed. A file whose second hash is the same is not made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ppi2go.errors import UsageError

MANIFEST = ".ppi2go.json"
Outcome = Literal["written", "unchanged", "kept"]


@dataclass(frozen=True)
class OutputFile:
    """A file to be written: its name, what it is made from (a hash), and how to make it."""

    name: str
    source: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Written:
    """What the manifest knows of a file: the hash of its bytes, and the hash of what they were made from."""

    content: str
    source: str = ""


@dataclass
class OutputFolder:
    """A folder of outputs with its manifest.

    `facts` are what the files were made from in words (answers, law, version), kept for the next run to say what has
    changed. With `dry`, nothing is written and the outcomes are those that a real run would have; with `force`, edited
    files are written over.
    """

    path: Path
    known: dict[str, Written] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    dry: bool = False
    force: bool = False

    @classmethod
    def open(cls, path: Path, *, dry: bool = False, force: bool = False) -> OutputFolder:
        """Open or make the folder; raise UsageError where that is not possible."""
        try:
            if not dry:
                path.mkdir(parents=True, exist_ok=True)
            manifest = path / MANIFEST
            data = json.loads(manifest.read_text("utf-8")) if manifest.is_file() else {}
            known = {name: _entry(entry) for name, entry in data.get("files", {}).items()}
        except OSError as error:
            raise UsageError(f"cannot write to '{path}': {error.strerror}") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            data, known = {}, {}  # a manifest that cannot be read knows of no file: all of them count as edited
        return cls(path, known, facts=dict(data.get("facts") or {}), dry=dry, force=force)

    def write(self, name: str, content: bytes) -> str:
        """Write bytes that are there already; return the name, or that of the copy beside the user's edit."""
        return self.put(OutputFile(name, "", lambda: content))

    def put(self, file: OutputFile) -> str:
        """Write a file unless nothing has changed; return its name, or that of the copy beside the user's edit."""
        current, entry = self._read(file.name), self.known.get(file.name)
        if current is None or self.force:
            return self._make(file, current)
        edited = entry is None or _hash(current) != entry.content
        if entry and file.source and entry.source == file.source:
            self.outcomes[file.name] = "kept" if edited else "unchanged"
            return file.name
        if not edited:
            return self._make(file, current)
        return self._put_beside(file, current)

    def close(self) -> None:
        """Write the manifest."""
        if self.dry:
            return
        files = {name: {"content": entry.content, "source": entry.source} for name, entry in sorted(self.known.items())}
        text = json.dumps({"ppi2go": 1, "facts": self.facts, "files": files}, ensure_ascii=False, indent=1)
        write_whole(self.path / MANIFEST, text.encode())

    @property
    def kept(self) -> list[str]:
        """Return the files that the user had edited and that were left alone."""
        return [name for name, outcome in self.outcomes.items() if outcome == "kept"]

    def _read(self, name: str) -> bytes | None:
        target = self.path / name
        if target.is_symlink():
            raise UsageError(f"'{target}' is a link; files are not written through links")
        try:
            return target.read_bytes() if target.exists() else None
        except OSError as error:
            raise UsageError(f"cannot read '{target}': {error.strerror}") from None

    def _make(self, file: OutputFile, current: bytes | None) -> str:
        if self.dry and file.source:
            self.outcomes[file.name] = "written"
            return file.name
        content = file.make()
        self.outcomes[file.name] = "unchanged" if content == current else "written"
        self.known[file.name] = Written(_hash(content), file.source)
        if content != current and not self.dry:
            write_whole(self.path / file.name, content)
        return file.name

    def _put_beside(self, file: OutputFile, current: bytes) -> str:
        """Write the new version beside an edited file, unless it lies there or lay there and was put away."""
        content = None if file.source else file.make()
        if content == current:
            self.known[file.name] = Written(_hash(current), file.source)
            self.outcomes[file.name] = "unchanged"
            return file.name
        self.outcomes[file.name] = "kept"
        name = self._free_name(file.name)
        source = file.source or _hash(content or b"")
        seen = self.known.get(name)
        if seen and seen.source == source:
            return file.name
        self.beside[file.name] = name
        if not self.dry:
            content = file.make() if content is None else content
            write_whole(self.path / name, content)
            self.known[name] = Written(_hash(content), source)
        return name

    def _free_name(self, name: str) -> str:
        """Return `name.new.docx`, or the first of `name.new2.docx`, … that the user has not edited."""
        stem, dot, suffix = name.rpartition(".")
        number = 1
        while True:
            found = f"{stem}.new{number if number > 1 else ''}{dot}{suffix}"
            current, entry = self._read(found), self.known.get(found)
            if current is None or (entry and _hash(current) == entry.content):
                return found
            number += 1


def _entry(entry: Any) -> Written:
    return Written(entry) if isinstance(entry, str) else Written(str(entry["content"]), str(entry["source"]))


def write_whole(target: Path, content: bytes) -> None:
    """Write a file under a temporary name and put it in place in one step."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".ppi2go-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"cannot write '{target}': {error.strerror}") from None


def source_hash(*parts: object) -> str:
    """Return the hash of what a file is made from."""
    return _hash(json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode())


def changed_facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return what differs between two runs: name, value before, value after; None where there was none."""
    names = dict.fromkeys((*before, *after))
    return [(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
