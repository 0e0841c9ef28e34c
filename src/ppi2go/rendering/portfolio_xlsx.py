"""The portfolio as a workbook: projects, tasks, the load of the team with its chart, money, mapping, shared needs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from ppi2go.l10n import Language
from ppi2go.model.plan import Roadmap
from ppi2go.rendering.portfolio_context import Region
from ppi2go.rendering.roadmap_xlsx_styles import HAIRLINE, HEADING, Book, Column, Sheet
from ppi2go.rendering.workbooks.book import make_book

Plain = dict[str, Any]
_COLOURS = ("#BFC8D6", "#1F4E8C", "#B4470F")
"""Before, after, capacity."""
_FIRST = 3
"""Row of the first entry of a table, counted from 0."""


def render_portfolio_workbook(region: Region, context: Plain) -> bytes:
    """Return the workbook."""
    head = {
        "plan": {"title": context["region"]["name"], "prepared_on": context["region"]["prepared_on"], "buyer_type": ""},
        "buyer_name": context["region"]["name"],
    }

    def write(book: Book, _: Plain, language: Language) -> None:
        t = language.text
        _projects(book.sheet(t("Projects")), context, language)
        _load(book.sheet(t("Load of the team")), context, language)
        _tasks(book.sheet(t("Tasks")), region, context, language)
        _money(book.sheet(t("Money by year")), context, language)
        _mapping(book.sheet(t("Mapping of needs")), context, language)

    return make_book(write, head, region.language, title=region.language.text("Action plan"))


def _table(sheet: Sheet, title: str, columns: list[Column]) -> None:
    sheet.text(0, 0, title, bold=True, font_size=14, font_color=HEADING)
    sheet.worksheet.set_row(0, 22)
    sheet.heads(_FIRST - 1, columns)
    sheet.worksheet.freeze_panes(_FIRST, 2)
    sheet.worksheet.repeat_rows(_FIRST - 1)


def _cells(sheet: Sheet, row: int, values: tuple[Any, ...]) -> None:
    """Write values as what they are: days, amounts with their currency, numbers, texts."""
    from datetime import date

    from ppi2go.rendering.roadmap_xlsx_styles import money_format

    line = {"bottom": 1, "bottom_color": HAIRLINE}
    for column, value in enumerate(values):
        match value:
            case None:
                sheet.text(row, column, "", **line)
            case date():
                sheet.day(row, column, value, **line)
            case (Decimal() as amount, str() as currency):
                sheet.number(row, column, amount, num_format=money_format(amount, currency), **line)
            case int() | Decimal():
                sheet.number(row, column, value, num_format="#,##0.0" if isinstance(value, Decimal) else "0", **line)
            case _:
                sheet.text(row, column, str(value), text_wrap=True, **line)


def _projects(sheet: Sheet, context: Plain, language: Language) -> None:
    t = language.text
    columns = [
        Column(t("No."), 5), Column(t("Project"), 34), Column(t("Procurer"), 30), Column(t("Procedure"), 22),
        Column(t("Priority"), 8), Column(t("Estimated value without VAT"), 18), Column(t("Wished start"), 13),
        Column(t("Start"), 13), Column(t("Later by days"), 9), Column(t("Call"), 13), Column(t("Contract"), 13),
        Column(t("Accepted"), 13), Column(t("Needed by"), 13), Column(t("Person-days"), 11),
    ]  # fmt: skip
    _table(sheet, t("Projects"), columns)
    for row, item in enumerate(context["projects"], start=_FIRST):
        _cells(
            sheet,
            row,
            (
                item["number"], item["title"], item["buyer"], item["procedure"]["name"], item["priority"],
                (item["value"], item["currency"]), item["wished"], item["start"], item["shift_days"], item["call"],
                item["contract"], item["accepted"], item["needed_by"], item["person_days"],
            ),
        )  # fmt: skip
        texts = [(item["title"], 34.0), (item["buyer"], 30.0), (item["procedure"]["name"], 22.0)]
        sheet.height(row, texts)
    sheet.worksheet.autofilter(_FIRST - 1, 0, _FIRST + len(context["projects"]) - 1, len(columns) - 1)


def _load(sheet: Sheet, context: Plain, language: Language) -> None:
    """Write the load by month and its chart: before and after as columns, the capacity as a line."""
    t, months = language.text, context["months"]
    columns = [
        Column(t("Month"), 14),
        Column(t("Before levelling"), 14),
        Column(t("After levelling"), 14),
        Column(t("Capacity"), 12),
    ]
    _table(sheet, t("Load of the team in person-days, before and after levelling"), columns)
    for row, item in enumerate(months, start=_FIRST):
        _cells(sheet, row, (language.month(item["month"]), item["before"], item["after"], context["capacity"]))
    last = _FIRST + len(months) - 1
    name = sheet.worksheet.get_name()

    def area(column: int) -> str:
        first, end = (xl_rowcol_to_cell(row, column, True, True) for row in (_FIRST, last))
        return f"='{name}'!{first}:{end}"

    def series(column: int, **look: Any) -> dict[str, Any]:
        head = f"='{name}'!{xl_rowcol_to_cell(_FIRST - 1, column, True, True)}"
        return {"name": head, "categories": area(0), "values": area(column)} | look

    workbook = sheet.book.workbook
    chart = workbook.add_chart({"type": "column"})
    chart.add_series(series(1, fill={"color": _COLOURS[0]}))
    chart.add_series(series(2, fill={"color": _COLOURS[1]}))
    line = workbook.add_chart({"type": "line"})
    line.add_series(series(3, line={"color": _COLOURS[2], "width": 2}))
    chart.combine(line)
    chart.set_title({"name": t("Load of the team"), "name_font": {"size": 12, "color": HEADING}})
    chart.set_y_axis(
        {"name": t("Person-days a month"), "major_gridlines": {"visible": True, "line": {"color": HAIRLINE}}}
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 420})
    sheet.worksheet.insert_chart(_FIRST - 1, 5, chart)


def _tasks(sheet: Sheet, region: Region, context: Plain, language: Language) -> None:
    t = language.text
    columns = [
        Column(t("No."), 5), Column(t("Project"), 30), Column(t("Task"), 42), Column(t("Kind"), 16),
        Column(t("Start"), 13), Column(t("End"), 13), Column(t("Who"), 46),
    ]  # fmt: skip
    _table(sheet, t("Tasks"), columns)
    row = _FIRST
    for item in context["projects"]:
        rendering = region.renderings[item["id"]]
        names: Mapping[str, str] = {role.id: role.name for role in rendering.catalogue.process.roles}
        roadmap: Roadmap = rendering.plan.roadmap
        for task in roadmap.tasks:
            who = language.sentence([language.text(names[role]) for role in task.roles])
            title = rendering.text(task.name)
            kind = rendering.name("task", task.kind)
            _cells(sheet, row, (item["number"], item["title"], title, kind, task.start, task.end, who))
            sheet.height(row, [(item["title"], 30.0), (title, 42.0), (who, 46.0)])
            row += 1
    sheet.worksheet.autofilter(_FIRST - 1, 0, row - 1, len(columns) - 1)


def _money(sheet: Sheet, context: Plain, language: Language) -> None:
    """Write the money of each project by year, with the sum of each year as a formula."""
    t = language.text
    years = [item["year"] for item in context["budget"]]
    columns = [Column(t("No."), 5), Column(t("Project"), 36), *(Column(str(year), 15) for year in years)]
    _table(sheet, t("Estimated values without VAT, spread evenly over the months of each contract."), columns)
    rows = context["projects"]
    for row, item in enumerate(rows, start=_FIRST):
        amounts = ((item["budget"].get(str(year), Decimal()), item["currency"]) for year in years)
        _cells(sheet, row, (item["number"], item["title"], *amounts))
    last = _FIRST + len(rows)
    sheet.text(last, 1, t("Total"), bold=True)
    for index, total in enumerate(context["budget"], start=2):
        first, end = (xl_rowcol_to_cell(row, index) for row in (_FIRST, last - 1))
        look = sheet.book.format(bold=True, num_format="#,##0")
        sheet.worksheet.write_formula(last, index, f"=SUM({first}:{end})", look, float(total["amount"]))


def _mapping(sheet: Sheet, context: Plain, language: Language) -> None:
    t, mapping = language.text, context["mapping"]
    columns = [
        Column(t("Rank"), 6), Column(t("Need"), 36), Column(t("Procurer"), 36),
        *(Column(f"{item['name']} ({item['weight']} %)", 14) for item in mapping["criteria"]),
        Column(t("Score"), 9), Column(t("Project"), 24),
    ]  # fmt: skip
    _table(sheet, t("Mapping of needs"), columns)
    for row, item in enumerate(mapping["needs"], start=_FIRST):
        scores = (score["score"] for score in item["scores"])
        _cells(
            sheet, row, (item["rank"], item["need"], item["procurer"], *scores, item["score"], item["project"] or "")
        )
        sheet.height(row, [(item["need"], 36.0), (item["procurer"], 36.0)])
