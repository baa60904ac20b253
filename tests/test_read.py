"""Files of every kind to articles: what is kept, what is noted, and what is refused with advice."""

from __future__ import annotations

import codecs
import datetime as dt
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govextract.article import Article
from govextract.read import ADVICE, Reason, read_bytes, read_path
from govextract.records import Reject

ROOT = Path(__file__).resolve().parent.parent
UKRAINIAN = (
    "Провінція Хайзионг прагне досягти зростання на 10% у 2025 році.\n"
    "Міська рада надає 837 онлайн-послуг повного циклу, є їх щороку більше."
)
VIETNAMESE = "Tỉnh phấn đấu tăng trưởng 10% trong năm 2025.\nCung cấp 837 dịch vụ công trực tuyến toàn trình."
ENGLISH = "The café of the province – “Doi moi” – has 837 services."
TONES = "\u0300\u0301\u0303\u0309\u0323"


def one(data: bytes, name: str = "a.txt", **options: int) -> Article:
    (found,) = read_bytes(data, name, **options)
    assert isinstance(found, Article), found
    return found


def refusal(data: bytes, name: str = "a.txt", **options: int) -> Reject:
    (found,) = read_bytes(data, name, **options)
    assert isinstance(found, Reject), found
    assert found.path == name
    assert ADVICE[Reason(found.reason)] in found.message
    return found


def in_cp1258(text: str) -> bytes:
    """Vietnamese as Windows wrote it: letters composed, tones behind them."""
    letters = []
    for ch in text:
        parts = unicodedata.normalize("NFD", ch)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES))
        letters.append(base + "".join(p for p in parts if p in TONES))
    return "".join(letters).encode("cp1258")


def test_every_reason_has_advice() -> None:
    assert set(ADVICE) == set(Reason)


@pytest.mark.parametrize(
    "data",
    [
        VIETNAMESE.encode(),
        codecs.BOM_UTF8 + VIETNAMESE.encode(),
        VIETNAMESE.encode("utf-16"),
        codecs.BOM_UTF16_BE + VIETNAMESE.encode("utf-16-be"),
        VIETNAMESE.encode("utf-32"),
        unicodedata.normalize("NFD", VIETNAMESE).encode(),
        VIETNAMESE.replace("\n", "\r\n").encode(),
        VIETNAMESE.replace("\n", "\r").encode(),
    ],
)
def test_unicode_is_read_to_the_same_text_without_a_warning(data: bytes) -> None:
    article = one(data)
    assert article.text == VIETNAMESE
    assert article.warnings == ()


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (UKRAINIAN.encode("cp1251"), UKRAINIAN, "cp1251"),
        (UKRAINIAN.encode("koi8_u"), UKRAINIAN, "koi8_u"),
        (in_cp1258(VIETNAMESE), VIETNAMESE, "cp1258"),
        (ENGLISH.encode("cp1252"), ENGLISH, "cp1252"),
        (UKRAINIAN.encode("utf-16-le"), UKRAINIAN, "utf-16-le"),
        (UKRAINIAN.encode("utf-16-be"), UKRAINIAN, "utf-16-be"),
    ],
)
def test_a_guessed_encoding_is_right_and_said(data: bytes, text: str, encoding: str) -> None:
    article = one(data)
    assert article.text == text
    assert encoding in article.warnings[0]


