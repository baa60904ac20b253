"""The first stage: files and bytes to articles. What cannot be read becomes a Reject; nothing is raised or skipped."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from govextract.article import Article
from govextract.read.discover import discover
from govextract.read.formats import MAX_BYTES, SPLITTERS, holds_many, read_part, split_data, suffix_of
from govextract.read.listing import read_list
from govextract.read.parts import Part
from govextract.read.reasons import ADVICE, Reason, Unreadable
from govextract.read.sidecar import known_from, side_car
from govextract.records import Reject

__all__ = [
    "ADVICE", "MAX_BYTES", "Part", "Reason", "discover", "holds_many", "read_bytes", "read_list", "read_part", "read_path",
    "side_car", "split_path",
]  # fmt: skip


def read_path(path: Path, name: str, *, max_bytes: int = MAX_BYTES) -> Iterator[Article | Reject]:
    """The articles of one file; ``name`` (with its suffix) is the path stored in their rows.

    ``max_bytes`` limits one file, or one article of a file of many, which is streamed. Never raises for a bad input.
    """
    for part in split_path(path, name, max_bytes=max_bytes):
        if isinstance(part, Part):
            yield from read_part(part)
        else:
            yield part


def split_path(path: Path, name: str, *, max_bytes: int = MAX_BYTES) -> Iterator[Part | Reject]:
    """The first half of ``read_path``: the file taken apart, its parts not yet read; ``read_part`` is the second half.

    Cheap and in constant memory, so that one process can split a large file and others read its parts.
    """
    size: int | None = None
    try:
        status = path.stat()
        size = status.st_size
        _check_kind(status.st_mode)
        suffix = suffix_of(name)
        with path.open("rb") as stream:
            if suffix in SPLITTERS:
                yield from SPLITTERS[suffix](stream, name, max_bytes)
                return
            if size > max_bytes:
                raise Unreadable(Reason.TOO_LARGE, f"it has {size} bytes, more than {max_bytes}")
            data = stream.read(max_bytes + 1)
        car = side_car(path)
        for part in split_data(data, name, max_bytes):
            yield replace(part, known=known_from(car)) if car is not None and isinstance(part, Part) else part
    except Unreadable as finding:
        yield finding.reject(name, size)
    except OSError as error:
        yield _os_finding(error).reject(name, size)


def read_bytes(data: bytes, name: str, *, max_bytes: int = MAX_BYTES) -> Iterator[Article | Reject]:
    """The articles of ``data``, read as the suffix of ``name`` says; the name "-" is read by what it looks like.

    ``max_bytes`` limits the data, or one article of a format of many. Never raises for a bad input.
    """
    try:
        for part in split_data(data, name, max_bytes):
            if isinstance(part, Part):
                yield from read_part(part)
            else:
                yield part
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
