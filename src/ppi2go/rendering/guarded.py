"""The Jinja environment of a user's own templates: nothing but plain data can be reached, and nothing goes on for ever.

Three fences, each by itself enough for what it is for:

* `template_rules` refuses what a template must not say, before anything of it runs;
* here, attributes, functions and filters are allowed by name, and all others refused;
* `template_limits` counts loops, calls, comparisons and characters while the template runs.

The environment of the shipped templates has none of it and stays as fast as it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, MutableMapping
from datetime import date
from typing import Any

from jinja2 import Template, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace

from ppi2go.rendering.template_filters import guarded
from ppi2go.rendering.template_limits import (
    DEPTH,
    DIGITS,
    PARTS,
    Budget,
    TemplateLimit,
    limited_range,
    scalar,
    weigh,
)
from ppi2go.rendering.template_rules import FUNCTIONS, RefusedTemplate, message_faults, refusals


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ATTRIBUTES: dict[type, frozenset[str]] = {
    str: _words("""
        capitalize count endswith find isdigit lower lstrip partition removeprefix removesuffix rpartition rsplit
        rstrip split splitlines startswith strip title upper
    """),
    dict: frozenset(["get", "items", "keys", "values"]),
    list: frozenset(["count", "index"]),
    tuple: frozenset(["count", "grouper", "index", "list"]),  # what |groupby gives has the names in the middle
    date: frozenset(["day", "isoformat", "isoweekday", "month", "weekday", "year"]),
    Macro: frozenset(["name"]),
    LoopContext: _words(
        "changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0"
    ),
}
"""Type → what a template may use of its values; the names of a mapping's own keys come besides."""
_OPEN = (Namespace, Undefined)
_MESSAGES = ("_", "gettext", "ngettext")


class GuardedEnvironment(SandboxedEnvironment):
    """Compiles and runs templates of a user, a shipped one among them where they use it."""

    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.code_generator_class = _CountingCode
        self.budget = Budget()
        self.tick, self.made = self.budget.tick, self.budget.made  # what compiled templates call
        self.functions: dict[int, Callable[..., Any]] = {}
        self.finalize = _printed
        for name in [name for name in self.globals if name not in FUNCTIONS]:
            del self.globals[name]
        self.globals["range"] = limited_range

    def close_off(self) -> None:
        """Take away every filter that cannot be counted; to be called when all filters are there."""
        self.filters = guarded(self.filters, self.budget)

    def begin(self, context: dict[str, Any]) -> None:
        """Begin a document: count anew, and let it call the functions that it is given."""
        self.budget.start()
        self.functions = {id(value): value for value in context.values() if callable(value)}

    # -- before anything runs --------------------------------------------------------------------------------------

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node, message in refusals(tree, self.filters):
            raise RefusedTemplate(message, node.lineno, filename)
        return tree

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        self.budget.step()
        before = time.process_time()
        try:
            return super()._load_template(name, globals)
        finally:
            self.budget.ends += time.process_time() - before  # compiling is not the template's fault

    # -- what can be reached ---------------------------------------------------------------------------------------

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow by type and name."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, _OPEN) or type(obj).__name__ == "TemplateModule":
            return True
        return any(attr in names for kind, names in ATTRIBUTES.items() if isinstance(obj, kind))

    def wrap_str_format(self, value: Any) -> None:
        """Leave `str.format` to `is_safe_attribute`, which does not know it."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Return what says that the attribute is not for templates."""
        message = f"'{attribute}' of a value of the kind '{type(obj).__name__}' cannot be used in a template"
        return self.undefined(message, name=attribute, obj=obj, exc=SecurityError)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a macro, a function of the context or a method that is allowed; no other."""
        budget = __self.budget
        budget.step()
        if isinstance(__obj, Undefined):
            return str(__obj)  # which says what is not there
        if isinstance(__obj, Macro | LoopContext | BlockReference):
            if isinstance(__obj, Macro) and (__obj.catch_varargs or __obj.catch_kwargs):
                budget.step(weigh(args) // 16)
            return __self._deeper(__context, __obj, args, kwargs)
        given = [*args, *(value for name, value in kwargs.items() if not name.startswith("_"))]
        known = next((name for name, value in __self.globals.items() if value is __obj), None)
        if known in ("dict", "namespace"):
            budget.step(1 + weigh(given) // 16)
        elif _is_method(__obj):
            for value in given:
                for item in value if isinstance(value, tuple) else [value]:  # text.startswith(("a", "b"))
                    scalar(item)
        elif known or id(__obj) in __self.functions:
            for value in given:
                scalar(value)
            if known in _MESSAGES:
                longest = max((len(str(value)) for value in given), default=0)
                budget.text(longest * (2 + sum(str(value).count("%(") for value in args)))
        elif not _of_loop(__obj):
            raise SecurityError(f"'{getattr(__obj, '__name__', type(__obj).__name__)}' cannot be called in a template")
        result = __context.call(__obj, *args, **kwargs)
        return result if id(__obj) in __self.functions or known else budget.made(result)

    def _deeper(self, context: Context, obj: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if self.budget.depth >= DEPTH:
            raise TemplateLimit(f"macros call one another more than {DEPTH} deep")
        self.budget.depth += 1
        try:
            return context.call(obj, *args, **kwargs)
        finally:
            self.budget.depth -= 1

    # -- what grows ------------------------------------------------------------------------------------------------

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Do a sum after a look at how large it would be."""
        budget = self.budget
        if operator == "%" and isinstance(left, str):
            raise SecurityError("texts are not put together with %; write {{ a ~ b }}")
        if operator == "**" and isinstance(right, int) and abs(right) * len(str(scalar(left))) > DIGITS:
            raise TemplateLimit(f"a number of the template has more than {DIGITS} digits")
        if operator == "*":
            for value, times in ((left, right), (right, left)):
                if isinstance(value, str) and isinstance(times, int):
                    budget.text(len(value) * max(times, 0))
                elif isinstance(value, list | tuple) and isinstance(times, int) and weigh(value) * times > PARTS:
                    raise TemplateLimit(f"a list of the template has more than {PARTS} parts")
        return budget.made(self.binop_table[operator](left, right))

    def concat(self, parts: Iterable[str]) -> str:
        """Put the parts of a text together, counted one by one."""
        pieces = []
        for part in parts:
            pieces.append(part)
            try:
                self.budget.text(len(part))
            except TemplateLimit as error:
                _add_place(error, parts)
                raise
        return "".join(pieces)

    def join_checked(self, join: Callable[[Iterable[Any]], str], parts: tuple[Any, ...]) -> str:
        """Do `a ~ b`, with the length known before."""
        self.budget.joined(parts)
        return join(parts)


