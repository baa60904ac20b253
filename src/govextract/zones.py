"""Splits an article into blocks and sentences, and finds its headline and its URL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govextract.document import Block, Sentence
from govextract.furniture import MENU, PARAGRAPH, Furniture
from govextract.lexing.lexicon import Hit
from govextract.lexing.view import View
from govextract.outline import ITEM, NUMBERED, Outline

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"""[.!?…][.!?…]*["')\]]*(?=\s+["'(\[-]*[^\W_])""")  # not [.!?…]+, which is not skipped to
_WORD = re.compile(r"[^\W\d_]{3,}")
_URL = re.compile(r"https?://[^\s\"'<>]+")
# "Online payments: 68.9%", "Full process: 893", "On the portal: 1,480/1,534 (96.48%)": a line of a list without marks
_FIGURE = re.compile(r"[^\W\d_] ?: [<>≥≤]?\d[\d.,]*(?: ?%|/\d[\d.,]*)?(?: \([^()]{1,40}\))?\Z")
_DATED = re.compile(r"(?<!\d)\d{1,2}(?:/\d{1,2}(?!\d)|:\d\d|\.\d{1,2}\.(?:19|20)\d\d)")  # by a day or a clock
UNIT = "unit"  # the code of abbreviations that may end a sentence
FOOTER = 5  # last lines of an article in which its URL may stand
NEAR = 40  # characters behind a full stop in which the next word begins
LONGEST = 2000  # characters of a sentence; what runs on without a full stop is cut at its semicolons, to be read in linear time
HEADER_LINES = 14  # lines that may stand above the text
SHARED = 2  # words that a headline shares with the text
HEADING_LENGTH, LONG = 110, 40  # characters of a heading at most, of a headline as a rule at least


def make_blocks(view: View, hits: Sequence[Hit]) -> tuple[Block, ...]:
    """The lines of ``view`` as blocks, in order, without empty ones."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(view.text) if m.group().strip()]
    furniture = Furniture(view, lines, [hit for hit in hits if hit.term.kind == "zone"])
    short = {hit.end for hit in hits if hit.term.kind == "abbreviation" and hit.term.code != UNIT}
    blocks: list[Block] = []
    headline = _headline(lines, view.text, furniture)
    headed, begun = headline is None, False
    for index, (start, end) in enumerate(lines):
        marks = furniture.marks(index)
        if start != headline and furniture.holds(index, marks, begun=begun, headed=headed):
            kind = "boilerplate"
        elif start == headline:
            kind, headed = "headline", True
        else:
            full_stop = len(view.text[start:end].rstrip()) - 1 + start
            kind = _kind(view.text[start : full_stop if full_stop in short else end], "caption" in marks)  # "Goals for 2026 р."
            if kind == "item" and blocks and _asks(view.text[blocks[-1].start : blocks[-1].end]):
                kind = "body"
            begun = begun or kind in ("body", "item")
            headed = headed or begun
        blocks.append(Block(start, end, kind))
    return Outline(blocks, view).govern()


def _headline(lines: Sequence[tuple[int, int]], text: str, furniture: Furniture) -> int | None:
    """Start of the headline: of the lines above the first paragraph one that reads like it, dates and menus apart; the first that
    shares words with that paragraph, else the first long one."""
    found: list[tuple[int, int]] = []
    marked: list[tuple[int, int]] = []
    spoken: set[str] = set()
    for index, (start, end) in enumerate(lines[:HEADER_LINES]):
        line = text[start:end].rstrip()
        if end - start >= PARAGRAPH or (line.endswith(".") and end - start > 80):
            spoken = _words(text, start, lines[min(index + 1, len(lines) - 1)][1])
            break
        if _is_headline(line):
            (marked if furniture.is_marked(index) else found).append((start, end))
    plain = [span for span in found if not _DATED.search(text, *span)]
    told = [span for span in plain if len(_words(text, *span) & spoken) >= SHARED]
    long = [span for span in told or plain or found if span[1] - span[0] >= LONG]
    sure = long or told or plain or found or [span for span in marked if span[1] - span[0] >= LONG]
    return sure[0][0] if sure else None


def _words(text: str, start: int, end: int) -> set[str]:
    return {word.lower() for word in _WORD.findall(text, start, end)}


def _is_headline(line: str) -> bool:
    plain = not MENU.search(line) and "   " not in line and "@" not in line and ITEM.match(line) is None
    return plain and len(line.split()) >= 4 and len(line) <= 250 and not line.endswith((".", ":", ";"))


def _asks(line: str) -> bool:
    """Whether a line marked like an item is the question of an interview, whose answer is marked alike."""
    return ITEM.match(line) is not None and line.rstrip().endswith("?")


def _kind(line: str, caption: bool) -> str:
    if caption and len(line) < 250:
        return "caption"
    text = line.rstrip()
    if _asks(line):
        return "heading" if len(text) <= HEADING_LENGTH else "body"
    if _FIGURE.search(text) and len(text) <= HEADING_LENGTH:
        return "item"
    if ITEM.match(line):
        numbered = NUMBERED.match(line) is not None and len(text) <= HEADING_LENGTH
        return "heading" if numbered and text[-1:].isalnum() and (text.isupper() or "." not in text[4:]) else "item"
    if len(text) <= HEADING_LENGTH and not text.endswith((".", ";", ",", "!", "…", '"')):
        return "heading"
    return "body"


def make_sentences(view: View, blocks: Sequence[Block], hits: Sequence[Hit]) -> tuple[Sentence, ...]:
    """The sentences of all blocks; abbreviations of the pack and numbers end none."""
    abbreviated = {hit.end: hit.term.code for hit in hits if hit.term.kind == "abbreviation"}
    sentences: list[Sentence] = []
    for index, block in enumerate(blocks):
        start = block.start
        for match in _STOP.finditer(view.text, block.start, block.end):
            if match.group()[0] == "." and not _ends(view.text, match, abbreviated.get(match.start(), "")):
                continue
            sentences += _cut(view.text, start, match.end(), index)
            start = match.end()
        if view.text[start : block.end].strip():
            sentences += _cut(view.text, start, block.end, index)
    return tuple(sentences)


def _cut(text: str, start: int, end: int, block: int) -> Iterator[Sentence]:
    """One sentence, or what it is cut into where it is longer than any is written."""
    while end - start > LONGEST:
        last = start + LONGEST
        cut = next((at for mark in ("; ", ", ", " ") if (at := text.rfind(mark, start + LONGEST // 2, last)) >= 0), last - 1) + 1
        yield Sentence(start, cut, block)
        start = cut
    yield Sentence(start, end, block)


def _ends(text: str, match: re.Match[str], short: str) -> bool:
    """Whether a full stop ends a sentence: the next word begins upper case or is a number, and no initial stands before.

    ``short`` is the kind of the abbreviation that it follows, if any: that of a unit may end one too.
    """
    follower = text[match.end() : match.end() + NEAR].lstrip().lstrip("\"'([-")
    if short and not (short == UNIT and follower[:1].isupper() and follower[1:2].islower()):
        return False  # "21 млн дол. США" goes on, "21 млн дол. Експорт …" does not
    if not (follower[:1].isupper() or follower[:1].isdigit()):
        return False
    before = text[max(0, match.start() - 2) : match.start()]
    return not (len(before) == 2 and before[1].isupper() and not before[0].isalnum() and before[0] != "/")  # "C/O." may


def find_url(view: View, blocks: Sequence[Block]) -> str | None:
    """The article's own URL, from its footer: page furniture, or a last line that holds little else."""
    for place, block in enumerate(reversed(blocks)):
        match = _URL.search(view.text, block.start, block.end)
        if match and (block.kind == "boilerplate" or (place < FOOTER and match.start() - block.start <= NEAR)):
            return match.group().rstrip(".,;)")
    return None


def url_spans(view: View) -> list[tuple[int, int]]:
    """Spans of URLs, whose digits are no numbers."""
    return [match.span() for match in _URL.finditer(view.text)] if "://" in view.text else []
