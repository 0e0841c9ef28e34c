"""Keeps compiled templates between runs: compiling them is the dearest thing the program does.

Jinja's key is name, file and source only, so code compiled for one configuration would be taken for another one and
could leave the sandbox. Each configuration therefore has a folder of its own, named after all that shapes the code.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache

from ppi2go import __version__


def template_cache(configuration: str) -> BytecodeCache | None:
    """Return the cache of one configuration in the user's cache folder; None where no safe folder can be had."""
    if os.name != "posix":
        return None
    home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    folder = Path(home) / "ppi2go" / f"templates-{__version__}-jinja-{jinja2.__version__}-{configuration}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = folder.stat(follow_symlinks=False)
    except (OSError, RuntimeError):
        return None
    ours_alone = stat.S_ISDIR(info.st_mode) and info.st_uid == os.getuid() and not info.st_mode & 0o077
    return FileSystemBytecodeCache(str(folder)) if ours_alone else None
