"""A seeded sample of generated answers files; check_runs.py takes a thousand."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_runs import one

from ppi2go.cli import planning

SEED = 20261123


@pytest.mark.slow
@pytest.mark.parametrize("ten", range(6))
def test_check_never_crashes_and_never_contradicts_plan(
    ten: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "_load_once", None)  # restored afterwards
    outcomes = [one(number, SEED, tmp_path) for number in range(10 * ten, 10 * ten + 10)]
    assert [outcome.wrong for outcome in outcomes if outcome.wrong] == []
    assert any(outcome.findings for outcome in outcomes)
