"""Shared needs as people read them: who shares what, how they may buy together, whose law applies, by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.portfolio import NeedEntry, SharedNeed
from ppi2go.rendering.context import Rendering
from ppi2go.rendering.entry import EntryText

Plain = dict[str, Any]


def shared_rows(shared: Sequence[SharedNeed], renderings: Iterable[Rendering], language: Language) -> list[Plain]:
    """Return each shared need with its buyers, its common call and the ways to buy together."""
    by_theme = {item.catalogue.theme.id: item for item in renderings}
    return [_row(item, by_theme[item.theme], language) for item in shared]


def _row(item: SharedNeed, rendering: Rendering, language: Language) -> Plain:
    first, last = item.window
    need = next(need for need in rendering.catalogue.theme.needs if need.id == item.need)
    return {
        "theme": item.theme,
        "need": {"id": item.need, "name": language.text(need.name)},
        "crosses_borders": item.crosses_borders,
        "countries": [{"code": code, "name": language.territory(code)} for code in item.countries],
        "buyers": len(item.entries),
        "values": [{"amount": amount, "currency": currency} for currency, amount in item.values.items()],
        "first_call": first,
        "common_call": last,
        "entries": [_entry(entry) for entry in item.entries],
        "ways": [
            {
                "id": way.id,
                "name": language.text(way.name),
                "text": language.text(way.text),
                "law": language.text(way.law),
                "steps": [language.text(step) for step in way.steps],
                "citation": rendering.citation(way.citation),
            }
            for way in item.ways
        ],
        "utility": any(entry.buyer_type == "utility" for entry in item.entries),
    }


def register_rows(entries: Iterable[NeedEntry]) -> list[Plain]:
    """Return the register: every need, whether shared or not."""
    return [{"theme": entry.theme, "need": entry.need} | _entry(entry) for entry in entries]


def _entry(entry: NeedEntry) -> Plain:
    return {
        "id": entry.id,
        "region": entry.region,
        "buyer": entry.buyer,
        "country": entry.country,
        "approach": entry.approach,
        "call": entry.call,
        "contract": entry.signature,
        "value": entry.value,
        "currency": entry.currency,
    }


class SharedNeeds(EntryText):
    """Writes shared needs for a terminal; `register` is how many needs were compared, where that is worth saying."""

    def __init__(self, rows: Sequence[Plain], language: Language, *, months: int, register: int | None = None) -> None:
        super().__init__(language, lambda _: None)
        self.rows = rows
        self.register = register
        self.months = months

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        t = self.t
        if self.register is not None:
            text = t("{needs} needs compared; {shared} are shared by buyers whose calls lie within {time}.")
            time = self.language.period(self.months, "months")
            yield from self.wrap(text.format(needs=self.register, shared=len(self.rows), time=time), 0, 0)
        if not self.rows:
            text = t("No two buyers share a need within {time} and by an approach that goes together.")
            yield from self.wrap(text.format(time=self.language.period(self.months, "months")), 0, 0)
        for row in self.rows:
            yield from self._shared(row)
        yield from self._ways()

    def _shared(self, row: Plain) -> Iterator[str]:
        t, day, money = self.t, self.language.day, self.language.money
        where = t("across borders") if row["crosses_borders"] else t("within one country")
        yield from self.heading(f"{row['need']['name']} ({where})")
        for entry in row["entries"]:
            buyer = entry["buyer"] or entry["id"]
            yield from self.wrap(
                t("{buyer}, {country}, {region}: call on {day}, {value}").format(
                    buyer=buyer,
                    country=entry["country"],
                    region=entry["region"],
                    day=day(entry["call"]),
                    value=money(entry["value"], entry["currency"]),
                ),
                2,
            )
        values = [money(item["amount"], item["currency"]) for item in row["values"]]
        mass = t("Critical mass: {buyers} buyers, {values} in all.")
        yield from self.wrap(mass.format(buyers=row["buyers"], values=self.language.sentence(values)), 2)
        common = t("Common call: {day}. The first buyer alone would call on {first}.")
        yield from self.wrap(common.format(day=day(row["common_call"]), first=day(row["first_call"])), 2)
        names = self.language.sentence([way["name"] for way in row["ways"]])
        yield from self.wrap(f"{t('Ways to buy together')}: {names}.", 2)
        if row["utility"]:
            yield from self.wrap(
                t("One of them buys as a utility; its own directive has articles for the same ways."), 2
            )

    def _ways(self) -> Iterator[str]:
        """Explain each way once, however many needs it is open to."""
        t = self.t
        ways = {way["id"]: way for row in self.rows for way in row["ways"]}
        if ways:
            yield from self.heading(t("Ways to buy together"))
        for way in ways.values():
            yield from self.wrap(f"– {way['name']}: {self.provision(way['citation'])}", 2)
            yield from self.wrap(way["text"], 4, 0)
            yield from self.wrap(f"{t('Whose law applies')}: {way['law']}", 4, 0)
            for step in way["steps"]:
                yield from self.wrap(f"- {step}", 4)

    def provision(self, citation: Plain) -> str:
        """Write a provision with a mark where nobody has confirmed it."""
        from ppi2go.rendering.environment import cite

        return cite(citation, self.language)
