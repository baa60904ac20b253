"""The normalised view of an article that all lexers read, with a way back to the stored text.

Scraped and machine-translated articles mix no-break spaces, soft hyphens, several apostrophes, dashes and quotes.
The view unifies them; ``View.source`` turns a span of the view into a span of the stored text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from govextract.lexing.tables import Laid

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02b9\u00b4\u0060\uff07\u2032"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_TABLE: dict[int, str | None] = {
    **{ord(c): " " for c in _SPACES},
    **{ord(c): "-" for c in _DASHES},
    **{ord(c): "'" for c in _APOSTROPHES},
    **{ord(c): '"' for c in _QUOTES},
    **{ord(c): None for c in _INVISIBLE},
    ord("\uff05"): "%",
    ord("\u00d0"): "\u0110",  # the Icelandic letter that old fonts print for Đ
    ord("\u00f0"): "\u0111",
    ord("\u2028"): "\n",
    ord("\u2029"): "\n",
}
_PLAIN = {chr(code): plain for code, plain in _TABLE.items() if plain is not None}
_ODD = frozenset(map(chr, _TABLE))
# What is left out: invisible characters, all but one space of a run, spaces before a line's end.
_LEFT_OUT = re.compile(f"[{_INVISIBLE}]+|(?<=[ {_SPACES}])[ {_SPACES}]+|[ {_SPACES}]+(?=\n)")
# Vietnamese puts the tone of oa, oe, uy on either vowel (hóa, hoá); patterns and text are folded the same way.
_TONE = re.compile("[oòóỏõọuùúủũụ][aàáảãạeèéẻẽẹyỳýỷỹỵ]")


@dataclass(frozen=True, slots=True)
class View:
    """``text``: normalised, case kept. ``lower``: the same, folded for lexicons, of equal length."""

    text: str
    lower: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    laid: Laid | None = None  # how tables were laid out before, if there are any

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the stored text that the view's span ``start:end`` (not empty) stands for."""
        if not self.starts and self.laid is None:
            return start, end
        return self._position(start), self._position(end - 1) + 1

    def headings(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The headings of a table's columns within the line ``start:end`` of the view."""
        if self.laid is None:
            return ()
        spans = self.laid.headings
        slot = bisect_right(spans, (self._placed(start), -1))
        places = [self._placed(position) for position in range(start, end)] if slot < len(spans) else []
        found = []
        while slot < len(spans) and places and spans[slot][1] <= places[-1] + 1:
            first, last = spans[slot]
            found.append((start + bisect_left(places, first), start + bisect_left(places, last)))
            slot += 1
        return tuple(found)

    def _placed(self, index: int) -> int:
        """Where ``index`` stands in the text that was normalised."""
        slot = bisect_right(self.starts, index) - 1
        return index + (self.shifts[slot] if slot >= 0 else 0)

    def _position(self, index: int) -> int:
        position = self._placed(index)
        if self.laid is None:
            return position
        return position + self.laid.shifts[bisect_right(self.laid.starts, position) - 1]


def fold(text: str) -> str:
    """Lower case and one spelling of Vietnamese tones, length-preserving; for lexicon phrases and views alike."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower if lower.isascii() else _TONE.sub(_place_tone, lower)


def _place_tone(match: re.Match[str]) -> str:
    pair = match.group()
    first, second = pair[0], pair[1]
    if first in "ou" and second not in "aey":
        parts = unicodedata.normalize("NFD", second)
        return unicodedata.normalize("NFC", first + parts[1:]) + parts[0]
    return pair


def make_view(text: str, laid: Laid | None = None) -> View:
    """The normalised view of ``text`` (NFC, LF), or of the text that ``laid`` makes of it."""
    view = _normalised(text if laid is None else laid.text)
    return view if laid is None else replace(view, laid=laid)


def _normalised(text: str) -> View:
    odd = set(_ODD.intersection(text))  # a frozenset less keys is a set: compiled code minds the difference
    clean = text
    for character in odd & _PLAIN.keys():
        clean = clean.replace(character, _PLAIN[character])
    if odd <= _PLAIN.keys() and "  " not in clean and " \n" not in clean:
        return View(clean, fold(clean), (), ())
    starts: list[int] = []
    shifts: list[int] = []
    removed = 0
    for match in _LEFT_OUT.finditer(text):
        starts.append(match.start() - removed)
        removed += match.end() - match.start()
        shifts.append(removed)
    clean = _LEFT_OUT.sub("", text) if starts else text
    clean = clean.translate(_TABLE)
    return View(clean, fold(clean), tuple(starts), tuple(shifts))


def clean_phrase(phrase: str) -> str:
    """A lexicon phrase in the form in which it stands in a view's ``lower``."""
    return fold(" ".join(unicodedata.normalize("NFC", phrase).translate(_TABLE).split()))
