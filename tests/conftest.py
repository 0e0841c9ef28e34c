"""What many tests share: the shipped data, loaded once, and a plan in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ppi2go.answers.completing import complete
from ppi2go.catalogue.load import Catalogue, Folders, load_catalogue
from ppi2go.model.plan import Plan
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.plan import make_plan

ROOT = Path(__file__).resolve().parents[1]
MONDAY = date(2027, 1, 11)
MakePlan = Callable[..., Plan]


@cache
def shipped(country: str = "SK", theme: str = "energy") -> Catalogue:
    return load_catalogue(country, theme, Folders())


@pytest.fixture
def catalogue() -> Catalogue:
    return shipped()


@pytest.fixture
def slovak_days() -> WorkCalendar:
    return WorkCalendar("SK", "sk")


@pytest.fixture
def plan_for() -> MakePlan:
    """Plan with answers given as `field=value`, dots written as double underscores; the rest are defaults."""

    def make(*, country: str = "SK", theme: str = "energy", today: date | None = None, **given: Any) -> Plan:
        catalogue = shipped(country, theme)
        answers = {name.replace("__", "."): value for name, value in given.items()}
        values, assumptions = complete(
            answers, catalogue.questions, country=country, theme=theme, next_working_day=MONDAY
        )
        return make_plan(
            values, catalogue.framework, catalogue.theme, catalogue.process, assumptions=assumptions, today=today
        )

    return make
