from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from ppi2go.model.plan import Plan
from shipped import MakePlan

ACT = {"notice-dispatch"}


def day_of(plan: Plan, task: str) -> date:
    found = plan.roadmap.task(task)
    assert found, task
    return found.end


def thresholds(plan: Plan) -> dict[str, Decimal | None]:
    return {item.threshold.id: item.amount for item in plan.regime.thresholds}


# -- the law of the day of dispatch --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "limit"), [(date(2025, 12, 30), Decimal(221000)), (date(2026, 1, 5), Decimal(216000))]
)
def test_the_same_purchase_gets_the_thresholds_of_the_year_in_which_its_notice_is_sent(
    plan_for: MakePlan, sent: date, limit: Decimal
) -> None:
    plan = plan_for(timing__notice_dispatch=sent)
    assert day_of(plan, "notice-dispatch") == sent == plan.law_on
    assert thresholds(plan)["eu"] == limit


def test_a_value_between_two_years_thresholds_changes_its_regime_with_the_day(plan_for: MakePlan) -> None:
    value = Decimal(218000)
    before = plan_for(timing__notice_dispatch=date(2025, 12, 30), project__estimated_value=value)
    after = plan_for(timing__notice_dispatch=date(2026, 1, 5), project__estimated_value=value)
    assert (before.regime.regime.kind, after.regime.regime.kind) == ("below-eu", "above-eu")


def test_the_law_follows_the_dispatch_when_only_a_start_is_given(plan_for: MakePlan) -> None:
    plan = plan_for(timing__start=date(2025, 3, 3))
    assert plan.law_on == day_of(plan, "notice-dispatch")
    assert plan.law_on.year == 2026
    assert thresholds(plan)["eu"] == Decimal(216000)


@pytest.mark.parametrize("start", [date(2025, 1, 7) + timedelta(days=7 * week) for week in range(12)])
def test_a_change_of_law_near_the_dispatch_settles_on_a_consistent_day(plan_for: MakePlan, start: date) -> None:
    plan = plan_for(timing__start=start, project__estimated_value=Decimal(218000), market__consultation=False)
    assert plan.law_on == day_of(plan, "notice-dispatch")
    limit = Decimal(221000) if plan.law_on.year < 2026 else Decimal(216000)
    assert thresholds(plan)["eu"] == limit
    assert plan.regime.regime.kind == ("below-eu" if plan.law_on.year < 2026 else "above-eu")


def test_past_the_last_published_thresholds_the_last_are_used_and_the_plan_says_so(plan_for: MakePlan) -> None:
    plan = plan_for(timing__notice_dispatch=date(2028, 2, 1))
    assert plan.law_settled == "beyond-known"
    assert "plan.law-beyond-known" in {finding.id for finding in plan.findings}
    assert thresholds(plan)["eu"] == Decimal(216000)


# -- dates that can be checked by hand -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "deadline", "moved"),
    [
        (date(2027, 3, 8), date(2027, 4, 7), None),
        (date(2027, 2, 24), date(2027, 3, 30), "public-holiday"),  # day 30 is Good Friday; Easter Monday follows
        (date(2026, 12, 4), date(2027, 1, 4), "sunday"),  # across the turn of the year
        (date(2026, 12, 7), date(2027, 1, 7), "public-holiday"),  # Epiphany
        (date(2026, 11, 26), date(2026, 12, 28), "saturday"),
    ],
)
def test_the_tender_deadline(plan_for: MakePlan, sent: date, deadline: date, moved: str | None) -> None:
    plan = plan_for(actual={"notice-dispatch": sent})
    task = plan.roadmap.task("tender-period")
    assert task
    assert task.start == sent + timedelta(days=1)
    assert (task.end, day_of(plan, "tenders-deadline")) == (deadline, deadline)
    assert (task.moved.because if task.moved else None) == moved


@pytest.mark.parametrize(
    ("decided", "standstill_ends", "signed_from"),
    [
        (date(2027, 5, 3), date(2027, 5, 13), date(2027, 5, 14)),
        (date(2027, 3, 16), date(2027, 3, 30), date(2027, 3, 31)),  # Good Friday, Easter Monday
        (date(2026, 12, 17), date(2026, 12, 28), date(2026, 12, 29)),  # Christmas and a Sunday
        (date(2026, 12, 22), date(2027, 1, 4), date(2027, 1, 5)),  # New Year's Day, a Friday
    ],
)
def test_the_standstill_and_the_first_day_for_signature(
    plan_for: MakePlan, decided: date, standstill_ends: date, signed_from: date
) -> None:
    plan = plan_for(actual={"award-decision": decided, "contract-papers": decided})
    assert day_of(plan, "standstill-end") == standstill_ends
    assert day_of(plan, "contract-signature") == signed_from


def test_a_letter_by_post_means_fifteen_days(plan_for: MakePlan) -> None:
    plan = plan_for(actual={"award-decision": date(2027, 5, 3)}, documents__notification="other")
    assert day_of(plan, "standstill-end") == date(2027, 5, 18)


def test_below_the_threshold_supplies_carry_no_standstill(plan_for: MakePlan) -> None:
    plan = plan_for(project__estimated_value=Decimal(120000))
    assert plan.roadmap.task("standstill") is None
    assert plan.chosen.standstill.exception
    assert plan.chosen.procedure.id == "sk-below-threshold-ordinary"


# -- wishes, facts and findings ------------------------------------------------------------------------------------


def test_a_plan_backwards_from_the_day_of_need_is_in_time(plan_for: MakePlan) -> None:
    plan = plan_for(timing__needed_by=date(2029, 6, 29))
    assert day_of(plan, "acceptance") <= date(2029, 6, 29)
    assert plan.roadmap.start > date(2027, 6, 1)


