"""The filters of a user's templates: those that cannot run or grow without end, each counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.filters import FILTERS
from jinja2.runtime import Context
from jinja2.utils import _PassArg

from ppi2go.rendering.template_limits import RANGE, Budget, TemplateLimit, scalar
from ppi2go.rendering.template_rules import format_faults

Filter = Callable[..., Any]

_OF_TEXT = """
    abs capitalize e escape float format int lower replace round safe string title trim truncate upper wordcount
"""
OF_TEXT = frozenset(_OF_TEXT.split())
"""Filters of one value that is no list; nor are their arguments."""
_OF_LISTS = """
    batch count d default dictsort first groupby items join last length list map max min reject rejectattr reverse
    select selectattr sort sum unique
"""
OF_LISTS = frozenset(_OF_LISTS.split())
_SMALL: Mapping[str, int] = {"batch": 1000, "round": 20}
"""Filter → the greatest number that it may be given: it makes as many parts, or digits."""


def guarded(filters: Mapping[str, Filter], budget: Budget) -> dict[str, Filter]:
    """Return the filters that a user's template may use, among Jinja's own and the project's."""
    allowed = [name for name in filters if name in OF_TEXT | OF_LISTS or filters[name] is not FILTERS.get(name)]
    return {name: _guarded(name, filters[name], budget) for name in allowed}


def _guarded(name: str, function: Filter, budget: Budget) -> Filter:
    passed = _PassArg.from_obj(function)

    # A filter that takes the context is never run while a template is compiled, where nothing is counted.
    @pass_context
    def run(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        budget.step()
        value = _prepared(name, value, [*args, *kwargs.values()], budget)
        if name == "join":
            return _joined(context, value, *args, budget=budget, **kwargs)
        first: list[Any] = []
        if passed is _PassArg.context:
            first = [context]
        elif passed is _PassArg.eval_context:
            first = [context.eval_ctx]
        elif passed is _PassArg.environment:
            first = [context.environment]
        result = function(*first, value, *args, **kwargs)
        return budget.made(result) if isinstance(result, str | list | tuple | dict) else result

    return run


def _prepared(name: str, value: Any, given: list[Any], budget: Budget) -> Any:
    """Check what a filter is given; return the value, its items counted where it has some."""
    if name in ("d", "default", "length", "count"):
        return value
    for item in given:
        if isinstance(item, int) and abs(item) > _SMALL.get(name, RANGE):
            raise TemplateLimit(f"|{name} is given a number that is more than can be meant")
    if name in OF_LISTS:
        if name == "sum":
            [scalar(item) for item in given]
        return budget.counted(value)
    [scalar(item) for item in given]
    if isinstance(value, Mapping):  # a citation
        return {key: scalar(item) for key, item in value.items()}
    if name == "sentence" and isinstance(value, Iterable) and not isinstance(value, str):
        return budget.joined(value)
    value = scalar(value)
    if name == "format" and (fault := format_faults(str(value))):
        raise TypeError(fault)
    if name == "replace":
        _check_replacement(str(value), *map(str, given[:2]), budget=budget)
    return value


def _check_replacement(text: str, old: str = "", new: str = "", *, budget: Budget) -> None:
    budget.text(len(text) + text.count(old) * len(new))


def _joined(context: Context, items: Any, d: Any = "", attribute: Any = None, *, budget: Budget) -> str:
    """Join, with the length known before."""
    if attribute is not None:
        items = FILTERS["map"](context, items, attribute=attribute)
    items = list(items)
    budget.text(len(items) * len(str(scalar(d))))
    budget.joined(items)
    joined: str = FILTERS["join"](context.eval_ctx, items, d)
    return joined
