"""The linter of a user's templates: what they say, and what happens when they are filled for real plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from ppi2go.catalogue.lint.engine import Settings, lint
from ppi2go.catalogue.lint.workspace import open_workspace
from ppi2go.catalogue.load import Folders
from ppi2go.errors import FileFault, InvalidFiles, Position, near_miss
from ppi2go.model.plan import PlannedDocument
from ppi2go.rendering.context import Rendering, build_context
from ppi2go.rendering.documents import INDEX, document_sources
from ppi2go.rendering.own_templates import own_file, read_own
from ppi2go.rendering.roadmap_html import CSS, PAGE, render_roadmap
from ppi2go.rendering.template_lint import check_templates
from ppi2go.rendering.template_rules import RefusedTemplate
from ppi2go.rendering.template_set import TemplateSet
from ppi2go.resources import folder


def own_names(root: Path) -> list[str]:
    """Return the names of all templates in a user's folder, and of the style of the page."""
    found = [path.relative_to(root).as_posix() for path in sorted(root.rglob("*.j2"))]
    return [*found, CSS] if (root / CSS).is_symlink() or (root / CSS).exists() else found


def unreadable(root: Path, names: Iterable[str]) -> Iterator[FileFault]:
    """Find files and folders that lead out of the folder, and files that are no text."""
    links = [
        path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_symlink() and path.is_dir()
    ]
    for name in (*links, *names):
        try:
            path = own_file(root, name)
            if path:
                read_own(path)
        except RefusedTemplate as error:
            position = Position(str(error.filename or root / name), error.lineno)
            yield FileFault(position, str(error), "template-unsafe")


def said(root: Path | None, names: Iterable[str]) -> list[FileFault]:
    """Find the faults in what templates say; without a folder, in the shipped ones."""
    workspace = open_workspace((), Folders(), root)
    wanted = {name for name in names if name.endswith(".j2")}
    files = workspace.of("template")
    reported = frozenset(file for file in files if root is None or (file.key in wanted and root in file.path.parents))
    return lint(replace(workspace, reported=reported), Settings(today=date.today()), check_templates)


def unused(templates: TemplateSet, root: Path, names: Iterable[str]) -> Iterator[FileFault]:
    """Find templates that no document takes, which is mostly a slip in the name."""
    used = templates.closure(templates.of_documents.values())
    for name in names:
        if name.endswith(".j2") and name not in used and not (folder("templates") / name).is_file():
            hint = near_miss(name, templates.of_documents.values()) or "; 'ppi2go templates list' names them"
            yield FileFault(Position(str(root / name)), f"no document uses this template{hint}", "template-unused")


def tried(
    renderings: Iterable[Rendering], templates: TemplateSet, root: Path | None, names: Iterable[str]
) -> list[FileFault]:
    """Fill every document that uses one of the templates, for some plans; return what went wrong, each once.

    A copy that is the same as ours is not tried: ours is.
    """
    wanted = {name for name in names if root and not _same(root / name, folder("templates") / name)}
    touched = [
        item
        for item, name in templates.of_documents.items()
        if root is None or wanted & templates.closure([name]) or (name == PAGE and CSS in wanted)
    ]
    found: dict[str, FileFault] = {}
    for rendering in renderings:
        for fault in _filled(_complete(rendering), root, touched):
            found.setdefault(str(fault), fault)
    return [found[key] for key in sorted(found, key=lambda key: found[key].position)]


def _same(own: Path, ours: Path) -> bool:
    return ours.is_file() and own.read_bytes() == ours.read_bytes()


def _filled(rendering: Rendering, root: Path | None, touched: list[str]) -> Iterator[FileFault]:
    documents = [item for item in touched if item not in (INDEX.id, "roadmap")]
    try:
        if INDEX.id in touched:
            document_sources(rendering, root)
        elif documents:
            document_sources(rendering, root, documents)
    except InvalidFiles as error:
        yield from error.faults
    try:
        if "roadmap" in touched:
            context = build_context(replace(rendering, escape=str))
            render_roadmap(context, rendering.language, today=rendering.prepared_on, own_templates=root)
    except InvalidFiles as error:
        yield from error.faults


def _complete(rendering: Rendering) -> Rendering:
    """Return the plan with all documents, also those that it would not ask for."""
    plan = rendering.plan
    known = {item.document.id: item for item in plan.documents}
    steps = {document: step.id for step in rendering.catalogue.process.steps for document in step.documents}
    tasks = {task.id: task.end for task in plan.roadmap.tasks}
    first = next(iter(tasks))
    every = []
    for document in rendering.catalogue.process.documents:
        step = steps.get(document.id, first)
        step = step if step in tasks else first
        every.append(known.get(document.id) or PlannedDocument(document=document, step=step, due=tasks[step]))
    return replace(rendering, plan=replace(plan, documents=tuple(every)))
