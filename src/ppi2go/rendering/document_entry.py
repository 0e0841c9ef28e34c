"""A document and a finding in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.finding import FindingRule
from ppi2go.model.law import Act
from ppi2go.model.process import Document, Process
from ppi2go.rendering.condition_words import in_words
from ppi2go.rendering.entry import EntryText
from ppi2go.rendering.names import NAMES

AUDIENCES = {
    "internal": msgid("for the buyer's own staff"),
    "market": msgid("for the market"),
    "file": msgid("for the file"),
}


class DocumentEntry(EntryText):
    """Writes a document of the process."""

    def __init__(
        self, document: Document, process: Process, language: Language, act: Callable[[str], Act | None]
    ) -> None:
        super().__init__(language, act)
        self.document = document
        self.process = process

    def lines(self) -> Iterator[str]:
        """Yield what the document is for, who signs it, which steps ask for it and when."""
        t, document = self.t, self.document
        yield from self.wrap(f"{t(document.title)} [{document.id}], {t(AUDIENCES[document.audience])}")
        yield from self.wrap(t(document.purpose), 2, 0)
        names = {role.id: t(role.name) for role in self.process.roles}
        if document.signed_by:
            yield from self.wrap(f"{t('Signed by')}: {', '.join(names[role] for role in document.signed_by)}", 2)
        if document.when:
            yield from self.wrap(f"{t('Needed when')} {in_words(document.when, self.language)}", 2)
        yield from self.wrap(f"{t('Template')}: {document.template}", 2)
        yield from self.heading(t("Steps that ask for it"))
        for step in self.process.steps:
            if document.id in step.documents:
                yield from self.wrap(f"{step.number}  {t(step.name)} [{step.id}]", 2, 5)
                for citation in step.citations:
                    yield from self.wrap(self.source(citation), 7)


class FindingEntry(EntryText):
    """Writes a rule by which a finding is reported."""

    def __init__(self, rule: FindingRule, language: Language, act: Callable[[str], Act | None]) -> None:
        super().__init__(language, act)
        self.finding = rule

    def lines(self) -> Iterator[str]:
        """Yield what is reported, when, and what to do."""
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
