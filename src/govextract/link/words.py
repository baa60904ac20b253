"""Counts and tells the words of an article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

NEAR = 500  # characters in which words are sooner counted than looked up
TITLED = 0.6  # share of capitalised words from which on a sentence is a title, where capitals name nobody
_WORD = re.compile(r"[^\W\d_]+")
_SPOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*")


class Words:
    """Runs of letters in a text. A word that a span cuts counts as one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: tuple[list[int], list[int]] | None = None  # no cached_property: compiled code would not cache it

    def _ends(self) -> tuple[list[int], list[int]]:
        """Where the words start, and where they end."""
        if self._known is None:
            spans = [match.span() for match in _WORD.finditer(self._text)]
            self._known = [start for start, _ in spans], [end for _, end in spans]
        return self._known

    def count(self, start: int, end: int) -> int:
        """How many words stand in ``start:end``."""
        if end <= start:
            return 0
        if end - start <= NEAR:
            return len(_WORD.findall(self._text, start, end))
        starts, ends = self._ends()
        return max(0, bisect_left(starts, end) - bisect_right(ends, start))

    def spelled(self, start: int, end: int) -> list[tuple[int, str]]:
        """Where the words of ``start:end`` begin, and the words."""
        return [(match.start(), match.group()) for match in _WORD.finditer(self._text, start, end)]

    def unnamed(self, start: int, end: int) -> int:
        """How many words of ``start:end`` are no names (capitalised words name somebody, and explain nothing else)."""
        if end <= start:
            return 0
        return len([word for word in _WORD.findall(self._text, start, end) if not word[0].isupper()])

    def plain(self, start: int, end: int) -> tuple[list[int], list[str]]:
        """Where the words of a sentence stand, and the words: in small letters, numbers as "#", names as ""."""
        found = [(match.start(), match.group()) for match in _SPOKEN.finditer(self._text, start, end)]
        capitals = len([word for _, word in found if word[0].isupper()])
        titled = capitals >= TITLED * len([word for _, word in found if word[0].isalpha()])
        words = ["#" if word[0].isdigit() else "" if word[0].isupper() and not titled else word.lower() for _, word in found]
        if found and not words[0]:
            words[0] = found[0][1].lower()  # a sentence begins with a capital, too
        return [at for at, _ in found], words
