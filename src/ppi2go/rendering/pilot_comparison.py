"""Pilots of several countries side by side: what the law of each makes of its purchase, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.pilot import Pilot
from ppi2go.model.plan import Plan
from ppi2go.rendering.columns import write_table
from ppi2go.rendering.fact_text import FactText

NOTHING = "—"


@dataclass(frozen=True)
class PlannedPilot:
    """A pilot with its plan."""

    pilot: Pilot
    plan: Plan

    def day(self, task: str) -> date | None:
        """Return the last day of a task, or None where the plan has none of that id."""
        found = self.plan.roadmap.task(task)
        return found.end if found else None

    @property
    def days(self) -> int | None:
        """Return the days from the notice to the contract; None where no notice is sent or no contract signed."""
        notice, contract = self.day("notice-dispatch"), self.day("contract-signature")
        return (contract - notice).days if notice and contract else None

    def data(self, language: Language) -> dict[str, Any]:
        """Return the row as plain data."""
        plan, text = self.plan, language.text
        regime, procedure = plan.regime.regime, plan.chosen.procedure
        notice, contract = self.day("notice-dispatch"), self.day("contract-signature")
        return {
            "id": self.pilot.id,
            "name": text(self.pilot.name),
            "country": plan.country,
            "theme": plan.theme,
            "law_on": plan.law_on.isoformat(),
            "regime": {"id": regime.kind, "band": regime.id, "name": text(regime.name)},
            "procedure": {"id": procedure.id, "name": text(procedure.name), "official_name": procedure.official_name},
            "start": plan.roadmap.start.isoformat(),
            "notice": notice.isoformat() if notice else None,
            "contract": contract.isoformat() if contract else None,
            "days": self.days,
            "end": plan.roadmap.end.isoformat(),
            "assumed": [item.answer for item in self.pilot.assumptions],
            "findings": [item.id for item in plan.findings if item.severity != "info"],
        }


class PilotComparison(FactText):
    """Writes the pilots as a table, with what it rests on below."""

    def __init__(self, planned: Sequence[PlannedPilot], language: Language, *, width: int = 80) -> None:
        super().__init__(language)
        self.planned = planned
        self.width = max(80, width)

    def lines(self) -> Iterator[str]:
        """Yield the table and its reading aid."""
        t = self.t
        heads = (t("Pilot"), t("Country"), t("Theme"), t("Regime"), t("Procedure"), t("Notice to contract"), t("End"))
        yield from write_table(heads, [self._row(item) for item in self.planned], self.width)
        yield ""
        text = t(
            "Each pilot is planned under the law of its own country, from {start} to the last evaluation. Values of "
            "contracts and other assumptions are ours and say nothing about the real purchases."
        )
        starts = sorted({self.language.day(item.plan.roadmap.start) for item in self.planned})
        yield from self.wrap(text.format(start=self.language.sentence(starts)), 0, 0)

    def _row(self, item: PlannedPilot) -> tuple[str, ...]:
        plan, t = item.plan, self.t
        return (
            t(item.pilot.name),
            plan.country,
            plan.theme,
            t(plan.regime.regime.name),
            self.named(plan.chosen.procedure.name, plan.chosen.procedure.official_name),
            NOTHING if item.days is None else self.language.period(item.days, "days"),
            self.language.day(plan.roadmap.end, "medium"),
        )
