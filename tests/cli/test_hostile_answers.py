"""Hostile answers files: a clear message each, no traceback, bounded memory, whatever they hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAD = b"country: SK\ntheme: energy\n"
MEGABYTE = 1_000_000
LIMIT = 800_000
"""Kilobytes of address space that the process may take, libraries included; more ends it with a traceback."""
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


def check(folder: Path, content: bytes) -> tuple[int, bytes]:
    """Run `ppi2go check` on a file with bounded memory; return its status and all that it said."""
    (folder / "file.yaml").write_bytes(content)
    command = f"ulimit -v {LIMIT}; exec '{sys.executable}' -m ppi2go check file.yaml --lang en"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        timeout=30,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gets_a_clear_message(tmp_path: Path, name: str) -> None:
    content, words = FILES[name]
    status, said = check(tmp_path, content)
    assert status == 2, said[-500:]
    assert b"Traceback" not in said
    assert words in said.replace(b"file.yaml", b"file"), said[-500:]
    assert len(said) < 20_000
    assert [file.name for file in tmp_path.iterdir()] == ["file.yaml"]


@pytest.mark.parametrize("name", HONEST)
def test_odd_but_honest_text_is_only_text(tmp_path: Path, name: str) -> None:
    status, said = check(tmp_path, HONEST[name])
    assert status in (0, 1), said[-500:]
    assert b"Traceback" not in said
