"""A comparison as text: one row a country, a small table a subject, so that seven laws fit into 100 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from ppi2go.l10n import Language
from ppi2go.model.law import Citation, Rule, RuleValue
from ppi2go.model.plan import Period, ThresholdInForce
from ppi2go.planning.regime import reaches
from ppi2go.rendering.columns import write_table
from ppi2go.rendering.comparison import Compared
from ppi2go.rendering.messages import write_message
from ppi2go.rendering.names import NAMES
from ppi2go.rendering.trust import MARKS, shares

NOTHING = "—"
Row = tuple[str, ...]


class ComparisonTable:
    """Writes the countries of a comparison for a width in columns."""

    def __init__(self, title: str, compared: Sequence[Compared], language: Language, *, width: int = 100) -> None:
        self.title = title
        self.compared = compared
        self.language = language
        self.width = max(80, width)

    def text(self) -> str:
        """Return the whole comparison."""
        t = self.language.text
        parts = [
            self._head(),
            self._table(
                t("Regime and procedure"),
                (t("Value"), t("Thresholds"), t("Regime"), t("Procedure")),
                self._regime_row,
            ),
            self._table(t("Lawful procedures"), (t("Number"), t("Ids")), self._lawful_row),
            self._table(
                t("Minimum periods of the procedure"),
                (t("Requests to participate"), t("Tenders"), t("Standstill")),
                self._period_row,
            ),
            self._table(
                t("Dates"),
                (
                    t("Notice"),
                    t("Tenders due"),
                    t("Standstill ends"),
                    t("Signature"),
                    t("End"),
                    t("Days to signature"),
                ),
                self._date_row,
            ),
            self._table(
                t("Review, registers and tax"),
                (t("Review body"), t("Amounts in review"), t("Registers"), t("VAT")),
                self._review_row,
            ),
            self._table(
                t("How sure the data is, and what the plans report"),
                (
                    t("Values in force"),
                    t("confirmed"),
                    f"{MARKS['corroborated']} {t('restated')}",
                    f"{MARKS['unverified']} {t('not confirmed')}",
                    t("Errors"),
                    t("Warnings"),
                ),
                self._trust_row,
            ),
            self._errors(),
            self._notes(),
        ]
        return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"

    # -- parts -----------------------------------------------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        t, first = self.language.text, self.compared[0]
        yield from self._wrap(t("{title}: the same purchase under several laws").format(title=self.title))
        yield from self._wrap(f"{t(NAMES['buyer'][first.buyer])}, {t(NAMES['contract'][first.contract])}")
        names = [f"{item.country} {t(item.framework.name)}" for item in self.compared]
        yield from self._wrap(" · ".join(names))

    def _table(self, title: str, heads: Row, row: Callable[[Compared], Row]) -> Iterator[str]:
        rows = [(item.country, *cells) for item in self.compared if any(cells := row(item))]
        if rows:
            yield title.upper()
            yield from write_table(("", *heads), rows, self.width)

    def _regime_row(self, item: Compared) -> Row:
        t, plan = self.language.text, item.plan
        if plan is None:
            needs = t("needs a value in {currency} (--value {country}=…)")
            return needs.format(currency=item.currency, country=item.country), "", "", ""
        regime, procedure = plan.regime.regime, plan.chosen.procedure
        value = self.language.money(plan.value, plan.currency)
        thresholds = [self._threshold(item, limit) for limit in plan.regime.thresholds]
        return (
            value,
            "\n".join(thresholds) or NOTHING,
            (regime.official_name or t(regime.name)) + _mark(plan.regime.citation),
            (procedure.official_name or t(procedure.name)) + _mark(plan.chosen.citation),
        )

    def _threshold(self, item: Compared, limit: ThresholdInForce) -> str:
        assert item.plan
        if limit.amount is None:
            return self.language.text("unknown") + _mark(limit.value.citation)
        reached, inclusive = reaches(item.plan.value, limit), limit.value.inclusive
        sign = ("≥" if inclusive else ">") if reached else ("<" if inclusive else "≤")
        amount = self.language.money(limit.amount, limit.value.currency)
        return f"{sign} {amount}{_mark(limit.value.citation)}"

    def _lawful_row(self, item: Compared) -> Row:
        return (str(len(item.lawful)), ", ".join(item.lawful) or NOTHING) if item.plan else ("", "")

    def _period_row(self, item: Compared) -> Row:
        if item.plan is None:
            return "", "", ""
        t, stages = self.language.text, item.plan.chosen.procedure.stages
        requests, tenders = item.period("requests-to-participate"), item.period("tenders")
        owed = item.plan.chosen.standstill
        none = t("none")
        if owed.exception:
            none = f"{none}, {owed.exception.citation.provision}{_mark(owed.exception.citation)}"
        return (
            self._period(requests) if requests else t("no minimum") if "requests" in stages else NOTHING,
            self._period(tenders) if tenders else t("no minimum"),
            self._period(owed.period) if owed.period else none,
        )

    def _period(self, period: Period) -> str:
        provision = period.citations[0].provision
        return f"{self.language.period(period.length, period.unit)}, {provision}{_mark(period.citations[0])}"

    def _date_row(self, item: Compared) -> Row:
        if item.plan is None:
            return ("",) * 6
        keys = ("notice", "tenders_deadline", "standstill_end", "earliest_signature", "end")
        days = (item.day(key) for key in keys)
        total = item.days_to_signature
        return (
            *(self.language.day(day, "medium").replace(" ", "\u00a0") if day else NOTHING for day in days),
            NOTHING if total is None else str(total),
        )

    def _review_row(self, item: Compared) -> Row:
        vat = next((rate for rate in item.framework.vat if rate.in_force(item.on)), None)
        return (
            "\n".join(body.official_name + MARKS[body.status] for body in item.review_bodies) or NOTHING,
            "\n".join(self._amount(rule, value) for rule, value in item.review_amounts)
            or (NOTHING if item.plan else ""),
            "\n".join(self.language.text(rule.name) + _mark(value.citation) for rule, value in item.registers)
            or NOTHING,
            f"{self.language.number(vat.rate)}\u00a0%{_mark(vat.citation)}" if vat else NOTHING,
        )

    def _amount(self, rule: Rule, value: RuleValue) -> str:
        parts: list[str] = []
        if value.percent is not None:
            parts.append(f"{self.language.number(value.percent)}\u00a0%")
        if value.amount is not None:
            parts.append(self.language.money(value.amount, value.currency or ""))
        return f"{self.language.text(rule.name)}: {', '.join(parts)}{_mark(value.citation)}"

    def _trust_row(self, item: Compared) -> Row:
        share = shares(item.counts)
        found = (str(item.findings("error")), str(item.findings("warning"))) if item.plan else ("", "")
        return (str(sum(item.counts.values())), *(f"{share[status]}\u00a0%" for status in MARKS), *found)

    def _errors(self) -> Iterator[str]:
        for item in self.compared:
            for finding in item.plan.findings if item.plan else ():
                if finding.severity == "error":
                    message = write_message(finding.message, self.language)
                    head = f"{item.country}  {self.language.text(NAMES['severity']['error'])}: "
                    yield from self._wrap(f"{head}{message} [{finding.id}]")

    def _notes(self) -> Iterator[str]:
        t = self.language.text
        yield from self._wrap(t("° restated by another source   * not confirmed   — not in the data, or not owed"))
        limits = [limit for item in self.compared if item.plan for limit in item.plan.regime.thresholds]
        if any(limit.last_known for limit in limits):
            yield from self._wrap(t("No thresholds are published for this day yet; the last published ones are shown."))
        if any(item.plan is None for item in self.compared):
            yield from self._wrap(t("Amounts are never converted: give the value in each currency with --value."))
        yield from self._wrap(t("The sources of each value: --json, or ppi2go show country ID."))

    def _wrap(self, text: str) -> list[str]:
        return textwrap.wrap(text, self.width, subsequent_indent="    ", break_long_words=False)


def _mark(citation: Citation) -> str:
    return MARKS[citation.status]
