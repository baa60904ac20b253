"""Web archives (WARC 1.0 and 1.1, plain or gzip): the pages of HTML or text among their records.

Written here and not borrowed, because every read must be bounded: header lines, records, and how far gzip expands.
Records that are no page (requests, images, revisits …) are no inputs; an archive without any page is a reject.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from govextract.read.expansion import Meter
from govextract.read.httpmessage import MAX_HEAD, TEXTUAL, Page, media_type, read_response
from govextract.read.metadata import web_address
from govextract.read.parts import Known, Part
from govextract.read.reasons import Reason, Unreadable
from govextract.records import Reject

MAX_LINE = 65_536
MAX_FIELDS = 200
_SKIP = 1 << 20
_BODIES = ("resource", "conversion")
"""Kinds of record whose content is a page as it is, without the server's headers."""


def split_warc_gz(stream: BinaryIO, name: str, max_bytes: int) -> Iterator[Part | Reject]:
    """As ``split_warc``, of a compressed archive (one gzip member a record, or one for all)."""
    size = stream.seek(0, 2)
    stream.seek(0)
    with gzip.GzipFile(fileobj=stream) as unpacked:
        yield from split_warc(Meter(size).watched(unpacked), name, max_bytes)


def split_warc(stream: BinaryIO, name: str, max_bytes: int) -> Iterator[Part | Reject]:
    """The pages of an archive, named ``name#N`` by the number of their record, from 1.

    What stands before damage is kept; Unreadable (BAD_ARCHIVE) is raised where it begins, EMPTY when there is no page.
    """
    found = False
    try:
        for record in _records(stream, max_bytes):
            shown = f"{name}#{record.number}"
            try:
                part = _page(record, shown, max_bytes)
            except Unreadable as finding:
                yield finding.reject(shown, record.length)
            else:
                if part is None:
                    continue
                yield part
            found = True
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Unreadable(Reason.BAD_ARCHIVE, f"it is damaged or cut off: {error}") from error
    if not found:
        raise Unreadable(Reason.EMPTY, "it holds no web page")


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    fields: dict[str, str]
    length: int
    content: bytes | None  # None: longer than allowed, and skipped


def _records(stream: BinaryIO, max_bytes: int) -> Iterator[_Record]:
    number = 0
    while (line := _line(stream)) is not None:
        if not line.strip():
            continue
        number += 1
        if not line.startswith(b"WARC/"):
            where = "it is no WARC file" if number == 1 else f"no record begins where record {number} should"
            raise Unreadable(Reason.BAD_ARCHIVE, where)
        fields = _fields(stream, number)
        length = _length(fields, number)
        content = _content(stream, fields, length, max_bytes, number)
        yield _Record(number, fields, length, content)


def _content(stream: BinaryIO, fields: dict[str, str], length: int, max_bytes: int, number: int) -> bytes | None:
    if length <= max_bytes + MAX_HEAD and fields.get("warc-type") in ("response", *_BODIES):
        content = stream.read(length)
        if len(content) < length:
            raise Unreadable(Reason.BAD_ARCHIVE, f"it is cut off in record {number}")
        return content
    left = length
    while left:
        skipped = len(stream.read(min(left, _SKIP)))
        if not skipped:
            raise Unreadable(Reason.BAD_ARCHIVE, f"it is cut off in record {number}")
        left -= skipped
    return None


def _line(stream: BinaryIO) -> bytes | None:
    line = stream.readline(MAX_LINE + 1)
    if len(line) > MAX_LINE:
        raise Unreadable(Reason.BAD_ARCHIVE, f"a header line is longer than {MAX_LINE} bytes")
    return line or None


def _fields(stream: BinaryIO, number: int) -> dict[str, str]:
    fields: dict[str, str] = {}
    for _ in range(MAX_FIELDS):
        line = _line(stream)
        if line is None:
            raise Unreadable(Reason.BAD_ARCHIVE, f"it is cut off in the header of record {number}")
        if not line.strip():
            return fields
        key, _, value = line.decode("utf-8", "replace").partition(":")
        fields[key.strip().lower()] = value.strip()
    raise Unreadable(Reason.BAD_ARCHIVE, f"the header of record {number} has more than {MAX_FIELDS} fields")


def _length(fields: dict[str, str], number: int) -> int:
    text = fields.get("content-length", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Unreadable(Reason.BAD_ARCHIVE, f"record {number} does not say how long it is")
    return int(text)


def _page(record: _Record, shown: str, max_bytes: int) -> Part | None:
    """The part that a record gives, or None if it is no page. Raises Unreadable."""
    kind = record.fields.get("warc-type")
    if kind in _BODIES:
        page: Page | None = None
        if (typed := media_type(record.fields.get("content-type", "")))[0] in TEXTUAL:
            page = Page(*typed, record.content) if record.content is not None else Page(*typed, None)
    elif kind == "response" and record.fields.get("content-type", "").lower().startswith("application/http"):
        page = read_response(record.content, max_bytes) if record.content is not None else Page("text/html", None, None)
    else:
        return None
    if page is None:
        return None
    if page.body is None or len(page.body) > max_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"the record is longer than {max_bytes} bytes")
    notes: list[str] = []
    address = record.fields.get("warc-target-uri", "").strip("<>")
    known = Known(url=web_address(address or None, notes), charset=page.charset, notes=(*notes, *page.notes))
    return Part(shown, page.body, TEXTUAL[page.media], known)
