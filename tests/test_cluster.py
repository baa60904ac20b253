"""A run on a dask scheduler with two workers gives the bytes of a run on one machine, also when a worker is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from crash_kit import tables
from govextract import plan
from govextract.batch import run
from govextract.cluster import Cluster, ClusterUnavailable

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(plan, "SHARD_INPUTS", 2)
    place = tmp_path / "in"
    place.mkdir()
    for path in sorted(FIXTURES.glob("*/*.txt"))[:24]:
        shutil.copy(path, place / f"{path.parent.name}-{path.name}")
    (place / "empty.txt").write_text("", "utf-8")
    return place


@pytest.fixture
def cluster():
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1") as local:
        yield local


def test_two_workers_one_killed_write_the_same_bytes_as_one_machine(folder, cluster, tmp_path):
    victims = [worker.pid for worker in cluster.workers.values()]

    def kill_one(done: int, total: int) -> None:
        if victims and done > 3:
            os.kill(victims.pop(), signal.SIGKILL)
            victims.clear()

    summary = run([folder], tmp_path / "there", cluster=cluster.scheduler_address, progress=kill_one)
    assert victims == []
    run([folder], tmp_path / "here")
    assert tables(tmp_path / "there") == tables(tmp_path / "here")
    assert summary.rejects == {"empty": 1}


def test_nobody_at_the_address_is_told(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("govextract.cluster.PATIENCE", 1)
    with pytest.raises(ClusterUnavailable, match="no dask scheduler"):
        run([folder], tmp_path / "out", cluster="tcp://127.0.0.1:9")


def test_without_the_package_the_command_to_install_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterUnavailable, match=r"pip install 'govextract\[cluster\]'"):
        Cluster("tcp://127.0.0.1:9", None, "").__enter__()  # type: ignore[arg-type]
