"""Worker processes that read and extract one input each, under a time limit; whatever goes wrong becomes a reject."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import TimeoutError as TaskTimeout
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from govextract.article import Article
from govextract.dataset.rows import Rows, Unstorable, to_rows
from govextract.extracts import Extracts, build_extractor
from govextract.read import read_path
from govextract.records import Reject
from govextract.rulepack import PackError

IN_FLIGHT_PER_WORKER = 16


@dataclass(frozen=True, slots=True)
class Options:
    """What every worker needs to know: the rules overlay, the recogniser, the limits, whether the ledger is wanted."""

    rules: Path | None
    ner: str
    seconds: float
    max_bytes: int
    ledger: bool


class Workers:
    """A pool of ``count`` processes. Use as a context manager; leaving it early drops the work under way."""

    def __init__(self, count: int, extractor: Extracts, options: Options) -> None:
        self.in_flight = count * IN_FLIGHT_PER_WORKER
        self._options = options
        # A forked worker shares the compiled rules; where forking is unsafe, each worker builds its own.
        forks = sys.platform == "linux"
        factory = (lambda: extractor) if forks else partial(build_extractor, options.rules, options.ner)
        context = multiprocessing.get_context("fork" if forks else "spawn")
        self._pool = ProcessPool(count, initializer=_adopt, initargs=(factory, options), context=context)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def submit(self, name: str, source: Path | Article) -> Callable[[], Rows]:
        """Start on one input; the result, when called, waits for its rows: an article with its facts, or a reject."""
        future = self._pool.schedule(_work, args=(name, source), timeout=self._options.seconds)
        return partial(self._result, future, name, source)

    def _result(self, future: ProcessFuture[Rows], name: str, source: Path | Article) -> Rows:
        try:
            rows = future.result()
        except TaskTimeout:
            message = (
                f"took longer than {self._options.seconds:g} seconds; raise the limit, or look at what the file holds"
            )
            return _failed(name, source, "time_limit", message)
        except ProcessExpired as error:
            message = (
                f"the worker process died (exit code {error.exitcode}), perhaps for want of memory; try the file alone"
            )
            return _failed(name, source, "worker_died", message)
        return rows


_extractor: Extracts
_options: Options


def _adopt(factory: Callable[[], Extracts], options: Options) -> None:
    """What a worker process does first; the globals are its own."""
    global _extractor, _options
    _extractor, _options = factory(), options


def _work(name: str, source: Path | Article) -> Rows:
    try:
        item = _read(source, name) if isinstance(source, Path) else source
        if isinstance(item, Reject):
            return reject_rows(item)
        return to_rows(_extractor.extract(item), ledger=_options.ledger)
    except PackError:  # broken rules are no article's fault: the run ends and says so
        raise
    except Unstorable as error:
        return _failed(name, source, "value_out_of_range", f"{error}; correct the number in the file")
    except Exception as error:  # noqa: BLE001  a defect in one article must not end the batch; the row reports it
        message = f"{type(error).__name__}: {error}; this is a defect of govextract, please report it with the file"
        return _failed(name, source, "internal_error", message)


def _read(path: Path, name: str) -> Article | Reject:
    (item,) = read_path(path, name, max_bytes=_options.max_bytes)  # formats of many articles never come here
    return item


def reject_rows(reject: Reject) -> Rows:
    """The row of one input that could not be read."""
    return {"rejects": [reject.model_dump()]}


def _failed(name: str, source: Path | Article, reason: str, message: str) -> Rows:
    size = source.stat().st_size if isinstance(source, Path) and source.is_file() else None
    return reject_rows(Reject(path=name, reason=reason, message=message, bytes=size))
