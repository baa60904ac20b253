"""``govextract extract``: one article to records on stdout."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govextract.cli.options import Ner, Rules
from govextract.defaults import DEFAULT_RECOGNISER
from govextract.errors import GovextractError

if TYPE_CHECKING:
    from govextract.article import Article
    from govextract.records import Extraction


class Format(StrEnum):
    """How the records are printed."""

    JSON = "json"
    JSONL = "jsonl"
    TABLE = "table"


class ManyArticles(GovextractError):
    """The file holds several articles where the command shows one."""


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE|-", help="An article, or - for standard input.")],
    style: Annotated[Format, typer.Option("--format", "-f", help="json: one object; jsonl: one line an article.")] = Format.JSON,
    rules: Rules = None,
    ner: Ner = DEFAULT_RECOGNISER,
) -> None:
    """Extract one article to JSON on stdout.

    Exit codes: 0 clean; 1 the article cannot be read (stderr says why); 2 could not run.
    """
    from govextract.extracts import build_extractor

    articles, rejected = read(file)
    if len(articles) > 1 and style is Format.JSON:
        raise ManyArticles(f"{file}: holds {len(articles)} articles; use --format jsonl, or govextract run")
    extractor = build_extractor(rules, ner) if articles else None
    for article in articles:
        assert extractor is not None
        _print(extractor.extract(article), style)
    raise typer.Exit(1 if rejected else 0)


def read(file: Path) -> tuple[list[Article], int]:
    """The articles of ``file`` (or stdin for ``-``) and how many were rejected; stderr tells why."""
    import sys

    from govextract.article import Article
    from govextract.read import read_bytes, read_path

    name = file.name or str(file)
    if str(file) != "-" and not file.exists():
        raise FileNotFoundError(f"{file}: no such file")
    items = list(read_bytes(sys.stdin.buffer.read(), "-") if str(file) == "-" else read_path(file, name))
    articles = [item for item in items if isinstance(item, Article)]
    for item in items:
        if not isinstance(item, Article):
            typer.echo(f"govextract: {item.path}: {item.reason}: {item.message}", err=True)
    return articles, len(items) - len(articles)


def _print(extraction: Extraction, style: Format) -> None:
    if style is Format.TABLE:
        from govextract.cli.console import data_console
        from govextract.report.explain import fact_table

        data_console().print(fact_table(extraction))
        return
    content = extraction.model_dump(mode="json")
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2 if style is Format.JSON else None))
