"""For every finding of the data a purchase that it is reported of and a near one that it is not.

    PYTHONPATH=tests python tests/planning/finding_cases.py [--full] [--seed N] [WORDS]

Both purchases of finding_solver.py go through the real planner. Exit status 1 when a finding has no case: it can never
be reported, or the search is too weak.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from condition_parts import named
from finding_solver import Case, Place, Solver, reported, rule_at

from shipped import shipped

COUNTRIES = ("SK", "CZ", "HR", "HU", "IT", "PL", "SI")
THEMES = ("energy", "health", "ict")


@dataclass(frozen=True)
class Job:
    """A finding and the places where it may be reported, the likeliest first."""

    id: str
    places: tuple[Place, ...]


def jobs() -> list[Job]:
    """Return every finding of the shipped data once."""
    found: dict[str, tuple[Place, ...]] = {}
    every = tuple(Place(country, "energy") for country in (*COUNTRIES, "EU"))
    for country in (*COUNTRIES, "EU"):
        for rule in shipped(country, "energy").framework.findings:
            here = Place(country, "energy")
            theme = next((name for name in named(rule.when, "theme")), "energy")
            places = (here, *(every if rule.id.startswith("eu.") else ()))
            found.setdefault(rule.id, tuple(Place(place.country, theme) for place in dict.fromkeys(places)))
    for theme in THEMES:
        for rule in shipped("SK", theme).theme.findings:
            found.setdefault(rule.id, tuple(Place(country, theme) for country in COUNTRIES))
    return [Job(name, places) for name, places in found.items()]


def case_of(job: Job, seed: int = 1, tries: int = 600) -> Case | None:
    """Return the two purchases for a finding, from the first place that gives them."""
    for place in job.places:
        rule = rule_at(job.id, place)
        case = Solver(rule, place, seed).solve(tries) if rule else None
        if case:
            return case
    return None


def verdict(job: Job, case: Case | None) -> str | None:
    """Return what is wrong with a finding's case, or None."""
    if case is None:
        return "no purchase found that it is reported of and near one that it is not"
    if not reported(job.id, case.given, case.place):
        return f"not reported of {case.place} {case.given}"
    if reported(job.id, case.near, case.near_place):
        return f"reported although {case.changed} is {case.near.get(case.changed)}: {case.near_place} {case.near}"
    return None


def _run(work: tuple[Job, int, int]) -> tuple[str, str | None, str, float]:
    job, seed, tries = work
    started = time.perf_counter()
    case = case_of(job, seed, tries)
    wrong = verdict(job, case)
    return job.id, wrong, case.changed if case else "", time.perf_counter() - started


def main(arguments: Sequence[str]) -> int:
    """Run all findings whose id holds the words; print what has no case."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="search long before giving up")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("words", nargs="?", default="")
    options = parser.parse_args(arguments)
    chosen = [job for job in jobs() if options.words in job.id]
    tries = 4000 if options.full else 600
    with ProcessPoolExecutor() as pool:
        done = list(pool.map(_run, [(job, options.seed, tries) for job in chosen], chunksize=4))
    wrong = [(name, text) for name, text, _, _ in done if text]
    for name, text in wrong:
        print(f"{name}: {text}")
    slowest = max((seconds, name) for name, _, _, seconds in done)
    print(f"findings: {len(done)}, with both cases: {len(done) - len(wrong)}")
    print(f"slowest: {slowest[1]} {slowest[0]:.1f} s; in all {sum(item[3] for item in done):.0f} s of computing")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
