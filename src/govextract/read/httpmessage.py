"""A server's answer as web archives keep it: status, headers, and a body that may be chunked and compressed."""

from __future__ import annotations

import http.client
import io
import zlib
from dataclasses import dataclass
from email.message import Message
from typing import Any, cast

from govextract.read.reasons import Reason, Unreadable

TEXTUAL = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
"""Media types of pages, with the suffix whose reader reads them."""
MAX_HEAD = 1_000_000
"""Bytes that a record may have beyond its page: headers, and the marks of chunks."""
_CODINGS = ("gzip", "x-gzip", "deflate")


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its media type and declared charset; ``body`` is None when it is longer than allowed."""

    media: str
    charset: str | None
    body: bytes | None
    notes: tuple[str, ...] = ()


class _Canned:
    """Stands where http.client expects a socket."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(cast(io.RawIOBase, io.BytesIO(self._data)))


def media_type(header: str) -> tuple[str, str | None]:
    """The media type of a Content-Type header, and the charset it names."""
    message = Message()
    message["content-type"] = header.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    return message.get_content_type() if header.strip() else "", charset if isinstance(charset, str) else None


def read_response(data: bytes, max_bytes: int) -> Page | None:
    """The page of a server's answer; None if it is an image or anything else that is no page.

    Raises Unreadable when the server did not give the page, or in a form that cannot be read.
    """
    response = http.client.HTTPResponse(cast(Any, _Canned(data)))
    try:
        response.begin()
    except (http.client.HTTPException, ValueError, OSError) as error:
        raise Unreadable(Reason.BAD_ARCHIVE, f"the record holds no server's answer ({type(error).__name__})") from error
    media, charset = media_type(response.headers.get("content-type", ""))
    if media not in TEXTUAL:
        return None
    if response.status != 200:
        raise Unreadable(Reason.HTTP_STATUS, f"the server answered {response.status} instead of giving the page")
    body, notes = _body(response, data)
    coding = response.headers.get("content-encoding", "").strip().lower()
    return Page(media, charset, _unpacked(body, coding, max_bytes), notes)


def _body(response: http.client.HTTPResponse, data: bytes) -> tuple[bytes, tuple[str, ...]]:
    try:
        return response.read(), ()
    except http.client.IncompleteRead as error:
        cut = error.partial
    except (http.client.HTTPException, ValueError, OSError):
        cut = b""
    if cut:
        return cut, ("archive: the page is shorter than its server said; its end may be missing",)
    # Some crawlers keep the header that says "chunked" although they joined the chunks.
    return data.partition(b"\r\n\r\n")[2], ()


def _unpacked(body: bytes, coding: str, max_bytes: int) -> bytes | None:
    if coding in ("", "identity"):
        return body
    if coding not in _CODINGS:
        raise Unreadable(Reason.UNSUPPORTED, f"the page is compressed as {coding[:20]!r}")
    for window in (47, -15):  # gzip and zlib know themselves; some servers send deflate without any header
        unpacker = zlib.decompressobj(window)
        try:
            return unpacker.decompress(body, max_bytes + 1)
        except zlib.error:
            continue
    return body  # some crawlers keep the header although they unpacked the page
