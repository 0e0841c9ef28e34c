"""Puts the commands together, and turns errors into exit statuses: 0 done, 1 findings, 2 unusable input."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import typer

from ppi2go.cli import (
    action_plan,
    ask,
    centres,
    check,
    compare,
    law,
    needs,
    network,
    pack,
    pilots,
    plan,
    schema,
    show,
    templates,
    validate,
)
from ppi2go.errors import Ppi2goError

DONE, FINDINGS, UNUSABLE = 0, 1, 2

app = typer.Typer(
    name="ppi2go",
    help="From the need to the signed contract: plan the public procurement of innovative solutions.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("plan")(plan.plan)
app.command("ask")(ask.ask)
app.command("pack")(pack.pack)
app.command("check")(check.check)
app.command("law")(law.law)
app.command("compare")(compare.compare)
app.command("needs")(needs.needs)
app.add_typer(show.app, name="show")
app.command("centres")(centres.centres)
app.command("pilots")(pilots.pilots)
app.command("action-plan")(action_plan.action_plan)
app.add_typer(network.app, name="network")
app.command("schema")(schema.schema)
app.add_typer(templates.app, name="templates")
app.command("validate")(validate.validate)


@app.callback()
def main_options(
    version: bool = typer.Option(False, "--version", help="Print the version and stop.", is_eager=True),
) -> None:
    """From the need to the signed contract: plan the public procurement of innovative solutions."""
    if version:
        from ppi2go import __version__

        typer.echo(f"ppi2go {__version__}")
        raise typer.Exit


def _with_all_explained(arguments: Sequence[str]) -> list[str]:
    """Let `--explain` without a task mean all tasks, which the parser of options cannot express."""
    given = list(arguments)
    for index, argument in enumerate(given):
        alone = index + 1 == len(given) or given[index + 1].startswith("-")
        if argument == "--explain" and alone:
            given[index] = "--explain=all"
    return given


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status."""
    gc.disable()  # one command, then the process ends
    try:
        status = app(_with_all_explained(arguments), standalone_mode=True)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else UNUSABLE
    except Ppi2goError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return UNUSABLE
    return status if isinstance(status, int) else DONE
