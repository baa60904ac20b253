"""ZIP archives of articles: each member is read in memory, under its own name; nothing is ever unpacked to disk.

What makes an archive dangerous is bounded here: the size of its directory, the size of a member, how far a member and
the whole archive may expand, archives in archives, passwords, links and misleading names.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from stat import S_ISLNK
from typing import BinaryIO, cast

from govextract.read.expansion import Meter, Unpacking
from govextract.read.parts import NOTHING, Known, Part
from govextract.read.reasons import Reason, Unreadable
from govextract.read.sidecar import MAX_BYTES as CAR_BYTES
from govextract.read.sidecar import car_name, describes, parse_car
from govextract.records import Reject

MAX_DIRECTORY = 64_000_000
"""Bytes of the list of members that are read into memory; a member takes 100 or so."""
MAX_NAME = 300
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, NotImplementedError, RuntimeError)
_END, _END64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_FAR = 0xFFFFFFFF
_DRIVE = re.compile(r"^[A-Za-z]:")

Splitter = Callable[[BinaryIO, str, int], Iterator[Part | Reject]]


def split_zip(
    stream: BinaryIO, name: str, max_bytes: int, readers: Mapping[str, object], splitters: Mapping[str, Splitter]
) -> Iterator[Part | Reject]:
    """The parts of an archive, named ``name#MEMBER``, in the order of the archive's list.

    Folders, hidden files and side-cars are no members. Raises Unreadable when the archive as a whole cannot be read.
    """
    archive = _opened(stream)
    meter = Meter(_size(stream))
    listed = {info.filename: info for info in archive.infolist()}
    names: dict[str, int] = {}
    found = False
    for info in archive.infolist():
        if _passed_over(info, listed):
            continue
        found = True
        shown = f"{name}#{_display(info.filename, names)}"
        try:
            yield from _member(_Member(archive, info, shown, listed), max_bytes, meter, readers, splitters)
        except Unreadable as finding:
            yield finding.reject(shown, info.file_size)
            if finding.reason is Reason.ARCHIVE_LIMIT and meter.exhausted:
                raise Unreadable(Reason.ARCHIVE_LIMIT, "it expands without end; the rest of it was not read") from finding
    if not found:
        raise Unreadable(Reason.EMPTY, "the archive has no files")


class _Member:
    """One file of an archive, and how to open it."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str, listed: Mapping[str, zipfile.ZipInfo]) -> None:
        self.archive, self.info, self.shown, self.listed = archive, info, shown, listed

    def read(self, info: zipfile.ZipInfo, most: int) -> bytes:
        """At most ``most`` + 1 bytes of a member. Raises Unreadable (BAD_ARCHIVE)."""
        try:
            with self.archive.open(info) as member:
                return member.read(most + 1)
        except _DAMAGED as error:
            raise Unreadable(Reason.BAD_ARCHIVE, f"it is damaged: {error}") from error

    def known(self) -> Known:
        """What the member's side-car says, if the archive holds one."""
        car = self.listed.get(car_name(self.info.filename) or "")
        if car is None or car.flag_bits & 1 or car.compress_type not in _METHODS:
            return NOTHING
        try:
            return parse_car(self.read(car, CAR_BYTES))
        except Unreadable as finding:
            return Known(notes=(f".meta.json: ignored, {finding.what}",))


def _member(
    member: _Member, max_bytes: int, meter: Meter, readers: Mapping[str, object], splitters: Mapping[str, Splitter]
) -> Iterator[Part | Reject]:
    info = member.info
    lower = info.filename.lower()
    suffix = next((s for s in splitters if lower.endswith(s)), PurePosixPath(lower).suffix)
    _check(info, suffix)
    if suffix in splitters:
        try:
            with member.archive.open(info) as stream:
                yield from splitters[suffix](meter.watched(cast(Unpacking, stream)), member.shown, max_bytes)
        except _DAMAGED as error:
            raise Unreadable(Reason.BAD_ARCHIVE, f"it is damaged: {error}") from error
        return
    if suffix not in readers:
        raise Unreadable(Reason.UNSUPPORTED, f"{suffix or 'nameless'} files are not supported")
    if info.file_size > max_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"it has {info.file_size} bytes, more than {max_bytes}")
    data = member.read(info, max_bytes)
    meter.add(len(data))
    if len(data) > max_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"it has more than {max_bytes} bytes")
    known = member.known()
    if not member.shown.endswith("#" + info.filename):
        known = replace(known, notes=(*known.notes, "archive: the member's name was changed to one that is safe to show"))
    yield Part(member.shown, data, suffix, known)


def _check(info: zipfile.ZipInfo, suffix: str) -> None:
    """Raises Unreadable for a member that must not or cannot be opened."""
    if info.flag_bits & 1:
        raise Unreadable(Reason.ENCRYPTED, "it is locked with a password")
    if S_ISLNK(info.external_attr >> 16):
        raise Unreadable(Reason.NOT_A_FILE, "it is a symbolic link inside an archive")
    if suffix in (".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz"):
        raise Unreadable(Reason.NESTED_ARCHIVE, "it is an archive inside an archive")
    if info.compress_type not in _METHODS:
        raise Unreadable(Reason.BAD_ARCHIVE, "it is packed by a method other than store, deflate or bzip2")


def _passed_over(info: zipfile.ZipInfo, listed: Mapping[str, object]) -> bool:
    path = info.filename
    parts = path.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX"
    return path.endswith(("/", "\\", ".expected.json")) or hidden or describes(path, listed.__contains__)


def _display(name: str, names: dict[str, int]) -> str:
    """A member's name as rows show it: relative, without ``..``, printable, not endless, unlike all before it."""
    parts = [part for part in _DRIVE.sub("", name.replace("\\", "/")).split("/") if part not in ("", ".", "..")]
    plain = "".join(ch if _harmless(ch) else "\ufffd" for ch in "/".join(parts)) or "nameless"
    if len(plain) > MAX_NAME:
        plain = plain[: MAX_NAME // 2] + "…" + plain[-MAX_NAME // 2 :]
    names[plain] = names.get(plain, 0) + 1
    return plain if names[plain] == 1 else f"{plain}~{names[plain]}"


def _harmless(ch: str) -> bool:
    """Not a control, format (bidi), surrogate or private character, nor one that ends a line."""
    return unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    if _directory_size(stream) > MAX_DIRECTORY:
        raise Unreadable(Reason.ARCHIVE_LIMIT, f"its list of members is longer than {MAX_DIRECTORY} bytes")
    try:
        return zipfile.ZipFile(stream)
    except _DAMAGED as error:
        raise Unreadable(Reason.BAD_ARCHIVE, f"it is no ZIP archive, or a damaged one: {error}") from error


def _size(stream: BinaryIO) -> int:
    return stream.seek(0, 2)


def _directory_size(stream: BinaryIO) -> int:
    """How long the archive says its list of members is; 0 if it does not say (it is then refused when opened)."""
    size = _size(stream)
    stream.seek(max(0, size - 66_000))
    tail = stream.read(66_000)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return 0
    length: int = struct.unpack_from("<L", tail, at + 12)[0]
    if at >= 20 and tail.startswith(_LOCATOR, at - 20):
        # The same place that zipfile looks at: it takes the long record to stand directly before its locator.
        stream.seek(max(0, size - len(tail) + at - 76))
        record = stream.read(56)
        if record.startswith(_END64) and len(record) == 56:
            return max(int(struct.unpack_from("<Q", record, 40)[0]), 0 if length == _FAR else length)
    return length
