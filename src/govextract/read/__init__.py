"""The first stage: files and bytes to articles. What cannot be read becomes a Reject; nothing is raised or skipped."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterator
from pathlib import Path

from govextract.article import Article
from govextract.read.discover import discover
from govextract.read.formats import MAX_BYTES, STREAMED, read_data, suffix_of
from govextract.read.reasons import ADVICE, Reason, Unreadable
from govextract.records import Reject

__all__ = ["ADVICE", "MAX_BYTES", "Reason", "discover", "read_bytes", "read_path"]


def read_path(path: Path, name: str, *, max_bytes: int = MAX_BYTES) -> Iterator[Article | Reject]:
    """The articles of one file; ``name`` (with its suffix) is the path stored in their rows.

    ``max_bytes`` limits one file, or one line of .jsonl, which is streamed. Never raises for a bad input.
    """
    size: int | None = None
    try:
        status = path.stat()
        size = status.st_size
        _check_kind(status.st_mode)
        suffix = suffix_of(name)
        with path.open("rb") as stream:
            if suffix in STREAMED:
                yield from STREAMED[suffix](stream, name, max_bytes)
                return
            if size > max_bytes:
                raise Unreadable(Reason.TOO_LARGE, f"it has {size} bytes, more than {max_bytes}")
            data = stream.read(max_bytes + 1)
        yield from read_data(data, name, max_bytes)
    except Unreadable as finding:
        yield finding.reject(name, size)
    except OSError as error:
        yield _os_finding(error).reject(name, size)


def read_bytes(data: bytes, name: str, *, max_bytes: int = MAX_BYTES) -> Iterator[Article | Reject]:
    """The articles of ``data``, read as the suffix of ``name`` says; the name "-" is read by what it looks like.

    ``max_bytes`` limits the data, or one line of .jsonl. Never raises for a bad input.
    """
    try:
        yield from read_data(data, name, max_bytes)
    except Unreadable as finding:
        yield finding.reject(name, len(data))


def _check_kind(mode: int) -> None:
    """Opening a pipe or device may block for ever, so only regular files are opened. Raises Unreadable."""
    if stat.S_ISDIR(mode):
        raise Unreadable(Reason.NOT_A_FILE, "it is a folder that cannot be listed or was already read")
    if not stat.S_ISREG(mode):
        raise Unreadable(Reason.NOT_A_FILE, "it is a pipe, socket or device")


def _os_finding(error: OSError) -> Unreadable:
    if error.errno == errno.ENOENT:
        return Unreadable(Reason.NOT_FOUND, "there is no such file, or it is a link to a missing one")
    if error.errno == errno.ELOOP:
        return Unreadable(Reason.UNREADABLE, "it is a symbolic link that leads back to itself")
    return Unreadable(Reason.UNREADABLE, f"it cannot be read: {error.strerror or error}")
