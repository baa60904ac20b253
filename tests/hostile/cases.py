"""The table of hostile inputs: what lies in the folder, and what must become of each file, in order of names.

A fate is "article" or the reason code of a reject; a file that gives several things has several fates.
"""

from __future__ import annotations

import codecs
import gzip
import json
import os
import random
import socket
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive_kit import answer, chunked, claiming, doubled, in_legacy, linked, locked, record, zeros, zipped

TEXT = "Hà Nội targets growth of 10% in 2025.\n"
PAGE = b"<html><body><article><p>Growth of 10% in 2025.</p></article></body></html>"
VIETNAMESE = "Tỉnh phấn đấu tăng trưởng kinh tế đạt 10% trong năm 2025, cung cấp 837 dịch vụ công trực tuyến toàn trình. "
UKRAINIAN = "Провінція прагне досягти зростання на 10% у 2025 році, надаючи 837 онлайн-послуг. "
Make = Callable[[Path], None]


@dataclass(frozen=True)
class Case:
    """One hostile input, made in an empty folder, and the fates of what is found there."""

    name: str
    make: Make
    fates: tuple[str, ...]
    says: str = ""  # what a reject's message or an article's warning must mention


CASES: list[Case] = []


def case(name: str, content: dict[str, bytes] | Make, *fates: str, says: str = "") -> None:
    """Adds a case: files by name, or a function that fills the folder."""

    def write(folder: Path) -> None:
        assert isinstance(content, dict)
        for file, data in content.items():
            (folder / file).write_bytes(data)

    CASES.append(Case(name, write if isinstance(content, dict) else content, fates, says))


def text(name: str, content: str | bytes, *fates: str, says: str = "") -> None:
    """Adds a case of one .txt file."""
    case(name, {"a.txt": content.encode() if isinstance(content, str) else content}, *fates, says=says)


# --- bytes that are no text -----------------------------------------------------------------------------------------
text("random bytes", random.Random(1).randbytes(5000), "binary")
text("a NUL in the text", b"Growth\0 10%", "binary")
text("an ELF program", b"\x7fELF\x02\x01\x01" + bytes(100), "binary")
text("an archive called .txt", zipped({"a.txt": TEXT}), "binary", says="ZIP")
text("a gzip file called .txt", gzip.compress(TEXT.encode()), "binary", says="gzip")
text("control characters", "\x01\x02\x03\x04 text", "binary")
text("nothing", b"", "empty")
text("only blanks", " \n\t\r\n\u00a0\u3000", "empty")
text("only a byte order mark", codecs.BOM_UTF8, "empty")
text("only zero-width characters", "\u200b\u200c\u200d\u2060\ufeff" * 100, "empty")
text("only bidi controls", "\u202e\u202d\u2066\u2069" * 50, "empty")

# --- encodings ------------------------------------------------------------------------------------------------------
text("a lone surrogate in UTF-8", TEXT.encode() + b"\xed\xa0\x80", "article", says="windows-1252|U+FFFD|cp1252")
text("mixed encodings", UKRAINIAN.encode() * 9 + "рік".encode("cp1251") + b"\n", "article", says="U+FFFD")
text("UTF-8 cut in a letter", UKRAINIAN.encode()[:-3], "article", says="U+FFFD")
text("UTF-16 cut in a letter", codecs.BOM_UTF16_LE + UKRAINIAN.encode("utf-16-le")[:-1], "article", says="U+FFFD")
text("UTF-32", codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "article")
text("UTF-32 without a mark", TEXT.encode("utf-32-le"), "binary")
text("UTF-16 without a mark", UKRAINIAN.encode("utf-16-be"), "article", says="utf-16-be")
text("the mark of UTF-16 on UTF-8", codecs.BOM_UTF16_LE + UKRAINIAN.encode() * 3, "article", says="written in utf-8")
text("the mark of UTF-8 on windows-1251", codecs.BOM_UTF8 + UKRAINIAN.encode("cp1251"), "unknown_encoding")
text("Shift JIS", "日本語の記事です。成長率は十パーセント。".encode("shift_jis") * 4, "article|unknown_encoding")
for old in ("TCVN3", "VISCII", "VNI"):
    text(f"Vietnamese in {old}", in_legacy(VIETNAMESE * 3, old), "article", says=old)
    text(f"Vietnamese in {old}, wrapped in UTF-8", in_legacy(VIETNAMESE * 3, old).decode("latin-1"), "article", says=old)
