"""The program as users start it: a fresh process, an empty environment, 80 columns."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PPI2GO"))}
    return subprocess.run(
        [sys.executable, "-m", "ppi2go", *map(str, arguments)],
        cwd=cwd,
        env=plain | {"LANG": "C.UTF-8", "COLUMNS": "80"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
