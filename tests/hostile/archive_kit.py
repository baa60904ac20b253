"""Makes archives, good and bad, for the tests: ZIP files with chosen faults, WARC records, and the old encodings."""

from __future__ import annotations

import gzip
import io
import json
import struct
import unicodedata
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of ``members`` with a fixed date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content, compress_type=method)
    return stream.getvalue()


def locked(archive: bytes) -> bytes:
    """``archive`` with the flag set that says its first member needs a password."""
    data = bytearray(archive)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def linked(name: str, target: str) -> bytes:
    """An archive of one symbolic link."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, target)
    return stream.getvalue()


def doubled(name: str, *contents: str) -> bytes:
    """An archive with several members of one name."""
    members = {f"{index}{name}": content for index, content in enumerate(contents)}
    archive = zipped(members, zipfile.ZIP_STORED)
    for index in range(len(contents)):
        archive = archive.replace(f"{index}{name}".encode(), b"0" + name.encode())
    return archive


def claiming(archive: bytes, directory: int) -> bytes:
    """``archive`` with an end record that claims a list of members of ``directory`` bytes."""
    at = archive.rindex(b"PK\x05\x06")
    return archive[: at + 12] + struct.pack("<L", directory) + archive[at + 16 :]


def record(content: bytes, kind: str = "response", media: str = "application/http; msgtype=response", **fields: str) -> bytes:
    """One WARC record."""
    head = {"WARC-Type": kind, "WARC-Target-URI": "https://a.vn/b", "Content-Type": media, "Content-Length": str(len(content))}
    head |= {key.replace("_", "-"): value for key, value in fields.items()}
    return b"WARC/1.0\r\n" + b"".join(f"{k}: {v}\r\n".encode() for k, v in head.items()) + b"\r\n" + content + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    """A server's answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(body: bytes, size: int = 7) -> bytes:
    """``body`` in chunks."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(f"{len(p):x}\r\n".encode() + p + b"\r\n" for p in pieces) + b"0\r\n\r\n"


@cache
def zeros(megabytes: int) -> bytes:
    """Many zero bytes, gzipped."""
    return gzip.compress(bytes(megabytes * 1_000_000), 9, mtime=0)


@cache
def _printed(encoding: str) -> dict[str, str]:
    tables = json.loads((ROOT / "data" / "legacy_encodings.json").read_text("utf-8"))
    return {letter: printed for printed, letter in tables["encodings"][encoding]["letters"].items()}


def in_legacy(text: str, encoding: str) -> bytes:
    """``text`` as a program of the 1990s stored it; capitals that the encoding lacks become small."""
    table = _printed(encoding)
    letters = unicodedata.normalize("NFC", text)
    seen = "".join(table.get(ch, table.get(ch.lower(), ch)) if ch > "\x7f" else ch for ch in letters)
    return b"".join(ch.encode("latin-1") if ch < "\u0100" else ch.encode("cp1252") for ch in seen)