class _CountingCode(CodeGenerator):
    """Writes code that counts loops, comparisons and lists."""

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802
        tick = nodes.EnvironmentAttribute("tick()", lineno=node.lineno, environment=self.environment)
        if node.test:  # items that are left out take their time as well
            node.test = nodes.And(tick, node.test, lineno=node.lineno, environment=self.environment)
        else:
            node.body.insert(0, nodes.ExprStmt(tick, lineno=node.lineno, environment=self.environment))
        super().visit_For(node, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        self.write("(environment.tick() and ")
        super().visit_Compare(node, frame)
        self.write(")")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        self._made(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        self._made(super().visit_Dict, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        if node.ctx == "load":
            self._made(super().visit_Tuple, node, frame)
        else:  # the names that a loop or {% set %} gives values to
            super().visit_Tuple(node, frame)

    def _made(self, visit: Callable[[Any, Frame], None], node: nodes.Node, frame: Frame) -> None:
        self.write("environment.made(")
        visit(node, frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        markup = "markup_join" if frame.eval_ctx.autoescape else "str_join"
        if frame.eval_ctx.volatile:
            markup = "(markup_join if context.eval_ctx.autoescape else str_join)"
        self.write(f"environment.join_checked({markup}, (")
        for item in node.nodes:
            self.visit(item, frame)
            self.write(", ")
        self.write("))")


def checked_message(translate: Callable[..., str]) -> Callable[..., str]:
    """Return a function that translates only texts whose placeholders are plain names."""

    def checked(*messages: Any) -> str:
        for message in messages:
            fault = isinstance(message, str) and message_faults(message)
            if fault:
                raise SecurityError(fault)
        return translate(*messages)

    return checked


def _add_place(error: TemplateLimit, parts: Iterable[str]) -> None:
    """Note where the template is that was giving these parts of a text."""
    frame = getattr(parts, "gi_frame", None)
    template = frame.f_globals.get("__jinja_template__") if frame else None
    if frame and template:
        error.lineno, error.filename = template.get_corresponding_lineno(frame.f_lineno), template.filename


@pass_context
def _printed(context: Context, value: Any) -> Any:
    """Return what `{{ … }}` prints: a scalar, its length counted."""
    text = value if isinstance(value, str) else scalar(value)
    budget: Budget = context.environment.budget  # type: ignore[attr-defined]
    budget.text(1 + len(text) if isinstance(text, str) else 10)
    return text


def _is_method(obj: Any) -> bool:
    """Tell whether this is a method of a text, a mapping or a day, which `is_safe_attribute` has let through."""
    owner = getattr(obj, "__self__", None)
    name = getattr(obj, "__name__", "")
    return any(type(owner) is kind or isinstance(owner, kind) for kind in ATTRIBUTES) and any(
        name in names for kind, names in ATTRIBUTES.items() if isinstance(owner, kind)
    )


def _of_loop(obj: Any) -> bool:
    """Tell whether this is `loop.cycle` or `loop.changed`, which take values of any kind."""
    return isinstance(getattr(obj, "__self__", None), LoopContext)
