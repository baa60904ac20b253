"""``govextract schema``: the data dictionary, generated from the record models."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """How the dictionary is printed."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def command(
    style: Annotated[Format, typer.Option("--format", "-f", help="Form of the dictionary.")] = Format.TABLE,
) -> None:
    """Print what every table and column holds.

    Exit codes: 0 clean; 2 could not run.
    """
    from govextract.dataset import dictionary

    if style is Format.JSON:
        typer.echo(dictionary.as_json())
    elif style is Format.MARKDOWN:
        typer.echo(dictionary.as_markdown(), nl=False)
    else:
        from govextract.cli.console import data_console
        from govextract.report.dictionary import print_dictionary

        print_dictionary(data_console())
