"""Where the program finds its data folders: inside the wheel, or beside `src/` in a working copy."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_WORKING_COPY = _PACKAGE.parents[1]


def folder(name: str) -> Path:
    """Return the folder `frameworks`, `templates`, `locales` or `action-plans` of this installation."""
    packed = _PACKAGE / name
    return packed if packed.is_dir() else _WORKING_COPY / name
