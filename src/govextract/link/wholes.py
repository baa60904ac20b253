"""Numbers that say of how many the next number is a part: "Of the 139 communes, only 24 met …"."""

from __future__ import annotations

from bisect import bisect_left

from govextract.lexing.mentions import Quantity
from govextract.link.around import COUNTS
from govextract.link.scene import Scene

MARKS = frozenset({"whole", "from"})


def is_whole(scene: Scene, quantity: Quantity) -> bool:
    """Whether the quantity opens a clause with "of the" and a smaller one follows."""
    if "present" not in scene.hits or quantity.unit not in COUNTS or not _is_marked(scene, quantity):
        return False
    slot = bisect_left(scene.quantity_starts, quantity.end)
    part = scene.quantities[slot] if slot < len(scene.quantities) else None
    if part is None or part.unit not in COUNTS or part.value >= quantity.value:
        return False
    return not any(barrier.kind == "semicolon" for barrier in scene.between(quantity.end, part.start))


def is_part(scene: Scene, quantity: Quantity) -> bool:
    """Whether the quantity is a part of the one before it in its clause."""
    slot = bisect_left(scene.quantity_starts, quantity.start)
    return slot > 0 and quantity.unit in COUNTS and is_whole(scene, scene.quantities[slot - 1])


def _is_marked(scene: Scene, quantity: Quantity) -> bool:
    for hit in scene.of("present"):
        if hit.term.code in MARKS and 0 <= quantity.core_start - hit.end <= 1:
            slot = bisect_left(scene.barrier_starts, hit.start) - 1
            opening = scene.barriers[slot].end if slot >= 0 else scene.sentence.start
            return not scene.words.count(opening, hit.start)
    return False


def is_shared(scene: Scene, quantity: Quantity) -> bool:
    """Whether the share right before the quantity is one of it: "46.8% of the 25.5 trillion VND planned"."""
    slot = bisect_left(scene.quantity_starts, quantity.start)
    share = scene.quantities[slot - 1] if slot and "present" in scene.hits else None
    if share is None or share.unit != "percent" or quantity.unit == "percent":
        return False
    return any(
        hit.term.code == "whole" and 0 <= hit.start - share.end <= 1 and 0 <= quantity.start - hit.end <= 1
        for hit in scene.of("present")
    )
