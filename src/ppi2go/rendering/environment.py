"""The Jinja environment of all templates: sandboxed, strict about undefined names, plain values only."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from ppi2go.l10n import Language
from ppi2go.rendering.names import NAMES
from ppi2go.rendering.template_cache import template_cache
from ppi2go.resources import folder

_SETTINGS: dict[str, Any] = {
    "undefined": StrictUndefined,
    "extensions": ["jinja2.ext.i18n"],
    "autoescape": lambda name: bool(name and name.endswith(".html.j2")),
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def escape_markdown(text: str) -> str:
    """Return a text whose signs mean nothing in Markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def cite(citation: dict[str, Any], language: Language) -> str:
    """Write a citation in a line, with a mark where the value is not confirmed."""
    text = f"{citation['provision']}, {citation['act']}"
    if citation["status"] == "confirmed":
        return text
    return f"{text} ({language.text(NAMES['status'][citation['status']])})"


def formattable(translate: Callable[..., str]) -> Callable[..., str]:
    """Let a translation hold a plain per cent sign where its text has none: Jinja formats every text with `%`."""

    def translated(*args: Any) -> str:
        text = translate(*args)
        return text if "%" in args[0] or "%" not in text else text.replace("%%", "%").replace("%", "%%")

    return translated


def make_environment(language: Language, own: Path | None = None) -> SandboxedEnvironment:
    """Return an environment for one language; templates in the user's own folder come first, and run guarded."""
    if own is not None:
        return _guarded(language, own)
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(folder("templates")), bytecode_cache=template_cache("sandboxed-i18n"), **_SETTINGS
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        formattable(language.catalogue.gettext), formattable(language.catalogue.ngettext), newstyle=True
    )
    environment.filters |= _filters(language)
    return environment


def _guarded(language: Language, own: Path) -> SandboxedEnvironment:
    """Return an environment that trusts no template."""
    from ppi2go.rendering.guarded import GuardedEnvironment, checked_message
    from ppi2go.rendering.own_templates import OwnLoader

    environment = GuardedEnvironment(
        loader=OwnLoader(own, folder("templates")), bytecode_cache=template_cache("guarded-i18n"), **_SETTINGS
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        checked_message(formattable(language.catalogue.gettext)),
        checked_message(formattable(language.catalogue.ngettext)),
        newstyle=True,
    )
    environment.filters |= _filters(language)
    environment.close_off()
    return environment


def _filters(language: Language) -> dict[str, Callable[..., str]]:
    def money(value: Decimal | int, currency: str) -> str:
        return language.money(value, currency)

    return {
        "day": language.day,
        "shortday": lambda value: language.day(value, "short"),
        "month": language.month,
        "money": money,
        "number": language.number,
        "period": language.period,
        "cite": lambda citation: cite(citation, language),
        "sentence": language.sentence,
    }
