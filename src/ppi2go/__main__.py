"""Entry point of `ppi2go` and `python -m ppi2go`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; `--version` is answered before anything heavy is imported."""
    if sys.argv[1:] == ["--version"]:
        from ppi2go import __version__

        print(f"ppi2go {__version__}")
        return
    from ppi2go.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