def test_a_cut_utf8_file_is_kept_with_a_warning() -> None:
    article = one(UKRAINIAN.encode()[:-2] + b"\xd0")
    assert article.text.startswith("Провінція Хайзионг")
    assert "U+FFFD" in article.warnings[0]


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b"\xef\xbb\xbf \r\n\t", "a.txt", "empty"),
        ("\u200b\u00a0".encode(), "a.txt", "empty"),
        (b"", "a.html", "empty"),
        (b"", "a.json", "empty"),
        (b"[]", "a.json", "empty"),
        (b"\n\n", "a.jsonl", "empty"),
        (b"text\0text\xff", "a.txt", "binary"),
        (bytes(range(256)), "a.txt", "binary"),
        (b"\x01\x02\x03 text", "a.txt", "binary"),
        (b"%PDF-1.7 text", "a.txt", "binary"),
        (b"PK\x03\x04docx", "a.txt", "binary"),
        (b"text", "a.docx", "unsupported"),
        (b"text", "README", "unsupported"),
        (b"a" + "\u0301\u0323".encode() * 100, "a.txt", "bad_characters"),
        (rb'{"text": "half \ud800 pair"}', "a.json", "bad_characters"),
        (rb'{"text": "nul \u0000"}', "a.json", "binary"),
        (b'{"text": "cut', "a.json", "bad_json"),
        (b'{"title": "no text"}', "a.json", "bad_json"),
        (b'{"text": 5}', "a.json", "bad_json"),
        (b'"text"', "a.json", "bad_json"),
        (b"[" * 100_000, "a.json", "bad_json"),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "a.json", "bad_json"),
        (b"<html><head><title>T</title></head><body></body></html>", "a.html", "no_text"),
        (b"<svg>a<body>b<base href='//['><li>", "a.html", "no_text"),
        (b"<div>" * 5000 + b"deep text" + b"</div>" * 5000, "a.html", "too_deep"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, name: str, reason: str) -> None:
    assert refusal(data, name).reason == reason


def test_the_size_limit_can_be_set() -> None:
    assert one(b"x" * 100, max_bytes=100).text
    found = refusal(b"x" * 101, max_bytes=100)
    assert (found.reason, found.bytes) == ("too_large", 101)


def test_json_keeps_title_address_and_date() -> None:
    fields = {
        "text": "A\r\nB",
        "title": " The\n title ",
        "url": "https://a.vn/b",
        "published": "2025-03-06T23:30:00+07:00",
    }
    article = one(json.dumps(fields).encode(), "a.json")
    assert article == Article("A\nB", "a.json", "The title", "https://a.vn/b", dt.date(2025, 3, 6))


def test_bad_metadata_is_noted_and_costs_no_article() -> None:
    fields = {"text": "A", "title": 7, "url": "javascript:alert(1)", "published": "6 March", "extra": None}
    article = one(json.dumps(fields).encode(), "a.json")
    assert (article.title, article.url, article.published) == (None, None, None)
    assert [note.split(":")[0] for note in article.warnings] == ["title", "url", "published"]


def test_a_json_list_gives_an_article_or_a_reject_per_item() -> None:
    found = list(read_bytes(b'[{"text": "A"}, {"title": "B"}, {"text": "C"}]', "a.json"))
    assert [(type(f).__name__, f.path) for f in found] == [
        ("Article", "a.json#1"),
        ("Reject", "a.json#2"),
        ("Article", "a.json#3"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_bad_line_of_jsonl_costs_only_itself(encoding: str) -> None:
    lines = '{"text": "Một"}\r\n\n{"text": \n{"text": "' + "x" * 200 + '"}\n{"text": "Năm"}'
    found = list(read_bytes(lines.encode(encoding), "a.jsonl", max_bytes=100))
    assert [f.path for f in found] == ["a.jsonl#1", "a.jsonl#3", "a.jsonl#4", "a.jsonl#5"]
    assert [f.reason if isinstance(f, Reject) else f.text for f in found] == ["Một", "bad_json", "too_large", "Năm"]


def test_jsonl_is_streamed(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "A"}\n' * 1000, encoding="utf-8")
    assert sum(isinstance(f, Article) for f in read_path(file, "a.jsonl", max_bytes=100)) == 1000


PAGE = """<!doctype html><html><head><title>Province sets target</title><meta charset="{charset}">
<meta property="article:published_time" content="2025-03-06T10:00:00+07:00">
<link rel="canonical" href="https://www.example.org/news/target.html"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Province sets target</h1>{body}</article>
<footer>Contact</footer></body></html>"""


def test_a_page_gives_its_article_without_furniture() -> None:
    body = "<p>The province — Đắk Lắk — has set a target of 10%.</p><h2>By 2030:</h2><ul><li>GRDP of 7%</li></ul>" * 3
    article = one(PAGE.format(charset="utf-8", body=body).encode(), "a.html")
    assert "Đắk Lắk" in article.text and "GRDP of 7%" in article.text
    assert "Contact" not in article.text and "Home" not in article.text
    assert article.title == "Province sets target"
    assert article.url == "https://www.example.org/news/target.html"
    assert article.published == dt.date(2025, 3, 6)
    assert article.warnings == ()


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    page = PAGE.format(charset="windows-1251", body=f"<p>{UKRAINIAN}</p>").replace("—", "-")
    article = one(page.encode("cp1251"), "a.htm")
    assert "Провінція Хайзионг" in article.text
    assert article.warnings == ()


@pytest.mark.parametrize("page", ["<p>Growth of 10%.</p>", "Growth of 10%."])
def test_a_fragment_of_a_page_is_read(page: str) -> None:
    assert one(page.encode(), "a.html").text == "Growth of 10%."


@pytest.mark.parametrize(
    "markup",
    [
        '<meta content="2025-03-06" itemprop="datePublished">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-03-06T08:00:00Z"}</script>',
        '<time class="x" datetime="2025-03-06 08:00">Thursday</time>',
    ],
)
def test_the_publication_date_is_read_from_markup(markup: str) -> None:
    page = f"<html><head>{markup}</head><body><p>Decision 57 dated 22/12/2024 sets a target.</p></body></html>"
    assert one(page.encode(), "a.html").published == dt.date(2025, 3, 6)


def test_a_date_of_the_prose_is_no_publication_date() -> None:
    page = "<html><body><p>Decision 57 dated 22/12/2024 sets a target of 10% for 2025.</p></body></html>"
    assert one(page.encode(), "a.html").published is None


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"Plain.", "Plain."), (b'{"text": "In JSON."}', "In JSON."), (b"<!DOCTYPE html><p>In HTML.</p>", "In HTML.")],
)
def test_standard_input_is_read_by_what_it_looks_like(data: bytes, text: str) -> None:
    assert one(data, "-").text == text


