"""Divides the inputs into shards and finds what of an earlier run can be used again.

Where a shard ends is decided by the names of the inputs, not by counting: a new file changes the shard it falls into and no
other. The number of workers plays no part. Nor do shards show in the dataset, which is composed row by row.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from govextract.dataset.shardfile import Shard, ShardDamaged, ShardFile, splice
from govextract.shardwork import Entry, Task, content_of, stamp_of

SHARD_INPUTS = 64
"""How many inputs a shard holds on average; at most four times as many."""
SHARD_BYTES = 16_000_000
ALWAYS_MANY = (".zip", ".warc", ".warc.gz")
"""Files of many articles, which are read once, in a process of their own, and dealt out as shards."""
OFTEN_MANY = (".jsonl",)
SMALL = 1_000_000


@dataclass(frozen=True, slots=True)
class File:
    """An input file: where it is, the name its rows carry, its size."""

    path: str
    name: str
    size: int = 0

    @property
    def holds_many(self) -> bool:
        """Whether it is to be dealt out over several shards."""
        name = self.name.lower()
        return name.endswith(ALWAYS_MANY) or (name.endswith(OFTEN_MANY) and self.size > SMALL)


class Cutter:
    """Decides, input by input, where a shard ends: by names alone, and by bytes where they are many."""

    def __init__(self) -> None:
        self._count = self._size = 0

    def ends(self, name: str, size: int) -> bool:
        """Whether the shard ends with this input."""
        self._count, self._size = self._count + 1, self._size + size
        end = (
            zlib.crc32(name.encode("utf-8", "surrogatepass")) % SHARD_INPUTS == 0
            or self._count >= 4 * SHARD_INPUTS
            or self._size >= SHARD_BYTES
        )
        if end:
            self._count = self._size = 0
        return end


def groups(files: Iterable[File]) -> Iterator[list[File]]:
    """The files of each shard, in order; a file that holds many stands alone."""
    cutter, group = Cutter(), list[File]()
    for file in files:
        if file.holds_many:
            if group:
                yield group
            yield [file]
            cutter, group = Cutter(), []
            continue
        group.append(file)
        if cutter.ends(file.name, file.size):
            yield group
            group = []
    if group:
        yield group


def identity(names: Iterable[str]) -> str:
    """The name of a shard: a hash of the names of its inputs."""
    return hashlib.blake2b("\0".join(names).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(slots=True)
class Work:
    """One shard to be had: the inputs still to be read, and where the rest is found."""

    shard: Path
    entries: tuple[Entry, ...]
    found: tuple[tuple[ShardFile, int] | None, ...]
    restamp: bool = False
    files: int = 0

    @property
    def missing(self) -> tuple[Entry, ...]:
        """The inputs that must be read."""
        return tuple(entry for entry, place in zip(self.entries, self.found, strict=True) if place is None)

    def task(self, *, remote: bool = False) -> Task:
        """What a worker has to do. A shard of which nothing is known goes straight to its place."""
        whole = len(self.missing) == len(self.entries)
        return Task(self.missing, None if remote else self.shard if whole else self.partial)

    @property
    def partial(self) -> Path:
        """Where the rows of the inputs that had to be read are kept until they join the others."""
        return self.shard.with_suffix(".partial.tmp")

    def join(self, fresh: Shard | None, tables: Sequence[str]) -> Shard:
        """The whole shard: what was found, with the times of the files as they are now, and what was read."""
        loaded: dict[Path, Shard] = {}
        pieces, number = [], 0
        for entry, place in zip(self.entries, self.found, strict=True):
            if place is None:
                assert fresh is not None
                pieces.append((fresh, number))
                number += 1
                continue
            file, index = place
            shard = loaded.setdefault(file.path, file.load()) if file.path not in loaded else loaded[file.path]
            if entry.path is not None:
                shard.sources[index] = replace(shard.sources[index], stamp=stamp_of(entry.path))
            pieces.append((shard, index))
        return splice(pieces, tables)


@dataclass(slots=True)
class Past:
    """The shards of earlier runs with the same rules and options."""

    folder: Path
    needed: set[str] = field(default_factory=set)
    index: dict[str, tuple[Path, int]] | None = None

    def work(self, identity: str, entries: Sequence[Entry], stamps: Sequence[object]) -> Work:
        """What is left to do for the shard of these inputs."""
        path = self.folder / f"{identity}.shard"
        own = open_shard(path)
        if own is not None and [source.name for source in own.sources] == [entry.name for entry in entries]:
            places: list[tuple[ShardFile, int] | None] = [(own, number) for number in range(len(entries))]
        else:
            own = None
            places = [self._elsewhere(entry.name) for entry in entries]
        work = Work(path, tuple(entries), (), restamp=False)
        found: list[tuple[ShardFile, int] | None] = []
        for entry, place, stamp in zip(entries, places, stamps, strict=True):
            same, by_stamp = _unchanged(entry, place, stamp)
            found.append(place if same else None)
            work.restamp |= same and not by_stamp
        work.found = tuple(found)
        work.restamp |= own is None
        return work

    def _elsewhere(self, name: str) -> tuple[ShardFile, int] | None:
        """The input in a shard that will not be used as it is."""
        if self.index is None:
            self.index = {}
            for path in sorted(self.folder.glob("*.shard")):
                if path.stem not in self.needed and (file := open_shard(path)) is not None:
                    self.index |= {source.name: (path, number) for number, source in enumerate(file.sources)}
        place = self.index.get(name)
        file = open_shard(place[0]) if place is not None else None
        return (file, place[1]) if file is not None and place is not None else None


def open_shard(path: Path) -> ShardFile | None:
    """The shard at ``path``; None when there is none, or one that cannot be used and will be made again."""
    try:
        return ShardFile(path)
    except (FileNotFoundError, ShardDamaged):
        return None


def _unchanged(entry: Entry, place: tuple[ShardFile, int] | None, stamp: object) -> tuple[bool, bool]:
    """Whether the input is what it was when it was read, and whether the times of the file already told."""
    if place is None:
        return False, False
    source = place[0].sources[place[1]]
    if not source.lasting:
        return False, False
    if entry.path is None:
        return entry.content == source.content, True
    if stamp is not None and source.stamp == stamp:
        return True, True
    return bool(source.content) and content_of(entry.path) == source.content, False
