"""The mutation run: faults of every kind at many places, and the share that the linter notices, as a table.

    python tests/catalogue/lint/mutations.py [--full] [--per-file N] [--seed N] [--kind WORDS]

Each fault is injected alone and counts as caught when a rule of its kind complains where none did before. Random slips
(digits of dates, deleted keys, decimal points) cannot all be caught: a day may be another day, a key may be optional.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from random import Random

from data_mutators import DATA_MUTATORS, RANDOM_MUTATORS
from injection import Mutation, Mutator, new_rules, shipped_complaints, workspace
from text_mutators import TEXT_MUTATORS

MUTATORS = (*TEXT_MUTATORS, *DATA_MUTATORS, *RANDOM_MUTATORS)


@dataclass
class Result:
    """What became of the faults of one kind."""

    mutator: Mutator
    injected: int = 0
    files: set[str] = field(default_factory=set)
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share that was caught, in per cent."""
        return 100 * (self.injected - len(self.missed)) / self.injected if self.injected else 0


def chosen(mutator: Mutator, seed: int, *, per_file: int, per_kind: int | None) -> list[Mutation]:
    """Return some mutations of a kind, spread over the files; the seed decides which."""
    random = Random(f"{seed} {mutator.kind}")
    found: list[Mutation] = []
    files = workspace().of(
        "eu",
        "national",
        "theme",
        "process",
        "questions",
        "calibration",
        "calendars",
        "centres",
        "readiness",
        "pilot",
        "template",
        "locale",
    )
    for file in random.sample(files, len(files)):
        sites = list(mutator.sites(file, random))
        found += random.sample(sites, min(per_file, len(sites)))
        if per_kind and len(found) >= per_kind:
            return found[:per_kind]
    return found


def run(mutator: Mutator, seed: int, *, per_file: int, per_kind: int | None = None) -> Result:
    """Inject faults of one kind."""
    result = Result(mutator)
    for mutation in chosen(mutator, seed, per_file=per_file, per_kind=per_kind):
        rules = new_rules(mutation)
        result.injected += 1
        result.files.add(mutation.file.name)
        if not (rules & mutator.rules if mutator.rules else rules):
            result.missed.append(f"{mutation.file.name}: {mutation.where}")
    return result


def table(results: Iterable[Result]) -> str:
    """Return the table that the run prints."""
    rows = [f"{'kind of fault':32}{'injected':>10}{'files':>7}{'caught':>9}"]
    for result in results:
        mark = "" if result.mutator.demanded else "  (random)"
        rows.append(f"{result.mutator.kind:32}{result.injected:>10}{len(result.files):>7}{result.share:>8.1f}%{mark}")
    return "\n".join(rows)


def _run(job: tuple[int, int, int]) -> tuple[int, int, set[str], list[str]]:
    index, seed, per_file = job
    result = run(MUTATORS[index], seed, per_file=per_file)
    return index, result.injected, result.files, result.missed


def main(arguments: Sequence[str]) -> int:
    """Run all mutators; exit 1 when a demanded kind is not caught wholly or the shipped files have complaints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="many places in every file, not a few")
    parser.add_argument("--per-file", type=int, help="places in each file (default 2, with --full 25)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", default="", help="only kinds whose name contains these words")
    options = parser.parse_args(arguments)
    per_file = options.per_file or (25 if options.full else 2)
    jobs = [(index, options.seed, per_file) for index, item in enumerate(MUTATORS) if options.kind in item.kind]
    with ProcessPoolExecutor() as pool:
        done = [Result(MUTATORS[item[0]], item[1], item[2], item[3]) for item in pool.map(_run, jobs)]
    print(table(done))
    missed = [(item.mutator, place) for item in done for place in item.missed]
    for mutator, place in missed:
        if mutator.demanded:
            print(f"missed: {mutator.kind}: {place}")
    complaints = shipped_complaints()
    print(f"complaints about the files as shipped: {len(complaints)}")
    return 1 if complaints or any(mutator.demanded for mutator, _ in missed) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
