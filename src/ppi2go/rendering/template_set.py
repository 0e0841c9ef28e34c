"""The templates that there are: which document each is for, what it uses, and copies for a user to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError, meta

from ppi2go.errors import UsageError, near_miss
from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.process import Document, Process
from ppi2go.rendering.condition_words import in_words
from ppi2go.rendering.documents import INDEX
from ppi2go.rendering.environment import make_environment
from ppi2go.rendering.output import write_whole
from ppi2go.rendering.roadmap_html import CSS, PAGE
from ppi2go.resources import folder

ROADMAP = "roadmap"
ROADMAP_TITLE = msgid("The roadmap as a page")
ROADMAP_PURPOSE = msgid("Shows the way of the purchase on one page: dates, procedure, findings, tasks.")
Row = dict[str, Any]


@dataclass(frozen=True)
class TemplateSet:
    """All templates: the shipped ones, those of a user's own folder in front of them."""

    process: Process
    own: Path | None = None

    @cached_property
    def of_documents(self) -> Mapping[str, str]:
        """Id of each document, of the index and of the roadmap page → the name of its template."""
        documents = [INDEX, *self.process.documents]
        names = {item.id: f"documents/{item.template.removeprefix('documents/')}" for item in documents}
        return names | {ROADMAP: PAGE}

    @cached_property
    def _environment(self) -> Any:
        return make_environment(Language("en"))

    def file(self, name: str) -> Path | None:
        """Return the file of a template, or None where there is none of this name."""
        roots = [root for root in (self.own, folder("templates")) if root]
        return next((root / name for root in roots if (root / name).is_file()), None)

    def closure(self, names: Iterable[str]) -> set[str]:
        """Return the templates, and all that they include or import."""
        found: set[str] = set()
        todo = list(names)
        while todo:
            name = todo.pop()
            path = self.file(name)
            if name in found or path is None:
                continue
            found.add(name)
            try:
                tree = self._environment.parse(path.read_text("utf-8"))
            except (TemplateSyntaxError, ValueError, RecursionError):  # what it uses cannot be known
                continue
            todo += [other for other in meta.find_referenced_templates(tree) if other]
        return found


def rows(process: Process, language: Language) -> list[Row]:
    """Return every document as plain data: id, template, number, title, purpose, when, signers, workbook."""
    t = language.text
    roles = {role.id: role.name for role in process.roles}

    def row(document: Document, number: int) -> Row:
        return {
            "id": document.id,
            "template": TemplateSet(process).of_documents[document.id],
            "number": f"{number:02d}",
            "title": t(document.title),
            "purpose": t(document.purpose),
            "when": in_words(document.when, language) if document.when else None,
            "signed_by": [t(roles[role]) for role in document.signed_by],
            "workbook": document.workbook,
        }

    numbered = enumerate([INDEX, *process.documents])
    page: Row = {"id": ROADMAP, "template": PAGE, "number": None, "title": t(ROADMAP_TITLE)}
    page |= {"purpose": t(ROADMAP_PURPOSE), "when": None, "signed_by": [], "workbook": None}
    return [*(row(document, number) for number, document in numbered), page]


def rows_text(found: Sequence[Row], language: Language) -> str:
    """Return the list for 80 columns."""
    return "\n".join(_lines(found, language)) + "\n"


def _lines(found: Sequence[Row], language: Language) -> Iterator[str]:
    from ppi2go.rendering.needs_list import _wrapped

    t = language.text
    for item in found:
        head = f"{item['number']}-{item['id']}" if item["number"] else item["id"]
        yield from _wrapped(f"{head}: {item['title']}", 0)
        yield from _wrapped(item["purpose"], 4)
        if item["when"]:
            yield from _wrapped(f"{t('Needed when')} {item['when']}", 4)
        if item["signed_by"]:
            yield from _wrapped(f"{t('Signed by')}: {', '.join(item['signed_by'])}", 4)
        if item["workbook"]:
            yield from _wrapped(f"{t('Workbook')}: {item['workbook']}", 4)
    yield ""
    yield from _wrapped(t("To change one: {command}").format(command="ppi2go templates export ID"), 0)


def export(templates: TemplateSet, ids: Sequence[str], target: Path, readme: str, *, force: bool) -> dict[str, str]:
    """Copy the templates of some documents, or of all, with what they use; return each file with what became of it.

    A file that is there stays (`kept`) unless `force` is given; `unchanged` is one that is the same anyway.
    """
    known = templates.of_documents
    for name in ids:
        if name not in known:
            raise UsageError(f"no document has the id '{name}'{near_miss(name, known)}")
    if target.exists() and not target.is_dir():
        raise UsageError(f"--output: '{target}' is not a folder")
    names = templates.closure(known[name] for name in ids or known)
    if PAGE in names:
        names.add(CSS)
    contents = {name: (folder("templates") / name).read_bytes() for name in sorted(names)}
    return {
        name: _put(target / name, content, force=force) for name, content in [*contents.items(), readme_file(readme)]
    }


def readme_file(text: str) -> tuple[str, bytes]:
    """Return the name and the content of what explains the folder."""
    return "README.md", text.encode()


def _put(path: Path, content: bytes, *, force: bool) -> str:
    if path.is_file() and path.read_bytes() == content:
        return "unchanged"
    if path.exists() and not force:
        return "kept"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return "written"
