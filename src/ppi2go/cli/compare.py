"""`ppi2go compare`: the same purchase under the laws of several countries."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ppi2go.cli.options import Frameworks, Json, Lang, choose_language, read_option_day
from ppi2go.cli.planning import plan_case, read_case
from ppi2go.errors import UsageError, near_miss

if TYPE_CHECKING:
    from ppi2go.answers.reading import Answers
    from ppi2go.catalogue.load import Catalogue, Folders
    from ppi2go.model.plan import Plan
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
    found, catalogue = read_case(answers, None if answers else FLOOR, theme or (None if answers else THEME), folders)
    day = read_option_day(on, "--on")
    if day:
        found.values["timing.notice_dispatch"] = day
    case = _Case(found, catalogue, amounts, language)
    compared = [case.under(country, folders) for country in wanted]
    case.check_amounts(wanted)
    _print(case, compared, as_json=json)
    if any(item.findings("error") for item in compared):
        raise typer.Exit(1)


class _Case:
    """One purchase, planned at home first: its value, currency and start are those of all."""

    def __init__(self, answers: Answers, catalogue: Catalogue, amounts: dict[str, Decimal], language: str) -> None:
        self.answers = answers
        self.amounts = amounts
        self.language = language
        self.codes = {answers.country}
        codes = [answers.country, *(period.code for period in reversed(catalogue.framework.currencies))]
        self.home = self._plan(catalogue, self._given(*codes))

    def under(self, country: str, folders: Folders) -> Compared:
        """Plan the purchase under the law of a country, where its value in that currency is known."""
        from ppi2go.catalogue.load import load_catalogue

        home = self.home.plan
        if country == home.country:
            return self._compared(self.home.catalogue, home)
        catalogue = load_catalogue(country, self.answers.theme, folders)
        currency = catalogue.framework.currency(home.law_on)
        value = self._given(country, currency) or (home.value if currency == home.currency else None)
        plan = self._plan(catalogue, value).plan if value else None
        if plan and plan.currency != currency:  # its law is that of another day, and the currency has changed between
            plan = None
        return self._compared(catalogue, plan)

    def check_amounts(self, wanted: list[str]) -> None:
        """Refuse an amount that belongs to no compared country and no currency of one."""
        known = sorted({*wanted, *self.codes})
        for code in self.amounts:
            if code not in known:
                hint = f"{near_miss(code, known)} (known: {', '.join(known)})"
                raise UsageError(f"--value: '{code}' is neither a compared country nor its currency{hint}")

    def _given(self, *codes: str) -> Decimal | None:
        """Return the amount given for a country, or for its currency."""
        self.codes |= set(codes)
        return next((self.amounts[code] for code in codes if code in self.amounts), None)

    def _plan(self, catalogue: Catalogue, value: Decimal | None) -> Rendering:
        """Plan with the answers; those to national questions and a national procedure stay at home."""
        framework, values = catalogue.framework, dict(self.answers.values)
        if framework.country != self.answers.country:
            values = {name: answer for name, answer in values.items() if not name.startswith("national.")}
            if framework.procedure(str(values.get("project.procedure"))) is None:
                values.pop("project.procedure", None)
            if "timing.start" in self.home.answers:
                values["timing.start"] = self.home.answers["timing.start"]
        if value is not None:
            values["project.estimated_value"] = value
        return plan_case(replace(self.answers, country=framework.country, values=values), catalogue, self.language)

    def _compared(self, catalogue: Catalogue, plan: Plan | None) -> Compared:
        from ppi2go.rendering.comparison import Compared

        answers = self.home.answers
        return Compared(
            framework=catalogue.framework,
            language=self.home.language,
            on=plan.law_on if plan else self.home.plan.law_on,
            buyer=str(answers["buyer.type"]),
            contract=str(answers["project.contract"]),
            plan=plan,
        )


def _print(case: _Case, compared: list[Compared], *, as_json: bool) -> None:
    title = replace(case.home, escape=str).title
    if as_json:
        import json

        head = {
            "title": title,
            "theme": case.answers.theme,
            "buyer": compared[0].buyer,
            "contract": compared[0].contract,
        }
        print(json.dumps(head | {"countries": [item.data() for item in compared]}, ensure_ascii=False, indent=2))
        return
    import shutil

    from ppi2go.rendering.comparison_table import ComparisonTable

    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    print(ComparisonTable(title, compared, case.home.language, width=width).text(), end="")


def _countries(given: str | None, folders: Folders) -> list[str]:
    known = folders.names("national")
    if given is None:
        return [name for name in known if name != FLOOR]
    names = list(dict.fromkeys(name.strip().upper() for name in given.split(",") if name.strip()))
    for name in names:
        if name not in known:
            raise UsageError(
                f"--countries: unknown country '{name}'{near_miss(name, known)} (known: {', '.join(known)})"
            )
    if not names:
        raise UsageError(f"--countries: name at least one country (known: {', '.join(known)})")
    return names


def _amounts(given: str | None) -> dict[str, Decimal]:
    from ppi2go.model.base import read_decimal

    amounts: dict[str, Decimal] = {}
    for part in (given or "").split(","):
        if not part.strip():
            continue
        code, sign, number = (piece.strip() for piece in part.partition("="))
        if not sign:
            raise UsageError(
                f"--value: '{part.strip()}' names no country; write CZ={part.strip()} or CZK={part.strip()}"
            )
        try:
            amounts[code.upper()] = read_decimal(number)
        except ValueError as error:
            raise UsageError(f"--value: {error}") from None
        if amounts[code.upper()] <= 0:
            raise UsageError(f"--value: '{part.strip()}' is not an amount above zero")
    return amounts
