"""Does the work of a run on the workers of a dask scheduler: the same shards, the same bytes, also when a worker dies.

A dask worker hands each shard to a process of its own that works exactly like a run on one machine, with its watch over
articles that hang or kill. The rows come back to the run, which alone writes. Inputs must be readable under the same
paths everywhere, and program, rules and libraries must be the same: their hashes are compared.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import IO, Any, Self, TypeVar

from govextract.errors import GovextractError
from govextract.extracts import LIGHT, build_extractor
from govextract.rulepack import PackError
from govextract.shardwork import Options, Result, Task
from govextract.state import run_key
from govextract.workers import Workers

PATIENCE = 30
"""Seconds to wait for the scheduler and its first worker."""
AHEAD = 2
RETRIES = 2
_SERVE = "from govextract.cluster import serve; serve()"
T = TypeVar("T")


class ClusterUnavailable(GovextractError):
    """The cluster cannot be used: a package is missing, nobody answers, or its workers run something else."""


class Cluster:
    """The workers of the dask scheduler at ``address``. Use as a context manager."""

    remote = True

    def __init__(self, address: str, options: Options, key: str) -> None:
        self._address, self._options, self._key = address, options, key
        self._client: Any = None

    def __enter__(self) -> Self:
        try:
            from distributed import Client
        except ImportError as error:
            raise ClusterUnavailable("--cluster needs a package more: pip install 'govextract[cluster]'") from error
        try:
            self._client = Client(self._address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            self._close()
            raise ClusterUnavailable(f"{self._address}: no dask scheduler with workers answers there ({error})") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()

    def run(self, tasks: Iterator[tuple[T, Task]]) -> Iterator[tuple[T, Result]]:
        """The result of each task, as they end. dask gives the tasks of a worker that died to the others."""
        from distributed import wait
        from distributed.scheduler import KilledWorker

        pending: dict[Any, T] = {}
        while True:
            while len(pending) < self._most() and (item := next(tasks, None)) is not None:
                future = self._client.submit(work_there, item[1], self._options, self._key, pure=False, retries=RETRIES)
                pending[future] = item[0]
            if not pending:
                return
            with self._client.as_current():
                ended: Any = wait(list(pending), return_when="FIRST_COMPLETED")  # type: ignore[no-untyped-call]
            for future in ended.done:
                try:
                    result: Result = future.result()
                except KilledWorker as error:
                    raise ClusterUnavailable(f"{self._address}: worker after worker dies: {error}") from error
                yield pending.pop(future), result

    def _most(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values())) * AHEAD


class _Helper:
    """A process beside a dask worker that works on shards; it ends when the worker does."""

    def __init__(self, options: Options, key: str) -> None:
        self._process = subprocess.Popen([sys.executable, "-c", _SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.call((options, key))

    def call(self, message: object) -> Any:
        """Send a message and wait for the answer. Raises what went wrong there."""
        assert self._process.stdin is not None and self._process.stdout is not None
        pickle.dump(message, self._process.stdin)
        self._process.stdin.flush()
        kind, answer = pickle.load(self._process.stdout)
        if kind == "rules":
            raise PackError(answer)
        if kind == "error":
            raise ClusterUnavailable(answer)
        return answer


_idle: dict[tuple[Options, str], SimpleQueue[_Helper]] = {}


def work_there(task: Task, options: Options, key: str) -> Result:
    """Runs on a dask worker: the shard of ``task``, done by a helper process that is kept for the next."""
    helpers = _idle.setdefault((options, key), SimpleQueue())
    try:
        helper = helpers.get_nowait()
    except Empty:
        helper = _Helper(options, key)
    result: Result = helper.call(task)
    helpers.put(helper)  # one that failed is not used again
    return result


def serve() -> None:
    """The helper process: takes options, then tasks, on standard input until it is closed."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the answers
    options, key = pickle.load(sys.stdin.buffer)
    with tempfile.TemporaryDirectory(prefix="govextract-") as room:
        try:
            extractor = build_extractor(options.rules, options.ner)
            here = run_key(options, {} if options.ner in LIGHT else extractor.recognisers())
            if here != key:
                raise ClusterUnavailable("a worker has another govextract, other rules or other libraries than this run")
            with Workers(1, extractor, options, Path(room)) as workers:
                _answer(answers, "ready", None)
                _serve(workers, answers)
        except BrokenPipeError:
            return  # the dask worker is gone; its tasks are with another by now
        except PackError as error:
            _answer(answers, "rules", str(error))
        except (GovextractError, OSError) as error:
            _answer(answers, "error", str(error))


def _serve(workers: Workers, answers: IO[bytes]) -> None:
    while True:
        try:
            task = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        for _, result in workers.run([(None, task)]):
            _answer(answers, "done", result)


def _answer(answers: IO[bytes], kind: str, content: object) -> None:
    pickle.dump((kind, content), answers)
    answers.flush()
