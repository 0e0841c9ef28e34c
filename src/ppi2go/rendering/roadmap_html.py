"""The roadmap as one self-contained HTML page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.environment import make_environment
from ppi2go.rendering.gantt import chart
from ppi2go.resources import folder

CSS = "roadmap/roadmap.css"


def render_roadmap(
    context: dict[str, Any],
    language: Language,
    *,
    today: date | None = None,
    own_templates: Path | None = None,
) -> str:
    """Return the page."""
    plan = context["plan"]
    drawing = chart(
        context["tasks"],
        context["phases"],
        context["holidays"],
        start=plan["start"],
        end=plan["end"],
        today=today,
    )
    own_css = own_templates / CSS if own_templates else None
    css = own_css if own_css and own_css.is_file() else folder("templates") / CSS
    template = make_environment(language, own_templates).get_template("roadmap/roadmap.html.j2")
    return template.render(context | {"chart": drawing, "css": css.read_text("utf-8")})
