"""What a worker process does: read the inputs of one shard, extract, and turn the rows into the bytes of a shard file.

Every step (reading the next article, extracting it) is announced before it begins. Should the process hang or die there,
the shard is done again with that step given up: the article it belongs to becomes a reject, the others lose nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from govextract.article import Article
from govextract.dataset.rows import Rows, Unstorable, to_rows
from govextract.extracts import Extracts
from govextract.read import Part, read_part, read_path, side_car
from govextract.records import TABLES, Reject
from govextract.rulepack import PackError

if TYPE_CHECKING:
    from govextract.dataset.shardfile import Shard, Source, Stamp

PASSING = frozenset({"time_limit", "worker_died", "not_found", "unreadable"})
"""Reasons of rejects that may be gone next time, although the input is the same."""
SETTLED_NS = 100_000_000
"""A file changed less than this before it was read may change again without its times showing it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What every worker needs to know: the rules overlay, the recogniser, the limits, whether the ledger is wanted."""

    rules: Path | None
    ner: str
    seconds: float
    max_bytes: int
    ledger: bool

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that workers fill."""
        return tuple(name for name in TABLES if name != "duplicates" and (self.ledger or name != "ledger"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One source of a shard: a file to read, or a part already taken from a file of many, with its content hash."""

    name: str
    path: Path | None
    item: Part | Reject | None = None
    content: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """The work on one shard. ``target`` is where the shard file goes; ``lost`` are steps given up, with the reason."""

    entries: tuple[Entry, ...]
    target: Path | None
    lost: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Result:
    """What came of a task: seconds by stage, and the bytes of the shard where no target was named."""

    seconds: dict[str, float]
    data: bytes | None = None


def stamp_of(path: Path) -> Stamp | None:
    """What the file system says about a regular file and its side-car; None for anything else."""
    stamp = _stat(path)
    car = side_car(path) if stamp is not None else None
    if stamp is None or car is None:
        return stamp
    beside = _stat(car) or (0, 0, 0, 0)
    return stamp[0] + beside[0], max(stamp[1], beside[1]), max(stamp[2], beside[2]), stamp[3] ^ beside[3]


def _stat(path: Path) -> Stamp | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - called for every input of a run
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def content_of(path: Path) -> str:
    """SHA-256 of a file, and of its side-car if it has one; empty when it cannot be read, which is equal to nothing."""
    try:
        found = [_digest(path)]
        car = side_car(path)
        if car is not None:
            found.append(_digest(car))
    except (OSError, ValueError):
        return ""
    return "+".join(found)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def part_content(part: Part | Reject) -> str:
    """A hash of a part or reject that was taken from a file of many."""
    if isinstance(part, Reject):
        return hashlib.sha256(repr(("reject", part.path, part.reason, part.message, part.bytes)).encode()).hexdigest()
    digest = hashlib.sha256(repr((part.name, part.suffix, part.known)).encode("utf-8", "surrogatepass"))
    digest.update(part.data)
    return digest.hexdigest()


class ShardWork:
    """The work on one shard, step by step. ``announce`` is called with the number of each step before it begins."""

    def __init__(self, extractor: Extracts, options: Options, announce: Callable[[int], None]) -> None:
        self._extractor, self._options, self._announce = extractor, options, announce
        self._step = 0
        self.seconds = {"read": 0.0, "extract": 0.0, "encode": 0.0}

    def run(self, task: Task) -> Shard:
        """The shard of ``task``."""
        from govextract.dataset.gather import Gathered
        from govextract.dataset.shardfile import Source

        gathered = Gathered(self._options.tables)
        sources: list[Source] = []
        for entry in task.entries:
            before, lasting = gathered.items, True
            stamp, content = self._identify(entry)
            for rows in self._items(entry, task.lost):
                lasting &= not any(row["reason"] in PASSING for row in rows.get("rejects", ()))
                with self._encoding():
                    gathered.add(rows)
            if entry.path is not None and stamp_of(entry.path) != stamp:
                stamp, content = None, ""  # it changed while it was read
            sources.append(Source(entry.name, content, self._trusted(stamp), lasting, gathered.items - before))
        self._announce(self._step + 1)
        with self._encoding():
            return gathered.shard(sources)

    @contextmanager
    def _encoding(self) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds["encode"] += time.perf_counter() - start

    def _identify(self, entry: Entry) -> tuple[Stamp | None, str]:
        if entry.path is None:
            return None, entry.content
        stamp = stamp_of(entry.path)
        return stamp, content_of(entry.path) if stamp is not None else ""

    def _trusted(self, stamp: Stamp | None) -> Stamp | None:
        return stamp if stamp is not None and max(stamp[1:3]) < time.time_ns() - SETTLED_NS else None

    def _next_step(self, lost: Mapping[int, tuple[str, str]]) -> tuple[str, str] | None:
        """Announce the next step; why it is given up, if it is."""
        self._step += 1
        self._announce(self._step)
        return lost.get(self._step)

    def _items(self, entry: Entry, lost: Mapping[int, tuple[str, str]]) -> Iterator[Rows]:
        stream = self._read(entry)
        number = 0
        while True:
            given_up = self._next_step(lost)
            item, last = self._next_item(stream, entry, given_up)
            if item is None and number:
                return
            number += 1
            yield self._rows(item or _reject(entry, "empty", "it holds no article"), entry, lost)
            if last or item is None:
                return

    def _read(self, entry: Entry) -> Iterator[Article | Reject]:
        if entry.path is not None:
            return read_path(entry.path, entry.name, max_bytes=self._options.max_bytes)
        assert entry.item is not None
        return iter([entry.item]) if isinstance(entry.item, Reject) else read_part(entry.item)

    def _next_item(
        self, stream: Iterator[Article | Reject], entry: Entry, given_up: tuple[str, str] | None
    ) -> tuple[Article | Reject | None, bool]:
        """The next article of an input, and whether nothing more is to be had of it."""
        if given_up:
            return _reject(entry, *given_up), True
        start = time.perf_counter()
        try:
            return next(stream, None), False
        except Exception as error:  # noqa: BLE001  a defect in a reader must not end the batch; the row reports it
            return _defect(error, entry.name, entry), True
        finally:
            self.seconds["read"] += time.perf_counter() - start

    def _rows(self, item: Article | Reject, entry: Entry, lost: Mapping[int, tuple[str, str]]) -> Rows:
        if isinstance(item, Reject):
            return _reject_rows(item)
        given_up = self._next_step(lost)
        if given_up:
            return _reject_rows(_reject(entry, *given_up, item.path))
        start = time.perf_counter()
        try:
            return to_rows(self._extractor.extract(item), ledger=self._options.ledger)
        except PackError:  # broken rules are no article's fault: the run ends and says so
            raise
        except Unstorable as error:
            message = f"{error}; correct the number in the file"
            return _reject_rows(_reject(entry, "value_out_of_range", message, item.path))
        except Exception as error:  # noqa: BLE001  a defect in one article must not end the batch; the row reports it
            return _reject_rows(_defect(error, item.path, entry))
        finally:
            self.seconds["extract"] += time.perf_counter() - start


def _reject_rows(reject: Reject) -> Rows:
    return {"rejects": [reject.model_dump()]}


def _reject(entry: Entry, reason: str, message: str, name: str = "") -> Reject:
    return Reject(path=name or entry.name, reason=reason, message=message, bytes=_size(entry))


def _defect(error: Exception, name: str, entry: Entry) -> Reject:
    message = f"{type(error).__name__}: {error}; this is a defect of govextract, please report it with the file"
    return _reject(entry, "internal_error", message, name)


def _size(entry: Entry) -> int | None:
    stamp = _stat(entry.path) if entry.path is not None else None
    return stamp[0] if stamp else None
