"""A seeded sample of the mutation run; `python tests/catalogue/lint/mutations.py --full` injects at many places."""

from __future__ import annotations

import pytest
from injection import Mutator, shipped_complaints
from mutations import MUTATORS, run, table

SEED = 20261123
NOT_YET_TRANSLATED = {"po-empty"}


@pytest.mark.parametrize("mutator", [item for item in MUTATORS if item.demanded], ids=lambda item: item.kind)
def test_every_fault_of_a_kind_is_caught(mutator: Mutator) -> None:
    result = run(mutator, SEED, per_file=1, per_kind=4)
    assert result.injected, "this kind of fault can be injected nowhere"
    assert not result.missed


@pytest.mark.parametrize("mutator", [item for item in MUTATORS if not item.demanded], ids=lambda item: item.kind)
def test_the_share_of_random_slips_is_told(mutator: Mutator, capsys: pytest.CaptureFixture[str]) -> None:
    result = run(mutator, SEED, per_file=1, per_kind=6)
    print(table([result]))
    assert f"{mutator.kind}" in capsys.readouterr().out


def test_nothing_that_is_shipped_has_complaints() -> None:
    found = [f"{fault.position}: {fault.rule} {fault.message}" for fault in shipped_complaints()]
    assert not [text for text in found if not any(f": {rule} " in text for rule in NOT_YET_TRANSLATED)]
