"""Files of many articles: ZIP and web archives, long .jsonl, lists of paths, and side-cars."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import subprocess
import sys
import tracemalloc
import zlib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "hostile"))

from archive_kit import answer, chunked, record, zipped

from govextract.article import Article
from govextract.read import Part, discover, holds_many, read_bytes, read_list, read_part, read_path, side_car, split_path
from govextract.records import Reject

PAGE = b"<html><head><title>T</title></head><body><article><p>Growth of 10% in 2025.</p></article></body></html>"


def outcome(data: bytes, name: str, **options: int) -> list[tuple[str, str]]:
    """Path and text or reason of each item."""
    items = read_bytes(data, name, **options)
    return [(item.path, item.text if isinstance(item, Article) else item.reason) for item in items]


def test_every_member_of_a_zip_is_read_as_its_suffix_says() -> None:
    members = {
        "a.txt": "A", "folder/b.HTML": PAGE, "c.json": b'[{"text": "C1"}, {"text": "C2"}]',
        "d.jsonl": '{"text": "D1"}\n{"text": "D2"}',
        "e.docx": "E", "f.warc": record(answer(PAGE)),
    }  # fmt: skip
    assert outcome(zipped(members), "n.zip") == [
        ("n.zip#a.txt", "A"), ("n.zip#folder/b.HTML", "Growth of 10% in 2025."), ("n.zip#c.json#1", "C1"), ("n.zip#c.json#2", "C2"),
        ("n.zip#d.jsonl#1", "D1"), ("n.zip#d.jsonl#2", "D2"), ("n.zip#e.docx", "unsupported"),
        ("n.zip#f.warc#1", "Growth of 10% in 2025."),
    ]  # fmt: skip


def test_members_keep_harmless_names_and_lose_harmful_ones() -> None:
    names = ["../../up.txt", "/root/abs.txt", "C:\\win\\dows.txt", "tab\tand\u202ebidi.txt", "được.txt"]
    paths = [path for path, _ in outcome(zipped(dict.fromkeys(names, "A")), "n.zip")]
    assert paths == [
        "n.zip#up.txt",
        "n.zip#root/abs.txt",
        "n.zip#win/dows.txt",
        "n.zip#tab\ufffdand\ufffdbidi.txt",
        "n.zip#được.txt",
    ]


def test_the_size_limit_holds_for_each_member() -> None:
    found = outcome(zipped({"a.txt": "x" * 101, "b.txt": "x" * 100, "c.jsonl": '{"text": "C"}\n' * 50}), "n.zip", max_bytes=100)
    assert [what for _, what in found] == ["too_large", "x" * 100, *["C"] * 50]


def test_a_side_car_in_a_zip_describes_its_neighbour() -> None:
    car = json.dumps({"title": "T", "url": "https://a.vn/b", "published": "2025-03-06"})
    (found,) = read_bytes(zipped({"x/a.txt": "A", "x/a.meta.json": car}), "n.zip")
    assert found == Article("A", "n.zip#x/a.txt", "T", "https://a.vn/b", dt.date(2025, 3, 6))


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress], ids=["plain", "gzip"])
def test_the_pages_of_a_web_archive_are_read_with_their_addresses(pack) -> None:
    name = "c.warc" if pack(b"x") == b"x" else "c.warc.gz"
    records = [
        record(b"software: x", "warcinfo", "application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"),
        record(answer(PAGE)),
        record(answer(b"\x89PNG", media="image/png")),
        record(answer("Зростання на 10%".encode("cp1251"), media="text/plain; charset=windows-1251")),
        record(answer(chunked(gzip.compress(PAGE)), "Transfer-Encoding: chunked", "Content-Encoding: gzip")),
        record(answer(zlib.compress(PAGE)[2:-4], "Content-Encoding: deflate")),
        record(b"Converted 10%", "conversion", "text/plain"),
        record(answer(PAGE, status="301 Moved")),
    ]
    items = list(read_bytes(b"".join(map(pack, records)), name))
    assert [(i.path, i.text if isinstance(i, Article) else i.reason) for i in items] == [
        (f"{name}#3", "Growth of 10% in 2025."), (f"{name}#5", "Зростання на 10%"), (f"{name}#6", "Growth of 10% in 2025."),
        (f"{name}#7", "Growth of 10% in 2025."), (f"{name}#8", "Converted 10%"), (f"{name}#9", "http_status"),
    ]  # fmt: skip
    first = items[0]
    assert isinstance(first, Article) and (first.url, first.title, first.warnings) == ("https://a.vn/b", "T", ())


def test_splitting_and_reading_can_be_done_apart(tmp_path: Path) -> None:
    (tmp_path / "n.zip").write_bytes(zipped({"a.txt": "A", "b.xyz": "B"}))
    first, second = split_path(tmp_path / "n.zip", "n.zip")
    assert isinstance(first, Part) and isinstance(second, Reject)
    assert list(read_part(first)) == [Article("A", "n.zip#a.txt")]
    assert list(read_path(tmp_path / "n.zip", "n.zip")) == [Article("A", "n.zip#a.txt"), second]


@pytest.mark.parametrize(
    ("name", "many"),
    [
        ("a.zip", True),
        ("a.WARC.GZ", True),
        ("a.warc", True),
        ("a.jsonl", True),
        ("a.json", True),
        ("a.txt", False),
        ("a.gz", False),
    ],
)
def test_formats_of_many_articles_are_known(name: str, many: bool) -> None:
    assert holds_many(name) is many


class Lines(io.RawIOBase):
    """A .jsonl of as many lines as wanted, none of which exists before it is read."""

    def __init__(self, count: int) -> None:
        self.line, self.left, self.rest = b'{"text": "' + b"x" * 500 + b'"}\n', count, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while self.left and len(self.rest) < len(buffer):
            self.rest += self.line * min(self.left, 100)
            self.left -= min(self.left, 100)
        size = min(len(buffer), len(self.rest))
        buffer[:size], self.rest = self.rest[:size], self.rest[size:]
        return size


def test_memory_does_not_grow_with_the_lines_of_jsonl() -> None:
    from govextract.read.jsonfile import split_lines

    peaks = []
    for count in (1_000, 20_000):
        tracemalloc.start()
        stream = io.BufferedReader(Lines(count))
        assert sum(isinstance(part, Part) for part in split_lines(stream, "a.jsonl", 1000)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0] + 10_000


# --- side-cars ------------------------------------------------------------------------------------------------------


def test_a_side_car_gives_title_address_and_date(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "a.meta.json").write_text(
        json.dumps({"title": "Real\n title", "url": "https://a.vn/b", "published": "2025-03-06", "author": 5}), "utf-8"
    )
    ((path, name),) = discover([tmp_path])
    (found,) = read_path(path, name)
    assert found == Article("Growth of 10% in 2025.", "a.html", "Real title", "https://a.vn/b", dt.date(2025, 3, 6))
    assert side_car(path) == tmp_path / "a.meta.json"


def test_what_a_side_car_leaves_open_stays_as_the_page_has_it(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "a.meta.json").write_text('{"url": "ftp://a", "published": "soon"}', "utf-8")
    (found,) = read_path(tmp_path / "a.html", "a.html")
    assert isinstance(found, Article) and (found.title, found.url, found.published) == ("T", None, None)
    assert [warning.split(":")[:2] for warning in found.warnings] == [[".meta.json", " url"], [".meta.json", " published"]]


def test_json_beside_json_is_no_side_car(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "A"}', "utf-8")
    (tmp_path / "a.meta.json").write_text('{"text": "B"}', "utf-8")
    assert [name for _, name in discover([tmp_path])] == ["a.json", "a.meta.json"]


# --- lists of paths -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "paths"),
    [
        (b"a.txt\nb c.txt\r\n\n  \na.txt", ["a.txt", "b c.txt"]),
        (b"a\nb.txt\0c.txt\0", ["a\nb.txt", "c.txt"]),
        (b"\xef\xbb\xbfa.txt", ["a.txt"]),
        (b"#a.txt", ["#a.txt"]),
        (b"", []),
        (b"\xff.txt", ["\udcff.txt"]),
    ],
)
def test_a_list_of_paths_is_read_as_tools_print_it(data: bytes, paths: list[str]) -> None:
    assert [str(path) for path in read_list(io.BytesIO(data))] == paths


def test_a_run_takes_its_inputs_from_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hai Duong targets growth of 10% in 2025.", "utf-8")
    command = [
        sys.executable,
        "-c",
        "from govextract.cli import main; main()",
        "run",
        "--files-from",
        "-",
        "--out",
        "out",
        "--ner",
        "off",
    ]
    done = subprocess.run(command, input=b"a.txt\ngone.txt\n", cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    import govextract

    frames = govextract.load(tmp_path / "out")
    assert list(frames.articles["path"]) == ["a.txt"]
    assert list(frames.rejects["reason"]) == ["not_found"]
