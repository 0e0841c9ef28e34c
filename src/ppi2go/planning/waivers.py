"""Waivers: findings that the buyer accepts with a reason, and those that nobody can accept.

A warning or a note is advice, so the buyer may waive it. An error may be waived only where its provision is not
confirmed, because somebody who has read the law may know better than the data. An error of confirmed law, or one that
the planner found in the answers and dates themselves, stays an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ppi2go.model.own_findings import is_own
from ppi2go.model.plan import Finding, Message, Waiver


def waive(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> list[Finding]:
    """Return the findings, those that are waived marked as such, and what is to be said of the waivers themselves."""
    by_id = {waiver.id: waiver for waiver in waivers}
    found = [_with(finding, by_id.get(finding.id)) for finding in findings]
    return [*found, *_about(waivers, found)]


def can_be_waived(finding: Finding) -> bool:
    """Tell whether the buyer may accept the finding instead of mending it."""
    if finding.severity != "error":
        return True
    confirmed = finding.citation is None or finding.citation.status == "confirmed"
    return not confirmed and not is_own(finding.id)


def _with(finding: Finding, waiver: Waiver | None) -> Finding:
    return replace(finding, waived=waiver) if waiver and can_be_waived(finding) else finding


def _about(waivers: Sequence[Waiver], findings: Sequence[Finding]) -> Iterator[Finding]:
    """Report a waiver of something that was not found, and one that does not count."""
    for waiver in waivers:
        mine = [finding for finding in findings if finding.id == waiver.id]
        if not mine:
            yield Finding(
                id="answers.waiver-unused",
                severity="info",
                message=Message(
                    text="The answers waive {id}, but this plan has no such finding.", values={"id": waiver.id}
                ),
                advice=Message(text="Delete the waiver, so that the finding is seen should it come back."),
                field="waivers",
            )
        elif any(finding.waived is None for finding in mine):
            yield Finding(
                id="answers.waiver-refused",
                severity="warning",
                message=Message(text="This finding cannot be waived: {id}.", values={"id": waiver.id}),
                advice=Message(
                    text="Mend what the finding says. An error is waived only where its provision is not confirmed."
                ),
                field="waivers",
            )
