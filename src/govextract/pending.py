"""What a run has to do: the shards of its inputs that no earlier run has left ready, each with what is missing of it."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from govextract.dataset.disk import write_file
from govextract.dataset.shardfile import ShardFile
from govextract.errors import GovextractError
from govextract.many import ManyReader
from govextract.plan import File, Past, Work, identity
from govextract.shardwork import Entry, Options, content_of, stamp_of
from govextract.state import State

Log = Callable[..., None]


@dataclass(slots=True)
class Run:
    """One run under way."""

    state: State
    options: Options
    files: list[File]
    past: Past
    key: str
    log: Log
    progress: Callable[[int, int], None] | None
    layout: list[str] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    done: int = 0
    worked: int = 0
    reused: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what happens inside under this name."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def shards(self) -> list[Path]:
        """The shard files that make up the dataset, in order."""
        return [self.state.shards / name for name in self.layout if name.endswith(".shard")]

    def advance(self, files: int) -> None:
        """Some more input files are done."""
        self.done += files
        if self.progress is not None and files:
            self.progress(self.done, len(self.files))


def pending(this: Run, shards: Sequence[Sequence[File]], reader: ManyReader) -> Iterator[Work]:
    """The shards that are not there already, each with what is missing of it."""
    for group in shards:
        parts = _many(this, group[0], reader) if group[0].holds_many else [_entries(group)]
        files = len(group)
        for entries, stamps in parts:
            work = this.past.work(_unused(this, entries), entries, stamps)
            work.files, files = files, 0
            this.layout.append(work.shard.name)
            if work.missing:
                this.worked += 1
                yield work
                continue
            if work.restamp:
                write_file(work.shard, [work.join(None, this.options.tables).pack()])
            this.reused += 1
            this.contents[work.shard.name] = contents_of(ShardFile(work.shard))
            this.advance(work.files)


def contents_of(file: ShardFile) -> bytes:
    """A hash of what the inputs of a shard are."""
    return hashlib.sha256(repr([(source.name, source.content) for source in file.sources]).encode()).digest()


def _entries(group: Sequence[File]) -> tuple[list[Entry], list[object]]:
    paths = [Path(file.path) for file in group]
    return [Entry(file.name, path) for file, path in zip(group, paths, strict=True)], [stamp_of(path) for path in paths]


def _unused(this: Run, entries: Sequence[Entry]) -> str:
    """The identity of a shard; inputs of equal names (they may hold bytes that are no text) get one of their own."""
    names = [entry.name for entry in entries]
    found = identity(names)
    taken = set(this.layout) if f"{found}.shard" in this.layout else set()
    while f"{found}.shard" in taken:
        found = identity([found, *names])
    return found


def _many(this: Run, file: File, reader: ManyReader) -> Iterator[tuple[list[Entry], list[object]]]:
    """The parts of a file of many articles: as noted when it was last read, if it is the same, else read now."""
    path = Path(file.path)
    note_path = this.state.shards / f"{identity(['many', file.name])}.many"
    this.layout.append(note_path.name)
    stamp, content = stamp_of(path), content_of(path)
    noted = _noted(this, note_path, content)
    if noted is not None:
        yield from noted
        return
    shards, lasting = [], True
    for entries in reader.shards(path, file.name):
        shards.append(identity(entry.name for entry in entries))
        lasting &= not any(getattr(entry.item, "reason", "") in ("time_limit", "worker_died") for entry in entries)
        yield entries, [None] * len(entries)
    if lasting and content and stamp == stamp_of(path):
        write_file(note_path, [json.dumps({"content": content, "shards": shards}).encode()])


def _noted(this: Run, note_path: Path, content: str) -> list[tuple[list[Entry], list[object]]] | None:
    try:
        note = json.loads(note_path.read_bytes())
        if not content or note["content"] != content:
            return None
        files = [ShardFile(this.state.shard(name)) for name in note["shards"]]
    except (OSError, ValueError, KeyError, GovextractError):
        return None
    if not all(source.lasting for file in files for source in file.sources):
        return None
    return [([Entry(s.name, None, None, s.content) for s in file.sources], [None] * len(file.sources)) for file in files]
