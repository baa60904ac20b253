"""People who speak for bodies, by the places where an article introduces them: "Chairman of the Committee Trần Văn A"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govextract.lexing.lexicon import Hit

TITLE = 30  # characters of a title between a person's name and the body that the person speaks for
NAME = 40  # characters of a name at most
MOST_WORDS = 5
WORDS = 3  # of a name once "Comrade" is gone
_NAME_AND_TITLE = re.compile(r"((?:[^\W\d_][\w'-]+ ){1,4}[^\W\d_][\w'-]+), ?[^,.;:()\n]*\Z")


def introduced(text: str, bodies: Sequence[Hit], places: Sequence[Hit]) -> dict[str, str]:
    """The names of people introduced behind or before one of ``bodies``, each with the body's code."""
    ends = {hit.start: hit.end for hit in places}
    known: dict[str, str] = {}
    for hit in bodies:
        start = hit.end + 1
        while start in ends:  # "of the Committee of Kon Tum Trần Văn A"
            start = ends[start] + 1
        for name in (name_at(text, start), _name_before(text, hit.start)):
            if name is not None:
                known.setdefault(name, hit.term.code)
                known.setdefault(" ".join(name.split()[-WORDS:]), hit.term.code)
    return known


def name_at(text: str, start: int) -> str | None:
    """The two to five capitalised words at ``start``, a person's name; None when there are fewer."""
    end, words, at = start, 0, start
    while words < MOST_WORDS and at < len(text) and text[at].isupper():
        stop = at
        while stop < len(text) and (text[stop].isalpha() or text[stop] in "'-"):
            stop += 1
        if stop - at < 2 or text[at:stop].isupper():
            break
        words, end, at = words + 1, stop, stop + 1
        if stop < len(text) and text[stop] != " ":
            break
    return text[start:end] if words > 1 else None


def _name_before(text: str, end: int) -> str | None:
    """The capitalised words before a comma and a title that ends at ``end``: "Mr Trần Văn A, vice chairman of the"."""
    match = _NAME_AND_TITLE.search(text, max(0, end - TITLE - NAME), end)
    if match is None or end - match.end(1) > TITLE:
        return None
    words = match.group(1).split()
    first = next((i for i in range(len(words), 0, -1) if not words[i - 1][0].isupper()), 0)
    named = words[first:]
    return " ".join(named) if len(named) > 1 else None
