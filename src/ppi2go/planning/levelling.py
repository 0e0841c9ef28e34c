"""Lets projects start later, so that the team can carry them: no project earlier than wished, no period of law shorter.

Projects are placed one after the other by their priority. Each is tried on its wished day and then on the first of
each month after it, and every trial is a plan of its own: the law counts all its periods anew from the later start. The
first start is taken at which no month asks more of the team than it can give.

Where a project would come too late for the day on which it is needed, it is tried before the others; this is kept if
fewer projects miss their day or overload the team. Where nothing helps, the day is kept rather than the capacity, and
the result says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ppi2go.model.portfolio import Levelled, Load, Month, Place, Trial, month_of, next_month

HORIZON = 60
"""Months after its wished start in which a place is looked for."""
_ORDERS = 4
"""How many orders are tried where the order of priority leaves projects without a place."""
_SURE = Decimal("0.6")
"""Part of a shifted load that must fit before a month is tried in earnest; holidays move work between months."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """A project to be placed: `run` plans it from a day on. `priority` 1 comes first."""

    id: str
    priority: int
    earliest: date
    needed_by: date | None
    run: Callable[[date], Trial]
    known: dict[date, Trial] = field(default_factory=dict, repr=False, compare=False)

    def trial(self, start: date) -> Trial:
        """Return the project as it runs from a day on; each day is planned once."""
        if start not in self.known:
            self.known[start] = self.run(start)
        return self.known[start]

    def holds(self, trial: Trial) -> bool:
        """Tell whether the solution is accepted by the day on which it is needed."""
        return self.needed_by is None or trial.accepted <= self.needed_by


def level(works: Sequence[Work], capacity: Decimal, *, horizon: int = HORIZON) -> Levelled:
    """Place every project; the same projects in any order get the same places."""
    order = sorted(works, key=lambda work: (work.priority, work.needed_by or date.max, work.id))
    best, moved_up = _place_all(order, capacity, horizon), set[str]()
    for _ in range(_ORDERS):
        failed = [place.id for place in best.values() if not (place.fits and place.holds)]
        helped = [work for work in order if work.id in failed and work.needed_by]
        if not helped:
            break
        order = [*helped, *(work for work in order if work not in helped)]
        found = _place_all(order, capacity, horizon)
        if _badness(found, capacity) >= _badness(best, capacity):
            break
        best, moved_up = found, moved_up | {work.id for work in helped}
    places = tuple(best[work.id] for work in sorted(works, key=lambda work: (work.priority, work.id)))
    return Levelled(
        places=places,
        before=total([place.wished.load for place in places]),
        after=total([place.taken.load for place in places]),
        capacity=capacity,
        moved_up=tuple(sorted(moved_up)),
    )


def total(loads: Sequence[Load]) -> dict[Month, Decimal]:
    """Add loads up."""
    found: dict[Month, Decimal] = {}
    for load in loads:
        for month, days in load.items():
            found[month] = found.get(month, Decimal()) + days
    return dict(sorted(found.items()))


def _badness(places: Mapping[str, Place], capacity: Decimal) -> tuple[int, Decimal, int]:
    """Rank a result: projects without a place, days above the capacity, days of waiting."""
    failed = sum(not (place.fits and place.holds) for place in places.values())
    load = total([place.taken.load for place in places.values()])
    over = sum((max(Decimal(), days - capacity) for days in load.values()), Decimal())
    return failed, over, sum(place.shift_days for place in places.values())


def _place_all(order: Sequence[Work], capacity: Decimal, horizon: int) -> dict[str, Place]:
    taken: dict[Month, Decimal] = {}
    places: dict[str, Place] = {}
    for work in order:
        place = _place(work, taken, capacity, horizon)
        places[work.id] = place
        for month, days in place.taken.load.items():
            taken[month] = taken.get(month, Decimal()) + days
    return places


def _place(work: Work, taken: Mapping[Month, Decimal], capacity: Decimal, horizon: int) -> Place:
    """Return the first place that fits; else the one that asks least too much, as early as possible."""
    wished = work.trial(work.earliest)
    tried: list[tuple[Decimal, int, Trial]] = []
    for number in range(horizon + 1):
        if not _may_fit(work, number, taken, capacity):
            continue
        trial = work.trial(work.earliest if number == 0 else _start(work, number))
        if number and not work.holds(trial):
            break
        over = excess(trial.load, taken, capacity)
        if not over:
            return Place(id=work.id, wished=wished, taken=trial, fits=True, holds=work.holds(trial))
        tried.append((over, number, trial))
        if not work.holds(trial):
            break
    _, _, trial = min(tried, key=lambda item: item[:2])
    return Place(id=work.id, wished=wished, taken=trial, fits=False, holds=work.holds(trial))


def _start(work: Work, number: int) -> date:
    return next_month(month_of(work.earliest), number)


def excess(load: Load, taken: Mapping[Month, Decimal], capacity: Decimal) -> Decimal:
    """Return how many person-days of a load find no room beside those that are taken.

    A month that is too full already counts only by what the load adds to it.
    """
    over = Decimal()
    for month, days in load.items():
        before = taken.get(month, Decimal())
        over += max(Decimal(), before + days - capacity) - max(Decimal(), before - capacity)
    return over


def _may_fit(work: Work, number: int, taken: Mapping[Month, Decimal], capacity: Decimal) -> bool:
    """Tell cheaply whether most of the load of the first month's start finds room when it is moved by some months."""
    if number < 2:
        return True
    load = work.trial(_start(work, 1)).load
    moved = ((next_month(month, number - 1), days * _SURE) for month, days in load.items())
    return all(taken.get(month, Decimal()) + days <= capacity for month, days in moved)
