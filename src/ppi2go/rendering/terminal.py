"""The roadmap as text for a terminal: phases, dates, a bar per task, what the law sets and what is estimated."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.environment import cite

BARS = {"statutory": "█", "estimated": "░", "milestone": "◆"}
_COLOURS = {
    "statutory": "34;1",
    "estimated": "2",
    "milestone": "33",
    "critical": "31",
    "head": "1",
    "error": "31;1",
    "warning": "33",
    "info": "36",
}
_LEAST_BAR = 12
_DATE = 13


class TerminalRoadmap:
    """Writes a plan's context for a width in columns, with or without colours."""

    def __init__(self, context: dict[str, Any], language: Language, *, width: int = 80, colour: bool = False) -> None:
        self.context = context
        self.language = language
        self.width = max(60, min(width, 120))
        self.colour = colour
        self.bar = max(_LEAST_BAR, (self.width - 2 * _DATE) // 4)
        self.name = self.width - self.bar - 2 * _DATE - 5

    def text(self) -> str:
        """Return the whole roadmap."""
        parts = [
            self._head(),
            self._summary(),
            self._tasks(),
            self._legend(),
            self._confidence(),
            self._findings(),
            self._assumptions(),
        ]
        return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"

    # -- parts -----------------------------------------------------------------------------------------------------

    def _head(self) -> Iterator[str]:
        plan = self.context["plan"]
        yield from (self._paint(line, "head") for line in self._wrap(plan["title"]))
        parts = [self.context["buyer_name"], plan["country"]["name"], plan["theme"]["name"]]
        yield from self._wrap(" · ".join(part for part in parts if part))

    def _summary(self) -> Iterator[str]:
        t, day, plan = self.language.text, self.language.day, self.context["plan"]
        procedure, regime = self.context["procedure"], self.context["regime"]
        rows = [
            (t("Value without VAT"), self.language.money(plan["value"], plan["currency"])),
            (t("Law applied"), t("in force on {day}").format(day=day(plan["law_on"]))),
            (t("Regime"), self._named(regime) + self._source(regime["citation"])),
            *((t("Threshold"), self._threshold(item)) for item in regime["thresholds"][:1]),
            (t("Approach"), self.context["approach"]["name"]),
            (t("Procedure"), self._named(procedure) + self._source(procedure["citation"])),
        ]
        for task_id in (
            "notice-dispatch",
            "requests-deadline",
            "tenders-deadline",
            "standstill-end",
            "contract-signature",
        ):
            task = self.context["task"](task_id)
            if task:
                rows.append((task["name"], f"{self.language.day(task['start'], 'short')}"))
        label = max(len(name) for name, _ in rows) + 2
        for name, value in rows:
            yield from textwrap.wrap(
                value,
                self.width,
                initial_indent=f"{name:<{label}}",
                subsequent_indent=" " * label,
                break_long_words=False,
            )

    def _confidence(self) -> Iterator[str]:
        """Say by which days the milestones are reached with 50 % and 80 % confidence."""
        found, t, day = self.context["confidence"], self.language.text, self.language.day
        if not found:
            return
        yield self._paint(t("How sure the dates are"), "head")
        rows = [(item["name"], item) for item in found["milestones"]] + [(t("End of the plan"), found["end"])]
        label = max(len(name) for name, _ in rows) + 2
        for name, item in rows:
            yield f"{name:<{label}}50 %: {day(item['p50'], 'medium'):<{_DATE}} 80 %: {day(item['p80'], 'medium')}"
        if found["drivers"]:
            text = t("What decides most: {tasks}.")
            yield from self._wrap(text.format(tasks=self.language.sentence(found["drivers"])))
        if found["sample"]:
            text = t("Fitted to {sample} real procedures of this kind.").format(sample=found["sample"])
            yield from self._wrap(f"{text} {t('Source: {source}').format(source=found['source'])}")

    def _findings(self) -> Iterator[str]:
        for finding in self.context["findings"]:
            head = f"{finding['severity_name']}: "
            source = self._source(finding["citation"]) if finding["citation"] else ""
            lines = self._wrap(f"{head}{finding['message']}{source} [{finding['id']}]", hang=2)
            yield self._paint(lines[0], finding["severity"])
            yield from lines[1:]
            if finding["waived"]:
                yield from self._wrap(finding["waived"]["text"], indent=2, hang=4)
            elif finding["advice"]:
                yield from self._wrap(f"→ {finding['advice']}", indent=2, hang=4)

    def _tasks(self) -> Iterator[str]:
        for index, phase in enumerate(self.context["phases"]):
            if index:
                yield ""
            yield self._paint(f"{phase['number']}  {phase['name']}", "head")
            for task in self.context["tasks"]:
                if task["phase"] == phase["id"]:
                    yield from self._task(task)

    def _task(self, task: dict[str, Any]) -> Iterator[str]:
        mark = "!" if task["critical"] else " "
        names = textwrap.wrap(task["name"], self.name) or [""]
        last = self._date(task["end"]) if task["end"] != task["start"] else " " * _DATE
        row = f" {self._paint(mark, 'critical')} {names[0]:<{self.name}} {self._date(task['start'])}{last}"
        yield f"{row}{self._bar(task)}".rstrip()
        yield from (f"   {name}" for name in names[1:])
        notes = []
        if task["kind"] == "statutory":
            notes.append(task["duration"])
        if task["citations"] and task["kind"] != "estimated":
            notes.append(cite(task["citations"][0], self.language))
        if task["moved"] and task["kind"] == "statutory":
            notes.append(task["moved"])
        if task["delta_days"]:
            planned = self.language.text("planned for {day}, difference {delta}")
            delta = f"{'+' if task['delta_days'] > 0 else '−'}{self.language.period(abs(task['delta_days']), 'days')}"
            notes.append(planned.format(day=self.language.day(task["planned_end"]), delta=delta))
        if notes:
            yield from self._wrap("; ".join(notes), indent=5, hang=5)

    def _bar(self, task: dict[str, Any]) -> str:
        plan = self.context["plan"]
        span = (plan["end"] - plan["start"]).days + 1
        first = (task["start"] - plan["start"]).days * self.bar // span
        length = max(1, round(((task["end"] - task["start"]).days + 1) * self.bar / span))
        first = min(first, self.bar - 1)
        sign = BARS[task["kind"]] * (1 if task["kind"] == "milestone" else min(length, self.bar - first))
        return f"{' ' * first}{self._paint(sign, task['kind'])}"

    def _legend(self) -> Iterator[str]:
        t = self.language.text
        words = [
            (BARS["statutory"], "statutory period"),
            (BARS["estimated"], "estimated work"),
            (BARS["milestone"], "milestone"),
            ("!", "critical path"),
        ]
        yield from self._wrap("   ".join(f"{sign} {t(word)}" for sign, word in words))
        yield from self._wrap(t("This is a plan, not legal advice; values that are not confirmed are marked."))

    def _assumptions(self) -> Iterator[str]:
        if not self.context["assumptions"]:
            return
        t = self.language.text
        yield self._paint(t("Assumptions: these questions were not answered, and the defaults were taken"), "head")
        for item in self.context["assumptions"]:
            yield from self._wrap(f"{item['question']} {item['value']} [{item['field']}]", indent=1, hang=3)

    # -- pieces ----------------------------------------------------------------------------------------------------

    def _named(self, item: dict[str, Any]) -> str:
        """Return a name with the official national one beside it, where that differs."""
        official = item["official_name"]
        if not official or official.casefold() == item["name"].casefold():
            return str(item["name"])
        return f"{official} ({item['name']})" if self.language.code != "en" else f"{item['name']} ({official})"

    def _threshold(self, item: dict[str, Any]) -> str:
        """Return the amount that decided, with its name and source; `unknown` where nobody knows it."""
        amount = (
            self.language.text("unknown")
            if item["value"] is None
            else self.language.money(item["value"], item["currency"])
        )
        return f"{amount}, {item['name']}{self._source(item['citation'])}"

    def _source(self, citation: dict[str, Any]) -> str:
        return f" ({cite(citation, self.language)})"

    def _date(self, value: date) -> str:
        return f"{self.language.day(value, 'medium'):<{_DATE}}"

    def _wrap(self, text: str, *, indent: int = 0, hang: int = 0) -> list[str]:
        return textwrap.wrap(
            text,
            self.width,
            initial_indent=" " * indent,
            subsequent_indent=" " * hang,
            break_long_words=False,
        )

    def _paint(self, text: str, colour: str) -> str:
        return f"\033[{_COLOURS[colour]}m{text}\033[0m" if self.colour and text.strip() else text
