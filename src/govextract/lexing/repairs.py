"""Small repairs of how a text is laid out: lines broken at a width, marks glued to their items, dots that lead to a number."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_LEADERS = re.compile(r"^(?P<label>[^\n.…|]{3,90}?)[ \t]{0,3}(?:\.{4,}|…{2,}|_{4,}) {0,3}(?=\d)", re.MULTILINE)
# Marks of items that nothing parts from what they mark: "-Growth of 8%", "-100% of dossiers are filed online"
_GLUED = re.compile(r"^[ \t]{0,8}(?P<mark>[-–—•*+▪●►])(?=[^\W\d_]|\d[^\n]{0,40}?[^\W\d_]{2,} )", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_OPENS = re.compile(r"\s*(?:[-–—•*+▪●►>|]|\(?\w{1,3}[.)]\s)")  # what a line begins with that goes on with no other
LEAST_GLUED = 2
NARROW, WIDE = 50, 130  # characters of the longest line of a text whose lines are broken at a width
LEAST_BROKEN, MOST_BROKEN = 6, 0.6  # lines broken so, and their share of the lines that another follows


class Repair(NamedTuple):
    """``text`` instead of what stands at ``start:end``, as if it stood at the character ``place``."""

    start: int
    end: int
    text: str
    place: int


def repairs(text: str) -> list[Repair]:
    """What is to be mended in ``text``, in order."""
    found = _unbroken(text)
    if "...." in text or "……" in text or "____" in text:
        for match in _LEADERS.finditer(text):
            label = match.end("label")
            found.append(Repair(label, match.end(), ": ", label - 1))
    marks = [match.end("mark") for match in _GLUED.finditer(text)]
    if len(marks) >= LEAST_GLUED:
        found += [Repair(end, end, " ", end - 1) for end in marks]
    return sorted(found)


def _unbroken(text: str) -> list[Repair]:
    """The line ends to be spaces, in a text all of whose lines are broken where the next word would not have fitted."""
    lines = [match.span() for match in _LINE.finditer(text)]
    width = max((end - start for start, end in lines), default=0)
    if not NARROW <= width <= WIDE:
        return []
    followed = [(line, behind) for line, behind in pairwise(lines) if behind[0] == line[1] + 1]
    broken = [line[1] for line, behind in followed if _fills(text, line, behind, width)]
    if len(broken) < LEAST_BROKEN or len(broken) < MOST_BROKEN * len(followed):
        return []
    return [Repair(end, end + 1, " ", end) for end in broken if _OPENS.match(text, end + 1) is None]


def _fills(text: str, line: tuple[int, int], behind: tuple[int, int], width: int) -> bool:
    """Whether the first word of the line behind would have made ``line`` wider than ``width``."""
    space = text.find(" ", behind[0], behind[1])
    word = (space if space >= 0 else behind[1]) - behind[0]
    return line[1] - line[0] + 1 + word > width
