"""Folders of articles in, a dataset out: discover, compare with the last run, extract what is new, compose, publish.

Work is done in shards by worker processes and kept beside the output, so a run that ends early, however it ends, is taken up
where it was, and a later run reads only what changed. The dataset is composed of all shards in input order: its bytes depend
on the inputs, the rules and the options alone.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
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
from govextract.pending import Log, Run, contents_of, pending
from govextract.plan import File, Past, Work, groups, identity
from govextract.read import MAX_BYTES, discover
from govextract.records import TABLES
from govextract.shardwork import Options, Result, Task
from govextract.state import State, run_key
from govextract.summary import RunSummary, summarise
from govextract.workers import Workers

SECONDS_PER_ARTICLE = 60.0


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
        this = Run(state, options, files, Past(state.shards), key, log, progress)
        this.seconds["discover"] = time.perf_counter() - start
        this.log("start", inputs=len(files), out=str(out), workers=workers)
        with ExitStack() as stack:
            runner = partial(_runner, stack, workers, cluster, extractor, this)
            with this.stage("work"):
                _work(this, runner)
        contents = [this.contents.get(path.name) or contents_of(ShardFile(path)) for path in this.shards()]
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


def _runner(stack: ExitStack, workers: int, cluster: str | None, extractor: Extracts | None, this: Run) -> Runs:
    """Whatever does the work, started when there is some."""
    if cluster is not None:
        from govextract.cluster import Cluster

        there: Runs = stack.enter_context(Cluster(cluster, this.options, this.key))
        return there
    extractor = extractor or build_extractor(this.options.rules, this.options.ner)
    return stack.enter_context(Workers(workers, extractor, this.options, this.state.home))


def _work(this: Run, start: Callable[[], Runs]) -> None:
    """Have every shard, used again or made."""
    shards = list(groups(this.files))
    this.past.needed = {identity(file.name for file in group) for group in shards if not group[0].holds_many}
    with ManyReader(this.state.home, this.options.seconds, this.options.max_bytes) as reader:
        waiting = pending(this, shards, reader)
        first = next(waiting, None)
        if first is None:
            return
        runner = start()

        def tasks() -> Iterator[tuple[Work, Task]]:
            yield first, first.task(remote=runner.remote)
            for work in waiting:
                yield work, work.task(remote=runner.remote)

        for work, result in runner.run(tasks()):
            _commit(work, result, this.options)
            for stage, value in result.seconds.items():
                this.seconds[stage] = this.seconds.get(stage, 0.0) + value
            this.log("shard", shard=work.shard.stem[:12], inputs=len(work.missing))
            this.advance(work.files)


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
    this: Run, extractor: Extracts, shard: tuple[int, int] | None, limit: int | None, workers: int
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
