"""Every rule of `ppi2go validate` by its stable id; docs/validate-rules.md explains each with an example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Rule:
    """A kind of fault: its id never changes, because CI files select and ignore by it."""

    id: str
    finds: str
    severity: Severity = "error"


_ALL = (
    # Files
    Rule("file-unreadable", "a file that cannot be read, is too large or is not UTF-8"),
    Rule("unknown-kind", "a file that is neither law, theme, process, questions, template nor catalogue"),
    Rule("file-name", "a file whose name is not the country or the theme that it holds"),
    Rule("yaml-syntax", "a file that is not YAML"),
    Rule("yaml-feature", "anchors, aliases, tags and other YAML that a lawyer need not know"),
    Rule("duplicate-key", "a key that stands twice in one mapping"),
    Rule("duplicate-id", "an id that stands twice in one list"),
    # Shape
    Rule("unknown-key", "a key that nobody reads, with the near miss"),
    Rule("missing-key", "a key that must be there"),
    Rule("wrong-type", "text where a number belongs, a list where a mapping belongs"),
    Rule("unknown-word", "a word that is not in the fixed list of its key"),
    Rule("bad-format", "an id, a field or a code that is not written as such"),
    Rule("invalid-value", "a value that its entry as a whole does not allow"),
    Rule("absent-of-nothing", "an `absent: true` for which nothing is inherited"),
    # Days
    Rule("impossible-date", "a text that is no day of the calendar"),
    Rule("implausible-date", "a day that no law in force can have"),
    Rule("to-before-from", "a window that ends before it starts"),
    Rule("overlap", "two values of one thing on the same day"),
    Rule("gap", "days without a value between two values of one thing"),
    Rule("verified-in-future", "a value that was verified on a day to come"),
    Rule("stale-value", "a value that was last verified longer ago than --stale", "warning"),
    # Citations
    Rule("missing-citation", "a value without a citation, or a citation without act, provision or status"),
    Rule("citation-without-source", "a citation that leads nowhere: no address and no source"),
    Rule("confirmed-without-address", "`confirmed` without the address of the official text"),
    Rule("verified-without-day", "`confirmed` or `corroborated` without the day"),
    Rule("bad-address", "an address that is no http or https address"),
    # References
    Rule("unknown-act", "an act that no file describes"),
    Rule("unknown-threshold", "a threshold that the country does not have"),
    Rule("unknown-procedure", "a procedure that nobody describes"),
    Rule("unknown-task", "a step of the process that does not exist"),
    Rule("unknown-phase", "a phase of the process that does not exist"),
    Rule("unknown-limit", "a time limit that no procedure has"),
    Rule("unknown-document", "a document that the process does not list"),
    Rule("missing-template", "a document whose template is not there"),
    Rule("unknown-country", "a country without a file"),
    Rule("unknown-theme", "a theme without a file"),
    Rule("unknown-need", "a need that the theme does not describe"),
    Rule("unknown-group", "a group of questions that does not exist"),
    # Facts of centres and pilots
    Rule("unknown-source", "a fact whose source the file does not list"),
    Rule("unknown-fact", "an answer that is taken from a fact which is not there"),
    Rule("unexplained-answer", "an answer of a pilot that is neither taken from a fact nor listed as assumed, or both"),
    # Action plans
    Rule("unknown-centre", "an action plan of a centre that no file describes"),
    Rule("unknown-entry", "a project, a mapped need or a criterion of an action plan that does not exist"),
    # Conditions
    Rule("unknown-field", "a condition on a field that no question has"),
    Rule("unknown-choice", "a condition on a choice that the question does not offer"),
    Rule("wrong-comparison", "a comparison that can never hold for this kind of field"),
    # Amounts
    Rule("reduction-lengthens", "a reduction after which the time limit is not shorter"),
    Rule("reduction-below-floor", "reductions that leave nothing of the time limit"),
    Rule("not-positive", "a length, an amount or a number that must be above zero"),
    Rule("percent-range", "a percentage below 0 or above 100"),
    Rule("threshold-above-eu", "a national threshold above the EU one of the same day, buyer and contract"),
    Rule("currency-of-day", "an amount in a currency that the country did not have on that day"),
    Rule("implausible-jump", "a value that is nine times the one before or after it, or a ninth", "warning"),
    # Process and themes
    Rule("cycle", "steps that wait for each other"),
    Rule("missing-duration", "a step of work without an estimate of its duration"),
    Rule("names-a-product", "a theme that names a product, a firm or a trade mark"),
    Rule("award-weights", "weights that do not sum to 100, or parts that do not sum to their criterion"),
    # Templates
    Rule("template-syntax", "a template that Jinja cannot read"),
    Rule("template-variable", "a variable or an attribute that templates are not given"),
    Rule("template-field", "an answer, a task or a topic that does not exist"),
    Rule("template-import", "a template or macro that another one uses and that is not there"),
    Rule("template-unsafe", "something that templates must not say, because it could reach beyond what they are given"),
    # Catalogues of translations
    Rule("po-syntax", "a catalogue that gettext cannot read"),
    Rule("po-duplicate", "a text that stands twice in one catalogue"),
    Rule("po-placeholders", "a translation whose placeholders are not those of its text"),
    Rule("po-plural", "a number of plural forms that is not the one of the header"),
    Rule("po-fuzzy", "a translation that is marked as a guess", "warning"),
    Rule("po-empty", "texts without a translation", "warning"),
)
RULES = {rule.id: rule for rule in _ALL}
"""Id → rule, in the order of the page."""
