"""Words for the ids that appear in outputs: English msgids, translated where they are shown."""

from __future__ import annotations

from ppi2go.rendering.messages import REDUCTIONS

NAMES: dict[str, dict[str, str]] = {
    "severity": {"error": "Error", "warning": "Warning", "info": "Note"},
    "task": {"statutory": "statutory period", "estimated": "estimated work", "milestone": "milestone"},
    "buyer": {
        "central": "central government authority",
        "subcentral": "sub-central contracting authority",
        "utility": "contracting entity",
    },
    "contract": {"supplies": "supplies", "services": "services", "works": "works"},
    "group": {
        "functional": "Functional requirements",
        "non-functional": "Non-functional requirements",
        "organisational": "Organisational and business requirements",
        "legal": "Legal and regulatory requirements",
    },
    "priority": {"must": "must", "should": "should", "may": "may"},
    "criterion": {"price": "Price", "cost": "Cost", "quality": "Quality"},
    "stage": {
        "acquisition": "Acquisition",
        "use": "Use",
        "maintenance": "Maintenance",
        "end-of-life": "End of life",
        "externality": "External cost",
    },
    "stated_by": {"tenderer": "the tenderer", "buyer": "the contracting authority"},
    "risk": {
        "technology": "Technology",
        "organisation": "Organisation",
        "market": "Market and supply",
        "financial": "Finance",
        "legal": "Law",
        "user-acceptance": "Acceptance by users",
        "data": "Data and security",
        "reputation": "Reputation",
    },
    "consultation": {
        "solution": "Solution and maturity",
        "performance": "Performance",
        "integration": "Integration and standards",
        "cost": "Cost and delivery",
        "rights": "Rights, data and security",
        "contract": "Contract and procedure",
    },
    "reduction": REDUCTIONS,
    "event": {
        "notice-dispatch": "the dispatch of the notice",
        "invitation": "the dispatch of the invitation",
        "award-decision": "the dispatch of the award decision",
    },
    "move": {
        "saturday": "a Saturday",
        "sunday": "a Sunday",
        "public-holiday": "a public holiday",
        "two-working-days": "a period with fewer than two working days",
    },
    "flag": {"yes": "yes", "no": "no"},
    "fact": {
        "confirmed": "confirmed",
        "corroborated": "restated by another source",
        "inferred": "inferred",
        "unverified": "not confirmed",
    },
    "service": {
        "training": "training",
        "tools": "help with the thematic tools",
        "pilot-support": "support during a purchase",
        "matchmaking": "bringing needs and suppliers together",
        "information": "information and good practice",
        "mapping": "mapping of needs",
        "policy-round-table": "policy round tables",
        "peer-review": "peer review",
    },
    "status": {"confirmed": "confirmed", "corroborated": "restated by another source", "unverified": "not confirmed"},
}
