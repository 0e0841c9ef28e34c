"""What the tests of all writers write: one document's properties, and the words of its language."""

from __future__ import annotations

from datetime import date

from ppi2go.rendering.document_properties import DocumentProperties, Labels

PROPERTIES = DocumentProperties(
    title="Opis predmetu zákazky",
    language="sk-SK",
    author="Mesto Trenčín",
    subject="Energia",
    date=date(2027, 1, 15),
    document_id="subject-matter",
)
LABELS = Labels(page_of="Strana {page} z {pages}", to_fill="doplniť", note="Poznámka", contents="Obsah")
