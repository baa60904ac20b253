"""The data dictionary for the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from govextract.dataset.dictionary import columns, meaning, table_description
from govextract.records import TABLES


def print_dictionary(console: Console) -> None:
    """Print one table per table of the dataset."""
    for name in TABLES:
        table = Table("column", "type", "null", "meaning", title=f"{name}: {table_description(name)}", title_justify="left")
        for column in columns(name):
            table.add_row(column.name, column.type_name, "yes" if column.nullable else "", meaning(column))
        console.print(table, markup=False)
