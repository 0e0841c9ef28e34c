"""A person at a real pseudo-terminal: waits for the prompt, reads the screen, types."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

PROMPT = re.compile(r"^ *(\[[^\n]*\] )?> $", re.MULTILINE)
QUESTION = re.compile(r"^ ?\d{1,2}  \S.*?(?:\n    \S.*?)*?\?$", re.MULTILINE)


def _take_terminal() -> None:
    """Make the pseudo-terminal the one whose Ctrl-C the program feels."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A running `ppi2go` with a terminal of 80 columns for its input and output."""

    def __init__(self, arguments: list[str | Path], cwd: Path, **environment: str) -> None:
        self.ours, theirs = pty.openpty()
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PPI2GO"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ppi2go", *map(str, arguments)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=cwd,
            env=plain | {"COLUMNS": "80", "NO_COLOR": "1", "LANG": "C.UTF-8"} | environment,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(theirs)
        self.raw = b""
        self.seen = 0

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=5)
        os.close(self.ours)

    @property
    def screen(self) -> str:
        return self.raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")

    def prompt(self, *, seconds: float = 30) -> str | None:
        """Return what was printed since the last line typed, up to the next prompt; None where the program ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            fresh = self.screen[self.seen :]
            last = fresh.rsplit("\n", 1)[-1]
            if PROMPT.fullmatch(last):
                self.seen = len(self.screen)
                return fresh
            if not self._read() and self.process.poll() is not None:
                return None
        raise AssertionError(f"no prompt came:\n{self.screen[-2000:]}")

    def type(self, line: str) -> None:
        os.write(self.ours, f"{line}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        os.write(self.ours, b"\x03")

    def finish(self, *, seconds: float = 30) -> int:
        """Wait for the end; return the exit status."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and (self._read() or self.process.poll() is None):
            pass
        return self.process.wait(timeout=5)

    def _read(self) -> bool:
        if not select.select([self.ours], [], [], 0.1)[0]:
            return False
        try:
            found = os.read(self.ours, 65536)
        except OSError:  # the other end is closed
            return False
        self.raw += found
        return bool(found)


def asked_in(text: str) -> str | None:
    """Return the question that a piece of the screen ends with, on one line."""
    found = QUESTION.findall(text)
    return " ".join(found[-1].split()).partition(" ")[2] if found else None


def talk_through(terminal: Terminal, answers: Mapping[str, str], *, until: str | None = None) -> list[str]:
    """Answer question after question; Enter where `answers` has none for a part of it. Return the questions asked.

    Stops at the end of the program, or with the prompt of the question that has `until` in it still waiting.
    """
    asked: list[str] = []
    while (text := terminal.prompt()) is not None:
        question = asked_in(text) if "Your answers" not in text else None
        if question:
            asked.append(question)
        if until and question and until in question:
            return asked
        known = (typed for part, typed in answers.items() if question and part in question)
        terminal.type(next(known, ""))
    return asked