def test_a_tender_period_below_the_minimum_is_an_error_and_is_not_planned(plan_for: MakePlan) -> None:
    plan = plan_for(timing__start=date(2027, 1, 11), timing__tender_period=20)
    task = plan.roadmap.task("tender-period")
    assert task
    assert (task.length, task.minimum) == (30, 30)
    assert "plan.tender-period-too-short" in {item.id for item in plan.findings if item.severity == "error"}


def test_a_longer_tender_period_is_planned_as_chosen(plan_for: MakePlan) -> None:
    task = plan_for(timing__tender_period=45).roadmap.task("tender-period")
    assert task
    assert (task.length, task.minimum) == (45, 30)


def test_an_unlawful_procedure_is_an_error_and_the_best_lawful_one_is_planned(plan_for: MakePlan) -> None:
    plan = plan_for(project__procedure="sk-below-threshold-ordinary")
    assert "plan.procedure-not-allowed" in {item.id for item in plan.findings if item.severity == "error"}
    assert plan.chosen.allowed


def test_a_lawful_choice_of_the_user_wins_over_the_score(plan_for: MakePlan) -> None:
    plan = plan_for(project__procedure="competitive-dialogue")
    assert plan.chosen.procedure.id == "competitive-dialogue"
    assert day_of(plan, "requests-deadline") < day_of(plan, "tenders-deadline")


def test_a_notice_before_the_work_can_be_done_is_reported_and_moved(plan_for: MakePlan) -> None:
    plan = plan_for(timing__start=date(2027, 1, 11), timing__notice_dispatch=date(2027, 2, 1))
    assert "plan.dispatch-too-early" in {finding.id for finding in plan.findings}
    assert day_of(plan, "notice-dispatch") > date(2027, 2, 1)


@pytest.mark.parametrize(
    ("solution", "buy", "approach"),
    [
        ("on-market", None, "ordinary"),
        ("near-market", None, "ppi"),
        ("none", True, "innovation-partnership"),
        ("none", False, "pcp"),
    ],
)
def test_the_approach_follows_the_market(plan_for: MakePlan, solution: str, buy: bool | None, approach: str) -> None:
    answers = {"market__solution": solution} | ({} if buy is None else {"market__buy_from_developers": buy})
    plan = plan_for(**answers)
    assert plan.approach.approach.id == approach
    allowed = plan.approach.approach.procedures
    assert allowed is None or plan.chosen.procedure.id in allowed


def test_every_default_is_listed_as_an_assumption(plan_for: MakePlan) -> None:
    plan = plan_for()
    assumed = {item.field for item in plan.assumptions}
    assert {"project.estimated_value", "buyer.type", "market.solution", "timing.start"} <= assumed
    assert "project.estimated_value" not in {
        item.field for item in plan_for(project__estimated_value=Decimal(1)).assumptions
    }


@pytest.mark.parametrize("value", ["20000", "49999.99", "50000", "215999.99", "216000", "9000000"])
@pytest.mark.parametrize("buyer", ["central", "subcentral", "utility"])
@pytest.mark.parametrize("contract", ["supplies", "services", "works"])
def test_every_buyer_contract_and_value_gets_a_lawful_plan(
    plan_for: MakePlan, buyer: str, contract: str, value: str
) -> None:
    plan = plan_for(buyer__type=buyer, project__contract=contract, project__estimated_value=Decimal(value))
    assert plan.chosen.allowed
    assert day_of(plan, "contract-signature") <= plan.roadmap.end


def test_closed_days_move_the_buyers_work_and_never_a_statutory_period(plan_for: MakePlan) -> None:
    sent = {"notice-dispatch": date(2027, 7, 1)}
    closed = ((date(2027, 7, 26), date(2027, 8, 6)),)
    plain, shut = plan_for(actual=sent), plan_for(actual=sent, calendar__closed=closed)
    assert day_of(shut, "tenders-deadline") == day_of(plain, "tenders-deadline") == date(2027, 8, 2)
    assert day_of(plain, "opening") == date(2027, 8, 3)
    assert day_of(shut, "opening") == date(2027, 8, 9)


def test_facts_show_planned_actual_and_difference_and_the_rest_moves(plan_for: MakePlan) -> None:
    start = date(2027, 1, 11)
    plain = plan_for(timing__start=start)
    sent = day_of(plain, "notice-dispatch") + timedelta(days=21)
    late = plan_for(timing__start=start, actual={"notice-dispatch": sent})
    task = late.roadmap.task("notice-dispatch")
    assert task
    assert task.actual
    assert task.planned_end == day_of(plain, "notice-dispatch")
    assert (task.end - task.planned_end).days == 21
    assert day_of(late, "contract-signature") > day_of(plain, "contract-signature")


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        ({"notice-dispatch": date(2027, 3, 8), "tenders-deadline": date(2027, 4, 7)}, False),
        ({"notice-dispatch": date(2027, 3, 8), "tenders-deadline": date(2027, 4, 6)}, True),
        ({"award-decision": date(2027, 5, 3), "contract-signature": date(2027, 5, 14)}, False),
        ({"award-decision": date(2027, 5, 3), "contract-signature": date(2027, 5, 13)}, True),
    ],
)
def test_facts_that_cut_a_statutory_period_short_are_an_error(
    plan_for: MakePlan, facts: dict[str, date], broken: bool
) -> None:
    found = [item for item in plan_for(actual=facts).findings if item.id == "plan.fact-broke-the-law"]
    assert bool(found) is broken
    assert all(item.severity == "error" and item.citation for item in found)
