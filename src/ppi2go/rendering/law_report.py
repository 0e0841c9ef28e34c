"""What the law of one country asks of a contract on a day: as data and as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.framework import Framework
from ppi2go.model.law import Procedure
from ppi2go.model.plan import Candidate
from ppi2go.planning.facts import Facts
from ppi2go.planning.periods import periods_of, standstill_of
from ppi2go.planning.procedures import available, facts_for, holding
from ppi2go.planning.regime import find_regime
from ppi2go.rendering.environment import cite
from ppi2go.rendering.names import NAMES
from ppi2go.rendering.plan_json import PlanJson


class LawReport:
    """Answers one question about the law; `answers` hold what is known of the contract."""

    def __init__(self, framework: Framework, answers: Mapping[str, Any], on: date, language: Language) -> None:
        self.framework = framework
        self.language = language
        self.on = on
        self.value = Decimal(answers["project.estimated_value"])
        facts = Facts(answers, framework, on).having(value=self.value)
        self.regime = find_regime(facts, self.value)
        found = self.regime.regime
        self.facts = facts.having(regime=found.kind, band=found.id, act_applies=found.act_applies)
        self.currency = framework.currency(on)
        self.writer = PlanJson(language, framework.act)

    def data(self, procedure: str | None = None) -> dict[str, Any]:
        """Return the answer as the contract with other programs has it."""
        return {
            "country": self.framework.country,
            "on": self.on.isoformat(),
            "buyer": self.facts.buyer,
            "contract": self.facts.contract,
            "value": str(self.value),
            "currency": self.currency,
            "act_applies": self.regime.regime.act_applies,
            "regime": self.writer.regime(self.regime),
            "thresholds": self.writer.thresholds(self.regime),
            "procedures": [
                self.writer.procedure(item) for item in self.candidates if procedure in (None, item.procedure.id)
            ],
            "vat_rate": str(self.vat_rate) if self.vat_rate is not None else None,
            "data_version": self.framework.data_version,
            "verified_on": self.framework.verified_on.isoformat(),
            "notes": self.notes,
        }

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Return the procedures that exist on the day, the available ones first.

        Here `allowed` says what the law offers in this regime; whether a ground holds is for the case at hand, so the
        grounds are listed as conditions.
        """
        existing = (item for item in self.framework.procedures if self._exists(item))
        judged = [self._judge(item) for item in existing]
        return sorted(judged, key=lambda item: (not item.allowed, item.procedure.purpose != "procedure"))

    @property
    def vat_rate(self) -> Decimal | None:
        """Return the standard rate of value added tax, where the data knows it for the day."""
        return next((rate.rate for rate in self.framework.vat if rate.in_force(self.on)), None)

    @property
    def notes(self) -> list[str]:
        """Return what the reader must know beside the values."""
        text, notes = self.language.text, []
        if self.regime.regime.duties:
            notes.append(text(self.regime.regime.duties))
        if any(item.last_known for item in self.regime.thresholds):
            notes.append(text("No thresholds are published for this day yet; the last published ones are shown."))
        if self.vat_rate is None:
            notes.append(text("The rate of value added tax on this day is not in the data."))
        return notes

    def text(self, procedure: str | None = None) -> str:
        """Return the answer for a terminal of 80 columns."""
        lines: list[str] = []
        for line in self._lines(procedure):
            indent = len(line) - len(line.lstrip())
            lines += textwrap.wrap(line, 80, subsequent_indent=" " * (indent + 2), break_long_words=False) or [""]
        return "\n".join(lines) + "\n"

    def _lines(self, procedure: str | None) -> Iterator[str]:
        t, day, money = self.language.text, self.language.day, self.language.money
        writer, regime = self.writer, self.regime.regime
        buyer, contract = t(NAMES["buyer"][self.facts.buyer]), t(NAMES["contract"][self.facts.contract])
        yield f"{t(self.framework.name)}, {day(self.on)}: {buyer}, {contract}, {money(self.value, self.currency)}"
        name = f"{regime.official_name}: {t(regime.name)}" if regime.official_name else t(regime.name)
        yield f"{name} ({cite(writer.citation(self.regime.citation), self.language)})"
        for item in self.regime.thresholds:
            sign = "≥" if item.value.inclusive else ">"
            amount = t("unknown") if item.amount is None else f"{sign} {money(item.amount, item.value.currency)}"
            until = day(item.value.to) if item.value.to else "…"
            yield (
                f"  {t(item.threshold.name)}: {amount}, "
                f"{day(item.value.from_)} – {until} ({cite(writer.citation(item.value.citation), self.language)})"
            )
        for note in self.notes:
            yield f"  {note}"
        for candidate in self.candidates:
            if candidate.allowed and procedure in (None, candidate.procedure.id):
                yield ""
                yield from self._procedure(candidate)

    def _procedure(self, candidate: Candidate) -> Iterator[str]:
        t, procedure, writer = self.language.text, candidate.procedure, self.writer
        name = t(procedure.name)
        if procedure.official_name:
            name = f"{procedure.official_name} ({name})"
        yield f"{name} [{procedure.id}] ({cite(writer.citation(candidate.citation), self.language)})"
        for ground in procedure.grounds:
            yield f"  • {t(ground.text)} ({cite(writer.citation(ground.citation), self.language)})"
        for period in candidate.periods:
            shortened = "; ".join(t(NAMES["reduction"][item]) for item in period.reductions)
            length = self.language.period(period.length, period.unit)
            why = f" [{self.language.period(period.base, period.unit)}; {shortened}]" if shortened else ""
            yield f"  {t(period.name)}: {length}{why} ({cite(writer.citation(period.citations[0]), self.language)})"
        yield from self._standstill(candidate)

    def _standstill(self, candidate: Candidate) -> Iterator[str]:
        period, exception = candidate.standstill.period, candidate.standstill.exception
        source = period.citations[0] if period else exception.citation if exception else None
        if source is None:
            return
        t = self.language.text
        what = self.language.period(period.length, period.unit) if period else t(exception.text if exception else "")
        yield f"  {t('Standstill')}: {what} ({cite(self.writer.citation(source), self.language)})"

    def _exists(self, procedure: Procedure) -> bool:
        return any(p.applies(self.on, self.facts.buyer, self.facts.contract) for p in procedure.periods)

    def _judge(self, procedure: Procedure) -> Candidate:
        facts = facts_for(procedure, self.facts)
        period = next(p for p in procedure.periods if p.applies(self.on, facts.buyer, facts.contract))
        invited = (m.number for m in procedure.minimum_invited if m.applies(self.on, facts.buyer, facts.contract))
        against = holding(procedure.exclusions, facts)
        return Candidate(
            procedure=procedure,
            allowed=available(procedure, facts) and not against,
            citation=period.citation,
            grounds=(),
            against=against,
            score=0,
            reasons=(),
            periods=periods_of(procedure, facts),
            standstill=standstill_of(facts),
            minimum_invited=next(invited, None),
        )
