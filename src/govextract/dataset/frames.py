"""Loads a dataset into pandas frames with the dtypes an analyst expects."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govextract.errors import GovextractError
from govextract.records import SCHEMA_VERSION

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
    manifest = _manifest(out)
    frames = {name: _frame(out, name, exact) for name in manifest["tables"] if name != "ledger"}
    ledger = _frame(out, "ledger", exact) if "ledger" in manifest["tables"] else None
    return Frames(**frames, ledger=ledger, manifest=manifest)


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

    table = pq.read_table(out / "tables" / name)
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
