"""Solves the condition of a finding: a purchase for which it holds, and a near one for which it does not.

The tests of one branch of the condition fix answers; a seeded search finds the rest (regime, procedure, approach). The
near purchase differs in one answer, in the day, or in the country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from condition_parts import constants_of, fields_of, named

from ppi2go.answers.completing import complete
from ppi2go.answers.values import read_value
from ppi2go.model.condition import Test
from ppi2go.model.finding import FindingRule
from ppi2go.model.normal_form import branches
from ppi2go.model.question import Question
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.plan import Inputs, decide, make_plan
from shipped import MONDAY, shipped

USUAL_DAY = date(2027, 3, 8)
DAYS = (USUAL_DAY, date(2025, 6, 2))
"""Days under the law of today, and under that of the year before, when some values were other or better known."""
BASE = (
    "buyer.type",
    "project.contract",
    "project.estimated_value",
    "market.solution",
    "market.buy_from_developers",
    "project.procedure",
)
Given = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a finding is looked for: a country and a theme."""

    country: str
    theme: str


@dataclass(frozen=True)
class Case:
    """A purchase that a finding is reported of, and one that differs in `changed` and that it is not reported of."""

    place: Place
    given: Given
    near_place: Place
    near: Given
    changed: str


def rule_at(finding: str, place: Place) -> FindingRule | None:
    catalogue = shipped(place.country, place.theme)
    rules = (*catalogue.framework.findings, *catalogue.theme.findings)
    return next((rule for rule in rules if rule.id == finding), None)


def _complete(given: Given, place: Place) -> Given:
    questions = shipped(place.country, place.theme).questions
    return complete(given, questions, country=place.country, theme=place.theme, next_working_day=MONDAY)[0]


@cache
def _calendar(country: str) -> WorkCalendar:
    return WorkCalendar(country, shipped(country, "energy").framework.language)


def fires(rule: FindingRule, given: Given, place: Place) -> bool:
    """Tell, without dating anything, whether the condition of a finding holds for a purchase."""
    catalogue = shipped(place.country, place.theme)
    values, day = _complete(given, place), given["timing.notice_dispatch"]
    inputs = Inputs(values, catalogue.framework, catalogue.theme, catalogue.process, _calendar(place.country))
    return _in_force(rule, day) and rule.when.holds(decide(inputs, day).facts)


def reported(finding: str, given: Given, place: Place) -> bool:
    """Tell whether the planner reports a finding; the answers go through the one validation before."""
    catalogue = shipped(place.country, place.theme)
    questions = {question.id: question for question in catalogue.questions}
    typed = {name: read_value(questions[name], _raw(value)) for name, value in given.items() if value is not None}
    plan = make_plan(
        _complete(typed, place),
        catalogue.framework,
        catalogue.theme,
        catalogue.process,
        calendars=catalogue.calendars,
        simulated=False,
    )
    return any(item.id == finding for item in plan.findings)


