"""`ppi2go ask`: the interview alone; it writes or continues an answers file."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppi2go.cli.interviewing import ENTER_SAVES, converse, make_asking, make_talk, open_points, pick_case
from ppi2go.cli.options import Frameworks, Lang, choose_language
from ppi2go.errors import UsageError

if TYPE_CHECKING:
    from ppi2go.answers.asking import Asking
    from ppi2go.answers.reading import Answers
    from ppi2go.answers.writing import Sheet
    from ppi2go.catalogue.load import Catalogue, Folders
    from ppi2go.l10n import Language


def ask(
    answers: Annotated[
        Path | None, typer.Argument(help="An answers file to continue, or to begin.", show_default=False)
    ] = None,
    country: Annotated[str | None, typer.Option(help="Country whose law applies, such as SK.")] = None,
    theme: Annotated[str | None, typer.Option(help="Thematic tool, such as energy.")] = None,
    lang: Lang = None,
    everything: Annotated[bool, typer.Option("--all", help="Ask the details too, whose defaults usually fit.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of over ANSWERS.")
    ] = None,
    readiness: Annotated[
        bool, typer.Option("--readiness", help="Ask how ready the team is, and say what helps; writes nothing.")
    ] = False,
    frameworks: Frameworks = None,
) -> None:
    """Ask what a plan needs to know, and write it down: a new answers file, or the gaps of one that is there."""
    from ppi2go.catalogue.load import Folders
    from ppi2go.l10n import Language, terminal_language

    folders, language = Folders(frameworks), Language(choose_language(lang, terminal_language()))
    if readiness:
        from ppi2go.cli.readiness import ask_readiness

        ask_readiness(answers, country, folders, language)
        return
    session = _begin(answers, output, country, theme, folders, language)
    try:
        _run(session, folders, language, everything=everything)
    except KeyboardInterrupt:
        _stop(session, language)
        raise typer.Exit(2) from None
    _save(session, language)
    _summarise(session, folders, lang, language)


@dataclass
class _Session:
    """What is being filled in: the file, what it said at first, and the interview once it has begun."""

    source: Path | None
    target: Path | None
    country: str | None
    theme: str | None
    answers: Answers | None = None
    catalogue: Catalogue | None = None
    asking: Asking | None = None
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """Where the answers are written: as asked for, else a free name made of country and theme."""
        if self.target is None:
            stem = f"{self.country}-{self.theme}".lower()
            names = (Path(f"{stem}{f'-{number}' if number > 1 else ''}.yaml") for number in range(1, 1000))
            self.target = next(name for name in names if not name.exists())
        return self.target


def _begin(
    file: Path | None, output: Path | None, country: str | None, theme: str | None, folders: Folders, language: Language
) -> _Session:
    """Look at the file and the options before anything is asked."""
    from ppi2go.answers.reading import read_source

    if output is not None and output != file and output.exists():
        raise UsageError(f"-o: '{output}' is there already; to continue it, run 'ppi2go ask {output}'")
    source = file if file is not None and file.exists() else None
    if file is not None and source is None and file.suffix not in (".yaml", ".yml"):
        raise UsageError(f"'{file}' is not there, and a new answers file needs a name that ends with .yaml")
    if source is not None and source.suffix == ".json" and output is None:
        raise UsageError(f"'{source}' is JSON, which has no place for the questions; name a YAML file with -o")
    head = read_source(source).data if source else {}
    country, theme = country or head.get("country"), theme or head.get("theme")
    for value, below, noun in ((country, "national", "country"), (theme, "thematic", "theme")):
        if value is not None and value not in folders.names(below):
            raise UsageError(f"unknown {noun} '{value}' (known: {', '.join(folders.names(below))})")
    return _Session(source, output or file, country, theme)


def _run(session: _Session, folders: Folders, language: Language, *, everything: bool) -> None:
    from ppi2go.answers.interview import WentBack
    from ppi2go.cli.planning import read_case

    given_country, given_theme = session.country, session.theme
    make_talk(language).introduce()
    while True:
        try:
            country, theme, asked = pick_case(folders, language, given_country, given_theme)
        except EOFError:
            raise UsageError("which country and which theme? the input ended before they were chosen") from None
        answers, catalogue = read_case(session.source, country, theme, folders)
        session.country, session.theme, session.before = country, theme, dict(answers.values)
        if session.asking is not None:
            known = {question.id for question in catalogue.questions}
            answers.values |= {name: value for name, value in session.asking.values.items() if name in known}
        session.answers, session.catalogue = answers, catalogue
        session.asking = make_asking(answers, catalogue, everything=everything)
        try:
            converse(session.asking, catalogue, language, first=1 + asked, ends_with=ENTER_SAVES)
            return
        except WentBack:
            continue


def _stop(session: _Session, language: Language) -> None:
    """Keep what was answered before Ctrl-C, and say how to go on."""
    print(file=sys.stderr)
    if session.country is None or session.theme is None or session.asking is None:
        print(language.text("Nothing was answered yet, so nothing is written."), file=sys.stderr)
        return
    _save(session, language)
    text = language.text("Your answers are kept. Go on with: {command}")
    print(text.format(command=f"ppi2go ask {session.file}"), file=sys.stderr)


def _save(session: _Session, language: Language) -> None:
    """Write the answers file whole or not at all."""
    from ppi2go.answers.editing import edit
    from ppi2go.answers.writing import new_file
    from ppi2go.catalogue.yaml_reader import read_text
    from ppi2go.rendering.output import write_whole

    assert session.answers is not None
    sheet = _sheet(session, language)
    if session.source is None or session.source.suffix == ".json":
        text = new_file(sheet)
    else:
        before = read_text(session.source, name=str(session.source))
        text = edit(before, session.before, sheet, session.answers.open_points)
        if text == before and session.file == session.source:
            print(language.text("Nothing has changed in {file}.").format(file=session.file), file=sys.stderr)
            return
    write_whole(session.file, text.encode())
    print(language.text("Written: {file}").format(file=session.file), file=sys.stderr)


def _sheet(session: _Session, language: Language) -> Sheet:
    """Return what the file is to say; a file that is there keeps what does not matter now, commented out."""
    from ppi2go.answers.writing import Sheet

    asking, answers, catalogue = session.asking, session.answers, session.catalogue
    assert asking is not None
    assert answers is not None
    assert catalogue is not None
    matter = {question.id for question in asking.matter()}
    fresh = session.source is None or session.source.suffix == ".json"
    return Sheet(
        session.country,
        session.theme,
        [question for question in catalogue.questions if not fresh or question.id in matter],
        asking.values,
        open_points(asking, answers, catalogue),
        {group.id: group.name for group in catalogue.question_file.groups},
        language,
    )


def _summarise(session: _Session, folders: Folders, lang: str | None, language: Language) -> None:
    """Say what the answers lead to: the file is read again, so that what was written is what is planned."""
    from dataclasses import replace

    from ppi2go.cli.planning import plan_case, read_case
    from ppi2go.rendering.ask_summary import summary

    answers, catalogue = read_case(session.file, session.country, session.theme, folders)
    rendering = plan_case(answers, catalogue, lang or language.code, simulated=False)
    print("\n".join(summary(replace(rendering, escape=str), str(session.file))))
