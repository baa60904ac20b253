"""Counts the words between two phrases of an article."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")


class Words:
    """Runs of letters in a text. A word that a span cuts counts as one."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def count(self, start: int, end: int) -> int:
        """How many words stand in ``start:end``."""
        return len(_WORD.findall(self._text, start, end)) if end > start and self._text[start:end] != " " else 0

    def unnamed(self, start: int, end: int) -> int:
        """How many words of ``start:end`` are no names (capitalised words name somebody, and explain nothing else)."""
        if end <= start:
            return 0
        return len([word for word in _WORD.findall(self._text, start, end) if not word[0].isupper()])
