"""`ppi2go law`: what the law of a country asks of a contract on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from ppi2go.cli.options import Frameworks, Json, Lang, choose_language, read_option_day
from ppi2go.errors import UsageError, near_miss

BUYERS = ("central", "subcentral", "utility")
CONTRACTS = ("supplies", "services", "works")


def law(
    country: Annotated[str, typer.Argument(help="Country code, such as SK.")],
    on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Day on which the call is sent; default: today.")
    ] = None,
    buyer: Annotated[str, typer.Option(help=f"Type of buyer: {', '.join(BUYERS)}.")] = "subcentral",
    contract: Annotated[str, typer.Option(help=f"Type of contract: {', '.join(CONTRACTS)}.")] = "supplies",
    value: Annotated[str, typer.Option(help="Estimated value without VAT.")] = "500000",
    currency: Annotated[str | None, typer.Option(help="Currency of the value; it must be the country's.")] = None,
    procedure: Annotated[str | None, typer.Option(help="Show only this procedure.")] = None,
    prior_information_notice: Annotated[
        bool, typer.Option("--prior-information-notice", help="A prior information notice was sent in time.")
    ] = False,
    urgent: Annotated[bool, typer.Option("--urgent", help="A state of urgency is duly substantiated.")] = False,
    lang: Lang = None,
    frameworks: Frameworks = None,
    json: Json = False,
) -> None:
    """Show regime, thresholds, procedures, time limits and standstill for a contract on a day."""
    from ppi2go.catalogue.load import Folders, load_framework
    from ppi2go.l10n import Language, terminal_language
    from ppi2go.rendering.law_report import LawReport

    _check_choice(buyer, BUYERS, "--buyer")
    _check_choice(contract, CONTRACTS, "--contract")
    framework = load_framework(country, Folders(frameworks))
    day = read_option_day(on, "--on") or date.today()
    if currency and currency != framework.currency(day):
        raise UsageError(f"--currency: on {day} the values of {country} are in {framework.currency(day)}; give it so")
    known = [item.id for item in framework.procedures]
    if procedure and procedure not in known:
        raise UsageError(
            f"--procedure: '{procedure}' is not known{near_miss(procedure, known)} (known: {', '.join(known)})"
        )
    answers = {
        "country": country,
        "buyer.type": buyer,
        "project.contract": contract,
        "project.estimated_value": _amount(value),
        "documents.electronic_submission": True,
        "documents.online": True,
        "documents.notification": "electronic",
        "timing.prior_information_notice": prior_information_notice,
        "timing.urgent": urgent,
    }
    language = Language(choose_language(lang, terminal_language()))
    report = LawReport(framework, answers, day, language)
    _print(report, procedure, as_json=json)


def _print(report: Any, procedure: str | None, *, as_json: bool) -> None:
    if as_json:
        import json

        print(json.dumps(report.data(procedure), ensure_ascii=False, indent=2))
    else:
        print(report.text(procedure), end="")


def _amount(value: str) -> Any:
    from ppi2go.model.base import read_decimal

    try:
        return read_decimal(value)
    except ValueError as error:
        raise UsageError(f"--value: {error}") from None


def _check_choice(value: str, allowed: tuple[str, ...], option: str) -> None:
    if value not in allowed:
        raise UsageError(f"{option}: '{value}' is not one of {', '.join(allowed)}")
