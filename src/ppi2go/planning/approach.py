"""Ordinary purchase, PPI, PCP or innovation partnership: which way the answers lead."""

from __future__ import annotations

from ppi2go.errors import Ppi2goError
from ppi2go.model.plan import ApproachResult
from ppi2go.model.process import Process
from ppi2go.planning.facts import Facts


def choose_approach(process: Process, facts: Facts) -> ApproachResult:
    """Return the first approach of the process data whose condition holds."""
    for approach in process.approaches:
        if approach.when.holds(facts):
            return ApproachResult(approach=approach, reasons=approach.reasons)
    raise Ppi2goError("frameworks/process.yaml: no approach fits the answers; the last one should always hold")
