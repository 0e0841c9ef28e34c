"""The workbooks by their ids: what each is made from, and what writes it."""

from __future__ import annotations

from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.workbooks.book import Write, make_book

Plain = dict[str, Any]


def workbook_data(name: str, context: Plain) -> Any:
    """Return the part of the context that a workbook is made from; None where there is nothing to write."""
    match name:
        case "life-cycle-cost":
            return context["cost"]
        case "evaluation-grid":
            return (context["theme"]["award"], context["theme"]["scale"]) if context["theme"]["award"] else None
        case "risk-register":
            return (context["theme"]["risks"], context["tasks"]) if context["theme"]["risks"] else None
        case _:
            return context["theme"]["kpis"] or None


def make_workbook(name: str, context: Plain, language: Language, *, title: str) -> bytes:
    """Write a workbook."""
    return make_book(_writer(name), context, language, title=title)


def _writer(name: str) -> Write:
    match name:
        case "life-cycle-cost":
            from ppi2go.rendering.workbooks.life_cycle_cost import write_life_cycle_cost

            return write_life_cycle_cost
        case "evaluation-grid":
            from ppi2go.rendering.workbooks.evaluation_grid import write_evaluation_grid

            return write_evaluation_grid
        case "risk-register":
            from ppi2go.rendering.workbooks.risk_register import write_risk_register

            return write_risk_register
        case _:
            from ppi2go.rendering.workbooks.kpi_dashboard import write_kpi_dashboard

            return write_kpi_dashboard
