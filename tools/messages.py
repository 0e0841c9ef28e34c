"""Collects every text that a user may read into the gettext catalogues, and checks that none is stale.

    python tools/messages.py update [LANGUAGE...]   new texts in, old ones out; translations kept
    python tools/messages.py check                  exit 1 if `update` would change a catalogue
    python tools/messages.py compile                what an editable installation reads (a wheel compiles its own)

Four rooms per language: `cli` (Python), `frameworks` (law, process, questions), `thematic` (themes), `documents`
(templates). A comment on each entry says where it appears.
"""

from __future__ import annotations

import ast
import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from pydantic import BaseModel

from ppi2go.catalogue.action_plans import load_mapping_rules
from ppi2go.catalogue.load import (
    Folders,
    load_calendars,
    load_calibration,
    load_centres,
    load_framework,
    load_process,
    load_questions,
    load_readiness,
    load_theme,
)
from ppi2go.catalogue.pilots import load_pilots
from ppi2go.l10n import ROOMS, Language
from ppi2go.model.base import TranslatableText
from ppi2go.model.law import Act
from ppi2go.rendering.environment import make_environment

ROOT = Path(__file__).resolve().parents[1]
PLURALS = {
    "sk": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "cs": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "hr": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "hu": "nplurals=1; plural=0;",
    "it": "nplurals=2; plural=(n != 1);",
}
Found = Iterator[tuple[str, str | None, str]]
"""Message, plural form, where it appears."""


def from_model(node: Any, where: str) -> Found:
    """Yield the translatable texts of a model, by the marks on its fields."""
    if isinstance(node, Act) and node.of_the_union:
        yield from ((text, None, f"{where}.name of an act") for text in (node.short, node.title))
    elif isinstance(node, BaseModel):
        for name, field in type(node).model_fields.items():
            value = getattr(node, name)
            place = f"{where}.{name}"
            if TranslatableText in field.metadata or _is_text(field.annotation):
                yield from ((text, None, place) for text in _strings(value))
            else:
                yield from from_model(value, place)
    elif isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from from_model(item, f"{where.rstrip('s')}[{getattr(item, 'id', index)}]")


def _is_text(annotation: Any) -> bool:
    """Tell whether an annotation is Text, Text | None or a tuple of Text."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, tuple):
        return any(_is_text(part) for part in typing.get_args(annotation))
    return TranslatableText in getattr(annotation, "__metadata__", ())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (item for item in value if isinstance(item, str))


def from_python(folder: Path) -> Found:
    """Yield texts of calls to text(), plural(), t(), msgid() and Message(text=…)."""
    for file in sorted(folder.rglob("*.py")):
        place = str(file.relative_to(ROOT))
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            if name in ("text", "t", "msgid"):
                yield from ((text, None, place) for text in _literals(node.args[:1]))
            elif name == "Message":
                keywords = [keyword.value for keyword in node.keywords if keyword.arg == "text"]
                yield from ((text, None, place) for text in _literals(keywords) if ":" not in text[:10])


def _literals(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip():
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _literals([node.body, node.orelse])


def from_tables() -> Found:
    """Yield texts that stand in tables of the code."""
    from ppi2go.l10n import PERIODS
    from ppi2go.planning.roadmap import MOVED
    from ppi2go.rendering.names import NAMES

    for group, names in NAMES.items():
        yield from ((text, None, f"names of {group}") for text in names.values())
    yield from ((text, None, "why a day moved") for text in MOVED.values())
    yield from ((one, many, "length of a period") for one, many in PERIODS.values())


def from_templates(folder: Path) -> Found:
    """Yield texts of the Jinja templates."""
    environment = make_environment(Language("en"))
    for file in sorted(folder.rglob("*.j2")):
        place = str(file.relative_to(ROOT))
        for _, function, message in environment.extract_translations(file.read_text("utf-8")):  # type: ignore[attr-defined]
            texts = [message] if isinstance(message, str) else [part for part in message if part is not None]
            if texts:
                yield texts[0], texts[1] if function == "ngettext" else None, place


def collect() -> dict[str, dict[str, tuple[str | None, list[str]]]]:
    """Return room → message → (plural, places); a message stands in the first room that has it."""
    folders = Folders()
    found: dict[str, list[Found]] = {
        "cli": [from_python(ROOT / "src"), from_tables()],
        "frameworks": [
            from_model(load_process(folders), "process"),
            from_model(load_questions(folders), "questions"),
            from_model(load_calendars(folders), "calendars"),
            from_model(load_calibration(folders), "calibration"),
            from_model(load_readiness(folders), "readiness"),
            *(from_model(file, "centres") for file in load_centres(folders).files),
            from_model(load_mapping_rules(folders), "mapping"),
            *(from_model(loaded.pilot, f"pilot {loaded.pilot.id}") for loaded in load_pilots(folders)),
            *(from_model(load_framework(name, folders), name) for name in folders.names("national")),
        ],
        "thematic": [from_model(load_theme(name, folders), name) for name in folders.names("thematic")],
        "documents": [from_templates(ROOT / "templates")],
    }
    rooms: dict[str, dict[str, tuple[str | None, list[str]]]] = {}
    taken: set[str] = set()
    for room in ROOMS:
        messages: dict[str, tuple[str | None, list[str]]] = {}
        for source in found[room]:
            for text, plural, place in source:
                if text not in taken:
                    messages.setdefault(text, (plural, []))[1].append(place)
        taken |= messages.keys()
        rooms[room] = messages
    return rooms


def update(language: str, rooms: dict[str, dict[str, tuple[str | None, list[str]]]]) -> Iterator[tuple[Path, str]]:
    """Yield each catalogue of a language with the text that it should have."""
    memory: dict[str, polib.POEntry] = {}
    folder = ROOT / "locales" / language / "LC_MESSAGES"
    for file in sorted(folder.glob("*.po")):
        memory |= {entry.msgid: entry for entry in polib.pofile(str(file)) if entry.translated()}
    for room, messages in rooms.items():
        catalogue = polib.POFile(wrapwidth=0)
        catalogue.metadata = {
            "Project-Id-Version": "ppi2go",
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": PLURALS[language],
        }
        for text, (plural, places) in messages.items():
            catalogue.append(_entry(text, plural, places, memory.get(text)))
        yield folder / f"{room}.po", str(catalogue) + "\n"


def _entry(text: str, plural: str | None, places: list[str], known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=text, comment="; ".join(dict.fromkeys(places[:3])))
    if "{" in text:
        entry.flags.append("python-brace-format")
    elif "%(" in text:
        entry.flags.append("python-format")
    if plural:
        entry.msgid_plural = plural
        entry.msgstr_plural = known.msgstr_plural if known else {0: "", 1: "", 2: ""}
    elif known:
        entry.msgstr = known.msgstr
    return entry


def main(arguments: list[str]) -> int:
    """Update, check or compile the catalogues."""
    if arguments[0] == "compile":
        for file in sorted((ROOT / "locales").rglob("*.po")):
            polib.pofile(str(file)).save_as_mofile(str(file.with_suffix(".mo")))
        return 0
    command, languages = (
        arguments[0],
        arguments[1:] or sorted(path.name for path in (ROOT / "locales").iterdir() if path.is_dir()),
    )
    rooms, stale = collect(), 0
    for language in languages:
        for file, text in update(language, rooms):
            if file.exists() and file.read_text("utf-8") == text:
                continue
            stale += 1
            print(f"{file.relative_to(ROOT)}: {'stale' if command == 'check' else 'updated'}")
            if command == "update":
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
    return 1 if command == "check" and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