text(
    "two old encodings in one file",
    in_legacy(VIETNAMESE * 3, "TCVN3") + in_legacy(VIETNAMESE * 2, "VNI"),
    "unknown_encoding",
    says="TCVN3",
)
text("decomposed letters", unicodedata.normalize("NFD", VIETNAMESE), "article")
text("a hundred thousand combining marks", "a" + "\u0301\u0323" * 50_000, "bad_characters")
text("zero-width characters in words", TEXT.replace("growth", "gro\u200bwth").replace("10", "1\u200d0"), "article")
text("bidi controls around a number", TEXT.replace("10%", "\u202e%01\u202c"), "article")
text("look-alike letters in a symbol", "Resolution No. 57-NQ/ТW and 06/QĐ-ТТg of 22/12/2024.", "article")
text("letters of no planned script", "नमस्ते 10% 🎉 السلام 2025 עברית ๑๐%", "article")

# --- sizes and shapes of text ---------------------------------------------------------------------------------------
text("a number of a million digits", "Growth of " + "9" * 1_000_000 + "% in 2025.", "article")
text("a million grouped digits", "Growth of " + "999," * 250_000 + "9%", "article")
text("scale words without end", "Cost 9" + " billion" * 5000 + " VND. Chi 9" + " nghìn tỷ" * 5000, "article")
text("dates that are none", "On 99/99/9999, 31/02/2025, 00.00.0000, 32 May 20250 and 2025-13-45. Quarter 9 of 0000.", "article")
text("slashes and digits without end", "1/" * 50_000, "article")
text("open brackets without end", "(" * 100_000, "article")
text("a line of half a million letters", "a" * 500_000, "article")
text("three thousand list items", "- 10%\n" * 3000, "article")


def _sparse(folder: Path) -> None:
    with (folder / "a.txt").open("wb") as stream:
        stream.truncate(10**12)


def _long_line(folder: Path) -> None:
    with (folder / "a.jsonl").open("wb") as stream:
        stream.write(b'{"text": "A"}\n{"text": "')
        for _ in range(100):
            stream.write(b"a" * 1_000_000)
        stream.write(b'"}\n{"text": "B"}\n')


case("a file of a terabyte", _sparse, "too_large")
case("a line of 100 MB between good ones", _long_line, "article", "too_large", "article")
case("a line of 30 MB as text", {"a.txt": b"a" * 30_000_000}, "too_large")

