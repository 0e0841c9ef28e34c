"""What many tests share: the shipped data, loaded once, and the examples planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ppi2go.answers.completing import complete
from ppi2go.answers.reading import read_answers, read_source
from ppi2go.catalogue.load import Catalogue, Folders, load_catalogue
from ppi2go.l10n import Language
from ppi2go.model.plan import Plan
from ppi2go.planning.plan import make_plan
from ppi2go.rendering.context import Rendering
from ppi2go.rendering.documents import document_files, document_sources
from ppi2go.rendering.environment import escape_markdown
from ppi2go.rendering.formats import HouseStyle

ROOT = Path(__file__).resolve().parents[1]
MONDAY = date(2027, 1, 11)
MakePlan = Callable[..., Plan]


@cache
def shipped(country: str = "SK", theme: str = "energy") -> Catalogue:
    return load_catalogue(country, theme, Folders())


TRNAVA = "trnava-adaptive-lighting.yaml"
EXAMPLES = sorted((file.name for file in (ROOT / "examples").glob("*.yaml")), key=lambda name: (name != TRNAVA, name))
"""The examples, that of the main job first."""


def planned(given: dict[str, Any], country: str, theme: str, today: date | None = None) -> tuple[Plan, dict[str, Any]]:
    """Plan with some answers and the defaults of the rest; return the plan and the complete answers."""
    catalogue = shipped(country, theme)
    values, assumptions = complete(given, catalogue.questions, country=country, theme=theme, next_working_day=MONDAY)
    plan = make_plan(
        values,
        catalogue.framework,
        catalogue.theme,
        catalogue.process,
        calibration=catalogue.calibration,
        calendars=catalogue.calendars,
        assumptions=assumptions,
        today=today,
    )
    return plan, values


def example_rendering(name: str, language: str, today: date, **changed: Any) -> Rendering:
    """Plan an example of `examples/` in a language, with some answers changed."""
    source = read_source(ROOT / "examples" / name)
    catalogue = shipped(source.data["country"], source.data["theme"])
    currencies = [period.code for period in catalogue.framework.currencies]
    tasks = [step.id for step in catalogue.process.steps]
    answers = read_answers(source, catalogue.questions, currencies=currencies, tasks=tasks)
    plan, values = planned(answers.values | changed, answers.country, answers.theme)
    return Rendering(plan, catalogue, values, Language(language), today, escape_markdown)


def written(rendering: Rendering, *formats: str) -> dict[str, dict[str, bytes]]:
    """Write all documents of a plan: id of the document → format → bytes."""
    found: dict[str, dict[str, bytes]] = {}
    for document_id, file in document_files(document_sources(rendering), formats, HouseStyle()):
        found.setdefault(document_id, {})[file.name.rsplit(".")[-1]] = file.make()
    return found
