"""Worker processes under watch: one that hangs or dies costs the one article it was at, which becomes a reject.

pebble keeps the pool alive whatever happens to a process. What it cannot know is at which article a process hangs: each
one announces its steps in a small shared file, and here the clock runs.
"""

from __future__ import annotations

import contextlib
import mmap
import multiprocessing
import os
import signal
import struct
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from govextract.dataset.disk import write_file
from govextract.errors import GovextractError
from govextract.extracts import Extracts, build_extractor
from govextract.shardwork import Options, Result, ShardWork, Task

AHEAD = 2
"""Tasks handed out per worker: one in work, one so that it need not wait."""
LOOK = 0.1
"""Seconds between two looks at the steps."""
_SLOT = struct.Struct("qq")
T = TypeVar("T")


class WorkersFailed(GovextractError):
    """Worker processes die before they begin: nothing is wrong with the articles, something is with the machine."""


class Steps:
    """The file in which processes announce their steps: one slot per task under way."""

    def __init__(self, path: Path, slots: int) -> None:
        with path.open("r+b") as file:
            file.truncate(_SLOT.size * slots)
            self._map = mmap.mmap(file.fileno(), _SLOT.size * slots)

    def announce(self, slot: int, step: int) -> None:
        """This process begins ``step`` of the task in ``slot``."""
        _SLOT.pack_into(self._map, slot * _SLOT.size, os.getpid(), step)

    def clear(self, slot: int) -> None:
        """Nothing has begun in ``slot``."""
        _SLOT.pack_into(self._map, slot * _SLOT.size, 0, 0)

    def at(self, slot: int) -> tuple[int, int]:
        """Process and step of the task in ``slot``; zeros before it begins."""
        found: tuple[int, int] = _SLOT.unpack_from(self._map, slot * _SLOT.size)
        return found


@dataclass(slots=True)
class Job(Generic[T]):
    """A task under way, and since when it is at its present step."""

    mark: T
    slot: int
    future: ProcessFuture[Any]
    task: Any = None
    step: int = 0
    since: float = 0.0
    late: bool = False


class WatchedPool:
    """Processes that run one function, each call in a slot of the steps file, with a limit of seconds for each step."""

    def __init__(self, room: Path, count: int, slots: int, seconds: float, adopt: Callable[..., None], *given: Any) -> None:
        handle, name = tempfile.mkstemp(dir=room, prefix="steps-")
        os.close(handle)
        self._path = path = Path(name)
        self.steps, self._seconds = Steps(path, slots), seconds
        self._free = deque(range(slots))
        context = multiprocessing.get_context("fork" if forks() else "spawn")
        self._pool = ProcessPool(count, initializer=_begin, initargs=(adopt, path, slots, given), context=context)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._path.unlink(missing_ok=True)

    def start(self, work: Callable[..., Any], task: Any, mark: T) -> Job[T]:
        """Begin ``work(slot, task)`` in some process; ``mark`` is for the caller. There must be a free slot."""
        slot = self._free.popleft()
        self.steps.clear(slot)
        return Job(mark, slot, self._pool.schedule(work, args=(slot, task)), task)

    def look(self, jobs: Iterable[Job[T]]) -> list[Job[T]]:
        """Wait a moment; kill whoever took too long for a step; the jobs that have ended, their slots free again."""
        jobs = list(jobs)
        wait([job.future for job in jobs], timeout=LOOK, return_when=FIRST_COMPLETED)
        now = time.monotonic()
        for job in jobs:
            process, step = self.steps.at(job.slot)
            if step != job.step or not job.since:
                job.step, job.since = step, now
            elif step and not job.late and now - job.since > self._seconds and not job.future.done():
                job.late = True
                with contextlib.suppress(ProcessLookupError):  # it has just ended by itself
                    os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        ended = [job for job in jobs if job.future.done()]
        for job in ended:
            job.step = self.steps.at(job.slot)[1]
            self._free.append(job.slot)
        return ended


def forks() -> bool:
    """Whether workers are forked, and so share what was loaded before; elsewhere forking is unsafe."""
    return sys.platform == "linux"


class Workers:
    """``count`` processes that work on shards. Use as a context manager; leaving it early drops the work under way."""

    remote = False

    def __init__(self, count: int, extractor: Extracts, options: Options, room: Path) -> None:
        self._options = options
        self._most = count * AHEAD
        # A forked worker shares the compiled rules; where forking is unsafe, each worker builds its own.
        factory = (lambda: extractor) if forks() else partial(build_extractor, options.rules, options.ner)
        self._pool = WatchedPool(room, count, self._most, options.seconds, _adopt, factory, options)
        self._deaths: dict[tuple[int, int], int] = {}

    def __enter__(self) -> Self:
        self._pool.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.__exit__(kind, error, trace)

    def run(self, tasks: Iterable[tuple[T, Task]]) -> Iterator[tuple[T, Result]]:
        """The result of each task, as they end. Raises what no reject can express: broken rules, a full disk."""
        waiting = iter(tasks)
        jobs: list[Job[T]] = []
        while True:
            while len(jobs) < self._most and (item := next(waiting, None)) is not None:
                jobs.append(self._pool.start(_work, item[1], item[0]))
            if not jobs:
                return
            for job in self._pool.look(jobs):
                jobs.remove(job)
                try:
                    result: Result = job.future.result()
                except ProcessExpired as error:
                    jobs.append(self._pool.start(_work, self._without(job, error), job.mark))
                else:
                    yield job.mark, result

    def _without(self, job: Job[T], error: ProcessExpired) -> Task:
        """The task once more. The step at which a process hung, or died twice, is given up."""
        task: Task = job.task
        key = (hash(task.entries), job.step)
        self._deaths[key] = self._deaths.get(key, 0) + 1
        if job.late:
            seconds = self._options.seconds
            why = ("time_limit", f"took longer than {seconds:g} seconds; raise the limit, or look at what the file holds")
        elif self._deaths[key] == 1:
            return task
        elif not job.step:
            raise WorkersFailed(f"worker processes end before they begin (exit code {error.exitcode})") from error
        else:
            code = error.exitcode
            why = ("worker_died", f"the worker process died (exit code {code}), perhaps for want of memory; try the file alone")
        return replace(task, lost={**task.lost, job.step: why})


_steps: Steps
_extractor: Extracts
_options: Options


def _begin(adopt: Callable[..., None], path: Path, slots: int, given: tuple[Any, ...]) -> None:
    """What a worker process does first; the globals are its own."""
    global _steps
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a handler written in Python waits for C code that may hang
    _steps = Steps(path, slots)
    adopt(*given)


def _adopt(factory: Callable[[], Extracts], options: Options) -> None:
    global _extractor, _options
    _extractor, _options = factory(), options


def announce(slot: int, step: int) -> None:
    """This worker process begins ``step``."""
    _steps.announce(slot, step)


def _work(slot: int, task: Task) -> Result:
    work = ShardWork(_extractor, _options, partial(announce, slot))
    data = work.run(task).pack()
    if task.target is None:
        return Result(work.seconds, data)
    task.target.parent.mkdir(parents=True, exist_ok=True)
    write_file(task.target, [data])
    return Result(work.seconds)
