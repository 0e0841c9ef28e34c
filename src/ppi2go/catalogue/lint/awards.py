"""Rules on award criteria: weights are shares of one hundred."""

from __future__ import annotations

from typing import Any

from ppi2go.catalogue.lint.document import Document, Faults, select


def weights(document: Document) -> Faults:
    """Find award criteria that do not sum to 100 and parts that do not sum to their criterion."""
    for path, award in select(document.data, "awards/*"):
        total = _sum(award, "criteria/*/weight")
        if total is not None and total != 100:
            message = f"the weights of these criteria sum to {total}; they must sum to 100"
            yield document.fault((*path, "criteria"), message, "award-weights")
        for below, criterion in select(award, "criteria/*"):
            parts = _sum(criterion, "parts/*/weight")
            if parts is not None and parts != criterion.get("weight"):
                message = (
                    f"the parts sum to {parts}; they must sum to {criterion.get('weight')}, the criterion's weight"
                )
                yield document.fault((*path, *below, "parts"), message, "award-weights")


def _sum(data: Any, pattern: str) -> int | None:
    """Return the sum, or None where there is nothing to add or no number."""
    found = [value for _, value in select(data, pattern)]
    return sum(found) if found and all(isinstance(value, int) for value in found) else None
