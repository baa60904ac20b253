"""The table that closes a run: what was found per language and table, and what could not be read."""

from __future__ import annotations

from rich.console import Console
from rich.table import Column, Table

from govextract.records import FACT_TABLES
from govextract.summary import RunSummary


def print_summary(console: Console, summary: RunSummary) -> None:
    """Print the counts per language and table, the share of unclaimed numbers and the rejects by reason."""
    numeric = ("articles", *FACT_TABLES, "numbers", "unclaimed")
    table = Table("language", *(Column(name, justify="right") for name in numeric))
    totals = [0] * (len(FACT_TABLES) + 3)
    for code, counts in summary.languages.items():
        row = [counts.articles, *counts.facts.values(), counts.numbers, counts.unclaimed]
        totals = [a + b for a, b in zip(totals, row, strict=True)]
        table.add_row(code, *(f"{count:,}" for count in row))
    if len(summary.languages) > 1:
        table.add_section()
        table.add_row("all", *(f"{count:,}" for count in totals), style="bold")
    console.print(table)
    if summary.unclaimed_share is not None:
        console.print(f"Numbers that no record uses and no rule refuses: {summary.unclaimed_share:.1%}")
    if summary.near_duplicates:
        console.print(f"Articles nearly equal to an earlier one, kept and linked: {summary.near_duplicates:,}")
    for reason, count in summary.rejects.items():
        console.print(f"Rejected, {reason}: {count:,}", style="yellow")
    console.print(
        f"{summary.inputs:,} inputs = {summary.extracted:,} extracted + {summary.no_fact:,} without facts"
        f" + {summary.duplicates:,} duplicates + {summary.rejected:,} rejected"
    )
