"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Rules = Annotated[
    Path | None,
    typer.Option("--rules", metavar="DIR", help="Folder of rule packs that add to or override the built-in."),
]
Ner = Annotated[
    str,
    typer.Option("--ner", metavar="NAME", help="Recogniser of people, organisations and places: off, gazetteer, spacy or stanza."),
]
