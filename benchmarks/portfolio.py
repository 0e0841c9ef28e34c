"""How long portfolios take: the shipped regions planned and packed, and one region with ever more projects.

    python benchmarks/portfolio.py [--pack] [--sizes 50,100,200]

Each run is a process of its own, so that its memory is its own. Times depend on the machine and on what else it does;
that of processor time says more than that of the clock. A linear cost shows as the same time for each project.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ppi2go.catalogue.yaml_reader import read_yaml
from ppi2go.resources import folder


def main() -> None:
    """Print a line for each run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pack", action="store_true", help="also write the documents of all shipped projects")
    parser.add_argument("--sizes", default="50,100,200")
    options = parser.parse_args()
    shipped = [file.stem for file in sorted(folder("action-plans").glob("*.yaml"))]
    print(f"{'run':<34}{'clock s':>9}{'cpu s':>8}{'MB':>7}{'ms a project':>14}")
    with tempfile.TemporaryDirectory() as place:
        report("48 projects of 6 regions, planned", 48, [*shipped, "--json"])
        if options.pack:
            report("48 projects, planned and packed", 48, [*shipped, "-o", place, "--pack", "--quiet"])
            files = [file for file in Path(place).rglob("*") if file.is_file() and not file.name.startswith(".")]
            print(f"  {len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.0f} MB")
        for size in map(int, options.sizes.split(",")):
            file = Path(place, f"{size}.yaml")
            file.write_text(json.dumps(enlarged("pl-example", size)), "utf-8")  # JSON is YAML
            report(f"one region, {size} projects", size, [str(file), "--json"])


def report(name: str, projects: int, arguments: list[str]) -> None:
    """Run the command and print what it took."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "ppi2go", "action-plan", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    clock, cpu = time.perf_counter() - begun, used.ru_utime + used.ru_stime
    if os.waitstatus_to_exitcode(status):
        sys.exit(said)
    print(f"{name:<34}{clock:>9.1f}{cpu:>8.1f}{used.ru_maxrss / 1024:>7.0f}{1000 * cpu / projects:>14.0f}", flush=True)


def enlarged(name: str, size: int) -> dict[str, Any]:
    """Return a shipped region with its projects repeated; the team grows with them, and starts spread over years."""
    plan: dict[str, Any] = copy.deepcopy(read_yaml(folder("action-plans") / f"{name}.yaml").data)
    own = plan["projects"]
    plan["team"]["capacity"] = plan["team"]["capacity"] * size // len(own)
    plan["projects"] = [
        copy.deepcopy(own[index % len(own)])
        | {
            "id": f"{own[index % len(own)]['id']}-{index}",
            "mapped": None,
            "needed_by": None,
            "priority": index + 1,
            "earliest_start": f"{2027 + index % 3}-{index % 12 + 1:02}-04",
        }
        for index in range(size)
    ]
    plan["funding"], plan["mapping"] = [], []
    return plan


if __name__ == "__main__":
    main()
