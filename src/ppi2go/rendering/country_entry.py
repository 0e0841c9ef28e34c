"""A country in words: regimes, thresholds, procedures, periods, standstill, rules, institutions, with their history."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.framework import Framework
from ppi2go.model.law import RegimePeriod, Rule, StandstillValue
from ppi2go.rendering.entry import EntryText, Wanted
from ppi2go.rendering.names import NAMES
from ppi2go.rendering.trust import count_by_status, shares

TOPICS = {
    "principles": msgid("Principles"),
    "consultation": msgid("Market consultation"),
    "preparation": msgid("Preparation"),
    "documents": msgid("Documents"),
    "evaluation": msgid("Evaluation"),
    "security": msgid("Securities"),
    "standstill": msgid("Standstill"),
    "review": msgid("Review"),
    "contract": msgid("Contract"),
    "registers": msgid("Registers"),
    "publication": msgid("Publication"),
    "archive": msgid("Archive"),
    "innovation": msgid("Innovation"),
    "language": msgid("Language"),
}
KINDS = {
    "authority": msgid("authority"),
    "review-body": msgid("review body"),
    "portal": msgid("portal"),
    "bulletin": msgid("bulletin"),
    "register": msgid("register"),
    "innovation-support": msgid("support of innovation"),
}
EVENTS = NAMES["event"] | {
    "tenders-deadline": msgid("the deadline for tenders"),
    "standstill-end": msgid("the end of the standstill"),
    "contract-signature": msgid("the signature of the contract"),
}
"""The tasks of the process from which the law counts, in words."""


class CountryEntry(EntryText):
    """Writes a framework, the EU layer merged in."""

    def __init__(self, framework: Framework, language: Language, wanted: Wanted) -> None:
        super().__init__(language, framework.act, wanted)
        self.framework = framework

    def lines(self) -> Iterator[str]:
        """Yield the parts in the order in which a procurer meets them."""
        yield from self._head()
        yield from self._regimes()
        yield from self._thresholds()
        yield from self._procedures()
        yield from self._standstill()
        yield from self._deadlines()
        yield from self._rules()
        yield from self._vat()
        yield from self._institutions()
        yield from self._acts()

    def _head(self) -> Iterator[str]:
        t, framework = self.t, self.framework
        on = t("in force on {day}").format(day=self.language.day(self.wanted.on)) if self.wanted.on else ""
        yield f"{t(framework.name)} ({framework.country}){', ' if on else ''}{on}"
        spans = [
            f"{item.code} {self.language.day(item.from_, 'medium')} – "
            f"{self.language.day(item.to, 'medium') if item.to else '…'}"
            for item in framework.currencies
        ]
        yield from self.wrap(f"{t('Currency')}: {', '.join(spans)}")
        counts = count_by_status(framework, self.wanted.on)
        names = [f"{share}\u00a0% {t(NAMES['status'][status])}" for status, share in shares(counts).items()]
        yield from self.wrap(
            t("Data {version}, last checked on {day}: {number} values, {shares}").format(
                version=framework.data_version,
                day=self.language.day(framework.verified_on),
                number=sum(counts.values()),
                shares=", ".join(names),
            )
        )
        yield from self.wrap(f"{t('Sources')}: {framework.source}")

    def _regimes(self) -> Iterator[str]:
        yield from self.heading(self.t("Regimes"))
        for regime in self.framework.regimes:
            if not self.wanted.of(regime.periods):
                continue
            applies = self.t("the act applies" if regime.act_applies else "the act does not apply")
            kind = f"{regime.id}, {regime.kind}" if regime.id != regime.kind else regime.id
            yield from self.wrap(f"{self.named(regime.name, regime.official_name)} [{kind}]: {applies}", 2)
            if regime.duties:
                yield from self.wrap(self.t(regime.duties), 4, 0)
            yield from self.values(regime.periods, self._floor)

    def _floor(self, period: RegimePeriod) -> str:
        if period.floor is None:
            return self.t("from zero")
        names = {item.id: self.t(item.name) for item in self.framework.thresholds}
        return self.t("from: {threshold}").format(threshold=f"{names[period.floor]} [{period.floor}]")

    def _thresholds(self) -> Iterator[str]:
        yield from self.heading(self.t("Thresholds, without VAT"))
        for threshold in self.framework.thresholds:
            if self.wanted.of(threshold.values):
                yield from self.wrap(f"{self.t(threshold.name)} [{threshold.id}]", 2)
                yield from self.values(threshold.values, self.amount)

    def _procedures(self) -> Iterator[str]:
        yield from self.heading(self.t("Procedures and their minimum periods"))
        for procedure in self.framework.procedures:
            if not self.wanted.of(procedure.periods):
                continue
            yield from self.wrap(f"{self.named(procedure.name, procedure.official_name)} [{procedure.id}]", 2)
            yield from self.values(procedure.periods, lambda period: "")
            for limit in procedure.time_limits:
                if self.wanted.of(limit.values):
                    yield from self.wrap(self.t(limit.name), 4)
                    yield from self.values(limit.values, self.length, 6)

    def _standstill(self) -> Iterator[str]:
        yield from self.heading(self.t("Standstill"))
        standstill = self.framework.standstill
        yield from self.values(standstill.values, self._pause, 2)
        for exception in self.wanted.of(standstill.exceptions):
            yield from self.wrap(self.t("Not owed: {text}").format(text=self.t(exception.text)), 2)
            yield from self.values([exception], lambda item: "")

    def _pause(self, value: StandstillValue) -> str:
        means = self.t("told electronically" if value.means == "electronic" else "told by other means")
        return f"{self.length(value)}, {means}"

    def _deadlines(self) -> Iterator[str]:
        yield from self.heading(self.t("Other last days"))
        for deadline in self.framework.deadlines:
            if self.wanted.of(deadline.values):
                direction = self.t("before: {task}" if deadline.direction == "backward" else "after: {task}")
                event = self.t(EVENTS.get(deadline.counted_from, deadline.counted_from))
                yield from self.wrap(f"{self.t(deadline.name)} ({direction.format(task=event)})", 2)
                yield from self.values(deadline.values, self.length)

    def _rules(self) -> Iterator[str]:
        order = list(TOPICS)
        rules = sorted(self.framework.rules, key=lambda rule: order.index(rule.topic))
        for topic, group in groupby(rules, key=lambda rule: rule.topic):
            shown = [rule for rule in group if self.wanted.of(rule.values)]
            if shown:
                yield from self.heading(f"{self.t('Rules')}: {self.t(TOPICS[topic])}")
            for rule in shown:
                yield from self._rule(rule)

    def _rule(self, rule: Rule) -> Iterator[str]:
        yield from self.wrap(f"{self.t(rule.name)} [{rule.id}]", 2)
        yield from self.wrap(self.t(rule.text), 4, 0)
        yield from self.values(rule.values, self.rule)

    def _vat(self) -> Iterator[str]:
        yield from self.heading(self.t("VAT, standard rate"))
        rates = self.framework.vat
        if not rates:
            yield from self.wrap(self.t("not in the data"), 2)
        yield from self.values(rates, lambda rate: f"{self.language.number(rate.rate)}\u00a0%", 2)

    def _institutions(self) -> Iterator[str]:
        yield from self.heading(self.t("Institutions and portals"))
        for item in self.framework.institutions:
            status = "" if item.status == "confirmed" else f" ({self.t(NAMES['status'][item.status])})"
            yield from self.wrap(f"{item.official_name}, {self.t(KINDS[item.kind])}{status}", 2)
            yield from self.wrap(self.t(item.role), 4, 0)
            if item.url:
                yield f"    {item.url}"

    def _acts(self) -> Iterator[str]:
        yield from self.heading(self.t("Acts"))
        for act in self.framework.acts:
            yield from self.wrap(act.title, 2)
            if act.url:
                yield f"    {act.url}"
