"""`ppi2go needs`: the typical needs of all themes, to look through or to search.

JSON (`--json`): `needs`, a list of {id, theme, theme_name, name, problem, affected, outcome, usual_approach,
contract, cpv [{code, name}], requirements, criteria, kpis, risks}; the last four are how many of them the theme holds
for the need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppi2go.cli.options import Frameworks, Json, Lang, choose_language

if TYPE_CHECKING:
    from ppi2go.rendering.needs_list import FoundNeed


def needs(
    theme: Annotated[str | None, typer.Option(help="Only the needs of this theme, such as energy.")] = None,
    search: Annotated[str | None, typer.Option(help="Only needs whose texts hold all of these words.")] = None,
    lang: Lang = None,
    frameworks: Frameworks = None,
    json: Json = False,
) -> None:
    """Show the typical needs of the thematic tools; one of them is the start of a plan."""
    from ppi2go.catalogue.load import Folders, load_theme
    from ppi2go.l10n import Language, terminal_language
    from ppi2go.rendering.needs_list import find_needs, needs_text

    folders = Folders(frameworks)
    language = Language(choose_language(lang, terminal_language()))
    names = [theme] if theme else folders.names("thematic")
    found = list(find_needs([load_theme(name, folders) for name in names], search or "", language))
    if json:
        _print_json(found)
    elif found:
        print(needs_text(found, language), end="")
    else:
        print(language.text("No need holds all of these words. Search for fewer, or leave --search out."))


def _print_json(found: list[FoundNeed]) -> None:
    import json

    rows: list[dict[str, Any]] = [item.data() for item in found]
    print(json.dumps({"needs": rows}, ensure_ascii=False, indent=2))
