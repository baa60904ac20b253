"""Corrects what a model found by what the rule pack knows: edges, types, things that are no names, known names missed.

The pack's data are groups of the kinds ``ner_trim``, ``ner_unit``, ``ner_head``, ``ner_level`` and ``ner_stop``, whose
hits are among a document's others. Everything here counts in the document's view.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from govextract.lexing.lexicon import Hit
from govextract.records import EntityType

_CUT = re.compile(r"[:;?!\n|]|%")
"""What no name goes beyond."""
_GAPS = " \n"
_EDGES = " \t\n\"'.,;:!?()[]-*+•"
FULL_NAME = 3
"""Words of a name that is a person's whatever stands beside it, if the model says so."""
FEATURE = "feature"
"""The group of common nouns that belong to the name where they are printed with a capital."""
BODY_KINDS = ("issuer", "body")
_KINDS = frozenset({"ner_unit", "ner_head", "ner_level", "ner_stop", "place", *BODY_KINDS})


class Span(NamedTuple):
    """A name at ``start:end`` of a view; ``by`` says who found it, ``code`` what a lexicon knows of it."""

    start: int
    end: int
    type: EntityType
    by: str
    code: str | None = None

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class _Index:
    """Hits by where they stand."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits = sorted(hits, key=lambda hit: hit.start)
        self._starts = [hit.start for hit in self._hits]
        self._longest = max((hit.end - hit.start for hit in self._hits), default=0)

    def begin_in(self, start: int, end: int) -> list[Hit]:
        """Those that begin in ``start:end``, in order."""
        return self._hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlap(self, start: int, end: int) -> list[Hit]:
        """Those that share a character with ``start:end``, in order."""
        return [hit for hit in self.begin_in(start - self._longest, end) if start < hit.end]


class NameRules:
    """The post-rules over one document's hits."""

    def __init__(self, text: str, hits: Iterable[Hit]) -> None:
        self._text = text
        self._trims: dict[int, list[Hit]] = defaultdict(list)  # by start
        self._leading: dict[int, list[Hit]] = defaultdict(list)  # common nouns before a name, by start
        self._before: set[int] = set()  # their ends
        self._trailing: dict[int, list[Hit]] = defaultdict(list)  # common nouns behind a name, by end
        self._behind: set[int] = set()  # their starts
        self._titles: set[int] = set()  # ends of words that a person's name follows
        self._levels: set[int] = set()  # starts of words that begin a body's name behind its place
        self._heads: list[Hit] = []  # head nouns of bodies
        self._stops: set[tuple[int, int]] = set()
        self._barred: set[int] = set()  # where no name begins
        self._known: list[Hit] = []
        self._whole: set[tuple[int, int]] = set()  # names that keep their common noun
        for hit in hits:
            kind = hit.term.kind
            if kind == "ner_trim":  # by far the most
                self._trims[hit.start].append(hit)
            elif kind in _KINDS:
                self._sort(hit)
        self._stop_list = sorted(self._stops)
        self._longest_stop = max((end - start for start, end in self._stops), default=0)
        self._head_index = _Index(self._heads)
        self._place_index = _Index(h for h in self._known if h.term.kind == "place")
        self._body_index = _Index(h for h in self._known if h.term.kind in BODY_KINDS and h.term.code)

    def _sort(self, hit: Hit) -> None:
        kind, direction = hit.term.kind, hit.term.direction
        if kind == "ner_unit" and direction == "forward":
            self._leading[hit.start].append(hit)
            self._before.add(hit.end)
        elif kind == "ner_unit" and direction == "backward":
            if hit.term.code != FEATURE or self._text[hit.start].islower():
                self._trailing[hit.end].append(hit)
            self._behind.add(hit.start)
        elif kind == "ner_unit":
            self._whole.add((hit.start, hit.end))
        elif kind == "ner_head" and direction == "forward":
            self._titles.add(hit.end)
        elif kind == "ner_head":
            self._heads.append(hit)
        elif kind == "ner_level":
            self._levels.add(hit.start)
        elif kind == "ner_stop":
            self._stops.add((hit.start, hit.end))
            if direction == "forward":
                self._barred.add(hit.start)
        elif (kind == "place" or kind in BODY_KINDS) and not _in_code(self._text, hit):
            self._known.append(hit)
            if kind == "place":
                self._whole.add((hit.start, hit.end))

    def known(self) -> list[Span]:
        """What the lexicons know: places, and bodies with the place that is part of their name."""
        places = [Span(h.start, h.end, "PLACE", "gazetteer", h.term.code) for h in self._known if h.term.kind == "place"]
        bodies = [Span(h.start, h.end, "ORG", "gazetteer", h.term.code or None) for h in self._known if h.term.kind != "place"]
        starts, ends = {place.start: place for place in places}, {place.end: place for place in places}
        grown = [body for body in (self._body(body, starts, ends) for body in bodies) if body is not None]
        return _longest([*places, *grown])

    def refine(self, found: Sequence[Span]) -> list[Span]:
        """``found`` corrected, with the known names that it missed; in order, none overlapping another."""
        kept = [span for span in (self._correct(span) for span in found) if span is not None]
        missed: list[Span] = []
        for name in self.known():
            over = [span for span in kept if span.overlaps(name)]
            if any(self._covers(span, name) for span in over):
                continue
            kept = [span for span in kept if span not in over] if over else kept
            missed.append(name)
        return _longest([*kept, *missed])

    def _covers(self, span: Span, known: Span) -> bool:
        """Whether a model's span says at least as much as the known name in it."""
        wider = span.start <= known.start and known.end <= span.end
        if wider and span.end - span.start > known.end - known.start:
            return True
        return span.type == "PERSON" and known.type == "PLACE" and self._titled(span)

    def _correct(self, span: Span) -> Span | None:
        cut = _CUT.search(self._text, span.start, span.end)
        span = self._trimmed(span._replace(end=cut.start()) if cut else span)
        surface = self._text[span.start : span.end]
        if len(surface) < 2 or self._stopped(span.start, span.end) or span.start in self._barred:
            return None
        if "://" in surface or not any(char.isalpha() for char in surface):
            return None
        if not (surface[0].isupper() if span.type != "ORG" else self._named(span, surface)):
            return None
        kind = self._type(span)
        return span if kind == span.type else span._replace(type=kind)

    def _stopped(self, start: int, end: int) -> bool:
        """Whether a phrase that is no name covers the span."""
        low = bisect_left(self._stop_list, (start - self._longest_stop,))
        return any(end <= b for _, b in self._stop_list[low : bisect_left(self._stop_list, (start + 1,))])

    def _named(self, span: Span, surface: str) -> bool:
        """Whether a body's name shows a capital or a head noun."""
        return any(char.isupper() for char in surface) or bool(self._head_index.begin_in(span.start, span.end))

    def _trimmed(self, span: Span) -> Span:
        """Without the words at its edges that are no part of a name."""
        start, end = self._edges(span.start, span.end)
        while start < end:
            place = span.type == "PLACE" and (start, end) not in self._whole
            cuts = [h.end for h in self._trims.get(start, ())] if self._trimmable(span.type, start) else []
            cuts += [h.end for h in self._leading.get(start, ())] if place else []
            cut = max((at for at in cuts if at < end and self._text[at] in _GAPS), default=start)
            tails = [h.start for h in self._trailing.get(end, ()) if h.start > start] if place else []
            tail = min(tails, default=end)
            if (cut, tail) == (start, end):
                break
            start, end = self._edges(cut, tail)
        return span._replace(start=start, end=end) if (start, end) != (span.start, span.end) else span

    def _trimmable(self, kind: EntityType, start: int) -> bool:
        """Whether the words at ``start`` may be cut off: not a place's own first syllable (*An* Giang, *Bà* Rịa)."""
        own = bool(self._place_index.begin_in(start, start + 1))
        return not own and (kind != "PLACE" or self._text[start].islower())

    def _edges(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._text[start] in _EDGES:
            start += 1
        while start < end and self._text[end - 1] in _EDGES:
            end -= 1
        return start, end

    def _type(self, span: Span) -> EntityType:
        """The type that the words in or beside the name give it, else the model's."""
        heads = self._head_index.begin_in(span.start, span.end)
        if any(h.start == span.start and h.end <= span.end for h in heads):
            return "ORG"
        if self._titled(span):
            return "PERSON"
        if span.type == "ORG" and heads:
            return "ORG"
        if span.type == "PERSON" and self._text.count(" ", span.start, span.end) >= FULL_NAME - 1:
            return "PERSON"
        if span.end + 1 in self._behind or span.start - 1 in self._before or (span.start, span.end) in self._whole:
            return "PLACE"
        return span.type

    def _titled(self, span: Span) -> bool:
        """Whether a word that people's names follow stands right before the span."""
        return any(at in self._titles and not self._text[at : span.start].strip(". ") for at in (span.start - 1, span.start - 2))

    def _body(self, body: Span, starts: Mapping[int, Span], ends: Mapping[int, Span]) -> Span | None:
        """A body's hit without the office before it and with the place beside it; None when it is no name.

        ``starts`` and ``ends`` are the places by where they start and end.
        """
        trimmed = self._trimmed(body)
        start, end = trimmed.start, trimmed.end
        if start >= end or self._stopped(start, end) or self._stopped(body.start, body.end):
            return None
        before = ends.get(start - 1)
        if before is not None and self._text[start - 1] == " " and start in self._levels:
            start = before.start
        while (behind := starts.get(end + 1)) is not None and self._text[end] == " ":
            end = behind.end
        return body._replace(start=start, end=end) if (start, end) != (body.start, body.end) else body

    def head_code(self, span: Span) -> str | None:
        """The issuer code that a body's first head noun gives, None when it gives none."""
        for head in self._head_index.begin_in(span.start, span.end):
            what = head.term.rule.rsplit(".", 1)[-1]
            if head.end <= span.end:
                return None if what == "other" else what
        return None

    def issuer_code(self, span: Span) -> str | None:
        """The code of the longest known issuer inside the span."""
        inside = self._body_index.overlap(span.start, span.end)
        best = max(inside, key=lambda h: (min(h.end, span.end) - max(h.start, span.start), -h.start), default=None)
        return best.term.code if best is not None else None

    def place_code(self, span: Span) -> str | None:
        """The code of the place that the span is or holds."""
        for hit in self._place_index.begin_in(span.start, span.end):
            if hit.end <= span.end and hit.term.direction != "town":
                return hit.term.code
        return None


def _in_code(text: str, hit: Hit) -> bool:
    """Whether the name is part of a web address (Vietnam.vn) or of a document's symbol (14/KH-UBND)."""
    if text[hit.end : hit.end + 1] == "." and text[hit.end + 1 : hit.end + 2].islower():
        return True
    before, behind = text[max(0, hit.start - 2) : hit.start], text[hit.end : hit.end + 2]
    joined = (before[-1:] in ("-", "/") and before[:1].isalnum()) or (behind[:1] in ("-", "/") and behind[1:].isalnum())
    return joined and hit.term.kind in BODY_KINDS


def _longest(spans: Sequence[Span]) -> list[Span]:
    """Of overlapping spans the longest, then the first; in order."""
    kept: list[Span] = []
    starts: list[int] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start, s.type)):
        slot = bisect_left(starts, span.end)  # of those that begin before its end, the last one ends last
        if not slot or kept[slot - 1].end <= span.start:
            kept.insert(slot, span)
            starts.insert(slot, span.start)
    return kept
