"""A finding in words: what is reported, when, on which law, an example, what to do, whether it can be waived."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.condition import Not
from ppi2go.model.facts import FACTS
from ppi2go.model.finding import FindingRule
from ppi2go.model.law import Act
from ppi2go.model.normal_form import Literal_, branches
from ppi2go.model.own_findings import OwnFinding
from ppi2go.model.question import Question
from ppi2go.rendering.condition_words import in_words
from ppi2go.rendering.entry import EntryText
from ppi2go.rendering.names import NAMES

CAN_BE_WAIVED = msgid("It can be waived in the answers file with a reason; it stays visible as waived.")
CANNOT_BE_WAIVED = msgid("It cannot be waived: it is an error of confirmed law, or one of the answers themselves.")


class FindingEntry(EntryText):
    """Writes a rule by which a finding is reported."""

    def __init__(
        self,
        rule: FindingRule,
        language: Language,
        act: Callable[[str], Act | None],
        questions: Mapping[str, Question] | None = None,
    ) -> None:
        super().__init__(language, act)
        self.finding = rule
        self.questions = questions or {}

    def lines(self) -> Iterator[str]:
        """Yield what is reported, when, an example, and what to do."""
        t, rule = self.t, self.finding
        yield f"{t(NAMES['severity'][rule.severity])} [{rule.id}]"
        yield from self.wrap(t(rule.message), 2, 0)
        yield from self.wrap(f"→ {t(rule.advice)}", 2)
        yield from self.wrap(f"{t('Reported when')} {in_words(rule.when, self.language)}", 2)
        if rule.field:
            yield from self.wrap(f"{t('Answer that it concerns')}: {rule.field}", 2)
        if rule.from_ or rule.to:
            first = self.language.day(rule.from_, "medium") if rule.from_ else "…"
            last = self.language.day(rule.to, "medium") if rule.to else "…"
            yield from self.wrap(f"{t('For calls sent between')} {first} – {last}", 2)
        yield from self.wrap(self.source(rule.citation), 2)
        final = rule.severity == "error" and rule.citation.status == "confirmed"
        yield from self.wrap(t(CANNOT_BE_WAIVED if final else CAN_BE_WAIVED), 2, 0)
        yield from self.heading(t("Example"))
        for literal in next(branches(rule.when)):
            yield from self._example(literal)

    def _example(self, literal: Literal_) -> Iterator[str]:
        """Yield one line of answers with which the finding is reported, and the question that it answers."""
        test, holds = literal
        value = test.is_ if holds and test.is_ is not None else None
        if value is None and holds and test.in_:
            value = test.in_[0]
        if value is not None:
            yield from self.wrap(f"{test.field}: {_yaml(value)}", 2)
        else:
            yield from self.wrap(in_words(test if holds else Not.model_validate({"not": test}), self.language), 2)
        question = self.questions.get(test.field)
        if question:
            name = next((choice.name for choice in question.choices if choice.id == value), None)
            answer = f" {self.t(name)}." if name else ""
            yield from self.wrap(f"{self.t(question.prompt)}{answer}", 4, 0)
        elif test.field in FACTS:
            yield from self.wrap(self.t("found out by the planner"), 4, 0)


class OwnFindingEntry(EntryText):
    """Writes a finding that no rule of the data reports: the planner finds it by itself."""

    def __init__(self, finding: OwnFinding, language: Language) -> None:
        super().__init__(language, lambda _: None)
        self.finding = finding

    def lines(self) -> Iterator[str]:
        """Yield when it is reported, an example, and what to do."""
        t, finding = self.t, self.finding
        yield f"{t(NAMES['severity'][finding.severity])} [{finding.id}]"
        yield from self.wrap(t(finding.when), 2, 0)
        yield from self.wrap(f"→ {t(finding.advice)}", 2)
        yield from self.wrap(t("Found while planning; the plan names the provision of the value that decides."), 2, 0)
        yield from self.wrap(t(CANNOT_BE_WAIVED if finding.severity == "error" else CAN_BE_WAIVED), 2, 0)
        yield from self.heading(t("Example"))
        yield from self.wrap(finding.example, 2)

    def data(self) -> dict[str, Any]:
        """Return the entry as plain data."""
        finding = self.finding
        return {
            "id": finding.id,
            "severity": finding.severity,
            "when": self.t(finding.when),
            "advice": self.t(finding.advice),
            "example": finding.example,
        }


def _yaml(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
