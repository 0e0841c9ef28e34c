"""Hostile answers files: a clear message each, no traceback, bounded memory, whatever they hold."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAD = b"country: SK\ntheme: energy\n"
MEGABYTE = 1_000_000
LIMIT = 400
"""Megabytes of memory; a plan of an honest file takes about a hundred."""
FILES: dict[str, tuple[bytes, bytes]] = {
    "fifty-megabytes": (HEAD + b"project: {need: '" + b"x" * 50 * MEGABYTE + b"'}\n", b"bytes"),
    "alias-bomb": (
        b"a: &a [x, x, x, x, x, x, x, x, x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b", ".join([b"*%c" % (97 + n)] * 9)) for n in range(8)),
        b"aliases",
    ),
    "huge-number": (HEAD + b"project: {estimated_value: " + b"9" * 4000 + b"}\n", b"file:3:"),
    "number-of-many-digits": (HEAD + b"award: {cost_years: 99999999999}\n", b"above the greatest allowed value"),
    "control-characters": (HEAD + b'project: {title: "a\\x07b"}\n', b"control characters"),
    "raw-control-characters": (HEAD + b"project: {title: a\x07b}\n", b"file:"),
    "utf-16": ("country: SK\ntheme: energy\n".encode("utf-16"), b"file:"),
    "not-text": (bytes(range(256)) * 40, b"file:"),
    "nul-bytes": (HEAD + b"project: {title: a\x00b}\n", b"file:"),
    "deep-nesting": (HEAD + b"project: " + b"[" * 5000 + b"]" * 5000 + b"\n", b"file:"),
    "deep-mapping": (HEAD + b"project:\n" + b"".join(b" " * n + b"a:\n" for n in range(1, 400)), b"file:"),
    "list-instead-of-mapping": (b"- country: SK\n", b"mapping"),
    "empty": (b"", b"file"),
    "python-tag": (HEAD + b"project: !!python/object/apply:os.system ['touch hacked']\n", b"file:3:"),
    "duplicate-keys": (HEAD + b"theme: ict\n", b"file:3:"),
    "wrong-date": (HEAD + b"timing: {start: 2027-02-30}\n", b"file:3:"),
    "path-as-id": (b"country: ../../etc/passwd\ntheme: energy\n", b"unknown country"),
}
HONEST: dict[str, bytes] = {
    "right-to-left": HEAD + "project: {title: 'مشروع إنارة \u202e الشوارع'}\n".encode(),
    "formula": HEAD + b"project: {title: '=cmd|calc!A1'}\nbuyer: {name: '@SUM(1)'}\n",
    "markup": HEAD + b"project: {title: '<script>alert(1)</script> {{ 7*7 }} ${x} $(ls)'}\n",
    "very-long-title": HEAD + b"project: {title: '" + b"long " * 3000 + b"'}\n",
}


def check(folder: Path, content: bytes) -> tuple[int, bytes, int, float]:
    """Run `ppi2go check` on a file; return status, all that it said, megabytes and seconds."""
    (folder / "file.yaml").write_bytes(content)
    with (folder / "said").open("wb") as said:
        start = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "ppi2go", "check", "file.yaml", "--lang", "en"],
            cwd=folder,
            stdout=said,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, (folder / "said").read_bytes(), usage.ru_maxrss // 1024, seconds


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gets_a_clear_message(tmp_path: Path, name: str) -> None:
    content, words = FILES[name]
    status, said, megabytes, seconds = check(tmp_path, content)
    print(f"{name}: status {status}, {megabytes} MB, {seconds:.1f} s")
    assert status == 2, said[-500:]
    assert b"Traceback" not in said
    assert words in said.replace(b"file.yaml", b"file"), said[-500:]
    assert megabytes < LIMIT
    assert len(said) < 20_000
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file.yaml", "said"]


@pytest.mark.parametrize("name", HONEST)
def test_odd_but_honest_text_is_only_text(tmp_path: Path, name: str) -> None:
    status, said, megabytes, _ = check(tmp_path, HONEST[name])
    assert status in (0, 1), said[-500:]
    assert b"Traceback" not in said
    assert megabytes < LIMIT
