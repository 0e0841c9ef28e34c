"""Who shares a need: the pair is found, the near misses are not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from ppi2go.catalogue.action_plans import load_mapping_rules
from ppi2go.catalogue.load import Folders
from ppi2go.model.action_plan import SharingRules
from ppi2go.model.portfolio import NeedEntry
from ppi2go.planning.portfolio import spread
from ppi2go.planning.sharing import later, shared_needs

pytestmark = pytest.mark.slow  # whole regions are planned


@cache
def rules() -> SharingRules:
    return load_mapping_rules(Folders()).sharing


def entry(
    name: str,
    call: date,
    *,
    country: str = "HU",
    need: str = "public-lighting",
    approach: str = "ppi",
    value: int = 100,
) -> NeedEntry:
    currency = {"HU": "HUF", "PL": "PLN"}.get(country, "EUR")
    return NeedEntry(
        id=name, region=f"{country}-region", buyer=name, buyer_type="subcentral", country=country, theme="energy",
        need=need, approach=approach, contract="supplies", call=call, signature=None, value=Decimal(value),
        currency=currency,
    )  # fmt: skip


FIRST = entry("first", date(2027, 9, 15))


def test_a_pair_across_borders_is_found_with_its_ways() -> None:
    found = shared_needs([FIRST, entry("second", date(2028, 3, 15), country="PL")], rules())
    assert [[item.id for item in shared.entries] for shared in found] == [["first", "second"]]
    shared = found[0]
    assert shared.crosses_borders
    assert shared.window == (date(2027, 9, 15), date(2028, 3, 15))
    assert dict(shared.values) == {"HUF": Decimal(100), "PLN": Decimal(100)}
    assert [way.id for way in shared.ways] == ["central-purchasing", "cross-border-joint", "joint-entity"]


def test_a_pair_of_one_country_buys_under_article_38() -> None:
    found = shared_needs([FIRST, entry("second", date(2027, 9, 15))], rules())
    assert [way.id for way in found[0].ways] == ["central-purchasing", "occasional-joint"]
    assert not found[0].crosses_borders


@pytest.mark.parametrize(
    "near_miss",
    [
        entry("a-day-too-late", date(2028, 3, 16), country="PL"),
        entry("another-need", date(2027, 9, 15), country="PL", need="heat-supply"),
        entry("research", date(2027, 9, 15), country="PL", approach="pcp"),
        entry("partnership", date(2027, 9, 15), country="PL", approach="innovation-partnership"),
    ],
    ids=lambda item: item.id,
)
def test_a_near_miss_is_none(near_miss: NeedEntry) -> None:
    assert shared_needs([FIRST, near_miss], rules()) == ()


def test_research_joins_its_like() -> None:
    both = [
        entry("one", date(2027, 9, 1), approach="pcp"),
        entry("two", date(2027, 10, 1), country="SI", approach="pcp"),
    ]
    assert len(shared_needs(both, rules())) == 1


def test_of_three_in_a_row_the_middle_one_may_join_either() -> None:
    row = [entry("a", date(2027, 1, 4)), entry("b", date(2027, 6, 1)), entry("c", date(2027, 11, 1))]
    found = shared_needs(row[::-1], rules())
    assert sorted([item.id for item in shared.entries] for shared in found) == [["a", "b"], ["b", "c"]]


def test_a_group_is_told_once_and_not_by_its_pairs() -> None:
    row = [entry("a", date(2027, 1, 4)), entry("b", date(2027, 2, 1)), entry("c", date(2027, 3, 1), country="SI")]
    found = shared_needs(row, rules())
    assert [[item.id for item in shared.entries] for shared in found] == [["a", "b", "c"]]
    assert "occasional-joint" in [way.id for way in found[0].ways]  # a and b are of one country


def test_every_way_says_where_it_stands_and_how_sure_it_is() -> None:
    assert {way.citation.act for way in rules().ways} == {"d24"}
    assert all(way.citation.provision.startswith(("art. 37", "art. 38", "art. 39")) for way in rules().ways)
    assert {way.id: way.citation.status for way in rules().ways}["cross-border-joint"] == "corroborated"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 3, 31), 1, date(2027, 4, 30)),
        (date(2027, 3, 31), 0, date(2027, 3, 31)),
    ],
)
def test_months_end_where_the_calendar_says(day: date, months: int, expected: date) -> None:
    assert later(day, months) == expected


@pytest.mark.parametrize(("value", "months"), [("100", 7), ("850000", 120), ("1", 36), ("999999.50", 24)])
def test_the_years_sum_to_the_value(value: str, months: int) -> None:
    parts = spread(Decimal(value), date(2028, 11, 30), months)
    assert sum(parts.values()) == Decimal(value)
    assert min(parts) == 2028
    assert all(amount >= 0 for amount in parts.values())


def test_money_is_spread_by_the_months_of_each_year() -> None:
    assert spread(Decimal(2400), date(2028, 11, 30), 24) == {2028: 200, 2029: 1200, 2030: 1000}
