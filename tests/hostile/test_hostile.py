"""Whatever lies in a folder ends as articles or as rejects that say what to do; nothing hangs, nothing is lost."""

from __future__ import annotations

import errno
import io
import os
import signal
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from cases import CASES, TEXT, Case

from govextract.article import Article
from govextract.pipeline import Extractor
from govextract.read import ADVICE, Reason, discover, read_path
from govextract.records import Reject

SECONDS = 120  # hundreds of times what any case needs: only a hang reaches it


@cache
def extractor() -> Extractor:
    return Extractor(None, "off")


@pytest.fixture(autouse=True)
def limit() -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise TimeoutError("hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def fates(folder: Path) -> list[Article | Reject]:
    return [item for path, name in discover([folder]) for item in read_path(path, name)]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hostile_input_meets_its_fate(case: Case, tmp_path: Path) -> None:
    case.make(tmp_path)
    before = sorted(tmp_path.iterdir())
    items = fates(tmp_path)
    seen = ["article" if isinstance(item, Article) else item.reason for item in items]
    assert len(seen) == len(case.fates), seen
    assert all(fate in expected.split("|") for fate, expected in zip(seen, case.fates, strict=True)), seen
    assert len({item.path for item in items}) == len(items), "every row has a name of its own"
    said = " ".join([*(item.message for item in items if isinstance(item, Reject)), *_warnings(items)])
    assert not case.says or any(word in said for word in case.says.split("|")), said
    for item in items:
        item.path.encode("utf-8")
        if isinstance(item, Reject):
            assert item.message.endswith(ADVICE[Reason(item.reason)])
        else:
            _extract(item)
    assert sorted(tmp_path.iterdir()) == before, "reading unpacks nothing"


def _warnings(items: list[Article | Reject]) -> list[str]:
    return [warning for item in items if isinstance(item, Article) for warning in item.warnings]


def _extract(article: Article) -> None:
    found = extractor().extract(article)
    for fact in (*found.targets, *found.resolutions, *found.services, *found.observations):
        assert article.text[fact.start : fact.end] == fact.evidence


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.EACCES, "unreadable"), (errno.EIO, "unreadable"), (errno.ENOENT, "not_found")]
)
def test_a_file_that_may_not_be_read_or_is_gone_is_a_reject(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")

    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = fates(tmp_path)
    assert isinstance(found, Reject) and found.reason == reason


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.zip", "a.warc", "a.warc.gz"])
def test_a_disk_that_fails_while_it_is_read_is_a_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    class Failing(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        def readinto(self, buffer: object, /) -> int:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    (tmp_path / name).write_bytes(b"x")
    monkeypatch.setattr(Path, "open", lambda *args, **kwargs: Failing(b"x"))
    (found,) = fates(tmp_path)
    assert isinstance(found, Reject) and found.reason == "unreadable"


def test_a_folder_that_cannot_be_listed_is_a_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> Iterator[Path]:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "iterdir", refuse)
    (found,) = fates(tmp_path)
    assert isinstance(found, Reject) and found.reason == "not_a_file"


def test_zero_width_and_bidi_characters_and_look_alikes_change_no_fact() -> None:
    plain = "Hai Duong targets GRDP growth of 10% in 2025 under Resolution No. 57-NQ/TW dated 22/12/2024."
    odd = plain.replace("growth", "gro\u200bwth").replace("10%", "\u202a10\u2060%\u202c").replace("NQ/TW", "NQ/ТW")
    odd = odd.replace("2025", "20\u00ad25")
    one, two = (extractor().extract(Article(text, "a.txt")) for text in (plain, odd))
    assert [(t.indicator, t.value, t.period) for t in one.targets] == [(t.indicator, t.value, t.period) for t in two.targets]
    assert one.targets
    assert [r.symbol for r in one.resolutions] == [r.symbol for r in two.resolutions] == ["57-NQ/TW"]
