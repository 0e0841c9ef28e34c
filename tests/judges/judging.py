"""Runs the programs that judge."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"not checked here: {names[0]} is not installed")
    return found


def run(*arguments: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(list(map(str, arguments)), cwd=cwd, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
