"""A seeded sample of the mutation run; `python tests/catalogue/lint/mutations.py --full` injects at many places."""

from __future__ import annotations

import pytest
from injection import Mutator, shipped_complaints
from mutations import MUTATORS, run, table

SEED = 20261123


@pytest.mark.parametrize("mutator", [item for item in MUTATORS if item.demanded], ids=lambda item: item.kind)
def test_every_fault_of_a_kind_is_caught(mutator: Mutator) -> None:
    result = run(mutator, SEED, per_file=1, per_kind=1)
    assert result.injected, "this kind of fault can be injected nowhere"
    assert not result.missed


@pytest.mark.slow
@pytest.mark.parametrize("mutator", [item for item in MUTATORS if not item.demanded], ids=lambda item: item.kind)
def test_the_share_of_random_slips_is_told(mutator: Mutator, capsys: pytest.CaptureFixture[str]) -> None:
    print(table([run(mutator, SEED, per_file=1, per_kind=1)]))
    assert mutator.kind in capsys.readouterr().out


def test_nothing_that_is_shipped_has_complaints() -> None:
    """Texts without a translation are left aside: the catalogues are made language by language."""
    assert [str(fault) for fault in shipped_complaints() if fault.rule != "po-empty"] == []
