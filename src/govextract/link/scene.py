"""A sentence as the linker sees it: its quantities, phrases and the barriers between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from govextract.document import Document, Sentence
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Quantity
from govextract.link.respective import MARK, Share, shares
from govextract.link.words import Words

# Any of ; , ( ) • and a line's end, or ": ", or " - ". It begins with a set so that the regex engine can skip ahead.
_BARRIER = re.compile(r"[;,()\u2022\n: ](?:(?<![: ])|(?<=:) |(?<= )- )")
_NONE: list[Hit] = []


class Barrier(NamedTuple):
    """Punctuation or a word that parts clauses."""

    start: int
    end: int
    kind: str  # comma, semicolon, open, close, colon, contrast, part, and


@dataclass(slots=True)
class Scene:
    """One sentence with everything in it. What is looked up by position is kept as lists of starts, in order."""

    text: str
    words: Words
    sentence: Sentence
    block_kind: str
    governor: int  # where the line that governs this one begins, or -1
    quantities: Sequence[Quantity]
    hits: dict[str, list[Hit]]
    periods: Sequence[Period]
    shouted: bool = False  # printed in capitals
    laid: bool = False  # a line of a table
    headings: tuple[tuple[int, int], ...] = ()  # in such a line, where the heading of the number's column stands
    barriers: list[Barrier] = field(default_factory=list)
    quantity_starts: list[int] = field(default_factory=list)
    barrier_starts: list[int] = field(default_factory=list)
    indicator_starts: list[int] = field(default_factory=list)
    indicator_ends: list[int] = field(default_factory=list)
    closers: list[Hit] = field(default_factory=list)  # phrases that close the phrase of the number before them
    structure: int | None = None  # where shares of sectors are announced
    clauses: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # of each quantity, once asked for
    explained: list[tuple[int, int]] | None = None
    ranked: frozenset[int] | None = None  # where rates of several places stand, once asked for
    company: tuple[tuple[str, float], ...] = ()  # what the other numbers of the sentence and the list say about a role
    respective: dict[int, Share] = field(default_factory=dict)  # what numbers get from another list, told in its order
    unexplained: dict[tuple[int, int], int] = field(default_factory=dict)  # of each quantity, once counted
    spoken: tuple[list[int], list[str]] | None = None  # where its words stand, and the words, once asked for
    yardsticks: dict[tuple[int, int, str], str] = field(default_factory=dict)  # by quantity, once asked for, see link/yardstick.py
    nexts: dict[int, Quantity | None] = field(default_factory=dict)  # right behind each time, once asked for, see link/asides.py
    timed: dict[int, bool] = field(default_factory=dict)  # whether a number has a time right behind it, see link/series.py
    edges: list[int] | None = None  # where semicolons end, once asked for
    said: dict[tuple[int, int], tuple[list[str], ...]] = field(default_factory=dict)  # around each quantity, see link/wording.py

    def of(self, kind: str) -> list[Hit]:
        """The hits of ``kind``."""
        return self.hits.get(kind, _NONE)

    def between(self, start: int, end: int) -> list[Barrier]:
        """The barriers in ``start:end``."""
        if end <= start or not self.barriers:
            return []
        low = bisect_left(self.barrier_starts, start)
        return self.barriers[low : bisect_left(self.barrier_starts, end, low)]

    def quantities_between(self, start: int, end: int) -> Sequence[Quantity]:
        """The quantities in ``start:end``."""
        if end <= start:
            return ()
        low = bisect_left(self.quantity_starts, start)
        return self.quantities[low : bisect_left(self.quantity_starts, end, low)]

    def first_behind(self, position: int) -> Quantity | None:
        """The first quantity that begins at ``position`` or behind it."""
        slot = bisect_left(self.quantity_starts, position)
        return self.quantities[slot] if slot < len(self.quantities) else None

    def item_start(self, position: int) -> int | None:
        """Where the last semicolon before ``position`` ends, if there is one."""
        if self.edges is None:
            self.edges = [barrier.end for barrier in self.barriers if barrier.kind == "semicolon"]
        slot = bisect_right(self.edges, position)
        return self.edges[slot - 1] if slot else None

    def indicators_between(self, start: int, end: int) -> int:
        """How many indicator phrases stand in ``start:end``."""
        return max(0, bisect_right(self.indicator_ends, end) - bisect_left(self.indicator_starts, start))

    def row_start(self, start: int, end: int) -> int:
        """Where evidence that begins at ``start`` begins in the row of a table: behind the heading of its column."""
        behind = [last + 1 for _, last in self.headings if start <= last < end]
        return max([start, *behind])

    def clause(self, quantity: Quantity) -> tuple[int, int]:
        """The span around ``quantity`` up to the next barrier or quantity on either side."""
        at = quantity.start, quantity.end
        known = self.clauses.get(at)
        if known is None:
            known = self.clauses[at] = self._clause(quantity)
        return known

    def _clause(self, quantity: Quantity) -> tuple[int, int]:
        start, end = self.sentence.start, self.sentence.end
        barriers = self.barriers
        slot = bisect_left(self.barrier_starts, quantity.start) - 1
        while slot >= 0:
            if barriers[slot].kind in STRONG and barriers[slot].end <= quantity.start:
                start = barriers[slot].end
                break
            slot -= 1
        for slot in range(bisect_left(self.barrier_starts, quantity.end), len(barriers)):
            barrier = barriers[slot]
            directly = barrier.kind == "part" and barrier.start <= quantity.end + 1  # "1,368 of them full-process"
            if barrier.kind in STRONG and not directly:
                end = barrier.start
                break
        place = bisect_left(self.quantity_starts, quantity.start)
        if place and self.quantities[place - 1].end <= quantity.start:
            start = max(start, self.quantities[place - 1].end)
        if place + 1 < len(self.quantities):
            end = min(end, max(quantity.end, self.quantities[place + 1].start))
        return start, end

    def subject_words(self, quantity: Quantity) -> int:
        """Of the unknown words of its clause those that stand before the quantity."""
        return self._unexplained(self.clause(quantity)[0], quantity.start)

    def names_between(self, start: int, end: int, known: Iterable[Hit]) -> bool:
        """Whether an unknown word that may name something stands in ``start:end`` outside ``known``: "of" and "the" do not."""
        explained = [(hit.start, hit.end) for hit in known] + self._explained()
        return any(
            len(word) > SHORT and not any(first <= at < last for first, last in explained)
            for at, word in self.words.spelled(start, end)
        )

    def unknown_words(self, quantity: Quantity) -> int:
        """Words of the quantity's own clause that neither a phrase nor a period explains."""
        at = quantity.start, quantity.end
        known = self.unexplained.get(at)
        if known is None:
            known = self.unexplained[at] = self._unknown_words(quantity)
        return known

    def _unknown_words(self, quantity: Quantity) -> int:
        return self._unexplained(*self.clause(quantity), (quantity.start, quantity.end))

    def _unexplained(self, start: int, end: int, *known: tuple[int, int]) -> int:
        explained = [(first, last) for first, last in self._explained() if first < end and start < last]
        explained += known
        explained.sort()
        count = self.words.count if self.shouted else self.words.unnamed
        unknown, position = 0, start
        for first, last in explained:
            if first > position:
                unknown += count(position, min(first, end))
            if last > position:
                position = last
        return unknown + count(position, end)

    def _explained(self) -> list[tuple[int, int]]:
        """The spans that a phrase or a period explains; few sentences are asked for them."""
        if self.explained is None:
            hits = self.hits
            self.explained = [(hit.start, hit.end) for kind in EXPLAINED if kind in hits for hit in hits[kind]]
            self.explained += [(period.start, period.end) for period in self.periods]
        return self.explained


