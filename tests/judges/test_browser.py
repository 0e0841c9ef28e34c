"""Chromium shows the roadmap page: no horizontal overflow at 1280 and 400 pixels, nothing fetched from anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from judging import program, run

FRAME = """<!doctype html><iframe id=f src="{page}" style="width:{width}px;height:900px;border:0"></iframe>
<script>onload = () => {{ const d = document.getElementById("f").contentDocument.documentElement;
document.title = d.scrollWidth + " of " + d.clientWidth; }}</script>"""
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--allow-file-access-from-files",
)  # fmt: skip


@pytest.mark.parametrize("width", [1280, 400, 320])
def test_the_page_never_overflows(pack: Path, tmp_path: Path, width: int) -> None:
    chromium = program("chromium", "chromium-browser", "google-chrome")
    for page in sorted(pack.glob("*-roadmap.html")):
        frame = pack / f"frame-{width}.html"
        frame.write_text(FRAME.format(page=page.name, width=width), "utf-8")
        shown = run(
            chromium, *FLAGS, f"--user-data-dir={tmp_path}", "--virtual-time-budget=3000", "--dump-dom", frame.as_uri()
        )
        title = re.search(r"<title>(\d+) of (\d+)</title>", shown)
        assert title, shown[:500]
        assert int(title[1]) <= int(title[2]), (page.name, width, title[0])


def test_the_page_needs_no_network(pack: Path) -> None:
    for page in pack.glob("*-roadmap.html"):
        text = page.read_text("utf-8")
        assert not re.search(r"""<(script|link|img|iframe)\b|@import|url\((?!#)""", text)
