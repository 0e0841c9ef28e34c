"""What a document says about itself, and the few words that the writers put into every document."""

import datetime
import re
from dataclasses import dataclass

# What is outside the Char production of XML 1.0 (section 2.2) cannot be written, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class DocumentProperties:
    """Describe one document; `date` is both its creation and its last change, whenever it is written."""

    title: str
    language: str
    author: str
    subject: str
    date: datetime.date
    document_id: str


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Name what the writers add themselves, in the document's language.

    `page_of` holds `{page}` and `{pages}`; `to_fill` marks what the user must write; `note` heads guidance;
    `contents` heads the table of contents of a long document.
    """

    page_of: str
    to_fill: str
    note: str
    contents: str = "Contents"

    def placeholder(self, text: str) -> str:
        """Return what the reader sees in place of `[[text]]`."""
        return f"[{self.to_fill}: {text}]" if text else f"[{self.to_fill}]"


def legal_text(text: str) -> str:
    """Drop the characters that XML 1.0 does not allow; change nothing else."""
    return _ILLEGAL.sub("", text)
