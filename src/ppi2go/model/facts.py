"""Facts of the plan that conditions may ask for besides the answers.

A condition names a field: the id of a question, or one of these. `threshold.<id>` gives a threshold's amount.
"""

from __future__ import annotations

FACTS: dict[str, str] = {
    "country": "code of the country (SK)",
    "theme": "id of the theme (energy)",
    "plan.approach": "ordinary, ppi, pcp or innovation-partnership",
    "plan.regime": "above-eu, below-eu, small-value or exempt",
    "plan.band": "id of the country's finer regime",
    "plan.act_applies": "whether the procurement act applies",
    "plan.procedure": "id of the procedure that is judged or chosen",
    "plan.stages": "the stages of that procedure (use 'has')",
    "plan.award": "any, best-price-quality-only or lowest-price-only",
    "plan.standstill": "whether a standstill is owed",
    "plan.value": "estimated value, net of VAT",
}
"""Field → meaning. The first six are known before a procedure is judged."""
