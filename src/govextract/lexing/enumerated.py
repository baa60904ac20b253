"""Quarters that share one word: "in the first, second and third quarters", "quý I, II và III"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govextract.lexing.alternation import any_word
from govextract.lexing.mentions import Period

_ORDINAL = 24  # characters of the name of a quarter at most


class QuarterLists:
    """Finds the names of quarters that stand in a list with one that a rule has found."""

    def __init__(self, quarters: Mapping[str, int], roman: Mapping[str, int]) -> None:
        self._quarters = quarters
        self._named = re.compile(rf"(?<!\w)({any_word(quarters)})\Z")
        self._roman = re.compile(rf"({any_word(roman)})(?!\w)")  # behind: others are words of their own

    def around(self, last: Period, text: str, joints: Mapping[int, int]) -> list[Period]:
        """The quarters that share the word of ``last``: "in the first, second and third quarters", "quý I, II và III"."""
        told: list[Period] = []
        position = last.start
        while (before := _before(text, position, joints)) is not None:
            match = self._named.search(text, max(0, before - _ORDINAL), before)
            if match is None:
                break
            told.append(last._replace(start=match.start(1), end=before, number=self._quarters[match.group(1)]))
            position = match.start(1)
        starts = {start: end for end, start in joints.items()}
        position = last.end
        while (behind := _behind(text, position, starts)) is not None:
            match = self._roman.match(text, behind)
            if match is None:
                break
            told.append(last._replace(start=behind, end=match.end(), number=self._quarters[match.group(1)]))
            position = match.end()
        return told


def _before(text: str, position: int, joints: Mapping[int, int]) -> int | None:
    """Where a list goes on before ``position``, past a comma or "and"."""
    if text.endswith(", ", 0, position):
        return position - 2
    start = joints.get(position - 1)
    return start - 1 if start is not None else None


def _behind(text: str, position: int, joints: Mapping[int, int]) -> int | None:
    if text.startswith(", ", position):
        return position + 2
    end = joints.get(position + 1)
    return end + 1 if end is not None else None
