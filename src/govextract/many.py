"""Reads files that hold many articles in one process of its own, a handful at a time, and survives what hangs or kills it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from pebble import ProcessExpired

from govextract import plan
from govextract.read import Part, split_path
from govextract.records import Reject
from govextract.shardwork import Entry, part_content, stamp_of
from govextract.workers import WatchedPool, announce

Items = list[Part | Reject]
Taken = tuple[Items, bool]


class ManyReader:
    """Deals out the articles of large files as the entries of shards. Use as a context manager."""

    def __init__(self, room: Path, seconds: float, max_bytes: int) -> None:
        self._room, self._seconds, self._max_bytes = room, seconds, max_bytes
        self._pool: WatchedPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.__exit__(kind, error, trace)

    def shards(self, path: Path, name: str) -> Iterator[list[Entry]]:
        """The entries of each shard of one file. What cannot be read further ends with a reject, which does not last."""
        cutter, waiting = plan.Cutter(), list[Entry]()
        for item in self._items(path, name):
            name_of_part = item.path if isinstance(item, Reject) else item.name
            waiting.append(Entry(name_of_part, None, item, part_content(item)))
            if cutter.ends(name_of_part, len(getattr(item, "data", b""))):
                yield waiting
                waiting = []
        if waiting:
            yield waiting

    def _items(self, path: Path, name: str) -> Iterator[Part | Reject]:
        done, tries, ended = 0, 0, False
        while not ended:
            if self._pool is None:
                self._pool = WatchedPool(self._room, 1, 1, self._seconds, _adopt, self._max_bytes)
            job = self._pool.start(_take, (path, name, done), None)
            while not self._pool.look([job]):
                pass
            try:
                items, ended = job.future.result()
            except ProcessExpired as error:
                tries += 1
                if not job.late and tries == 1:
                    continue
                yield _lost(path, name, done, None if not job.late else self._seconds, error)
                return
            tries, done = 0, done + len(items)
            yield from items


def _lost(path: Path, name: str, done: int, seconds: float | None, error: ProcessExpired) -> Reject:
    stamp = stamp_of(path)
    where = f"reading on after {done} articles"
    if seconds is None:
        reason, message = "worker_died", f"{where}, the process died (exit code {error.exitcode}); look at what follows in the file"
    else:
        reason, message = "time_limit", f"{where} took longer than {seconds:g} seconds; look at what follows in the file"
    return Reject(path=name, reason=reason, message=message, bytes=stamp[0] if stamp else None)


_max_bytes: int
_open: tuple[tuple[Path, str, int], Iterator[Part | Reject]] | None = None


def _adopt(max_bytes: int) -> None:
    global _max_bytes
    _max_bytes = max_bytes


def _take(slot: int, wanted: tuple[Path, str, int]) -> Taken:
    """The next articles of a file after those already taken, and whether it has ended."""
    global _open
    path, name, done = wanted
    step = partial(announce, slot)
    if _open is None or _open[0] != wanted:
        stream = split_path(path, name, max_bytes=_max_bytes)
        for number in range(done):
            step(number + 1)
            next(stream, None)
    else:
        stream = _open[1]
    items: Items = []
    size = 0
    while len(items) < plan.SHARD_INPUTS and size < plan.SHARD_BYTES:
        step(done + len(items) + 1)
        item = next(stream, None)
        if item is None:
            return items, True
        items.append(item)
        size += len(getattr(item, "data", b""))
    _open = (path, name, done + len(items)), stream
    return items, False
