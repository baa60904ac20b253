"""The batch at two sizes: memory, growth of time, two workers against one, and what a run costs when nothing has changed.

usage: batch.py [--small N] [--large N] [--write]

Each run is a fresh process. Memory is the peak of its largest process, time of growth and of the rerun is processor time of
all its processes, so that a busy machine disturbs little; two workers against one is by the clock, the better of two.
``--write`` puts the table into docs/performance.md, between its marks.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from corpus import make

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- batch table: make bench-batch -->", "<!-- end of batch table -->"
CLI = (sys.executable, "-c", "from govextract.cli import main; main()", "run", "--quiet")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds by the clock and of the processors, and the peak of its largest process in MB."""

    clock: float
    processor: float
    memory: float


def measure(folder: Path, out: Path, *options: str) -> Cost:
    """Run over ``folder`` in a fresh process."""
    start = time.perf_counter()
    process = subprocess.Popen([*CLI, str(folder), "--out", str(out), *options])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"run ended with {process.returncode}")
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def unconnected(folder: Path, room: Path) -> float:
    """Seconds until two runs that know nothing of each other, begun together, have both ended: shared caches and clock rates."""
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(measure, folder, room / f"out-apart-{number}", "--fresh") for number in (1, 2)]
        return max(run.result().clock for run in runs)


def report(small: int, large: int, room: Path) -> Iterator[tuple[str, str, str]]:
    """Rows of the table: what, figure, what is wanted."""
    few, many = make(small, room / "small"), make(large, room / "large")
    first = measure(few, room / "out-small")
    second = measure(many, room / "out-large")
    again = measure(many, room / "out-large")
    yield (
        f"peak memory at {small:,} and {large:,} articles, MB",
        f"{first.memory:.0f} and {second.memory:.0f}",
        (f"at most 1.15 times: {second.memory / first.memory:.2f}"),
    )
    per_first, per_second = first.processor / small, second.processor / large
    yield (
        f"ms per article at {small:,} and {large:,}",
        f"{per_first * 1e3:.2f} and {per_second * 1e3:.2f}",
        (f"not growing: {per_second / per_first:.2f}"),
    )
    share = again.processor / second.processor
    yield "rerun with nothing changed, share of the first run (processor)", f"{share:.1%}", "at most 5%"
    yield "the same by the clock", f"{again.clock / second.clock:.1%}", "at most 5%"
    one, two = [second.clock], []
    for number in range(2):
        two.append(measure(many, room / "out-two", "--workers", "2", "--fresh").clock)
        if not number:
            one.append(measure(many, room / "out-large", "--fresh").clock)
    yield "two workers against one (clock)", f"{min(one) / min(two):.2f}", "at least 1.8"
    apart = unconnected(many, room)
    yield (
        "two unconnected runs at once against one after the other (clock)",
        f"{2 * min(one) / apart:.2f}",
        ("what the machine allows"),
    )


def write(table: str) -> None:
    """Put ``table`` between the marks of the page."""
    text = PAGE.read_text("utf-8")
    head, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n{table}{END}{rest.partition(END)[2]}", "utf-8")


def main() -> None:
    """Print the table, and keep it if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--small", type=int, default=2_000)
    parser.add_argument("--large", type=int, default=20_000)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    machine = f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}, {os.cpu_count()} cores"
    lines = [f"{machine}\n\n", "| batch | figure | wanted |\n| --- | ---: | --- |\n"]
    print("".join(lines), end="", flush=True)
    room = Path(tempfile.mkdtemp(prefix="govextract-bench-"))
    try:
        for row in report(arguments.small, arguments.large, room):
            lines.append("| " + " | ".join(row) + " |\n")
            print(lines[-1], end="", flush=True)
    finally:
        shutil.rmtree(room)
    if arguments.write:
        write("".join(lines))


if __name__ == "__main__":
    main()
