"""``govextract run``: folders of articles to a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govextract.cli.options import Ner, Rules
from govextract.defaults import DEFAULT_RECOGNISER


def command(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="OUT", help="Folder of the dataset; appears when complete.")
    ],
    inputs: Annotated[
        list[Path] | None, typer.Argument(metavar="INPUT...", help="Files or folders (searched recursively).")
    ] = None,
    files_from: Annotated[
        Path | None,
        typer.Option(metavar="FILE|-", help="Read more inputs from a list, one a line (or NUL-divided); - is stdin."),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", "-j", min=1, help="Worker processes.")] = 1,
    rules: Rules = None,
    ner: Ner = DEFAULT_RECOGNISER,
    ledger: Annotated[bool, typer.Option("--ledger", help="Also write one row per number and its fate.")] = False,
    limit_articles: Annotated[int | None, typer.Option(min=1, help="Stop after this many inputs.")] = None,
    limit_seconds: Annotated[float, typer.Option(help="Seconds one article may take; else it is rejected.")] = 60.0,
    limit_bytes: Annotated[
        int, typer.Option(min=1, help="Bytes of one file, or one .jsonl line; else rejected.")
    ] = 20_000_000,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no closing table.")] = False,
) -> None:
    """Extract all articles of INPUT... and write Parquet tables and a manifest to OUT.

    Reads .txt, .html, .htm, .json, .jsonl, .zip, .warc and .warc.gz; whatever cannot be read becomes a row of the rejects table.

    Exit codes: 0 clean; 1 finished with rejects; 2 could not run.
    """
    from contextlib import nullcontext

    from govextract.batch import run
    from govextract.cli.console import progress_bar, talk_console

    with nullcontext() if quiet else progress_bar("Extracting") as progress:
        summary = run(
            inputs or [], out, listed=_listed(files_from), workers=workers, rules=rules, ner=ner, ledger=ledger,
            limit=limit_articles, seconds=limit_seconds, max_bytes=limit_bytes, progress=progress,
        )  # fmt: skip
    if not quiet:
        from govextract.report.closing import print_summary

        console = talk_console()
        print_summary(console, summary)
        console.print(f"Wrote {out}", markup=False)
    raise typer.Exit(1 if summary.rejects else 0)


def _listed(source: Path | None) -> list[Path]:
    """The paths that the list ``source`` names; "-" is standard input."""
    import sys

    from govextract.read import read_list

    if source is None:
        return []
    if str(source) == "-":
        return read_list(sys.stdin.buffer)
    with source.open("rb") as stream:
        return read_list(stream)
