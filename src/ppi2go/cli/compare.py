"""`ppi2go compare`: the same purchase under the laws of several countries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ppi2go.cli.options import Frameworks, Json, Lang, choose_language, read_option_day
from ppi2go.cli.planning import plan_case, read_case
from ppi2go.errors import UsageError, near_miss

if TYPE_CHECKING:
    from ppi2go.answers.reading import Answers
    from ppi2go.catalogue.load import Folders
    from ppi2go.rendering.comparison import Compared
    from ppi2go.rendering.context import Rendering

FLOOR, THEME = "EU", "energy"
"""What a comparison starts from without answers: the directives, and the theme, which changes no law."""


def compare(
    answers: Annotated[Path | None, typer.Argument(help="An answers file (YAML or JSON).", show_default=False)] = None,
    countries: Annotated[str | None, typer.Option(metavar="SK,CZ,…", help="Countries; default: all but EU.")] = None,
    value: Annotated[
        str | None,
        typer.Option(metavar="CZ=12000000,…", help="Estimated value in a country's own currency (or CZK=…, EUR=…)."),
    ] = None,
    theme: Annotated[str | None, typer.Option(help="Thematic tool; default: that of the answers.")] = None,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Day on which the notice is sent.")] = None,
    lang: Lang = None,
    frameworks: Frameworks = None,
    json: Json = False,
) -> None:
    """Compare what the laws of several countries make of one purchase."""
    from ppi2go.catalogue.load import Folders
    from ppi2go.l10n import terminal_language

    folders = Folders(frameworks)
    wanted = _countries(countries, folders)
    amounts = _amounts(value)
    language = choose_language(lang, terminal_language())
    found, _ = read_case(answers, None if answers else FLOOR, theme or (None if answers else THEME), folders)
    day = read_option_day(on, "--on")
    if day:
        found.values["timing.notice_dispatch"] = day
    case = _Case(found, amounts, language, folders)
    compared = [case.under(country) for country in wanted]
    case.check_amounts()
    _print(case.home.title, compared, as_json=json)
    if any(item.findings("error") for item in compared):
        raise typer.Exit(1)


class _Case:
    """One purchase, planned at home first: its value, currency and start are those of all."""

    def __init__(self, answers: Answers, amounts: dict[str, Decimal], language: str, folders: Folders) -> None:
        self.answers = answers
        self.amounts = amounts
        self.language = language
        self.folders = folders
        self.known: set[str] = set()
        self.home = self._plan(answers.country, self._own_value(answers.country))

    def under(self, country: str) -> Compared:
        """Plan the purchase under the law of a country, if its value in that currency is known."""
        from ppi2go.catalogue.load import load_framework
        from ppi2go.rendering.comparison import Compared

        given = self._own_value(country)
        plan = None
        if country == self.answers.country:
            plan = self.home.plan
        else:
            rendering = self._plan(country, given or self.home.plan.value)
            plan = rendering.plan if given or rendering.plan.currency == self.home.plan.currency else None
        framework = load_framework(country, self.folders)
        return Compared(
            framework=framework,
            language=self.home.language,
            on=plan.law_on if plan else self.home.plan.law_on,
            buyer=str(self.home.answers["buyer.type"]),
            contract=str(self.home.answers["project.contract"]),
            plan=plan,
        )
