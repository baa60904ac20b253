"""Encodings from before Unicode that no codec of Python reads, known by the syllables that a right reading gives.

Their tables are data (``data/legacy_encodings.json``). Such text comes as bytes, or wrapped in UTF-8 by a program that
took the bytes for Western European ones; both are unwrapped.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from govextract.read.reasons import Reason, Unreadable
from govextract.resources import resource_dir

SURE = 0.75
"""Share of a text's marked letters that must stand in well-formed syllables for a reading to be right."""
LIKELY = 0.6
"""The share from which a text is too likely of these encodings to be read as any other."""
MARGIN = 0.1
"""How much better than the next reading the best must be."""
FEWEST = 12
"""Marked letters without which nothing can be said."""
_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_PUNCTUATION = frozenset("\u00a0\u00ad“”„‘’‚…–—•«»§°€©®™·×²³½")
# Letters that no wrapped text has: Vietnamese and Cyrillic ones that are already right.
_RIGHT = re.compile("[\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0400-\u04ff\u1ea0-\u1ef9]")
_BROWSER = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


@dataclass(frozen=True, slots=True)
class _Tables:
    converters: Mapping[str, Callable[[str], str]]  # by encoding: from text read as windows-1252 to the right text
    codecs: tuple[str, ...]  # encodings that Python reads and that are easily taken for one of these
    labels: Mapping[str, str]
    tones: frozenset[str]
    syllable: re.Pattern[str]


def recognise(data: bytes) -> tuple[str, str] | None:
    """Text and encoding of ``data`` if it is surely in one of these encodings; None if it is in none.

    Raises Unreadable (UNKNOWN_ENCODING), naming them, when it is likely but not sure.
    """
    seen = _as_browsers(data)
    readings = {name: convert(seen[:_SAMPLE]) for name, convert in _tables().converters.items()}
    readings |= {name: text for name in _tables().codecs if (text := _decoded(data[:_SAMPLE], name)) is not None}
    ranked = _ranked(readings)
    if not ranked or ranked[0][0] < LIKELY:
        return None
    name = ranked[0][1]
    if not _sure(ranked):
        names = " or ".join(name for share, name in ranked if share >= LIKELY)
        raise Unreadable(Reason.UNKNOWN_ENCODING, f"its encoding may be {names}, but that is not sure")
    if name in _tables().codecs:
        text = _decoded(data, name)
        return None if text is None else (text, name)
    return _tables().converters[name](seen), name


def unwrap(text: str) -> tuple[str, str] | None:
    """As ``recognise``, for text that was taken for Western European; None unless it is sure."""
    if text.isascii() or _RIGHT.search(text):
        return None
    sample = text[:_SAMPLE]
    if sum(ch > "\x7f" for ch in sample) < max(FEWEST, len(sample) // 50):
        return None
    ranked = _ranked({name: convert(sample) for name, convert in _tables().converters.items()})
    if not ranked or not _sure(ranked):
        return None
    return _tables().converters[ranked[0][1]](text), ranked[0][1]


def labelled(label: str) -> str | None:
    """The encoding that a page or server calls ``label``, if it is one of these."""
    return _tables().labels.get(label.strip().lower().replace("_", "-"))


def read_as(name: str, data: bytes) -> str:
    """``data`` in the encoding ``name`` (one that ``labelled`` gave)."""
    return _tables().converters[name](_as_browsers(data))


def _sure(ranked: list[tuple[float, str]]) -> bool:
    return ranked[0][0] >= SURE and (len(ranked) < 2 or ranked[0][0] - ranked[1][0] >= MARGIN)


def _ranked(readings: Mapping[str, str]) -> list[tuple[float, str]]:
    """The encodings by the share of marked letters that make sense when read in them, the best first."""
    shares = []
    for name, sample in readings.items():
        marked = sum((ch > "\x7f" or ch < "\t") and ch not in _PUNCTUATION for ch in sample)
        if marked >= FEWEST:
            shares.append((sum(_marked_in_syllables(sample)) / marked, name))
    return sorted(shares, key=lambda pair: (-pair[0], pair[1]))


def _marked_in_syllables(text: str) -> Iterator[int]:
    """For each well-formed syllable of ``text`` its number of marked letters."""
    tables = _tables()
    for word in _WORD.findall(text):
        if word.isascii() or not (word.islower() or word.isupper() or word.istitle()):
            continue
        parts = unicodedata.normalize("NFD", word.lower())
        plain = "".join(ch for ch in parts if ch not in tables.tones)
        if len(parts) - len(plain) <= 1 and tables.syllable.fullmatch(unicodedata.normalize("NFC", plain)):
            yield sum(ch > "\x7f" for ch in word)


def _as_browsers(data: bytes) -> str:
    """``data`` as windows-1252, the bytes that it lacks as control characters."""
    return data.decode("latin-1").translate(_BROWSER)


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return unicodedata.normalize("NFC", data.decode(codec))
    except UnicodeDecodeError:
        return None


def _converter(letters: Mapping[str, str]) -> Callable[[str], str]:
    printed = re.compile("|".join(map(re.escape, sorted(letters, key=len, reverse=True))))
    return lambda seen: unicodedata.normalize("NFC", printed.sub(lambda match: letters[match.group()], seen))


@cache
def _tables() -> _Tables:
    content = json.loads((resource_dir("data") / "legacy_encodings.json").read_text("utf-8"))
    encodings = content["encodings"]
    onsets, nuclei, codas = ("|".join(sorted(content[part], key=len, reverse=True)) for part in ("onsets", "nuclei", "codas"))
    return _Tables(
        {name: _converter(table["letters"]) for name, table in encodings.items()},
        tuple(content["codecs"]),
        {label: name for name, table in encodings.items() for label in table["labels"]},
        frozenset(content["tones"]),
        re.compile(f"(?:{onsets})?(?:{nuclei})(?:{codas})?"),
    )
