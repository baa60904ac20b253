"""From one article's records to plain table rows, checked to fit the column types before they cross to the writer."""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation
from typing import Any

from govextract.errors import GovextractError
from govextract.records import FACT_TABLES, TABLES, Extraction

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table name."""

_STEP = Decimal("1e-9")
_CONTEXT = Context(prec=38)
_INT64 = 2**63 - 1


class Unstorable(GovextractError):
    """A value is too large for its column."""


def to_rows(extraction: Extraction, *, ledger: bool = True) -> Rows:
    """The rows of one article, each table in text order.

    Decimals are brought to the nine places of the column. Raises Unstorable when a number has more than 29 digits
    before its mark, or a count more than 18.
    """
    rows: Rows = {"articles": [_plain("articles", extraction.article)]}
    for table in (*FACT_TABLES, "entities", "ledger"):
        if table != "ledger" or ledger:
            rows[table] = sorted((_plain(table, record) for record in getattr(extraction, table)), key=_place)
    return rows


def _place(row: dict[str, Any]) -> tuple[int, int, str]:
    spans = row.get("spans") or ()
    start = row["start"] if "start" in row else spans[0]["start"] if spans else 0
    end = row["end"] if "end" in row else spans[0]["end"] if spans else 0
    return start, end, str(row.get("record_id") or row.get("type") or "")


def _plain(table: str, record: Any) -> dict[str, Any]:
    assert isinstance(record, TABLES[table])
    row = record.model_dump()
    for name, value in row.items():
        if isinstance(value, Decimal):
            row[name] = _fitted(name, value)
        elif isinstance(value, int) and abs(value) > _INT64:
            raise Unstorable(f"{name}: {value} has more digits than a whole-number column holds")
    return row


def _fitted(name: str, value: Decimal) -> Decimal:
    try:
        return value.quantize(_STEP, context=_CONTEXT)
    except InvalidOperation as error:
        raise Unstorable(f"{name}: {value} has more digits than a decimal column holds") from error
