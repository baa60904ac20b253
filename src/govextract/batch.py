"""Folders of articles in, a dataset out: discover, compare with the last run, extract what is new, compose, publish.

Work is done in shards by worker processes and kept beside the output, so a run that ends early, however it ends, is taken up
where it was, and a later run reads only what changed. The dataset is composed of all shards in input order: its bytes depend
on the inputs, the rules and the options alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from govextract.dataset.compose import Block, Composed, compose
from govextract.dataset.disk import write_file
from govextract.dataset.publish import publish
from govextract.dataset.shardfile import ShardFile
from govextract.dataset.write import write_manifest
from govextract.errors import GovextractError
from govextract.extracts import DEFAULT_RECOGNISER, LIGHT, Extracts, build_extractor
from govextract.many import ManyReader
from govextract.plan import File, Past, Work, groups, identity
from govextract.read import MAX_BYTES, discover
from govextract.records import TABLES
from govextract.shardwork import Entry, Options, Result, Task, content_of, stamp_of
from govextract.state import State, run_key
from govextract.summary import RunSummary, summarise
from govextract.workers import Workers

SECONDS_PER_ARTICLE = 60.0
Log = Callable[..., None]


class RunRefused(GovextractError):
    """The inputs, the output folder or an option make the run impossible; nothing was written."""


class OutputFailed(GovextractError):
    """The disk is full, or the place cannot be written to; what stood at the output is untouched."""


class Runs(Protocol):
    """Does tasks somewhere: worker processes of this machine, or a cluster."""

    remote: bool

    def run(self, tasks: Iterator[tuple[Work, Task]]) -> Iterator[tuple[Work, Result]]:
        """The result of each task, as they end."""
        ...


@dataclass(slots=True)
class _Run:
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


def run(
    inputs: Sequence[str | Path] | str | Path, out: str | Path, *, workers: int = 1,
    rules: str | Path | None = None, ner: str = DEFAULT_RECOGNISER, ledger: bool = False, limit: int | None = None,
    seconds: float = SECONDS_PER_ARTICLE, max_bytes: int = MAX_BYTES, fresh: bool = False,
    shard: tuple[int, int] | None = None, cluster: str | None = None,
    listed: Sequence[Path] = (), progress: Callable[[int, int], None] | None = None, log: Log | None = None,
) -> RunSummary:  # fmt: skip
    """Extract all articles of ``inputs`` (files or folders) and write the dataset ``out``.

    ``listed`` are more inputs, as lists of files name them: one that is missing is a reject and stops nothing.
    ``rules`` overlays the built-in packs; ``ledger`` also writes one row per number; ``limit`` stops after that many
    inputs; ``seconds`` is how long one article may take, ``max_bytes`` how large one file or .jsonl line may be.
    What an earlier run with the same rules and options read is used again unless ``fresh``. ``shard`` (i, n) takes the
    i-th of n parts of the inputs, to be merged later; ``cluster`` is the address of a dask scheduler whose workers do the
    work. ``progress`` is called with the input files done and their total, ``log`` with the name and the facts of events.
    ``out`` appears only when complete, replacing an earlier dataset in one step. Raises RunRefused for impossible inputs,
    OutputRefused when ``out`` holds something else, StateInUse when another run writes there, PackError for broken rules.
    """
    paths, out = [Path(path) for path in ([inputs] if isinstance(inputs, str | Path) else inputs)], Path(out)
    _check(paths, listed, out, workers, limit, seconds, shard)
    options = Options(Path(rules).resolve() if rules is not None else None, ner, seconds, max_bytes, ledger)
    log = log or (lambda event, **facts: None)
    try:
        return _run([*paths, *listed], out, options, workers, limit, fresh, shard, cluster, progress, log)
    except OSError as error:  # what is wrong with an input became a reject, so this is about the output
        what = f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"
        raise OutputFailed(
            f"{out}: cannot be written ({what}); what stood there is untouched, and the same command goes on from what was read"
        ) from error


def _run(
    paths: Sequence[Path], out: Path, options: Options, workers: int, limit: int | None, fresh: bool,
    shard: tuple[int, int] | None, cluster: str | None, progress: Callable[[int, int], None] | None, log: Log,
) -> RunSummary:  # fmt: skip
    start = time.perf_counter()
    ner = options.ner
    with State(out, fresh=fresh) as state:
        extractor = None if ner in LIGHT else build_extractor(options.rules, ner)
        key = run_key(options, extractor.recognisers() if extractor is not None else {})
        state.use(key)
        files = _files(paths, shard, limit)
        this = _Run(state, options, files, Past(state.shards), key, log, progress)
        this.seconds["discover"] = time.perf_counter() - start
        this.log("start", inputs=len(files), out=str(out), workers=workers)
        with ExitStack() as stack:
            runner = partial(_runner, stack, workers, cluster, extractor, this)
            with this.stage("work"):
                _work(this, runner)
        contents = [this.contents.get(path.name) or _contents(ShardFile(path)) for path in this.shards()]
        digest = hashlib.sha256(repr((key, limit, shard)).encode() + b"".join(contents)).hexdigest()
        manifest = state.published(digest) if not this.worked else None
        if manifest is None:
            manifest = _publish(this, extractor or build_extractor(options.rules, ner), shard, limit, workers)
            state.note_published(digest)
        state.clean(this.layout)
        this.log("end", seconds={name: round(value, 3) for name, value in this.seconds.items()}, shards_read=this.worked,
                 shards_kept=this.reused, counts=manifest["counts"])  # fmt: skip
    return RunSummary.from_dict(manifest["counts"])


def _files(paths: Sequence[Path], shard: tuple[int, int] | None, limit: int | None) -> list[File]:
    found = [(os.path.abspath(path), name) for path, name in discover(paths)]  # noqa: PTH100 - links stay what they are
    if not found:
        raise RunRefused(f"no files under {', '.join(map(str, paths))}; name a folder that holds articles")
    if shard is not None:
        number, of = shard
        found = found[len(found) * (number - 1) // of : len(found) * number // of]
    return [File(path, name, _size(path)) for path, name in found[:limit]]


def _size(path: str) -> int:
    """Bytes of a file, as far as the system tells; only the division into shards depends on it."""
    try:
        return os.stat(path).st_size  # noqa: PTH116 - called for every input
    except (OSError, ValueError):
        return 0


def _runner(stack: ExitStack, workers: int, cluster: str | None, extractor: Extracts | None, this: _Run) -> Runs:
    """Whatever does the work, started when there is some."""
    if cluster is not None:
        from govextract.cluster import Cluster

        there: Runs = stack.enter_context(Cluster(cluster, this.options, this.key))
        return there
    extractor = extractor or build_extractor(this.options.rules, this.options.ner)
    return stack.enter_context(Workers(workers, extractor, this.options, this.state.home))


def _work(this: _Run, start: Callable[[], Runs]) -> None:
    """Have every shard, used again or made."""
    shards = list(groups(this.files))
    this.past.needed = {identity(file.name for file in group) for group in shards if not group[0].holds_many}
    with ManyReader(this.state.home, this.options.seconds, this.options.max_bytes) as reader:
        pending = _pending(this, shards, reader)
        first = next(pending, None)
        if first is None:
            return
        runner = start()

        def tasks() -> Iterator[tuple[Work, Task]]:
            yield first, first.task(remote=runner.remote)
            for work in pending:
                yield work, work.task(remote=runner.remote)

        for work, result in runner.run(tasks()):
            _commit(work, result, this.options)
            for stage, value in result.seconds.items():
                this.seconds[stage] = this.seconds.get(stage, 0.0) + value
            this.log("shard", shard=work.shard.stem[:12], inputs=len(work.missing))
            this.advance(work.files)


def _pending(this: _Run, shards: Sequence[Sequence[File]], reader: ManyReader) -> Iterator[Work]:
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
            this.contents[work.shard.name] = _contents(ShardFile(work.shard))
            this.advance(work.files)


def _contents(file: ShardFile) -> bytes:
    """A hash of what the inputs of a shard are."""
    return hashlib.sha256(repr([(source.name, source.content) for source in file.sources]).encode()).digest()


def _entries(group: Sequence[File]) -> tuple[list[Entry], list[object]]:
    paths = [Path(file.path) for file in group]
    return [Entry(file.name, path) for file, path in zip(group, paths, strict=True)], [stamp_of(path) for path in paths]


def _unused(this: _Run, entries: Sequence[Entry]) -> str:
    """The identity of a shard; inputs of equal names (they may hold bytes that are no text) get one of their own."""
    names = [entry.name for entry in entries]
    found = identity(names)
    taken = set(this.layout) if f"{found}.shard" in this.layout else set()
    while f"{found}.shard" in taken:
        found = identity([found, *names])
    return found


def _many(this: _Run, file: File, reader: ManyReader) -> Iterator[tuple[list[Entry], list[object]]]:
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


def _noted(this: _Run, note_path: Path, content: str) -> list[tuple[list[Entry], list[object]]] | None:
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


def _commit(work: Work, result: Result, options: Options) -> None:
    """Put the shard in its place, if the worker has not done so."""
    if result.data is None and work.task().target == work.shard:
        return
    if result.data is not None:
        write_file(work.partial, [result.data])
    fresh = ShardFile(work.partial).load()
    write_file(work.shard, [work.join(fresh, options.tables).pack()])
    work.partial.unlink()


def _publish(
    this: _Run, extractor: Extracts, shard: tuple[int, int] | None, limit: int | None, workers: int
) -> dict[str, Any]:  # fmt: skip
    """Compose all shards to a dataset and put it in the place of the earlier one; its manifest."""
    blocks: list[Callable[[], Block]] = [partial(ShardFile, path) for path in this.shards()]
    names = [name for name in TABLES if this.options.ledger or name != "ledger"]
    with this.stage("compose"):
        composed = compose(blocks, this.state.new, names, limit=limit, threads=workers)
        facts = {**provenance(extractor, this.options.ner), **({"shard": list(shard)} if shard else {})}
        manifest = complete(composed, this.state.new, facts)
    with this.stage("publish"):
        publish(this.state.new, this.state.out, this.state.old)
    return manifest


def complete(composed: Composed, root: Path, facts: dict[str, Any]) -> dict[str, Any]:
    """Check that every input is accounted for and write the manifest of the dataset in ``root``; its facts."""
    summary = summarise(composed)
    if summary.inputs != composed.inputs:
        raise RuntimeError(f"{composed.inputs} inputs, but {summary.inputs} accounted for: please report this")
    facts = {**facts, "counts": summary.as_dict()}
    write_manifest(root, facts, composed.entries)
    return facts


def _check(
    inputs: Sequence[Path], listed: Sequence[Path], out: Path, workers: int, limit: int | None, seconds: float,
    shard: tuple[int, int] | None,
) -> None:  # fmt: skip
    if not inputs and not listed:
        raise RunRefused("no inputs; name at least one file or folder")
    if workers < 1 or (limit is not None and limit < 1) or seconds <= 0:
        raise RunRefused("workers and limits must be greater than 0")
    if shard is not None and not 1 <= shard[0] <= shard[1]:
        raise RunRefused(f"shard {shard[0]}/{shard[1]}: count shards from 1, as in 1/4")
    target = out.resolve()
    for path in inputs:
        if not path.exists():
            raise RunRefused(f"{path}: no such file or folder")
    for path in (*inputs, *listed):
        source = path.resolve()
        if target.is_relative_to(source) or source.is_relative_to(target):
            raise RunRefused(f"{out}: the output and the input {path} lie within each other; choose a folder elsewhere")


def provenance(extractor: Extracts, ner: str) -> dict[str, Any]:
    """What made the rows, for the manifest."""
    import platform
    from importlib.metadata import version

    versions = {package: version(package) for package in ("govextract", "pyarrow", "pydantic")}
    return {
        "versions": {**versions, "python": platform.python_version()},
        "rule_pack": extractor.pack_hash,
        "ner": ner,
        "ner_models": extractor.recognisers(),
    }
