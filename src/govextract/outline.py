"""What governs each line of an article: the heading it stands under, the lead-in of its list, the title within the list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from govextract.document import Block
from govextract.lexing.view import View

ITEM = re.compile(
    r"\s*(?:[-*•+–▪●>✔✓.]\s|[a-h] [-–]\s|\(?\d{1,2}[.)]\s|\(?[a-zđа-яіїє]\)\s|\(?[ivx]{1,4}[.)]\s|\d{1,2}[-/]\s(?=[^\W_]))",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\s*(?:\d{1,2}|[IVX]{1,4})[.)]\s+[^\W\d_]")
# "ECONOMY. GRDP grows by 10% …", "Economy: …", "Economy - …"
LABELLED = re.compile(r"([^\W\d_][^.:;()\d\n\u2013\u2014]{2,50}?)(:| [-\u2013\u2014]|\.)(?= )")
SPEAKER = re.compile(r"[-*•+–—▪●>] ?(?:[^\W\d_][\w. ]{0,18}:)?|[^\W\d_][\w. ]{0,18}:")
QUESTIONS = 2
ITEM_LENGTH = 320
TITLE_LENGTH = 60
TIME_LENGTH = 30
SENTENCE_LENGTH = 160  # of an item that is a sentence
LEAST_ITEMS = 3  # short sentences that make a list
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
FIGURE = re.compile(r"\d")
_SENTENCES = re.compile(r"[.!?] +[^\W\d_]")
LETTERED = ("1", "a")  # marks of titles that paragraphs may stand below


class Outline:
    """Follows the lines of an article from top to bottom and gives each its governor."""

    def __init__(self, blocks: list[Block], view: View) -> None:
        self._blocks = blocks
        self._texts = [view.text[block.start : block.end].rstrip() for block in blocks]
        self._asking = self._signs_of_questions()
        self._unmarked = _unmarked_items(blocks, self._texts)
        self._heading = -1
        self._lead = -1  # the line that leads into the list that goes on
        self._root = -1  # the lead-in of a list that has headings or titles of its own
        self._marker = ""  # how these titles are marked
        self._opening = ""
        self._chapter = self._section = -1  # a heading, and the last of the numbered headings that part what it governs

    def govern(self) -> tuple[Block, ...]:
        """The blocks, each with a lead-in that ends in a colon as its governor, or the heading it stands under."""
        return tuple(self._governed(index, block) for index, block in enumerate(self._blocks))

    def _governed(self, index: int, block: Block) -> Block:
        if block.kind in ("boilerplate", "caption", "headline"):
            return block
        text = self._texts[index]
        opens = text.endswith(":")
        if index in self._unmarked:
            return self._item(index, block._replace(kind="item"), opens)
        if self._asks(index):
            return self._headed(index, block, opens)
        listed = block.kind == "heading" and self._lead >= 0 and not opens and len(text) <= ITEM_LENGTH
        if listed and self._kind(index + 1) == "item":
            return self._title(index, block)  # "By 2030", a heading within the list
        if opens and block.kind != "item" and self._is_time(index, text):
            return self._title(index, block)  # "The plan sets these goals:", then "In 2026:"
        if block.kind == "item" or listed:
            return self._item(index, block, opens)
        return self._headed(index, block, opens) if block.kind == "heading" else self._paragraph(index, block, opens)

    def _signs_of_questions(self) -> frozenset[str]:
        """How an interview marks its questions: with what at least two lines begin that end in a question mark."""
        asked = Counter(_sign(text) for index, text in enumerate(self._texts) if text.endswith("?") and self._is_parted(index))
        return frozenset(sign for sign, times in asked.items() if sign and times >= QUESTIONS)

    def _asks(self, index: int) -> bool:
        """Whether a line is put to the one interviewed, also where it is no question: "* Businesses complain about …"."""
        return bool(self._asking) and _sign(self._texts[index]) in self._asking and self._is_parted(index)

    def _is_parted(self, index: int) -> bool:
        """Whether the line behind begins otherwise: answers are marked otherwise than questions, or not at all."""
        return index + 1 < len(self._texts) and _sign(self._texts[index + 1]) != _sign(self._texts[index])

    def _is_time(self, index: int, text: str) -> bool:
        """Whether a line gives the time of a part of the list that a lead-in before it has opened."""
        led = self._lead >= 0 and (index == self._lead + 1 or self._root >= 0)
        return led and len(text) <= TIME_LENGTH and YEAR.search(text) is not None and self._kind(index + 1) == "item"

    def _item(self, index: int, block: Block, opens: bool) -> Block:
        text = self._texts[index]
        if block.kind == "item":
            if self._stands_alone(index):
                return self._headed(index, block._replace(kind="heading"), self._kind(index + 1) == "item")
            if self._root >= 0 and self._marker and _marker(text) == self._marker:
                self._lead, self._marker = self._root, ""  # back from "+ …" to "b) …"
            if self._lead >= 0 and self._titles(index):
                self._marker = _marker(text)
                return self._title(index, block)
        governed = block._replace(kind="item", governor=self._lead if self._lead >= 0 else self._heading)
        if opens:
            self._lead, self._root = index, -1
        return governed

    def _title(self, index: int, block: Block) -> Block:
        self._root = self._lead if self._root < 0 else self._root
        self._lead = index
        return block._replace(governor=self._root)

    def _headed(self, index: int, block: Block, opens: bool) -> Block:
        self._root = -1
        numbered = NUMBERED.match(self._texts[index]) is not None
        heading, chapter = self._heading, self._chapter
        under = numbered and chapter >= 0 and heading in (chapter, self._section)
        under = under and (heading == self._section or index == chapter + 1)
        alike = not opens and heading >= 0 and not self._asks(index) and self._is_alike(heading, index)
        governed = block._replace(governor=chapter if under else heading if opens or alike else -1)
        if under:
            self._heading = self._section = index
        else:
            self._heading = heading if opens and heading >= 0 else index
            self._chapter, self._section = index if not numbered else -1, -1
        self._lead = index if opens else -1
        return governed

    def _is_alike(self, before: int, index: int) -> bool:
        """Whether a heading and the one before it part one list: "As for the economy", "As for society"."""
        first, second = (self._texts[line].split(" ", 1)[0].casefold() for line in (before, index))
        listed = self._kind(before + 1) == self._kind(index + 1) == "item" and self._kind(index) == "heading"
        return listed and first[:1].isalpha() and first == second and not self._texts[index].endswith("?")

    def _paragraph(self, index: int, block: Block, opens: bool) -> Block:
        below = self._root >= 0 and self._marker != "" and index == self._lead + 1  # "a) By 2030", then a paragraph
        self._root = self._root if below else -1
        opening = _opening(self._texts[index])
        follows = self._lead >= 0 and (index == self._lead + 1 or opening == self._opening)
        governed = block._replace(kind="item" if below else block.kind, governor=self._lead if follows else self._heading)
        self._lead = index if opens else self._lead if follows else -1
        self._opening = opening
        return governed

    def _titles(self, index: int) -> bool:
        """Whether an item is the title of the items below it, which are marked otherwise: "a) By 2025", then "+ …"."""
        text = self._texts[index]
        if len(text) > TITLE_LENGTH or not text[-1].isalnum():
            return False
        if self._kind(index + 1) == "body":
            return _marker(text) in LETTERED and not self._texts[index + 1].endswith(":")
        if self._kind(index + 1) != "item":
            return False
        below = _marker(self._texts[index + 1])
        return bool(below) and below != _marker(text)

    def _stands_alone(self, index: int) -> bool:
        """Whether an item is a heading that gives a time: outside lists, or marked like the heading before; "* Targets to 2030"."""
        text = self._texts[index]
        marker = _marker(text)
        if not marker or marker.isalnum() or len(text) > TITLE_LENGTH or not text[-1].isalnum() or not YEAR.search(text):
            return False
        heading = self._texts[self._heading] if self._heading >= 0 else ""
        if FIGURE.search(YEAR.sub("", text)) or (_marker(heading) != marker and (self._lead >= 0 or heading.endswith(":"))):
            return False
        beside = [self._texts[other] for other in (index - 1, index + 1) if 0 <= other < len(self._texts)]
        return self._kind(index + 1) in ("item", "body", "heading") and all(_marker(other) != marker for other in beside)

    def _kind(self, index: int) -> str:
        return self._blocks[index].kind if index < len(self._blocks) else ""


def _unmarked_items(blocks: Sequence[Block], texts: Sequence[str]) -> frozenset[int]:
    """The lines below a lead-in or a heading that are items of a list without marks: each ends in a semicolon but the last, or they
    are short sentences with a number each."""
    found: set[int] = set()
    for lead, text in enumerate(texts):
        if blocks[lead].kind in ("boilerplate", "headline", "caption") or not (
            text.endswith(":") or blocks[lead].kind == "heading"
        ):
            continue
        run: list[int] = []
        for index in range(lead + 1, len(texts)):
            if not (blocks[index].kind == "body" and _may_be_item(texts[index], bool(run) and texts[index - 1].endswith(";"))):
                break
            run.append(index)
        parted = [index for index in run if texts[index].endswith(";")]
        if parted:
            found.update(index for index in run if index <= parted[-1] + 1)
        elif len(run) >= LEAST_ITEMS:
            found.update(run)
    return frozenset(found)


def _may_be_item(text: str, listed: bool) -> bool:
    """Whether a line without a mark may be an item; ``listed`` says whether the line before ends in a semicolon."""
    if len(text) > ITEM_LENGTH or text.endswith(":"):
        return False
    short = len(text) <= SENTENCE_LENGTH and FIGURE.search(text) is not None and _SENTENCES.search(text) is None
    return listed or text.endswith(";") or short


def _sign(text: str) -> str:
    """The sign and the name of who speaks that a line begins with: "*", "* Reporter:", "P.V:"."""
    match = SPEAKER.match(text)
    return match.group() if match else ""


def _opening(text: str) -> str:
    """How a paragraph begins: with what kind of label, or else with which word; those that begin alike list the same things."""
    label = LABELLED.match(text)
    if label is not None and label.group(1).isupper():
        return "LABEL"
    return f"label{label.group(2)}" if label is not None and label.group(2) != "." else text.split(" ", 1)[0]


def _marker(text: str) -> str:
    """How an item is marked: by a sign, by numbers or by letters."""
    match = ITEM.match(text)
    mark = match.group().strip() if match else ""
    return "1" if mark[:1].isdigit() else "a" if mark[:1].isalnum() or mark[:1] == "(" else mark
