"""What templates see: plain dictionaries, lists and scalars with every text in the language of the output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from ppi2go.catalogue.load import Catalogue
from ppi2go.l10n import Language
from ppi2go.model.base import msgid
from ppi2go.model.law import Citation, Ground, Question, RuleValue
from ppi2go.model.plan import Candidate, Finding, Move, Period, Plan, PlannedDocument, StandstillResult, Task
from ppi2go.planning.calendar import LANGUAGES, holiday_names
from ppi2go.rendering.messages import write_message
from ppi2go.rendering.names import NAMES
from ppi2go.rendering.theme_context import ThemeContext

Plain = dict[str, Any]
PROVISION_WORDS = (msgid("art."), msgid("Annex"), msgid("recital"), msgid("point"))


@dataclass(frozen=True)
class Rendering:
    """A plan with what is needed to write it: its data, the answers, the language, the day of preparation."""

    plan: Plan
    catalogue: Catalogue
    answers: Mapping[str, Any]
    language: Language
    prepared_on: date
    escape: Callable[[str], str] = field(default=str)

    # -- words -----------------------------------------------------------------------------------------------------

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

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Return the questions by id."""
        return {question.id: question for question in self.catalogue.questions}

    def own(self, text: str) -> str:
        """Return a text that the user wrote, on one line, safe in the markup of the output."""
        return self.escape(" ".join(text.split()))

    # -- answers ---------------------------------------------------------------------------------------------------

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

    # -- law -------------------------------------------------------------------------------------------------------

    def citation(self, citation: Citation) -> Plain:
        """Return a citation with the titles and the address of its act."""
        act = self.catalogue.act(citation.act)
        union = act is not None and act.of_the_union
        return {
            "act": self._act_name(act.short, union=union) if act else citation.act,
            "act_title": self._act_name(act.title, union=union) if act else citation.act,
            "provision": self._provision(citation.provision) if union else citation.provision,
            "url": citation.url or (act.url if act else None),
            "status": citation.status,
            "layer": citation.layer,
        }

    def _provision(self, provision: str) -> str:
        """Write a provision of a Union act with the words of the language: čl. 27 ods. 1 is left at čl. 27(1)."""
        for word in PROVISION_WORDS:
            provision = provision.replace(word, self.text(word))
        return provision

    def other_name(self, official: str | None, name: str) -> str | None:
        """Return the name that the law gives, where it differs from the translated one."""
        return official if official and official.casefold() != self.text(name).casefold() else None

    def _act_name(self, name: str, *, union: bool) -> str:
        return self.text(name) if union else name

    def ground(self, ground: Ground) -> Plain:
        """Return a ground with its provision."""
        return {"text": self.text(ground.text), "citation": self.citation(ground.citation)}

    def period(self, period: Period) -> Plain:
        """Return a statutory period."""
        return {
            "id": period.id,
            "name": self.text(period.name),
            "length": period.length,
            "unit": period.unit,
            "base": period.base,
            "counted_from": self.name("event", period.counted_from),
            "reductions": [self.name("reduction", item) for item in period.reductions],
            "citation": self.citation(period.citations[0]),
        }

    def standstill(self, result: StandstillResult) -> Plain:
        """Return the standstill or the reason why none is owed."""
        period, exception = result.period, result.exception
        source = period.citations[0] if period else exception.citation if exception else None
        return {
            "length": period.length if period else None,
            "unit": period.unit if period else None,
            "citation": self.citation(source) if source else None,
            "exception": self.text(exception.text) if exception else None,
        }

    def procedure(self, candidate: Candidate) -> Plain:
        """Return a judged procedure."""
        procedure = candidate.procedure
        against = [
            self.ground(item)
            if isinstance(item, Ground)
            else {"text": write_message(item, self.language), "citation": None}
            for item in candidate.against
        ]
        return {
            "id": procedure.id,
            "name": self.text(procedure.name),
            "official_name": self.other_name(procedure.official_name, procedure.name),
            "summary": self.text(procedure.summary),
            "allowed": candidate.allowed,
            "citation": self.citation(candidate.citation),
            "award": procedure.award,
            "score": candidate.score,
            "reasons": [{"points": points, "text": self.text(text)} for points, text in candidate.reasons],
            "grounds": [self.ground(ground) for ground in candidate.grounds],
            "against": against,
            "minimum_invited": candidate.minimum_invited,
            "stages": list(procedure.stages),
            "periods": [self.period(period) for period in candidate.periods],
            "standstill": self.standstill(candidate.standstill),
        }

    def rules(self, topic: str) -> list[Plain]:
        """Return the rules of a topic that are in force for this contract.

        Where the country has rules of its own on the topic, they alone are returned: they carry the directives out.
        """
        plan, regime = self.plan, self.plan.regime.regime.kind
        buyer, contract = str(self.answers["buyer.type"]), str(self.answers["project.contract"])
        found: list[Plain] = []
        for rule in self.catalogue.framework.rules:
            if rule.topic != topic:
                continue
            values = (v for v in rule.values if v.applies(plan.law_on, buyer, contract))
            value = next((v for v in values if v.regimes is None or regime in v.regimes), None)
            if value:
                found.append(
                    {
                        "id": rule.id,
                        "name": self.text(rule.name),
                        "text": self.text(rule.text),
                        "value": self._rule_value(value),
                        "citation": self.citation(value.citation),
                    }
                )
        national = [rule for rule in found if rule["citation"]["layer"] == plan.country]
        return national or found

    def _rule_value(self, value: RuleValue) -> str | None:
        parts: list[str] = []
        if value.length is not None:
            parts.append(self.language.period(value.length, value.unit or "days"))
        if value.percent is not None:
            parts.append(f"{self.language.number(value.percent)}\u00a0%")
        if value.amount is not None:
            parts.append(self.language.money(value.amount, value.currency or self.plan.currency))
        if value.number is not None:
            parts.append(self.language.number(value.number))
        return "; ".join(parts) or None

    # -- roadmap ---------------------------------------------------------------------------------------------------

    def task(self, task: Task) -> Plain:
        """Return a task with its names in the language."""
        step = task.step
        phase = next(phase for phase in self.catalogue.process.phases if phase.id == task.phase)
        roles: dict[str, str] = {role.id: role.name for role in self.catalogue.process.roles}
        titles = {document.id: document.title for document in self.catalogue.process.documents}
        return {
            "id": task.id,
            "name": self.text(task.name),
            "number": task.number,
            "phase": task.phase,
            "phase_name": self.text(phase.name),
            "kind": task.kind,
            "kind_name": self.name("task", task.kind),
            "start": task.start,
            "end": task.end,
            "length": task.length,
            "unit": task.unit,
            "duration": self.language.period(task.length, task.unit) if task.length else "",
            "minimum": task.minimum,
            "depends_on": list(task.depends_on),
            "slack_days": task.slack_days,
            "critical": task.critical,
            "actual": task.actual,
            "planned_end": task.planned_end,
            "delta_days": (task.end - task.planned_end).days if task.planned_end else None,
            "roles": [self.text(roles[role]) for role in task.roles],
            "documents": [self.text(titles[name]) for name in task.documents],
            "citations": [self.citation(citation) for citation in task.citations],
            "moved": self.moved(task.moved) if task.moved else None,
            "why": [
                {
                    "text": write_message(why.text, self.language, self.task_names),
                    "citation": self.citation(why.citation) if why.citation else None,
                }
                for why in task.why
            ],
            "purpose": self.text(step.purpose if step else None),
            "asks": [self.text(item) for item in step.asks] if step else [],
            "gives": [self.text(item) for item in step.gives] if step else [],
            "advice": self.text(step.advice) if step and step.advice else None,
        }

    def moved(self, move: Move) -> str:
        """Say in words why a last day gave way to another."""
        why = self.name("move", move.because)
        holiday = self.holiday(move.from_)
        sentence = self.text("moved from {from_} to {to} because of {why}")
        return sentence.format(
            from_=self.language.day(move.from_),
            to=self.language.day(move.to),
            why=f"{why} ({holiday})" if holiday else why,
        )

    def holiday(self, day: date) -> str | None:
        """Return the name of a public holiday: in the country's language for its own readers, else in English."""
        country, own = self.plan.country, self.catalogue.framework.language
        language = LANGUAGES.get(country, own) if self.language.code == own else "en_US"
        return holiday_names(country, day.year, language).get(day)

    def phases(self) -> list[Plain]:
        """Return the phases that have tasks, with their first and last day."""
        rows: list[Plain] = []
        for phase in self.plan.roadmap.phases:
            tasks = [task for task in self.plan.roadmap.tasks if task.phase == phase.id]
            gate = phase.gate
            rows.append(
                {
                    "id": phase.id,
                    "number": phase.number,
                    "name": self.text(phase.name),
                    "purpose": self.text(phase.purpose),
                    "gate": {"name": self.text(gate.name), "question": self.text(gate.question)} if gate else None,
                    "start": min(task.start for task in tasks),
                    "end": max(task.end for task in tasks),
                }
            )
        return rows

    # -- whole -----------------------------------------------------------------------------------------------------

    def confidence(self) -> Plain | None:
        """Return the days of 50 % and 80 % confidence, and the tasks that decide them."""
        found = self.plan.roadmap.confidence
        if found is None:
            return None
        return {
            "end": {"p50": found.end[0], "p80": found.end[1]},
            "milestones": [
                {"id": name, "name": self.text(self.task_names[name]), "p50": half, "p80": most}
                for name, (half, most) in found.milestones.items()
            ],
            "drivers": [self.text(self.task_names[driver.task]) for driver in found.drivers],
            "draws": found.draws,
            "sample": found.observed.sample if found.observed else None,
            "source": self.text(self.catalogue.calibration.source),
        }

    def finding(self, finding: Finding) -> Plain:
        """Return a finding in words."""
        return {
            "id": finding.id,
            "severity": finding.severity,
            "severity_name": self.name("severity", finding.severity),
            "message": write_message(finding.message, self.language, self.task_names),
            "advice": write_message(finding.advice, self.language, self.task_names) if finding.advice else None,
            "citation": self.citation(finding.citation) if finding.citation else None,
            "field": finding.field,
        }

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


