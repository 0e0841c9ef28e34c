"""The catalogues of every shipped language, and that a reader of the country's language meets no English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import polib
import pytest

from ppi2go.l10n import ROOMS, Language, available_languages
from ppi2go.rendering.context import build_context
from shipped import ROOT, TRNAVA, example_rendering

LANGUAGES = [code for code in available_languages() if code != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|%%")
# Names that the law or a person gives stay as they are in every language.
NAMES = {
    *("official_name", "act", "act_title", "url", "id", "field", "band", "code", "provision", "number"),
    *("needs", "layer", "phase", "depends_on", "priority", "stage", "step"),
}
ENGLISH = re.compile(r"\b(the|and|of|with|for|which|must|from|shall|are|is)\b")


def catalogue(language: str, room: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locales" / language / "LC_MESSAGES" / f"{room}.po"))


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_are_finished(language: str, room: str) -> None:
    for entry in catalogue(language, room):
        assert "fuzzy" not in entry.flags, entry.msgid
        assert entry.comment, f"no place is given for: {entry.msgid}"
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(entry.msgid)), entry.msgid


@pytest.mark.parametrize("room", ["cli", "documents", "thematic"])
def test_slovak_is_complete(room: str) -> None:
    of_energy = [entry for entry in catalogue("sk", room) if room != "thematic" or entry.comment.startswith("energy")]
    missing = [entry.msgid for entry in of_energy if not entry.translated()]
    assert missing == []


def leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in NAMES:
                yield from leaves(value, (*path, str(key)))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, (*path, str(index)))
    elif isinstance(node, str):
        yield path, node


def test_no_english_is_left_in_what_a_slovak_plan_shows() -> None:
    context = build_context(example_rendering(TRNAVA, "sk", date(2026, 11, 23)))
    context |= {
        topic: context["rules"](topic) for topic in ("principles", "review", "contract", "evaluation", "security")
    }
    english = {".".join(path): text for path, text in leaves(context) if ENGLISH.search(text)}
    assert english == {}


def test_plurals_follow_the_language() -> None:
    slovak = Language("sk")
    assert [slovak.period(n, "days") for n in (1, 2, 5)] == ["1\u00a0deň", "2\u00a0dni", "5\u00a0dní"]
    assert [Language("en").period(n, "working-days") for n in (1, 2)] == ["1 working day", "2 working days"]
