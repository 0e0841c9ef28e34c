"""Mutators of YAML data: one function for each kind of fault, yielding it at every place where it can be made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from injection import TODAY, Mutation, Mutator, assign, delete, edited, misspelt, nodes, source_of, workspace

from ppi2go.catalogue.lint.document import by_id, day_of, select
from ppi2go.catalogue.lint.references import REFERENCES
from ppi2go.catalogue.lint.windows import neighbours
from ppi2go.catalogue.lint.workspace import File
from ppi2go.catalogue.yaml_reader import Path_

Sites = Iterator[Mutation]
DAYS = ("from", "to", "in_force", "verified_on")
DAY = timedelta(days=1)


def mappings(file: File) -> list[tuple[Path_, dict[str, Any]]]:
    return [(path, node) for path, node in nodes(file) if isinstance(node, dict)]


def citations(file: File) -> list[tuple[Path_, dict[str, Any]]]:
    return [(path, node) for path, node in mappings(file) if "act" in node and "provision" in node]


def series(file: File) -> list[tuple[Path_, list[dict[str, Any]]]]:
    lists = [(path, node) for path, node in nodes(file) if isinstance(node, list) and len(node) > 1]
    return [
        (path, node)
        for path, node in lists
        if all(isinstance(item, dict) and "from" in item and "id" not in item for item in node)
    ]


def acts() -> dict[str, Any]:
    files = workspace().of("eu", "national", "theme")
    return {name: act for file in files for name, act in by_id(source_of(file).data, "acts").items()}


def misspelt_key(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        for key in node:

            def rename(holder: Any, last: str | int, key: str = key) -> None:
                entry = holder[last] if path else holder
                renamed = {misspelt(name, random) if name == key else name: value for name, value in entry.items()}
                entry.clear()
                entry.update(renamed)

            if path:
                yield edited(file, path, rename, f"{key} misspelt")


def wrong_type(file: File, random: Random) -> Sites:
    for path, node in nodes(file):
        if path and not isinstance(node, list | dict):
            yield assign(file, path, [{"a": 1}])
        elif path:
            yield assign(file, path, "some words")


def duplicate_id(file: File, random: Random) -> Sites:
    for path, node in nodes(file):
        if path and isinstance(node, list) and node and all(isinstance(item, dict) and "id" in item for item in node):
            yield assign(file, path, [*node, random.choice(node)])


def impossible_date(file: File, random: Random) -> Sites:
    for path, node in nodes(file):
        if path and path[-1] in DAYS and isinstance(node, str):
            yield assign(
                file, path, random.choice([f"{node[:4]}-13-01", f"{node[:4]}-02-30", f"{node[:4]}-00-10", node[:7]])
            )


def to_before_from(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if ((start := day_of(node, "from")) and "id" not in node) or ("message" in node and day_of(node, "from")):
            start = day_of(node, "from")
            assert start
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
    yield from (delete(file, (*path, "citation")) for path, node in mappings(file) if "citation" in node)


def half_citation(file: File, random: Random) -> Sites:
    for path, _ in citations(file):
        yield delete(file, (*path, random.choice(["act", "provision", "status"])))


def no_source(file: File, random: Random) -> Sites:
    for path, node in citations(file):
        if "source" in node and node.get("status") in ("confirmed", "corroborated"):
            yield delete(file, (*path, "source"))


def no_day(file: File, random: Random) -> Sites:
    yield from (delete(file, (*path, "verified_on")) for path, node in citations(file) if "verified_on" in node)


def no_address(file: File, random: Random) -> Sites:
    known = acts()
    for path, node in citations(file):
        if node["status"] == "confirmed" and "url" in node and not known[node["act"]].get("url"):
            yield delete(file, (*path, "url"))
        elif node["status"] != "confirmed" and "url" not in node and not known[node["act"]].get("url"):
            yield assign(file, (*path, "status"), "confirmed")
    cited = {node["act"] for _, node in citations(file) if node["status"] == "confirmed" and "url" not in node}
    for path, act in select(source_of(file).data, "acts/*"):
        if act["id"] in cited and "url" in act:
            yield delete(file, (*path, "url"))


def unknown_act(file: File, random: Random) -> Sites:
    for path, node in citations(file):
        yield assign(file, (*path, "act"), f"{misspelt(node['act'], random)}x")


def reference(rule: str) -> Any:
    def sites(file: File, random: Random) -> Sites:
        kinds = {"eu": "law", "national": "law"}.get(file.kind, file.kind)
        here = nodes(file) and source_of(file).data
        for item in REFERENCES.get(kinds, ()) if here else ():  # type: ignore[call-overload]
            if item.rule == rule:
                for path, value in select(here, item.pattern):
                    if isinstance(value, str):
                        yield assign(file, path, f"{misspelt(value, random)}x")

    return sites


def tests(file: File) -> list[tuple[Path_, dict[str, Any]]]:
    return [(path, node) for path, node in mappings(file) if "field" in node and "severity" not in node]


def unknown_field(file: File, random: Random) -> Sites:
    for path, node in tests(file):
        if not node["field"].startswith("threshold."):
            yield assign(file, (*path, "field"), f"{misspelt(node['field'], random)}x")


def unknown_choice(file: File, random: Random) -> Sites:
    texts = {
        name
        for item in workspace().of("questions", "national", "theme")
        for name, question in by_id(source_of(item).data, "questions").items()
        if question.get("kind") in ("text", "long-text")
    }
    for path, node in tests(file):
        for key in ("is", "has", "in"):
            if isinstance(node.get(key), str) and node["field"] not in texts and node["field"] != "plan.procedure":
                yield assign(file, (*path, key), f"{misspelt(node[key], random)}x")
            elif isinstance(node.get(key), list) and node["field"] not in (*texts, "plan.procedure"):
                at = random.randrange(len(node[key]))
                yield assign(file, (*path, key, at), f"{node[key][at]}x")


def unknown_procedure(file: File, random: Random) -> Sites:
    yield from reference("unknown-procedure")(file, random)
    for path, node in tests(file):
        if node["field"] == "plan.procedure" and isinstance(node.get("is"), str):
            yield assign(file, (*path, "is"), f"{misspelt(node['is'], random)}x")


def unknown_threshold(file: File, random: Random) -> Sites:
    yield from reference("unknown-threshold")(file, random)
    for path, node in tests(file):
        for key in ("at_least_threshold", "below_threshold"):
            if key in node:
                yield assign(file, (*path, key), f"{node[key]}x")


def reduction(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        for index, item in enumerate(node.get("reductions", ())):
            base = node["length"]
            for key, wrong in (("to", [base + 1, base + 15, 0, -1]), ("minus", [-5, base, base + 5])):
                if key in item:
                    yield assign(file, (*path, "reductions", index, key), random.choice(wrong))


def above_eu(file: File, random: Random) -> Sites:
    """Lift a floor of a national regime over every EU threshold of its currency."""
    if file.kind != "national":
        return
    data = source_of(file).data
    own, eu = by_id(data, "thresholds"), by_id(source_of(workspace().files["eu", "thresholds"]).data, "thresholds")
    floors = {
        period.get("floor")
        for regime in data.get("regimes", ())
        if regime.get("kind", "below-eu") != "above-eu"
        for period in regime.get("periods", ())
    }
    limits = [item for item in (own.get("eu") or eu["eu"])["values"] if item["value"] != "unknown"]
    for path, value in select(data, "thresholds/*/values/*"):
        name = data["thresholds"][path[1]]["id"]
        same = [item for item in limits if _same_case(item, value)]
        if name in floors - {"eu"} and same and value["value"] != "unknown":
            yield assign(file, (*path, "value"), max(int(item["value"]) for item in same) + 1)


def _same_case(one: dict[str, Any], other: dict[str, Any]) -> bool:
    starts = [item["from"] for item in (one, other)]
    ends = [item.get("to", "9999-12-31") for item in (one, other)]
    shared = all(
        key not in one or key not in other or set(one[key]) & set(other[key]) for key in ("buyers", "contracts")
    )
    return one["currency"] == other["currency"] and shared and max(starts) <= min(ends)


def wrong_currency(file: File, random: Random) -> Sites:
    if file.kind == "national":
        for path, node in mappings(file):
            if "currency" in node and "from" in node:
                yield assign(
                    file,
                    (*path, "currency"),
                    random.choice(sorted({"EUR", "CZK", "HUF", "PLN", "HRK"} - {node["currency"]})),
                )


def cycle(file: File, random: Random) -> Sites:
    if file.kind != "process":
        return
    steps = source_of(file).data["steps"]
    waits = {step["id"]: step.get("after", []) for step in steps}
    for step in steps:
        ancestors, queue = set(), list(waits[step["id"]])
        while queue:
            name = queue.pop()
            if name not in ancestors:
                ancestors.add(name)
                queue += waits[name]
        for name in random.sample(sorted(ancestors), min(3, len(ancestors))):
            index = next(index for index, item in enumerate(steps) if item["id"] == name)
            yield assign(file, ("steps", index, "after"), [*waits[name], step["id"]])


def weights(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if "weight" in node:
            yield assign(file, (*path, "weight"), node["weight"] + random.choice([-1, 1, 5]))


def stale(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if "verified_on" in node:
            yield assign(file, (*path, "verified_on"), str(TODAY - random.randint(366, 2000) * DAY))


def future(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if "verified_on" in node:
            yield assign(file, (*path, "verified_on"), str(TODAY + random.randint(1, 300) * DAY))


def absent(file: File, random: Random) -> Sites:
    for path, node in nodes(file):
        if (
            path
            and file.kind == "national"
            and isinstance(node, list)
            and node
            and all(isinstance(item, dict) and "id" in item for item in node)
        ):
            yield assign(file, path, [*node, {"id": "no-such-entry", "absent": True}])


def no_duration(file: File, random: Random) -> Sites:
    for path, node in mappings(file):
        if node.get("kind") in ("work", "period") and "duration" in node:
            yield delete(file, (*path, "duration"))


def swapped_digits(file: File, random: Random) -> Sites:
    for path, node in nodes(file):
        if path and path[-1] in DAYS and isinstance(node, str):
            pairs = [
                index for index in range(9) if node[index] != node[index + 1] and node[index : index + 2].isdigit()
            ]
            if pairs:
                at = random.choice(pairs)
                yield assign(file, path, node[:at] + node[at + 1] + node[at] + node[at + 2 :])


def deleted_key(file: File, random: Random) -> Sites:
    yield from (delete(file, (*path, key)) for path, node in mappings(file) for key in node)


def moved_point(file: File, random: Random) -> Sites:
    keys = (
        "value",
        "amount",
        "percent",
        "rate",
        "length",
        "number",
        "minus",
        "to",
        "plus",
        "at_least",
        "below",
        "weight",
    )
    for path, node in nodes(file):
        if path and path[-1] in keys and isinstance(node, int) and not isinstance(node, bool) and node:
            tenth = node // 10 if node % 10 == 0 else f"{node / 10:.1f}"
            yield assign(file, path, random.choice([node * 10, tenth]))


SHAPE = frozenset(
    {
        "wrong-type",
        "impossible-date",
        "unknown-word",
        "bad-format",
        "invalid-value",
        "unknown-key",
        "missing-key",
        "missing-citation",
    }
)


def _mutator(kind: str, sites: Any, *rules: str) -> Mutator:
    return Mutator(kind, frozenset(rules or [kind]), sites)


DATA_MUTATORS = (
    _mutator("misspelt key", misspelt_key, "unknown-key"),
    _mutator("wrong type", wrong_type, *SHAPE),
    _mutator("duplicate id", duplicate_id, "duplicate-id"),
    _mutator("impossible date", impossible_date, "impossible-date"),
    _mutator("'to' before 'from'", to_before_from, "to-before-from"),
    _mutator("overlap", overlap, "overlap"),
    _mutator("gap", gap, "gap"),
    _mutator("no citation", no_citation, "missing-citation"),
    _mutator("half a citation", half_citation, "missing-citation"),
    _mutator("no source", no_source, "citation-without-source"),
    _mutator("no day of verification", no_day, "verified-without-day"),
    _mutator("confirmed without address", no_address, "confirmed-without-address"),
    _mutator("unknown act", unknown_act, "unknown-act"),
    _mutator("unknown procedure", unknown_procedure, "unknown-procedure"),
    _mutator("unknown step", reference("unknown-task"), "unknown-task"),
    _mutator("unknown phase", reference("unknown-phase"), "unknown-phase"),
    _mutator("unknown document", reference("unknown-document"), "unknown-document"),
    _mutator("unknown limit", reference("unknown-limit"), "unknown-limit"),
    _mutator("unknown country", reference("unknown-country"), "unknown-country"),
    _mutator("unknown need", reference("unknown-need"), "unknown-need"),
    _mutator("unknown group", reference("unknown-group"), "unknown-group"),
    _mutator("missing template", reference("missing-template"), "missing-template"),
    _mutator("unknown threshold", unknown_threshold, "unknown-threshold"),
    _mutator("unknown field", unknown_field, "unknown-field"),
    _mutator(
        "unknown choice", unknown_choice, "unknown-choice", "unknown-theme", "unknown-country", "wrong-comparison"
    ),
    _mutator("bad reduction", reduction, "reduction-lengthens", "reduction-below-floor", "not-positive"),
    _mutator("threshold above the EU's", above_eu, "threshold-above-eu"),
    _mutator("currency of another day", wrong_currency, "currency-of-day"),
    _mutator("cycle", cycle, "cycle"),
    _mutator("weights not 100", weights, "award-weights", "invalid-value"),
    _mutator("stale value", stale, "stale-value"),
    _mutator("verified in future", future, "verified-in-future"),
    _mutator("absent of nothing", absent, "absent-of-nothing"),
    _mutator("no duration", no_duration, "missing-duration"),
)
RANDOM_MUTATORS = tuple(
    Mutator(kind, frozenset(), sites, demanded=False)
    for kind, sites in (
        ("swapped digits in a date", swapped_digits),
        ("deleted key", deleted_key),
        ("moved decimal point", moved_point),
    )
)
