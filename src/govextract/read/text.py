"""Plain text, and the one way from decoded text to an Article that every format takes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from govextract.article import Article
from govextract.read.encoding import decode
from govextract.read.reasons import Reason, Unreadable

_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL_SHARE = 0.01
# Long runs of combining marks are never language, and ordering them takes quadratic time.
_MARK_RUN = re.compile(r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{100}")


def read_text(data: bytes, name: str, charset: str | None = None) -> Iterator[Article]:
    """The article of a plain-text file; ``charset`` is what its server declared. Raises Unreadable."""
    decoded = decode(data, charset)
    yield build(decoded.text, name, warnings=decoded.warnings)


def build(
    text: str,
    name: str,
    *,
    title: str | None = None,
    url: str | None = None,
    published: dt.date | None = None,
    warnings: tuple[str, ...] = (),
) -> Article:
    """An Article with normalised text and title, and a warning for each lost character.

    Raises Unreadable (EMPTY, BINARY, BAD_CHARACTERS).
    """
    clean = normalise(text)
    lost = clean.count("\ufffd")
    if lost:
        warnings = (*warnings, f"encoding: {lost} characters were lost (U+FFFD); facts near them may be wrong")
    line = " ".join(normalise(title).split()) if title and _VISIBLE.search(title) else None
    return Article(clean, path=name, title=line, url=url, published=published, warnings=warnings)


def normalise(text: str) -> str:
    """``text`` as it is stored: no byte order mark, LF line ends, NFC.

    Raises Unreadable (EMPTY, BINARY, BAD_CHARACTERS).
    """
    if _SURROGATE.search(text):
        raise Unreadable(Reason.BAD_CHARACTERS, "it holds a lone surrogate, which is half a character")
    if "\0" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise Unreadable(Reason.BINARY, "it holds control characters, so it is not text")
    if not _VISIBLE.search(text):
        raise Unreadable(Reason.EMPTY, "it holds no text")
    if _MARK_RUN.search(text):
        raise Unreadable(Reason.BAD_CHARACTERS, "it holds a run of a hundred combining marks")
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", plain)
