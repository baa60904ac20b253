"""Alternatives of a regex by their first character, so that the engine passes over all that cannot begin a match at once."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_word(words: Iterable[str]) -> str:
    """An alternation of literal ``words``, of which the longest that fits matches; without brackets around it."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        groups.setdefault(word[:1], []).append(word[1:])
    # An empty word, which matches anywhere, is the shortest and so the last.
    return "|".join(re.escape(first) + alternatives([*map(re.escape, rests)]) for first, rests in groups.items())


def alternatives(parts: list[str]) -> str:
    """A regex for one of ``parts``, the first that matches, in brackets where it needs them."""
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
