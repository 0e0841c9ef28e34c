"""`ppi2go pack`: the documents alone, for one or many answers files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppi2go.cli.options import (
    Diff,
    DryRun,
    Force,
    Formats,
    Frameworks,
    Json,
    Lang,
    Logo,
    Quiet,
    ReferenceDoc,
    Templates,
    Zip,
    read_style,
)
from ppi2go.cli.report import outcome_lines, print_differences
from ppi2go.errors import Ppi2goError, UsageError

if TYPE_CHECKING:
    from ppi2go.rendering.pack import PackOptions


@dataclass(frozen=True)
class Job:
    """One answers file and where its documents go; plain values, so that another process can do it."""

    answers: Path
    target: Path
    lang: str | None
    frameworks: Path | None
    options: PackOptions


@dataclass(frozen=True)
class Outcome:
    """What became of a job: counts of files, findings of severity error, kept edits, or the faults that stopped it."""

    answers: str
    target: str
    counts: dict[str, int]
    errors: int = 0
    kept: dict[str, str | None] | None = None
    fault: str | None = None


def pack(
    answers: Annotated[list[Path], typer.Argument(help="Answers files, or folders of them.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Folder; many files get a folder each below it."),
    ] = None,
    only: Annotated[
        str, typer.Option(metavar="ID,...", help="Only these documents; see 'ppi2go templates list'.")
    ] = "",
    lang: Lang = None,
    formats: Formats = "docx,html",
    templates: Templates = None,
    reference_doc: ReferenceDoc = None,
    logo: Logo = None,
    zip_: Zip = False,
    dry_run: DryRun = False,
    diff: Diff = False,
    force: Force = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes at a time; 0: one for each core.")] = 0,
    frameworks: Frameworks = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the documents of one or many answers files; a bad file does not stop the others."""
    from ppi2go.rendering.documents import check_formats
    from ppi2go.rendering.pack import PackOptions

    style = read_style(reference_doc, logo, templates)
    check_formats(formats.split(","))
    chosen = [name for name in only.split(",") if name]
    options = PackOptions(
        formats.split(","), templates, style, chosen, roadmap=False, dry=dry_run, force=force, zip=zip_
    )
    files = list(_answers_files(answers))
    many = len(files) > 1 or any(given.is_dir() for given in answers)
    places = _targets(files, output, many=many)
    work = [Job(file, target, lang, frameworks, options) for file, target in zip(files, places, strict=True)]
    if diff:
        faults = [fault for job in work if (fault := _differ(job))]
        for fault in faults:
            print(fault, file=sys.stderr)
        if faults:
            raise typer.Exit(2)
        return
    outcomes = list(_run(work, jobs, show=not (quiet or json)))
    if json:
        _print_json(outcomes)
    elif not quiet:
        _report(outcomes, dry=dry_run)
    if any(outcome.fault for outcome in outcomes):
        raise typer.Exit(2)
    if any(outcome.errors for outcome in outcomes):
        raise typer.Exit(1)


def do(job: Job) -> Outcome:
    """Write the documents of one file; what is wrong with it comes back as text and not as an exception."""
    from ppi2go.catalogue.load import Folders
    from ppi2go.cli.planning import plan_case, read_case
    from ppi2go.rendering.pack import write_pack

    try:
        found, catalogue = read_case(job.answers, None, None, Folders(job.frameworks))
        rendering = plan_case(found, catalogue, job.lang)
        written = write_pack(rendering, job.target, job.options)
    except Ppi2goError as error:
        return Outcome(str(job.answers), str(job.target), {}, fault=str(error))
    errors = sum(finding.blocks for finding in rendering.plan.findings)
    kept = {name: written.folder.beside.get(name) for name in written.folder.kept}
    return Outcome(str(job.answers), str(job.target), written.counts(), errors, kept)


def _answers_files(given: list[Path]) -> Iterator[Path]:
    """Yield the files, and those of folders (YAML and JSON, not below); raise UsageError where there is none."""
    for path in given:
        if not path.is_dir():
            yield path
            continue
        found = sorted(file for file in path.iterdir() if file.suffix in (".yaml", ".yml", ".json"))
        if not found:
            raise UsageError(f"'{path}' holds no answers file (.yaml, .yml, .json)")
        yield from found


def _targets(files: list[Path], output: Path | None, *, many: bool) -> list[Path]:
    """Return a folder for each file; two files of the same name are told apart by a number."""
    if not many:
        return [output or Path(f"ppi2go-{file.stem}") for file in files]
    base = output or Path("ppi2go-packs")
    taken: dict[str, int] = {}
    targets = []
    for file in files:
        number = taken[file.stem] = taken.get(file.stem, 0) + 1
        targets.append(base / (file.stem if number == 1 else f"{file.stem}-{number}"))
    return targets


def _run(work: list[Job], jobs: int, *, show: bool) -> Iterator[Outcome]:
    """Do the work, in processes of their own where there is enough of it; a fault of one does not stop the rest."""
    import os

    processes = min(len(work), jobs or os.cpu_count() or 1)
    with _progress(len(work), show=show) as advance:
        if processes < 2:
            for job in work:
                yield do(job)
                advance()
            return
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(processes) as pool:
            try:
                for outcome in pool.map(do, work):
                    yield outcome
                    advance()
            except KeyboardInterrupt:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _progress(count: int, *, show: bool) -> Any:
    """Return a progress bar on standard error: a context manager that gives the function to call after each file."""
    from contextlib import contextmanager

    @contextmanager
    def bar() -> Iterator[Any]:
        if not show or count < 2 or not sys.stderr.isatty():
            yield lambda: None
            return
        with typer.progressbar(length=count, label="Packs", file=sys.stderr) as progress:
            yield lambda: progress.update(1)

    return bar()


def _differ(job: Job) -> str | None:
    """Print what would change in the texts of one file; return the faults that keep it from being planned."""
    from ppi2go.catalogue.load import Folders
    from ppi2go.cli.planning import plan_case, read_case

    try:
        found, catalogue = read_case(job.answers, None, None, Folders(job.frameworks))
        rendering = plan_case(found, catalogue, job.lang)
        print_differences(rendering, job.target, job.options.templates, job.options.only)
    except Ppi2goError as error:
        return str(error)
    return None


def _print_json(outcomes: list[Outcome]) -> None:
    import json
    from dataclasses import asdict

    print(json.dumps({"packs": [asdict(outcome) for outcome in outcomes]}, ensure_ascii=False, indent=2))


def _report(outcomes: list[Outcome], *, dry: bool) -> None:
    for outcome in outcomes:
        if outcome.fault:
            print(outcome.fault, file=sys.stderr)
            continue
        more = f"; {outcome.errors} findings of severity error" if outcome.errors else ""
        for line in outcome_lines(outcome.target, outcome.counts, outcome.kept or {}, dry=dry, more=more):
            print(line, file=sys.stderr)
    if len(outcomes) > 1:
        failed = sum(outcome.fault is not None for outcome in outcomes)
        print(f"{len(outcomes) - failed} of {len(outcomes)} answers files packed, {failed} refused", file=sys.stderr)
