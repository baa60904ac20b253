"""Which files a run takes, in which order and under which names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from govextract.read import discover


def files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text", encoding="utf-8")


def names(*inputs: Path) -> list[str]:
    return [name for _, name in discover(inputs)]


def test_a_folder_is_walked_in_order_without_hidden_files_and_expectations(tmp_path: Path) -> None:
    files(tmp_path, "b.txt", "a/z.html", "a/c.docx", "a/c.expected.json", ".hidden.txt", ".git/x.txt", "c.json")
    assert names(tmp_path) == ["a/c.docx", "a/z.html", "b.txt", "c.json"]


def test_files_keep_their_order_and_are_taken_once(tmp_path: Path) -> None:
    files(tmp_path, "b.txt", "a.txt")
    assert names(tmp_path / "b.txt", tmp_path / "a.txt", tmp_path) == ["b.txt", "a.txt"]


def test_equal_names_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    files(tmp_path, "one/in/x.txt", "two/in/x.txt")
    found = names(tmp_path / "one" / "in", tmp_path / "two" / "in")
    assert found == ["one/in/x.txt", "two/in/x.txt"]


def test_a_missing_input_is_passed_on(tmp_path: Path) -> None:
    assert names(tmp_path / "none.txt") == ["none.txt"]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    files(tmp_path, "a/x.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert names(tmp_path) == ["a/up", "a/x.txt", "self.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_cannot_be_listed_is_passed_on(tmp_path: Path) -> None:
    files(tmp_path, "shut/x.txt")
    (tmp_path / "shut").chmod(0)
    try:
        assert names(tmp_path) == ["shut"]
    finally:
        (tmp_path / "shut").chmod(0o700)


def test_a_name_that_is_no_unicode_can_still_be_written(tmp_path: Path) -> None:
    place = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(place)).write_text("text", encoding="utf-8")
    (name,) = names(tmp_path)
    assert name.encode("utf-8") and name.endswith(".txt")
