"""``govextract explain``: why each fact was found, and what became of every number."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from govextract.cli.extract import read
from govextract.cli.options import Ner, Rules
from govextract.defaults import DEFAULT_RECOGNISER


class Format(StrEnum):
    """How the explanation is printed."""

    TEXT = "text"
    HTML = "html"


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE|-", help="An article, or - for standard input.")],
    style: Annotated[Format, typer.Option("--format", "-f", help="text for the terminal, html for a browser.")] = Format.TEXT,
    rules: Rules = None,
    ner: Ner = DEFAULT_RECOGNISER,
) -> None:
    """Show an article with its facts marked, the rule behind each, and the fate of every number.

    A number is used by a record, refused by a rule, or unclaimed.

    Exit codes: 0 clean; 1 the article cannot be read (stderr says why); 2 could not run.
    """
    from govextract.extracts import build_extractor

    articles, rejected = read(file)
    extractor = build_extractor(rules, ner) if articles else None
    for article in articles:
        assert extractor is not None
        extraction = extractor.extract(article)
        if style is Format.HTML:
            from govextract.report.html import page_html

            typer.echo(page_html(extraction), nl=False)
        else:
            from govextract.cli.console import data_console
            from govextract.report.explain import print_explanation

            print_explanation(data_console(), extraction)
    raise typer.Exit(1 if rejected else 0)