def build_context(rendering: Rendering) -> Plain:
    """Return everything that a template may use, the document aside."""
    plan, self = rendering.plan, rendering
    framework, language = self.catalogue.framework, self.language
    tasks = [self.task(task) for task in plan.roadmap.tasks]
    by_id = {task["id"]: task for task in tasks}
    vat = plan.vat_rate
    return {
        "plan": {
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
        },
        "regime": {
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
        },
        "approach": {
            "id": plan.approach.approach.id,
            "name": self.text(plan.approach.approach.name),
            "summary": self.text(plan.approach.approach.summary),
            "reasons": [self.text(reason) for reason in plan.approach.reasons],
            "citations": [self.citation(citation) for citation in plan.approach.approach.citations],
        },
        "procedure": self.procedure(plan.chosen),
        "alternatives": [self.procedure(item) for item in plan.candidates if item is not plan.chosen],
        "findings": [self.finding(finding) for finding in plan.findings],
        "assumptions": [self.assumption(item.field, item.why) for item in plan.assumptions],
        "tasks": tasks,
        "phases": self.phases(),
        "confidence": self.confidence(),
        "holidays": [{"date": day, "name": self.holiday(day)} for day in plan.roadmap.holidays],
        "documents": [self.document(item) for item in plan.documents],
        "need": self.theme.need_context(),
        "theme": self.theme.context(),
        "institutions": [
            {
                "official_name": item.official_name,
                "role": self.text(item.role),
                "kind": item.kind,
                "url": item.url,
            }
            for item in framework.institutions
        ],
        "language": language.code,
        "buyer_name": self.shown("buyer.name"),
        "task": by_id.get,
        "rules": self.rules,
        "answer": self.answer,
        "assumed": self.assumed,
        "shown": self.shown,
    }
