"""The first sheet of the workbook: the tasks with their dates, and a chart in the cells beside them.

The chart holds no picture of the dates but rules: a week is coloured where it meets the days in its row, so that a
bar moves when somebody changes a date. The weeks are counted from the earliest date, by formulas too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from ppi2go.l10n import Language
from ppi2go.rendering.environment import cite
from ppi2go.rendering.roadmap_xlsx_styles import HAIRLINE, HEADING, LINE, Column, Sheet

Plain = Mapping[str, Any]
_LEGEND, _AXIS, _HEAD, _FIRST = 2, 3, 4, 5
"""Rows, counted from 0: legend, days of the axis, heads, first task."""
_KIND, _START, _END, _DAYS, _SLACK, _CRITICAL, _SOURCE = 2, 3, 4, 5, 6, 7, 8
_WEEK = 9
"""The first column of the chart."""
_SPARE = 4
"""Weeks after the last day, for a plan that grows."""
_WIDTH, _NARROWEST, _WIDEST, _LABEL = 800, 4, 18, 72
"""Pixels: of the chart, of a week at least and at most, of a day written on the axis."""
_COLOURS = {"estimated": "#A9BDD6", "statutory": "#1F4E8C", "milestone": "#1B1F24"}
_DELAY = "#B4470F"


def write_chart_sheet(sheet: Sheet, context: Plain, language: Language) -> None:
    """Write the sheet."""
    tasks = context["tasks"]
    _write_title(sheet, context, language)
    _write_tasks(sheet, tasks, language)
    _write_legend(sheet, language)
    weeks = _write_axis(sheet, tasks)
    _colour(sheet, len(tasks), weeks)
    last = _FIRST + len(tasks) - 1
    sheet.worksheet.autofilter(_HEAD, 0, last, _WEEK - 1)
    sheet.worksheet.freeze_panes(_FIRST, 2)
    sheet.worksheet.repeat_rows(_LEGEND, _HEAD)
    sheet.worksheet.print_area(0, 0, last, _WEEK + weeks - 1)


def _write_title(sheet: Sheet, context: Plain, language: Language) -> None:
    plan, procedure = context["plan"], context["procedure"]
    name = procedure["official_name"] or procedure["name"]
    prepared = f"{language.text('Prepared on')} {language.day(plan['prepared_on'])}"
    words = [context["buyer_name"] or plan["buyer_type"], plan["country"]["name"], name, prepared]
    sheet.text(0, 0, plan["title"], bold=True, font_size=16, font_color=HEADING)
    sheet.text(1, 0, " · ".join(words), font_color="#55606E")
    sheet.worksheet.set_row(0, 26)
    sheet.worksheet.set_row(1, 22)


def _write_tasks(sheet: Sheet, tasks: Sequence[Plain], language: Language) -> None:
    t = language.text
    columns = (
        Column(t("No."), 6.5),
        Column(t("Task"), 44),
        Column(t("Kind"), max(12, *(len(task["kind_name"]) for task in tasks))),
        Column(t("Start"), 13),
        Column(t("End"), 13),
        Column(t("Days"), 8),
        Column(t("Slack in days"), 10),
        Column(t("Critical"), 10),
        Column(t("Provision"), 34),
    )
    sheet.heads(_HEAD, columns)
    name, source = columns[1].width, columns[_SOURCE].width
    line = {"bottom": 1, "bottom_color": HAIRLINE}
    for row, task in enumerate(tasks, start=_FIRST):
        weight = {"bold": True} if task["kind"] != "estimated" else {}
        sheet.text(row, 0, task["number"], **line)
        sheet.text(row, 1, task["name"], text_wrap=True, **weight, **line)
        sheet.text(row, _KIND, task["kind_name"], **line)
        sheet.day(row, _START, task["start"], **line)
        sheet.day(row, _END, task["end"], **line)
        start, end = xl_rowcol_to_cell(row, _START), xl_rowcol_to_cell(row, _END)
        days = (task["end"] - task["start"]).days + 1
        sheet.worksheet.write_formula(row, _DAYS, f"={end}-{start}+1", sheet.book.format(num_format="0", **line), days)
        sheet.number(row, _SLACK, task["slack_days"], **line)
        sheet.text(row, _CRITICAL, t("yes") if task["critical"] else "", align="center", font_color=_DELAY, **line)
        legal = cite(task["citations"][0], language) if task["citations"] and task["kind"] != "estimated" else ""
        sheet.text(row, _SOURCE, legal, text_wrap=True, **line)
        # Bold letters are wider.
        sheet.height(row, [(task["name"], name * (0.95 if weight else 1)), (legal, source)])


def _write_legend(sheet: Sheet, language: Language) -> None:
    """Write the names of the kinds in their colours; the rules compare the kind of a task with these cells."""
    t = language.text
    light = {"font_color": "#FFFFFF"}
    sheet.text(_LEGEND, 1, t("estimated work"), bg_color=_COLOURS["estimated"])
    sheet.text(_LEGEND, _KIND, t("statutory period"), bg_color=_COLOURS["statutory"], **light)
    sheet.text(_LEGEND, _START, t("milestone"), bg_color=_COLOURS["milestone"], **light)
    sheet.text(_LEGEND, _END, t("critical path"), bottom=5, bottom_color=_DELAY)
    sheet.text(_LEGEND, _DAYS, t("Today"), bg_color=_DELAY, **light)


def _write_axis(sheet: Sheet, tasks: Sequence[Plain]) -> int:
    """Write the Monday of every week, and some of them where people read them; return the number of weeks."""
    worksheet, last = sheet.worksheet, _FIRST + len(tasks) - 1
    first: date = min(task["start"] for task in tasks)
    monday = first - timedelta(days=first.weekday())
    end: date = max(task["end"] for task in tasks)
    weeks = (end - monday).days // 7 + 1 + _SPARE
    pixels = max(_NARROWEST, min(_WIDEST, _WIDTH // weeks))
    step = -(-_LABEL // pixels)
    weeks += -weeks % step
    worksheet.set_column_pixels(_WEEK, _WEEK + weeks - 1, pixels)
    starts = f"{xl_rowcol_to_cell(_FIRST, _START, True, True)}:{xl_rowcol_to_cell(last, _START, True, True)}"
    hidden = sheet.book.format(num_format=";;;", bg_color=HEADING)
    for week in range(weeks):
        before = xl_rowcol_to_cell(_HEAD, _WEEK + week - 1)
        formula = f"={before}+7" if week else f"=MIN({starts})-WEEKDAY(MIN({starts}),2)+1"
        day = monday + timedelta(weeks=week)
        worksheet.write_formula(_HEAD, _WEEK + week, formula, hidden, _serial(day))
    shown = sheet.book.format(
        num_format=sheet.book.day_format, font_size=8, align="left", left=1, left_color=LINE, valign="bottom"
    )
    for week in range(0, weeks, step):
        column = _WEEK + week
        worksheet.merge_range(_AXIS, column, _AXIS, column + step - 1, "", shown)
        day = monday + timedelta(weeks=week)
        worksheet.write_formula(_AXIS, column, f"={xl_rowcol_to_cell(_HEAD, column)}", shown, _serial(day))
    return weeks


def _colour(sheet: Sheet, tasks: int, weeks: int) -> None:
    """Lay the rules over the weeks; of the rules that fit a cell, the first counts."""
    area = (_FIRST, _WEEK, _FIRST + tasks - 1, _WEEK + weeks - 1)
    row, week = _FIRST + 1, f"{xl_col_to_name(_WEEK)}${_HEAD + 1}"
    start, end, kind, critical = (f"${xl_col_to_name(column)}{row}" for column in (_START, _END, _KIND, _CRITICAL))
    meets = f"{start}<{week}+7,{end}>={week}"
    line = {"bottom": 1, "bottom_color": HAIRLINE}
    delay = {"bottom": 1, "bottom_color": _DELAY}
    rules: list[tuple[str, dict[str, Any]]] = []
    for name, column in (("milestone", _START), ("statutory", _KIND), ("estimated", 1)):
        legend = xl_rowcol_to_cell(_LEGEND, column, True, True)
        colour = {"bg_color": _COLOURS[name]}
        rules += [
            (f'=AND({meets},{kind}={legend},{critical}<>"")', colour | delay),
            (f"=AND({meets},{kind}={legend})", colour | line),
        ]
    axis = f"{xl_col_to_name(_WEEK)}${_AXIS + 1}"
    rules += [(f'={axis}<>""', {"left": 1, "left_color": HAIRLINE} | line), ("=TRUE", line)]
    for formula, look in rules:
        rule = {"type": "formula", "criteria": formula, "format": sheet.book.workbook.add_format(look)}
        sheet.worksheet.conditional_format(*area, rule | {"stop_if_true": True})
    today = {"type": "formula", "criteria": f"=AND({week}<=TODAY(),TODAY()<{week}+7)"}
    look = sheet.book.workbook.add_format({"bg_color": _DELAY})
    sheet.worksheet.conditional_format(_HEAD, _WEEK, _HEAD, _WEEK + weeks - 1, today | {"format": look})


def _serial(day: date) -> int:
    """Return the number that stands for a day in a spreadsheet."""
    return (day - date(1899, 12, 30)).days
