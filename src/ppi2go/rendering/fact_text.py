"""Facts in words: how sure each is, the marks of its sources, and the list of the sources that were named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ppi2go.l10n import Language
from ppi2go.model.centre import Fact, Source
from ppi2go.rendering.entry import EntryText
from ppi2go.rendering.trust import doubt


class FactText(EntryText):
    """Writes facts as lines and numbers their sources in the order in which they are first named."""

    def __init__(self, language: Language) -> None:
        super().__init__(language, lambda _: None)
        self.cited: dict[str, tuple[int, Source]] = {}

    def mark(self, fact: Fact, sources: Mapping[str, Source]) -> str:
        """Return how sure a fact is, where it is not certain, and the numbers of its sources: `(inferred) [2, 3]`."""
        numbers = []
        for name in fact.sources:
            source = sources[name]
            number, _ = self.cited.setdefault(source.url, (len(self.cited) + 1, source))
            numbers.append(number)
        return f"{doubt(fact.status, self.language)} [{', '.join(map(str, sorted(numbers)))}]".strip()

    def source_list(self) -> Iterator[str]:
        """Yield title and address of every source that a mark has named."""
        yield from self.heading(self.t("Sources"))
        for number, source in self.cited.values():
            yield from self.wrap(f"[{number}] {source.title}", 2, 5)
            yield f"       {source.url}"
