from __future__ import annotations

import json
from pathlib import Path

from program import run

from shipped import ROOT

EXAMPLE = ROOT / "examples/trnava-adaptive-lighting.yaml"


def test_what_moved_and_why(tmp_path: Path) -> None:
    assert run("plan", EXAMPLE, "-o", "out", "--quiet", "--lang", "en", cwd=tmp_path).returncode == 0
    same = run("plan", EXAMPLE, "--against", "out/plan.json", "-o", "again", "--lang", "en", cwd=tmp_path)
    assert "Nothing has moved" in same.stdout
    later = run(
        "plan", EXAMPLE, "--start", "2027-02-01", "--against", "out/plan.json", "--json", "--lang", "en", cwd=tmp_path
    )
    assert later.returncode == 0, later.stderr
    changes = json.loads(later.stdout)
    causes = {(item["kind"], item["what"]) for item in changes["because"]}
    assert ("answer", "timing.start") in causes
    assert ("law", "law_on") in causes
    moved = {item["id"]: item["days"] for item in changes["moved"]}
    assert moved["notice-dispatch"] > 0


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", "utf-8")
    for name, words in (("x.json", "is not a plan.json"), ("none.json", "cannot be read")):
        done = run("plan", EXAMPLE, "--against", name, cwd=tmp_path)
        assert done.returncode == 2
        assert words in done.stderr
