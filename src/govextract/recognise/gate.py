"""Which sentences a model need not read: those whose capitalised words are all known already."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from govextract.lexing.lexicon import Hit

_WORD = re.compile(r"(?<![\w/.\-–])[^\W\d_][\w'’]+(?![/\d])")
"""A word, but no part of a document's symbol or of an address."""
_OPENERS = " \t\n\"'“”«‘(-–—•*+"
"""What may stand before the first word of a sentence, whose capital tells nothing."""


def unknown_names(text: str, hits: Iterable[Hit], spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ``spans`` of ``text`` with a capitalised word behind their first that no hit covers: a name to be found."""
    spans = list(spans)
    if not spans:
        return []
    known = sorted([hit[:2] for hit in hits])
    longest = max([end - start for start, end in known], default=0)
    return [span for span in spans if _holds_unknown(text, known, longest, *span)]


def _holds_unknown(text: str, known: Sequence[tuple[int, int]], longest: int, start: int, end: int) -> bool:
    for match in _WORD.finditer(text, start, end):
        first, behind = match.span()
        if text[first].isupper() and text[start:first].strip(_OPENERS):
            low = bisect_left(known, (behind - longest, 0))
            near = known[low : bisect_left(known, (first + 1, 0))]
            if not any(a <= first and behind <= b for a, b in near):
                return True
    return False
