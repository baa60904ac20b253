"""Runs over folders: every input accounted for, nothing depends on the number of workers, bad articles cost one row."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import govextract
from fake_extractor import FakeExtractor
from govextract import batch
from govextract.batch import RunRefused, run
from govextract.dataset.publish import OutputRefused
from govextract.rulepack import PackError

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@pytest.fixture
def fake(monkeypatch):
    monkeypatch.setattr(batch, "build_extractor", lambda rules, ner: FakeExtractor())


@pytest.fixture
def articles(fake, tmp_path) -> Path:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    for number in range(40):
        (folder / f"{number:02d}.txt").write_text(f"Article {number} wants {number}% by 2025.", "utf-8")
    lines = [json.dumps({"text": f"Line {number} reaches {number}.5%"}) for number in range(12)]
    (folder / "deep" / "many.jsonl").write_text("\n".join([*lines, "{broken"]), "utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "empty.txt").write_text("", "utf-8")
    return folder


def tables(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_one_and_two_workers_write_the_same_bytes(articles, tmp_path):
    for name, workers in (("one", 1), ("again", 1), ("two", 2)):
        run([articles], tmp_path / name, workers=workers, ledger=True)
    assert tables(tmp_path / "one") == tables(tmp_path / "again") == tables(tmp_path / "two")


def test_every_input_is_accounted_for(articles, tmp_path):
    summary = run(articles, tmp_path / "out")
    frames = govextract.load(tmp_path / "out")
    assert summary.articles == len(frames.articles) == 52
    assert sum(summary.rejects.values()) == len(frames.rejects) == 3
    assert summary.inputs == 55
    assert summary.rejects == {"bad_json": 1, "empty": 1, "unsupported": 1}
    assert summary.languages["xx"].facts["targets"] == len(frames.targets) == 52
    assert summary.unclaimed_share == pytest.approx(1 - 52 / summary.languages["xx"].numbers)


def test_rows_follow_the_order_of_the_inputs(articles, tmp_path):
    run([articles], tmp_path / "out", workers=2)
    paths = list(govextract.load(tmp_path / "out").articles["path"])
    assert paths[:2] == ["00.txt", "01.txt"]
    assert [path for path in paths if path.startswith("deep")] == [f"deep/many.jsonl#{n}" for n in range(1, 13)]


@pytest.mark.parametrize(
    ("word", "reason"), [("CRASH", "internal_error"), ("DIE", "worker_died"), ("HUGE 5%", "value_out_of_range")]
)
def test_an_article_that_fails_costs_one_row(articles, tmp_path, word, reason):
    (articles / "20.txt").write_text(f"This will {word}.", "utf-8")
    summary = run([articles], tmp_path / "out", workers=2)
    assert summary.rejects[reason] == 1
    assert summary.articles == 51
    (row,) = govextract.load(tmp_path / "out").rejects.query("reason == @reason").to_dict("records")
    assert row["path"] == "20.txt"
    assert row["bytes"] == len(f"This will {word}.")


def test_broken_rules_end_the_run(articles, tmp_path):
    (articles / "20.txt").write_text("This needs the RULES.", "utf-8")
    with pytest.raises(PackError, match="broken"):
        run([articles], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_article_that_hangs_is_stopped_at_the_limit(articles, tmp_path):
    (articles / "20.txt").write_text("This will HANG.", "utf-8")
    summary = run([articles], tmp_path / "out", seconds=0.5)
    assert summary.rejects["time_limit"] == 1
    assert summary.articles == 51


def test_identical_texts_are_kept_once_with_all_their_paths(fake, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text("The same 5%", "utf-8")
    (folder / "d.json").write_text(json.dumps({"text": "The same 5%", "url": "https://mirror.example/1"}), "utf-8")
    (folder / "e.txt").write_text("Nothing at all", "utf-8")
    summary = run([folder], tmp_path / "out")
    frames = govextract.load(tmp_path / "out")
    assert list(frames.articles["path"]) == ["a.txt", "d.json", "e.txt"]
    assert len(frames.targets) == 2
    assert list(frames.duplicates["path"]) == ["b.txt", "c.txt", "d.json"]
    assert list(frames.duplicates["kind"]) == ["exact", "exact", "near"]
    assert set(frames.duplicates["of_article"]) == {frames.articles["article_id"][0]}
    assert (summary.inputs, summary.extracted, summary.no_fact, summary.duplicates) == (5, 2, 1, 2)
    assert summary.near_duplicates == 1


def test_nearly_equal_articles_are_linked_and_kept(fake, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    story = " ".join(f"word{number} of the long story" for number in range(120))
    (folder / "first.txt").write_text(f"{story} 5%", "utf-8")
    (folder / "mirror.txt").write_text(f"Read on our site: {story.upper()}, 5%", "utf-8")
    (folder / "other.txt").write_text(" ".join(f"term{number} in some new report" for number in range(120)), "utf-8")
    summary = run([folder], tmp_path / "out")
    frames = govextract.load(tmp_path / "out")
    assert len(frames.articles) == 3
    (link,) = frames.duplicates.to_dict("records")
    assert (link["path"], link["kind"]) == ("mirror.txt", "near")
    assert 0.8 <= link["similarity"] <= 1
    assert (summary.duplicates, summary.near_duplicates) == (0, 1)


def test_limit_counts_inputs(articles, tmp_path):
    assert run([articles], tmp_path / "out", limit=7).inputs == 7


def test_progress_ends_at_the_number_of_files(articles, tmp_path):
    seen = []
    run([articles], tmp_path / "out", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (43, 43)
    assert seen == sorted(seen)


def test_manifest_has_provenance_and_no_clock(articles, tmp_path):
    run([articles], tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert manifest["rule_pack"] == FakeExtractor.pack_hash
    assert manifest["versions"]["govextract"] == govextract.__version__
    assert manifest["counts"]["inputs"] == 55
    assert str(articles) not in json.dumps(manifest)


def test_output_inside_an_input_is_refused(articles, tmp_path):
    with pytest.raises(RunRefused, match="within each other"):
        run([articles], articles / "out")
    run([articles], tmp_path / "out")
    with pytest.raises(RunRefused, match="within each other"):
        run([tmp_path / "out" / "tables"], tmp_path / "out")


def test_impossible_runs_are_refused_before_anything_is_written(articles, tmp_path):
    (tmp_path / "nothing").mkdir()
    for inputs, options in (
        ([], {}), ([tmp_path / "missing"], {}), ([tmp_path / "nothing"], {}), ([articles], {"workers": 0}),
        ([articles], {"limit": 0}), ([articles], {"seconds": 0}),
    ):  # fmt: skip
        with pytest.raises(RunRefused):
            run(inputs, tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()


def test_a_strangers_folder_is_not_replaced(articles, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(OutputRefused):
        run([articles], tmp_path / "out")


def test_an_interrupted_run_leaves_no_output_and_can_be_taken_up(articles, tmp_path):
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([articles], tmp_path / "out", workers=2, progress=interrupt)
    assert not (tmp_path / "out").exists()
    run([articles], tmp_path / "out")
    run([articles], tmp_path / "undisturbed")
    assert tables(tmp_path / "out") == tables(tmp_path / "undisturbed")


def test_the_real_pipeline_writes_grounded_facts_and_the_same_bytes_with_two_workers(tmp_path):
    for name, workers in (("one", "1"), ("two", "2")):
        command = ["run", FIXTURES, "--out", tmp_path / name, "--workers", workers, "--ledger", "--quiet"]
        env = {**os.environ, "PYTHONHASHSEED": workers}  # the order of sets must not matter either
        subprocess.run([sys.executable, "-c", "from govextract.cli import main; main()", *command], env=env, check=True)
    assert tables(tmp_path / "one") == tables(tmp_path / "two")
    frames = govextract.load(tmp_path / "one")
    texts = dict(zip(frames.articles["article_id"], frames.articles["text"], strict=True))
    for table in (frames.targets, frames.resolutions, frames.services, frames.observations):
        assert len(table)
        assert table["record_id"].is_unique
        for fact in table.itertuples():
            assert texts[fact.article_id][fact.start : fact.end] == fact.evidence
