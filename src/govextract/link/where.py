"""Places: whose number it is. A place named with the number wins over the article's."""

from __future__ import annotations

from bisect import bisect_left

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene


def decide_place(scene: Scene, quantity: Quantity, home: str | None, country: str | None) -> str | None:
    """ISO code of whose value ``quantity`` is; ``home`` is the article's place, ``country`` its nation."""
    if "place" not in scene.hits and "scope" not in scene.hits:
        return home
    start, end = scene.clause(quantity)
    near = [h for h in scene.of("place") if start <= h.start and h.end <= end]
    near = near or _before_bracket(scene, quantity)
    if near:
        return min(near, key=lambda h: _distance(h, quantity)).term.code
    scopes = [h for h in scene.of("scope") if h.start < end and start <= h.start]
    if scopes:
        return _scope(scopes[-1], home, country)
    sentence_scopes = [h for h in scene.of("scope") if h.end <= quantity.start]
    sentence_places = [h for h in scene.of("place") if h.end <= quantity.start]
    if sentence_scopes and (not sentence_places or sentence_places[-1].start < sentence_scopes[-1].start):
        return _scope(sentence_scopes[-1], home, country)
    return home


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
