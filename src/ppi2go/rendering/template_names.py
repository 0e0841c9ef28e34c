"""What a template may use: variables, functions and filters, each with an example from a real plan."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from ppi2go.errors import UsageError, near_miss
from ppi2go.model.base import msgid
from ppi2go.rendering.context import Rendering, build_context
from ppi2go.rendering.documents import document_sources, index_context
from ppi2go.rendering.environment import make_environment
from ppi2go.rendering.gantt import chart
from ppi2go.rendering.roadmap_html import as_plain

Row = dict[str, str]
FUNCTIONS: dict[str, tuple[str, str]] = {
    "_": ('{{ _("The buyer is %(name)s.", name=buyer_name) }}', msgid("A text in the language of the document.")),
    "answer": ('{{ answer("buyer.type") }}', msgid("An answer as it was written, or nothing.")),
    "shown": ('{{ shown("buyer.type") }}', msgid("An answer as people read it, or nothing.")),
    "assumed": ('{{ assumed("buyer.type") }}', msgid("Whether an answer is a default that nobody gave.")),
    "given": (
        '{{ given("buyer.name", "name of the authority") }}',
        msgid("An answer as people read it, or a place to be filled in."),
    ),
    "fill": ('{{ fill("name of the chair") }}', msgid("A place that the user must fill in.")),
    "task": ('{{ task("notice-dispatch").end|day }}', msgid("A task of the roadmap, or nothing.")),
    "rules": (
        '{{ (rules("contract")|first).name }}',
        msgid("The rules of the law on a topic; with further words, those whose id holds one of them."),
    ),
}
FILTERS: dict[str, tuple[str, str]] = {
    "day": ("{{ plan.start|day }}", msgid("A day in words.")),
    "shortday": ("{{ plan.start|shortday }}", msgid("A day in numbers, with its weekday.")),
    "month": ("{{ plan.start|month }}", msgid("The month of a day.")),
    "money": ("{{ plan.value|money(plan.currency) }}", msgid("An amount with its currency.")),
    "number": ("{{ plan.value|number }}", msgid("A number as the language writes it.")),
    "period": ('{{ 30|period("days") }}', msgid("A length of time.")),
    "cite": ("{{ regime.citation|cite }}", msgid("A provision with its act, and a mark where it is not confirmed.")),
    "sentence": ('{{ ["a", "b", "c"]|sentence }}', msgid("A list in a sentence.")),
}
JINJA = (
    "abs batch capitalize default dictsort escape first float format groupby int items join last length list lower "
    "map max min reject rejectattr replace reverse round safe select selectattr sort string sum title trim truncate "
    "unique upper wordcount"
)
"""The filters of Jinja that can be used as well."""
_ONLY = {"chart": "roadmap", "css": "roadmap", "pack": "index", "common": "index"}
"""Variable → the only document that is given it."""
_WIDTH = 80


def names(rendering: Rendering, wanted: str | None = None) -> dict[str, list[Row]]:
    """Return variables, functions and filters with an example each; of one name, all that is below it.

    Raises UsageError for a name that there is not.
    """
    context = _context(rendering)
    variables = {name: value for name, value in context.items() if not callable(value)}
    if wanted is not None:
        return _one(wanted, variables, context, rendering)
    rows = [row for name in sorted(variables) for row in _rows(name, variables[name], 1)]
    return {"variables": rows, **_calls(context, rendering, {**FUNCTIONS, **FILTERS})}


def text(found: Mapping[str, list[Row]], rendering: Rendering) -> str:
    """Return the names for 80 columns."""
    return "\n".join(_lines(found, rendering)) + "\n"


def readme(rendering: Rendering) -> str:
    """Return what explains an exported folder: how to use it, and what its templates may use."""
    t = rendering.language.text
    found = names(rendering)
    lines = [f"# {t('Your own templates')}", ""]
    lines += [t("Change what you like here, and delete what you leave as it is: a template that is not here is ours.")]
    lines += ["", "    ppi2go templates check .", "    ppi2go plan ANSWERS --templates .", ""]
    lines += [f"## {t('Variables')}", "", t("The examples are those of a real plan."), ""]
    lines += [f"| {t('Name')} | {t('Kind')} | {t('Example')} |", "|---|---|---|"]
    lines += [f"| `{row['name']}` | {row['kind']} | {row['example'].replace('|', '/')} |" for row in found["variables"]]
    for kind, title in (("functions", t("Functions")), ("filters", t("Filters"))):
        lines += ["", f"## {title}", "", f"| {t('Example')} | {t('What it gives')} | |", "|---|---|---|"]
        for row in found[kind]:
            use, gives = (row[key].replace("|", "\\|") for key in ("use", "gives"))
            lines.append(f"| `{use}` | {row['means']} | {gives} |")
    lines += ["", f"{t('Filters of Jinja')}: {JINJA}", ""]
    return "\n".join(lines)


def _context(rendering: Rendering) -> dict[str, Any]:
    """Return what all templates are given, that of the index and of the page included."""
    context, plan = build_context(rendering), rendering.plan
    sources = document_sources(rendering, None, [item.document.id for item in plan.documents[:1]])
    drawing = chart(
        context["tasks"], context["phases"], context["holidays"], start=plan.roadmap.start, end=plan.roadmap.end
    )
    own = {"document": rendering.document(plan.documents[0]), "chart": as_plain(drawing), "css": ".roadmap { … }"}
    calls: dict[str, Any] = {
        "fill": lambda label: f"[[{label}]]",
        "given": lambda name, label: rendering.shown(name) or f"[[{label}]]",
    }
    return context | own | index_context(rendering, sources) | calls


def _rows(name: str, value: Any, depth: int) -> Iterator[Row]:
    """Yield a value, and what is in it down to a depth; of a list the first that it holds."""
    inside: Any = value
    while isinstance(inside, list | tuple) and inside:
        name, inside = f"{name}[]", inside[0]
    only = f" ({_ONLY[name.rstrip('[]')]})" if name.rstrip("[]") in _ONLY else ""
    if isinstance(inside, dict) and inside and depth >= 0:
        for key, item in inside.items():
            yield from _rows(f"{name}.{key}", item, depth - 1)
    else:
        yield {"name": name, "kind": _kind(inside) + only, "example": _shown(inside)}


def _one(
    wanted: str, variables: Mapping[str, Any], context: Mapping[str, Any], rendering: Rendering
) -> dict[str, list[Row]]:
    calls = {name: call for name, call in {**FUNCTIONS, **FILTERS}.items() if name == wanted}
    if calls:
        return {"variables": [], **_calls(context, rendering, calls)}
    value: Any = variables
    path = ""
    for part in wanted.replace("[]", "").split("."):
        while isinstance(value, list | tuple) and value:
            path, value = f"{path}[]", value[0]
        known = list(value) if isinstance(value, dict) else []
        if part not in known:
            raise UsageError(f"templates are not given '{wanted}'{near_miss(part, [*known, *FUNCTIONS, *FILTERS])}")
        path, value = f"{path}.{part}".lstrip("."), value[part]
    return {"variables": list(_rows(path, value, 4)), "functions": [], "filters": []}


def _calls(
    context: Mapping[str, Any], rendering: Rendering, calls: Mapping[str, tuple[str, str]]
) -> dict[str, list[Row]]:
    environment, t = make_environment(rendering.language), rendering.language.text
    found: dict[str, list[Row]] = {"functions": [], "filters": []}
    for name, (use, means) in calls.items():
        gives = environment.from_string(use).render(context)
        row = {"name": name, "use": use, "means": t(means), "gives": gives}
        found["functions" if name in FUNCTIONS else "filters"].append(row)
    return found


def _lines(found: Mapping[str, list[Row]], rendering: Rendering) -> Iterator[str]:
    t = rendering.language.text
    for row in found["variables"]:
        yield from _wrapped(f"{row['name']}  {row['kind']}  {row['example']}")
    for kind, title in (("functions", t("Functions")), ("filters", t("Filters"))):
        if found[kind] and found["variables"]:
            yield from ("", title.upper())
        for row in found[kind]:
            yield from _wrapped(row["use"])
            yield from _wrapped(f"    {row['means']} → {row['gives']}")
    if found["variables"] and found["filters"]:
        yield from _wrapped(f"{t('Filters of Jinja')}: {JINJA}")


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    return textwrap.wrap(line, _WIDTH, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "true/false"
        case int() | float() | Decimal():
            return "number"
        case date():
            return "day"
        case dict():
            return "mapping"
        case list() | tuple():
            return "list"
        case None:
            return "text or nothing"
    return "text"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(value)
    text_ = "" if value is None or isinstance(value, list | tuple) else str(value)
    return textwrap.shorten(text_, 60, placeholder=" …")


def for_reading(rendering: Rendering) -> Rendering:
    """Return the plan with texts as people read them, without the escapes of Markdown."""
    return replace(rendering, escape=str)
