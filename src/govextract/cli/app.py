"""Puts the commands together and turns errors into one line on stderr and an exit code."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from govextract.cli import explain, extract, merge, models, rules, run, schema, validate
from govextract.errors import GovextractError

HELP = """Turn government news into explained, validated records: targets, policy documents, public services, results.

Data goes to stdout, talk to stderr. Exit codes: 0 clean; 1 finished, with rejects, failed self-tests or figures below a
floor; 2 could not run. NO_COLOR is respected.
"""

app = typer.Typer(
    name="govextract", help=HELP, no_args_is_help=True, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
app.command("run")(run.command)
app.command("merge")(merge.command)
app.command("extract")(extract.command)
app.command("explain")(explain.command)
app.command("validate")(validate.command)
app.command("schema")(schema.command)
app.command("models")(models.command)
app.add_typer(rules.app, name="rules")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"govextract {version('govextract')}")
        raise typer.Exit()


@app.callback()
def _global(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options before the command."""


def main() -> None:
    """Run the command line; always leaves by SystemExit."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app()
    except Exception as error:  # noqa: BLE001  exit code 1 means findings, so no failure may leave with Python's own 1
        if not _mendable(error):
            import traceback

            traceback.print_exc()
            typer.echo("govextract: this is a defect; please report it with the lines above", err=True)
        else:
            typer.echo(f"govextract: {error}", err=True)
        sys.exit(2)


def _terminated(number: int, frame: FrameType | None) -> None:
    """Leave as after an exception, so that half-written output is cleared away."""
    sys.exit(128 + number)


def _mendable(error: Exception) -> bool:
    """Whether the user can do something about it, so that one line says more than a traceback."""
    from govextract.rulepack import PackError

    return isinstance(error, GovextractError | PackError | OSError)
