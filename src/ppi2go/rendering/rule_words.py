"""The values of a rule of the law in words."""

from __future__ import annotations

from ppi2go.l10n import Language
from ppi2go.model.law import RuleValue


def rule_values(value: RuleValue, language: Language, currency: str = "") -> list[str]:
    """Return whichever of length, share, amount and number a rule sets; `currency` is that of amounts without one."""
    parts: list[str] = []
    if value.length is not None:
        parts.append(language.period(value.length, value.unit or "days"))
    if value.percent is not None:
        parts.append(f"{language.number(value.percent)}\u00a0%")
    if value.amount is not None:
        parts.append(language.money(value.amount, value.currency or currency))
    if value.number is not None:
        parts.append(language.number(value.number))
    return parts
