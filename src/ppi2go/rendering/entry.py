"""A catalogue entry in words, for 80 columns: what country, procedure, theme, document and finding share."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.law import Act, Citation, Dated, PeriodLength, RuleValue, ThresholdValue
from ppi2go.rendering.condition_words import in_words
from ppi2go.rendering.environment import cite
from ppi2go.rendering.messages import REDUCTIONS
from ppi2go.rendering.names import NAMES
from ppi2go.rendering.plan_json import PlanJson
from ppi2go.rendering.rule_words import rule_values

BUYERS = {
    "central": msgid("central authorities"),
    "subcentral": msgid("sub-central authorities"),
    "utility": msgid("utilities"),
}
PUBLIC = ("central", "subcentral")
SHIFTS = {"none": msgid("not moved by a day of rest")}
WIDTH = 80
D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class Wanted:
    """Which dated values are shown: all, or those of a day, a buyer, a contract."""

    on: date | None = None
    buyer: str | None = None
    contract: str | None = None

    def of(self, values: Sequence[D]) -> list[D]:
        """Return the values that were asked for."""
        return [value for value in values if self.includes(value)]

    def includes(self, value: Dated) -> bool:
        """Tell whether a value was asked for."""
        return (
            (self.on is None or value.in_force(self.on))
            and (self.buyer is None or value.buyers is None or self.buyer in value.buyers)
            and (self.contract is None or value.contracts is None or self.contract in value.contracts)
        )


class EntryText:
    """Writes values, windows, addressees and sources as lines."""

    def __init__(self, language: Language, act: Callable[[str], Act | None], wanted: Wanted | None = None) -> None:
        self.language = language
        self.t = language.text
        self.writer = PlanJson(language, act)
        self.wanted = wanted or Wanted()

    def lines(self) -> Iterator[str]:
        """Yield the lines of the entry."""
        raise NotImplementedError

    def text(self) -> str:
        """Return the whole entry."""
        return "\n".join(self.lines()).rstrip() + "\n"

    # -- layout ----------------------------------------------------------------------------------------------------

    def heading(self, text: str) -> Iterator[str]:
        """Yield the heading of a part."""
        yield ""
        yield text.upper()

    def wrap(self, text: str, indent: int = 0, hang: int = 2) -> list[str]:
        """Return a text as lines; those after the first stand `hang` columns further in."""
        first, later = " " * indent, " " * (indent + hang)
        return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)

    # -- words -----------------------------------------------------------------------------------------------------

    def named(self, name: str, official: str | None) -> str:
        """Return the official name with the common one behind it."""
        common = self.t(name)
        return common if not official or official.casefold() == common.casefold() else f"{official} ({common})"

    def source(self, citation: Citation) -> str:
        """Return layer, provision, act and status of a value."""
        return f"[{citation.layer}] {cite(self.writer.citation(citation), self.language)}"

    def window(self, value: Dated) -> str:
        """Return the days between which a value is in force."""
        first = self.language.day(value.from_, "medium")
        if value.to is None:
            return self.t("since {day}").format(day=first)
        return f"{first} – {self.language.day(value.to, 'medium')}"

    def whom(self, value: Dated) -> str:
        """Return for which buyers, contracts and regimes a value is, or nothing where it is for all."""
        parts: list[str] = []
        if value.buyers and len(value.buyers) < len(BUYERS):
            both = set(value.buyers) == set(PUBLIC)
            parts.append(
                self.t("public authorities") if both else ", ".join(self.t(BUYERS[item]) for item in value.buyers)
            )
        if value.contracts and len(value.contracts) < len(NAMES["contract"]):
            parts.append(", ".join(self.t(NAMES["contract"][item]) for item in value.contracts))
        regimes: tuple[str, ...] = getattr(value, "regimes", None) or ()
        if regimes:
            parts.append(", ".join(regimes))
        return " · ".join(parts)

    # -- values ----------------------------------------------------------------------------------------------------

    def values(self, values: Sequence[D], what: Callable[[D], str], indent: int = 4) -> Iterator[str]:
        """Yield two lines or more for each wanted value: window, value and addressees; then its source."""
        for value in self.wanted.of(values):
            parts = [self.window(value), what(value), self.whom(value)]
            yield from self.wrap("  ".join(part for part in parts if part), indent)
            yield from self.wrap(self.source(value.citation), indent + 2)
            condition = getattr(value, "when", None)
            if condition is not None:
                yield from self.wrap(f"{self.t('when')} {in_words(condition, self.language)}", indent + 2)
            if value.note:
                yield from self.wrap(self.t(value.note), indent + 2, 0)
            if isinstance(value, PeriodLength):
                yield from self._changes(value, indent + 2)

    def amount(self, value: ThresholdValue) -> str:
        """Return a threshold's amount with the sign that says whether it is itself above."""
        if value.value == "unknown":
            return f"{self.t('unknown')} ({value.currency})"
        return f"{'≥' if value.inclusive else '>'} {self.language.money(value.value, value.currency)}"

    def length(self, value: PeriodLength) -> str:
        """Return the length of a period, and what happens where it ends on a day of rest."""
        length = self.language.period(value.length, value.unit)
        return f"{length}, {self.t(SHIFTS[value.shift])}" if value.shift in SHIFTS else length

    def rule(self, value: RuleValue) -> str:
        """Return whichever values a rule sets."""
        return ", ".join(rule_values(value, self.language))

    def _changes(self, value: PeriodLength, indent: int) -> Iterator[str]:
        for item in value.reductions:
            change = (
                f"→ {self.language.period(item.to, value.unit)}"
                if item.to is not None
                else f"− {self.language.period(item.minus or 0, value.unit)}"
            )
            yield from self.wrap(f"{change}: {self.t(REDUCTIONS[item.id])}  {self.source(item.citation)}", indent)
            if item.condition:
                yield from self.wrap(self.t(item.condition), indent + 2, 0)
        for extra in value.extensions:
            change = f"+ {self.language.period(extra.plus, value.unit)}"
            reason = self.t("the documents are not free and complete online")
            yield from self.wrap(f"{change}: {reason}  {self.source(extra.citation)}", indent)
