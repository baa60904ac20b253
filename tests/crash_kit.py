"""What the crash tests are made of: runs in a process group that can be killed, faults at will, readers that never stop."""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fake_extractor import FakeExtractor
from govextract import batch, plan
from govextract.dataset import disk, publish

READERS = ("arrow", "pandas", "polars", "duckdb")


def make_inputs(folder: Path, version: int, count: int) -> None:
    """``count`` articles that all tell the version they are of; some differ between versions, some are not there."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:03d}.txt").write_text(f"Version {version}: article {number} wants {version}% by 2025.", "utf-8")
    for number in range(count, count + 40):
        (folder / f"{number:03d}.txt").unlink(missing_ok=True)


def tables(out: Path) -> dict[str, bytes]:
    """The bytes of all files of a dataset."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def in_group(action: Callable[[], object]) -> int:
    """Run ``action`` in a forked process that leads a group of its own; the process id."""
    process = os.fork()
    if process:
        with contextlib.suppress(PermissionError, ProcessLookupError):
            os.setpgid(process, process)
        return process
    code = 70
    try:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        action()
        code = 0
    except batch.OutputFailed:
        code = 3
    finally:
        os._exit(code)


def run_once(inputs: Path, out: Path, workers: int = 2) -> None:
    """One run with the small extractor and small shards."""
    batch.build_extractor = lambda rules, ner: FakeExtractor()  # type: ignore[assignment]
    batch.run_key = lambda options, models: "small"  # type: ignore[assignment]  # hashing the program takes longer than the run
    plan.SHARD_INPUTS = 4
    batch.run([inputs], out, workers=workers)


def ended(process: int) -> int:
    """Wait for the process; its exit code, negative when a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def kill_group(process: int, after: float) -> int:
    """Kill the whole group of ``process`` with -9 after some seconds, or see it end before."""
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    return ended(process)


class Faults:
    """Counts every write, flush, rename and exchange of a run and its workers; the chosen one goes wrong."""

    def __init__(self, at: int = 0, *, kill: bool = False) -> None:
        self.count = multiprocessing.get_context("fork").Value("i", 0)
        self._at, self._kill = at, kill

    def install(self) -> None:
        """Put the fault into this process and those it will fork."""
        disk.write = self._wrap(disk.write)
        disk.flush = self._wrap(disk.flush)
        disk.rename = publish.rename = self._wrap(disk.rename)
        publish.exchange = self._wrap(publish.exchange)

    def _wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any) -> Any:
            with self.count.get_lock():
                self.count.value += 1
                here = self.count.value
            if here == self._at:
                if self._kill:
                    os.killpg(0, signal.SIGKILL)
                raise OSError(errno.EIO, "Input/output error")
            return real(*arguments)

        return wrapped


def _reader(name: str, out: Path) -> Callable[[str, str], list[Any]]:
    """A function that reads one column of a table as an analyst would, and comes back with its values."""
    import govextract

    if name == "arrow":
        import pyarrow.dataset as ds

        return lambda table, column: ds.dataset(out / "tables" / table).to_table().column(column).to_pylist()
    if name == "pandas":
        import pandas as pd

        return lambda table, column: list(pd.read_parquet(out / "tables" / table)[column])
    if name == "polars":
        import polars as pl

        def read_polars(table: str, column: str) -> list[Any]:
            with govextract.snapshot(out) as folder:
                return list(pl.read_parquet(folder / "tables" / table)[column])

        return read_polars
    import duckdb

    connection = duckdb.connect()

    def read_duckdb(table: str, column: str) -> list[Any]:
        with govextract.snapshot(out) as folder:
            rows = connection.execute(f"select {column} from '{folder}/tables/{table}/*.parquet'").fetchall()
            return [row[0] for row in rows]

    return read_duckdb


def poll(name: str, out: Path, sizes: dict[str, int], stop: Any, ready: Any, results: Any) -> None:
    """Read without end; report how often, and everything that was not one whole version."""
    read, polls, wrong = _reader(name, out), 0, []
    ready.release()
    while not stop.is_set():
        try:
            texts = [text.split(":")[0] for text in read("articles", "text")]
            goals = {str(int(value)) for value in read("targets", "value")}
            if len(set(texts)) != 1 or sizes[texts[0]] != len(texts) or len(goals) != 1:
                wrong.append(f"{len(texts)} rows of {sorted(set(texts))}, goals {goals}")
        except BaseException as error:  # noqa: BLE001 - polars panics are no Exception
            wrong.append(f"{type(error).__name__}: {error}")
        polls += 1
        time.sleep(0.2)
    results.put((name, polls, wrong[:3], len(wrong)))


@contextlib.contextmanager
def readers(out: Path, sizes: dict[str, int]) -> Iterator[dict[str, tuple[int, list[str], int]]]:
    """Readers of every kind at work while the context lasts; then, by name, how often each read and what was wrong."""
    context = multiprocessing.get_context("spawn")
    stop, ready, results = context.Event(), context.Semaphore(0), context.Queue()
    processes = [context.Process(target=poll, args=(name, out, sizes, stop, ready, results)) for name in READERS]
    for process in processes:
        process.start()
    for _ in processes:
        ready.acquire(timeout=60)
    found: dict[str, tuple[int, list[str], int]] = {}
    try:
        yield found
    finally:
        stop.set()
        for _ in processes:
            name, polls, wrong, count = results.get(timeout=60)
            found[name] = polls, wrong, count
        for process in processes:
            process.join()


def moments(count: int, longest: float, seed: int = 20250306) -> list[float]:
    """Random moments of a run that takes ``longest`` seconds."""
    draw = random.Random(seed)
    return [draw.uniform(0.0, longest) for _ in range(count)]
