"""Writes files whole or not at all, and never over what a user has edited.

A manifest beside the files keeps the hash of what was written. A file that no longer has that hash belongs to the
user: the new version is written beside it as `name.new.docx`.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ppi2go.errors import UsageError

MANIFEST = ".ppi2go.json"
Outcome = Literal["written", "unchanged", "kept"]


@dataclass
class OutputFolder:
    """A folder of outputs with its manifest."""

    path: Path
    hashes: dict[str, str] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> OutputFolder:
        """Open or make the folder; raise UsageError where that is not possible."""
        try:
            path.mkdir(parents=True, exist_ok=True)
            manifest = path / MANIFEST
            hashes = json.loads(manifest.read_text("utf-8"))["files"] if manifest.exists() else {}
        except OSError as error:
            raise UsageError(f"cannot write to '{path}': {error.strerror}") from None
        except (ValueError, KeyError, TypeError):
            hashes = {}  # a manifest that cannot be read knows of no file: all of them count as edited
        return cls(path, dict(hashes))

    def write(self, name: str, content: bytes) -> str:
        """Write a file and return its name; the name of the copy beside it where the user's edit is kept."""
        target = self.path / name
        if target.is_symlink():
            raise UsageError(f"'{target}' is a link; files are not written through links")
        if not target.exists():
            return self._put(name, content, "written")
        current = target.read_bytes()
        if current == content:
            self.hashes[name] = _hash(content)
            self.outcomes[name] = "unchanged"
            return name
        if _hash(current) == self.hashes.get(name):
            return self._put(name, content, "written")
        self.outcomes[name] = "kept"
        stem, dot, suffix = name.rpartition(".")
        beside = f"{stem}.new{dot}{suffix}"
        write_whole(self.path / beside, content)
        return beside

    def close(self) -> None:
        """Write the manifest."""
        text = json.dumps({"ppi2go": 1, "files": dict(sorted(self.hashes.items()))}, indent=1)
        write_whole(self.path / MANIFEST, text.encode())

    @property
    def kept(self) -> list[str]:
        """Return the files that the user had edited and that were left alone."""
        return [name for name, outcome in self.outcomes.items() if outcome == "kept"]

    def _put(self, name: str, content: bytes, outcome: Outcome) -> str:
        write_whole(self.path / name, content)
        self.hashes[name] = _hash(content)
        self.outcomes[name] = outcome
        return name


def write_whole(target: Path, content: bytes) -> None:
    """Write a file under a temporary name and put it in place in one step."""
    try:
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


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
