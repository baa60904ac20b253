"""Which articles are the same story: equal ones by a key, nearly equal ones by what their words have in common.

The signature of a text is one smallest hash per bin over its runs of three words (one-permutation MinHash): the share of
equal bins estimates the share of common runs. Candidates are articles that agree in a whole band of bins.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np

BINS = 128
BANDS = 16
NEAR = 0.8
"""From this share of common word runs on, two articles are linked."""
RUN = 3
_WORD = re.compile(r"\w+")
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_EMPTY = np.uint32(0xFFFFFFFF)
Array = np.ndarray[Any, Any]


def article_key(row: dict[str, Any]) -> bytes:
    """What equal articles share: text, title, address and date. Two addresses of one text are two articles."""
    parts = (row["text_sha256"], row["title"], row["source_url"], row["published_on"])
    return hashlib.blake2b(repr(tuple(map(str, parts))).encode(), digest_size=16).digest()


def signature(text: str) -> Array:
    """The signature of ``text``: case, accents' encoding, punctuation and spacing do not count."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    codes = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))
    if not len(codes):
        return np.full(BINS, _EMPTY)
    runs = codes[: max(1, len(codes) - RUN + 1)].copy()
    for step in range(1, min(RUN, len(codes))):
        runs = (runs * _SPREAD) ^ codes[step : step + len(runs)]
    runs = (runs ^ (runs >> np.uint64(29))) * _SPREAD
    runs ^= runs >> np.uint64(32)
    runs *= _SPREAD
    bins = (runs >> np.uint64(57)).astype(np.intp)
    least = np.full(BINS, _EMPTY)
    np.minimum.at(least, bins, ((runs >> np.uint64(24)) & np.uint64(0xFFFFFFFE)).astype(np.uint32))
    return _filled(least)


def _filled(least: Array) -> Array:
    """Empty bins take the value of the next full one: short texts have fewer runs than there are bins."""
    full = np.flatnonzero(least != _EMPTY)
    following = full[np.searchsorted(full, np.arange(BINS)) % len(full)]
    distance = (following - np.arange(BINS)) % BINS
    filled: Array = least[following] + distance.astype(np.uint32) * np.uint32(0x01000193)
    return filled


def bands(signatures: Array) -> Array:
    """A hash of each band of each signature."""
    rows = BINS // BANDS
    parts = signatures.reshape(-1, BANDS, rows).astype(np.uint64)
    out = np.zeros(parts.shape[:2], np.uint64)
    for row in range(rows):
        out = (out ^ parts[:, :, row]) * _SPREAD
        out ^= out >> np.uint64(31)
    return out


def candidates(hashes: Array) -> Iterator[tuple[Array, Array]]:
    """Pairs (later, earlier) that agree in a band: each with the first of its group and with the one before it."""
    order = np.arange(len(hashes))
    for band in range(hashes.shape[1]):
        ranked = np.lexsort((order, hashes[:, band]))
        values = hashes[ranked, band]
        again = np.flatnonzero(values[1:] == values[:-1]) + 1
        if not len(again):
            continue
        starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
        firsts = starts[np.searchsorted(starts, again, side="right") - 1]
        yield ranked[again], ranked[firsts]
        yield ranked[again], ranked[again - 1]


def equal(keys: Array) -> dict[int, int]:
    """For each position whose key stood earlier, where it stood first; keys of zeros are none."""
    halves = np.ascontiguousarray(keys).view(np.uint64).reshape(-1, 2)
    ranked = np.lexsort((np.arange(len(halves)), halves[:, 1], halves[:, 0]))
    values = halves[ranked]
    found: dict[int, int] = {}
    first = 0
    same: Any = np.concatenate(([False], (values[1:] == values[:-1]).all(axis=1))) if len(values) else []
    for place in np.flatnonzero(same):
        if not same[place - 1]:
            first = int(place) - 1
        if values[place].any():
            found[int(ranked[place])] = int(ranked[first])
    return found


def similarity(one: Array, other: Array) -> float:
    """Estimated share of common word runs, 0 to 1."""
    return float(np.mean(one == other))
