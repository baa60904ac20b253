"""Memory of a batch does not grow with what it reads: little is held for each article, and a rare one costs no more than others."""

from __future__ import annotations

import shutil
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
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


def alone(action: Callable[..., list[int]], *args: object) -> list[int]:
    """``action`` in a process of its own: threads that other tests have left behind allocate too."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(action, *args).result(timeout=120)


def articles(folder: Path, count: int, numbers: int) -> Path:
    folder.mkdir()
    for number in range(count):
        words = (f"{number}.{step}% by 2025" for step in range(numbers))
        (folder / f"{number:05d}.txt").write_text(" ".join(words), "utf-8")
    return folder


def peaks_of_shards(folder: Path, counts: list[int]) -> list[int]:
    """The peak for a shard of each number of articles; a first shard loads and compiles what is needed once."""

    def shard(count: int) -> object:
        entries = tuple(Entry(path.name, path) for path in sorted(folder.iterdir())[:count])
        return ShardWork(FakeExtractor(), OPTIONS, lambda step: None).run(Task(entries, None))

    shard(1)
    return [peak(lambda count=count: shard(count)) for count in counts]


def test_a_large_shard_takes_hardly_more_memory_than_a_small_one(tmp_path):
    small, large = alone(peaks_of_shards, articles(tmp_path / "in", 160, 15), [32, 160])
    assert large < 1.5 * small


def peaks_of_runs(folders: list[Path]) -> list[int]:
    """The peak of composing each folder's output of what is there already: the other half of the work is the workers'."""
    batch.build_extractor = lambda rules, ner: FakeExtractor()
    batch.run_key = lambda options, models: "any"
    peaks = []
    for folder in folders:
        out = folder.with_name(f"{folder.name}-out")
        batch.run(folder, out)
        shutil.rmtree(out)
        peaks.append(peak(lambda folder=folder, out=out: batch.run(folder, out)))
    return peaks


def test_a_run_holds_little_for_each_article(tmp_path):
    folders = [articles(tmp_path / f"in-{count}", count, 1) for count in (300, 1_500)]
    few, many = alone(peaks_of_runs, folders)
    assert (many - few) / 1_200 < 1_500


def peak_of_profiles() -> list[int]:
    return [peak(lambda: Profiles(Path(PROFILES_DIRECTORY)))]


def test_the_first_doubtful_language_takes_little_memory_and_tells_what_langdetect_does():
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    assert alone(peak_of_profiles)[0] < 15_000_000
    profiles = Profiles(Path(PROFILES_DIRECTORY))
    assert sorted(profiles.languages) == sorted(factory.langlist)
    order = [profiles.languages.index(name) for name in factory.langlist]
    for run, shares in islice(factory.word_lang_prob_map.items(), 0, None, 7):
        if len(run) <= 3:
            assert run in profiles
            assert [profiles[run][number] for number in order] == shares
    assert "\0a" not in profiles
