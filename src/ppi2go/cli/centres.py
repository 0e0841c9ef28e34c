"""`ppi2go centres`: the competence centres that can help, and their network.

JSON (`--json`): one document with

    centres   list: id, country, host {name, official_name, short, url}, city {name}, region {name},
              services [{id, name}], themes [{id}], languages [{code}], facts [{text}]
    network   the network in the same form ({name, services, facts}), or null
    about     of what time the facts are, or null
    message   in words why the list is empty, or null

Every fact (host, city, region, each service, theme, language and sentence) also has `sources` [{title, url}], `status`
(confirmed, corroborated, inferred, unverified) and, where there is one, `note`. What is not known is absent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from ppi2go.cli.options import Frameworks, Json, Lang, choose_language
from ppi2go.errors import UsageError, near_miss

if TYPE_CHECKING:
    from ppi2go.catalogue.load import Folders
    from ppi2go.l10n import Language
    from ppi2go.model.centre import Centres, KnownCentre


def centres(
    country: Annotated[str | None, typer.Option(help="Only the centres of this country, such as PL.")] = None,
    theme: Annotated[str | None, typer.Option(help="Only centres with a tool for this theme, such as energy.")] = None,
    service: Annotated[str | None, typer.Option(help="Only centres that give this service, such as training.")] = None,
    lang: Lang = None,
    frameworks: Frameworks = None,
    json: Json = False,
) -> None:
    """Show the competence centres for innovation procurement: host, services, themes, languages, sources."""
    from ppi2go.catalogue.load import Folders, load_centres
    from ppi2go.l10n import Language, terminal_language

    folders = Folders(frameworks)
    known = load_centres(folders)
    country = country.upper() if country else None
    _check(country, theme, service, known, folders)
    language = Language(choose_language(lang, terminal_language()))
    found = [item for item in known.all if _wanted(item, country, theme, service)]
    message = None if found else _nothing(country, known, language)
    if json:
        _print_json(found, known, language, message)
    elif message:
        print(message)
    else:
        from ppi2go.rendering.centre_list import CentreList

        print(CentreList(found, known.network, language).text(), end="")


def _check(country: str | None, theme: str | None, service: str | None, known: Centres, folders: Folders) -> None:
    from ppi2go.model.centre import ServiceId

    countries = {name for name in folders.names("national") if name != "EU"} | {
        item.centre.country for item in known.all
    }
    choices = (
        ("--country", country, sorted(countries)),
        ("--theme", theme, folders.names("thematic")),
        ("--service", service, list(get_args(ServiceId))),
    )
    for option, value, allowed in choices:
        if value is not None and value not in allowed:
            hint = f"{near_miss(value, allowed)} (known: {', '.join(allowed)})"
            raise UsageError(f"{option}: '{value}' is not known{hint}")


def _wanted(item: KnownCentre, country: str | None, theme: str | None, service: str | None) -> bool:
    centre = item.centre
    return (
        (country is None or centre.country == country)
        and (theme is None or any(fact.id == theme for fact in centre.themes))
        and (service is None or centre.offers(service) is not None)
    )


def _nothing(country: str | None, known: Centres, language: Language) -> str:
    """Say why no centre is shown, and what to do."""
    import textwrap

    t = language.text
    if country is None or known.of(country):
        parts = [t("No known centre fits all of these options; leave one of them out.")]
    else:
        sentence = t("No competence centre is known for {country}.")
        parts = [
            sentence.format(country=f"{language.territory(country)} ({country})"),
            t(
                "If you know one, describe it in a file centres.yaml in a folder of your own and name the folder with "
                "--frameworks DIR; it is added to the shipped ones. The keys are those of the shipped "
                "frameworks/centres.yaml, and 'ppi2go validate' checks your file."
            ),
        ]
    return "\n".join(textwrap.fill(part, 80) for part in parts)


def _print_json(found: list[KnownCentre], known: Centres, language: Language, message: str | None) -> None:
    import json

    from ppi2go.rendering.fact_json import FactJson

    network = known.network
    data = {
        "centres": [FactJson(language, item.sources).data(item.centre) for item in found],
        "network": FactJson(language, network.sources).data(network.network) if network else None,
        "about": language.text(network.about) if network else None,
        "message": message,
    }
    print(json.dumps(data, ensure_ascii=False, indent=2))
