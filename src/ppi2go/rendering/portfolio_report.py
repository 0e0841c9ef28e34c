"""The portfolio of a region in a terminal: projects, load of the team, money, shared needs, findings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ppi2go.l10n import Language
from ppi2go.rendering.columns import write_table
from ppi2go.rendering.entry import EntryText
from ppi2go.rendering.sharing_context import SharedNeeds

Plain = dict[str, Any]
_BAR = 30
NOTHING = "—"


class PortfolioReport(EntryText):
    """Writes the portfolio; `months` is how far apart calls of shared needs may lie."""

    def __init__(self, context: Plain, language: Language, *, months: int, width: int = 100) -> None:
        super().__init__(language, lambda _: None)
        self.context = context
        self.months = months
        self.width = max(80, width)

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        region = self.context["region"]
        yield region["name"]
        yield from self.wrap(f"{region['country']['name']} · {region['centre']['name']}", 0)
        yield from self._projects()
        yield from self._load()
        yield from self._money()
        yield from self._shared()
        yield from self._findings()
        yield from self._indicators()
        yield ""
        yield from self.wrap(
            self.t("This is a plan, not legal advice; values that are not confirmed are marked."), 0, 0
        )

    def _projects(self) -> Iterator[str]:
        t, day = self.t, self._day
        yield from self.heading(t("Projects"))
        heads = (
            "",
            t("Project"),
            t("Procedure"),
            t("Start"),
            t("Later by"),
            t("Call"),
            t("Contract"),
            t("Accepted"),
            t("Needed by"),
        )
        rows = [
            (
                item["number"],
                item["title"],
                item["procedure"]["name"],
                day(item["start"]),
                self.language.period(item["shift_days"], "days") if item["shift_days"] else NOTHING,
                day(item["call"]),
                day(item["contract"]),
                day(item["accepted"]),
                day(item["needed_by"]) + ("" if item["holds"] else f" ({t('missed')})"),
            )
            for item in self.context["projects"]
        ]
        yield from write_table(heads, rows, self.width)

    def _load(self) -> Iterator[str]:
        t, number = self.t, self._number
        capacity, months = self.context["capacity"], self.context["months"]
        yield from self.heading(t("Load of the team in person-days, before and after levelling"))
        yield from self.wrap(t("The team can work {days} person-days a month.").format(days=number(capacity)), 0, 0)
        peak = max([capacity, *(item[side] for item in months for side in ("before", "after"))])
        for item in months:
            mark = " !" if item["over"] else ""
            name = f"{self.language.month(item['month']):<8}"
            sides = [(number(item[side]), _bar(item[side], peak, capacity)) for side in ("before", "after")]
            (before, first), (after, second) = sides
            yield f"{name}{before:>7} {first:<{_BAR + 1}} {after:>7} {second}{mark}"

    def _money(self) -> Iterator[str]:
        t, money = self.t, self.language.money
        yield from self.heading(t("Money by year"))
        text = t("Estimated values without VAT, spread evenly over the months of each contract.")
        yield from self.wrap(text, 0, 0)
        rows = [(str(item["year"]), money(item["amount"], item["currency"])) for item in self.context["budget"]]
        yield from write_table((t("Year"), t("Amount")), rows, self.width)
        if self.context["funding"]:
            yield from self.heading(t("Funding deadlines"))
            yield from write_table(
                (t("Funding"), t("Project"), t("Milestone"), t("Deadline"), t("Planned"), ""),
                [self._funding(item) for item in self.context["funding"]],
                self.width,
            )

    def _funding(self, item: Plain) -> tuple[str, ...]:
        t = self.t
        verdict = t("met") if item["met"] else t("missed")
        days = (item["deadline"], item["reached"])
        return (item["name"], item["title"], item["milestone"], *(self._day(day) for day in days), verdict)

    def _shared(self) -> Iterator[str]:
        yield from self.heading(self.t("Needs that may be bought together"))
        yield from SharedNeeds(self.context["shared"], self.language, months=self.months).lines()

    def _findings(self) -> Iterator[str]:
        found = self.context["findings"]
        if not found:
            return
        yield from self.heading(self.t("Findings"))
        for item in found:
            project = f"{item['title']}: " if item["title"] else ""
            yield from self.wrap(f"{item['severity_name']} {item['id']}: {project}{item['message']}", 0)
            if item["advice"]:
                yield from self.wrap(item["advice"], 2, 0)

    def _indicators(self) -> Iterator[str]:
        yield from self.heading(self.t("Indicators"))
        rows = [(item["name"], self._number(item["value"])) for item in self.context["indicators"]]
        yield from write_table((self.t("Indicator"), self.t("Planned")), rows, self.width)

    def _day(self, day: Any) -> str:
        return self.language.day(day, "medium") if day else NOTHING

    def _number(self, value: Decimal | int) -> str:
        return self.language.number(round(Decimal(value), 1).normalize() + 0)


def _bar(days: Decimal, peak: Decimal, capacity: Decimal) -> str:
    """Draw a load; what lies above the capacity is drawn in another sign."""
    within = round(_BAR * min(days, capacity) / peak)
    return "█" * within + "▒" * (round(_BAR * days / peak) - within)
