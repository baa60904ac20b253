"""Collects the rows of articles into a shard: a few articles as Python objects, all before them as Arrow columns.

Rows as mappings take some twenty times the memory of their columns, so a shard of many articles would set the peak of a
worker process, and the more shards a run has, the larger its largest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from govextract.dataset import alike
from govextract.dataset.arrow import schema
from govextract.dataset.rows import Rows
from govextract.dataset.shardfile import KEY_BYTES, Shard, Source

AT_ONCE = 16
"""Articles and rejects held as rows."""


class Gathered:
    """The rows of articles and rejects ("items") in the order in which they come, in the tables ``names``."""

    def __init__(self, names: Sequence[str]) -> None:
        self.items = 0
        self._names = names
        self._waiting: list[Rows] = []
        self._tables = {name: [schema(name).empty_table()] for name in names}
        self._counts: list[list[int]] = []
        self._keys = bytearray()
        self._signatures = bytearray()

    def add(self, rows: Rows) -> None:
        """Take the rows of one more item."""
        self.items += 1
        self._waiting.append(rows)
        if len(self._waiting) >= AT_ONCE:
            self._settle()

    def shard(self, sources: list[Source]) -> Shard:
        """All of it, as what came of ``sources``."""
        self._settle()
        tables = {name: pa.concat_tables(parts).combine_chunks() for name, parts in self._tables.items()}
        counts = np.array(self._counts, np.int64).reshape(-1, len(self._names))
        keys = np.frombuffer(bytes(self._keys), np.uint8).reshape(-1, KEY_BYTES)
        signatures = np.frombuffer(bytes(self._signatures), np.uint32).reshape(-1, alike.BINS)
        return Shard(tables, sources, counts, keys, signatures)

    def _settle(self) -> None:
        """Turn what waits into columns."""
        for name in self._names:
            rows = [row for item in self._waiting for row in item.get(name, ())]
            if rows:
                self._tables[name].append(pa.Table.from_pylist(rows, schema=schema(name)))
        for item in self._waiting:
            self._counts.append([len(item.get(name, ())) for name in self._names])
            article = next(iter(item.get("articles", ())), None)
            self._keys += alike.article_key(article) if article else bytes(KEY_BYTES)
            if article:
                self._signatures += alike.signature(article["text"]).tobytes()
        self._waiting.clear()
