"""Mutators of text: YAML that does not parse, templates, catalogues of translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from injection import YAML_KINDS, Mutation, Mutator, misspelt, source_of, text_of

from ppi2go.catalogue.lint.workspace import File
from ppi2go.l10n import Language
from ppi2go.rendering.environment import make_environment
from ppi2go.rendering.template_lint import CONTEXT

Sites = Iterator[Mutation]
_HOLDER = re.compile(r"\{(\w+)\}|%\((\w+)\)s")


def _replaced(file: File, lines: list[str], number: int, line: str) -> Mutation:
    def make() -> str:
        return "\n".join([*lines[:number], line, *lines[number + 1 :]])

    return Mutation(file, f"line {number + 1}: {line.strip()[:60]}", make, text_of(file))


def _scalar_lines(file: File) -> list[int]:
    """Return the numbers of lines with `key: value` in block style."""
    if file.kind not in YAML_KINDS:
        return []
    source, lines = source_of(file), text_of(file).split("\n")
    found = []
    for path, (line, column) in source.keys.items():
        value_line = source.marks[path][0]
        holder_line, holder_column = source.marks[path[:-1]]
        if lines[holder_line - 1][holder_column - 1] == "{":  # within braces a tab is only a blank
            continue
        if line == value_line and not lines[line - 1][: column - 1].strip(" -"):
            found.append(line - 1)
    return found


def yaml_syntax(file: File, random: Random) -> Sites:
    lines = text_of(file).split("\n")
    for number in _scalar_lines(file):
        key, _, value = lines[number].partition(": ")
        broken = [
            f"{key}: {{{value}",
            f'{key}: "{value}"x' if '"' not in value else f"{key}: {value}x: y: z",
            f"\t{lines[number]}",
        ]
        yield _replaced(file, lines, number, random.choice(broken))


def duplicate_key(file: File, random: Random) -> Sites:
    lines = text_of(file).split("\n")
    for number in _scalar_lines(file):
        line = lines[number]
        if re.fullmatch(r'[ -]*\w+: [\w."-]+', line):
            yield _replaced(file, lines, number, f"{line}\n{line.replace('- ', '  ')}")


@cache
def _tokens(file: File) -> list[tuple[int, str, str]]:
    return list(make_environment(Language("en")).lex(text_of(file))) if file.kind == "template" else []


def _token_replaced(file: File, tokens: list[tuple[int, str, str]], at: int, value: str) -> Mutation:
    def make() -> str:
        return "".join(value if index == at else text for index, (_, _, text) in enumerate(tokens))

    return Mutation(file, f"line {tokens[at][0]}: {tokens[at][2]} → {value!r}", make, _joined(file))


@cache
def _joined(file: File) -> str:
    """Return the text as its tokens give it, which may differ in line ends."""
    return "".join(text for _, _, text in _tokens(file))


def _before(tokens: list[tuple[int, str, str]], at: int) -> str:
    return next((text for _, kind, text in reversed(tokens[:at]) if kind != "whitespace"), "")


def _after(tokens: list[tuple[int, str, str]], at: int) -> str:
    return next((text for _, kind, text in tokens[at + 1 :] if kind != "whitespace"), "")


def template_variable(file: File, random: Random) -> Sites:
    tokens = _tokens(file)
    for at, (_, kind, text) in enumerate(tokens):
        if (
            kind == "name"
            and text in CONTEXT
            and _before(tokens, at) not in (".", "for", ",")
            and _after(tokens, at) not in ("=", "in")
        ):
            yield _token_replaced(file, tokens, at, f"{misspelt(text, random)}x")


def template_attribute(file: File, random: Random) -> Sites:
    tokens = _tokens(file)
    for at in range(2, len(tokens)):
        owner = tokens[at - 2][2]
        if tokens[at - 1][2] == "." and CONTEXT.get(owner) and _before(tokens, at - 2) != ".":
            yield _token_replaced(file, tokens, at, f"{misspelt(tokens[at][2], random)}x")


def template_field(file: File, random: Random) -> Sites:
    tokens = _tokens(file)
    for at in range(2, len(tokens)):
        if (
            tokens[at][1] == "string"
            and tokens[at - 1][2] == "("
            and tokens[at - 2][2] in ("answer", "given", "shown", "assumed", "task", "rules")
        ):
            yield _token_replaced(file, tokens, at, f"{tokens[at][2][:-1]}x{tokens[at][2][-1]}")


def template_syntax(file: File, random: Random) -> Sites:
    tokens = _tokens(file)
    for at, (_, kind, text) in enumerate(tokens):
        if kind == "name" and text in ("endif", "endfor", "endmacro", "endset"):
            yield _token_replaced(file, tokens, at, misspelt(text, random))
        elif kind == "variable_end" or (kind == "block_end" and text.startswith("%}")):
            yield _token_replaced(file, tokens, at, random.choice(["", "}"]))


def template_macro(file: File, random: Random) -> Sites:
    tokens = _tokens(file)
    for at in range(2, len(tokens)):
        if tokens[at - 1][2] == "." and tokens[at - 2][2] == "m" and _before(tokens, at - 2) != ".":
            yield _token_replaced(file, tokens, at, f"{misspelt(tokens[at][2], random)}x")
        elif tokens[at][1] == "string" and _before(tokens, at) in ("import", "include", "extends", "from"):
            yield _token_replaced(file, tokens, at, '"documents/nothing.md.j2"')


def _po(file: File) -> list[str]:
    return text_of(file).split("\n") if file.kind == "locale" else []


def po_placeholder(file: File, random: Random) -> Sites:
    lines = _po(file)
    for number, line in enumerate(lines):
        if line.startswith("msgstr") and (found := _HOLDER.search(line)):
            name = found[1] or found[2]
            yield _replaced(
                file, lines, number, line.replace(found[0], random.choice(["", found[0].replace(name, f"{name}x")]))
            )


def po_fuzzy(file: File, random: Random) -> Sites:
    lines = _po(file)
    for number, line in enumerate(lines[8:], start=8):
        if line.startswith("msgid "):
            yield _replaced(file, lines, number, f"#, fuzzy\n{line}")


def po_empty(file: File, random: Random) -> Sites:
    lines = _po(file)
    for number, line in enumerate(lines[8:], start=8):
        if re.fullmatch(r'msgstr ".+"', line):
            yield _replaced(file, lines, number, 'msgstr ""')


def po_plural(file: File, random: Random) -> Sites:
    lines = _po(file)
    for number, line in enumerate(lines):
        if line.startswith("msgstr[2]"):
            yield _replaced(file, lines, number, "")


def po_syntax(file: File, random: Random) -> Sites:
    lines = _po(file)
    for number, line in enumerate(lines[8:], start=8):
        if line.startswith(("msgid ", "msgstr ")) and len(line) > 12:
            yield _replaced(
                file, lines, number, random.choice([line[:-1], line.replace("msg", "mgs", 1), line.split(" ", 1)[1]])
            )


def po_duplicate(file: File, random: Random) -> Sites:
    lines = _po(file)
    for number in range(9, len(lines)):
        if lines[number].startswith("msgstr ") and lines[number - 1].startswith("msgid "):
            yield _replaced(file, lines, number, f"{lines[number]}\n\n{lines[number - 1]}\n{lines[number]}")


def _mutator(kind: str, sites: Any, *rules: str) -> Mutator:
    return Mutator(kind, frozenset(rules), sites)


TEXT_MUTATORS = (
    _mutator("broken YAML", yaml_syntax, "yaml-syntax"),
    _mutator("duplicate key", duplicate_key, "duplicate-key"),
    _mutator("template: unknown variable", template_variable, "template-variable"),
    _mutator("template: unknown attribute", template_attribute, "template-variable"),
    _mutator("template: unknown answer", template_field, "template-field"),
    _mutator("template: broken syntax", template_syntax, "template-syntax"),
    _mutator("template: unknown macro", template_macro, "template-import"),
    _mutator("translation: placeholders", po_placeholder, "po-placeholders"),
    _mutator("translation: fuzzy", po_fuzzy, "po-fuzzy"),
    _mutator("translation: empty", po_empty, "po-empty"),
    _mutator("translation: plural missing", po_plural, "po-plural"),
    _mutator("translation: broken syntax", po_syntax, "po-syntax"),
    _mutator("translation: twice", po_duplicate, "po-duplicate"),
)
