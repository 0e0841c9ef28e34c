"""The same purchase under several laws: what each country's plan says, as data; `comparison_table` writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.framework import Framework, Institution
from ppi2go.model.law import Rule, RuleValue
from ppi2go.model.plan import Period, Plan
from ppi2go.planning.regime import reaches
from ppi2go.rendering.plan_json import PlanJson
from ppi2go.rendering.trust import count_by_status, shares

SEVERITIES = ("error", "warning", "info")
DATES = {
    "notice": "notice-dispatch",
    "requests_deadline": "requests-deadline",
    "tenders_deadline": "tenders-deadline",
    "standstill_end": "standstill-end",
    "earliest_signature": "contract-signature",
}
"""Key of the JSON → task of the roadmap."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One country of the comparison; without a value in its currency there is no plan, only what no value decides."""

    framework: Framework
    language: Language
    on: date
    buyer: str
    contract: str
    plan: Plan | None

    @property
    def country(self) -> str:
        """Return the code of the country."""
        return self.framework.country

    @property
    def currency(self) -> str:
        """Return the currency of the country on the day of dispatch."""
        return self.framework.currency(self.on)

    @cached_property
    def writer(self) -> PlanJson:
        """Return the writer of citations and parts of the plan."""
        return PlanJson(self.language, self.framework.act)

    @property
    def lawful(self) -> list[str]:
        """Return the ids of the lawful procedures, the chosen one first."""
        return [item.procedure.id for item in self.plan.candidates if item.allowed] if self.plan else []

    def period(self, period_id: str) -> Period | None:
        """Return a minimum period of the chosen procedure."""
        periods = self.plan.chosen.periods if self.plan else ()
        return next((period for period in periods if period.id == period_id), None)

    def day(self, key: str) -> date | None:
        """Return a day of the plan: a key of `DATES`, or `end`."""
        if self.plan is None:
            return None
        if key == "end":
            return self.plan.roadmap.end
        task = self.plan.roadmap.task(DATES[key])
        return task.end if task else None

    @property
    def days_to_signature(self) -> int | None:
        """Return the calendar days from the dispatch of the notice to the earliest signature."""
        first, last = self.day("notice"), self.day("earliest_signature")
        return (last - first).days if first and last else None

    @property
    def review_bodies(self) -> list[Institution]:
        """Return the bodies that decide on complaints."""
        return [item for item in self.framework.institutions if item.kind == "review-body"]

    @property
    def review_amounts(self) -> list[tuple[Rule, RuleValue]]:
        """Return the rules on review that set an amount or a share: deposits, fees, fines, limits of value."""
        return [(rule, value) for rule, value in self._rules("review") if value.amount or value.percent]

    @property
    def registers(self) -> list[tuple[Rule, RuleValue]]:
        """Return the rules on registers of contracts and parties."""
        return self._rules("registers")

    @property
    def counts(self) -> dict[str, int]:
        """Count the values of the law that are in force for this buyer and contract, by status."""
        return count_by_status(self.framework, self.on, buyer=self.buyer, contract=self.contract)

    def findings(self, severity: str) -> int:
        """Count the findings of a severity."""
        return sum(1 for finding in self.plan.findings if finding.severity == severity) if self.plan else 0

    def _rules(self, topic: str) -> list[tuple[Rule, RuleValue]]:
        """Return the rules of a topic in force; those of one regime only where that regime is known."""
        regime = self.plan.regime.regime.kind if self.plan else None
        found: list[tuple[Rule, RuleValue]] = []
        for rule in self.framework.rules:
            if rule.topic != topic:
                continue
            values = (
                value
                for value in rule.values
                if value.applies(self.on, self.buyer, self.contract)
                and (value.regimes is None or regime in value.regimes)
            )
            value = next(values, None)
            if value:
                found.append((rule, value))
        return found

    # -- JSON ------------------------------------------------------------------------------------------------------

    def data(self) -> dict[str, Any]:
        """Return the country's column; what depends on a value is null where none was given in its currency."""
        plan, vat = self.plan, next((rate for rate in self.framework.vat if rate.in_force(self.on)), None)
        return {
            "country": self.country,
            "name": self.language.text(self.framework.name),
            "law_on": self.on.isoformat(),
            "currency": self.currency,
            "value": str(plan.value) if plan else None,
            "needs_value_in": None if plan else self.currency,
            **self._value_dependent(plan),
            "review": {
                "bodies": [{"official_name": item.official_name, "url": item.url} for item in self.review_bodies],
                "amounts": [self._rule(*pair) for pair in self.review_amounts],
            },
            "registers": [self._rule(*pair) for pair in self.registers],
            "vat": {"rate": str(vat.rate), "citation": self.writer.citation(vat.citation)} if vat else None,
            "values": {"count": self.counts, "percent": shares(self.counts)},
            "data_version": self.framework.data_version,
            "verified_on": self.framework.verified_on.isoformat(),
        }

    def _value_dependent(self, plan: Plan | None) -> dict[str, Any]:
        keys = ("regime", "thresholds", "procedure", "lawful_procedures", "dates", "days_to_signature", "findings")
        if plan is None:
            return dict.fromkeys(keys)
        days = {key: self.day(key) for key in (*DATES, "end")}
        reached = {item.threshold.id: reaches(plan.value, item) for item in plan.regime.thresholds}
        thresholds = [entry | {"reached": reached[entry["id"]]} for entry in self.writer.thresholds(plan.regime)]
        return {
            "regime": self.writer.regime(plan.regime),
            "thresholds": thresholds,
            "procedure": self.writer.procedure(plan.chosen),
            "lawful_procedures": self.lawful,
            "dates": {key: day.isoformat() if day else None for key, day in days.items()},
            "days_to_signature": self.days_to_signature,
            "findings": {
                **{severity: self.findings(severity) for severity in SEVERITIES},
                "errors": [self.writer.finding(item) for item in plan.findings if item.severity == "error"],
            },
        }

    def _rule(self, rule: Rule, value: RuleValue) -> dict[str, Any]:
        return {
            "id": rule.id,
            "name": self.language.text(rule.name),
            "text": self.language.text(rule.text),
            "amount": str(value.amount) if value.amount is not None else None,
            "currency": value.currency,
            "percent": str(value.percent) if value.percent is not None else None,
            "citation": self.writer.citation(value.citation),
        }
