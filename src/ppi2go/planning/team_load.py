"""How much the buyers' team works on a plan, month by month."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from ppi2go.model.plan import Plan
from ppi2go.model.portfolio import Month, month_of
from ppi2go.planning.calendar import WorkCalendar, days_between

OUTSIDE = frozenset({"suppliers", "competence-centre"})
"""Roles that are none of the buyers' team."""


def team_load(
    plan: Plan, work_share: Decimal, calendar: WorkCalendar, roles: Collection[str] | None = None
) -> tuple[dict[Month, Decimal], dict[str, Decimal]]:
    """Return the person-days by month, and by role.

    A working day of an estimated task asks `work_share` per cent of a day of each of its roles. Periods of the law and
    milestones are waited for and ask nothing; nor does a task that has happened. `roles` are those that count, all of
    the buyers' team where it is left out.
    """
    months: dict[Month, int] = {}
    by_role: dict[str, int] = {}
    working = _Working(calendar.own)
    for task in plan.roadmap.tasks:
        if task.kind != "estimated" or task.actual or not task.length:
            continue
        counted = [role for role in task.roles if role not in OUTSIDE and (roles is None or role in roles)]
        for month, days in working.by_month(task.start, task.end).items():
            if counted:
                months[month] = months.get(month, 0) + days * len(counted)
            for role in counted:
                by_role[role] = by_role.get(role, 0) + days
    share = work_share / 100
    return (
        {month: days * share for month, days in sorted(months.items())},
        {role: days * share for role, days in sorted(by_role.items())},
    )


class _Working:
    """Counts working days by month and remembers whole months."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        self.known: dict[Month, list[int]] = {}

    def by_month(self, first: Month, last: Month) -> dict[Month, int]:
        """Return how many working days of each month lie between two days, both included."""
        found: dict[Month, int] = {}
        month = month_of(first)
        while month <= last:
            days = self._days(month)
            low = first.day if month_of(first) == month else 1
            high = last.day if month_of(last) == month else 31
            count = sum(low <= day <= high for day in days)
            if count:
                found[month] = count
            month = _following(month)
        return found

    def _days(self, month: Month) -> list[int]:
        if month not in self.known:
            end = _following(month)
            span = days_between(month, end)
            self.known[month] = [day.day for day in span if day < end and self.calendar.is_working_day(day)]
        return self.known[month]


def _following(month: Month) -> Month:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
