"""A run may be killed, and any write may fail, at any moment: the next run makes it good, and no reader notices.

``make crash-sweep`` runs the same with 200 kills.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from crash_kit import Faults, ended, in_group, kill_group, make_inputs, moments, readers, run_once, tables

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="process groups and forked workers")
KILLS = int(os.environ.get("GOVEXTRACT_KILLS", "30"))
COUNTS = {1: 60, 2: 76}


def undisturbed(tmp_path: Path) -> dict[int, dict[str, bytes]]:
    """The bytes of each version of the inputs."""
    found = {}
    for version, count in COUNTS.items():
        make_inputs(tmp_path / f"in-{version}", version, count)
        assert ended(in_group(lambda v=version: run_once(tmp_path / f"in-{v}", tmp_path / f"calm-{v}"))) == 0
        found[version] = tables(tmp_path / f"calm-{version}")
    assert found[1] != found[2]
    return found


def _seconds(inputs: Path, out: Path) -> float:
    """How long a fresh run takes on a good moment of this machine."""
    best = 60.0
    for number in range(2):
        start = time.perf_counter()
        assert ended(in_group(lambda n=number: run_once(inputs, out.with_name(f"{out.name}-{n}")))) == 0
        best = min(best, time.perf_counter() - start)
    return best


def test_killed_at_random_moments_a_rerun_gives_the_same_bytes_and_no_reader_notices(tmp_path, capsys):
    expected = undisturbed(tmp_path)
    out, inputs = tmp_path / "out", tmp_path / "in"
    make_inputs(inputs, 1, COUNTS[1])
    assert ended(in_group(lambda: run_once(inputs, out))) == 0
    longest = _seconds(inputs, tmp_path / "timed")
    killed, version = 0, 1
    with readers(out, {f"Version {number}": count for number, count in COUNTS.items()}) as polls:
        for moment in moments(KILLS, longest):
            version = 3 - version
            make_inputs(inputs, version, COUNTS[version])
            killed += kill_group(in_group(lambda: run_once(inputs, out)), moment) < 0
            assert tables(out) in expected.values()
            assert ended(in_group(lambda: run_once(inputs, out))) == 0
            assert tables(out) == expected[version]
    with capsys.disabled():
        print(f"\n{killed} of {KILLS} runs killed; reads: { ({name: count for name, (count, _, _) in polls.items()}) }")  # noqa: T201
    assert killed >= KILLS // 3
    assert {name: wrong for name, (_, wrong, _) in polls.items() if wrong} == {}
    assert min(count for count, _, _ in polls.values()) >= KILLS // 2


def test_a_fault_at_every_write_flush_and_rename_is_made_good_by_a_rerun(tmp_path):
    inputs, out, counts = tmp_path / "in", tmp_path / "out", {1: 6, 2: 9}
    expected = {}
    for version in (1, 2):
        make_inputs(inputs, version, counts[version])
        assert ended(in_group(lambda v=version: run_once(inputs, tmp_path / f"calm-{v}", 1))) == 0
        expected[version] = tables(tmp_path / f"calm-{version}")
    assert ended(in_group(lambda: run_once(inputs, out, 1))) == 0

    def disturbed(version: int, faults: Faults) -> int:
        make_inputs(inputs, version, counts[version])

        def action() -> None:
            faults.install()
            run_once(inputs, out, 1)

        return ended(in_group(action))

    counters = {version: Faults() for version in (1, 2)}
    assert [disturbed(version, counters[version]) for version in (1, 2)] == [0, 0]
    total = max(counter.count.value for counter in counters.values())
    assert total >= 30
    for at in range(1, total + 1):
        version, kill = 1 + at % 2, at % 4 < 2
        code = disturbed(version, Faults(at, kill=kill))
        assert code == (0 if at > counters[version].count.value else -9 if kill else 3), at
        assert tables(out) in expected.values(), at
        assert ended(in_group(lambda: run_once(inputs, out, 1))) == 0
        assert tables(out) == expected[version], at
