"""What the start costs: `--help` loads no heavy library, `--version` hardly anything."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"jinja2", "babel", "holidays", "lxml", "markdown_it", "yaml", "rich", "pydantic"}
PROBE = """
import sys
sys.argv = ["ppi2go", {option!r}]
from ppi2go.__main__ import main
try:
    main()
except SystemExit:
    pass
print("LOADED", *sorted({{name.split(".")[0] for name in sys.modules}}))
"""


def loaded_by(option: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(option=option)], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_help_loads_no_heavy_library() -> None:
    assert not loaded_by("--help") & (HEAVY - {"pydantic"})


def test_version_loads_not_even_the_command_line() -> None:
    assert not loaded_by("--version") & (HEAVY | {"typer"})
