from __future__ import annotations

from pathlib import Path

from program import run
from test_plan import tree

from shipped import ROOT

EXAMPLE = ROOT / "examples/trnava-adaptive-lighting.yaml"


def test_one_date_is_explained_with_its_provision(tmp_path: Path) -> None:
    done = run(
        "plan",
        EXAMPLE,
        "--on",
        "2027-02-24",
        "--start",
        "2026-01-12",
        "--explain",
        "tender-period",
        "--lang",
        "en",
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert "The legal minimum is 35 days." in text
    assert "shortened to 30 days: tenders are submitted electronically" in text
    assert "§ 66 ods." in text
    assert "26 March 2027, is a public holiday" in text
    assert tree(tmp_path) == []


def test_all_dates_can_be_explained(tmp_path: Path) -> None:
    done = run("plan", EXAMPLE, "--explain", "all", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.count("[") > 40


def test_a_task_that_the_plan_has_not_is_refused(tmp_path: Path) -> None:
    done = run("plan", EXAMPLE, "--explain", "tender-peroid", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'tender-period'?" in done.stderr
