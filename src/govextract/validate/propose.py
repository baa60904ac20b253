"""Writes what was extracted in the form of an expected.json, for a person to read, correct and rename."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from govextract.dataset.rows import Rows
from govextract.validate.compare import PERIOD_FIELDS, TABLES, Row
from govextract.validate.expected import PROPOSED

FIELDS = {
    "targets": ("indicator", "comparator", "value", "value_max", "unit", "period", "place", "set_by", "document"),
    "resolutions": ("doc_type", "number", "symbol", "issued_on", "issuer", "issuer_place"),
    "services": ("category", "count", "out_of", "comparator", "as_of", "place", "level"),
    "observations": ("indicator", "comparator", "value", "value_max", "unit", "period", "place"),
}
ARTICLE_FIELDS = ("language", "place", "event_on")


def proposal(article: Row, rows: Rows, expected: Mapping[str, Any]) -> dict[str, Any]:
    """The extraction as an expectation; ``optional`` is kept from the present one.

    Empty fields are left out, but for the period: none stated is part of the fact."""
    judged = tuple(expected.get("article") or ARTICLE_FIELDS)
    facts = {table: [_fact(table, row) for row in rows.get(table, ())] for table in TABLES}
    optional = expected.get("optional") or {table: [] for table in TABLES}
    return {"article": {name: plain(article.get(name)) for name in judged}, **facts, "optional": optional}


def write_proposal(path: Path, article: Row, rows: Rows, expected: Mapping[str, Any]) -> Path:
    """Write NAME.proposed.json beside the article at ``path`` and return its path."""
    target = path.with_name(path.stem + PROPOSED)
    text = json.dumps(proposal(article, rows, expected), ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8")
    return target


def _fact(table: str, row: Row) -> dict[str, Any]:
    fields = {name: plain(row.get(name)) for name in (*FIELDS[table], "evidence")}
    return {name: value for name, value in fields.items() if value is not None or name in PERIOD_FIELDS}


def plain(value: Any) -> Any:
    """A value as JSON holds it: dates as text, whole numbers without a fraction."""
    if value is None or isinstance(value, str | int):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    number = float(value)
    return int(number) if number.is_integer() else number
