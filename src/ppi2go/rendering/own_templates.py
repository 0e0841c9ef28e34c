"""Reads a user's own templates: only what lies in their folder, and only text."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader

from ppi2go.rendering.template_limits import SOURCE
from ppi2go.rendering.template_rules import RefusedTemplate, leaves_folder


class OwnLoader(BaseLoader):
    """Looks in the user's folder first, then among the shipped templates; never follows a link out of the folder."""

    def __init__(self, own: Path, shipped: Path) -> None:
        self.own = own
        self.shipped = FileSystemLoader(shipped)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a template and its file."""
        path = own_file(self.own, template)
        if path is None:
            return self.shipped.get_source(environment, template)
        return read_own(path), str(path), lambda: True


def own_file(root: Path, name: str) -> Path | None:
    """Return a file of the user's folder, or None where it has none of this name.

    Raises RefusedTemplate for a name or a link that leaves the folder, and for what is no file.
    """
    if leaves_folder(name):
        raise RefusedTemplate(f"'{name}' is outside the folder of templates", filename=str(root))
    path = root.joinpath(*name.split("/"))
    if not os.path.lexists(path):
        return None
    try:
        real = path.resolve(strict=True)
        inside, info = real.is_relative_to(root.resolve()), real.stat()
    except (OSError, RuntimeError):
        raise RefusedTemplate("this link leads nowhere", filename=str(path)) from None
    if not inside:
        raise RefusedTemplate(f"this link leads out of the folder of templates, to '{real}'", filename=str(path))
    if not stat.S_ISREG(info.st_mode):
        raise RefusedTemplate("this is not a file", filename=str(path))
    if info.st_size > SOURCE:
        raise RefusedTemplate(f"this file has more than {SOURCE} bytes", filename=str(path))
    return path


def read_own(path: Path) -> str:
    """Read a file of the user; raise RefusedTemplate where it is no text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise RefusedTemplate("this is not UTF-8 text", line, str(path)) from None
    except OSError as error:
        raise RefusedTemplate(f"this file cannot be read: {error.strerror}", filename=str(path)) from None
