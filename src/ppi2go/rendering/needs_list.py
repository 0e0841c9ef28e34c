"""The needs of the themes in words: a list for 80 columns, with a search that knows no accents and no case."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.theme import Need, Theme
from ppi2go.rendering.names import NAMES

WIDTH = 80


@dataclass(frozen=True)
class FoundNeed:
    """A need with its theme, in one language."""

    need: Need
    theme: Theme
    language: Language

    def count(self, entries: Iterable[Any]) -> int:
        """Return how many entries of the theme are for the need."""
        return sum(entry.needs is None or self.need.id in entry.needs for entry in entries)

    @property
    def searched(self) -> str:
        """All words by which the need is found, without accents and in small letters."""
        t, need = self.language.text, self.need
        texts = [need.id, self.theme.id, *map(t, (need.name, need.problem, need.affected, need.outcome))]
        texts += [t(family) for family in need.solution_families]
        texts += [f"{item.code} {t(item.name)}" for item in need.cpv]
        return _folded(" ".join(texts))

    def data(self) -> dict[str, Any]:
        """Return the need as plain data."""
        t, need, theme = self.language.text, self.need, self.theme
        award = next((item for item in theme.awards if item.needs is None or need.id in item.needs), None)
        return {
            "id": need.id,
            "theme": theme.id,
            "theme_name": t(theme.name),
            "name": t(need.name),
            "problem": t(need.problem),
            "affected": t(need.affected),
            "outcome": t(need.outcome),
            "usual_approach": need.usual_approach,
            "contract": need.contract,
            "cpv": [{"code": item.code, "name": t(item.name)} for item in need.cpv],
            "requirements": self.count(theme.requirements),
            "criteria": len(award.criteria) if award else 0,
            "kpis": self.count(theme.kpis),
            "risks": self.count(theme.risks),
        }


def find_needs(themes: Sequence[Theme], search: str, language: Language) -> Iterator[FoundNeed]:
    """Yield the needs whose texts hold every word of the search; all where it is empty."""
    words = _folded(search).split()
    for theme in themes:
        for need in theme.needs:
            found = FoundNeed(need, theme, language)
            if not words or all(word in found.searched for word in words):
                yield found


def needs_text(found: Sequence[FoundNeed], language: Language) -> str:
    """Return the list, theme by theme."""
    return "\n".join(_lines(found, language)) + "\n"


def _lines(found: Sequence[FoundNeed], language: Language) -> Iterator[str]:
    t, theme = language.text, None
    for item in found:
        if item.theme is not theme:
            theme = item.theme
            yield f"{t(theme.name).upper()} [{theme.id}]"
        need = item.need
        yield from _wrapped(f"{t(need.name)} [{need.id}]", 2)
        yield from _wrapped(t(need.outcome), 4)
        contract = t(NAMES["contract"][need.contract])
        counts = t("{requirements} requirements, {kpis} indicators of the contract, {risks} risks").format(
            requirements=item.count(item.theme.requirements),
            kpis=item.count(item.theme.kpis),
            risks=item.count(item.theme.risks),
        )
        yield from _wrapped(f"{contract}; {counts}", 4)
    yield ""
    if found:
        first = found[0]
        how = t("All that a theme holds for a need: {command}").format(
            command=f"ppi2go show theme {first.theme.id} --need {first.need.id}"
        )
        yield from _wrapped(how, 0)


def _wrapped(text: str, indent: int) -> list[str]:
    blank = " " * indent
    return textwrap.wrap(text, WIDTH, initial_indent=blank, subsequent_indent=blank, break_on_hyphens=False)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
