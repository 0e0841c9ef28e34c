"""`ppi2go network`: what buyers of several regions can do together.

JSON of `ppi2go network match FILE... --json`: one document with

    months     how far apart calls may lie
    register   every need: id, region, buyer, country, theme, need, approach, call, contract, value, currency
    alone      those that nobody shares: region, id
    shared     list: theme, need {id, name}, crosses_borders, countries, buyers, values [{amount, currency}],
               first_call, common_call, entries, ways [{id, name, text, law, steps, citation}], utility

Days are ISO 8601, amounts decimal texts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ppi2go.cli.options import Frameworks, Json, Lang, choose_language

if TYPE_CHECKING:
    from ppi2go.catalogue.load import Folders
    from ppi2go.model.portfolio import NeedEntry, SharedNeed
    from ppi2go.rendering.context import Rendering

app = typer.Typer(help="What buyers of several regions can do together.", no_args_is_help=True)


@app.callback()
def _together() -> None:
    """What buyers of several regions can do together."""


@app.command("match")
def match(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Action plans, ids of shipped ones, answers files.", show_default=False),
    ],
    months: Annotated[
        int | None, typer.Option(min=0, max=60, metavar="N", help="How far apart calls may lie; default: the data's.")
    ] = None,
    lang: Lang = None,
    frameworks: Frameworks = None,
    json: Json = False,
) -> None:
    """Find who shares a need at about the same time, and the lawful ways to buy together."""
    from ppi2go.catalogue.action_plans import load_mapping_rules
    from ppi2go.catalogue.load import Folders
    from ppi2go.l10n import Language, terminal_language
    from ppi2go.planning.sharing import shared_needs
    from ppi2go.rendering.sharing_context import SharedNeeds, register_rows, shared_rows

    folders = Folders(frameworks)
    rules = load_mapping_rules(folders).sharing
    rules = rules if months is None else rules.model_copy(update={"months": months})
    language = Language(choose_language(lang, terminal_language()))
    entries: list[NeedEntry] = []
    renderings: dict[str, Rendering] = {}
    for file in files:
        for entry, rendering in _entries(file, folders, language.code):
            entries.append(entry)
            renderings.setdefault(entry.theme, rendering)
    found = shared_needs(entries, rules)
    rows = shared_rows(found, renderings.values(), language)
    if json:
        _print_json(
            {
                "months": rules.months,
                "register": register_rows(entries),
                "alone": _alone(entries, found),
                "shared": rows,
            }
        )
    else:
        print(SharedNeeds(rows, language, months=rules.months, register=len(entries)).text(), end="")


def _entries(file: Path, folders: Folders, lang: str) -> list[tuple[NeedEntry, Rendering]]:
    """Return the needs of a file: those of an action plan as it plans them, or the one of an answers file."""
    from ppi2go.catalogue.action_plans import find_action_plan, is_action_plan
    from ppi2go.catalogue.yaml_reader import read_yaml
    from ppi2go.cli.planning import plan_case, read_case
    from ppi2go.cli.portfolio import plan_region
    from ppi2go.planning.portfolio import need_entry

    path = find_action_plan(file)
    if is_action_plan(read_yaml(path)):
        region, _ = plan_region(path, folders, lang)
        return [
            (project.entry, region.renderings[project.id]) for project in region.portfolio.projects if project.entry
        ]
    answers, catalogue = read_case(path, None, None, folders)
    rendering = plan_case(answers, catalogue, lang, simulated=False)
    buyer = str(rendering.answers.get("buyer.name") or "")
    entry = need_entry(rendering.answers, rendering.plan, entry_id=path.stem, region=path.name, buyer=buyer)
    return [(entry, rendering)] if entry else []


def _alone(entries: list[NeedEntry], found: tuple[SharedNeed, ...]) -> list[dict[str, str]]:
    shared = {(entry.region, entry.id) for item in found for entry in item.entries}
    keys = ((entry.region, entry.id) for entry in entries)
    return [{"region": region, "id": entry_id} for region, entry_id in keys if (region, entry_id) not in shared]


def _print_json(data: dict[str, object]) -> None:
    import json

    from ppi2go.rendering.portfolio_context import plain

    print(json.dumps(plain(data), ensure_ascii=False, indent=2))
