"""A sentence as the linker sees it: its quantities, phrases and the barriers between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from govextract.document import Document, Sentence
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Quantity

_BARRIER = re.compile(r"[;,()\u2022]|: | - |\n")
_WORD = re.compile(r"[^\W\d_]+")
_NONE: list[Hit] = []


@dataclass(frozen=True, slots=True)
class Barrier:
    """Punctuation or a word that parts clauses."""

    start: int
    end: int
    kind: str  # comma, semicolon, open, close, colon, contrast, part, and


@dataclass(slots=True)
class Scene:
    """One sentence with everything in it, and the sentence before that it may lean on."""

    text: str
    printed: str
    sentence: Sentence
    quantities: list[Quantity]
    concepts: list[Hit]
    hits: dict[str, list[Hit]]
    periods: list[Period]
    barriers: list[Barrier]
    governor: tuple[int, int] | None
    block_kind: str
    quantity_starts: list[int] = field(default_factory=list)
    barrier_starts: list[int] = field(default_factory=list)
    concept_starts: list[int] = field(default_factory=list)
    shouted: bool = False  # printed in capitals
    clauses: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # of each quantity, once asked for
    company: tuple[tuple[str, float], ...] = ()  # what the other numbers of the sentence and the list say about a role
    unexplained: dict[tuple[int, int], int] = field(default_factory=dict)  # of each quantity, once counted

    def of(self, kind: str) -> list[Hit]:
        """The hits of ``kind``."""
        return self.hits.get(kind, _NONE)

    def between(self, start: int, end: int) -> list[Barrier]:
        """The barriers in ``start:end``."""
        low = bisect_left(self.barrier_starts, start)
        return self.barriers[low : bisect_left(self.barrier_starts, end)]

    def quantities_between(self, start: int, end: int) -> list[Quantity]:
        """The quantities in ``start:end``."""
        low = bisect_left(self.quantity_starts, start)
        return self.quantities[low : bisect_left(self.quantity_starts, end)]

    def concepts_between(self, start: int, end: int) -> int:
        """How many concept phrases begin in ``start:end``."""
        return bisect_left(self.concept_starts, end) - bisect_left(self.concept_starts, start)

    def unnamed_words(self, start: int, end: int) -> int:
        """How many words of ``start:end`` are no names (capitalised words name somebody, and explain nothing else)."""
        if end <= start:
            return 0
        words = _WORD.findall(self.printed, start, end)
        return len(words) if self.shouted else sum(not word[0].isupper() for word in words)

    def clause(self, quantity: Quantity) -> tuple[int, int]:
        """The span around ``quantity`` up to the next barrier or quantity on either side."""
        known = self.clauses.get((quantity.start, quantity.end))
        if known is None:
            known = self.clauses[quantity.start, quantity.end] = self._clause(quantity)
        return known

    def _clause(self, quantity: Quantity) -> tuple[int, int]:
        start, end = self.sentence.start, self.sentence.end
        slot = bisect_left(self.barrier_starts, quantity.start) - 1
        while slot >= 0:
            if self.barriers[slot].kind in STRONG and self.barriers[slot].end <= quantity.start:
                start = self.barriers[slot].end
                break
            slot -= 1
        for slot in range(bisect_left(self.barrier_starts, quantity.end), len(self.barriers)):
            barrier = self.barriers[slot]
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


STRONG = ("comma", "dash", "semicolon", "open", "close", "contrast", "part")
SHOUTED = 30  # characters from which on capitals are no abbreviation but a heading in capitals
CONCEPT_KINDS = ("indicator", "service_head", "service")


def count_words(text: str, start: int, end: int) -> int:
    """How many words stand in ``start:end``."""
    return len(_WORD.findall(text, start, end)) if end > start else 0


def make_scenes(document: Document) -> list[Scene]:
    """The scenes of all sentences outside page furniture, in order."""
    scenes = []
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        if block.kind == "boilerplate":
            continue
        hits: dict[str, list[Hit]] = {}
        for hit in document.hits_in(sentence.start, sentence.end):
            hits.setdefault(hit.term.kind, []).append(hit)
        _drop_bases(hits)
        quantities = list(document.quantities_in(sentence.start, sentence.end))
        periods = list(document.periods_in(sentence.start, sentence.end))
        governor = None
        if block.governor >= 0:
            above = document.blocks[block.governor]
            governor = (above.start, above.end)
        scenes.append(_scene(document, sentence, quantities, hits, periods, governor, block.kind))
    return scenes


def _drop_bases(hits: dict[str, list[Hit]]) -> None:
    """What a percentage is a percentage of ("of GRDP") is no indicator of its own."""
    bases = hits.get("base")
    if bases and "indicator" in hits:
        hits["indicator"] = _outside(hits["indicator"], bases)
    if "scope" in hits:  # "national" in "national portal" tells nothing of whose number it is
        hits["scope"] = _outside(
            hits["scope"], [*hits.get("service", ()), *hits.get("service_head", ()), *hits.get("indicator", ())]
        )


def _outside(inner: list[Hit], outer: Sequence[Hit]) -> list[Hit]:
    return [h for h in inner if not any(o.start <= h.start and h.end <= o.end for o in outer)]


def _scene(
    document: Document,
    sentence: Sentence,
    quantities: list[Quantity],
    hits: dict[str, list[Hit]],
    periods: Sequence[Period],
    governor: tuple[int, int] | None,
    block_kind: str,
) -> Scene:
    concepts = sorted(
        (hit for kind in CONCEPT_KINDS for hit in hits.get(kind, ())), key=lambda h: (h.start, -h.end, h.term.kind)
    )
    barriers = _barriers(document.view.lower, sentence, quantities, hits.get("break", []))
    return Scene(
        document.view.lower, document.view.text, sentence, quantities, concepts, hits, list(periods), barriers,
        governor, block_kind, [q.start for q in quantities], [b.start for b in barriers], [c.start for c in concepts],
        sentence.end - sentence.start >= SHOUTED and document.view.text[sentence.start : sentence.end].isupper(),
    )  # fmt: skip


_KINDS = {";": "semicolon", ",": "comma", "(": "open", ")": "close", "\u2022": "semicolon", "\n": "semicolon",
          ": ": "colon", " - ": "dash"}  # fmt: skip


def _barriers(text: str, sentence: Sentence, quantities: list[Quantity], breaks: list[Hit]) -> list[Barrier]:
    inside = [(q.start, q.end) for q in quantities]
    starts = [a for a, _ in inside]
    relative = [hit.start for hit in breaks if hit.term.code == "relative"]
    found = []
    for match in _BARRIER.finditer(text, sentence.start, sentence.end):
        slot = bisect_right(starts, match.start()) - 1
        if slot >= 0 and match.start() < inside[slot][1] - 1:
            continue
        kind = _KINDS[match.group()]
        if match.group() == " - " and slot + 1 < len(starts) and starts[slot + 1] - match.end() <= 1:
            kind = "colon"  # a label, a dash, its number
        elif match.group() == " - " and slot >= 0 and match.start() <= inside[slot][1] and not quantities[slot].unit:
            kind = "colon"  # a count, a dash, what it counts
        elif match.group() == "," and any(match.end() <= r <= match.end() + 1 for r in relative):
            kind = "relative"  # "…, which are offered online": the clause goes on
        found.append(Barrier(match.start(), match.end(), kind))
    found += [
        Barrier(hit.start, hit.end, hit.term.code) for hit in breaks if hit.term.code in ("contrast", "part", "and")
    ]
    found.sort(key=lambda b: (b.start, b.end))
    return found
