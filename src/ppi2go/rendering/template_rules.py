"""What a template of a user must not even say: found in its text, before anything of it runs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError

from ppi2go.errors import near_miss

FUNCTIONS = frozenset(["range", "dict", "namespace", "_", "gettext", "ngettext"])
"""What every template can call besides the functions of its context, its macros and `loop`."""
_FORBIDDEN = frozenset(["cycler", "joiner", "lipsum", "self", "super"])
_PATHS = frozenset(["map", "sort", "sum", "unique", "groupby", "min", "max", "join", "select", "reject"])
_FORMAT = re.compile(r"%%|%\+?(?:\d{0,2})(?:\.\d{0,2})?[sdf]")
_MESSAGE = re.compile(r"%%|%\(\w+\)s")

Refused = tuple[nodes.Node, str]


class RefusedTemplate(SecurityError):
    """Raised for a template that is refused before it runs; knows the line."""

    def __init__(self, message: str, line: int = 1, filename: str | None = None) -> None:
        super().__init__(message)
        self.lineno = line
        self.filename = filename


def refusals(tree: nodes.Template, filters: Collection[str]) -> Iterator[Refused]:
    """Yield what a template must not say, with its place; `filters` are those that it may use."""
    for node in tree.find_all(nodes.Node):
        match node:
            case nodes.Getattr():
                yield from _attribute(node, node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str() as name)):
                yield from _attribute(node, name)
            case nodes.Name(ctx="load", name=name) if name in _FORBIDDEN:
                yield node, f"'{name}' cannot be used in a template"
            case nodes.Filter():
                yield from _filter(node, filters)
            case nodes.Mod(left=nodes.Const(value=str())):
                yield node, "texts are not put together with %; write {{ a ~ b }} or {{ _('… %(name)s', name=a) }}"
            case nodes.Include() | nodes.Import() | nodes.FromImport() | nodes.Extends():
                yield from _name(node, node.template)
            case nodes.Call(node=nodes.Name(name="_" | "gettext" | "ngettext")):
                yield from _messages(node)
            case _:
                pass


def format_faults(pattern: str) -> str | None:
    """Return what is wrong with a pattern for |format, or None."""
    if "%" in _FORMAT.sub("", pattern):
        return "a pattern for |format may hold %s, %d, %f with two digits of width, and %%"
    return None


def message_faults(message: str) -> str | None:
    """Return what is wrong with a text that is translated, or None."""
    if "%" in _MESSAGE.sub("", message):
        return "a text in _() may hold %(name)s and %% only"
    return None


def _attribute(node: nodes.Node, name: str) -> Iterator[Refused]:
    if name.startswith("_"):
        yield node, f"'{name}' cannot be used: names that begin with _ are not for templates"
    elif name in ("format", "format_map"):
        yield node, f"'.{name}' cannot be used; write {{{{ a ~ b }}}} or {{{{ _('… %(name)s', name=a) }}}}"


def _filter(node: nodes.Filter, filters: Collection[str]) -> Iterator[Refused]:
    if node.name not in filters:
        hint = near_miss(node.name, filters) or "; 'ppi2go templates variables' lists those that can"
        yield node, f"the filter '{node.name}' cannot be used{hint}"
    given = [*node.args, *(pair.value for pair in node.kwargs)]
    for value in given:
        if isinstance(value, nodes.Const) and isinstance(value.value, str) and _path(node.name):
            for part in value.value.split("."):
                yield from _attribute(value, part) if part.startswith("__") else ()
    if node.name == "format" and isinstance(node.node, nodes.Const) and isinstance(node.node.value, str):
        fault = format_faults(node.node.value)
        if fault:
            yield node, fault


def _path(name: str) -> bool:
    return name in _PATHS or name.endswith("attr")


def _name(node: nodes.Node, template: Any) -> Iterator[Refused]:
    """Yield what is wrong with the name of another template: it must stay in the folder, and be written out."""
    values = template.items if isinstance(template, nodes.List | nodes.Tuple) else [template]
    for value in values:
        name = value.value if isinstance(value, nodes.Const) else None
        names = name if isinstance(name, list | tuple) else [name]
        for item in names:
            if not isinstance(item, str):
                yield node, 'the name of another template must be written out, such as "documents/_macros.md.j2"'
            elif leaves_folder(item):
                yield node, f"'{item}' is outside the folder of templates; name it as in \"documents/_macros.md.j2\""


def leaves_folder(name: str) -> bool:
    """Tell whether the name of a template leads out of its folder."""
    return name.startswith(("/", "~")) or ".." in name.split("/") or any(sign in name for sign in "\\:\0")


def _messages(node: nodes.Call) -> Iterator[Refused]:
    for value in node.args:
        fault = isinstance(value, nodes.Const) and isinstance(value.value, str) and message_faults(value.value)
        if fault:
            yield value, fault
