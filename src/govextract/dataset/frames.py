"""Loads a dataset into pandas frames with the dtypes an analyst expects."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govextract.errors import GovextractError
from govextract.records import SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


class DatasetError(GovextractError):
    """The folder is no govextract dataset, or one that this version cannot read."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The tables of a dataset. ``ledger`` is None when the run did not keep it; ``manifest`` is manifest.json."""

    articles: pd.DataFrame
    targets: pd.DataFrame
    resolutions: pd.DataFrame
    services: pd.DataFrame
    observations: pd.DataFrame
    rejects: pd.DataFrame
    duplicates: pd.DataFrame
    entities: pd.DataFrame
    ledger: pd.DataFrame | None
    manifest: dict[str, Any]


def load(out: str | Path, *, exact: bool = False) -> Frames:
    """Read the dataset that ``govextract run --out OUT`` wrote.

    Text is ``string``, counts are ``Int64``, dates ``datetime64``, values ``Float64``; with ``exact`` values stay
    ``decimal.Decimal`` as stored. Lists (mentions, spans, notes, warnings) are Python lists. Raises DatasetError when
    ``out`` is not a dataset or has another major schema version.
    """
    out = Path(out)
    with snapshot(out) as folder:
        manifest = _manifest(folder)
        frames = {name: _frame(folder, name, exact) for name in TABLES if name != "ledger"}
        ledger = _frame(folder, "ledger", exact) if "ledger" in manifest["tables"] else None
    return Frames(**frames, ledger=ledger, manifest=manifest)


@contextmanager
def snapshot(out: str | Path) -> Iterator[Path]:
    """A path under which the dataset ``out`` stays what it is now, all its tables, while a run may publish another.

    For queries that open a file more than once (DuckDB, Polars) or read several tables. It lasts as long as the context,
    and until two more runs have published. Where the system cannot pin a folder (not Linux), the path is ``out`` itself.
    """
    if not Path("/proc/self/fd").is_dir():
        yield Path(out)
        return
    try:
        descriptor = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise DatasetError(f"{out}: no govextract dataset here ({error.strerror})") from error
    try:
        yield Path(f"/proc/{os.getpid()}/fd/{descriptor}")
    finally:
        os.close(descriptor)


def _manifest(out: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DatasetError(f"{out}: no govextract dataset here (manifest.json: {error})") from error
    version = str(manifest.get("schema_version", ""))
    if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise DatasetError(f"{out}: has schema version {version!r}; this govextract reads {SCHEMA_VERSION}")
    return manifest


def _frame(out: Path, name: str, exact: bool) -> pd.DataFrame:
    import pyarrow.parquet as pq

    from govextract.dataset.arrow import schema

    path = out / "tables" / name
    table = pq.read_table(path) if path.is_dir() else schema(name).empty_table()  # older datasets have fewer tables
    frame: pd.DataFrame = table.to_pandas(date_as_object=False)
    for field in table.schema:
        frame[field.name] = _typed(frame[field.name], field, table.column(field.name), exact)
    return frame


def _typed(series: pd.Series[Any], field: pa.Field, column: pa.ChunkedArray, exact: bool) -> pd.Series[Any]:
    import pandas as pd
    import pyarrow as pa

    if pa.types.is_string(field.type):
        return series.astype("string")
    if pa.types.is_integer(field.type):
        return pd.Series(column.to_pylist(), index=series.index, dtype="Int64")  # by way of float it would lose digits
    if pa.types.is_floating(field.type):
        return series.astype("Float64")
    if pa.types.is_decimal(field.type) and not exact:
        return pd.Series(column.to_pylist(), index=series.index, dtype=object).astype("Float64")
    if pa.types.is_list(field.type):
        return pd.Series(column.to_pylist(), index=series.index, dtype=object)
    return series
