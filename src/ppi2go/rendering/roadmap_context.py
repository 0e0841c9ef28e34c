"""The roadmap of a plan as templates see it: tasks, phases, holidays, findings, confidence."""

from __future__ import annotations

from datetime import date

from ppi2go.model.base import msgid
from ppi2go.model.plan import Finding, Move, Task, Waiver
from ppi2go.planning.calendar import LANGUAGES, holiday_names
from ppi2go.rendering.law_context import LawContext
from ppi2go.rendering.messages import write_message
from ppi2go.rendering.words import Plain


class RoadmapContext(LawContext):
    """Writes the tasks and what is to be said about their dates."""

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
            "chosen": task.chosen,
            "recommended": task.recommended,
            "lengths": self.lengths(task),
            "depends_on": list(task.depends_on),
            "slack_days": task.slack_days,
            "critical": task.critical,
            "band": self.band(task.id),
            "actual": task.actual,
            "planned_end": task.planned_end,
            "delta_days": (task.end - task.planned_end).days if task.planned_end else None,
            "roles": [self.text(roles[role]) for role in task.roles],
            "help": [item.text(self.language) for item in self.helpers(task)],
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

    def lengths(self, task: Task) -> list[Plain]:
        """Return the lengths of a statutory period side by side: legal minimum, chosen, recommended."""
        rows = (
            (msgid("Legal minimum"), task.minimum, task.unit),
            (msgid("Chosen"), task.chosen, task.unit),
            (msgid("Recommended"), task.recommended, "days"),
        )
        return [
            {"name": self.text(name), "length": self.language.period(length, unit)}
            for name, length, unit in rows
            if length
        ]

    def band(self, task_id: str) -> Plain | None:
        """Return the days by which a milestone is reached with 50 % and 80 % confidence."""
        confidence = self.plan.roadmap.confidence
        days = confidence.milestones.get(task_id) if confidence else None
        return {"p50": days[0], "p80": days[1]} if days else None

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
            "waived": self.waiver(finding.waived) if finding.waived else None,
        }

    def waiver(self, waiver: Waiver) -> Plain:
        """Return who accepted a finding, why and when; what the answers leave open is None."""
        by = self.own(waiver.by) if waiver.by else None
        return {"reason": self.own(waiver.reason), "by": by, "on": waiver.on, "text": self._waived(waiver)}

    def _waived(self, waiver: Waiver) -> str:
        """Say in a sentence that a finding is accepted."""
        reason, by, on = self.own(waiver.reason), self.own(waiver.by or ""), waiver.on
        if by and on:
            text = self.text("Waived by {by} on {on}: {reason}")
        else:
            text = self.text("Waived by {by}: {reason}" if by else "Waived: {reason}")
        return text.format(by=by, on=self.language.day(on) if on else "", reason=reason)
