"""Which files there are: the shipped ones, a user's own in front of them, and those that the command line names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from ppi2go.catalogue.load import EU_FILES, Folders
from ppi2go.catalogue.yaml_reader import Source, read_text, scan_yaml
from ppi2go.errors import FileFault, InvalidFiles, Position, UsageError
from ppi2go.resources import folder

FileKind = Literal[
    "eu", "national", "theme", "process", "questions", "calibration", "calendars", "centres", "readiness", "pilot",
    "mapping", "action-plan", "template", "locale", "unknown",
]  # fmt: skip
_FOLDERS: dict[str, FileKind] = {
    "national": "national",
    "thematic": "theme",
    "eu": "eu",
    "pilots": "pilot",
    "action-plans": "action-plan",
}
_NAMES: dict[str, FileKind] = {
    "process": "process",
    "questions": "questions",
    "calibration": "calibration",
    "calendars": "calendars",
    "centres": "centres",
    "readiness": "readiness",
    "mapping": "mapping",
}
_KEYS: tuple[tuple[FileKind, frozenset[str]], ...] = (
    ("national", frozenset({"country", "currencies"})),
    ("theme", frozenset({"needs", "awards"})),
    ("process", frozenset({"phases", "steps"})),
    ("questions", frozenset({"groups", "questions"})),
    ("calibration", frozenset({"observed"})),
    ("calendars", frozenset({"countries"})),
    ("centres", frozenset({"sources", "centres"})),
    ("readiness", frozenset({"scale", "bands", "groups"})),
    ("pilot", frozenset({"facts", "answers"})),
    ("mapping", frozenset({"criteria", "sharing"})),
    ("action-plan", frozenset({"team", "projects"})),
)
"""Kind → keys at the top that only it has; EU files share their keys with national ones, so their place decides."""


@dataclass(frozen=True)
class File:
    """A file to check: `name` is shown in messages, `key` tells files of one kind apart (SK, energy, rules)."""

    path: Path
    name: str
    kind: FileKind
    key: str


@dataclass(frozen=True)
class Content:
    """What was read of a file: its text, its data where it is YAML that parses, and the faults of reading."""

    text: str = ""
    source: Source | None = None
    faults: tuple[FileFault, ...] = ()


@dataclass(frozen=True)
class Workspace:
    """All files that matter, those whose faults are reported, and what has been read of them so far."""

    files: Mapping[tuple[FileKind, str], File]
    reported: frozenset[File]
    contents: dict[File, Content] = field(default_factory=dict)

    def of(self, *kinds: FileKind, reported: bool = False) -> list[File]:
        """Return the files of some kinds, in order."""
        chosen = self.reported if reported else self.files.values()
        return sorted((file for file in chosen if file.kind in kinds), key=lambda file: (file.kind, file.key))

    def content(self, file: File) -> Content:
        """Return what a file holds; each is read once."""
        if file not in self.contents:
            self.contents[file] = _read(file)
        return self.contents[file]

    def source(self, kind: FileKind, key: str) -> Source | None:
        """Return the YAML of a file, or None where there is none that parses."""
        file = self.files.get((kind, key))
        return self.content(file).source if file else None

    def with_text(self, file: File, text: str) -> Workspace:
        """Return the workspace as it is when one file alone is checked and has another text."""
        contents = {**self.contents, file: _parse(file, text)}
        return replace(self, reported=frozenset({file}), contents=contents)


def _read(file: File) -> Content:
    try:
        return _parse(file, read_text(file.path, name=file.name))
    except InvalidFiles as error:
        return Content(faults=tuple(error.faults))


def _parse(file: File, text: str) -> Content:
    if file.kind in ("template", "locale"):
        return Content(text)
    source, faults = scan_yaml(text, file.name)
    return Content(text, source, tuple(faults))


def shipped_files(folders: Folders, templates: Path | None = None) -> dict[tuple[FileKind, str], File]:
    """Return all files that this installation would read, a user's own in place of ours."""
    names = [*EU_FILES, *(f"{name}.yaml" for name in _NAMES)]
    names += [f"{below}/{name}.yaml" for below in ("national", "thematic", "pilots") for name in folders.names(below)]
    found = ((name, folders.find(name)) for name in names)
    files = [_placed(path, folders.shown(path)) for _, path in found if path]
    plans = folder("action-plans")
    files += [_placed(path, f"action-plans/{path.name}") for path in sorted(plans.glob("*.yaml"))]
    for root, own in ((folder("templates"), False), (templates, True)):
        for path in sorted(root.rglob("*.j2")) if root else ():
            key = path.relative_to(root).as_posix() if root else ""
            files.append(File(path, str(path) if own else f"templates/{key}", "template", key))
    locales = folder("locales")
    files += [_placed(path, f"locales/{path.relative_to(locales)}") for path in sorted(locales.rglob("*.po"))]
    return {(file.kind, file.key): file for file in files}


