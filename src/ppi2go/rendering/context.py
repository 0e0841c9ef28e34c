"""What templates see: plain dictionaries, lists and scalars with every text in the language of the output."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from ppi2go.model.plan import OpenPoint, PlannedDocument
from ppi2go.rendering.cost_context import CostContext
from ppi2go.rendering.readiness_context import readiness_context
from ppi2go.rendering.roadmap_context import RoadmapContext
from ppi2go.rendering.theme_context import ThemeContext
from ppi2go.rendering.words import Plain


class Rendering(RoadmapContext):
    """A plan ready to be written in one language."""

    @property
    def title(self) -> str:
        """Return the project's title; the name of the theme's need where none was given."""
        title = self.answers.get("project.title")
        return self.own(str(title)) if title else self.text(self.theme.need.name)

    @property
    def country_name(self) -> str:
        """Return the country's name; the member state before it where the directives alone were planned with."""
        name, state = self.text(self.catalogue.framework.name), self.answer("national.member_state")
        return f"{state}, {name}" if state else name

    @cached_property
    def theme(self) -> ThemeContext:
        """Return the theme's content for the chosen need."""
        return ThemeContext(self)

    def document(self, item: PlannedDocument) -> Plain:
        """Return what a document is for."""
        roles = {role.id: role.name for role in self.catalogue.process.roles}
        return {
            "id": item.document.id,
            "title": self.text(item.document.title),
            "purpose": self.text(item.document.purpose),
            "audience": item.document.audience,
            "signed_by": [self.text(roles[role]) for role in item.document.signed_by],
            "step": self.text(self.task_names[item.step]),
            "due": item.due,
        }

    def assumption(self, field_name: str, why: str) -> Plain:
        """Return an assumption with its question and its value in words."""
        question = self.questions.get(field_name)
        return {
            "field": field_name,
            "question": self.text(question.prompt) if question else field_name,
            "value": self.shown(field_name),
            "why": self.text(why),
        }

    def open_point(self, item: OpenPoint) -> Plain:
        """Return an open point in words: the question, who finds it out, and by which step and day, where planned."""
        question = self.questions.get(item.field)
        roles: dict[str, str] = {role.id: role.name for role in self.catalogue.process.roles}
        steps = {step.id: step for step in self.catalogue.process.steps}
        step, task = steps.get(item.known_by), self.plan.roadmap.task(item.known_by)
        return {
            "field": item.field,
            "question": self.text(question.prompt) if question else item.field,
            "owner": self.text(roles.get(item.owner, item.owner)),
            "step": f"{step.number} {self.text(step.name)}" if step else item.known_by,
            "due": task.end if task else None,
            "value": self.shown(item.field),
        }

    def plan_facts(self) -> Plain:
        """Return what the plan is about: title, value, law applied, first and last day."""
        plan, framework, vat = self.plan, self.catalogue.framework, self.plan.vat_rate
        return {
            "title": self.title,
            "country": {"code": plan.country, "name": self.country_name},
            "theme": {
                "id": plan.theme,
                "name": self.text(self.catalogue.theme.name),
                "summary": self.text(self.catalogue.theme.summary),
            },
            "law_on": plan.law_on,
            "law_settled": plan.law_settled,
            "value": plan.value,
            "currency": plan.currency,
            "vat_rate": vat,
            "value_with_vat": (plan.value * (100 + vat) / 100).quantize(Decimal("0.01")) if vat is not None else None,
            "buyer_type": self.name("buyer", str(self.answers["buyer.type"])),
            "contract": self.name("contract", str(self.answers["project.contract"])),
            "start": plan.roadmap.start,
            "end": plan.roadmap.end,
            "prepared_on": self.prepared_on,
            "data_version": framework.data_version,
            "verified_on": framework.verified_on,
        }

    def regime_facts(self) -> Plain:
        """Return the regime with the thresholds that were compared."""
        plan = self.plan
        return {
            "id": plan.regime.regime.kind,
            "band": plan.regime.regime.id,
            "name": self.text(plan.regime.regime.name),
            "official_name": self.other_name(plan.regime.regime.official_name, plan.regime.regime.name),
            "duties": self.text(plan.regime.regime.duties) or None,
            "act_applies": plan.regime.regime.act_applies,
            "citation": self.citation(plan.regime.citation),
            "thresholds": [
                {
                    "id": item.threshold.id,
                    "name": self.text(item.threshold.name),
                    "value": item.amount,
                    "currency": item.value.currency,
                    "inclusive": item.value.inclusive,
                    "from": item.value.from_,
                    "to": item.value.to,
                    "citation": self.citation(item.value.citation),
                    "last_known": item.last_known,
                }
                for item in plan.regime.thresholds
            ],
        }

    def approach_facts(self) -> Plain:
        """Return the approach with its reasons."""
        plan = self.plan
        return {
            "id": plan.approach.approach.id,
            "name": self.text(plan.approach.approach.name),
            "summary": self.text(plan.approach.approach.summary),
            "reasons": [self.text(reason) for reason in plan.approach.reasons],
            "citations": [self.citation(citation) for citation in plan.approach.approach.citations],
        }


def build_context(rendering: Rendering) -> Plain:
    """Return everything that a template may use, the document aside."""
    plan, self = rendering.plan, rendering
    tasks = [self.task(task) for task in plan.roadmap.tasks]
    by_id = {task["id"]: task for task in tasks}
    return {
        "plan": self.plan_facts(),
        "regime": self.regime_facts(),
        "approach": self.approach_facts(),
        "procedure": self.procedure(plan.chosen),
        "alternatives": [self.procedure(item) for item in plan.candidates if item is not plan.chosen],
        "findings": [self.finding(finding) for finding in plan.findings],
        "assumptions": [self.assumption(item.field, item.why) for item in plan.assumptions],
        "open_points": [self.open_point(item) for item in plan.open_points],
        "readiness": readiness_context(self.catalogue.readiness, self.fact, by_id, self.text),
        "tasks": tasks,
        "phases": self.phases(),
        "confidence": self.confidence(),
        "holidays": [{"date": day, "name": self.holiday(day)} for day in plan.roadmap.holidays],
        "documents": [self.document(item) for item in plan.documents],
        "need": self.theme.need_context(),
        "cost": CostContext(rendering, plan.cost).context() if plan.cost else None,
        "theme": self.theme.context(),
        "institutions": [
            {
                "official_name": item.official_name,
                "role": self.text(item.role),
                "kind": item.kind,
                "url": item.url,
            }
            for item in self.catalogue.framework.institutions
        ],
        "language": self.language.code,
        "buyer_name": self.shown("buyer.name"),
        "task": by_id.get,
        "rules": self.rules,
        "answer": self.answer,
        "assumed": self.assumed,
        "shown": self.shown,
    }
