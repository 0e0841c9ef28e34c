"""`ppi2go show`: an entry of the catalogue in words, merged, with layer, provision and status of each value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from ppi2go.cli.law import BUYERS, CONTRACTS
from ppi2go.cli.options import Frameworks, Json, Lang, choose_language, read_option_day
from ppi2go.errors import UsageError, near_miss

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ppi2go.catalogue.load import Folders
    from ppi2go.l10n import Language
    from ppi2go.model.finding import FindingRule
    from ppi2go.model.law import Act
    from ppi2go.model.own_findings import OwnFinding
    from ppi2go.model.question import Question
    from ppi2go.rendering.entry import EntryText, Wanted

T = TypeVar("T")
On = Annotated[
    str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="Only what is in force on this day; default: all.")
]
Buyer = Annotated[str | None, typer.Option("--buyer", help=f"Only for this buyer: {', '.join(BUYERS)}.")]
Contract = Annotated[str | None, typer.Option("--contract", help=f"Only for this contract: {', '.join(CONTRACTS)}.")]
Country = Annotated[str | None, typer.Option("--country", help="Country, such as SK; default: the EU layer.")]
EntryId = Annotated[str, typer.Argument(metavar="ID", help="Id of the entry.")]

app = typer.Typer(help="Show an entry of the catalogue: its values, provisions and layers.", no_args_is_help=True)


@app.command("country")
def show_country(
    code: Annotated[str, typer.Argument(metavar="COUNTRY", help="Country code, such as SK; EU for the directives.")],
    on: On = None,
    buyer: Buyer = None,
    contract: Contract = None,
    lang: Lang = None,
    frameworks: Frameworks = None,
    json: Json = False,
) -> None:
    """Show the law of a country with its history: thresholds, regimes, periods, rules, institutions."""
    from ppi2go.catalogue.load import load_framework
    from ppi2go.rendering.country_entry import CountryEntry

    framework = load_framework(code, _folders(frameworks))
    wanted = _wanted(on, buyer, contract)
    _print(CountryEntry(framework, _language(lang), wanted), framework, framework.act, as_json=json)


@app.command("procedure")
def show_procedure(
    procedure_id: EntryId,
    country: Country = None,
    on: On = None,
    buyer: Buyer = None,
    contract: Contract = None,
    lang: Lang = None,
    frameworks: Frameworks = None,
    json: Json = False,
) -> None:
    """Show a procedure: when it may be used, its stages and its minimum periods."""
    from ppi2go.catalogue.load import load_framework
    from ppi2go.rendering.procedure_entry import ProcedureEntry

    framework = load_framework(country or "EU", _folders(frameworks))
    procedure = _pick(procedure_id, {item.id: item for item in framework.procedures}, "procedure", framework.country)
    entry = ProcedureEntry(framework, procedure, _language(lang), _wanted(on, buyer, contract))
    more = {"country": framework.country, "standstill": framework.standstill}
    _print(entry, procedure, framework.act, as_json=json, more=more)


@app.command("theme")
def show_theme(
    theme_id: EntryId,
    need: Annotated[str | None, typer.Option("--need", help="Only what the theme holds for this need.")] = None,
    on: On = None,
    lang: Lang = None,
    frameworks: Frameworks = None,
    json: Json = False,
) -> None:
    """Show a thematic tool: its needs, and for one need its requirements, criteria, costs and risks."""
    from ppi2go.catalogue.load import load_theme
    from ppi2go.rendering.theme_entry import ThemeEntry, only_for

    theme = load_theme(theme_id, _folders(frameworks))
    chosen = _pick(need, {item.id: item for item in theme.needs}, "need", theme.id) if need else None
    acts = {act.id: act for act in theme.acts}
    entry = ThemeEntry(theme, chosen, _language(lang), _wanted(on, None, None))
    _print(entry, only_for(theme, chosen), acts.get, as_json=json)


@app.command("document")
def show_document(document_id: EntryId, lang: Lang = None, frameworks: Frameworks = None, json: Json = False) -> None:
    """Show a document: what it is for, who signs it and which steps ask for it."""
    from ppi2go.catalogue.load import load_framework, load_process
    from ppi2go.rendering.document_entry import DocumentEntry

    folders = _folders(frameworks)
    process, act = load_process(folders), load_framework("EU", folders).act
    document = _pick(document_id, {item.id: item for item in process.documents}, "document", "process.yaml")
    steps = [step.id for step in process.steps if document.id in step.documents]
    entry = DocumentEntry(document, process, _language(lang), act)
    _print(entry, document, act, as_json=json, more={"steps": steps})


@app.command("pilot")
def show_pilot(pilot_id: EntryId, lang: Lang = None, frameworks: Frameworks = None, json: Json = False) -> None:
    """Show a pilot: facts with their sources, and apart from them the answers that make it plannable."""
    from ppi2go.catalogue.pilots import load_pilot
    from ppi2go.cli.pilots import pilot_data
    from ppi2go.rendering.pilot_entry import PilotEntry

    pilot, language = load_pilot(pilot_id, _folders(frameworks)).pilot, _language(lang)
    if json:
        from json import dumps

        print(dumps(pilot_data(pilot, language), ensure_ascii=False, indent=2))
    else:
        print(PilotEntry(pilot, language).text(), end="")


@app.command("finding")
def show_finding(
    finding_id: EntryId,
    country: Country = None,
    theme: Annotated[str | None, typer.Option("--theme", help="Theme whose findings are searched too.")] = None,
    lang: Lang = None,
    frameworks: Frameworks = None,
    json: Json = False,
) -> None:
    """Show when a finding is reported, on which law, an example and what to do.

    `sk.…` is looked for in SK, `energy.…` in that theme; `plan.…` and `answers.…` are found while planning.
    """
    from ppi2go.model.own_findings import OWN_FINDINGS, is_own
    from ppi2go.rendering.finding_entry import FindingEntry

    if is_own(finding_id):
        _show_own(_pick(finding_id, OWN_FINDINGS, "finding", "the planner"), _language(lang), as_json=json)
        return
    rules, acts, questions = _findings(finding_id, country, theme, _folders(frameworks))
    rule = _pick(finding_id, rules, "finding", "the files searched")
    _print(FindingEntry(rule, _language(lang), acts.get, questions), rule, acts.get, as_json=json)


def _show_own(finding: OwnFinding, language: Language, *, as_json: bool) -> None:
    from ppi2go.rendering.finding_entry import OwnFindingEntry

    entry = OwnFindingEntry(finding, language)
    if as_json:
        from json import dumps

        print(dumps(entry.data(), ensure_ascii=False, indent=2))
    else:
        print(entry.text(), end="")


def _findings(
    finding_id: str, country: str | None, theme: str | None, folders: Folders
) -> tuple[dict[str, FindingRule], dict[str, Act], dict[str, Question]]:
    """Return findings, acts and questions of a country and a theme; where none is named, the id begins with it."""
    from ppi2go.catalogue.load import load_framework, load_questions, load_theme

    prefix = finding_id.partition(".")[0]
    if country is None:
        country = prefix.upper() if prefix.upper() in folders.names("national") else "EU"
    if theme is None and prefix in folders.names("thematic"):
        theme = prefix
    framework = load_framework(country, folders)
    rules, acts = list(framework.findings), list(framework.acts)
    questions = [*load_questions(folders).questions, *framework.questions]
    if theme:
        loaded = load_theme(theme, folders)
        rules, acts = [*rules, *loaded.findings], [*loaded.acts, *acts]
        questions += loaded.questions
    by_id = {question.id: question for question in questions}
    return {rule.id: rule for rule in rules}, {act.id: act for act in acts}, by_id


def _pick(wanted: str, entries: dict[str, T], noun: str, where: str) -> T:
    if wanted in entries:
        return entries[wanted]
    known = ", ".join(entries) if len(entries) <= 30 else f"{len(entries)} ids"
    raise UsageError(f"{where} has no {noun} '{wanted}'{near_miss(wanted, entries)} (known: {known})")


def _wanted(on: str | None, buyer: str | None, contract: str | None) -> Wanted:
    from ppi2go.rendering.entry import Wanted

    for value, allowed, option in ((buyer, BUYERS, "--buyer"), (contract, CONTRACTS, "--contract")):
        if value is not None and value not in allowed:
            raise UsageError(f"{option}: '{value}' is not one of {', '.join(allowed)}{near_miss(value, allowed)}")
    return Wanted(read_option_day(on, "--on"), buyer, contract)


def _folders(own: Frameworks) -> Folders:
    from ppi2go.catalogue.load import Folders

    return Folders(own)


def _language(code: str | None) -> Language:
    from ppi2go.l10n import Language, terminal_language

    return Language(choose_language(code, terminal_language()))


def _print(
    entry: EntryText,
    model: BaseModel,
    act: Callable[[str], Act | None],
    *,
    as_json: bool,
    more: dict[str, Any] | None = None,
) -> None:
    """Print an entry as text, or as JSON with `more` about it in front."""
    if not as_json:
        print(entry.text(), end="")
        return
    import json

    from ppi2go.rendering.entry_json import EntryJson

    writer = EntryJson(entry.language, act, entry.wanted)
    head = {key: writer.plain(value) for key, value in (more or {}).items()}
    print(json.dumps(head | writer.data(model), ensure_ascii=False, indent=2))
