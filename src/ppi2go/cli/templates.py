"""`ppi2go templates`: the templates of the documents, to list, copy, change and check.

JSON: `list --json` gives {"templates": [{id, template, number, title, purpose, when, signed_by, workbook}]};
`variables --json` gives {"variables": [{name, kind, example}], "functions": [{name, use, means, gives}], "filters": …};
`check --json` gives {"faults": [{file, line, column, rule, message}], "warnings": […]}.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppi2go.cli.options import Json, Lang, choose_language
from ppi2go.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ppi2go.errors import FileFault
    from ppi2go.rendering.context import Rendering

PILOT = "lublin-adaptive-lighting"
"""The plan that the examples of variables come from."""
TRIALS = (("SK", "energy"), ("HU", "health"), ("IT", "ict"))
"""The plans that `check` fills templates for: each theme, each under another law."""

app = typer.Typer(help="List, copy and check the templates of the documents.", no_args_is_help=True)


@app.command("list")
def list_templates(lang: Lang = None, json: Json = False) -> None:
    """Show every document: its number and id, what it is for, when it is needed, who signs it."""
    from ppi2go.catalogue.load import Folders, load_process
    from ppi2go.l10n import Language, terminal_language
    from ppi2go.rendering.template_set import rows, rows_text

    language = Language(choose_language(lang, terminal_language()))
    found = rows(load_process(Folders()), language)
    if json:
        _print_json({"templates": found})
    else:
        print(rows_text(found, language), end="")


@app.command("export")
def export_templates(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Documents; default: all.", show_default=False)
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the copies.")] = Path(
        "ppi2go-templates"
    ),
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
    lang: Lang = None,
) -> None:
    """Copy templates with what they include into a folder for `--templates`; a file that is there stays."""
    from ppi2go.rendering.template_names import readme
    from ppi2go.rendering.template_set import TemplateSet, export

    rendering = _example(lang)
    templates = TemplateSet(rendering.catalogue.process)
    done = export(templates, ids or [], output, readme(rendering), force=force)
    for name, outcome in done.items():
        if outcome == "kept":
            print(f"{output / name}: is there and was left as it is; --force writes over it", file=sys.stderr)
    counts = {outcome: list(done.values()).count(outcome) for outcome in ("written", "unchanged", "kept")}
    said = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    print(f"{output}: {said}; 'ppi2go templates check {output}' finds slips", file=sys.stderr)


@app.command("check")
def check_templates(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[DIR|FILE]...",
            help="A folder of templates, or some of its files; default: ours.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Check templates: what they say, and what happens when they are filled for a plan of each theme."""
    from ppi2go.rendering.template_set import TemplateSet
    from ppi2go.rendering.template_trial import own_names, said, tried, unreadable, unused

    plans = list(_trials())
    faults: list[FileFault] = []
    warnings: list[FileFault] = []
    for root, files in _roots(paths or []):
        names = [] if root is None else [name for name in own_names(root) if not files or name in files]
        templates = TemplateSet(plans[0].catalogue.process, root)
        if root is not None:
            closed = list(unreadable(root, own_names(root)))
            faults += closed
            if closed:  # nothing of the folder is read
                continue
            warnings += unused(templates, root, names)
        faults += said(root, names) or tried(plans, templates, root, names)
    if json:
        _print_json({"faults": [_fault(item) for item in faults], "warnings": [_fault(item) for item in warnings]})
    else:
        for item in faults:
            print(item)
        for item in warnings:
            print(f"{item.position}: warning: {item.message}")
        print(f"faults: {len(faults)}, warnings: {len(warnings)}", file=sys.stderr)
    if faults:
        raise typer.Exit(1)


@app.command("variables")
def show_variables(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="Only this one, such as plan, tasks, money.", show_default=False),
    ] = None,
    lang: Lang = None,
    json: Json = False,
) -> None:
    """Show what a template may use, each with an example from a real plan."""
    from ppi2go.rendering.template_names import names, text

    rendering = _example(lang)
    found = names(rendering, name)
    if json:
        _print_json(found)
    else:
        print(text(found, rendering), end="")


def _example(lang: str | None) -> Rendering:
    from ppi2go.catalogue.load import Folders
    from ppi2go.cli.planning import plan_case, read_pilot
    from ppi2go.l10n import terminal_language
    from ppi2go.rendering.template_names import for_reading

    code = choose_language(lang, terminal_language())
    return for_reading(plan_case(*read_pilot(PILOT, Folders(), code), code, simulated=False))


def _trials() -> Iterator[Rendering]:
    from ppi2go.catalogue.load import Folders
    from ppi2go.cli.planning import plan_case, read_case

    for number, (country, theme) in enumerate(TRIALS):  # a template must also do without the simulated dates
        yield plan_case(*read_case(None, country, theme, Folders()), "en", simulated=number == 0)


def _roots(paths: Sequence[Path]) -> list[tuple[Path | None, set[str]]]:
    """Return each folder of templates with the files that were named in it; none is the whole folder."""
    if not paths:
        return [(None, set())]
    found: dict[Path, set[str]] = {}
    for path in paths:
        if path.is_dir():
            if not any((path / name).is_dir() for name in ("documents", "roadmap")):
                raise UsageError(
                    f"'{path}' holds no folder 'documents' or 'roadmap'; 'ppi2go templates export' makes one"
                )
            found[path] = set()
        elif path.suffix == ".j2" and (path.is_file() or path.is_symlink()):
            root = path.parent.parent
            if root not in found or found[root]:  # the whole folder may have been named already
                found.setdefault(root, set()).add(path.relative_to(root).as_posix())
        else:
            raise UsageError(f"'{path}' is neither a folder nor a template (*.j2)")
    return list(found.items())


def _fault(item: FileFault) -> dict[str, Any]:
    place = item.position
    return {"file": place.file, "line": place.line, "column": place.column, "rule": item.rule, "message": item.message}


def _print_json(data: Any) -> None:
    import json

    print(json.dumps(data, ensure_ascii=False, indent=2))
