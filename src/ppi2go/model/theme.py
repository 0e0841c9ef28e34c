"""A thematic tool: the needs of a field and everything a procurer can say about them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints

from ppi2go.model.base import Day, Id, Model, Name, Number, Text
from ppi2go.model.condition import Condition
from ppi2go.model.cost import Cost
from ppi2go.model.finding import FindingRule
from ppi2go.model.law import Act, Citation, Status
from ppi2go.model.process import RoleId
from ppi2go.model.question import Question

Needs = tuple[Id, ...] | None
"""The needs that an entry is for; None means every need of the theme."""

Weight = Annotated[int, Strict(), Field(ge=1, le=100)]
Level = Annotated[int, Strict(), Field(ge=1, le=5)]
CpvCode = Annotated[str, Strict(), StringConstraints(pattern=r"^\d{8}$")]


class Cpv(Model):
    """A code of the Common Procurement Vocabulary (eight digits) with its official English name."""

    code: CpvCode
    name: Text


class Indicator(Model):
    """What is measured at the need: today's value is the baseline, the outcome is what the contract must reach."""

    id: Id
    name: Text
    unit: Text
    role: Literal["baseline", "outcome"]
    measured_by: Text


class Need(Model):
    """A typical need, described without naming a solution."""

    id: Id
    name: Text
    problem: Text
    affected: Text
    outcome: Text
    indicators: tuple[Indicator, ...]
    state_of_the_art: tuple[Text, ...]
    maturity: Text
    usual_approach: Literal["ordinary", "ppi", "pcp", "innovation-partnership"]
    cpv: tuple[Cpv, ...]
    solution_families: tuple[Text, ...]
    contract: Literal["supplies", "services", "works"]


class Requirement(Model):
    """A requirement written as an outcome, with how it is measured and proven."""

    id: Id
    needs: Needs = None
    group: Literal["functional", "non-functional", "organisational", "legal"]
    text: Text
    indicator: Text
    unit: Text
    minimum: Text
    target: Text
    test: Text
    evidence: Text
    priority: Literal["must", "should", "may"]


class SubCriterion(Model):
    """A part of an award criterion; its weight is a share of the whole 100."""

    id: Id
    name: Text
    weight: Weight
    asks: Text
    evidence: Text


class Criterion(Model):
    """An award criterion linked to the subject matter."""

    id: Id
    name: Text
    kind: Literal["price", "cost", "quality"]
    weight: Weight
    purpose: Text
    parts: tuple[SubCriterion, ...] = ()
    formula: Text | None = None


class Award(Model):
    """A set of award criteria whose weights sum to 100."""

    id: Id
    needs: Needs = None
    criteria: tuple[Criterion, ...]


class ScalePoint(Model):
    """What a score means, in words."""

    score: Annotated[int, Strict(), Field(ge=0, le=5)]
    text: Text


class CostItem(Model):
    """A line of the life-cycle cost: when it falls due, what drives it, who states it.

    `cost` is what the new solution is expected to cost, `today` what going on as before costs; the tenders replace the
    starting values of the lines that tenderers state.
    """

    id: Id
    needs: Needs = None
    name: Text
    stage: Literal["acquisition", "use", "maintenance", "end-of-life", "externality"]
    driver: Text
    unit: Text
    formula: Text
    stated_by: Literal["tenderer", "buyer"]
    cost: Cost | None = None
    today: Cost | None = None


class Risk(Model):
    """An entry of the risk register at one step of the process."""

    id: Id
    needs: Needs = None
    step: Id
    category: Literal[
        "technology", "organisation", "market", "financial", "legal", "user-acceptance", "data", "reputation"
    ]
    cause: Text
    effect: Text
    likelihood: Level
    impact: Level
    response: Text
    trigger: Text
    owner: RoleId


class Standard(Model):
    """A standard or method by number, with what it is used for."""

    number: Name
    title: Text
    use: Text
    needs: Needs = None
    when: Condition | None = None
    status: Status
    source: Name | None = None


class SectorLaw(Model):
    """A sector act that binds the purchase from a day on, with what the buyer must do."""

    id: Id
    name: Text
    needs: Needs = None
    from_: Day = Field(alias="from")
    to: Day | None = None
    means: Text
    when: Condition | None = None
    citation: Citation


class ConsultationQuestion(Model):
    """A question to the market."""

    id: Id
    needs: Needs = None
    group: Literal["solution", "performance", "integration", "cost", "rights", "contract"]
    text: Text


class Selection(Model):
    """A selection criterion that newcomers can meet."""

    id: Id
    needs: Needs = None
    text: Text
    proof: Text
    newcomer: Text


class Kpi(Model):
    """An indicator of the contract with its bonus or malus."""

    id: Id
    needs: Needs = None
    name: Text
    unit: Text
    baseline: Text
    target: Text
    measured_by: Text
    frequency: Text
    consequence: Text


class RightsOption(Model):
    """An option for intellectual property and data, with when to choose it."""

    id: Id
    needs: Needs = None
    name: Text
    choose_when: Text
    clause: Text


class Scenario(Model):
    """A price path for the life-cycle cost: change per year in per cent."""

    id: Id
    name: Text
    change: Number
    source: Text


class Theme(Model):
    """One thematic tool.

    A file that `extends` another theme states only what it adds or changes; entries are merged by id.
    """

    id: Id
    extends: Id | None = None
    name: Text
    summary: Text
    data_version: Name
    verified_on: Day
    source: Name
    acts: tuple[Act, ...] = ()
    questions: tuple[Question, ...]
    needs: tuple[Need, ...]
    requirements: tuple[Requirement, ...]
    scale: tuple[ScalePoint, ...]
    awards: tuple[Award, ...]
    cost_items: tuple[CostItem, ...]
    scenarios: tuple[Scenario, ...] = ()
    risks: tuple[Risk, ...]
    standards: tuple[Standard, ...]
    sector_law: tuple[SectorLaw, ...]
    consultation: tuple[ConsultationQuestion, ...]
    selection: tuple[Selection, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    rights: tuple[RightsOption, ...] = ()
    findings: tuple[FindingRule, ...] = ()

    def need(self, need_id: str) -> Need | None:
        """Return the need with this id."""
        return next((need for need in self.needs if need.id == need_id), None)


class QuestionFile(Model):
    """The questions that every plan shares, in the order in which a person is asked."""

    version: Name
    groups: tuple[QuestionGroup, ...]
    questions: tuple[Question, ...]


class QuestionGroup(Model):
    """A heading of the interview; `owner` and `known_by` are those of its open points."""

    id: Id
    name: Text
    owner: RoleId
    known_by: Id


QuestionFile.model_rebuild()
