"""``govextract run``: folders of articles to a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govextract.cli.log import LogFormat, RunLog
from govextract.cli.options import Ner, Rules
from govextract.defaults import DEFAULT_RECOGNISER


def _shard(value: str) -> tuple[int, int]:
    number, slash, of = value.partition("/")
    if not (slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise typer.BadParameter("write it as i/n with i from 1 to n, such as 1/4")
    return int(number), int(of)


def command(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Folder of the dataset; appears when complete.")],
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
    limit_bytes: Annotated[int, typer.Option(min=1, help="Bytes of one file, or one .jsonl line; else rejected.")] = 20_000_000,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read everything again; use nothing of earlier runs.")] = False,
    shard: Annotated[
        tuple[int, int] | None,
        typer.Option("--shard", metavar="I/N", parser=_shard, help="Only the I-th of N parts of the inputs; see merge."),
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="Let the workers of a dask scheduler do the work.")
    ] = None,
    log_format: Annotated[LogFormat, typer.Option(help="Lines for people, or JSON lines for machines.")] = LogFormat.text,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also tell of stages, shards and rejects.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no closing table.")] = False,
) -> None:
    """Extract all articles of INPUT... and write Parquet tables and a manifest to OUT.

    Reads .txt, .html, .htm, .json, .jsonl, .zip, .warc and .warc.gz; whatever cannot be read becomes a row of the rejects
    table. The same command again reads only what is new or changed, and takes up a run that was interrupted: see the folder
    .OUT.state beside OUT.

    Exit codes: 0 clean; 1 finished with rejects; 2 could not run.
    """
    from contextlib import nullcontext

    from govextract.batch import run
    from govextract.cli.console import progress_bar, talk_console

    log = RunLog(log_format, verbose=verbose, quiet=quiet)
    bar = quiet or log_format is LogFormat.json
    with nullcontext() if bar else progress_bar("Extracting") as progress:
        summary = run(
            inputs or [], out, listed=_listed(files_from), workers=workers, rules=rules, ner=ner, ledger=ledger,
            limit=limit_articles, seconds=limit_seconds, max_bytes=limit_bytes, fresh=fresh, shard=shard, cluster=cluster,
            progress=progress, log=log,
        )  # fmt: skip
    if verbose:
        _tell_rejects(out, log)
    if not quiet and log_format is LogFormat.text:
        from govextract.report.closing import print_summary

        console = talk_console()
        print_summary(console, summary)
        console.print(f"Wrote {out}", markup=False)
    raise typer.Exit(1 if summary.rejects else 0)


def _tell_rejects(out: Path, log: RunLog) -> None:
    import pyarrow.parquet as pq

    for row in pq.read_table(out / "tables" / "rejects").to_pylist():
        log("reject", path=row["path"], reason=row["reason"], message=row["message"])


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
