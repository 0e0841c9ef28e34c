"""Fixtures of the tests of documents."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A blue PNG, twice as wide as high."""
    width, height = 40, 20

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x14\x50\xa0" * width) * height)
    file = tmp_path / "logo.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
    return file