def _raw(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _in_force(rule: FindingRule, day: date) -> bool:
    return (rule.from_ or date.min) <= day <= (rule.to or date.max)


# -- solving -------------------------------------------------------------------------------------------------------


class Solver:
    """Finds the two purchases for one finding in one place."""

    def __init__(self, rule: FindingRule, place: Place, seed: int) -> None:
        self.rule = rule
        self.place = place
        self.catalogue = shipped(place.country, place.theme)
        self.questions = {question.id: question for question in self.catalogue.questions}
        self.random = Random(f"{seed} {rule.id}")
        self.own = [name for name in fields_of(rule.when) if name in self.questions]
        self.procedures = list(named(rule.when, "plan.procedure"))
        self.constants = constants_of([rule.when, *(q.when for q in self.questions.values() if q.when)])

    def solve(self, tries: int) -> Case | None:
        """Return the two purchases, or None where the search ends without them."""
        for given in self._candidates(tries):
            if fires(self.rule, given, self.place):
                near = self._near(given)
                if near:
                    return Case(self.place, given, *near)
        return None

    def _candidates(self, tries: int) -> Iterator[Given]:
        wholes = [whole for branch in branches(self.rule.when) for whole in self._asked(branch, 0)][:60]
        fixed = [choice for whole in wholes if (choice := self._fix(whole)) is not None]
        if not fixed:
            return
        days = self._days()
        free = list(dict.fromkeys((*BASE, *self._procedure_fields())))
        for number in range(tries):
            choice = fixed[number % len(fixed)]
            given: Given = {"timing.notice_dispatch": days[number * len(days) // tries]}
            for name in free if number >= len(fixed) else ():
                if name in self.questions and name not in choice:
                    given[name] = self.random.choice(self._domain(name))
            for name, values in choice.items():
                given[name] = values[0] if number < len(fixed) else self.random.choice(values)
            if self.procedures and "project.procedure" not in choice:
                given["project.procedure"] = self.random.choice([*self.procedures, None])
            yield {name: value for name, value in given.items() if value is not None}

    def _asked(self, branch: Sequence[tuple[Test, bool]], depth: int) -> Iterator[tuple[tuple[Test, bool], ...]]:
        """Yield the branch with what makes its questions be asked (or not be asked, where no answer is wanted)."""
        for test, holds in branch:
            question = self.questions.get(test.field)
            if question is None or question.when is None or depth > 3:
                continue
            wanted = _needs_answer(test, holds)
            if wanted is None or (not wanted and question.default is None):
                continue
            known = {id(item) for item, _ in branch}
            if any(id(item) in known for item, _ in next(branches(question.when, wanted))):
                continue
            for more in branches(question.when, wanted):
                yield from self._asked((*branch, *more), depth + 1)
            return
        yield tuple(branch)

    def _fix(self, literals: Iterable[tuple[Test, bool]]) -> dict[str, list[Any]] | None:
        """Return the answers that make the tests of a branch come out; None where no answer can."""
        fixed: dict[str, list[Any]] = {}
        for test, holds in literals:
            if test.field not in self.questions:
                continue
            values = fixed.get(test.field, self._domain(test.field))
            fixed[test.field] = [value for value in values if self._agrees(test, holds, value)]
            if not fixed[test.field]:
                return None
        return fixed

    def _agrees(self, test: Test, holds: bool, value: Any) -> bool:
        if test.at_least_threshold or test.below_threshold:
            return value is not None  # whether it reaches the threshold is seen when the purchase is planned
        question = self.questions[test.field]
        if value is None and question.default is not None:
            value = read_value(question, question.default) if question.when is None else None
        return test.holds(lambda _: value) is holds

    def _near(self, given: Given) -> tuple[Place, Given, str] | None:
        names = [*self.own, *(name for name in (*BASE, *self._procedure_fields()) if name in self.questions)]
        for name in dict.fromkeys(names):
            for value in self._domain(name):
                near = {key: item for key, item in (given | {name: value}).items() if item is not None}
                if near != given and not fires(self.rule, near, self.place):
                    return self.place, near, name
        for edge in (self.rule.from_ and self.rule.from_ - timedelta(days=60), self.rule.to and self.rule.to):
            if edge:
                near = given | {"timing.notice_dispatch": _working(edge, self.place, past=edge == self.rule.to)}
                if not _in_force(self.rule, near["timing.notice_dispatch"]):
                    return self.place, near, "timing.notice_dispatch"
        return self._elsewhere(given)

    def _elsewhere(self, given: Given) -> tuple[Place, Given, str] | None:
        """Return the same purchase in another country, for what is reported of every purchase of a country."""
        other = Place("SK" if self.place.country != "SK" else "CZ", self.place.theme)
        questions = {question.id for question in shipped(other.country, other.theme).questions}
        rule = rule_at(self.rule.id, other)
        near = {name: value for name, value in given.items() if name in questions and name != "project.procedure"}
        return None if rule and fires(rule, near, other) else (other, near, "country")

    def _days(self) -> list[date]:
        """Return days of dispatch on which the finding may be reported."""
        first, last = self.rule.from_ or date.min, self.rule.to or date.max
        usual = [day for day in DAYS if first <= day <= last]
        return usual or [self._edge(first, last)]

    def _edge(self, first: date, last: date) -> date:
        return _working(first + timedelta(days=7) if first > USUAL_DAY else last - timedelta(days=21), self.place)

    def _procedure_fields(self) -> list[str]:
        """Return the answers on which the named procedures depend."""
        conditions = [
            ground.when
            for procedure in self.catalogue.framework.procedures
            if procedure.id in self.procedures
            for ground in (*procedure.grounds, *procedure.exclusions)
            if ground.when
        ]
        return list(dict.fromkeys(name for condition in conditions for name in fields_of(condition)))

    def _domain(self, name: str) -> list[Any]:
        """Return answers worth trying, no answer among them."""
        question = self.questions[name]
        if name == "project.procedure":
            return [None, *self.procedures, *(item.id for item in self.catalogue.framework.procedures)]
        constants = [value for value in self.constants.get(name, ()) if not isinstance(value, bool)]
        match question.kind:
            case "choice":
                return [*(choice.id for choice in question.choices), None]
            case "choices":
                return [*((choice.id,) for choice in question.choices), (), None]
            case "flag":
                return [True, False, None]
            case "date":
                return [None, USUAL_DAY + timedelta(days=700)]
            case "money" | "integer" | "number" | "percent":
                return self._numbers(question, constants)
        return [None, *constants, "given"]

    def _numbers(self, question: Question, constants: Sequence[Any]) -> list[Any]:
        values = [Decimal(str(value)) for value in constants]
        if question.id == "project.estimated_value":
            values += [Decimal(str(value)) for value in self.constants.get("plan.value", ())]
            for threshold in self.catalogue.framework.thresholds:
                values += [item.value for item in threshold.values if item.value != "unknown"]
            values.append(Decimal(1000))
        step = Decimal(1) if question.kind in ("integer", "money") else Decimal("0.01")
        around = [value + step * sign for value in values for sign in (0, 1, -1)] + [value / 2 for value in values]
        around += [Decimal(value) for value in (question.minimum, question.maximum, 10) if value is not None]
        least, most = question.minimum, question.maximum
        kept = [
            value
            for value in dict.fromkeys(around)
            if (least is None or value >= least) and (most is None or value <= most) and value >= 0
        ]
        if question.kind == "money":
            return [value.quantize(Decimal(1)) for value in kept if value >= 1] + [None]
        return (
            [int(value) for value in kept if value == int(value)] + [None]
            if question.kind == "integer"
            else [*kept, None]
        )


def _needs_answer(test: Test, holds: bool) -> bool | None:
    """Tell whether a test wants an answer (True), none (False), or does not mind (None)."""
    if test.known is not None:
        return test.known is holds
    return True if holds else None


def _working(day: date, place: Place, *, past: bool = False) -> date:
    return _calendar(place.country).add_working_days(day + timedelta(days=14 if past else 0), 1)
