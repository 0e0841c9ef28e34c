"""Rules on templates: they parse, and use only what they are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from ppi2go.catalogue.lint.scopes import Scopes
from ppi2go.catalogue.lint.workspace import File
from ppi2go.errors import FileFault, Position, near_miss
from ppi2go.l10n import Language
from ppi2go.model.law import Rule
from ppi2go.rendering.environment import make_environment

CONTEXT = frozenset(
    "alternatives answer approach assumed assumptions buyer_name documents findings holidays institutions language "
    "need phases plan procedure regime rules shown task tasks theme".split()
)
"""What `build_context` gives to every template; a test holds the two together."""

EXTRA = {"documents": frozenset({"document", "fill", "given"}), "roadmap": frozenset({"chart", "css"})}
"""What the templates of a folder are given besides."""

ATTRIBUTES: dict[str, frozenset[str]] = {}
"""Attributes of the names whose content is always the same."""

_ASKS_FOR = {"answer": "question", "shown": "question", "assumed": "question", "given": "question", "task": "step"}
"""Function of the context → what its first argument names."""


@dataclass(frozen=True)
class _Template:
    file: File
    tree: nodes.Template
    names: frozenset[str]

    def fault(self, node: nodes.Node, message: str, rule: str) -> FileFault:
        return FileFault(Position(self.file.name, node.lineno), message, rule)


def check_templates(texts: Mapping[str, str], files: Sequence[File], scopes: Scopes) -> Iterator[FileFault]:
    """Find every fault of the templates; `texts` are all that may be imported, by their names."""
    environment = make_environment(Language("en"))
    known = {
        "question": scopes.all_questions,
        "step": scopes.process_ids["step"],
        "topic": frozenset(get_args(Rule.model_fields["topic"].annotation)),
    }
    exported = {name: _exported(environment, text) for name, text in texts.items()}
    for file in files:
        try:
            tree = environment.parse(texts[file.key])
        except TemplateSyntaxError as error:
            yield FileFault(Position(file.name, error.lineno), str(error.message), "template-syntax")
            continue
        folder = file.key.split("/")[0]
        template = _Template(file, tree, CONTEXT | EXTRA.get(folder, frozenset()))
        yield from _variables(template)
        yield from _filters(template, environment)
        yield from _imports(template, exported)
        yield from _calls(template, known)


def _exported(environment: Environment, text: str) -> frozenset[str] | None:
    """Return the macros and variables of a template; None where it does not parse."""
    try:
        body = environment.parse(text).body
    except TemplateSyntaxError:
        return None
    macros = {node.name for node in body if isinstance(node, nodes.Macro)}
    variables = {node.target.name for node in body if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name)}
    return frozenset(macros | variables)


def _variables(template: _Template) -> Iterator[FileFault]:
    undeclared = meta.find_undeclared_variables(template.tree)
    for node in template.tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in undeclared - template.names:
            message = f"templates are not given '{node.name}'"
            hint = near_miss(node.name, template.names) or f"; given: {', '.join(sorted(template.names))}"
            yield template.fault(node, message + hint, "template-variable")
    for node in template.tree.find_all(nodes.Getattr):
        of = node.node.name if isinstance(node.node, nodes.Name) and node.node.name in undeclared else ""
        allowed = ATTRIBUTES.get(of)
        if allowed and node.attr not in allowed:
            hint = near_miss(node.attr, allowed) or f"; known: {', '.join(sorted(allowed))}"
            yield template.fault(node, f"'{of}' has no '{node.attr}'{hint}", "template-variable")


def _filters(template: _Template, environment: Environment) -> Iterator[FileFault]:
    for kind, known in ((nodes.Filter, environment.filters), (nodes.Test, environment.tests)):
        for node in template.tree.find_all(kind):
            if node.name not in known:
                message = f"no {kind.__name__.lower()} is called '{node.name}'{near_miss(node.name, known)}"
                yield template.fault(node, message, "template-syntax")


def _imports(template: _Template, exported: Mapping[str, frozenset[str] | None]) -> Iterator[FileFault]:
    targets: dict[str, frozenset[str] | None] = {}
    for node in template.tree.find_all((nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends)):
        name = _constant(node.template)
        if name is None:
            continue
        if name not in exported:
            message = f"no template is called '{name}'{near_miss(name, exported)}"
            yield template.fault(node, message, "template-import")
        elif isinstance(node, nodes.Import):
            targets[node.target] = exported[name]
        elif isinstance(node, nodes.FromImport):
            wanted = [item if isinstance(item, str) else item[0] for item in node.names]
            yield from _macros(template, node, wanted, exported[name])
    for found in template.tree.find_all(nodes.Getattr):
        if isinstance(found.node, nodes.Name) and found.node.name in targets:
            yield from _macros(template, found, [found.attr], targets[found.node.name])


def _macros(
    template: _Template, node: nodes.Node, wanted: Sequence[str], exported: frozenset[str] | None
) -> Iterator[FileFault]:
    for name in wanted:
        if exported is not None and name not in exported:
            message = f"no macro is called '{name}'{near_miss(name, exported)}"
            yield template.fault(node, message, "template-import")


def _calls(template: _Template, known: Mapping[str, frozenset[str] | None]) -> Iterator[FileFault]:
    for node in template.tree.find_all(nodes.Call):
        function = node.node.name if isinstance(node.node, nodes.Name) else ""
        noun = "topic" if function == "rules" else _ASKS_FOR.get(function)
        name = _constant(node.args[0]) if node.args else None
        allowed = known.get(noun) if noun else None
        if allowed is not None and name is not None and name not in allowed:
            message = f"no {noun} has the id '{name}'{near_miss(name, allowed)}"
            yield template.fault(node, message, "template-field")


def _constant(node: Any) -> str | None:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None
