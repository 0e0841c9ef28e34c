"""The law of a plan as templates see it: citations, periods, procedures, rules."""

from __future__ import annotations

from ppi2go.model.base import msgid
from ppi2go.model.law import Citation, Ground, RuleValue
from ppi2go.model.plan import Candidate, Period, StandstillResult
from ppi2go.rendering.messages import write_message
from ppi2go.rendering.rule_words import rule_values
from ppi2go.rendering.words import Plain, Words

PROVISION_WORDS = (msgid("art."), msgid("Annex"), msgid("recital"), msgid("point"))


class LawContext(Words):
    """Writes what the law says about the purchase."""

    def citation(self, citation: Citation) -> Plain:
        """Return a citation with the titles and the address of its act."""
        act = self.catalogue.act(citation.act)
        union = act is not None and act.of_the_union
        return {
            "act": self._act_name(act.short, union=union) if act else citation.act,
            "act_title": self._act_name(act.title, union=union) if act else citation.act,
            "provision": self._provision(citation.provision) if union else citation.provision,
            "url": citation.url or (act.url if act else None),
            "status": citation.status,
            "layer": citation.layer,
        }

    def _provision(self, provision: str) -> str:
        """Write a provision of a Union act with the words of the language: čl. 27 ods. 1 is left at čl. 27(1)."""
        for word in PROVISION_WORDS:
            provision = provision.replace(word, self.text(word))
        return provision

    def other_name(self, official: str | None, name: str) -> str | None:
        """Return the name that the law gives, where it differs from the translated one."""
        return official if official and official.casefold() != self.text(name).casefold() else None

    def _act_name(self, name: str, *, union: bool) -> str:
        return self.text(name) if union else name

    def ground(self, ground: Ground) -> Plain:
        """Return a ground with its provision."""
        return {"text": self.text(ground.text), "citation": self.citation(ground.citation)}

    def period(self, period: Period) -> Plain:
        """Return a statutory period."""
        return {
            "id": period.id,
            "name": self.text(period.name),
            "length": period.length,
            "unit": period.unit,
            "base": period.base,
            "counted_from": self.name("event", period.counted_from),
            "reductions": [self.name("reduction", item) for item in period.reductions],
            "citation": self.citation(period.citations[0]),
        }

    def standstill(self, result: StandstillResult) -> Plain:
        """Return the standstill or the reason why none is owed."""
        period, exception = result.period, result.exception
        source = period.citations[0] if period else exception.citation if exception else None
        return {
            "length": period.length if period else None,
            "unit": period.unit if period else None,
            "citation": self.citation(source) if source else None,
            "exception": self.text(exception.text) if exception else None,
        }

    def procedure(self, candidate: Candidate) -> Plain:
        """Return a judged procedure."""
        procedure = candidate.procedure
        against = [
            self.ground(item)
            if isinstance(item, Ground)
            else {"text": write_message(item, self.language), "citation": None}
            for item in candidate.against
        ]
        return {
            "id": procedure.id,
            "name": self.text(procedure.name),
            "official_name": self.other_name(procedure.official_name, procedure.name),
            "summary": self.text(procedure.summary),
            "allowed": candidate.allowed,
            "citation": self.citation(candidate.citation),
            "award": procedure.award,
            "score": candidate.score,
            "days_more": candidate.days_more,
            "reasons": [{"points": points, "text": self.text(text)} for points, text in candidate.reasons],
            "grounds": [self.ground(ground) for ground in candidate.grounds],
            "against": against,
            "minimum_invited": candidate.minimum_invited,
            "stages": list(procedure.stages),
            "periods": [self.period(period) for period in candidate.periods],
            "standstill": self.standstill(candidate.standstill),
        }

    def rules(self, topic: str, *words: str) -> list[Plain]:
        """Return the rules of a topic in force for this contract; with words, those whose id holds one of them.

        Where the country has rules of its own among them, they alone are returned: they carry the directives out. The
        rules of the Union stand in for those that a country's data have not, but only above its thresholds.
        """
        plan, regime = self.plan, self.plan.regime.regime.kind
        buyer, contract = str(self.answers["buyer.type"]), str(self.answers["project.contract"])
        found: list[Plain] = []
        for rule in self.catalogue.framework.rules:
            if rule.topic != topic or (words and not any(word in rule.id for word in words)):
                continue
            values = (v for v in rule.values if v.applies(plan.law_on, buyer, contract))
            value = next((v for v in values if v.regimes is None or regime in v.regimes), None)
            if value:
                found.append(
                    {
                        "id": rule.id,
                        "name": self.text(rule.name),
                        "text": self.text(rule.text),
                        "value": self._rule_value(value),
                        "citation": self.citation(value.citation),
                    }
                )
        national = [rule for rule in found if rule["citation"]["layer"] == plan.country]
        return national or (found if regime == "above-eu" or not words else [])

    def _rule_value(self, value: RuleValue) -> str | None:
        return "; ".join(rule_values(value, self.language, self.plan.currency)) or None
