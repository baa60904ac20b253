"""Which file suffix is read by which reader. A new input format is a module beside this one and a line here."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from govextract.article import Article
from govextract.read.html import read_html
from govextract.read.jsonfile import read_json, read_jsonl
from govextract.read.reasons import Reason, Unreadable
from govextract.read.text import read_text
from govextract.records import Reject

WholeReader = Callable[[bytes, str], Iterator[Article | Reject]]
LineReader = Callable[[BinaryIO, str, int], Iterator[Article | Reject]]

MAX_BYTES = 20_000_000
"""Default limit of one file, or of one line of .jsonl, in bytes. A long article has 50,000."""

WHOLE: dict[str, WholeReader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
}
STREAMED: dict[str, LineReader] = {".jsonl": read_jsonl}

UNNAMED = "-"
"""The name of standard input; having no suffix, it is read by what it looks like."""
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.I)
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*\{)")


def suffix_of(name: str) -> str:
    """The suffix that chooses the reader, in lower case. Raises Unreadable (UNSUPPORTED)."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in WHOLE or suffix in STREAMED:
        return suffix
    what = f"{suffix} files are not supported" if suffix else "a file without a suffix is not supported"
    raise Unreadable(Reason.UNSUPPORTED, what)


def read_data(data: bytes, name: str, max_bytes: int) -> Iterator[Article | Reject]:
    """The articles of ``data``, read as the suffix of ``name`` says. Raises Unreadable."""
    suffix = _looks_like(data) if name == UNNAMED else suffix_of(name)
    if suffix in STREAMED:
        yield from STREAMED[suffix](io.BytesIO(data), name, max_bytes)
        return
    if len(data) > max_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"it is larger than {max_bytes} bytes")
    yield from WHOLE[suffix](data, name)


def _looks_like(data: bytes) -> str:
    if _PAGE.match(data):
        return ".html"
    return ".json" if _OBJECT.match(data) else ".txt"
