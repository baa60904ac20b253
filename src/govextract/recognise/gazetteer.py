"""Recognises what the lexicon already found: places and issuers with known codes. Needs no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govextract.recognise.base import NamedEntity
from govextract.records import EntityType

NAME = "gazetteer"


@dataclass(frozen=True, slots=True)
class GazetteerHit:
    """A lexicon hit at ``start:end`` of the stored text, with its code and canonical name."""

    type: EntityType
    start: int
    end: int
    code: str
    canonical: str


@dataclass(frozen=True, slots=True)
class GazetteerRecogniser:
    """Turns one article's lexicon hits into entities; of overlapping hits the longest stays, then the first."""

    hits: tuple[GazetteerHit, ...]

    @property
    def name(self) -> str:
        """What rows say of who found them."""
        return NAME

    @property
    def warnings(self) -> tuple[str, ...]:
        """Always empty: it depends on nothing."""
        return ()

    def recognise(self, text: str, spans: Sequence[tuple[int, int]]) -> list[NamedEntity]:
        """The hits that lie wholly inside one of the spans, in order."""
        inside = [h for h in self.hits if any(start <= h.start and h.end <= end for start, end in spans)]
        kept: list[GazetteerHit] = []
        for hit in sorted(inside, key=lambda h: (h.start - h.end, h.start, h.type, h.code)):
            if all(hit.end <= other.start or other.end <= hit.start for other in kept):
                kept.append(hit)
        return [
            NamedEntity(hit.type, hit.start, hit.end, text[hit.start : hit.end], hit.canonical, hit.code, NAME)
            for hit in sorted(kept, key=lambda h: h.start)
        ]
