"""How long one schedule and one simulation take in-process, beside the floor of starting the interpreter.

    python benchmarks/schedule.py

Times depend on the machine; the ratios to `python -c pass`, measured in the same run, say more.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

from ppi2go.answers.completing import complete
from ppi2go.catalogue.load import Folders, load_catalogue
from ppi2go.planning.calendar import WorkCalendar
from ppi2go.planning.plan import Inputs, decide
from ppi2go.planning.schedule import make_schedule
from ppi2go.planning.simulation import simulate

START = date(2027, 1, 11)
PROCEDURES = ("open", "restricted", "competitive-with-negotiation", "competitive-dialogue")
DRAWS = 5000


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of the work in milliseconds, after one round to warm up."""
    work()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print one row a procedure."""
    floor = median_ms(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 9)
    print(f"floor: python -c pass {floor:.1f} ms")
    print(f"{'procedure':<32}{'tasks':>6}{'schedule ms':>13}{'× floor':>9}{f'{DRAWS} draws ms':>16}{'× floor':>9}")
    catalogue = load_catalogue("SK", "energy", Folders())
    calendar = WorkCalendar("SK", "sk")
    for procedure in PROCEDURES:
        given = {"project.procedure": procedure, "market.negotiation": True}
        values, _ = complete(given, catalogue.questions, country="SK", theme="energy", next_working_day=START)
        inputs = Inputs(values, catalogue.framework, catalogue.theme, catalogue.process, calendar)
        network = decide(inputs, START).network
        schedule = make_schedule(network, START, calendar)
        observed = catalogue.calibration.of(procedure)
        one = median_ms(lambda n=network: make_schedule(n, START, calendar), 21)  # type: ignore[misc]
        many = median_ms(
            lambda n=network, s=schedule, o=observed: simulate(n, s, calendar, o, draws=DRAWS),  # type: ignore[misc]
            5,
        )
        print(f"{procedure:<32}{len(network):>6}{one:>13.2f}{one / floor:>9.2f}{many:>16.0f}{many / floor:>9.1f}")


if __name__ == "__main__":
    main()
