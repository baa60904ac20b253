"""Compares predicted with expected facts exactly as the record contract says. Pure: plain rows in, counts out.

A predicted and an expected row are the same fact when their keys agree; other fields are scored over the matched rows
where the expectation gives them. A key left out of an expectation is not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Same = Callable[[Row, Row], bool]

TABLES = ("targets", "resolutions", "services", "observations")
MICRO_TABLES = TABLES[:3]
QUANTITY_TABLES = ("targets", "observations")
COMPARATOR_CLASS = {
    "ge": "least", "gt": "least", "le": "most", "lt": "most", "eq": "about", "approx": "about", "range": "range",
    None: "about",
}  # fmt: skip
ATTRIBUTES = {
    "targets": ("period", "place", "set_by", "document"),
    "resolutions": ("issued_on", "issuer", "issuer_place"),
    "services": ("as_of", "place", "level", "comparator"),
    "observations": ("period", "place"),
}
PERIOD_FIELDS = ("period", "as_of")
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Pairing:
    """How the rows of one table of one article match."""

    matched: tuple[tuple[Row, Row], ...]
    missed: tuple[Row, ...]
    spurious: tuple[Row, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """Matched, missed, spurious."""
        return len(self.matched), len(self.missed), len(self.spurious)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One article against its expectations. Tallies are (right, judged)."""

    facts: dict[str, Pairing]
    detection: dict[str, Pairing]
    attributes: dict[tuple[str, str], tuple[int, int]]
    article_fields: dict[str, bool]
    grounded: tuple[int, int]


def compare(expected: Row, article: Row | None, rows: Mapping[str, Sequence[Row]]) -> Comparison:
    """Compare one article: ``expected`` as in expected.json, its ``articles`` row (None if rejected), its fact rows."""
    optional = expected.get("optional") or {}
    facts, detection = {}, {}
    for table in TABLES:
        wanted, allowed = unique(table, expected.get(table) or []), optional.get(table) or []
        found = unique(table, rows.get(table, ()))
        facts[table] = pair(wanted, allowed, found, lambda gold, row, table=table: agree(table, gold, row))  # type: ignore[misc]
        if table in QUANTITY_TABLES:
            detection[table] = pair(wanted, allowed, found, same_quantity)
    got = article or {}
    text = got.get("text")
    everything = [row for table in TABLES for row in rows.get(table, ())] if text is not None else []
    return Comparison(
        facts=facts,
        detection=detection,
        attributes=_attributes(facts),
        article_fields={name: str(got.get(name)) == str(value) for name, value in expected["article"].items()},
        grounded=(sum(is_grounded(str(text), row) for row in everything), len(everything)),
    )


def agree(table: str, gold: Row, row: Row) -> bool:
    """Whether an expected and a predicted row of ``table`` are the same fact."""
    if table == "resolutions":
        return _same_document(gold, row)
    if table == "services":
        same_counts = all(_close(_number(gold.get(name)), _number(row.get(name))) for name in ("count", "out_of"))
        return gold["category"] == row.get("category") and same_counts
    if not same_quantity(gold, row) or gold.get("indicator") != row.get("indicator"):
        return False
    if "period" in gold and last_year(gold["period"]) != last_year(row.get("period")):
        return False
    if table == "targets":
        return COMPARATOR_CLASS[gold.get("comparator", "eq")] == COMPARATOR_CLASS[row.get("comparator")]
    return True


def same_quantity(gold: Row, row: Row) -> bool:
    """The relaxed key of *detection*: value, upper value and unit."""
    values = all(_close(_number(gold.get(name)), _number(row.get(name))) for name in ("value", "value_max"))
    return gold.get("unit") == row.get("unit") and values


def pair(expected: Iterable[Row], optional: Sequence[Row], rows: Iterable[Row], same: Same) -> Pairing:
    """Match each expected row with the first free predicted one; optional facts excuse what is left over."""
    left, matched, missed = list(rows), [], []
    for gold in expected:
        hit = next((row for row in left if same(gold, row)), None)
        if hit is None:
            missed.append(gold)
        else:
            left.remove(hit)
            matched.append((gold, hit))
    spurious = [row for row in left if not any(same(gold, row) for gold in optional)]
    return Pairing(tuple(matched), tuple(missed), tuple(spurious))


def unique(table: str, rows: Iterable[Row]) -> list[Row]:
    """The first row of each key: duplicates in one article count once."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        seen.setdefault(key(table, row), row)
    return list(seen.values())


def key(table: str, row: Row) -> tuple[object, ...]:
    """What makes a row of ``table`` distinct within its article."""
    if table == "resolutions":
        return row.get("doc_type"), _digits(row), symbol_key(row.get("symbol"))
    if table == "services":
        return row.get("category"), _number(row.get("count")), _number(row.get("out_of"))
    side = COMPARATOR_CLASS.get(row.get("comparator"), "about") if table == "targets" else None
    value, value_max = _number(row.get("value")), _number(row.get("value_max"))
    return row.get("indicator"), side, value, value_max, row.get("unit"), last_year(row.get("period"))


def same_value(field: str, expected: object, got: object) -> bool:
    """Whether an attribute is right; a period also agrees with a coarser or finer form of itself, bound by bound."""
    if expected is None or got is None or field not in PERIOD_FIELDS:
        return _text(expected) == _text(got)
    wanted, found = str(expected).split("/"), str(got).split("/")
    return len(wanted) == len(found) and all(a.startswith(b) or b.startswith(a) for a, b in zip(wanted, found, strict=True))


def is_grounded(text: str, row: Row) -> bool:
    """Whether the evidence is exactly what stands at its offsets."""
    return bool(text[row["start"] : row["end"]] == row["evidence"])


def last_year(period: object) -> str | None:
    """The year of a period's last bound."""
    return str(period).replace("/", " ").split()[-1][:4] if period else None


def symbol_key(symbol: object) -> str | None:
    """A document symbol without case and spaces."""
    return str(symbol).upper().replace(" ", "") if symbol else None


def _attributes(facts: Mapping[str, Pairing]) -> dict[tuple[str, str], tuple[int, int]]:
    tallies: dict[tuple[str, str], tuple[int, int]] = {}
    for table, pairing in facts.items():
        for field in ATTRIBUTES[table]:
            judged = [same_value(field, gold[field], row.get(field)) for gold, row in pairing.matched if field in gold]
            if judged:
                tallies[table, field] = (sum(judged), len(judged))
    return tallies


def _same_document(gold: Row, row: Row) -> bool:
    if gold.get("doc_type") != row.get("doc_type") or _digits(gold) != _digits(row):
        return False  # a document without a number agrees only with a row without one
    return not gold.get("symbol") or symbol_key(gold["symbol"]) == symbol_key(row.get("symbol"))


def _digits(row: Row) -> str:
    return str(row.get("number") or "").lstrip("0")


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