def _placed(path: Path, name: str) -> File:
    """Return a file with the kind that its place gives."""
    if path.suffix == ".j2":
        parts = path.parts
        start = len(parts) - 1 - parts[::-1].index("templates") if "templates" in parts else len(parts) - 3
        return File(path, name, "template", "/".join(parts[max(start + 1, 0) :]))
    if path.suffix == ".po":
        return File(path, name, "locale", "/".join(path.parts[-3:]))
    kind = _FOLDERS.get(path.parent.name) or _NAMES.get(path.stem) or "unknown"
    return File(path, name, kind, path.stem)


def open_workspace(paths: Iterable[Path], folders: Folders, templates: Path | None = None) -> Workspace:
    """Return the workspace of some files and folders; of everything when none is named."""
    files = shipped_files(folders, templates)
    named = [file for path in paths for file in _files_at(path, files)]
    if not named:
        return Workspace(files, frozenset(files.values()))
    return Workspace(files | {(file.kind, file.key): file for file in named}, frozenset(named))


def _files_at(path: Path, known: Mapping[tuple[FileKind, str], File]) -> list[File]:
    if path.is_file():
        return [_recognised(path, known)]
    if not path.is_dir():
        raise UsageError(f"'{path}' is neither a file nor a folder")
    inside = sorted(item for item in path.rglob("*") if item.suffix in (".yaml", ".yml", ".j2", ".po"))
    found = [file for file in (_recognised(item, known) for item in inside) if file.kind != "unknown"]
    if not found:
        raise UsageError(f"'{path}' holds no law, theme, process, questions, templates or catalogues")
    return found


def _recognised(path: Path, known: Mapping[tuple[FileKind, str], File]) -> File:
    """Return a file with its kind, by its place, else by its keys; a shipped one under the name that it is known by."""
    same = next((file for file in known.values() if file.path.resolve() == path.resolve()), None)
    file = (same and replace(same, name=str(path))) or _placed(path, str(path))
    if file.kind != "unknown":
        return file
    source = _read(file).source
    data: Any = source.data if source else None
    if isinstance(data, dict):
        kind = next((kind for kind, keys in _KEYS if keys <= data.keys()), file.kind)
        key = str(data.get("country" if kind == "national" else "id", path.stem))
        return replace(file, kind=kind, key=kind if kind in _NAMES else key)
    return file


def unknown_kind(file: File) -> Iterator[FileFault]:
    """Say that a file is of no kind that is checked here."""
    kinds = (
        "law (national/, eu/), theme (thematic/), pilot (pilots/), action plan (action-plans/), process.yaml, "
        "questions.yaml, centres.yaml, readiness.yaml, "
        "template (*.j2) or catalogue (*.po)"
    )
    message = f"cannot tell what this file is; a file to validate is a {kinds}; answers go to 'ppi2go check'"
    yield FileFault(Position(file.name), message, "unknown-kind")
