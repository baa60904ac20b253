"""Which file suffix is read by which reader. A new input format is a module beside this one and a line here.

Reading has two steps: a splitter takes a file of many articles apart (cheap, in constant memory), a reader makes the
articles of each part. A file of one article is its own only part.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from govextract.article import Article
from govextract.read.html import read_html
from govextract.read.jsonfile import read_json, read_json_line, split_lines
from govextract.read.parts import Part
from govextract.read.reasons import Reason, Unreadable
from govextract.read.text import read_text
from govextract.read.warcfile import split_warc, split_warc_gz
from govextract.read.zipped import split_zip
from govextract.records import Reject

Reader = Callable[[bytes, str, str | None], Iterator[Article | Reject]]
"""From bytes, the name for their rows and the charset their server declared (if any) to articles. Raises Unreadable."""
Splitter = Callable[[BinaryIO, str, int], Iterator[Part | Reject]]
"""From a file, its name and the limit of one article in bytes to parts. Raises Unreadable and OSError."""

MAX_BYTES = 20_000_000
"""Default limit of one file, or of one article in a file of many, in bytes. A long article has 50,000."""

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
    ".jsonl": read_json_line,
}
STREAMED: dict[str, Splitter] = {".jsonl": split_lines, ".warc": split_warc, ".warc.gz": split_warc_gz}
ARCHIVES: dict[str, Splitter] = {".zip": lambda stream, name, most: split_zip(stream, name, most, READERS, STREAMED)}
SPLITTERS: dict[str, Splitter] = {**STREAMED, **ARCHIVES}
LISTS = (".json",)
"""Formats without a splitter whose files may hold many articles all the same."""

UNNAMED = "-"
"""The name of standard input; having no suffix, it is read by what it looks like."""
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.I)
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*\{)")


def holds_many(name: str) -> bool:
    """Whether a file of this name may give more than one article."""
    suffix = _suffix(name)
    return suffix in SPLITTERS or suffix in LISTS


def suffix_of(name: str) -> str:
    """The suffix that chooses the reader, in lower case. Raises Unreadable (UNSUPPORTED)."""
    suffix = _suffix(name)
    if suffix in READERS or suffix in SPLITTERS:
        return suffix
    what = f"{suffix} files are not supported" if suffix else "a file without a suffix is not supported"
    raise Unreadable(Reason.UNSUPPORTED, what)


def split_data(data: bytes, name: str, max_bytes: int) -> Iterator[Part | Reject]:
    """The parts of ``data``, taken as the suffix of ``name`` says. Raises Unreadable."""
    suffix = _looks_like(data) if name == UNNAMED else suffix_of(name)
    if suffix in SPLITTERS:
        yield from SPLITTERS[suffix](io.BytesIO(data), name, max_bytes)
        return
    if len(data) > max_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"it is larger than {max_bytes} bytes")
    yield Part(name, data, suffix)


def read_part(part: Part) -> Iterator[Article | Reject]:
    """The articles of one part; never raises for a bad one."""
    try:
        for item in READERS[part.suffix](part.data, part.name, part.known.charset):
            yield part.known.added_to(item) if isinstance(item, Article) else item
    except Unreadable as finding:
        yield finding.reject(part.name, len(part.data))


def _suffix(name: str) -> str:
    path = PurePosixPath(name.lower())
    double = "".join(path.suffixes[-2:])
    return double if double in SPLITTERS else path.suffix


def _looks_like(data: bytes) -> str:
    if _PAGE.match(data):
        return ".html"
    return ".json" if _OBJECT.match(data) else ".txt"
