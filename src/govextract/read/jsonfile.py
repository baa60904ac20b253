"""JSON articles: one object or a list of objects in .json, one object per line in .jsonl (streamed).

An object has ``text`` and may have ``title``, ``url`` and ``published`` (ISO 8601); other keys are ignored.
"""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from govextract.article import Article
from govextract.read.encoding import decode
from govextract.read.metadata import iso_date, kind_of, optional_string, web_address
from govextract.read.parts import Part
from govextract.read.reasons import Reason, Unreadable
from govextract.read.text import build
from govextract.records import Reject

_SKIP_BYTES = 1 << 20


def read_json(data: bytes, name: str, charset: str | None = None) -> Iterator[Article | Reject]:
    """The article of an object, or of each item of a list (named ``name#1``, ``name#2`` …). Raises Unreadable."""
    decoded = decode(data, charset)
    value = _parse(decoded.text)
    if not isinstance(value, list):
        yield _article(value, name, decoded.warnings)
        return
    if not value:
        raise Unreadable(Reason.EMPTY, "its list has no articles")
    for number, item in enumerate(value, start=1):
        item_name = f"{name}#{number}"
        try:
            yield _article(item, item_name, decoded.warnings)
        except Unreadable as finding:
            yield finding.reject(item_name)


def read_json_line(data: bytes, name: str, charset: str | None = None) -> Iterator[Article]:
    """The article of one line of .jsonl. Raises Unreadable."""
    decoded = decode(data, charset)
    yield _article(_parse(decoded.text), name, decoded.warnings)


def split_lines(stream: BinaryIO, name: str, max_bytes: int) -> Iterator[Part | Reject]:
    """The lines of a stream, named ``name#LINE``; a line that is too long costs only itself.

    ``max_bytes`` limits each line, not the file. Blank lines are skipped. Raises Unreadable when there is no line at
    all, OSError when reading fails.
    """
    seen = False
    for number, line in enumerate(_lines(stream, max_bytes), start=1):
        if not line.strip():
            continue
        seen = True
        line_name = f"{name}#{number}"
        if len(line) > max_bytes:
            yield Unreadable(Reason.TOO_LARGE, f"the line is longer than {max_bytes} bytes").reject(line_name)
        else:
            yield Part(line_name, line, ".jsonl")
    if not seen:
        raise Unreadable(Reason.EMPTY, "it has no lines")


def _lines(source: BinaryIO, max_bytes: int) -> Iterator[bytes]:
    """The lines of a stream; one longer than ``max_bytes`` is cut to ``max_bytes + 1`` and its rest skipped."""
    stream = _peekable(source)
    if stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        yield from _wide_lines(stream, max_bytes)
        return
    while line := stream.readline(max_bytes + 1):
        rest = line
        while rest and len(line) > max_bytes and not rest.endswith(b"\n"):
            rest = stream.readline(_SKIP_BYTES)
        yield line


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))


def _wide_lines(stream: io.BufferedReader, max_bytes: int) -> Iterator[bytes]:
    """The lines of a UTF-16 stream as UTF-8: a newline is two bytes there, so they must be decoded to be split."""
    reader = io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n")
    while line := reader.readline(max_bytes + 1):
        rest = line
        while rest and len(line) > max_bytes and not rest.endswith("\n"):
            rest = reader.readline(_SKIP_BYTES)
        yield line.encode("utf-8", "replace")
    reader.detach()


class _Twice(dict[str, Any]):
    """An object that names a key more than once; the last value counts, as everywhere, but is worth a word."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    return plain if len(plain) == len(pairs) else _Twice(pairs)


def _parse(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"), object_pairs_hook=_object)
    except RecursionError as error:
        raise Unreadable(Reason.BAD_JSON, "its JSON is nested too deeply") from error
    except json.JSONDecodeError as error:
        if not text.strip("\ufeff \t\r\n"):
            raise Unreadable(Reason.EMPTY, "it holds no text") from error
        where = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(Reason.BAD_JSON, f"it is not JSON: {error.msg} at {where}") from error
    except ValueError as error:  # an integer of thousands of digits
        raise Unreadable(Reason.BAD_JSON, f"its JSON cannot be read: {error}") from error


def _article(value: Any, name: str, warnings: tuple[str, ...]) -> Article:
    if not isinstance(value, dict):
        raise Unreadable(Reason.BAD_JSON, f"an article is an object, not {kind_of(value)}")
    text = value.get("text")
    if not isinstance(text, str):
        found = f'"text" is {kind_of(text)}, not a string' if "text" in value else 'there is no "text" field'
        raise Unreadable(Reason.BAD_JSON, found)
    notes = list(warnings)
    if isinstance(value, _Twice):
        notes.append("json: a key stands twice in the object; its last value was taken")
    title = optional_string(value, "title", notes)
    url = web_address(optional_string(value, "url", notes), notes)
    published = iso_date(optional_string(value, "published", notes), notes)
    return build(text, name, title=title, url=url, published=published, warnings=tuple(notes))