STRONG = frozenset({"comma", "dash", "semicolon", "open", "close", "contrast", "part"})
SHORT = 3  # letters up to which a word may be an article or a preposition
SHOUTED = 30  # characters from which on capitals are no abbreviation but a heading in capitals
STRUCTURE = ".other.structure"  # the group of phrases that announce shares of sectors
EXPLAINED = ("indicator", "role", "level", "scope", "place", "comparator", "break", "trend", "base", "period_role",
             "filler", "number_word")  # fmt: skip
CLOSERS = ("base", "break", "role", "trend", "level", "period_role", "scope", "filler", "comparator", "anaphor")


def make_scenes(document: Document) -> list[Scene]:
    """The scenes of all sentences outside page furniture, in order."""
    scenes = []
    view, words = document.view, Words(document.view.text)
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        if block.kind == "boilerplate":
            continue
        start, end = sentence.start, sentence.end
        hits: dict[str, list[Hit]] = defaultdict(list)
        for hit in document.hits_in(start, end):
            hits[hit.term.kind].append(hit)
        governor = document.blocks[block.governor].start if block.governor >= 0 else -1
        scene = Scene(
            view.lower, words, sentence, block.kind, governor, document.quantities_in(start, end), hits,
            document.periods_in(start, end),
        )  # fmt: skip
        if scene.quantities:
            scene.headings = view.headings(start, end)
            scene.laid = bool(scene.headings)
            scene.shouted = end - start >= SHOUTED and view.text[start:end].isupper()
            _prepare(scene)
        scenes.append(scene)
    return scenes


