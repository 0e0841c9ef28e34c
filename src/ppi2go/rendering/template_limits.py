"""What a template of a user may spend: steps, text, depth and time, so that none runs or grows without end.

The limits are far above what the shipped templates need (tests/rendering/test_user_templates.py measures it).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError

SOURCE = 200_000
"""Bytes of one template or style sheet; the longest of ours has 25 000."""
STEPS = 200_000
"""Turns of loops, comparisons and calls for one document."""
TEXT = 8_000_000
"""Characters that one document may put together, those of intermediate texts included."""
PARTS = 50_000
"""Parts of a list, those of the lists inside it included."""
DEPTH = 40
"""Macros that call one another."""
RANGE = 10_000
"""Numbers of one `range(…)`."""
DIGITS = 400
"""Digits of a number."""
SECONDS = 1.0
"""Time of the processor for one document, without that of compiling."""
_EVERY = 16  # reading the clock at each step would cost more than the step


class TemplateLimit(SecurityError):
    """Raised when a template goes on for too long or grows too large; knows the line where nothing else does."""

    lineno: int | None = None
    filename: str | None = None


class Budget:
    """Counts what the document that is being filled has spent."""

    def __init__(self) -> None:
        self.depth = 0
        self.start()

    def start(self) -> None:
        """Begin a document."""
        self.steps = self.text_length = self.ticks = self.depth = 0
        self.ends = time.process_time() + SECONDS

    def tick(self) -> bool:
        """Count a step; always true, so that it can stand in a condition."""
        self.step()
        return True

    def step(self, count: int = 1) -> None:
        """Count some steps."""
        self.steps += count
        self.ticks += 1
        if self.steps > STEPS:
            raise TemplateLimit(f"loops, comparisons and calls of the template take more than {STEPS} steps")
        if self.ticks % _EVERY == 0 and time.process_time() > self.ends:
            raise TemplateLimit(f"the template takes more than {SECONDS:g} s")

    def text(self, length: int) -> None:
        """Count characters, before they are put together."""
        self.text_length += length
        if self.text_length > TEXT:
            raise TemplateLimit(f"the template puts more than {TEXT} characters together")

    def made(self, value: Any) -> Any:
        """Count a value that the template has made, and return it."""
        if isinstance(value, str):
            self.text(len(value))
        elif isinstance(value, list | tuple | dict):
            self.step(1 + weigh(value) // 16)
        else:
            check_number(value)
        return value

    def counted(self, value: Any) -> Any:
        """Return an iterable whose items are counted: at once where their number is known, else as they come."""
        if isinstance(value, str | list | tuple | dict | range):
            self.step(1 + len(value) // 4)
            return value
        return self._one_by_one(value) if isinstance(value, Iterable) else value

    def _one_by_one(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.step()
            yield item

    def joined(self, parts: Iterable[Any]) -> list[str]:
        """Return the texts of scalars, counted before anything joins them."""
        texts = []
        for part in parts:
            text = part if isinstance(part, str) else str(scalar(part))
            self.text(len(text))
            texts.append(text)
        return texts


def weigh(value: Any) -> int:
    """Return how many parts a value has, each counted as often as it occurs; raise TemplateLimit above PARTS."""
    total, todo = 0, [value]
    while todo:
        item = todo.pop()
        total += 1
        if isinstance(item, dict):
            todo += [*item, *item.values()]
        elif isinstance(item, list | tuple):
            todo += item
        if total + len(todo) > PARTS:
            raise TemplateLimit(f"a list of the template has more than {PARTS} parts")
    return total


def scalar(value: Any) -> Any:
    """Return a value that is no list and no mapping; raise TypeError for one that is."""
    if isinstance(value, Undefined):
        return str(value)  # which says what is not there
    if isinstance(value, list | tuple | dict | set | range) or callable(value):
        raise TypeError("a text, a number or a day is expected here; write a list with |join or |sentence")
    return check_number(value)


def check_number(value: Any) -> Any:
    """Return a value; raise TemplateLimit for a number that is too long to be meant."""
    huge = (isinstance(value, int) and value.bit_length() > DIGITS * 4) or (
        isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) > DIGITS
    )
    if huge:
        raise TemplateLimit(f"a number of the template has more than {DIGITS} digits")
    return value


def limited_range(*bounds: int) -> range:
    """Return a range of numbers that ends soon."""
    numbers = range(*bounds)
    try:
        length = len(numbers)
    except OverflowError:
        length = RANGE + 1
    if length > RANGE:
        raise TemplateLimit(f"range(…) gives more than {RANGE} numbers")
    return numbers
