"""The competence centres and their network in words, for 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ppi2go.l10n import Language
from ppi2go.model.centre import Fact, KnownCentre, KnownNetwork, Service, Source, Statement
from ppi2go.rendering.fact_text import FactText
from ppi2go.rendering.names import NAMES


class CentreList(FactText):
    """Writes some centres, then what is known of their network, then the sources."""

    def __init__(self, centres: Sequence[KnownCentre], network: KnownNetwork | None, language: Language) -> None:
        super().__init__(language)
        self.centres = centres
        self.network = network

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        for index, known in enumerate(self.centres):
            if index:
                yield ""
            yield from self._centre(known)
        if self.network:
            yield from self._network(self.network)
        yield from self.source_list()

    def _centre(self, known: KnownCentre) -> Iterator[str]:
        t, centre, sources = self.t, known.centre, known.sources
        host = centre.host
        yield from self.wrap(f"{self.language.territory(centre.country)}: {t(host.name)} ({host.short}) [{centre.id}]")
        official = f"{host.official_name} · " if host.official_name else ""
        yield from self.wrap(f"{official}{t('host')} {self.mark(host, sources)}", 2, 0)
        if host.note:
            yield from self.wrap(t(host.note), 4, 0)
        places = [(t("City"), centre.city), (t("Region"), centre.region)]
        for label, place in places:
            if place:
                yield from self.wrap(f"{label}: {place.name} {self.mark(place, sources)}", 2)
        if host.url:
            yield f"  {host.url}"
        yield from self._services(centre.services, sources)
        themes = [(item.id, item) for item in centre.themes]
        yield from self._words(t("Themes"), themes, sources)
        tongues = [(self.language.tongue(item.code), item) for item in centre.languages]
        yield from self._words(t("Languages of the tools"), tongues, sources)
        yield from self._statements(centre.facts, sources)

    def _services(self, services: Sequence[Service], sources: Mapping[str, Source]) -> Iterator[str]:
        if not services:
            return
        yield f"  {self.t('Services')}:"
        for item in services:
            name = self.t(NAMES["service"][item.id])
            yield from self.wrap(f"• {name} [{item.id}] {self.mark(item, sources)}", 4)

    def _words(self, label: str, items: Sequence[tuple[str, Fact]], sources: Mapping[str, Source]) -> Iterator[str]:
        """Yield what is said on one line, the marks behind each group of words that share them."""
        groups: dict[str, list[str]] = {}
        for word, fact in items:
            groups.setdefault(self.mark(fact, sources), []).append(word)
        parts = [f"{', '.join(words)} {mark}" for mark, words in groups.items()]
        if parts:
            yield from self.wrap(f"{label}: {'; '.join(parts)}", 2)

    def _statements(self, facts: Sequence[Statement], sources: Mapping[str, Source]) -> Iterator[str]:
        for fact in facts:
            yield from self.wrap(f"– {self.t(fact.text)} {self.mark(fact, sources)}", 2)

    def _network(self, known: KnownNetwork) -> Iterator[str]:
        network = known.network
        yield from self.heading(self.t(network.name))
        yield from self._statements(network.facts, known.sources)
        yield from self._services(network.services, known.sources)
        yield ""
        yield from self.wrap(self.t(known.about), 0, 0)
