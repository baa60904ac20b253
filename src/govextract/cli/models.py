"""``govextract models``: which models for names there are, where they lie, and how to get those that are missing."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from govextract.cli.options import Rules


class Format(StrEnum):
    """How the list is printed."""

    TEXT = "text"
    JSON = "json"


def command(
    style: Annotated[Format, typer.Option("--format", "-f", help="text: for people; json: one object a model.")] = Format.TEXT,
    rules: Rules = None,
) -> None:
    """List the models that --ner spacy and --ner stanza use: what is installed, where it is looked for, how to get it.

    Nothing is downloaded. recognisers.yaml in a --rules folder names other models.

    Exit codes: 0 clean; 2 the settings cannot be read.
    """
    from govextract.recognise.models import all_models
    from govextract.recognise.settings import load_settings

    states = all_models(load_settings(rules))
    if style is Format.JSON:
        typer.echo(json.dumps([asdict(state) for state in states], ensure_ascii=False, indent=2))
        return
    for state in states:
        known = f"{state.version or ''} {state.digest[:12] if state.digest else ''}".strip()
        there = "installed" if state.found else "missing"
        typer.echo("\t".join((state.language, state.recogniser, there, known or "-", state.where)))
        if state.hint:
            typer.echo(f"\tto get it: {state.hint}")
