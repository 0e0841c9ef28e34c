"""Every error that a user may see.

    Ppi2goError               something the user can mend; its text is all they need
    ├── UsageError            an option or argument that cannot be used
    ├── FileFault             one fault of one file, with its position
    └── InvalidFiles          all faults found in the files of one run

`cli.main` is the one place that turns them into an exit status.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class Ppi2goError(Exception):
    """Base of all errors meant for the user."""


class UsageError(Ppi2goError):
    """Raised when an option or an argument cannot be used as given."""


@dataclass(frozen=True, order=True)
class Position:
    """A place in a text file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class FileFault(Ppi2goError):
    """Raised for one fault of a file; its text is `file:line:column: message`.

    `rule` is the stable id of the kind of fault, as `ppi2go validate` reports it (docs/validate-rules.md).
    """

    def __init__(self, position: Position, message: str, rule: str = "invalid-value") -> None:
        super().__init__(f"{position}: {message}")
        self.position = position
        self.message = message
        self.rule = rule


class InvalidFiles(Ppi2goError):
    """Raised when files cannot be used; carries every fault found, in the order of the files."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.position, fault.message))
        super().__init__("\n".join(map(str, self.faults)))


def near_miss(word: str, allowed: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` when one of the allowed words is close, else nothing."""
    import difflib

    cutoff = 0.5 if len(word) <= 3 else 0.6  # of two letters, one is half
    close = difflib.get_close_matches(word, list(allowed), n=1, cutoff=cutoff)
    return f"; did you mean '{close[0]}'?" if close else ""
