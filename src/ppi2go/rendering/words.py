"""The words of a plan: texts of the data in the language of the output, and answers as people read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from ppi2go.catalogue.load import Catalogue
from ppi2go.l10n import Language
from ppi2go.model.plan import Plan, Task
from ppi2go.model.question import Question
from ppi2go.rendering.centre_help import Help, help_for
from ppi2go.rendering.names import NAMES

Plain = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """A plan with what is needed to write it: its data, the answers, the language, the day of preparation."""

    plan: Plan
    catalogue: Catalogue
    answers: Mapping[str, Any]
    language: Language
    prepared_on: date
    escape: Callable[[str], str] = field(default=str)

    def text(self, message: str | None) -> str:
        """Translate a text of the data."""
        return self.language.text(message) if message else ""

    def name(self, group: str, item: str) -> str:
        """Return the translated word for an id."""
        return self.language.text(NAMES[group][item])

    @cached_property
    def task_names(self) -> dict[str, str]:
        """Return the English name of every task."""
        return {task.id: task.name for task in self.plan.roadmap.tasks}

    def helpers(self, task: Task) -> list[Help]:
        """Return which services of the country's centres make a task easier."""
        return list(help_for(task.step, self.catalogue.centres, self.plan.country))

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Return the questions by id."""
        return {question.id: question for question in self.catalogue.questions}

    def own(self, text: str) -> str:
        """Return a text that the user wrote, on one line, safe in the markup of the output."""
        return self.escape(" ".join(text.split()))

    def answer(self, name: str) -> Any:
        """Return an answer, or None."""
        value = self.answers.get(name)
        return self.own(value) if isinstance(value, str) else value

    def assumed(self, name: str) -> bool:
        """Tell whether an answer is a default that nobody gave."""
        return any(item.field == name for item in self.plan.assumptions)

    def shown(self, name: str) -> str | None:
        """Return an answer as people read it, or None."""
        value = self.answers.get(name)
        if value is None:
            return None
        question = self.questions.get(name)
        choices = {choice.id: choice.name for choice in question.choices} if question else {}
        match value:
            case bool():
                return self.name("flag", "yes" if value else "no")
            case date():
                return self.language.day(value)
            case str() if value in choices:
                return self.text(choices[value])
            case Decimal() if question and question.kind == "money":
                return self.language.money(value, self.plan.currency)
            case int() | Decimal():
                return self.language.number(value)
            case list() | tuple():
                return self.language.sentence([self.text(choices.get(item, item)) for item in value])
        return self.own(str(value))

    def fact(self, name: str) -> Any:
        """Look a field up for a condition of the theme: an answer, or what the plan has found out."""
        plan = self.plan
        found = {
            "plan.regime": plan.regime.regime.kind,
            "plan.band": plan.regime.regime.id,
            "plan.act_applies": plan.regime.regime.act_applies,
            "plan.approach": plan.approach.approach.id,
            "plan.procedure": plan.chosen.procedure.id,
            "plan.stages": plan.chosen.procedure.stages,
            "plan.award": plan.chosen.procedure.award,
            "plan.standstill": plan.chosen.standstill.period is not None,
            "plan.value": plan.value,
        }
        return found[name] if name in found else self.answers.get(name)
