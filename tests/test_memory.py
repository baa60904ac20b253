"""Memory of a batch does not grow with what it reads: little is held for each article, and a rare one costs no more than others."""

from __future__ import annotations

import shutil
import tracemalloc
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from fake_extractor import FakeExtractor
from govextract import batch
from govextract.langprofiles import Profiles
from govextract.shardwork import Entry, Options, ShardWork, Task

OPTIONS = Options(None, "off", 60.0, 1_000_000, ledger=True)


def peak(action: Callable[[], object]) -> int:
    """The largest number of bytes that Python objects take while ``action`` goes on."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def articles(folder: Path, count: int, numbers: int) -> Path:
    folder.mkdir()
    for number in range(count):
        words = (f"{number}.{step}% by 2025" for step in range(numbers))
        (folder / f"{number:05d}.txt").write_text(" ".join(words), "utf-8")
    return folder


def test_a_large_shard_takes_hardly_more_memory_than_a_small_one(tmp_path):
    folder = articles(tmp_path / "in", 160, 15)

    def shard(count: int) -> object:
        entries = tuple(Entry(path.name, path) for path in sorted(folder.iterdir())[:count])
        return ShardWork(FakeExtractor(), OPTIONS, lambda step: None).run(Task(entries, None))

    shard(1)  # what is loaded and compiled once
    small, large = peak(lambda: shard(32)), peak(lambda: shard(160))
    assert large < 1.5 * small


def test_a_run_holds_little_for_each_article(tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "build_extractor", lambda rules, ner: FakeExtractor())
    monkeypatch.setattr(batch, "run_key", lambda options, models: "any")
    found = []
    for count in (300, 1_500):
        folder, out = articles(tmp_path / f"in-{count}", count, 1), tmp_path / f"out-{count}"
        batch.run(folder, out)
        peaks = []
        for _ in range(2):  # the lower of two: a thread that another test has left behind allocates too
            shutil.rmtree(out)  # composed again, of what is there already: the other half of the work is the workers'
            peaks.append(peak(lambda folder=folder, out=out: batch.run(folder, out)))
        found.append(min(peaks))
    assert (found[1] - found[0]) / 1_200 < 1_500


def test_the_first_doubtful_language_takes_little_memory_and_tells_what_langdetect_does():
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    found: list[Profiles] = []
    assert peak(lambda: found.append(Profiles(Path(PROFILES_DIRECTORY)))) < 15_000_000
    profiles = found[0]
    assert sorted(profiles.languages) == sorted(factory.langlist)
    order = [profiles.languages.index(name) for name in factory.langlist]
    for run, shares in islice(factory.word_lang_prob_map.items(), 0, None, 7):
        if len(run) <= 3:
            assert run in profiles
            assert [profiles[run][number] for number in order] == shares
    assert "\0a" not in profiles
