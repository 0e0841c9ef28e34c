"""Rules on templates: they parse, and use only what they are given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from jinja2 import Environment, TemplateAssertionError, TemplateSyntaxError, meta, nodes

from ppi2go.catalogue.lint.scopes import Scopes
from ppi2go.catalogue.lint.workspace import File
from ppi2go.errors import FileFault, Position, near_miss
from ppi2go.l10n import Language
from ppi2go.model.law import Rule
from ppi2go.rendering.environment import make_environment
from ppi2go.rendering.template_filters import guarded
from ppi2go.rendering.template_limits import Budget
from ppi2go.rendering.template_rules import refusals

CONTEXT: dict[str, frozenset[str]] = {
    name: frozenset(attributes.split())
    for name, attributes in {
        "alternatives": "",
        "answer": "",
        "approach": "citations id name reasons summary",
        "assumed": "",
        "assumptions": "",
        "buyer_name": "",
        "confidence": "draws drivers end milestones sample source",
        "cost": (
            "by_year currency discount euro_rate items saving scenario scenarios stages today total total_undiscounted "
            "years"
        ),
        "documents": "",
        "findings": "",
        "holidays": "",
        "institutions": "",
        "language": "",
        "open_points": "",
        "need": (
            "affected contract cpv id indicators maturity name outcome problem solution_families state_of_the_art"
        ),
        "phases": "",
        "plan": (
            "buyer_type contract country currency data_version end law_on law_settled prepared_on start theme title "
            "value value_with_vat vat_rate verified_on"
        ),
        "procedure": (
            "against allowed award citation days_more grounds id minimum_invited name official_name periods reasons "
            "score stages standstill summary"
        ),
        "readiness": "bands groups low most scale",
        "regime": "act_applies band citation duties id name official_name thresholds",
        "rules": "",
        "shown": "",
        "task": "",
        "tasks": "",
        "theme": (
            "answers award consultation cost_items kpis requirements rights risks scale scenarios sector_law "
            "selection standards"
        ),
    }.items()
}
"""What `build_context` gives to every template, with the attributes of mappings; a test holds the two together."""

DOCUMENT = frozenset(["audience", "due", "id", "purpose", "signed_by", "step", "title"])
EXTRA: dict[str, dict[str, frozenset[str]]] = {
    "documents": {
        "document": DOCUMENT,
        "fill": frozenset(),
        "given": frozenset(),
        "pack": frozenset(),
        "common": frozenset(),
    },
    "roadmap": {"chart": frozenset(), "css": frozenset()},
    "portfolio": {
        name: frozenset()
        for name in (
            "region",
            "projects",
            "months",
            "capacity",
            "moved_up",
            "roles",
            "budget",
            "funding",
            "shared",
            "indicators",
            "figures",
            "mapping",
            "start",
            "end",
            "chart",
            "load",
            "css",
        )
    },
}
"""What the templates of a folder are given besides."""

_ASKS_FOR = {
    "answer": "question",
    "shown": "question",
    "assumed": "question",
    "given": "question",
    "task": "step",
    "rules": "topic",
}
"""Function of the context → what its first argument names."""


@dataclass(frozen=True)
class _Template:
    """A template that parses, its nodes found in one walk."""

    environment: Environment
    tree: nodes.Template

    @cached_property
    def nodes(self) -> dict[type[nodes.Node], list[Any]]:
        found: dict[type[nodes.Node], list[Any]] = defaultdict(list)
        for node in self.tree.find_all(nodes.Node):
            found[type(node)].append(node)
        return found

    @property
    def exported(self) -> frozenset[str]:
        """The macros and variables that another template may import."""
        return frozenset(node.name for node in self.nodes[nodes.Macro]) | self.assigned

    @cached_property
    def assigned(self) -> frozenset[str]:
        """The names that the template gives a value itself."""
        return frozenset(node.name for node in self.nodes[nodes.Name] if node.ctx in ("store", "param"))

    @cached_property
    def asked(self) -> frozenset[str]:
        """The names that the template must be given."""
        try:
            return frozenset(meta.find_undeclared_variables(self.tree) - self.assigned)
        except TemplateAssertionError:  # a filter or a test that there is not, which has its own fault
            read = {node.name for node in self.nodes[nodes.Name] if node.ctx == "load"}
            return frozenset(read - self.assigned - {"loop", "caller", "varargs", "kwargs", *self.environment.globals})


def check_templates(texts: Mapping[str, str], files: Sequence[File], scopes: Scopes) -> Iterator[FileFault]:
    """Find every fault of the templates; `texts` are all that may be imported, by their names."""
    environment = make_environment(Language("en"))
    allowed = guarded(environment.filters, Budget())
    parsed: dict[str, _Template | TemplateSyntaxError] = {}
    for name, text in texts.items():
        try:
            parsed[name] = _Template(environment, environment.parse(text))
        except TemplateSyntaxError as error:
            parsed[name] = error
        except (RecursionError, ValueError):  # ValueError: a number that is too long to be read
            parsed[name] = TemplateSyntaxError("nested too deeply to be read", 1)
    known = {
        "question": scopes.all_questions,
        "step": scopes.process_ids["step"],
        "topic": frozenset(get_args(Rule.model_fields["topic"].annotation)),
    }
    for file in files:
        template = parsed[file.key]
        if isinstance(template, TemplateSyntaxError):
            yield FileFault(Position(file.name, template.lineno), str(template.message), "template-syntax")
            continue
        given = CONTEXT | EXTRA.get(file.key.split("/")[0], {})
        found = [*_variables(template, given), *_filters(template), *_imports(template, parsed)]
        found += ((node, message, "template-unsafe") for node, message in refusals(template.tree, allowed))
        for node, message, rule in [*found, *_calls(template, known)]:
            yield FileFault(Position(file.name, node.lineno), message, rule)


_Found = Iterator[tuple[nodes.Node, str, str]]


def _variables(template: _Template, given: Mapping[str, frozenset[str]]) -> _Found:
    for node in template.nodes[nodes.Name]:
        if node.ctx == "load" and node.name in template.asked and node.name not in given:
            hint = near_miss(node.name, given) or f"; given: {', '.join(sorted(given))}"
            yield node, f"templates are not given '{node.name}'{hint}", "template-variable"
    for node in template.nodes[nodes.Getattr]:
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        attributes = given.get(name) if name in template.asked else None
        if attributes and node.attr not in attributes:
            hint = near_miss(node.attr, attributes) or f"; known: {', '.join(sorted(attributes))}"
            yield node, f"'{name}' has no '{node.attr}'{hint}", "template-variable"


def _filters(template: _Template) -> _Found:
    environment = template.environment
    for kind, word, known in ((nodes.Filter, "filter", environment.filters), (nodes.Test, "test", environment.tests)):
        for node in template.nodes[kind]:
            if node.name not in known:
                message = f"no {word} is called '{node.name}'{near_miss(node.name, list(known))}"
                yield node, message, "template-syntax"


def _imports(template: _Template, parsed: Mapping[str, _Template | TemplateSyntaxError]) -> _Found:
    targets: dict[str, str] = {}
    for kind in (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends):
        for node in template.nodes[kind]:
            name = _constant(node.template)
            if name is not None and name not in parsed:
                yield node, f"no template is called '{name}'{near_miss(name, parsed)}", "template-import"
            elif name is not None and kind is nodes.Import:
                targets[node.target] = name
            elif name is not None and kind is nodes.FromImport:
                wanted = [item if isinstance(item, str) else item[0] for item in node.names]
                yield from _macros(node, wanted, parsed[name])
    for node in template.nodes[nodes.Getattr]:
        if isinstance(node.node, nodes.Name) and node.node.name in targets:
            yield from _macros(node, [node.attr], parsed[targets[node.node.name]])


def _macros(node: nodes.Node, wanted: Sequence[str], source: _Template | TemplateSyntaxError) -> _Found:
    if isinstance(source, TemplateSyntaxError):  # what it has cannot be known; its own fault is told
        return
    for name in wanted:
        if name not in source.exported:
            yield node, f"no macro is called '{name}'{near_miss(name, source.exported)}", "template-import"


def _calls(template: _Template, known: Mapping[str, frozenset[str] | None]) -> _Found:
    for node in template.nodes[nodes.Call]:
        noun = _ASKS_FOR.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        name = _constant(node.args[0]) if node.args else None
        allowed = known[noun] if noun else None
        if allowed is not None and name is not None and name not in allowed:
            yield node, f"no {noun} has the id '{name}'{near_miss(name, allowed)}", "template-field"


def _constant(node: Any) -> str | None:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None
