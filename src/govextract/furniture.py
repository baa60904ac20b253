"""Tells page furniture from the article: menus, counters, links to other articles, comments, imprints. It yields no facts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from govextract.lexing.lexicon import Hit
from govextract.lexing.view import View
from govextract.outline import ITEM

MENU = re.compile(r"(?:[|›»]|\s{2,}| [>/] ).*(?:[|›»]|\s{2,}| [>/] )")
_LINK = re.compile(r"\s*(?:>>|»|›|▶)")
_KIND = re.compile(r"\s*\[[^\W\d_]{3,12}\] (?![-–—])")  # "[Video] Lang Son …", but not the agency of a dateline
_CELL = re.compile(r"\| ?[\d.,]+%? ?(?:\||$)")  # of a table: a number alone
_OF_DAY = re.compile(r"\(\d{1,2}[/.]\d{1,2}(?:[/.](?:19|20)\d\d)?\)\s*\Z")  # what each of a list of headlines ends with
_ENDED = (".", ";", "!", "?", '"')  # what paragraphs and items end with, and headlines do not
_AROUND = " \t:.…-–*•>»›|"  # what may stand around the title of a list of links
PARAGRAPH, SENTENCE = 180, 60  # characters of a line that is no headline, and of one that ends like a sentence
MOST = 6  # of what part of the text paragraphs must stand behind a mark of the page's foot that does not end the article
TITLES = ("footer", "link", "section")  # marks of a list of links, where nothing else stands in their line
MENU_LENGTH = 160
BARS = 2  # that part the links of a line; tables have been laid out as lines before
EARLY = 40  # characters of a mark of the page's foot that stands above the text


class Furniture:
    """Asked line by line, in order, whether a line is page furniture."""

    def __init__(self, view: View, lines: Sequence[tuple[int, int]], marks: Sequence[Hit]) -> None:
        self._view = view
        self._lines = lines
        self._marks = marks
        self._starts = [mark.start for mark in marks]
        self._behind = _paragraphs_behind(view.text, lines)
        self._of_day = {index for index, (start, end) in enumerate(lines) if _OF_DAY.search(view.text, max(start, end - 16), end)}
        self._ended = False
        self._links_end = -1  # where the last line of a list of links within the article ends

    def marks(self, index: int) -> dict[str, Hit]:
        """The first mark of each code in a line."""
        start, end = self._lines[index]
        low = bisect_left(self._starts, start)
        found = self._marks[low : bisect_left(self._starts, end, low)]
        return {mark.term.code: mark for mark in reversed(found)}

    def is_marked(self, index: int) -> bool:
        """Whether a line opens like one of the page's foot, or holds a word of menus, as a headline may, too."""
        marks = self.marks(index)
        start, end = self._lines[index]
        return "menu" in marks or self._is_mark(index, marks, self._view.text[start:end])

    def holds(self, index: int, marks: dict[str, Hit], *, begun: bool, headed: bool) -> bool:
        """Whether the line is furniture; ``begun`` and ``headed`` say whether text and headline of the article stand above."""
        start, end = self._lines[index]
        line = self._view.text[start:end]
        if self._is_mark(index, marks, line):
            # A counter of views above the text ends nothing; what paragraphs follow is a link within the article.
            title = self._is_title(marks, line)
            least = PARAGRAPH if "link" in marks and not title else len(self._view.text) // MOST
            self._ended = self._ended or (begun and self._behind[index] < least)
            self._links_end = end if title else -1
            return True
        if self._ended or _LINK.match(line) or (_KIND.match(line) and _is_untold(line)) or self._is_listed(index, line):
            return True
        if not headed and len(line) < MENU_LENGTH and (MENU.search(line) or "menu" in marks):
            return True
        if line.count(" | ") >= BARS and not _CELL.search(line):
            return True
        return self._is_linked(start, end, line)

    def _is_mark(self, index: int, marks: dict[str, Hit], line: str) -> bool:
        """Whether the line is one of the page's foot, or a link to another article."""
        lead = len(line) - len(line.lstrip(" -*•>"))
        opening = [marks[code] for code in ("footer", "link") if code in marks]
        if any(mark.start - self._lines[index][0] <= lead + 1 for mark in opening) and (index > 1 or len(line) < EARLY):
            return True
        return index > 1 and "section" in marks and self._is_title(marks, line)

    def _is_title(self, marks: dict[str, Hit], line: str) -> bool:
        """Whether the line holds a mark and nothing else."""
        bare = line.strip(_AROUND)
        titles = [mark for code, mark in marks.items() if code in TITLES]
        return any(self._view.text[mark.start : mark.end].strip(_AROUND) == bare for mark in titles)

    def _is_linked(self, start: int, end: int, line: str) -> bool:
        """Whether a headline follows right below the title of a list of links."""
        if self._links_end < 0:
            return False
        joined = self._view.text.count("\n", self._links_end, start) == 1
        linked = joined and _is_untold(line)
        self._links_end = end if linked else -1
        return linked

    def _is_listed(self, index: int, line: str) -> bool:
        """Whether the line is one of several headlines with their days: "Coffee exports reach 7 billion USD (14/11)"."""
        return index in self._of_day and bool({index - 1, index + 1} & self._of_day) and len(line) < PARAGRAPH


def _is_untold(line: str) -> bool:
    """Whether a line reads like a headline rather than a paragraph, an item or a label."""
    return len(line) < PARAGRAPH and not line.rstrip().endswith((*_ENDED, ":"))


def _paragraphs_behind(text: str, lines: Sequence[tuple[int, int]]) -> list[int]:
    """How many characters of paragraphs and items stand behind each line."""
    sizes = (end - start if _is_paragraph(text, start, end) else 0 for start, end in reversed(lines))
    return list(accumulate(sizes, initial=0))[-2::-1]


def _is_paragraph(text: str, start: int, end: int) -> bool:
    if end - start >= PARAGRAPH:
        return True
    ended = text[start:end].rstrip().endswith(_ENDED)
    return ended and (end - start >= SENTENCE or ITEM.match(text, start, end) is not None)
