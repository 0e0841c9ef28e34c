"""The findings that no rule of the data reports: what the planner and the reader of answers find by themselves.

`ppi2go show finding`, the rules of SARIF and the waivers need to know them; a test compares this list with the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ppi2go.model.base import msgid

PREFIXES = ("plan.", "answers.")


@dataclass(frozen=True)
class OwnFinding:
    """A finding that is found while planning: when it is reported, one example of it, and the way out."""

    id: str
    severity: Literal["error", "warning", "info"]
    when: str
    example: str
    advice: str


_ALL = (
    OwnFinding(
        "answers.ambiguous-amount",
        "error",
        msgid("An amount is written so that some readers take it for a thousand times more than others."),
        "project: {estimated_value: 850.000}",
        msgid("Write the amount with digits only, for example 850000."),
    ),
    OwnFinding(
        "answers.waiver-refused",
        "warning",
        msgid("The answers waive an error of confirmed law, or one that the planner found by itself."),
        "waivers: [{id: plan.tender-period-too-short, reason: ...}]",
        msgid("Mend what the finding says. An error is waived only where its provision is not confirmed."),
    ),
    OwnFinding(
        "answers.waiver-unused",
        "info",
        msgid("The answers waive a finding that this plan does not have."),
        "waivers: [{id: eu.lots-not-explained, reason: ...}]",
        msgid("Delete the waiver, so that the finding is seen should it come back."),
    ),
    OwnFinding(
        "plan.approach-not-available",
        "warning",
        msgid("The act does not apply, and the approach that the answers lead to has no procedure outside it."),
        "market: {solution: none, buy_from_developers: true}; project: {estimated_value: 20000}",
        msgid("Check whether research is really needed, or whether it can be bought separately."),
    ),
    OwnFinding(
        "plan.calendar-beyond-known",
        "warning",
        msgid("The plan reaches a year whose days of rest are not published yet."),
        "timing: {start: 2030-01-07}",
        msgid("Check the dates again as soon as the days of rest are published."),
    ),
    OwnFinding(
        "plan.christmas-in-tender-period",
        "warning",
        msgid("Tenderers would have to write their tenders over Christmas and New Year."),
        "timing: {notice_dispatch: 2026-12-10}",
        msgid("Send the notice later, or give at least a week more than planned."),
    ),
    OwnFinding(
        "plan.cost-beyond-value",
        "warning",
        msgid(
            "By the quantities in the answers the purchase costs half as much again as the estimated value, or more."
        ),
        "project: {estimated_value: 20000}; thematic: {light_points: 5000}",
        msgid("Check the estimated value and the quantities; the value decides which rules of the law apply."),
    ),
    OwnFinding(
        "plan.dispatch-moved-to-new-law",
        "warning",
        msgid("The law changes around the day of the notice, and each law would send the notice under the other."),
        "timing: {notice_dispatch: 2025-12-31}",
        msgid("Decide on which side of the change the notice is to be sent."),
    ),
    OwnFinding(
        "plan.dispatch-too-early",
        "error",
        msgid("The notice is wanted on a day before the preparation can end."),
        "timing: {start: 2027-01-11, notice_dispatch: 2027-01-18}",
        msgid("Start earlier, choose a later day for the notice, or give dates that have happened."),
    ),
    OwnFinding(
        "plan.fact-broke-the-law",
        "error",
        msgid("By the dates that have happened, a period of the law was cut short."),
        "actual: {notice-dispatch: 2027-03-08, tenders-deadline: 2027-03-15}",
        msgid("Have a lawyer decide at once whether the period can be extended or repeated."),
    ),
    OwnFinding(
        "plan.just-under-threshold",
        "warning",
        msgid("The estimated value lies less than five per cent below a limit of the law."),
        "project: {estimated_value: 215000}",
        msgid(
            "Keep the calculation of the value in the file, with options, renewals and the same purchases of the year."
        ),
    ),
    OwnFinding(
        "plan.law-beyond-known",
        "warning",
        msgid("The notice would be sent on a day for which no thresholds are published yet."),
        "timing: {notice_dispatch: 2028-03-06}",
        msgid("Check the new thresholds, which are published before 1 January of each even year."),
    ),
    OwnFinding(
        "plan.needed-by-missed",
        "warning",
        msgid("The solution is needed before the plan has it accepted."),
        "timing: {start: 2027-01-11, needed_by: 2027-06-30}",
        msgid("Start earlier, shorten the estimated work, or choose a shorter lawful procedure."),
    ),
    OwnFinding(
        "plan.needed-by-unlawful",
        "error",
        msgid("The minimum periods of the law alone last longer than the time until the day of need."),
        "timing: {start: 2027-01-11, needed_by: 2027-01-29}",
        msgid("Choose a later day or bridge the time with what is on the market; no estimate can be shortened enough."),
    ),
    OwnFinding(
        "plan.no-lawful-procedure",
        "error",
        msgid("Something speaks against every procedure of the law, although the act applies to the contract."),
        "market: {solution: none, buy_from_developers: true}; project: {estimated_value: 100000}",
        msgid("Read what speaks against each procedure, and change the answer that rules them all out."),
    ),
    OwnFinding(
        "plan.period-tight",
        "info",
        msgid("A period is lawful, but shorter than is recommended for something new."),
        "timing: {tender_period: 30}",
        msgid("Give more time where the plan allows it; a short period keeps newcomers away."),
    ),
    OwnFinding(
        "plan.pilot",
        "info",
        msgid("A pilot is planned as if it started now."),
        "ppi2go plan --pilot lublin-adaptive-lighting",
        msgid("Read what the sources say, and what they leave open."),
    ),
    OwnFinding(
        "plan.procedure-not-allowed",
        "error",
        msgid("The answers ask for a procedure that the law does not allow for this contract."),
        "project: {procedure: innovation-partnership}; market: {solution: on-market}",
        msgid("The plan uses the best lawful procedure instead; the reasons stand with each procedure."),
    ),
    OwnFinding(
        "plan.procedure-unknown",
        "error",
        msgid("The answers ask for a procedure that does not exist for this buyer on the day."),
        "project: {procedure: opne}",
        msgid("Choose one of the procedures that the finding lists."),
    ),
    OwnFinding(
        "plan.start-in-the-past",
        "warning",
        msgid("The plan would have to start on a day that has passed."),
        "timing: {needed_by: 2026-12-18}",
        msgid("Choose a later day, or shorten the estimated work of the preparation."),
    ),
    OwnFinding(
        "plan.tender-period-too-short",
        "error",
        msgid("The answers give fewer days for tenders than the law demands."),
        "timing: {tender_period: 10}",
        msgid("The plan uses the legal minimum; give tenderers more time where the task is complex."),
    ),
    OwnFinding(
        "plan.threshold-unknown",
        "warning",
        msgid("The data does not know the amount of a threshold that decides the regime."),
        "country: HU; timing: {notice_dispatch: 2028-03-06}",
        msgid("Look the amount up in the official publication and enter it in the data of the country."),
    ),
    OwnFinding(
        "plan.unverified-law",
        "warning",
        msgid("Values of the law that decide the plan are confirmed by nobody."),
        "country: EU",
        msgid("Have a lawyer check these provisions before you rely on the dates."),
    ),
)

OWN_FINDINGS = {item.id: item for item in _ALL}


def is_own(finding_id: str) -> bool:
    """Tell whether an id belongs to the findings that no rule of the data reports."""
    return finding_id.startswith(PREFIXES)
