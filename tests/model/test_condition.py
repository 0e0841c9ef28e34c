from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from ppi2go.model.condition import Condition

READ: TypeAdapter[Any] = TypeAdapter(Condition)
FACTS: dict[str, Any] = {
    "project.contract": "supplies",
    "project.estimated_value": Decimal(500),
    "timing.urgent": False,
    "plan.stages": ("call", "tenders"),
    "threshold.eu": Decimal(500),
}


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({"field": "project.contract", "is": "supplies"}, True),
        ({"field": "project.contract", "in": ["works", "services"]}, False),
        ({"field": "timing.urgent", "is": False}, True),
        ({"field": "plan.stages", "has": "tenders"}, True),
        ({"field": "project.title", "known": False}, True),
        ({"field": "project.title", "is": "x"}, False),
        ({"not": {"field": "project.title", "is": "x"}}, True),
        ({"field": "project.estimated_value", "at_least": 500}, True),
        ({"field": "project.estimated_value", "below": 500}, False),
        ({"field": "project.estimated_value", "at_least_threshold": "eu"}, True),
        ({"field": "project.estimated_value", "below_threshold": "no-such-limit"}, False),
        ({"all": [{"field": "timing.urgent", "is": False}, {"field": "project.contract", "is": "works"}]}, False),
        ({"any": [{"field": "timing.urgent", "is": True}, {"field": "project.contract", "is": "supplies"}]}, True),
    ],
)
def test_conditions_hold_as_they_read(condition: dict[str, Any], holds: bool) -> None:
    assert READ.validate_python(condition).holds(FACTS.get) is holds


@pytest.mark.parametrize("broken", [{"field": "a.b"}, {"field": "a.b", "is": "x", "in": ["x"]}, {"is": "x"}])
def test_a_test_needs_one_field_and_one_comparison(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        READ.validate_python(broken)