def _prepare(scene: Scene) -> None:
    """What only a sentence with quantities is asked for."""
    hits = scene.hits
    _drop_parts(hits)
    indicators = scene.of("indicator")
    scene.quantity_starts = [quantity.start for quantity in scene.quantities]
    scene.barriers = _barriers(scene)
    scene.barrier_starts = [barrier.start for barrier in scene.barriers]
    scene.indicator_starts = [hit.start for hit in indicators]
    scene.indicator_ends = [hit.end for hit in indicators]
    scene.closers = [hit for kind in CLOSERS if kind in hits for hit in hits[kind]]
    if any(hit.term.code == MARK for hit in hits.get("break", ())):
        scene.respective = shares(scene.words, scene.quantities, scene.periods, hits, scene.sentence.start)
    scene.structure = next((hit.start for hit in indicators if STRUCTURE in hit.term.rule), None)


def _drop_parts(hits: dict[str, list[Hit]]) -> None:
    """What a percentage is a percentage of ("of GRDP"), the name of a body ("Ministry of Education and Training") or of a
    level ("cấp xã"), and the words for "respectively" are no indicators of their own."""
    marks = (hit for hit in hits.get("break", ()) if hit.term.code == MARK)
    wholes = (*hits.get("base", ()), *hits.get("issuer", ()), *marks)
    if wholes and "indicator" in hits:
        hits["indicator"] = _outside(hits["indicator"], wholes)
    if "level" in hits and "indicator" in hits:
        hits["indicator"] = [h for h in hits["indicator"] if not any(o.start < h.start and h.end <= o.end for o in hits["level"])]
    if "scope" in hits:  # "national" in "national portal" tells nothing of whose number it is
        hits["scope"] = _outside(
            hits["scope"], [*hits.get("service", ()), *hits.get("service_head", ()), *hits.get("indicator", ())]
        )


def _outside(inner: list[Hit], outer: Sequence[Hit]) -> list[Hit]:
    return [h for h in inner if not any(o.start <= h.start and h.end <= o.end for o in outer)]


_KINDS = {";": "semicolon", ",": "comma", "(": "open", ")": "close", "\u2022": "semicolon", "\n": "semicolon",
          ": ": "colon", " - ": "dash"}  # fmt: skip
_PARTING = frozenset({"contrast", "part", "and"})


def _idle_brackets(scene: Scene) -> set[int]:
    """Where brackets stand that only say of a unit that it has been merged: "Kien Giang (old) reached 91.2%"."""
    text = scene.text
    merged = [hit for hit in scene.of("former") if text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] == ")"]
    return {at for hit in merged for at in (hit.start - 1, hit.end)}


def _barriers(scene: Scene) -> list[Barrier]:
    quantities, starts, breaks = scene.quantities, scene.quantity_starts, scene.of("break")
    relative = [hit.start for hit in breaks if hit.term.code == "relative"] if breaks else ()
    idle = _idle_brackets(scene) if "former" in scene.hits else ()
    found = []
    for match in _BARRIER.finditer(scene.text, scene.sentence.start, scene.sentence.end):
        start, end = match.span()
        if start in idle:
            continue
        slot = bisect_right(starts, start) - 1
        if slot >= 0 and start < quantities[slot].end - 1:
            continue
        if any(p.kind == "date" and p.start < start and end <= p.end for p in scene.periods):
            continue  # "as of September 30, 2024: 1,793"
        kind = _KINDS[match.group()]
        if kind == "dash" and slot + 1 < len(starts) and starts[slot + 1] - end <= 1:
            kind = "colon"  # a label, a dash, its number
        elif kind == "dash" and slot >= 0 and start <= quantities[slot].end and not quantities[slot].unit:
            kind = "colon"  # a count, a dash, what it counts
        elif kind == "comma" and (end in relative or end + 1 in relative):
            kind = "relative"  # "…, which are offered online": the clause goes on
        found.append(Barrier(start, end, kind))
    if breaks:
        found += [Barrier(hit.start, hit.end, hit.term.code) for hit in breaks if hit.term.code in _PARTING]
        found.sort(key=lambda b: (b.start, b.end))
    return found
