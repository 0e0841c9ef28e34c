"""The mapping sheet: every need with its score by each criterion, what the score stands for, and the eight chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ppi2go.l10n import Language
from ppi2go.model.action_plan import ActionPlan, MappingRules
from ppi2go.planning.mapping import rank
from ppi2go.rendering.columns import write_table
from ppi2go.rendering.context import Rendering
from ppi2go.rendering.entry import EntryText

Plain = dict[str, Any]


def mapping_rows(plan: ActionPlan, rules: MappingRules, renderings: Iterable[Rendering], language: Language) -> Plain:
    """Return the criteria and the ranked needs; each score with the sentence of the scale that it stands for."""
    t = language.text
    needs = {
        (item.catalogue.theme.id, need.id): need.name for item in renderings for need in item.catalogue.theme.needs
    }
    projects = {project.mapped: project for project in plan.projects if project.mapped}
    return {
        "about": t(rules.about),
        "choose": rules.choose,
        "criteria": [
            {
                "id": item.id,
                "name": t(item.name),
                "question": t(item.question),
                "weight": item.weight,
                "scale": [t(step) for step in item.scale],
            }
            for item in rules.criteria
        ],
        "needs": [
            {
                "id": row.need.id,
                "rank": row.rank,
                "score": row.score,
                "chosen": row.chosen,
                "project": projects[row.need.id].id if row.need.id in projects else None,
                "reason": projects[row.need.id].reason if row.need.id in projects else None,
                "procurer": row.need.procurer,
                "theme": row.need.theme,
                "need": t(needs[row.need.theme, row.need.need])
                if (row.need.theme, row.need.need) in needs
                else row.need.need,
                "note": row.need.note,
                "scores": [
                    {
                        "criterion": item.id,
                        "score": row.need.scores[item.id],
                        "why": t(item.scale[row.need.scores[item.id]]),
                    }
                    for item in rules.criteria
                ],
            }
            for row in rank(plan.mapping, rules)
        ],
    }


class MappingSheet(EntryText):
    """Writes the mapping for a terminal: criteria, the table of all needs, and why the chosen ones score as they do."""

    def __init__(self, mapping: Plain, name: str, language: Language, *, width: int) -> None:
        super().__init__(language, lambda _: None)
        self.mapping = mapping
        self.name = name
        self.width = max(80, width)

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        t, mapping = self.t, self.mapping
        yield from self.wrap(f"{self.name}: {t('Mapping of needs')}", 0, 0)
        yield ""
        yield from self.wrap(mapping["about"], 0, 0)
        yield ""
        rows = [
            (str(number), item["name"], f"{item['weight']} %", item["question"])
            for number, item in enumerate(mapping["criteria"], 1)
        ]
        yield from write_table(("", t("Criterion"), t("Weight"), t("Question")), rows, self.width)
        yield ""
        if not mapping["needs"]:
            yield t("No need has been mapped in this file.")
            return
        numbers = [str(number) for number in range(1, len(mapping["criteria"]) + 1)]
        heads = (t("Rank"), t("Need"), t("Procurer"), *numbers, t("Score"), t("Project"))
        yield from write_table(heads, [self._row(item) for item in mapping["needs"]], self.width)
        yield ""
        yield t("Why the chosen needs score as they do")
        for item in mapping["needs"]:
            if item["project"]:
                yield from self._explained(item)

    def _row(self, item: Plain) -> tuple[str, ...]:
        project = item["project"] or (self.t("not chosen, though among the best") if item["chosen"] else "")
        scores = (str(score["score"]) for score in item["scores"])
        return (
            str(item["rank"]),
            item["need"],
            item["procurer"],
            *scores,
            self.language.number(item["score"]),
            project,
        )

    def _explained(self, item: Plain) -> Iterator[str]:
        yield ""
        yield from self.wrap(f"{item['rank']}. {item['need']} ({self.language.number(item['score'])})")
        if item["reason"]:
            yield from self.wrap(item["reason"], 3, 0)
        names = {criterion["id"]: criterion["name"] for criterion in self.mapping["criteria"]}
        for score in item["scores"]:
            yield from self.wrap(f"{score['score']}  {names[score['criterion']]}: {score['why']}", 3, 3)
