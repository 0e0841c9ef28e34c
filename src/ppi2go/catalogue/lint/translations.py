"""Rules on catalogues of translations: same placeholders, right plural forms, nothing guessed, nothing forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from ppi2go.catalogue.lint.document import Faults
from ppi2go.catalogue.lint.po_file import Entry, read_po
from ppi2go.errors import FileFault, Position

_PERCENT = re.compile(r"%\((\w+)\)[a-z]")
_LONE_PERCENT = re.compile(r"%(?!\(\w+\)[a-z])")
_PLURALS = re.compile(r"nplurals=\s*(\d+)")


def check_catalogue(text: str, name: str) -> Faults:
    """Find every fault of one catalogue."""
    entries, faults = read_po(text, name)
    yield from faults
    header = next((entry for entry in entries if not entry.msgid), None)
    if header is None:
        message = 'the header is missing: msgid "" with Language and Plural-Forms'
        yield FileFault(Position(name), message, "po-syntax")
    plurals = _PLURALS.search(header.parts.get("msgstr", "")) if header else None
    texts = [entry for entry in entries if entry.msgid]
    seen: dict[tuple[str, str], int] = {}
    for entry in texts:
        yield from _entry(entry, name, int(plurals[1]) if plurals else None)
        key = (entry.parts.get("msgctxt", ""), entry.msgid)
        if key in seen:
            message = f"this text stands twice; the first is in line {seen[key]}"
            yield FileFault(Position(name, entry.line), message, "po-duplicate")
        seen.setdefault(key, entry.line)
    yield from _empty(texts, name)


def _entry(entry: Entry, name: str, plurals: int | None) -> Faults:
    if "fuzzy" in entry.flags:
        message = f"marked as a guess (fuzzy): '{_short(entry.msgid)}'; check it and take the mark away"
        yield FileFault(Position(name, entry.line), message, "po-fuzzy")
    if not entry.translations:
        yield FileFault(Position(name, entry.line), "the msgid has no msgstr", "po-syntax")
    if "msgid_plural" in entry.parts and plurals is not None and len(entry.translations) != plurals:
        message = f"{len(entry.translations)} plural forms stand here; the header asks for {plurals}"
        yield FileFault(Position(name, entry.line), message, "po-plural")
    for key, translation in entry.translations.items():
        if translation:
            yield from _placeholders(entry, key, translation, name)


def _placeholders(entry: Entry, key: str, translation: str, name: str) -> Faults:
    originals = [entry.parts[part] for part in ("msgid", "msgid_plural") if part in entry.parts]
    allowed = [frozenset(placeholders(text)) for text in originals]
    position = Position(name, entry.lines[key])
    try:
        used = frozenset(placeholders(translation))
    except ValueError as error:
        yield FileFault(position, f"the braces of the translation do not close: {error}", "po-placeholders")
        return
    missing, unknown = frozenset.intersection(*allowed) - used, used - frozenset.union(*allowed)
    if missing or unknown:
        message = f"placeholders differ; missing: {_list(missing)}, unknown: {_list(unknown)}"
        yield FileFault(position, message, "po-placeholders")
    formatted = "%" in entry.parts["msgid"] and name.endswith("documents.po")
    if formatted and _LONE_PERCENT.search(translation.replace("%%", "")):
        message = "beside a placeholder, a per cent sign in the text of a template is written twice (%%)"
        yield FileFault(position, message, "po-placeholders")


def placeholders(text: str) -> Iterator[str]:
    """Yield `{name}` and `%(name)s` placeholders; raise ValueError where braces do not close."""
    yield from (f"%({found[1]})s" for found in _PERCENT.finditer(text))
    if "{" in text or "}" in text:
        yield from (f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name is not None)


def _empty(texts: list[Entry], name: str) -> Faults:
    """Tell of all texts without a translation at once: there are thousands while a language is being made."""
    empty = [entry for entry in texts if not any(entry.translations.values())]
    if empty:
        message = f"{len(empty)} of {len(texts)} texts have no translation; the first: '{_short(empty[0].msgid)}'"
        yield FileFault(Position(name, empty[0].line), message, "po-empty")


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:49]}…"
