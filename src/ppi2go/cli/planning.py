"""What commands that plan share: reading the answers with the data that they choose, and planning them."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ppi2go.cli.options import choose_language
from ppi2go.errors import UsageError

if TYPE_CHECKING:
    from ppi2go.answers.reading import Answers
    from ppi2go.catalogue.load import Catalogue, Folders
    from ppi2go.catalogue.yaml_reader import Source
    from ppi2go.rendering.context import Rendering


def read_case(file: Path | None, country: str | None, theme: str | None, folders: Folders) -> tuple[Answers, Catalogue]:
    """Read the answers and the data that they choose; options win over the file."""
    from ppi2go.answers.reading import Answers, read_source

    source = read_source(file) if file else None
    head = source.data if source else {}
    country, theme = country or head.get("country"), theme or head.get("theme")
    for value, name, below in ((country, "country", "national"), (theme, "theme", "thematic")):
        if not value:
            known = ", ".join(folders.names(below))
            where = f"in '{file}' or with --{name}" if file else f"with --{name}, or name an answers file"
            raise UsageError(f"which {name}? give it {where} (known: {known})")
    catalogue = _load_once(str(country), str(theme), folders)
    if source is None:
        return Answers(str(country), str(theme)), catalogue
    answers = _typed(source, catalogue)
    answers.country, answers.theme = str(country), str(theme)
    return answers, catalogue


def read_source_case(source: Source, folders: Folders) -> tuple[Answers, Catalogue]:
    """Read answers that are already parsed, such as a part of a larger file, with the data that they choose."""
    country, theme = str(source.data["country"]), str(source.data["theme"])
    catalogue = _load_once(country, theme, folders)
    answers = _typed(source, catalogue)
    answers.country, answers.theme = country, theme
    return answers, catalogue


@lru_cache(maxsize=32)
def _load_once(country: str, theme: str, folders: Folders) -> Catalogue:
    """Load the data that many answers files share once."""
    from ppi2go.catalogue.load import load_catalogue

    return load_catalogue(country, theme, folders)


def _typed(source: Source, catalogue: Catalogue) -> Answers:
    from ppi2go.answers.reading import read_answers
    from ppi2go.model.own_findings import OWN_FINDINGS

    rules = (*catalogue.framework.findings, *catalogue.theme.findings)
    findings = {*OWN_FINDINGS, *(rule.id for rule in rules)}
    tasks = [step.id for step in catalogue.process.steps]
    currencies = [period.code for period in catalogue.framework.currencies]
    return read_answers(
        source,
        catalogue.questions,
        currencies=currencies,
        tasks=tasks,
        findings=findings,
        groups=catalogue.question_file.groups,
    )


def read_pilot(pilot_id: str, folders: Folders, lang: str | None) -> tuple[Answers, Catalogue]:
    """Read the answers of a pilot with the data that they choose; title and need are told in the plan's language."""
    from ppi2go.catalogue.load import load_catalogue
    from ppi2go.catalogue.pilots import load_pilot
    from ppi2go.l10n import Language
    from ppi2go.model.plan import Finding, Message

    loaded = load_pilot(pilot_id, folders)
    pilot = loaded.pilot
    catalogue = load_catalogue(pilot.country, pilot.theme, folders)
    answers = _typed(loaded.answers, catalogue)
    text = Language(choose_language(lang, catalogue.framework.language)).text
    need = " ".join(text(fact.text) for fact in pilot.about("need"))
    answers.values = {"project.title": text(pilot.name), "project.need": need} | answers.values
    answers.assumed = {item.answer: item.why for item in pilot.assumptions}
    finding = Finding(
        id="plan.pilot",
        severity="info",
        message=Message(
            text="This plans a pilot as if it started now. Its assumptions tell nothing of the real purchase: {pilot}.",
            values={"pilot": Message(text=pilot.name)},
        ),
        advice=Message(
            text="Read what the sources say, and what they leave open: {command}.",
            values={"command": f"ppi2go show pilot {pilot.id}"},
        ),
    )
    answers.findings.append(finding)
    return answers, catalogue


def prepared_today() -> date:
    """Return the day on which a plan is prepared: today, or the one of SOURCE_DATE_EPOCH for repeatable builds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()


def plan_case(answers: Answers, catalogue: Catalogue, lang: str | None, *, simulated: bool = True) -> Rendering:
    """Complete the answers with defaults and plan; the language is the wished one, the answers' or the country's.

    Without `simulated` the plan says nothing of how sure its dates are, which makes it much faster.
    """
    from ppi2go.answers.completing import complete
    from ppi2go.l10n import Language
    from ppi2go.model.plan import Assumption
    from ppi2go.planning.calendar import WorkCalendar
    from ppi2go.planning.plan import make_plan
    from ppi2go.rendering.context import Rendering
    from ppi2go.rendering.environment import escape_markdown

    framework, today = catalogue.framework, prepared_today()
    calendar = WorkCalendar(framework.country, framework.language)
    values, assumptions = complete(
        answers.values,
        catalogue.questions,
        country=answers.country,
        theme=answers.theme,
        next_working_day=calendar.add_working_days(today, 1),
    )
    assumed = {name: why for name, why in answers.assumed.items() if name in values}
    assumptions = [Assumption(field=name, value=values[name], why=why) for name, why in assumed.items()] + assumptions
    result = make_plan(
        values,
        framework,
        catalogue.theme,
        catalogue.process,
        calibration=catalogue.calibration,
        calendars=catalogue.calendars,
        assumptions=assumptions,
        findings=answers.findings,
        waivers=answers.waivers,
        open_points=[point for point in answers.open_points if answers.values.get(point.field) is None],
        today=today,
        simulated=simulated,
    )
    code = choose_language(lang or answers.language, framework.language)
    return Rendering(result, catalogue, values, Language(code), today, escape_markdown)
