"""A document in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.law import Act
from ppi2go.model.process import Document, Process
from ppi2go.rendering.condition_words import in_words
from ppi2go.rendering.entry import EntryText

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
