"""``govextract validate``: the extractor against what people found."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from govextract.cli.options import Ner, Rules
from govextract.defaults import DEFAULT_RECOGNISER


class Format(StrEnum):
    """How the report is printed."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    GITHUB = "github"


FLOOR_HELP = "Least F1: 0.9 (three main tables), targets=0.9 or targets.LANG=0.9; repeatable."


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of NAME.txt with NAME.expected.json beside it.")],
    update: Annotated[bool, typer.Option("--update", help="Write NAME.proposed.json beside; not under CI=true.")] = False,
    style: Annotated[Format, typer.Option("--format", "-f", help="Form of the report.")] = Format.TEXT,
    min_f1: Annotated[list[str] | None, typer.Option("--min-f1", metavar="[TABLE[.LANG]=]F1", help=FLOOR_HELP)] = None,
    rules: Rules = None,
    ner: Ner = DEFAULT_RECOGNISER,
) -> None:
    """Extract the articles of DIR, compare with the expectations beside them, print precision, recall and F1.

    Every missed or spurious fact is listed with its place in the text. Without --min-f1 differences are only reported.

    Exit codes: 0 at or above every floor; 1 below one; 2 could not run.
    """
    from govextract.cli.console import progress_bar
    from govextract.extracts import build_extractor
    from govextract.validate import Floor, propose, refuse_under_ci, validate
    from govextract.validate.report import render

    floors = [Floor.parse(text) for text in min_f1 or ()]
    if update:
        refuse_under_ci()
    extractor = build_extractor(rules, ner)
    with progress_bar("Validating") as progress:
        validation = validate(folder, extractor, progress=progress)
    typer.echo(render(validation, style.value), nl=False)
    if style is Format.TEXT:
        from govextract.validate.ner import report

        for line in report(folder, ner, rules):
            typer.echo(line)
    if update:
        for path in propose(folder, validation, extractor):
            typer.echo(f"proposed {path}", err=True)
    broken = [reason for floor in floors if (reason := floor.broken_by(validation.figures))]
    for reason in broken:
        typer.echo(f"govextract: {reason}", err=True)
    raise typer.Exit(1 if broken else 0)
