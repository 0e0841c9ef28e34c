"""`check` and `plan` over generated answers files: neither crashes, and they never contradict each other.

    PYTHONPATH=tests python tests/cli/check_runs.py [--count 1000] [--seed N]

Each file holds answers drawn for the questions of a random country and theme: most of them valid, some not; some wishes
and days that have happened, some waivers. Exit status 1 when a run ends in an exception or the two disagree.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from ppi2go.catalogue.load import Catalogue, Folders
from ppi2go.cli import planning
from ppi2go.cli.main import run
from ppi2go.model.own_findings import OWN_FINDINGS
from ppi2go.model.question import Question
from shipped import shipped

COUNTRIES = ("SK", "CZ", "HR", "HU", "IT", "PL", "SI", "EU")
THEMES = ("energy", "health", "ict")
JUNK: tuple[Any, ...] = ("maybe", "850.000", "2027-02-30", "-3", "", [], {}, "\u202eabc", "9" * 30, None, 10**14)
FIRST_DAY = date(2024, 3, 4)


@dataclass(frozen=True)
class Outcome:
    """What the two commands said of one file: exit statuses, findings, and what is wrong, if anything."""

    checked: int
    planned: int
    findings: tuple[str, ...]
    wrong: str | None


def answers(random: Random) -> dict[str, Any]:
    """Return the content of an answers file."""
    country, theme = random.choice(COUNTRIES), random.choice(THEMES)
    catalogue = shipped(country, theme)
    data: dict[str, Any] = {"ppi2go": 1, "country": country, "theme": theme}
    junk = 0.01 if random.random() < 0.3 else 0.0
    for question in catalogue.questions:
        if random.random() < 0.4:
            section, _, key = question.id.partition(".")
            value = random.choice(JUNK) if random.random() < junk else _value(question, random)
            data.setdefault(section, {})[key] = value
    if random.random() < 0.4:
        procedures = [item.id for item in catalogue.framework.procedures]
        data.setdefault("project", {})["procedure"] = random.choice(procedures)
    if random.random() < 0.15:
        steps = [step.id for step in catalogue.process.steps]
        first = _day(random)
        days = {
            name: first + timedelta(days=20 * number) for number, name in enumerate(sorted(random.sample(steps, 3)))
        }
        data["actual"] = {name: day.isoformat() for name, day in days.items()}
    if random.random() < 0.4:
        rules = (*catalogue.framework.findings, *catalogue.theme.findings)
        known = sorted({*OWN_FINDINGS, *(rule.id for rule in rules)})
        data["waivers"] = [{"id": name, "reason": "For a reason."} for name in random.sample(known, 5)]
    return data


def _value(question: Question, random: Random) -> Any:
    match question.kind:
        case "choice":
            return random.choice([choice.id for choice in question.choices])
        case "choices":
            ids = [choice.id for choice in question.choices]
            return random.sample(ids, random.randint(0, len(ids)))
        case "flag":
            return random.choice([True, False])
        case "date":
            return _day(random).isoformat()
        case "money":
            return int(10 ** random.uniform(3, 9))
        case "integer" | "number" | "percent":
            least, most = int(question.minimum or 0), int(question.maximum or 10**6)
            return random.randint(least, max(least, min(most, least + 10 ** random.randint(0, 6))))
    return "Some words: that # a 'person' writes"


def _day(random: Random) -> date:
    return FIRST_DAY + timedelta(days=random.randint(0, 1800))


def both(file: Path) -> Outcome:
    """Run both commands over a file and compare what they say."""
    checked, said = _run("check", str(file), "--format", "json", "--lang", "en")
    planned, plan = _run("plan", str(file), "--json", "--lang", "en")
    if isinstance(checked, str) or isinstance(planned, str):
        return Outcome(-1, -1, (), f"check: {checked}; plan: {planned}")
    if checked != planned:
        return Outcome(checked, planned, (), f"exit status {checked} of check, {planned} of plan")
    if checked == 2:
        return Outcome(2, 2, (), None)
    mine, other = (sorted(map(_key, items)) for items in (said["files"][0]["findings"], plan["findings"]))
    wrong = None if mine == other else f"findings differ: {set(mine) ^ set(other)}"
    return Outcome(checked, planned, tuple(name for name, *_ in mine), wrong)


def _key(item: dict[str, Any]) -> tuple[str, ...]:
    return item["id"], item["severity"], item["message"], str(item["waived"])


def _run(*arguments: str) -> tuple[int | str, Any]:
    """Run a command; an exception that reaches this place is returned as text."""
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}", None
    return status, json.loads(out.getvalue()) if status != 2 or arguments[0] == "check" else None


def _shipped(country: str, theme: str, folders: Folders) -> Catalogue:
    """Stand in for the loading of data, which every command does anew and which is not what is tried here."""
    return shipped(country, theme)


def one(number: int, seed: int, folder: Path) -> Outcome:
    """Generate a file, run both commands over it and delete it."""
    planning._load_once = _shipped  # type: ignore[assignment]
    file = folder / f"{number}.json"
    file.write_text(json.dumps(answers(Random(f"{seed} {number}")), ensure_ascii=False), "utf-8")
    outcome = both(file)
    file.unlink()
    return outcome


def main(arguments: Sequence[str]) -> int:
    """Run many files and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as name, ProcessPoolExecutor() as pool:
        jobs = [pool.submit(one, number, options.seed, Path(name)) for number in range(options.count)]
        outcomes = [job.result() for job in jobs]
    wrong = [(number, outcome.wrong) for number, outcome in enumerate(outcomes) if outcome.wrong]
    for number, text in wrong:
        print(f"file {number}: {text}")
    statuses = Counter(outcome.checked for outcome in outcomes)
    kinds = {name for outcome in outcomes for name in outcome.findings}
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"files: {len(outcomes)}, exit status: {dict(sorted(statuses.items()))}")
    print(f"contradictions and crashes: {len(wrong)}")
    print(f"findings: {sum(len(outcome.findings) for outcome in outcomes)} of {len(kinds)} kinds")
    print(f"{time.perf_counter() - started:.0f} s, largest process {memory} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
