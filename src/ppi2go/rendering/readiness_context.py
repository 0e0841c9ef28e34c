"""The readiness assessment as templates and the screen see it: statements that hold, and the steps that help."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

from ppi2go.model.readiness import HIGHEST, Readiness
from ppi2go.rendering.words import Plain


def readiness_context(
    readiness: Readiness, facts: Callable[[str], Any], steps: Container[str], text: Callable[[str], str]
) -> Plain:
    """Return the assessment in words; `facts` answers conditions, `steps` are those that the plan has."""
    groups: list[Plain] = []
    for group in readiness.groups:
        holding = [item for item in group.statements if item.when is None or item.when.holds(facts)]
        statements = [
            {
                "number": f"{group.letter}{number}",
                "text": text(item.text),
                "step": next((step for step in item.steps if step in steps), item.steps[-1]),
            }
            for number, item in enumerate(holding, start=1)
        ]
        groups.append(
            {
                "id": group.id,
                "letter": group.letter,
                "name": text(group.name),
                "advice": text(group.advice),
                "most": HIGHEST * len(statements),
                "statements": statements,
            }
        )
    return {
        "low": readiness.low,
        "most": sum(group["most"] for group in groups),
        "scale": [{"score": point.score, "meaning": text(point.meaning)} for point in readiness.scale],
        "bands": [{"from": band.from_, "meaning": text(band.meaning)} for band in readiness.bands],
        "groups": groups,
    }
