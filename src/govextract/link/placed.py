"""Verbs of growth whose subject is a place: what grows by a percentage there is the economy."""

from __future__ import annotations

from bisect import bisect_left

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene

BEFORE = 2  # words that may stand before the place in its clause: "the old"
BEHIND = 1  # words that may stand between the place and the verb: "(old)"
AVERAGE = 3  # words between the verb and the number: "by an average of"
OPENING = frozenset({"comma", "semicolon", "dash", "open", "part", "contrast"})


def growth_of_place(scene: Scene, quantity: Quantity) -> Hit | None:
    """The verb that tells by how much a place grew, right before ``quantity``: "the old Thai Nguyen grew by 7.3%"."""
    if quantity.unit != "percent" or "place" not in scene.hits:
        return None
    verb = next((hit for hit in reversed(scene.of("trend")) if hit.end <= quantity.start), None)
    if verb is None or verb.term.code != "up" or scene.words.count(verb.end, quantity.start) > AVERAGE:
        return None
    place = next((hit for hit in reversed(scene.of("place")) if hit.end <= verb.start), None)
    if place is None:
        return None
    end = _past_bracket(scene, place.end)  # "the province (after merging with Long An) grew by 9.52%"
    if scene.words.count(end, verb.start) > BEHIND or scene.between(end, verb.start):
        return None
    slot = bisect_left(scene.barrier_starts, place.start)
    opening = next((b.end for b in reversed(scene.barriers[:slot]) if b.kind in OPENING), scene.sentence.start)
    return verb if scene.words.count(opening, place.start) <= BEFORE else None


def _past_bracket(scene: Scene, position: int) -> int:
    """Where a bracket that opens at ``position`` has closed, if it holds no number; else ``position``."""
    edges = [b for b in scene.between(position, scene.sentence.end) if b.kind in ("open", "close")][:2]
    if [b.kind for b in edges] != ["open", "close"] or scene.words.count(position, edges[0].start):
        return position
    return position if scene.quantities_between(edges[0].end, edges[1].start) else edges[1].end
