"""The interview in a real pseudo-terminal: Enter accepts, a number chooses, the roadmap follows."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path


def talk(arguments: list[str], typed: bytes, cwd: Path, *, seconds: float = 60) -> tuple[str, int]:
    """Run a command in a pseudo-terminal, type, and return what was on the screen and the exit status."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ppi2go", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "LANG": "C.UTF-8", "LANGUAGE": ""},
    )
    os.close(theirs)
    os.write(ours, typed)
    screen, until = b"", time.monotonic() + seconds
    while time.monotonic() < until:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                screen += os.read(ours, 65536)
            except OSError:
                break
        elif process.poll() is not None:
            break
    os.close(ours)
    return screen.decode("utf-8", "replace").replace("\r\n", "\n"), process.wait(timeout=5)


def test_enter_all_the_way_gives_a_plan(tmp_path: Path) -> None:
    screen, status = talk(["plan", "--country", "SK", "--theme", "energy", "--lang", "en"], b"\n" * 120, tmp_path)
    assert status == 0, screen[-2000:]
    assert "What is the official name of your authority?" in screen
    assert "Sign the contract" in screen
    assert (tmp_path / "ppi2go-sk-energy/roadmap.html").exists()


def test_typed_answers_reach_the_plan(tmp_path: Path) -> None:
    typed = b"\nMesto Nitra\n1\n" + b"\n" * 120
    screen, status = talk(["plan", "--country", "SK", "--theme", "energy", "--lang", "en"], typed, tmp_path)
    assert status == 0, screen[-2000:]
    plan = (tmp_path / "ppi2go-sk-energy/plan.json").read_text("utf-8")
    assert '"field": "buyer.type"' not in plan
    assert "Mesto Nitra" in screen
