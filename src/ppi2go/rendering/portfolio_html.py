"""The portfolio as one self-contained HTML page: a line for each project, the load of the team under the same axis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.environment import make_environment
from ppi2go.rendering.gantt import Chart, chart
from ppi2go.resources import folder

Plain = dict[str, Any]
TEMPLATE = "portfolio/portfolio.html.j2"
STYLES = ("roadmap/roadmap.css", "portfolio/portfolio.css")
LOAD_HEIGHT = 190
_LABEL = 14
"""Pixels that the figure above a line needs."""
_HEADROOM = 1.08
"""The chart of the load ends a little above its highest column."""


@dataclass(frozen=True)
class LoadColumn:
    """The load of a month: where its two columns stand, in per cent across and pixels down."""

    month: date
    x: float
    width: float
    before: Decimal
    after: Decimal
    before_top: float
    after_top: float
    over: bool


@dataclass(frozen=True)
class LoadChart:
    """The load before and after levelling under the axis of the projects, with the line of the capacity."""

    columns: tuple[LoadColumn, ...]
    capacity: Decimal
    capacity_y: float
    ticks: tuple[tuple[int, float], ...]
    height: int = LOAD_HEIGHT


def render_portfolio(
    context: Plain, language: Language, *, today: date | None = None, own_templates: Path | None = None
) -> str:
    """Return the page."""
    drawing = portfolio_chart(context, today=today)
    environment = make_environment(language, own_templates)
    css = "\n".join(_style(name, own_templates) for name in STYLES)
    return environment.get_template(TEMPLATE).render(
        context | {"chart": drawing, "load": load_chart(context, drawing), "css": css}
    )


def portfolio_chart(context: Plain, *, today: date | None = None) -> Chart:
    """Lay out a group for each project: waiting, phases, periods of the law, milestones, the day of the need."""
    tasks = [task for project in context["projects"] for task in _tasks(project)]
    groups = [{"id": item["id"], "start": item["start"], "end": item["end"]} | item for item in context["projects"]]
    return chart(tasks, groups, [], start=context["start"], end=context["end"], today=today)


def _tasks(project: Plain) -> list[Plain]:
    def task(kind: str, name: str, start: date, end: date) -> Plain:
        return {"phase": project["id"], "kind": kind, "name": name, "start": start, "end": end}

    found = [
        task("phase", f"{item['number']} {item['name']}", item["start"], item["end"]) for item in project["phases"]
    ]
    if project["shift_days"] > 0:
        found.insert(0, task("wait", "", project["wished"], project["start"]))
    found += [task("statutory", item["name"], item["start"], item["end"]) for item in project["periods"]]
    found += [task("milestone", item["name"], item["day"], item["day"]) for item in project["milestones"]]
    if project["needed_by"]:
        found.append(task("needed", "", project["needed_by"], project["needed_by"]))
    return found


def load_chart(context: Plain, drawing: Chart) -> LoadChart:
    """Lay out the load of each month under the same axis."""
    capacity: Decimal = context["capacity"]
    loads = {item["month"]: item for item in context["months"]}
    peak = max([capacity, *(item[side] for item in loads.values() for side in ("before", "after"))])
    full = float(peak) * _HEADROOM

    def top(days: Decimal | int) -> float:
        return round(LOAD_HEIGHT * (1 - float(days) / full), 2)

    columns = [
        LoadColumn(
            month=stretch.day,
            x=stretch.x,
            width=stretch.width,
            before=item["before"],
            after=item["after"],
            before_top=top(item["before"]),
            after_top=top(item["after"]),
            over=item["after"] > capacity,
        )
        for stretch in drawing.months
        if (item := loads.get(stretch.day))
    ]
    step = next(size for size in (5, 10, 20, 25, 50, 100, 200, 500, 1000, 10**9) if full / size <= 6)
    ticks = tuple((days, top(days)) for days in range(step, int(full) + 1, step) if top(days) > _LABEL)
    return LoadChart(tuple(columns), capacity, top(capacity), ticks)


def _style(name: str, own: Path | None) -> str:
    path = own / name if own else None
    return (path if path and path.is_file() else folder("templates") / name).read_text("utf-8")
