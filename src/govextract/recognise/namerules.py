"""Corrects what a model found by what the rule pack knows: edges, types, things that are no names, known names missed.

The pack's data are groups of the kinds ``ner_trim``, ``ner_unit``, ``ner_head`` and ``ner_stop``, whose hits are among a
document's others. Everything here counts in the document's view.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from govextract.lexing.lexicon import Hit
from govextract.records import EntityType

_EDGES = " \t\n\"'.,;:!?()[]-*+•"
BODY_KINDS = ("issuer",)


@dataclass(frozen=True, slots=True)
class Span:
    """A name at ``start:end`` of a view; ``by`` says who found it, ``code`` what a lexicon knows of it."""

    start: int
    end: int
    type: EntityType
    by: str
    code: str | None = None

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class NameRules:
    """The post-rules over one document's hits."""

    def __init__(self, text: str, hits: Iterable[Hit]) -> None:
        self._text = text
        self._trims: dict[int, list[Hit]] = {}
        self._units: dict[int, list[Hit]] = {}
        self._unit_ends: dict[int, list[Hit]] = {}
        self._unit_starts: dict[int, list[Hit]] = {}
        self._heads: list[Hit] = []
        self._stops: set[tuple[int, int]] = set()
        self._known: list[Hit] = []
        for hit in hits:
            self._sort(hit)

    def _sort(self, hit: Hit) -> None:
        kind = hit.term.kind
        if kind == "ner_trim":
            self._trims.setdefault(hit.start, []).append(hit)
        elif kind == "ner_unit" and hit.term.direction == "forward":
            self._units.setdefault(hit.start, []).append(hit)
            self._unit_ends.setdefault(hit.end, []).append(hit)
        elif kind == "ner_unit" and hit.term.direction == "backward":
            self._unit_ends.setdefault(-hit.end, []).append(hit)
            self._unit_starts.setdefault(hit.start, []).append(hit)
        elif kind == "ner_head":
            self._heads.append(hit)
        elif kind == "ner_stop":
            self._stops.add((hit.start, hit.end))
        elif kind == "place" or kind in BODY_KINDS:
            self._known.append(hit)

    def known(self) -> list[Span]:
        """What the lexicons know: places, and bodies with the place that is part of their name."""
        places = [Span(h.start, h.end, "PLACE", "gazetteer", h.term.code) for h in self._known if h.term.kind == "place"]
        bodies = [Span(h.start, h.end, "ORG", "gazetteer", h.term.code) for h in self._known if h.term.kind != "place"]
        grown = [body for body in (self._body(body, places) for body in bodies) if body is not None]
        return _longest([*places, *grown])

    def refine(self, found: Sequence[Span]) -> list[Span]:
        """``found`` corrected, with the known names that it missed; in order, none overlapping another."""
        kept = [span for span in (self._correct(span) for span in found) if span is not None]
        known = self.known()
        for name in known:
            over = [span for span in kept if span.overlaps(name)]
            if any(self._covers(span, name) for span in over):
                continue
            kept = [span for span in kept if span not in over]
            kept.append(name)
        return _longest(kept)

    def _covers(self, span: Span, known: Span) -> bool:
        """Whether a model's span says at least as much as the known name in it."""
        wider = span.start <= known.start and known.end <= span.end
        if wider and span.end - span.start > known.end - known.start:
            return True
        return span.type == "PERSON" and known.type == "PLACE" and self._headed(span) == "PERSON"

    def _correct(self, span: Span) -> Span | None:
        span = self._trimmed(span)
        if span.end - span.start < 2 or (span.start, span.end) in self._stops:
            return None
        surface = self._text[span.start : span.end]
        if span.type != "ORG" and not surface[0].isupper():
            return None
        if not any(char.isalpha() for char in surface) or "://" in surface:
            return None
        typed = self._headed(span)
        return replace(span, type=typed) if typed else span

    def _trimmed(self, span: Span) -> Span:
        """Without the words at its edges that are no part of a name."""
        start, end = self._edges(span.start, span.end)
        moved = True
        while moved and start < end:
            moved = False
            cuts = [h.end for h in self._trims.get(start, ()) if h.end < end]
            if span.type == "PLACE":
                cuts += [h.end for h in self._units.get(start, ()) if h.end < end and not self._shielded(start, end)]
            if cuts and self._text[max(cuts)] in " \n":
                start, end = self._edges(max(cuts), end)
                moved = True
            tails = [h.start for h in self._unit_ends.get(-end, ()) if h.start > start]
            if span.type == "PLACE" and tails and not self._shielded(start, end):
                start, end = self._edges(start, min(tails))
                moved = True
        return replace(span, start=start, end=end)

    def _shielded(self, start: int, end: int) -> bool:
        """Whether the name as it stands is a known place or keeps its common noun."""
        return any(h.term.kind == "place" and (h.start, h.end) == (start, end) for h in self._known)

    def _edges(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._text[start] in _EDGES:
            start += 1
        while start < end and self._text[end - 1] in _EDGES:
            end -= 1
        return start, end

    def _headed(self, span: Span) -> EntityType | None:
        """The type that the words in or beside the name give it, or None when they give none."""
        for head in self._heads:
            kind = head.term.rule.rsplit(".", 2)[-2]
            if kind == "PERSON" and head.end < span.start and not self._text[head.end : span.start].strip(". "):
                return "PERSON" if span.start - head.end <= 2 else None
            if kind == "ORG" and head.start == span.start and head.end <= span.end:
                return "ORG"
        if span.type == "ORG" and any(h.term.rule.rsplit(".", 2)[-2] == "ORG" and span.start <= h.start < span.end for h in self._heads):
            return "ORG"
        behind = self._unit_starts.get(span.end + 1, ())
        before = self._unit_ends.get(span.start - 1, ())
        if behind or before:
            return "PLACE"
        if any(h.term.kind == "place" and (h.start, h.end) == (span.start, span.end) for h in self._known):
            return "PLACE"
        return None

    def _body(self, body: Span, places: Sequence[Span]) -> Span | None:
        """A body's hit without the office before it and with the place beside it; None when it is no name."""
        start, end = body.start, body.end
        cuts = [h.end for h in self._trims.get(start, ()) if h.end < end]
        if cuts:
            start, end = self._edges(max(cuts), end)
        if (start, end) in self._stops or (body.start, body.end) in self._stops:
            return None
        for place in places:
            if place.start == end + 1 and self._text[end] == " ":
                end = place.end
            elif place.end + 1 == start and self._text[place.end] == " " and self._text[start].isupper():
                start = place.start
        return replace(body, start=start, end=end)

    def head_code(self, span: Span) -> str | None:
        """The issuer code that a body's first head noun gives, None when it gives none."""
        for head in self._heads:
            _, kind, what = head.term.rule.rsplit(".", 2)
            if kind == "ORG" and span.start <= head.start and head.end <= span.end:
                return None if what == "other" else what
        return None

    def issuer_code(self, span: Span) -> str | None:
        """The code of the longest known issuer inside the span."""
        inside = [h for h in self._known if h.term.kind in BODY_KINDS and h.start < span.end and span.start < h.end]
        best = max(inside, key=lambda h: (min(h.end, span.end) - max(h.start, span.start), -h.start), default=None)
        return best.term.code if best is not None else None

    def place_code(self, span: Span) -> str | None:
        """The code of the place that the span is or holds."""
        for hit in self._known:
            if hit.term.kind == "place" and span.start <= hit.start and hit.end <= span.end and hit.term.direction != "town":
                return hit.term.code
        return None


def _longest(spans: Sequence[Span]) -> list[Span]:
    """Of overlapping spans the longest, then the first; in order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start, s.type)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)
