"""Places: whose number it is. A place named with the number wins over the article's."""

from __future__ import annotations

from bisect import bisect_left

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene

OPENS = 2  # words before a place that opens its clause


def decide_place(scene: Scene, quantity: Quantity, home: str | None, country: str | None) -> str | None:
    """ISO code of whose value ``quantity`` is; ``home`` is the article's place, ``country`` its nation."""
    if "place" not in scene.hits and "scope" not in scene.hits:
        return home
    start, end = scene.clause(quantity)
    start = _before_part(scene, start)
    near = [h for h in scene.of("place") if start <= h.start and h.end <= end]
    near = near or _before_bracket(scene, quantity) or _opening(scene, start)
    if near:
        beside = [h for h in near if not _joined(scene, h, quantity)] or near
        return min(beside, key=lambda h: _distance(h, quantity)).term.code
    scopes = [h for h in scene.of("scope") if h.start < end and start <= h.start]
    if scopes:
        return _scope(scopes[-1], home, country)
    sentence_scopes = [h for h in scene.of("scope") if h.end <= quantity.start]
    sentence_places = [h for h in scene.of("place") if h.end <= quantity.start]
    if sentence_scopes and (not sentence_places or sentence_places[-1].start < sentence_scopes[-1].start):
        return _scope(sentence_scopes[-1], home, country)
    return home


def _before_part(scene: Scene, start: int) -> int:
    """Where the clause begins that goes on behind a word such as "with": "Lang Son leads with 61.7%, then Cao Bang with 54.3%"."""
    slot = bisect_left(scene.barrier_starts, start) - 1
    if slot < 0 or scene.barriers[slot].kind != "part" or scene.barriers[slot].end != start:
        return start
    before = scene.barriers[slot - 1].end if slot else scene.sentence.start
    told = scene.quantities_between(before, start)
    return max([before, *(q.end for q in told)])


def _opening(scene: Scene, start: int) -> list[Hit]:
    """The place that opens the clause, which a comma parts from the rest: "in Cao Bang, 84.3%"."""
    slot = bisect_left(scene.barrier_starts, start) - 1
    if slot < 0 or scene.barriers[slot].kind != "comma" or scene.barriers[slot].end != start:
        return []
    comma = scene.barriers[slot].start
    before = scene.barriers[slot - 1].end if slot else scene.sentence.start
    if scene.quantities_between(before, comma):
        return []
    return [h for h in scene.of("place") if before <= h.start and h.end == comma and scene.words.count(before, h.start) <= OPENS]


def _joined(scene: Scene, hit: Hit, quantity: Quantity) -> bool:
    """Whether "and" stands between a place and the quantity: the place is that of the next number, or of the one before."""
    low, high = (hit.end, quantity.start) if hit.end <= quantity.start else (quantity.end, hit.start)
    return any(barrier.kind == "and" for barrier in scene.between(low, high))


def _before_bracket(scene: Scene, quantity: Quantity) -> list[Hit]:
    """The place whose number stands in brackets right behind it: "Lao Cai (74.3%)"."""
    slot = bisect_left(scene.barrier_starts, quantity.start) - 1
    if slot < 0 or scene.barriers[slot].kind != "open":
        return []
    opened = scene.barriers[slot].start
    return [hit for hit in scene.of("place") if opened - 1 <= hit.end <= opened]


def _distance(hit: Hit, quantity: Quantity) -> int:
    return quantity.start - hit.end if hit.end <= quantity.start else hit.start - quantity.end


def _scope(hit: Hit, home: str | None, country: str | None) -> str | None:
    return country if hit.term.code == "nation" else home
