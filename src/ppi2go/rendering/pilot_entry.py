"""Pilots in words, for 80 columns: the list of all, and one with its facts, its sources and its assumptions apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.centre import Source
from ppi2go.model.pilot import Pilot, PilotAnswers, Subject, answered
from ppi2go.rendering.fact_text import FactText

SUBJECTS: dict[Subject, str] = {
    "authority": msgid("Buyer"),
    "support": msgid("Support"),
    "need": msgid("Need"),
    "solution": msgid("Solution"),
    "procedure": msgid("Procedure"),
    "event": msgid("Events"),
    "result": msgid("Results"),
    "context": msgid("Context"),
}


class PilotList(FactText):
    """Writes who buys what in each pilot."""

    def __init__(self, pilots: Sequence[Pilot], language: Language) -> None:
        super().__init__(language)
        self.pilots = pilots

    def lines(self) -> Iterator[str]:
        """Yield the pilots, then the sources, then what to do next."""
        for pilot in self.pilots:
            yield from pilot_head(self, pilot)
            sources = source_of(pilot)
            for subject in ("authority", "need"):
                for fact in pilot.about(subject):
                    label = self.t(SUBJECTS[subject])
                    yield from self.wrap(f"{label}: {self.t(fact.text)} {self.mark(fact, sources)}", 2)
            yield ""
        first = self.pilots[0].id if self.pilots else "ID"
        yield from self.wrap(
            self.t("All facts and assumptions: {show}. A plan as if it started now: {plan}.").format(
                show=f"ppi2go show pilot {first}", plan=f"ppi2go plan --pilot {first}"
            ),
            0,
            0,
        )
        yield from self.source_list()


class PilotEntry(FactText):
    """Writes one pilot: facts first, then what nobody knows, then what is assumed so that it can be planned."""

    def __init__(self, pilot: Pilot, language: Language) -> None:
        super().__init__(language)
        self.pilot = pilot

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        yield from pilot_head(self, self.pilot)
        yield from self._facts()
        yield from self.heading(self.t("Not found in any source"))
        for text in self.pilot.unknown:
            yield from self.wrap(f"– {self.t(text)}", 2)
        yield from self._answers()
        yield from self.source_list()

    def _facts(self) -> Iterator[str]:
        yield from self.heading(self.t("Facts"))
        sources = source_of(self.pilot)
        for subject in get_args(Subject):
            for fact in self.pilot.about(subject):
                label = self.t(SUBJECTS[subject])
                yield from self.wrap(f"{label}: {self.t(fact.text)} {self.mark(fact, sources)}", 2)
                if fact.note:
                    yield from self.wrap(self.t(fact.note), 4, 0)

    def _answers(self) -> Iterator[str]:
        t, values = self.t, dict(flat(self.pilot.answers))
        yield from self.heading(t("Answers that the plan starts from"))
        for taken in self.pilot.taken:
            yield from self.wrap(f"{taken.answer}: {values[taken.answer]} ({t('taken from the facts')})", 2)
        for item in self.pilot.assumptions:
            yield from self.wrap(f"{item.answer}: {values[item.answer]} ({t('assumed')})", 2)
            yield from self.wrap(t(item.why), 4, 0)
        yield ""
        command = f"ppi2go plan --pilot {self.pilot.id} --start YYYY-MM-DD"
        yield from self.wrap(t("Plan it: {command}").format(command=command))


def pilot_head(writer: FactText, pilot: Pilot) -> Iterator[str]:
    """Yield name, id, country and theme of a pilot."""
    country = writer.language.territory(pilot.country)
    yield from writer.wrap(f"{writer.t(pilot.name)} [{pilot.id}], {country}, {pilot.theme}")


def source_of(pilot: Pilot) -> Mapping[str, Source]:
    """Return the sources of a pilot by their ids."""
    return {source.id: source for source in pilot.sources}


def flat(answers: PilotAnswers) -> Iterator[tuple[str, str]]:
    """Yield each answer of a pilot by its field, as it stands in the file."""
    data = answers.model_dump()
    for path in answered(data):
        value = data[path[0]] if len(path) == 1 else data[path[0]][path[1]]
        yield ".".join(path), str(value)
