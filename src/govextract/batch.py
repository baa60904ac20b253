"""Folders of articles in, a dataset out: discover, read, extract, write, every input accounted for.

Reading and extracting happen in worker processes, so that an article that hangs or crashes costs one row in
``rejects``. Results are taken in input order: the tables do not depend on how many workers there are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govextract.article import Article
from govextract.dataset import DatasetWriter
from govextract.errors import GovextractError
from govextract.extracts import DEFAULT_RECOGNISER, Extracts, build_extractor
from govextract.read import MAX_BYTES, discover, holds_many, read_path
from govextract.records import Reject
from govextract.summary import RunSummary, Tally
from govextract.workers import Options, Workers, reject_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from govextract.dataset import Rows

SECONDS_PER_ARTICLE = 60.0


class RunRefused(GovextractError):
    """The inputs, the output folder or an option make the run impossible; nothing was written."""


def run(
    inputs: Sequence[str | Path] | str | Path, out: str | Path, *, workers: int = 1,
    rules: str | Path | None = None, ner: str = DEFAULT_RECOGNISER, ledger: bool = False, limit: int | None = None,
    listed: Sequence[Path] = (),
    seconds: float = SECONDS_PER_ARTICLE, max_bytes: int = MAX_BYTES,
    progress: Callable[[int, int], None] | None = None,
) -> RunSummary:  # fmt: skip
    """Extract all articles of ``inputs`` (files or folders) and write the dataset ``out``.

    ``listed`` are more inputs, as lists of files name them: one that is missing is a reject and stops nothing.
    ``rules`` overlays the built-in packs; ``ledger`` also writes one row per number; ``limit`` stops after that many
    inputs; ``seconds`` is how long one article may take, ``max_bytes`` how large one file or .jsonl line may be;
    ``progress`` is called with the input files done and their total. ``out`` appears only when complete, replacing an
    earlier dataset. Raises RunRefused for impossible inputs,
    OutputRefused when ``out`` holds something else, PackError for broken rules.
    """
    paths, out = [Path(path) for path in ([inputs] if isinstance(inputs, str | Path) else inputs)], Path(out)
    _check(paths, listed, out, workers, limit, seconds)
    options = Options(Path(rules) if rules is not None else None, ner, seconds, max_bytes, ledger)
    intake, tally = _Intake([*paths, *listed], limit, max_bytes), Tally()
    extractor = build_extractor(options.rules, ner)
    with DatasetWriter(out, ledger=ledger) as writer:
        with Workers(workers, extractor, options) as pool:
            for file, rows in _in_order(intake, pool):
                tally.add(rows)
                writer.add(rows)
                if progress is not None:
                    progress(file, len(intake.files))
        summary = tally.summary()
        if summary.inputs != intake.count:
            raise RuntimeError(f"{intake.count} inputs, but {summary.inputs} articles and rejects: please report this")
        writer.describe(**_provenance(extractor, ner), counts=summary.as_dict())
    return summary


@dataclass(frozen=True, slots=True)
class _Input:
    """One article to be: a file to read and extract, or what was read from a file of many. ``file`` counts from 1."""

    file: int
    name: str
    source: Path | Article | Reject


class _Intake:
    """The inputs in order, counted as they are handed out."""

    def __init__(self, paths: Sequence[Path], limit: int | None, max_bytes: int) -> None:
        self.files = list(discover(paths))
        self.count = 0
        self._limit, self._max_bytes = limit, max_bytes
        if not self.files:
            raise RunRefused(f"no files under {', '.join(map(str, paths))}; name a folder that holds articles")

    def __iter__(self) -> Iterator[_Input]:
        for item in self._all():
            if self._limit is not None and self.count >= self._limit:
                return
            self.count += 1
            yield item

    def _all(self) -> Iterator[_Input]:
        for number, (path, name) in enumerate(self.files, 1):
            if holds_many(name):  # taken apart here, so that each article is a task of its own
                for item in read_path(path, name, max_bytes=self._max_bytes):
                    yield _Input(number, item.path, item)
            else:
                yield _Input(number, name, path)


def _in_order(intake: _Intake, pool: Workers) -> Iterator[tuple[int, Rows]]:
    """The rows of each input, in input order, with at most ``pool.in_flight`` inputs under way."""
    waiting: deque[tuple[int, Callable[[], Rows]]] = deque()
    for item in intake:
        source = item.source
        if isinstance(source, Reject):
            rows = reject_rows(source)
            waiting.append((item.file, lambda rows=rows: rows))  # type: ignore[misc]
        else:
            waiting.append((item.file, pool.submit(item.name, source)))
        if len(waiting) >= pool.in_flight:
            file, result = waiting.popleft()
            yield file, result()
    for file, result in waiting:
        yield file, result()


def _check(
    inputs: Sequence[Path], listed: Sequence[Path], out: Path, workers: int, limit: int | None, seconds: float
) -> None:
    if not inputs and not listed:
        raise RunRefused("no inputs; name at least one file or folder")
    if workers < 1 or (limit is not None and limit < 1) or seconds <= 0:
        raise RunRefused("workers and limits must be greater than 0")
    target = out.resolve()
    for path in inputs:
        if not path.exists():
            raise RunRefused(f"{path}: no such file or folder")
    for path in (*inputs, *listed):
        source = path.resolve()
        if target.is_relative_to(source) or source.is_relative_to(target):
            raise RunRefused(f"{out}: the output and the input {path} lie within each other; choose a folder elsewhere")


def _provenance(extractor: Extracts, ner: str) -> dict[str, Any]:
    import platform
    from importlib.metadata import version

    versions = {package: version(package) for package in ("govextract", "pyarrow", "pydantic")}
    return {
        "versions": {**versions, "python": platform.python_version()},
        "rule_pack": extractor.pack_hash,
        "ner": ner,
        "ner_models": extractor.recognisers(),
    }
