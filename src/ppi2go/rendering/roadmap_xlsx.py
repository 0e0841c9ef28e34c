"""The roadmap as a workbook: the tasks with a chart that follows their dates, and why the plan is as it is.

Every text is written as a text, never as what it looks like: no answer and no name becomes a formula or a link.
Nothing in the file depends on when or where it was written, so the same plan gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.names import NAMES
from ppi2go.rendering.roadmap_xlsx_chart import write_chart_sheet
from ppi2go.rendering.roadmap_xlsx_styles import Book, Column, Sheet

Plain = Mapping[str, Any]


def render_workbook(context: Plain, language: Language) -> bytes:
    """Return the workbook: Roadmap, Tasks, Law, Findings, Assumptions."""
    from xlsxwriter import Workbook

    file, plan = io.BytesIO(), context["plan"]
    workbook = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book = Book(workbook, language, title=plan["title"])
    t = language.text
    workbook.set_properties(
        {
            "title": book.clean(plan["title"]),
            "subject": t("Roadmap of the procurement"),
            "author": book.clean(context["buyer_name"] or plan["buyer_type"]),
            "created": datetime.combine(plan["prepared_on"], time()),
        }
    )
    write_chart_sheet(book.sheet(t("Roadmap")), context, language)
    _write_tasks(book.sheet(t("Tasks")), context, language)
    _write_law(book.sheet(t("Law")), context, language)
    _write_findings(book.sheet(t("Findings")), context, language)
    _write_assumptions(book.sheet(t("Assumptions")), context, language)
    workbook.close()
    return file.getvalue()


# -- what stands behind the dates ------------------------------------------------------------------------------------


def _write_tasks(sheet: Sheet, context: Plain, language: Language) -> None:
    t, find = language.text, context["task"]
    columns = (
        Column(t("No."), 7),
        Column(t("Task"), 32),
        Column(t("Phase"), 16),
        Column(t("Duration"), 13),
        Column(t("Waits for"), 26),
        Column(t("Who"), 24),
        Column(t("Documents"), 20),
        Column(t("Provision"), 24),
        Column(t("Status"), 13),
        Column(t("Why this date"), 56),
    )
    rows = [
        (
            task["number"],
            task["name"],
            task["phase_name"],
            "\n".join((task["duration"], *_lengths(task))),
            "\n".join(found["name"] for name in task["depends_on"] if (found := find(name))),
            "\n".join(task["roles"]),
            "\n".join(task["documents"]),
            *_source(task["citations"][0] if task["citations"] else None, language),
            "\n".join(why["text"] for why in task["why"]),
        )
        for task in context["tasks"]
    ]
    sheet.table(t("Tasks"), columns, rows)


def _lengths(task: Plain) -> list[str]:
    """Return minimum, chosen and recommended length of a period, where there is more than the minimum to say."""
    lengths = task["lengths"]
    return [f"{item['name']}: {item['length']}" for item in lengths] if len(lengths) > 1 else []


def _write_findings(sheet: Sheet, context: Plain, language: Language) -> None:
    t = language.text
    columns = (
        Column(t("Severity"), 12),
        Column(t("Finding"), 60),
        Column(t("Advice"), 60),
        Column(t("Provision"), 30),
        Column(t("Status"), 16),
        Column(t("Field"), 30),
    )
    rows = [
        (
            item["severity_name"],
            item["message"],
            item["waived"]["text"] if item["waived"] else item["advice"] or "",
            *_source(item["citation"], language),
            item["field"] or "",
        )
        for item in context["findings"]
    ]
    sheet.table(t("Findings"), columns, rows)


def _write_assumptions(sheet: Sheet, context: Plain, language: Language) -> None:
    t = language.text
    columns = (Column(t("Question"), 60), Column(t("Value taken"), 30), Column(t("Reason"), 70), Column(t("Field"), 34))
    rows = [(item["question"], item["value"] or "", item["why"], item["field"]) for item in context["assumptions"]]
    sheet.table(t("Assumptions"), columns, rows)


# -- law -------------------------------------------------------------------------------------------------------------


def _write_law(sheet: Sheet, context: Plain, language: Language) -> None:
    t = language.text
    columns = (
        Column(t("Kind"), 18),
        Column(t("Rule"), 44),
        Column(t("Value"), 18),
        Column(t("How it applies"), 60),
        Column(t("Provision"), 34),
        Column(t("Status"), 16),
    )
    sheet.table(t("Law"), columns, list(_law_rows(context, language)))


def _law_rows(context: Plain, language: Language) -> Iterator[Sequence[Any]]:
    t, regime, procedure = language.text, context["regime"], context["procedure"]
    yield (
        t("Regime"),
        regime["official_name"] or regime["name"],
        "",
        regime["duties"] or "",
        *_source(regime["citation"], language),
    )
    for item in regime["thresholds"]:
        amount = t("unknown") if item["value"] is None else (item["value"], item["currency"])
        yield (
            t("Threshold"),
            item["name"],
            amount,
            _threshold_applies(item, language),
            *_source(item["citation"], language),
        )
    yield (
        t("Procedure"),
        procedure["official_name"] or procedure["name"],
        "",
        procedure["summary"],
        *_source(procedure["citation"], language),
    )
    for item in procedure["periods"]:
        yield (
            t("Time limit"),
            item["name"],
            language.period(item["length"], item["unit"]),
            _period_applies(item, language),
            *_source(item["citation"], language),
        )
    standstill = procedure["standstill"]
    owed = language.period(standstill["length"], standstill["unit"]) if standstill["length"] else t("none owed")
    yield (
        t("Standstill"),
        t("Standstill before the contract"),
        owed,
        standstill["exception"] or "",
        *_source(standstill["citation"], language),
    )


def _threshold_applies(item: Plain, language: Language) -> str:
    t, start, end = language.text, language.day(item["from"]), item["to"]
    known = t("In force from %(start)s to %(end)s.") if end else t("In force from %(start)s.")
    parts = [known % {"start": start, "end": language.day(end) if end else ""}]
    equal = t("A value equal to it counts as reaching it."), t("Only a value above it counts as reaching it.")
    parts.append(equal[0] if item["inclusive"] else equal[1])
    if item["last_known"]:
        parts.append(t("This is the last known value; a newer one may apply."))
    return " ".join(parts)


def _period_applies(item: Plain, language: Language) -> str:
    t = language.text
    parts = [t("Counted from: %(event)s.") % {"event": item["counted_from"]}]
    if item["base"] != item["length"]:
        parts.append(t("The full period is %(period)s.") % {"period": language.period(item["base"], item["unit"])})
    if item["reductions"]:
        parts.append(t("Shortened because: %(reasons)s.") % {"reasons": language.sentence(item["reductions"])})
    return " ".join(parts)


def _source(citation: Plain | None, language: Language) -> tuple[str, str]:
    """Return a provision with its act, and how sure it is."""
    if citation is None:
        return "", ""
    return f"{citation['provision']}, {citation['act']}", language.text(NAMES["status"][citation["status"]])
