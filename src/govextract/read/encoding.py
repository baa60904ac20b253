"""Bytes to text: byte order marks, UTF-8, UTF-16, what a page declares, and a guess among the likely legacy encodings.

A guess is never silent: ``Decoded.warnings`` says what was assumed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from govextract.read.legacy import labelled, read_as, recognise, unwrap
from govextract.read.reasons import Reason, Unreadable

# UTF-32 stands first: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Longer lists make short texts come out as encodings nobody uses for news in these scripts.
_LEGACY = ("cp1251", "koi8_u", "cp1258", "cp1252")
_LATIN_LEGACY = ("cp1252", "cp1258")
_WESTERN = "cp1252"
_LATIN_SHARE = 0.05  # below this share of non-ASCII letters a text is Latin with an odd accent or quote
_DECLARABLE = re.compile(r"(cp|iso8859|koi8|mac-|gb|big5|euc|shift_jis)")
_DAMAGE = 10  # intact multi-byte characters per broken one that make a text damaged UTF-8, not a legacy encoding
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded text, its encoding, and what the user should know about how it was found."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decodes ``data``; ``declared`` is the encoding its own header names, tried when the bytes are not UTF-8.

    Raises Unreadable (BINARY, UNKNOWN_ENCODING).
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise Unreadable(Reason.BINARY, f"this is {kind}, not text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    if b"\0" in data:
        return _utf16_without_mark(data)
    try:
        return _unwrapped(data.decode("utf-8"))
    except UnicodeDecodeError:
        found = _damaged_utf8(data) or _declared(data, declared) or _recognised(data) or _western(data, declared)
        return found or _guessed(data)


def _unwrapped(text: str) -> Decoded:
    found = unwrap(text)
    return Decoded(text, "utf-8") if found is None else _guess(*found)


def _recognised(data: bytes) -> Decoded | None:
    found = recognise(data)
    return None if found is None else _guess(*found)


def _marked(data: bytes, encoding: str) -> Decoded:
    """A file that names its encoding with a mark: a little damage (a cut end) is kept, much of it is no text."""
    if encoding != "utf-8" and (wrong := _plain_utf8(data)) is not None:
        return Decoded(wrong, "utf-8", (f"encoding: marked as {encoding} but written in utf-8; read as utf-8",))
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > 1 + len(text) // 100:
        raise Unreadable(Reason.UNKNOWN_ENCODING, f"it begins with the mark of {encoding} but is not {encoding}")
    return Decoded(text, encoding)


def _plain_utf8(data: bytes) -> str | None:
    """``data`` as UTF-8 if it surely is that; text in UTF-16 holds bytes that UTF-8 text does not: control characters."""
    if _CONTROL.search(data):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> Decoded:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _plausible(text[:4000]):
            return Decoded(text, encoding, (f"encoding: read as {encoding} without a byte order mark",))
    raise Unreadable(Reason.BINARY, "it holds NUL bytes, so it is not text")


def _plausible(sample: str) -> bool:
    """True when nearly all characters belong to alphabetic scripts; the wrong byte order gives ideographs instead."""
    fit = sum("\t" <= ch < "\u0530" or "\u1e00" <= ch < "\u2200" for ch in sample)
    return "\0" not in sample and fit >= 0.95 * len(sample)


def _damaged_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    intact = sum(ch > "\x7f" for ch in text) - broken
    return Decoded(text, "utf-8") if intact >= _DAMAGE * broken else None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """``data`` in the encoding that its header names, unless that is what people name who do not know better."""
    if declared is None:
        return None
    if (legacy := labelled(declared)) is not None:
        return Decoded(read_as(legacy, data), legacy)
    encoding = _codec(declared)
    return None if encoding in (None, _WESTERN) else _in(data, encoding)


def _western(data: bytes, declared: str | None) -> Decoded | None:
    """As ``_declared``, for the encoding that is declared for many another."""
    return _in(data, _WESTERN) if declared is not None and _codec(declared) == _WESTERN else None


def _codec(declared: str) -> str | None:
    try:
        encoding = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    if encoding in ("iso8859-1", "ascii"):
        return _WESTERN  # what browsers do: pages that say Latin-1 hold cp1252's quotes and dashes
    return encoding if _DECLARABLE.match(encoding) else None


def _in(data: bytes, encoding: str | None) -> Decoded | None:
    if encoding is None:
        return None
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    high = sum(byte > 0x7F for byte in data)
    letters = high + len(re.findall(rb"[A-Za-z]", data))
    if high < _LATIN_SHARE * letters:
        for encoding in _LATIN_LEGACY:
            try:
                return _guess(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                continue
    best = from_bytes(data, cp_isolation=list(_LEGACY)).best()
    if best is None:
        raise Unreadable(Reason.UNKNOWN_ENCODING, "its encoding is none of UTF-8, UTF-16 or " + ", ".join(_LEGACY))
    return _guess(str(best), best.encoding)


def _guess(text: str, encoding: str) -> Decoded:
    return Decoded(text, encoding, (f"encoding: read as {encoding}, a guess; save as UTF-8 if letters look wrong",))
