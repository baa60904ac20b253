"""Runs that go on where earlier ones stopped, read only what changed, in parts or whole: always the bytes of a fresh run."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import govextract
from fake_extractor import FakeExtractor
from govextract import batch, plan
from govextract.batch import OutputFailed, RunRefused, run
from govextract.dataset import disk
from govextract.merge import MergeRefused, merge
from govextract.state import State, StateInUse


class Witness(FakeExtractor):
    """Writes down which articles it was given, whichever process it is in."""

    def __init__(self, diary: Path) -> None:
        self.diary = diary

    def extract(self, article):
        with self.diary.open("a", encoding="utf-8") as file:
            file.write(article.path + "\n")
        return super().extract(article)

    def seen(self) -> list[str]:
        names = sorted(self.diary.read_text("utf-8").split()) if self.diary.exists() else []
        self.diary.unlink(missing_ok=True)
        return names


@pytest.fixture
def witness(monkeypatch, tmp_path) -> Witness:
    extractor = Witness(tmp_path / "diary")
    monkeypatch.setattr(batch, "build_extractor", lambda rules, ner: extractor)
    monkeypatch.setattr(plan, "SHARD_INPUTS", 4)
    monkeypatch.setattr(plan, "SMALL", 10)
    return extractor


@pytest.fixture
def folder(witness, tmp_path) -> Path:
    place = tmp_path / "in"
    (place / "deep").mkdir(parents=True)
    for number in range(30):
        (place / f"{number:02d}.txt").write_text(f"Article {number} wants {number}% by 2025.", "utf-8")
    lines = [json.dumps({"text": f"Line {number} reaches {number}.5%"}) for number in range(20)]
    (place / "deep" / "many.jsonl").write_text("\n".join([*lines, "{broken"]), "utf-8")
    (place / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (place / "zz-again.txt").write_text("Article 3 wants 3% by 2025.", "utf-8")
    long_ago = time.time() - 100
    for path in place.rglob("*"):
        os.utime(path, (long_ago, long_ago))
    time.sleep(0.15)  # files just made are not trusted by their times
    return place


def tables(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def fresh(folder: Path, out: Path, **options: object) -> dict[str, bytes]:
    run([folder], out, **options)
    return tables(out)


def test_nothing_changed_reads_nothing_and_touches_nothing(folder, witness, tmp_path):
    out = tmp_path / "out"
    first = run([folder], out)
    assert len(witness.seen()) == 51
    before = {path: (path.stat().st_ino, path.stat().st_atime_ns) for path in out.rglob("part-*")}
    assert run([folder], out) == first
    assert witness.seen() == []
    assert {path: (path.stat().st_ino, path.stat().st_atime_ns) for path in out.rglob("part-*")} == before


def test_only_new_and_changed_articles_are_read_again_and_deleted_ones_go(folder, witness, tmp_path):
    out = tmp_path / "out"
    run([folder], out)
    witness.seen()
    (folder / "07.txt").write_text("Now it wants 70%.", "utf-8")
    (folder / "05a.txt").write_text("A new one: 55%.", "utf-8")
    (folder / "20.txt").unlink()
    with (folder / "deep" / "many.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps({"text": "One more line: 99%"}))
    run([folder], out, workers=2)
    assert witness.seen() == ["05a.txt", "07.txt", "deep/many.jsonl#22"]
    assert tables(out) == fresh(folder, tmp_path / "fresh")


def test_a_first_of_equals_that_goes_leaves_its_place_to_the_next(folder, tmp_path):
    out = tmp_path / "out"
    run([folder], out)
    assert list(govextract.load(out).duplicates["path"]) == ["zz-again.txt"]
    (folder / "03.txt").unlink()
    run([folder], out)
    frames = govextract.load(out)
    assert frames.duplicates.empty
    assert "zz-again.txt" in set(frames.articles["path"])
    assert tables(out) == fresh(folder, tmp_path / "fresh")


def test_a_touched_file_is_not_read_again_and_one_of_equal_size_and_time_is(folder, witness, tmp_path):
    out = tmp_path / "out"
    run([folder], out)
    witness.seen()
    (folder / "07.txt").touch()
    status = (folder / "08.txt").stat()
    (folder / "08.txt").write_text("Article 8 wants 9% by 2025.", "utf-8")
    os.utime(folder / "08.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (folder / "08.txt").stat().st_size == status.st_size
    run([folder], out)
    assert witness.seen() == ["08.txt"]


def test_a_changed_side_car_is_a_changed_article(folder, witness, tmp_path):
    out = tmp_path / "out"
    run([folder], out)
    witness.seen()
    car = folder / "07.meta.json"
    for title in ("One", "Two"):
        car.write_text(json.dumps({"title": title}), "utf-8")
        run([folder], out)
        assert witness.seen() == ["07.txt"]
        assert title in set(govextract.load(out).articles["title"].dropna())
    car.unlink()
    run([folder], out)
    assert tables(out) == fresh(folder, tmp_path / "fresh")


def test_fresh_reads_everything(folder, witness, tmp_path):
    out = tmp_path / "out"
    run([folder], out)
    before = tables(out)
    witness.seen()
    run([folder], out, fresh=True)
    assert len(witness.seen()) == 51
    assert tables(out) == before


def test_other_options_and_other_rules_are_other_rows(folder, witness, tmp_path):
    out, rules = tmp_path / "out", tmp_path / "rules"
    run([folder], out)
    witness.seen()
    run([folder], out, ledger=True)
    assert len(witness.seen()) == 51
    (rules / "xx").mkdir(parents=True)
    (rules / "xx" / "mine.yaml").write_text("a: 1", "utf-8")
    run([folder], out, ledger=True, rules=rules)
    assert len(witness.seen()) == 51
    (rules / "xx" / "mine.yaml").write_text("a: 2", "utf-8")
    run([folder], out, ledger=True, rules=rules)
    assert len(witness.seen()) == 51


def test_an_interrupted_run_goes_on_from_its_committed_shards(folder, witness, tmp_path):
    def interrupt(done: int, total: int) -> None:
        if done > 15:
            raise KeyboardInterrupt

    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run([folder], out, progress=interrupt)
    assert not out.exists()
    before = len(witness.seen())
    assert before >= 15
    run([folder], out)
    assert len(witness.seen()) < 51 - 10
    assert tables(out) == fresh(folder, tmp_path / "fresh")


def test_a_time_limit_is_tried_again(folder, witness, tmp_path):
    (folder / "09.txt").write_text("This will HANG.", "utf-8")
    out = tmp_path / "out"
    assert run([folder], out, seconds=0.4).rejects["time_limit"] == 1
    witness.seen()
    (folder / "09.txt").write_text("No more hanging: 9%.", "utf-8")
    assert "time_limit" not in run([folder], out, seconds=0.4).rejects
    assert witness.seen() == ["09.txt"]


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_the_bytes_do_not_depend_on_shards_or_workers(folder, tmp_path, monkeypatch, size):
    expected = fresh(folder, tmp_path / "four", ledger=True)
    monkeypatch.setattr(plan, "SHARD_INPUTS", size)
    assert fresh(folder, tmp_path / "other", ledger=True, workers=2) == expected


def test_the_bytes_do_not_depend_on_how_a_file_of_many_is_read(folder, tmp_path, monkeypatch):
    expected = fresh(folder, tmp_path / "dealt-out")
    monkeypatch.setattr(plan, "SMALL", 10**6)
    assert fresh(folder, tmp_path / "whole") == expected


def test_limit_takes_the_first_inputs_of_files_of_many_too(folder, tmp_path):
    assert run([folder], tmp_path / "out", limit=37).inputs == 37
    assert len(govextract.load(tmp_path / "out").articles) == 37


@pytest.mark.parametrize("of", [1, 4])
def test_shards_merge_to_the_bytes_of_one_run(folder, tmp_path, of):
    expected = fresh(folder, tmp_path / "one", ledger=True)
    parts = [tmp_path / f"part-{number}" for number in range(1, of + 1)]
    for number, part in enumerate(parts, 1):
        run([folder], part, shard=(number, of), ledger=True)
    summary = merge(list(reversed(parts)), tmp_path / "merged")
    assert tables(tmp_path / "merged") == expected
    assert (summary.inputs, summary.duplicates) == (53, 1)


def test_more_shards_than_inputs_leave_some_empty(folder, tmp_path):
    inputs = [folder / "01.txt", folder / "02.txt"]
    run(inputs, tmp_path / "one")
    for number in (1, 2, 3):
        run(inputs, tmp_path / f"part-{number}", shard=(number, 3))
    merge([tmp_path / f"part-{number}" for number in (1, 2, 3)], tmp_path / "merged")
    assert tables(tmp_path / "merged") == tables(tmp_path / "one")


def test_merge_refuses_what_is_no_complete_set(folder, tmp_path):
    for number in (1, 2):
        run([folder], tmp_path / str(number), shard=(number, 3))
    run([folder], tmp_path / "whole")
    with pytest.raises(MergeRefused, match="1/3, 2/3"):
        merge([tmp_path / "1", tmp_path / "2"], tmp_path / "merged")
    with pytest.raises(MergeRefused, match="not made with --shard"):
        merge([tmp_path / "whole"], tmp_path / "merged")
    assert not (tmp_path / "merged").exists()


def test_a_shard_that_does_not_exist_is_refused(folder, tmp_path):
    with pytest.raises(RunRefused, match="5/4"):
        run([folder], tmp_path / "out", shard=(5, 4))


def test_a_dataset_can_be_moved_and_read_elsewhere(folder, tmp_path):
    run([folder], tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / "moved")
    assert len(govextract.load(tmp_path / "moved").articles) == 50


def test_a_dataset_that_was_tampered_with_or_removed_is_made_again(folder, witness, tmp_path):
    out = tmp_path / "out"
    expected = fresh(folder, out)
    witness.seen()
    (out / "tables" / "targets" / "part-00000.parquet").write_bytes(b"gone")
    run([folder], out)
    assert tables(out) == expected
    shutil.rmtree(out)
    run([folder], out)
    assert tables(out) == expected
    assert witness.seen() == []


def test_a_damaged_shard_is_made_again(folder, tmp_path):
    out = tmp_path / "out"
    expected = fresh(folder, out)
    victim = sorted((tmp_path / ".out.state").glob("shards-*/*.shard"))[2]
    victim.write_bytes(victim.read_bytes()[:-20])
    shutil.rmtree(out)
    run([folder], out)
    assert tables(out) == expected


def test_two_runs_cannot_write_to_one_output(folder, tmp_path):
    run([folder], tmp_path / "out")
    code = (
        "import sys; from pathlib import Path; from govextract.state import State, StateInUse\n"
        "try:\n    State(Path(sys.argv[1])).__enter__()\nexcept StateInUse: sys.exit(7)"
    )
    with State(tmp_path / "out"):
        assert subprocess.run([sys.executable, "-c", code, tmp_path / "out"], check=False).returncode == 7
    assert issubclass(StateInUse, govextract.errors.GovextractError)


def test_a_full_disk_is_told_and_the_old_dataset_stays(folder, tmp_path, monkeypatch):
    out = tmp_path / "out"
    before = fresh(folder, out)
    (folder / "07.txt").write_text("Now it wants 70%.", "utf-8")
    real, count = disk.write, [0]

    def full(descriptor: int, data: object) -> int:
        count[0] += 1
        if count[0] > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data)

    monkeypatch.setattr(disk, "write", full)
    with pytest.raises(OutputFailed, match="No space left on device"):
        run([folder], out)
    assert tables(out) == before
    monkeypatch.undo()


def test_a_worker_that_cannot_write_ends_the_run_with_the_reason(folder, tmp_path, monkeypatch):
    def full(descriptor: int, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "write", full)
    with pytest.raises(OutputFailed, match="No space left on device"):
        run([folder], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def _limited(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _without_overrides() -> None:
    """Root obeys the permissions of files once it lacks the right to ignore them."""
    import ctypes

    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP: holds for the program executed next


@pytest.mark.skipif(sys.platform != "linux", reason="limits and capabilities of Linux")
def test_limits_and_read_only_places_of_the_system_are_told_in_one_line(folder, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    command = [sys.executable, "-c", "from govextract.cli import main; main()", "run", folder / "01.txt", "--out"]
    for place, restrict, what in (
        (tmp_path / "small", lambda: _limited(400), "File too large"),
        (locked / "out", _without_overrides, "Permission denied"),
    ):
        done = subprocess.run([*command, place], preexec_fn=restrict, capture_output=True, text=True, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)
        assert f"{place}: cannot be written ({what}" in done.stderr
    assert list(locked.iterdir()) == []
