"""Writes a dataset as one atomic step: everything goes to a sibling folder that takes the output's name at the end.

A reader therefore sees the old dataset, or the new one, or none: never part of one. The bytes depend on nothing but
the rows: fixed Parquet options, no clock, part and row-group limits counted in rows.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from govextract.dataset.arrow import schema
from govextract.dataset.rows import Rows
from govextract.errors import GovextractError
from govextract.records import SCHEMA_VERSION, TABLES

FORMAT = "govextract-dataset"
MANIFEST = "manifest.json"
GROUP_ROWS = 5_000
PART_ROWS = 200_000


class OutputRefused(GovextractError):
    """The output path holds something that is not a govextract dataset, so it is not replaced."""


class DatasetWriter:
    """Context manager that collects rows and publishes the dataset at ``out`` on a clean exit.

    On an exception nothing appears at ``out`` and what stood there stays. Raises OutputRefused on entry when ``out``
    exists and is neither an empty folder nor a govextract dataset.
    """

    def __init__(self, out: Path, *, ledger: bool = False) -> None:
        self.out = Path(out).resolve()
        self.tables = {name: _TableWriter(name) for name in TABLES if ledger or name != "ledger"}
        self.facts: dict[str, Any] = {}
        self._room = self.out.with_name(f".{self.out.name}.{os.getpid()}.partial")

    def __enter__(self) -> Self:
        check_replaceable(self.out)
        self.out.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._room, ignore_errors=True)  # left behind by a killed process that had this number
        for name, table in self.tables.items():
            table.folder = self._room / "tables" / name
            table.folder.mkdir(parents=True)
        return self

    def add(self, rows: Rows) -> None:
        """Append rows by table; they keep the order in which they arrive. Raises KeyError for an unknown table."""
        for name, more in rows.items():
            self.tables[name].add(more)

    def describe(self, **facts: Any) -> None:
        """Facts for the manifest beside the schema version and the tables: versions, hashes, counts."""
        self.facts.update(facts)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            for table in self.tables.values():
                table.close()
            if kind is None:
                self._write_manifest()
                self._publish()
        finally:
            shutil.rmtree(self._room, ignore_errors=True)

    def _write_manifest(self) -> None:
        tables = {name: {"rows": table.rows, "files": table.files(self._room)} for name, table in self.tables.items()}
        manifest = {"format": FORMAT, "schema_version": SCHEMA_VERSION, **self.facts, "tables": tables}
        text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True)
        (self._room / MANIFEST).write_text(text + "\n", encoding="utf-8")

    def _publish(self) -> None:
        check_replaceable(self.out)  # the run may have been long; somebody may have put something here meanwhile
        old = self.out.with_name(f".{self.out.name}.{os.getpid()}.old")
        if self.out.exists():
            self.out.rename(old)
        self._room.rename(self.out)
        shutil.rmtree(old, ignore_errors=True)


class _TableWriter:
    """Parquet parts of one table: buffers rows to whole row groups, starts a new part when one is full."""

    def __init__(self, name: str) -> None:
        self.folder = Path()
        self.rows = 0
        self._schema = schema(name)
        self._buffer: list[dict[str, Any]] = []
        self._parts = 0
        self._in_part = 0
        self._writer: pq.ParquetWriter | None = None

    def add(self, rows: list[dict[str, Any]]) -> None:
        self._buffer.extend(rows)
        self.rows += len(rows)
        while len(self._buffer) >= GROUP_ROWS:
            self._flush(GROUP_ROWS)

    def close(self) -> None:
        if self._buffer or not self._parts:
            self._flush(len(self._buffer))
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def files(self, root: Path) -> list[dict[str, Any]]:
        return [
            {"path": part.relative_to(root).as_posix(), "sha256": hashlib.sha256(part.read_bytes()).hexdigest()}
            for part in sorted(self.folder.iterdir())
        ]

    def _flush(self, count: int) -> None:
        group, self._buffer = self._buffer[:count], self._buffer[count:]
        if self._writer is not None and self._in_part + count > PART_ROWS:
            self._writer.close()
            self._writer = None
        if self._writer is None:
            self._writer = _open(self.folder / f"part-{self._parts:05d}.parquet", self._schema)
            self._parts, self._in_part = self._parts + 1, 0
        self._writer.write_table(pa.Table.from_pylist(group, schema=self._schema), row_group_size=GROUP_ROWS)
        self._in_part += count


def _open(path: Path, table_schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        path, table_schema, version="2.6", data_page_version="1.0", compression="zstd", compression_level=3
    )


def is_dataset(path: Path) -> bool:
    """Whether ``path`` is a folder that holds a govextract dataset and nothing else."""
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    ours = isinstance(manifest, dict) and manifest.get("format") == FORMAT
    return ours and all(_is_ours(file.relative_to(path).as_posix()) for file in path.rglob("*"))


def _is_ours(name: str) -> bool:
    return name in (MANIFEST, "tables") or bool(re.fullmatch(r"tables/[a-z]+(/part-\d+\.parquet)?", name))


def check_replaceable(out: Path) -> None:
    """Raise OutputRefused unless ``out`` is free, an empty folder or a govextract dataset."""
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir():
        raise OutputRefused(f"{out}: is a file; name a folder that does not exist yet")
    if any(out.iterdir()) and not is_dataset(out):
        raise OutputRefused(f"{out}: holds other files than a govextract dataset; choose another folder or empty it")
