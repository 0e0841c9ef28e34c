"""The roadmap as one self-contained HTML page."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ppi2go.errors import FileFault, InvalidFiles, Position
from ppi2go.l10n import Language
from ppi2go.rendering.environment import make_environment
from ppi2go.rendering.filling import fill_template
from ppi2go.rendering.gantt import chart
from ppi2go.rendering.template_rules import RefusedTemplate
from ppi2go.resources import folder

PAGE = "roadmap/roadmap.html.j2"
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
    environment = make_environment(language, own_templates)
    given = context | {"chart": as_plain(drawing) if own_templates else drawing, "css": _css(own_templates)}
    return fill_template(environment, PAGE, given)


def as_plain(value: Any) -> Any:
    """Return a drawing as mappings and lists: a user's template is given nothing else."""
    if is_dataclass(value):
        names = [field.name for field in fields(value)]
        names += [name for name in dir(value) if isinstance(getattr(type(value), name, None), property)]
        return {name: as_plain(getattr(value, name)) for name in names}
    return [as_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _css(own_templates: Path | None) -> str:
    if own_templates:
        from ppi2go.rendering.own_templates import own_file, read_own

        try:
            path = own_file(own_templates, CSS)
            if path:
                return read_own(path)
        except RefusedTemplate as error:
            raise InvalidFiles([FileFault(Position(str(error.filename), error.lineno), str(error))]) from None
    return (folder("templates") / CSS).read_text("utf-8")
