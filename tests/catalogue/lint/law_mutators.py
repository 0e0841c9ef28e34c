"""Mutators of dated, cited values: windows, citations, reductions, thresholds, currencies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from injection import TODAY, Mutation, assign, data_of, delete, workspace
from places import acts, citations, mappings, series

from ppi2go.catalogue.lint.document import by_id, day_of, select
from ppi2go.catalogue.lint.windows import neighbours
from ppi2go.catalogue.lint.workspace import File
from ppi2go.catalogue.yaml_reader import Path_

Sites = Iterator[Mutation]
DAY = timedelta(days=1)
CURRENCIES = {"EUR", "CZK", "HUF", "PLN", "HRK"}


def to_before_from(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if start := day_of(node, "from"):
            yield assign(file, (*path, "to"), str(start - random.randint(1, 400) * DAY))


def overlap(file: File, random: Random) -> Sites:
    for path, values in series(file):
        for first, second in neighbours(values):
            start, end = day_of(values[second], "from"), day_of(values[first], "to")
            if start and end:
                yield assign(file, (*path, first, "to"), str(start + random.choice([0, 1, 30]) * DAY))
                yield delete(file, (*path, first, "to"))


def gap(file: File, random: Random) -> Sites:
    for path, values in series(file):
        for first, second in neighbours(values):
            begin, end = day_of(values[first], "from"), day_of(values[first], "to")
            if begin and end and end > begin:
                days = random.randint(1, min(90, (end - begin).days))
                yield assign(file, (*path, first, "to"), str(end - days * DAY))
            start, last = day_of(values[second], "from"), day_of(values[second], "to") or date.max
            if start and start < last:
                yield assign(file, (*path, second, "from"), str(start + DAY))


def no_citation(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if "citation" in node and not _inherits(file, path, node):
            yield delete(file, (*path, "citation"))


def _inherits(file: File, path: Path_, node: dict[str, Any]) -> bool:
    """Tell whether an entry is laid over one of the EU layer, whose citation it would then keep."""
    return file.kind == "national" and "values" not in path and node.get("id") in _eu_ids()


@cache
def _eu_ids() -> frozenset[str]:
    files = workspace().of("eu")
    return frozenset(str(node["id"]) for file in files for _, node in mappings(file) if "id" in node)


def half_citation(file: File, random: Random) -> Sites:
    for path, _ in citations(file):
        yield delete(file, (*path, random.choice(["act", "provision", "status"])))


def no_source(file: File, random: Random) -> Sites:
    for path, node in citations(file):
        if "source" in node and node.get("status") in ("confirmed", "corroborated"):
            yield delete(file, (*path, "source"))


def no_day(file: File, random: Random) -> Sites:
    for path, node in citations(file):
        if "verified_on" in node and node.get("status") != "unverified":
            yield delete(file, (*path, "verified_on"))


def no_address(file: File, random: Random) -> Sites:
    """Take the address from a confirmed citation or its act, or confirm a citation whose act has none."""
    known = acts()
    listed = citations(file)
    for path, node in listed:
        if known[node["act"]].get("url"):
            continue
        if node["status"] == "confirmed" and "url" in node:
            yield delete(file, (*path, "url"))
        elif node["status"] != "confirmed" and "url" not in node:
            yield assign(file, (*path, "status"), "confirmed")
    cited = {node["act"] for _, node in listed if node["status"] == "confirmed" and "url" not in node}
    for path, act in select(data_of(file), "acts/*"):
        if act["id"] in cited and "url" in act:
            yield delete(file, (*path, "url"))


def stale(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if "verified_on" in node:
            yield assign(file, (*path, "verified_on"), str(TODAY - random.randint(366, 2000) * DAY))


def future(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if "verified_on" in node:
            yield assign(file, (*path, "verified_on"), str(TODAY + random.randint(1, 300) * DAY))


def reduction(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        for index, item in enumerate(node.get("reductions", ())):
            base = node["length"]
            for key, wrong in (("to", [base + 1, base + 15, 0, -1]), ("minus", [-5, base, base + 5])):
                if key in item:
                    yield assign(file, (*path, "reductions", index, key), random.choice(wrong))


def above_eu(file: File, random: Random) -> Sites:
    """Lift a floor of a national regime over every EU threshold of its currency."""
    data = data_of(file) if file.kind == "national" else {}
    eu = data_of(workspace().files["eu", "thresholds"])
    lower = [item for item in data.get("regimes", ()) if item.get("kind") != "above-eu"]
    floors = {period.get("floor") for item in lower for period in item.get("periods", ())} - {"eu", None}
    limits = (by_id(data, "thresholds").get("eu") or by_id(eu, "thresholds")["eu"])["values"]
    for path, value in select(data, "thresholds/*/values/*"):
        name = data["thresholds"][path[1]]["id"]
        same = [int(item["value"]) for item in limits if item["value"] != "unknown" and _same_case(item, value)]
        if name in floors and same and value["value"] != "unknown":
            yield assign(file, (*path, "value"), max(same) + 1)


def _same_case(one: dict[str, Any], other: dict[str, Any]) -> bool:
    starts = [item["from"] for item in (one, other)]
    ends = [item.get("to", "9999-12-31") for item in (one, other)]
    both = [key for key in ("buyers", "contracts") if key in one and key in other]
    shared = all(set(one[key]) & set(other[key]) for key in both)
    return bool(one["currency"] == other["currency"] and shared and max(starts) <= min(ends))


def wrong_currency(file: File, random: Random) -> Sites:
    for path, node in mappings(file) if file.kind == "national" else ():
        if "currency" in node and "from" in node:
            yield assign(file, (*path, "currency"), random.choice(sorted(CURRENCIES - {node["currency"]})))
