"""A theme in words: its needs and what it holds for each, or all that it holds for one need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.theme import Need, Theme
from ppi2go.rendering.condition_words import in_words
from ppi2go.rendering.entry import EntryText, Wanted
from ppi2go.rendering.names import NAMES

LISTS = (
    "requirements",
    "awards",
    "cost_items",
    "risks",
    "standards",
    "sector_law",
    "consultation",
    "selection",
    "kpis",
)
"""The lists of a theme whose entries are for all needs or for some."""


class ThemeEntry(EntryText):
    """Writes a theme, or what it holds for one need."""

    def __init__(self, theme: Theme, need: Need | None, language: Language, wanted: Wanted) -> None:
        acts = {act.id: act for act in theme.acts}
        super().__init__(language, acts.get, wanted)
        self.theme = theme
        self.need = need

    def lines(self) -> Iterator[str]:
        """Yield the theme, then its needs or the one that was asked for."""
        t, theme = self.t, self.theme
        yield f"{t(theme.name)} [{theme.id}]"
        yield from self.wrap(t(theme.summary), 2, 0)
        checked = t("Data {version}, last checked on {day}").format(
            version=theme.data_version, day=self.language.day(theme.verified_on)
        )
        yield from self.wrap(checked, 2)
        if self.need:
            yield from self._one(self.need)
        else:
            yield from self._overview()
        yield from self._sector_law()
        yield from self._standards()

    def _of(self, entries: Sequence[Any]) -> list[Any]:
        return for_need(entries, self.need)

    def _overview(self) -> Iterator[str]:
        t, theme = self.t, self.theme
        yield from self.heading(t("Needs"))
        for need in theme.needs:
            yield from self.wrap(f"{t(need.name)} [{need.id}], {t(NAMES['contract'][need.contract])}", 2)
            yield from self.wrap(t(need.outcome), 4, 0)
            counts = t("{requirements} requirements, {risks} risks, {costs} lines of cost").format(
                requirements=len(for_need(theme.requirements, need)),
                risks=len(for_need(theme.risks, need)),
                costs=len(for_need(theme.cost_items, need)),
            )
            yield from self.wrap(counts, 4)
        yield ""
        yield from self.wrap(
            t("All that the theme holds for one need: {command}").format(
                command=f"ppi2go show theme {theme.id} --need {theme.needs[0].id}"
            )
        )

    def _one(self, need: Need) -> Iterator[str]:
        t = self.t
        yield from self.heading(f"{t('Need')}: {t(need.name)}")
        for label, text in (
            (t("Problem"), need.problem),
            (t("Affected"), need.affected),
            (t("Outcome"), need.outcome),
            (t("Maturity"), need.maturity),
        ):
            yield from self.wrap(f"{label}: {t(text)}", 2)
        codes = ", ".join(f"{cpv.code} {t(cpv.name)}" for cpv in need.cpv)
        yield from self.wrap(f"CPV: {codes}", 2)
        yield from self._requirements()
        yield from self._award()
        yield from self._costs_and_risks()

    def _requirements(self) -> Iterator[str]:
        t = self.t
        yield from self.heading(t("Requirements"))
        for item in self._of(self.theme.requirements):
            yield from self.wrap(f"{t(item.text)} [{item.id}, {t(NAMES['priority'][item.priority])}]", 2)
            measure = t("{indicator} ({unit}). Minimum: {minimum}. Target: {target}.").format(
                indicator=t(item.indicator), unit=t(item.unit), minimum=t(item.minimum), target=t(item.target)
            )
            yield from self.wrap(measure, 4)
            yield from self.wrap(f"{t('Test')}: {t(item.test)}", 4)

    def _award(self) -> Iterator[str]:
        t = self.t
        awards = self._of(self.theme.awards)
        award = next((item for item in awards if item.needs), awards[0] if awards else None)
        if award is None:
            return
        yield from self.heading(t("Award criteria"))
        for criterion in award.criteria:
            yield from self.wrap(f"{criterion.weight:>3} %  {t(criterion.name)} [{criterion.id}]", 2, 7)
            for part in criterion.parts:
                yield from self.wrap(f"{part.weight:>3} %  {t(part.name)}", 7, 7)

    def _costs_and_risks(self) -> Iterator[str]:
        t = self.t
        yield from self.heading(t("Costs over the life"))
        for item in self._of(self.theme.cost_items):
            yield from self.wrap(f"{t(NAMES['stage'][item.stage])}: {t(item.name)} ({t(item.unit)})", 2)
        yield from self.heading(t("Risks: likelihood × impact, of 5 each"))
        for risk in sorted(self._of(self.theme.risks), key=lambda risk: -risk.likelihood * risk.impact):
            yield from self.wrap(f"{risk.likelihood}×{risk.impact}  {t(risk.cause)} → {t(risk.effect)}", 2, 5)

    def _sector_law(self) -> Iterator[str]:
        t = self.t
        yield from self.heading(t("Sector law"))
        for law in self._of(self.theme.sector_law):
            on = self.wanted.on
            if on and not (law.from_ <= on and (law.to is None or on <= law.to)):
                continue
            first = self.language.day(law.from_, "medium")
            until = f"– {self.language.day(law.to, 'medium')}" if law.to else ""
            yield from self.wrap(f"{t(law.name)} [{law.id}], {t('since {day}').format(day=first)} {until}".rstrip(), 2)
            yield from self.wrap(t(law.means), 4, 0)
            if law.when:
                yield from self.wrap(f"{t('when')} {in_words(law.when, self.language)}", 4)
            yield from self.wrap(self.source(law.citation), 4)

    def _standards(self) -> Iterator[str]:
        t = self.t
        yield from self.heading(t("Standards and methods"))
        for item in self._of(self.theme.standards):
            status = "" if item.status == "confirmed" else f" ({t(NAMES['status'][item.status])})"
            yield from self.wrap(f"{item.number}, {item.title}{status}: {t(item.use)}", 2)


def for_need(entries: Sequence[Any], need: Need | None) -> list[Any]:
    """Return the entries for a need: its own and those for all; every entry where no need is given."""
    return [item for item in entries if need is None or item.needs is None or need.id in item.needs]


def only_for(theme: Theme, need: Need | None) -> Theme:
    """Return a theme with the entries for one need alone."""
    if need is None:
        return theme
    lists = {name: tuple(for_need(getattr(theme, name), need)) for name in LISTS}
    return theme.model_copy(update={"needs": (need,), **lists})
