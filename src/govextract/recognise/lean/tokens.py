"""Splits text into words by the rules that a spaCy pipeline stores in its file ``tokenizer``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

_ORTH, _NORM = 65, 67
"""How spaCy numbers the attributes of its special cases."""
_MOST_CACHED = 20_000


class Word(NamedTuple):
    """A word as the network sees it: its text, and the form that equivalent words share."""

    text: str
    norm: str


class Tokenizer:
    """``rules`` is the content of the file, ``norms`` gives words whose norm is not their lower case."""

    def __init__(self, rules: Mapping[str, Any], norms: Mapping[str, str]) -> None:
        self._prefix = re.compile(rules["prefix_search"]).search
        self._suffix = re.compile(rules["suffix_search"]).search
        self._infixes = re.compile(rules["infix_finditer"]).finditer
        self._url = re.compile(rules["url_match"]).match
        self._norms = norms
        self._special = {
            text: [Word(part[_ORTH], part.get(_NORM) or self._norm(part[_ORTH])) for part in parts]
            for text, parts in rules["exceptions"].items()
        }
        self._longest = max(map(len, self._special), default=0)
        self._cache: dict[str, list[Word]] = {}

    def split(self, text: str) -> Iterator[tuple[int, Word]]:
        """The words of ``text`` with where they start; a single space between two words is none."""
        at = 0
        for blank, group in groupby(text, str.isspace):
            chunk = "".join(group)
            begin = at
            at += len(chunk)
            if blank and begin and chunk[0] == " ":
                begin, chunk = begin + 1, chunk[1:]
            if not chunk:
                continue
            for word in self._words(chunk):
                yield begin, word
                begin += len(word.text)

    def _words(self, chunk: str) -> list[Word]:
        known = self._cache.get(chunk)
        if known is None:
            if len(self._cache) >= _MOST_CACHED:
                self._cache.clear()
            known = self._cache[chunk] = self._special.get(chunk) or self._rejoin(self._cut(chunk))
        return known

    def _norm(self, text: str) -> str:
        return self._norms.get(text) or text.lower()

    def _cut(self, chunk: str) -> list[Word]:
        """``chunk`` without what may be cut off before and behind it, one after the other, and the rest at its infixes."""
        before: list[str] = []
        behind: list[str] = []
        size = 0
        while chunk and len(chunk) != size and chunk not in self._special:
            size = len(chunk)
            found = self._prefix(chunk)
            head = found.end() - found.start() if found else 0
            if head and chunk[head:] in self._special:
                before.append(chunk[:head])
                chunk = chunk[head:]
                break
            found = self._suffix(chunk[head:])
            tail = found.end() - found.start() if found else 0
            if tail and chunk[:-tail] in self._special:
                behind.append(chunk[-tail:])
                chunk = chunk[:-tail]
                break
            if head:
                before.append(chunk[:head])
            if tail and head + tail <= size:
                behind.append(chunk[-tail:])
            chunk = chunk[head : size - tail if head + tail <= size else size]
        words = [Word(text, self._norm(text)) for text in before]
        words += self._middle(chunk)
        return words + [Word(text, self._norm(text)) for text in reversed(behind)]

    def _middle(self, chunk: str) -> list[Word]:
        special = self._special.get(chunk)
        if special is not None or not chunk:
            return special or []
        parts = [chunk]
        if not self._url(chunk):
            parts, start = [], 0
            for match in self._infixes(chunk):
                if match.start() == 0:
                    continue
                parts += [chunk[start : match.start()], match.group()]
                start = match.end()
            parts.append(chunk[start:])
        return [Word(part, self._norm(part)) for part in parts if part]

    def _rejoin(self, words: list[Word]) -> list[Word]:
        """``words`` with the special cases that cutting has taken apart whole again: the longest first."""
        spans = [
            (end - start, -start)
            for start in range(len(words))
            for end in range(start + 2, min(len(words), start + self._longest) + 1)
            if "".join(word.text for word in words[start:end]) in self._special
        ]
        if not spans:
            return words
        taken: set[int] = set()
        whole: dict[int, int] = {}
        for size, start in sorted(spans, reverse=True):
            if taken.isdisjoint(range(-start, size - start)):
                whole[-start] = size - start
                taken.update(range(-start, size - start))
        joined: list[Word] = []
        for at, word in enumerate(words):
            if at in whole:
                joined += self._special["".join(part.text for part in words[at : whole[at]])]
            elif at not in taken:
                joined.append(word)
        return joined


def shape(text: str) -> str:
    """The text with its letters as x or X, its digits as d, and no more than four equal signs in a row."""
    if len(text) >= 100:
        return "LONG"
    kinds = [("X" if c.isupper() else "x") if c.isalpha() else "d" if c.isdigit() else c for c in text]
    return "".join("".join(group)[:4] for _, group in groupby(kinds))
