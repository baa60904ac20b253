"""From shards to a dataset: equal articles once, nearly equal ones linked, every row in input order, every input counted.

Tables are written side by side in threads (Parquet encoding leaves the interpreter free); none is ever held in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from govextract.dataset import alike
from govextract.dataset.arrow import schema
from govextract.dataset.write import TableFile
from govextract.records import FACT_TABLES

Array = np.ndarray[Any, Any]


class Block(Protocol):
    """Some consecutive inputs with their rows; a ShardFile is one."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables there are."""
        ...

    @property
    def counts(self) -> Array:
        """Rows by item and table."""
        ...

    @property
    def keys(self) -> Array:
        """By item, the key that equal articles share."""
        ...

    @property
    def signatures(self) -> Array:
        """By article, its signature."""
        ...

    def table(self, name: str) -> pa.Table:
        """The rows of a table."""
        ...


@dataclass(slots=True)
class Composed:
    """What was written: the manifest's entry of each table, and the counts of a summary."""

    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    inputs: int = 0
    exact: int = 0
    near: int = 0
    extracted: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    languages: dict[str, Counter[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Links:
    """Who is like whom, by position among all items, and the names of those positions."""

    exact: dict[int, int]
    near: dict[int, tuple[int, float]]
    named: dict[int, tuple[str, str]] = field(default_factory=dict)

    def needed(self) -> frozenset[int]:
        """The positions whose names the table of duplicates tells."""
        earlier = (place for place, _ in self.near.values())
        return frozenset({*self.exact, *self.exact.values(), *self.near, *earlier})


def compose(
    blocks: Sequence[Callable[[], Block]], root: Path, names: Sequence[str], *, limit: int | None = None,
    threads: int = 1, known: Iterable[tuple[str, str]] = (),
) -> Composed:  # fmt: skip
    """Write the tables ``names`` of all ``blocks``, which are opened when needed, under ``root``.

    ``limit`` takes only that many items. ``known`` are exact duplicates left out before: (path, article id of the other).
    """
    known = list(known)
    kept, links = _choose(blocks, limit)
    needed = links.needed()
    done = Composed(inputs=sum(map(len, kept)) + len(known), exact=len(links.exact) + len(known), near=len(links.near))
    kept_flags = [np.array([state == _KEPT for state in states], bool) for states in kept]

    def write(name: str) -> tuple[str, dict[str, Any]]:
        with TableFile(root, name) as file:
            position = 0
            for opener, flags in zip(blocks, kept_flags, strict=True):
                block = opener()
                rows = _selected(block, name, flags)
                if name == "articles":
                    _name(block, position, needed, links)
                    _count(rows, done)
                elif name == "rejects":
                    done.rejects.update(rows.column("reason").to_pylist())
                file.add(rows)
                position += len(flags)
        return name, file.entry()

    with ThreadPoolExecutor(threads) as pool:
        done.entries = dict(pool.map(write, [name for name in names if name != "duplicates"]))
    with TableFile(root, "duplicates") as file:
        file.add(pa.Table.from_pylist(_duplicates(links, known), schema=schema("duplicates")))
    done.entries["duplicates"] = file.entry()
    return done


_KEPT, _DROPPED = 1, 0


def _choose(blocks: Sequence[Callable[[], Block]], limit: int | None) -> tuple[list[list[int]], _Links]:
    """By block and item whether its rows are kept, and the links between articles."""
    sizes, keys, hashes, places = [], [], [], []
    total = 0
    for opener in blocks:
        block = opener()
        size = len(block.keys) if limit is None else min(len(block.keys), limit - total)
        counts = block.counts[:size]
        articles = np.flatnonzero(counts[:, block.tables.index("articles")]) if size else np.zeros(0, np.intp)
        sizes.append(size)
        keys.append(block.keys[:size])
        hashes.append(alike.bands(block.signatures[: len(articles)]))
        places.append(articles + total)
        total += size
    exact = alike.equal(np.concatenate(keys)) if keys else {}
    positions = np.concatenate(places) if places else np.zeros(0, np.intp)
    near = _near(blocks, np.concatenate(hashes) if hashes else np.zeros((0, alike.BANDS), np.uint64), positions, exact)
    states, start = [], 0
    for size in sizes:
        states.append([_DROPPED if place in exact else _KEPT for place in range(start, start + size)])
        start += size
    return states, _Links(exact, near)


def _near(
    blocks: Sequence[Callable[[], Block]], hashes: Array, positions: Array, exact: dict[int, int]
) -> dict[int, tuple[int, float]]:
    """For each article with a likely twin earlier, the most similar of them (the earliest of equals)."""
    if not len(hashes):
        return {}
    alive = np.array([place not in exact for place in positions.tolist()], bool)
    rows = np.flatnonzero(alive)
    found = [later * len(rows) + earlier for later, earlier in alike.candidates(hashes[rows])]
    pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, np.intp)  # numbers, for there may be many
    signs = _signatures(blocks, rows[np.unique(np.concatenate([pairs // len(rows), pairs % len(rows)]))])
    best: dict[int, tuple[int, float]] = {}
    for pair in pairs:
        a, b = divmod(int(pair), len(rows))
        later, earlier = int(positions[rows[a]]), int(positions[rows[b]])
        share = alike.similarity(signs[int(rows[a])], signs[int(rows[b])])
        if share >= alike.NEAR and share > best.get(later, (0, 0.0))[1]:
            best[later] = (earlier, share)
    return best


def _signatures(blocks: Sequence[Callable[[], Block]], ordered: Array) -> dict[int, Array]:
    """The signatures of the articles with these numbers; only they are held."""
    found: dict[int, Array] = {}
    start = 0
    for opener in blocks if len(ordered) else ():
        signs = opener().signatures
        for number in ordered[np.searchsorted(ordered, start) : np.searchsorted(ordered, start + len(signs))]:
            found[int(number)] = signs[number - start].copy()
        start += len(signs)
    return found


def _selected(block: Block, name: str, flags: Array) -> pa.Table:
    """The rows of the items that are kept."""
    if name not in block.tables:
        return schema(name).empty_table()
    rows = block.table(name)
    counts = block.counts
    if len(flags) == len(counts) and flags.all():
        return rows
    mask = np.zeros(len(counts), bool)
    mask[: len(flags)] = flags
    return rows.filter(pa.array(np.repeat(mask, counts[:, block.tables.index(name)])))


def _name(block: Block, start: int, needed: frozenset[int], links: _Links) -> None:
    """Note path and identifier of the articles at the positions ``needed``."""
    items = np.flatnonzero(block.counts[:, block.tables.index("articles")])
    wanted = [(row, int(item) + start) for row, item in enumerate(items) if int(item) + start in needed]
    if wanted:
        rows = block.table("articles").select(["path", "article_id"]).take([row for row, _ in wanted])
        pairs = zip(rows.column(0).to_pylist(), rows.column(1).to_pylist(), strict=True)
        links.named.update({place: pair for (_, place), pair in zip(wanted, pairs, strict=True)})


def _count(articles: pa.Table, done: Composed) -> None:
    columns = ("language", *FACT_TABLES, "numbers", "unclaimed")
    for language, *numbers in zip(*(articles.column(name).to_pylist() for name in columns), strict=True):
        counts = done.languages.setdefault(language, Counter())
        counts["articles"] += 1
        counts.update(dict(zip(columns[1:], numbers, strict=True)))
        done.extracted += any(numbers[: len(FACT_TABLES)])


def _duplicates(links: _Links, known: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Rows in an order that does not depend on where the inputs stood: by earlier article, kind and path."""
    rows: list[tuple[str, str, str, str | None, float]]
    rows = [(links.named[first][1], "exact", links.named[place][0], None, 1.0) for place, first in links.exact.items()]
    rows += [
        (links.named[first][1], "near", links.named[place][0], links.named[place][1], round(share, 3))
        for place, (first, share) in links.near.items()
    ]
    stands_for = {links.named[place][1]: links.named[first][1] for place, first in links.exact.items()}
    rows += [(stands_for.get(of, of), "exact", path, None, 1.0) for path, of in known]
    rows.sort(key=lambda row: row[:3])
    return [
        {"path": path, "article_id": own, "of_article": of, "kind": kind, "similarity": share}
        for of, kind, path, own, share in rows
    ]