def test_files_that_cannot_be_opened_are_refused_and_never_hang(tmp_path: Path) -> None:
    fifo, loop, broken = tmp_path / "fifo.txt", tmp_path / "loop.txt", tmp_path / "broken.txt"
    os.mkfifo(fifo)
    loop.symlink_to(loop)
    broken.symlink_to(tmp_path / "missing.txt")
    places = [fifo, loop, broken, tmp_path, Path("/dev/zero"), tmp_path / "none.txt"]
    reasons = []
    for place in places:
        (found,) = read_path(place, "x.txt")
        assert isinstance(found, Reject)
        reasons.append(found.reason)
    assert reasons == ["not_a_file", "unreadable", "not_found", "not_a_file", "not_a_file", "not_found"]


def test_a_file_is_refused_by_size_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as stream:
        stream.truncate(10**12)  # sparse: reading it would exhaust the memory
    (found,) = read_path(file, "large.txt")
    assert isinstance(found, Reject)
    assert (found.reason, found.bytes) == ("too_large", 10**12)


def test_plain_text_needs_no_heavy_library() -> None:
    code = (
        "import sys; from govextract.read import read_bytes; list(read_bytes(b'text', 'a.txt'))\n"
        "assert not {'trafilatura', 'lxml', 'charset_normalizer', 'spacy', 'pandas'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(ROOT / "src")})


# fmt: off
PIECES = [
    b"<div>", b"<p>text ", b"</p>", b"<svg>", b"<body>", b"<!--", b"&#0;", b"\xff\xfe", b"\0", b"{", b'"text":', b'"a"',
    b"}", b"[", b"]", b",", b"\n", "Đắk".encode(), "ї".encode("cp1251"), b"<time datetime=2025-99-99>",
]
# fmt: on


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=30),
    suffix=st.sampled_from([".txt", ".html", ".json", ".jsonl"]),
)
def test_no_bytes_raise_or_give_text_that_cannot_be_stored(pieces: list[bytes], suffix: str) -> None:
    found = list(read_bytes(b"".join(pieces), "a" + suffix))
    assert found
    for one_found in found:
        if isinstance(one_found, Article):
            assert one_found.text.encode() and unicodedata.is_normalized("NFC", one_found.text)
            assert "\r" not in one_found.text
