"""All mutators of YAML data, each with the rules that must notice its faults."""

from __future__ import annotations

from typing import Any

import law_mutators as law
import reference_mutators as names
import slip_mutators as slips
import value_mutators as values
from injection import Mutator

SHAPE = (
    "wrong-type", "impossible-date", "unknown-word", "bad-format", "invalid-value", "unknown-key", "missing-key",
    "missing-citation",
)  # fmt: skip
"""What a value of a wrong type may be taken for."""

CHOICE = ("unknown-choice", "unknown-theme", "unknown-country", "wrong-comparison")
REDUCTION = ("reduction-lengthens", "reduction-below-floor", "not-positive")


def _mutator(kind: str, sites: Any, *rules: str) -> Mutator:
    return Mutator(kind, frozenset(rules), sites)


def _misspelt(kind: str, rule: str) -> Mutator:
    return _mutator(kind, names.reference(rule), rule)


DATA_MUTATORS = (
    _mutator("misspelt key", values.misspelt_key, "unknown-key"),
    _mutator("wrong type", values.wrong_type, *SHAPE),
    _mutator("duplicate id", values.duplicate_id, "duplicate-id"),
    _mutator("impossible date", values.impossible_date, "impossible-date"),
    _mutator("'to' before 'from'", law.to_before_from, "to-before-from"),
    _mutator("overlap", law.overlap, "overlap"),
    _mutator("gap", law.gap, "gap"),
    _mutator("no citation", law.no_citation, "missing-citation"),
    _mutator("half a citation", law.half_citation, "missing-citation"),
    _mutator("no source", law.no_source, "citation-without-source"),
    _mutator("no day of verification", law.no_day, "verified-without-day"),
    _mutator("confirmed without address", law.no_address, "confirmed-without-address"),
    _mutator("unknown act", names.unknown_act, "unknown-act"),
    _mutator("unknown procedure", names.unknown_procedure, "unknown-procedure"),
    _misspelt("unknown step", "unknown-task"),
    _misspelt("unknown phase", "unknown-phase"),
    _misspelt("unknown document", "unknown-document"),
    _misspelt("unknown limit", "unknown-limit"),
    _misspelt("unknown country", "unknown-country"),
    _misspelt("unknown need", "unknown-need"),
    _misspelt("unknown group", "unknown-group"),
    _misspelt("missing template", "missing-template"),
    _mutator("unknown threshold", names.unknown_threshold, "unknown-threshold"),
    _mutator("unknown field", names.unknown_field, "unknown-field"),
    _mutator("unknown choice", names.unknown_choice, *CHOICE),
    _mutator("bad reduction", law.reduction, *REDUCTION),
    _mutator("threshold above the EU's", law.above_eu, "threshold-above-eu"),
    _mutator("currency of another day", law.wrong_currency, "currency-of-day"),
    _mutator("cycle", values.cycle, "cycle"),
    _mutator("weights not 100", values.weights, "award-weights", "invalid-value"),
    _mutator("stale value", law.stale, "stale-value"),
    _mutator("verified in future", law.future, "verified-in-future"),
    _mutator("absent of nothing", values.absent, "absent-of-nothing"),
    _mutator("no duration", values.no_duration, "missing-duration"),
)
RANDOM_MUTATORS = tuple(
    Mutator(kind, frozenset(), sites, demanded=False)
    for kind, sites in (
        ("swapped digits in a date", slips.swapped_digits),
        ("deleted key", slips.deleted_key),
        ("moved decimal point", slips.moved_point),
    )
)
