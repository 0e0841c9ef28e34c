"""`ppi2go pilots`: the pilots with their facts, or (`--compare`) planned side by side from the same day.

JSON (`--json`): one document with `pilots`, a list. Without `--compare` an entry is what `ppi2go show pilot ID --json`
prints: id, name, country, theme, facts [{id, about, text, name, sources [{title, url}], status, note}], unknown [text],
answers, taken [{answer, fact}], assumptions [{answer, why}]. With `--compare` it is: id, name, country, theme, law_on,
regime {id, band, name}, procedure {id, name, official_name}, start, notice, contract, days (from notice to contract;
null without a published notice), end, assumed [answer], findings [id] (errors and warnings).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppi2go.cli.options import Frameworks, Json, Lang, choose_language, read_option_day
from ppi2go.cli.planning import plan_case, read_pilot
from ppi2go.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from ppi2go.catalogue.load import Folders
    from ppi2go.l10n import Language
    from ppi2go.model.pilot import Pilot
    from ppi2go.rendering.pilot_comparison import PlannedPilot


def pilots(
    compare: Annotated[bool, typer.Option("--compare", help="Plan all of them and show them side by side.")] = False,
    start: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="With --compare: day on which the work starts.")
    ] = None,
    lang: Lang = None,
    frameworks: Frameworks = None,
    json: Json = False,
) -> None:
    """Show the pilots: real purchases of innovative solutions, with sources, that can be planned as examples."""
    from ppi2go.catalogue.load import Folders
    from ppi2go.catalogue.pilots import load_pilots
    from ppi2go.l10n import Language, terminal_language

    if start and not compare:
        raise UsageError("--start belongs to --compare; 'ppi2go plan --pilot ID --start DAY' plans one pilot")
    first = read_option_day(start, "--start")
    folders = Folders(frameworks)
    language = Language(choose_language(lang, terminal_language()))
    found = [loaded.pilot for loaded in load_pilots(folders)]
    if compare:
        _print_comparison([_planned(pilot, folders, language, first) for pilot in found], language, as_json=json)
    elif json:
        _print_json([pilot_data(pilot, language) for pilot in found])
    else:
        from ppi2go.rendering.pilot_entry import PilotList

        print(PilotList(found, language).text(), end="")


def pilot_data(pilot: Pilot, language: Language) -> dict[str, Any]:
    """Return a pilot as plain data, country and theme in front."""
    from ppi2go.rendering.fact_json import FactJson
    from ppi2go.rendering.pilot_entry import source_of

    data = FactJson(language, source_of(pilot)).data(pilot)
    head = {"id": pilot.id, "name": data["name"], "country": pilot.country, "theme": pilot.theme}
    return head | data


def _planned(pilot: Pilot, folders: Folders, language: Language, start: date | None) -> PlannedPilot:
    from ppi2go.rendering.pilot_comparison import PlannedPilot

    answers, catalogue = read_pilot(pilot.id, folders, language.code)
    if start:
        answers = replace(answers, values=answers.values | {"timing.start": start})
    return PlannedPilot(pilot, plan_case(answers, catalogue, language.code).plan)


def _print_comparison(planned: list[PlannedPilot], language: Language, *, as_json: bool) -> None:
    import shutil

    from ppi2go.rendering.pilot_comparison import PilotComparison

    if as_json:
        _print_json([item.data(language) for item in planned])
        return
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    print(PilotComparison(planned, language, width=width).text(), end="")


def _print_json(entries: list[dict[str, Any]]) -> None:
    import json

    print(json.dumps({"pilots": entries}, ensure_ascii=False, indent=2))
