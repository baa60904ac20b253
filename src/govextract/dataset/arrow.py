"""Arrow schemas, derived from the record models so that the two cannot drift apart.

Values are ``decimal128(38, 9)``: 29 digits before the mark hold any amount of dong, nine behind it any rate, both
exactly. Dates are ``date32``; there are no timestamps. Descriptions travel in the field metadata.
"""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from govextract.dataset.dictionary import Column, columns, table_description
from govextract.records import SCHEMA_VERSION

DECIMAL_PRECISION, DECIMAL_SCALE = 38, 9

ARROW_SCALARS: dict[str, pa.DataType] = {
    "string": pa.string(), "int64": pa.int64(), "double": pa.float64(), "date": pa.date32(),
    f"decimal({DECIMAL_PRECISION}, {DECIMAL_SCALE})": pa.decimal128(DECIMAL_PRECISION, DECIMAL_SCALE),
}  # fmt: skip


@cache
def schema(table: str) -> pa.Schema:
    """The Arrow schema of ``table``. Raises KeyError for a table that does not exist."""
    metadata = {
        "govextract.schema_version": SCHEMA_VERSION, "govextract.table": table, "description": table_description(table),
    }  # fmt: skip
    return pa.schema([_field(column) for column in columns(table)], metadata=metadata)


def _field(column: Column) -> pa.Field:
    metadata = {"description": column.description} if column.description else {}
    if column.values:
        metadata["values"] = ", ".join(column.values)
    return pa.field(column.name, _type(column), nullable=column.nullable, metadata=metadata or None)


def _type(column: Column) -> pa.DataType:
    if column.kind == "list":
        return pa.list_(_field(column.parts[0]))
    if column.kind == "struct":
        return pa.struct([_field(part) for part in column.parts])
    return ARROW_SCALARS[column.kind]