# --- JSON -----------------------------------------------------------------------------------------------------------
case("JSON nested without end", {"a.json": b'{"text": "A", "x": ' + b"[" * 200_000}, "bad_json", says="nested")
case("JSON closed but nested without end", {"a.json": b'{"text": "A", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"}, "bad_json")
case("JSON with a key twice", {"a.json": b'{"text": "Growth of 5%", "text": "Growth of 10%"}'}, "article", says="twice")
case("JSON with NaN as text", {"a.json": b'{"text": NaN}'}, "bad_json", says="a number")
case("JSON with NaN elsewhere", {"a.json": b'{"text": "Growth of 10%", "score": NaN, "weight": -Infinity}'}, "article")
case("JSON with an integer of 5000 digits", {"a.json": b'{"text": "A", "n": ' + b"9" * 5000 + b"}"}, "bad_json")
case("JSON with wrong types", {"a.json": b'{"text": "Growth", "title": [], "url": 5, "published": {}}'}, "article", says="title")
case("JSON text of a list", {"a.json": b'{"text": ["Growth"]}'}, "bad_json", says="a list")
case("JSON with half a surrogate pair", {"a.json": rb'{"text": "Growth \ud83d of 10%"}'}, "bad_characters")
case(
    "JSON list with strangers", {"a.json": b'[{"text": "A"}, 5, null, {"text": "B"}]'}, "article", "bad_json", "bad_json", "article"
)
case("JSON cut off", {"a.json": b'{"text": "Growth of 10'}, "bad_json")
case(
    "JSON lines, some broken",
    {"a.jsonl": b'{"text": "A"}\n{"text"\n\xff\xfe\x00\n\n[]\n{"text": "B"}'},
    "article", "bad_json", "bad_json", "bad_json", "article",
)  # fmt: skip
case(
    "JSON lines in UTF-16", {"a.jsonl": '{"text": "Một"}\n{"te\n{"text": "Hai"}'.encode("utf-16")}, "article", "bad_json", "article"
)

# --- pages ----------------------------------------------------------------------------------------------------------
ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE html [<!ENTITY l0 "lol">{ENTITIES}]><html><body><p>Growth of 10%. &l11;</p></body></html>'
case("entities that multiply", {"a.html": BOMB.encode()}, "article")
case("elements nested without end", {"a.html": b"<div>" * 50_000 + b"Growth" + b"</div>" * 50_000}, "too_deep")
case("tags left open without end", {"a.html": b"<html><body>" + b"<b><i><p>Growth" * 3000}, "article|too_deep")
case("a page without a body", {"a.html": b"<html><head><title>Growth</title></head></html>"}, "no_text")
case("a page of script only", {"a.html": b"<html><body><script>var growth = '10%';</script></body></html>"}, "no_text")
case("references to what is no character", {"a.html": PAGE.replace(b"10%", b"&#0;&#xD800;&#x110000;&#99999999999;10%")}, "article")
case("a comment without end", {"a.html": b"<html><body><p>Growth of 10%.</p><!-- " + b"x" * 100_000}, "article")
case("an attribute of a megabyte", {"a.html": PAGE.replace(b"<p>", b"<p class='" + b"x" * 1_000_000 + b"'>")}, "article")
case("a page with a NUL", {"a.html": PAGE.replace(b"Growth", b"Gro\0wth")}, "binary")
case("a page that lies about its encoding", {"a.html": b"<meta charset='utf-7'>" + PAGE}, "article")

# --- ZIP ------------------------------------------------------------------------------------------------------------
ZIP = zipped({"a.txt": TEXT})
case("a zip bomb", {"a.zip": zipped({"a.txt": bytes(40_000_000), "b.txt": TEXT})}, "too_large", "article")
case(
    "a zip of many bombs",
    {"a.zip": zipped({f"{n}.txt": bytes(19_000_000) for n in range(8)})},
    *["binary"] * 5, "archive_limit", "archive_limit", says="expands",
)  # fmt: skip
case(
    "a zip bomb of JSON lines",
    {"a.zip": zipped({"a.jsonl": b'{"text": "' + bytes(150_000_000)})},
    "archive_limit|too_large",
    "archive_limit",
)
case(
    "a zip in a zip",
    {"a.zip": zipped({"b.zip": ZIP, "c.tar.gz": b"", "d.txt": TEXT})},
    "nested_archive",
    "nested_archive",
    "article",
)
case("members outside the archive", {"a.zip": zipped({"../../etc/passwd.txt": TEXT})}, "article", says="safe to show")
case("absolute members", {"a.zip": zipped({"/etc/a.txt": TEXT, "C:\\x\\b.txt": TEXT})}, "article", "article", says="safe to show")
case("members with misleading names", {"a.zip": zipped({"a\u202etxt.exe\n.txt": TEXT})}, "article", says="safe to show")
case("a member with an endless name", {"a.zip": zipped({"n" * 60_000 + ".txt": TEXT})}, "article", says="safe to show")
case("members of one name", {"a.zip": doubled("a.txt", TEXT, "Growth of 12%")}, "article", "article|bad_archive")
case("a zip with a password", {"a.zip": locked(ZIP)}, "encrypted", says="password")
case("a zip cut off", {"a.zip": ZIP[:-30]}, "bad_archive")
case("a zip cut off in front", {"a.zip": ZIP[20:]}, "bad_archive")
case(
    "a zip with a changed byte",
    {"a.zip": zipped({"a.txt": TEXT}, zipfile.ZIP_STORED).replace(b"targets", b"tarjets")},
    "bad_archive",
)
case("a zip that is none", {"a.zip": TEXT.encode()}, "bad_archive")
case("an empty zip", {"a.zip": zipped({})}, "empty")
case("a zip of hidden files", {"a.zip": zipped({"__MACOSX/a.txt": TEXT, ".x.txt": TEXT, "folder/": b""})}, "empty")
case("a link in a zip", {"a.zip": linked("a.txt", "/etc/passwd")}, "not_a_file", says="link")
case("a zip with an endless list", {"a.zip": claiming(ZIP, 2**32 - 1)}, "archive_limit")
case("a zip packed by LZMA", {"a.zip": zipped({"a.txt": TEXT}, zipfile.ZIP_LZMA)}, "bad_archive", says="method")
case("a zip of what is not supported", {"a.zip": zipped({"a.docx": b"", "b": b"x"})}, "unsupported", "unsupported")

# --- WARC -----------------------------------------------------------------------------------------------------------
GOOD = record(answer(PAGE))
case("a WARC cut off", {"a.warc": GOOD + GOOD[:-40]}, "article", "bad_archive", says="cut off")
case("a compressed WARC cut off", {"a.warc.gz": gzip.compress(GOOD) + gzip.compress(GOOD)[:-20]}, "article", "bad_archive")
case("a compressed WARC with rubbish behind", {"a.warc.gz": gzip.compress(GOOD) + b"rubbish"}, "article", "bad_archive")
case("a WARC that is none", {"a.warc": TEXT.encode()}, "bad_archive")
case("a compressed WARC that is none", {"a.warc.gz": TEXT.encode()}, "bad_archive")
case("a record of an exabyte", {"a.warc": GOOD + record(b"", Content_Length=str(10**18))}, "article", "bad_archive")
case("a record of no length", {"a.warc": GOOD + record(b"", Content_Length="many")}, "article", "bad_archive")
case("a header line without end", {"a.warc": GOOD + b"WARC/1.0\r\nX: " + b"x" * 1_000_000}, "article", "bad_archive")
case("a header without end", {"a.warc": GOOD + b"WARC/1.0\r\n" + b"X: x\r\n" * 5000}, "article", "bad_archive")
case(
    "a WARC bomb",
    {"a.warc.gz": gzip.compress(GOOD + b"WARC/1.0\r\nContent-Length: 999999999999\r\n\r\n") + zeros(150)},
    "article",
    "archive_limit",
)
case("a page that is a bomb", {"a.warc": record(answer(zeros(40), "Content-Encoding: gzip")) + GOOD}, "too_large", "article")
case("a page that was not there", {"a.warc": record(answer(PAGE, status="404 Not Found")) + GOOD}, "http_status", "article")
case(
    "a page in chunks, compressed",
    {"a.warc": record(answer(chunked(zlib.compress(PAGE)), "Content-Encoding: deflate", "Transfer-Encoding: chunked"))},
    "article",
)
case("a page that only says it is in chunks", {"a.warc": record(answer(PAGE, "Transfer-Encoding: chunked"))}, "article")
case("a page in Brotli", {"a.warc": record(answer(PAGE, "Content-Encoding: br"))}, "unsupported")
case("a page shorter than it says", {"a.warc": record(answer(PAGE, "Content-Length: 9999"))}, "article", says="shorter")
case("an answer that is none", {"a.warc": record(b"rubbish") + GOOD}, "bad_archive", "article")
case("a WARC of pictures", {"a.warc": record(answer(b"\x89PNG", media="image/png"))}, "empty")

# --- the file system ------------------------------------------------------------------------------------------------


def _link_loop(folder: Path) -> None:
    (folder / "a.txt").symlink_to(folder / "a.txt")


def _folder_loop(folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "a.txt").write_text(TEXT, "utf-8")


def _socket(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)  # socket paths are short; a relative one through /proc is always short enough
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"/proc/self/fd/{place}/a.txt")
    os.close(place)


def _odd_names(folder: Path) -> None:
    for name in (b"\xff.txt", b"\xfe.txt", b"new\nline.txt", "r\u202etxt.txt".encode(), b"n" * 251 + b".txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(TEXT, "utf-8")


case("a link to itself", _link_loop, "unreadable", says="leads back")
case("folders that hold each other", _folder_loop, "article", "not_a_file")
case("a link to nothing", lambda folder: (folder / "a.txt").symlink_to(folder / "none"), "not_found")
case("a pipe", lambda folder: os.mkfifo(folder / "a.txt"), "not_a_file")
case("a pipe called .zip", lambda folder: os.mkfifo(folder / "a.zip"), "not_a_file")
case("an endless device", lambda folder: (folder / "a.txt").symlink_to("/dev/zero"), "not_a_file")
case("a terminal", lambda folder: (folder / "a.jsonl").symlink_to("/dev/tty"), "not_a_file|unreadable")
case("a socket", _socket, "not_a_file")
case("names that are no UTF-8, or mislead", _odd_names, *["article"] * 5)
case("a folder called .txt", lambda folder: (folder / "a.txt").mkdir(), says="")
case("a file without a suffix", {"README": TEXT.encode()}, "unsupported")

# --- side-cars ------------------------------------------------------------------------------------------------------
case("a side-car that is no JSON", {"a.txt": TEXT.encode(), "a.meta.json": b"{"}, "article", says="not JSON")
case("a side-car of the wrong kind", {"a.txt": TEXT.encode(), "a.meta.json": b"[1]"}, "article", says="a list")
case("a side-car without its article", {"a.meta.json": json.dumps({"title": "T"}).encode()}, "bad_json")
case("a side-car that is a bomb", {"a.txt": TEXT.encode(), "a.meta.json": b"[" * 99_999}, "article", says="not JSON")
case("a side-car that is too long", {"a.txt": TEXT.encode(), "a.meta.json": b" " * 200_000}, "article", says="larger")
