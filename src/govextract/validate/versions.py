"""Compares two versions of the rules on the same articles: records gained, lost and changed, and the rules behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from govextract.article import Article
from govextract.dataset.rows import Rows, to_rows
from govextract.extracts import Extracts
from govextract.pipeline import Extractor
from govextract.validate.compare import TABLES, Row, key
from govextract.validate.propose import FIELDS, plain

BUILT_IN = "built-in"
"""Names the built-in rules where a folder of rules is asked for."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One record that one version has and the other has not, or has otherwise.

    ``old`` and ``new`` are the fields that differ (all of them for a gained or lost record), ``rule`` the rule
    responsible: that of the new record, or for a lost one what the new rules did with the number instead.
    """

    change: str  # gained, lost or changed
    path: str
    table: str
    start: int
    evidence: str
    old: dict[str, Any]
    new: dict[str, Any]
    old_rule: str | None
    rule: str | None

    def as_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def open_rules(folder: str | Path) -> Extractor:
    """The extractor of one version: a complete rules folder, one that adds to the built-in rules, or ``built-in``.

    A folder is complete when it holds ``languages.yaml`` and ``base/``. Raises PackError for rules that cannot be used.
    """
    if str(folder) == BUILT_IN:
        return Extractor()
    path = Path(folder)
    complete = (path / "languages.yaml").is_file() and (path / "base").is_dir()
    return Extractor(root=path) if complete else Extractor(path)


def compare_versions(articles: Iterable[Article], old: Extracts, new: Extracts) -> Iterator[Difference]:
    """The differences between what ``old`` and ``new`` find in ``articles``, article by article in text order."""
    for article in articles:
        before, after = to_rows(old.extract(article)), to_rows(new.extract(article))
        found = [difference for table in TABLES for difference in _table(table, article.path, before, after)]
        yield from sorted(found, key=lambda difference: (difference.start, difference.table, difference.change))


def _table(table: str, path: str, before: Rows, after: Rows) -> Iterator[Difference]:
    old = {key(table, row): row for row in before[table]}
    new = {key(table, row): row for row in after[table]}
    for name in old.keys() & new.keys():
        if _fields(table, old[name]) != _fields(table, new[name]):
            yield _changed(table, path, old[name], new[name])
    lost = [old[name] for name in old if name not in new]
    gained = [new[name] for name in new if name not in old]
    for row in lost:
        twin = next((other for other in gained if _overlap(row, other)), None)
        if twin is not None:
            gained.remove(twin)
            yield _changed(table, path, row, twin)
        else:
            fields = _fields(table, row)
            rule = _fate(row, after)
            yield Difference("lost", path, table, row["start"], row["evidence"], fields, {}, row["rule_id"], rule)
    for row in gained:
        fields = _fields(table, row)
        yield Difference("gained", path, table, row["start"], row["evidence"], {}, fields, None, row["rule_id"])


def _changed(table: str, path: str, old: Row, new: Row) -> Difference:
    was, now = _fields(table, old), _fields(table, new)
    names = [name for name in FIELDS[table] if was[name] != now[name]]
    return Difference(
        "changed", path, table, new["start"], new["evidence"], {name: was[name] for name in names},
        {name: now[name] for name in names}, old["rule_id"], new["rule_id"],
    )  # fmt: skip


def _fields(table: str, row: Row) -> dict[str, Any]:
    return {name: plain(row.get(name)) for name in FIELDS[table]}


def _overlap(a: Row, b: Row) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _fate(lost: Row, after: Rows) -> str | None:
    """What the new rules say of the number of a lost record, as ``fate rule``; None when they see no number there."""
    inside = [row for row in after["ledger"] if lost["start"] <= row["start"] and row["end"] <= lost["end"]]
    row = next((row for row in inside if row["fate"] != "used"), inside[0] if inside else None)
    return None if row is None else " ".join(part for part in (row["fate"], row["rule_id"]) if part)
