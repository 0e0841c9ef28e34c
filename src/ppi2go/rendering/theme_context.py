"""The theme's content for the chosen need, as templates see it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ppi2go.model.theme import Need, Needs

if TYPE_CHECKING:
    from ppi2go.rendering.context import Rendering

Plain = dict[str, Any]
_LETTERS = {"functional": "F", "non-functional": "N", "organisational": "O", "legal": "L"}


class ForNeeds(Protocol):
    """An entry of a theme that is meant for some needs."""

    @property
    def needs(self) -> Needs:
        """The needs, or None for all."""


E = TypeVar("E", bound=ForNeeds)


class ThemeContext:
    """Chooses from the theme what the need, the answers and the day of the plan make matter."""

    def __init__(self, rendering: Rendering) -> None:
        self.rendering = rendering
        self.theme = rendering.catalogue.theme

    @cached_property
    def need(self) -> Need:
        """Return the need that the answers choose; the first of the theme where none is chosen."""
        chosen = self.rendering.answers.get("thematic.need")
        return (self.theme.need(str(chosen)) if chosen else None) or self.theme.needs[0]

    def mine(self, entries: Iterable[E]) -> list[E]:
        """Return the entries that are meant for the need."""
        return [entry for entry in entries if entry.needs is None or self.need.id in entry.needs]

    def need_context(self) -> Plain:
        """Return the chosen need."""
        text, need = self.rendering.text, self.need
        return {
            "id": need.id,
            "name": text(need.name),
            "problem": text(need.problem),
            "affected": text(need.affected),
            "outcome": text(need.outcome),
            "indicators": [
                self._texts(item, "name", "unit", "measured_by") | {"role": item.role} for item in need.indicators
            ],
            "state_of_the_art": [text(item) for item in need.state_of_the_art],
            "maturity": text(need.maturity),
            "cpv": [{"code": item.code, "name": text(item.name)} for item in need.cpv],
            "solution_families": [text(item) for item in need.solution_families],
            "contract": need.contract,
        }

    def context(self) -> Plain:
        """Return everything else that the theme says about the need."""
        r, theme = self.rendering, self.theme
        day = r.plan.law_on
        award = next(iter(self.mine(theme.awards)), None)
        return {
            "requirements": self._requirements(),
            "award": {"criteria": [self._criterion(item) for item in award.criteria] if award else []},
            "scale": [{"score": point.score, "text": r.text(point.text)} for point in theme.scale],
            "cost_items": [
                self._texts(item, "name", "driver", "formula")
                | {
                    "unit": r.text(item.unit).replace("EUR", r.plan.currency),
                    "stage": item.stage,
                    "stage_name": r.name("stage", item.stage),
                    "stated_by_name": r.name("stated_by", item.stated_by),
                }
                for item in self.mine(theme.cost_items)
            ],
            "scenarios": [self._texts(item, "name", "source") | {"change": item.change} for item in theme.scenarios],
            "risks": self._risks(),
            "standards": [
                {
                    "number": item.number,
                    "title": r.text(item.title),
                    "use": r.text(item.use),
                    "status": item.status,
                }
                for item in self.mine(theme.standards)
                if item.when is None or item.when.holds(r.fact)
            ],
            "sector_law": [
                self._texts(item, "name", "means") | {"from": item.from_, "citation": r.citation(item.citation)}
                for item in self.mine(theme.sector_law)
                if (item.to is None or day <= item.to) and (item.when is None or item.when.holds(r.fact))
            ],
            "consultation": [
                {
                    "group": item.group,
                    "group_name": r.name("consultation", item.group),
                    "text": r.text(item.text),
                }
                for item in self.mine(theme.consultation)
            ],
            "selection": [self._texts(item, "text", "proof", "newcomer") for item in self.mine(theme.selection)],
            "kpis": [
                self._texts(item, "name", "unit", "baseline", "target", "measured_by", "frequency", "consequence")
                for item in self.mine(theme.kpis)
            ],
            "rights": [
                self._texts(item, "name", "choose_when", "clause") | {"id": item.id} for item in self.mine(theme.rights)
            ],
            "answers": [
                {"question": r.text(question.prompt), "value": r.shown(question.id)}
                for question in theme.questions
                if question.id in r.answers and question.id != "thematic.need"
            ],
        }

    def _texts(self, entry: object, *names: str) -> Plain:
        return {name: self.rendering.text(getattr(entry, name)) for name in names}

    def _requirements(self) -> list[Plain]:
        """Return the requirements numbered within their group: F1, F2, N1."""
        r, counts, rows = self.rendering, dict.fromkeys(_LETTERS, 0), []
        for item in sorted(self.mine(self.theme.requirements), key=lambda entry: list(_LETTERS).index(entry.group)):
            counts[item.group] += 1
            rows.append(
                self._texts(item, "text", "indicator", "unit", "minimum", "target", "test", "evidence")
                | {
                    "id": item.id,
                    "number": f"{_LETTERS[item.group]}{counts[item.group]}",
                    "group": item.group,
                    "group_name": r.name("group", item.group),
                    "priority": item.priority,
                    "priority_name": r.name("priority", item.priority),
                }
            )
        return rows

    def _criterion(self, item: Any) -> Plain:
        parts = [self._texts(part, "name", "asks", "evidence") | {"weight": part.weight} for part in item.parts]
        return self._texts(item, "name", "purpose", "formula") | {
            "id": item.id,
            "kind": item.kind,
            "kind_name": self.rendering.name("criterion", item.kind),
            "weight": item.weight,
            "parts": parts,
        }

    def _risks(self) -> list[Plain]:
        """Return the risks, the greatest score first."""
        r = self.rendering
        steps = {step.id: step.name for step in r.catalogue.process.steps}
        owners = {role.id: role.name for role in r.catalogue.process.roles}
        rows = [
            self._texts(item, "cause", "effect", "response", "trigger")
            | {
                "step": item.step,
                "step_name": r.text(steps.get(item.step)),
                "category": item.category,
                "category_name": r.name("risk", item.category),
                "likelihood": item.likelihood,
                "impact": item.impact,
                "score": item.likelihood * item.impact,
                "owner": r.text(owners[item.owner]),
            }
            for item in self.mine(self.theme.risks)
        ]
        return sorted(rows, key=lambda row: -row["score"])
