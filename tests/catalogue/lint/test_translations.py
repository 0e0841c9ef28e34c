"""Catalogues of translations: placeholders, plural forms, guesses and gaps."""

from __future__ import annotations

import pytest
from broken import shown

from ppi2go.catalogue.lint.translations import check_catalogue

HEAD = 'msgid ""\nmsgstr ""\n"Language: sk\\n"\n"Plural-Forms: nplurals=3; plural=0;\\n"\n\n'
PLURAL = 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} deň"\nmsgstr[1] "{n} dni"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('msgid "a"\nmsgstr "á"\n', []),
        ('msgid "a"\nmsgstr ""\n', ["6 po-empty 1 of 1 texts have no translation; the first: 'a'"]),
        (
            '#, fuzzy\nmsgid "a"\nmsgstr "á"\n',
            ["7 po-fuzzy marked as a guess (fuzzy): 'a'; check it and take the mark away"],
        ),
        ('msgid "{a}"\nmsgstr "{b}"\n', ["7 po-placeholders placeholders differ; missing: {a}, unknown: {b}"]),
        ('msgid "%(a)s"\nmsgstr "x"\n', ["7 po-placeholders placeholders differ; missing: %(a)s, unknown: none"]),
        (
            'msgid "{a}"\nmsgstr "{a"\n',
            ["7 po-placeholders the braces of the translation do not close: expected '}' before end of string"],
        ),
        ('msgid "a"\nmsgstr "á\n', ["7 po-syntax the text in quotes is not closed or has a wrong escape"]),
        (
            'msgid "a"\nmsgstr "á"\nmsgid "a"\nmsgstr "á"\n',
            ["8 po-duplicate this text stands twice; the first is in line 6"],
        ),
        (f'{PLURAL}msgstr[2] "{{n}} dní"\n', []),
        (PLURAL, ["6 po-plural 2 plural forms stand here; the header asks for 3"]),
        ('#~ msgid "old"\n#~ msgstr "staré"\n', []),
    ],
)  # fmt: skip
def test_a_catalogue(text: str, expected: list[str]) -> None:
    faults = list(check_catalogue(HEAD + text, "sk.po"))
    assert shown(faults)[: len(expected) or 1] == expected


def test_a_catalogue_without_a_header() -> None:
    assert [fault.rule for fault in check_catalogue('msgid "a"\nmsgstr "á"\n', "sk.po")] == ["po-syntax"]
