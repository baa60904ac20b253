"""Writes the tables of a dataset: one Parquet file per table, its bytes a function of nothing but the rows.

Fixed Parquet options, no clock, row groups counted in rows. A table is a single file because readers list a folder and
open what they listed a moment later: with several files they could mix two versions, with one of a fixed name they cannot.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from govextract.dataset.arrow import schema
from govextract.dataset.disk import HashedFile, flush_folder, remove_folder, write_file
from govextract.dataset.publish import FORMAT, MANIFEST, check_replaceable, publish
from govextract.dataset.rows import Rows
from govextract.records import SCHEMA_VERSION, TABLES

GROUP_ROWS = 5_000
TEXT_GROUP_ROWS = 500
PART = "part-00000.parquet"


def group_rows(table: str) -> int:
    """Rows of one row group: fewer where a row holds a whole text, for a group is held in memory."""
    return TEXT_GROUP_ROWS if table == "articles" else GROUP_ROWS


class TableFile:
    """The Parquet file of one table, row group by row group. Use as a context manager."""

    def __init__(self, root: Path, name: str) -> None:
        self.rows = 0
        self._place = f"tables/{name}/{PART}"
        self._group, self._schema = group_rows(name), schema(name)
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        self._folder = (root / self._place).parent
        self._folder.mkdir(parents=True)
        self._file = HashedFile(root / self._place)
        self._writer = pq.ParquetWriter(
            self._file, self._schema, version="2.6", data_page_version="1.0", compression="zstd", compression_level=3
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._flush(self._waiting_rows)
            self._writer.close()
        finally:
            self._file.close()
        flush_folder(self._folder)

    def add(self, rows: pa.Table) -> None:
        """Append ``rows``; they keep the order in which they arrive."""
        self._waiting.append(rows)
        self._waiting_rows += rows.num_rows
        self.rows += rows.num_rows
        while self._waiting_rows >= self._group:
            self._flush(self._group)

    def entry(self) -> dict[str, Any]:
        """What the manifest says about the table."""
        return {"rows": self.rows, "files": [{"path": self._place, "sha256": self._file.sha256}]}

    def _flush(self, count: int) -> None:
        if not count:
            return
        waiting = pa.concat_tables(self._waiting)
        self._waiting, self._waiting_rows = [waiting.slice(count)], waiting.num_rows - count
        self._writer.write_table(waiting.slice(0, count).combine_chunks(), row_group_size=count)


def write_manifest(root: Path, facts: dict[str, Any], tables: dict[str, dict[str, Any]]) -> None:
    """The manifest of the dataset in ``root``, which makes it one."""
    manifest = {"format": FORMAT, "schema_version": SCHEMA_VERSION, **facts, "tables": tables}
    text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True)
    write_file(root / MANIFEST, [f"{text}\n".encode()])


class DatasetWriter:
    """Context manager that takes rows and publishes the dataset at ``out`` on a clean exit.

    On an exception nothing appears at ``out`` and what stood there stays. Raises OutputRefused on entry when ``out``
    exists and is neither an empty folder nor a govextract dataset.
    """

    def __init__(self, out: Path, *, ledger: bool = False) -> None:
        self.out = Path(out).resolve()
        self.facts: dict[str, Any] = {}
        self._names = [name for name in TABLES if ledger or name != "ledger"]
        self._tables: dict[str, TableFile] = {}
        self._room = self.out.with_name(f".{self.out.name}.{os.getpid()}.partial")

    def __enter__(self) -> Self:
        check_replaceable(self.out)
        self.out.parent.mkdir(parents=True, exist_ok=True)
        remove_folder(self._room)  # left behind by a killed process that had this number
        self._tables = {name: TableFile(self._room / "new", name) for name in self._names}
        return self

    def add(self, rows: Rows) -> None:
        """Append rows by table; they keep the order in which they arrive. Raises KeyError for an unknown table."""
        for name, more in rows.items():
            self._tables[name].add(pa.Table.from_pylist(more, schema=schema(name)))

    def describe(self, **facts: Any) -> None:
        """Facts for the manifest beside the schema version and the tables: versions, hashes, counts."""
        self.facts.update(facts)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            for table in self._tables.values():
                table.__exit__(kind, error, trace)
            if kind is None:
                entries = {name: table.entry() for name, table in self._tables.items()}
                write_manifest(self._room / "new", self.facts, entries)
                publish(self._room / "new", self.out, self._room / "old")
        finally:
            remove_folder(self._room)
