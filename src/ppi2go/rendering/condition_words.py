"""Conditions in words: fields keep their ids, because those are what an answers file says."""

from __future__ import annotations

from ppi2go.l10n import Language
from ppi2go.model.condition import All, Condition, Either, Not, Test


def in_words(condition: Condition, language: Language) -> str:
    """Return a condition as one line: `project.lots is single, and project.lots_reason is not answered`."""
    t = language.text
    match condition:
        case All():
            return t(" and ").join(_part(item, language) for item in condition.all)
        case Either():
            return t(" or ").join(_part(item, language) for item in condition.any)
        case Not(not_=Test(is_=value, field=field)) if value is not None:
            return t("{field} is not {value}").format(field=field, value=_word(value, language))
        case Not():
            return t("not ({condition})").format(condition=in_words(condition.not_, language))
        case Test():
            return _test(condition, language)


def _part(condition: Condition, language: Language) -> str:
    """Return a part of a longer condition, in brackets where its own words could be read with its neighbours."""
    parts = condition.all if isinstance(condition, All) else condition.any if isinstance(condition, Either) else ()
    text = in_words(condition, language)
    return f"({text})" if len(parts) > 1 else text


def _test(test: Test, language: Language) -> str:
    t, field = language.text, test.field
    if test.is_ is not None:
        return t("{field} is {value}").format(field=field, value=_word(test.is_, language))
    if test.in_ is not None:
        values = " / ".join(_word(value, language) for value in test.in_)
        return t("{field} is {value}").format(field=field, value=values)
    if test.has is not None:
        return t("{field} contains {value}").format(field=field, value=test.has)
    if test.known is not None:
        return t("{field} is answered" if test.known else "{field} is not answered").format(field=field)
    if test.at_least is not None:
        return f"{field} ≥ {language.number(test.at_least)}"
    if test.below is not None:
        return f"{field} < {language.number(test.below)}"
    if test.at_least_threshold is not None:
        return t("{field} reaches the threshold {value}").format(field=field, value=test.at_least_threshold)
    return t("{field} is below the threshold {value}").format(field=field, value=test.below_threshold)


def _word(value: object, language: Language) -> str:
    if isinstance(value, bool):
        return language.text("yes" if value else "no")
    return str(value)
