"""``govextract merge``: the datasets of a run in shards to one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    parts: Annotated[list[Path], typer.Argument(metavar="OUT...", help="Datasets made by run --shard 1/n to n/n.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Folder of the joint dataset.")],
    workers: Annotated[int, typer.Option("--workers", "-j", min=1, help="Tables written at a time.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No closing table.")] = False,
) -> None:
    """Join the datasets of run --shard 1/n to n/n: the same bytes as one run over everything.

    Exit codes: 0 clean; 1 finished with rejects; 2 could not run.
    """
    from govextract.merge import merge

    summary = merge(parts, out, workers=workers)
    if not quiet:
        from govextract.cli.console import talk_console
        from govextract.report.closing import print_summary

        print_summary(talk_console(), summary)
    raise typer.Exit(1 if summary.rejects else 0)
