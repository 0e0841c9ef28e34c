"""A procedure in words: where it stands, when it may be used, its stages and its periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.framework import Framework
from ppi2go.model.law import Ground, Procedure
from ppi2go.rendering.condition_words import in_words
from ppi2go.rendering.entry import EntryText, Wanted
from ppi2go.rendering.names import NAMES

STAGES = {
    "call": msgid("published call"),
    "requests": msgid("requests to participate"),
    "tenders": msgid("tenders"),
    "initial-tenders": msgid("initial tenders"),
    "negotiation": msgid("negotiation"),
    "dialogue": msgid("dialogue"),
    "final-tenders": msgid("final tenders"),
    "development": msgid("development"),
}
PURPOSES = {
    "technique": msgid("A technique for repeated purchases, used together with a procedure."),
    "outside-the-act": msgid("Lies outside the procurement act."),
}
AWARDS = {
    "any": msgid("any award criteria"),
    "best-price-quality-only": msgid("best price-quality ratio only"),
    "lowest-price-only": msgid("lowest price only"),
}


class ProcedureEntry(EntryText):
    """Writes one procedure of a framework."""

    def __init__(self, framework: Framework, procedure: Procedure, language: Language, wanted: Wanted) -> None:
        super().__init__(language, framework.act, wanted)
        self.framework = framework
        self.procedure = procedure

    def lines(self) -> Iterator[str]:
        """Yield the procedure from its name to its fit."""
        procedure, t = self.procedure, self.t
        name = self.named(procedure.name, procedure.official_name)
        yield from self.wrap(f"{name} [{procedure.id}], {t(self.framework.name)}")
        yield from self.wrap(t(procedure.summary), 2, 0)
        if procedure.purpose in PURPOSES:
            yield from self.wrap(t(PURPOSES[procedure.purpose]), 2, 0)
        stages = " → ".join(t(STAGES.get(stage, stage)) for stage in procedure.stages)
        yield from self.wrap(f"{t('Stages')}: {stages}", 2)
        yield from self.wrap(f"{t('Award')}: {t(AWARDS[procedure.award])}", 2)
        if procedure.never_proposed:
            yield from self.wrap(f"{t('Never proposed by the program')}: {t(procedure.never_proposed)}", 2)
        yield from self.heading(t("Available"))
        yield from self.values(procedure.periods, lambda period: "", 2)
        yield from self._grounds(t("May be used if one of these grounds holds"), procedure.grounds)
        yield from self._grounds(t("May not be used if"), procedure.exclusions)
        yield from self._periods()
        if self.wanted.of(procedure.minimum_invited):
            yield from self.heading(t("Least number to invite"))
            yield from self.values(procedure.minimum_invited, lambda item: str(item.number), 2)
        yield from self._standstill()
        yield from self._fit()

    def _grounds(self, title: str, grounds: Sequence[Ground]) -> Iterator[str]:
        if grounds:
            yield from self.heading(title)
        for ground in grounds:
            yield from self.wrap(f"• {self.t(ground.text)}", 2)
            yield from self.wrap(self.source(ground.citation), 4)
            if ground.when:
                words = in_words(ground.when, self.language)
                yield from self.wrap(f"{self.t('taken to hold when')} {words}", 4)

    def _periods(self) -> Iterator[str]:
        shown = [limit for limit in self.procedure.time_limits if self.wanted.of(limit.values)]
        yield from self.heading(self.t("Minimum periods"))
        if not shown:
            yield from self.wrap(self.t("The data has no minimum period."), 2)
        for limit in shown:
            event = self.t(NAMES["event"].get(limit.counted_from, limit.counted_from))
            start = self.t("counted from {event}").format(event=event)
            yield from self.wrap(f"{self.t(limit.name)}, {start} [{limit.id}]", 2)
            yield from self.values(limit.values, self.length)

    def _standstill(self) -> Iterator[str]:
        values = [item for item in self.framework.standstill.values if item.means == "electronic"]
        yield from self.heading(self.t("Standstill after an electronic decision"))
        exceptions = [
            item
            for item in self.wanted.of(self.framework.standstill.exceptions)
            if item.when is not None and item.when.holds(self._fact)
        ]
        yield from self.values(values, self.length, 2)
        for exception in exceptions:
            yield from self.wrap(self.t("Not owed: {text}").format(text=self.t(exception.text)), 2)
            yield from self.values([exception], lambda item: "")

    def _fact(self, field: str) -> str | None:
        """Look up the one fact that is known here; a condition that needs more does not hold."""
        return self.procedure.id if field == "plan.procedure" else None

    def _fit(self) -> Iterator[str]:
        if not self.procedure.fit:
            return
        yield from self.heading(self.t("Points by which the program weighs it"))
        for fit in self.procedure.fit:
            yield from self.wrap(f"{fit.points:+d}  {self.t(fit.reason)}", 2, 5)
            if fit.when:
                yield from self.wrap(in_words(fit.when, self.language), 7)
