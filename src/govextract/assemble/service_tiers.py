"""Parts of a stock of procedures that are told by nothing but the tier they belong to: "province 1,456, district 251".

Words as bare as "province" decide nothing alone; here the sum does: numbers that add up to the stock are its parts.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene

MOST_PARTS = 4
REACH = 3  # words between a number and its tier


def tiers_of(scene: Scene, quantity: Quantity, total: int) -> dict[int, Hit]:
    """The tier of each number from ``quantity`` on, by where the number begins; empty if they are no parts of ``total``."""
    if "tier" not in scene.hits and "level" not in scene.hits:
        return {}
    parts = _parts(scene, quantity, total)
    for tier in (_before, _behind) if parts else ():
        found = {part.start: hit for part in parts if (hit := tier(scene, part)) is not None}
        if len(found) == len(parts) == len({hit.term.code for hit in found.values()}):
            return found
    return {}


def _parts(scene: Scene, quantity: Quantity, total: int) -> list[Quantity]:
    """``quantity`` and those behind it that add up to ``total``."""
    parts: list[Quantity] = []
    rest = total
    for part in scene.quantities[scene.quantities.index(quantity) :][:MOST_PARTS]:
        if part.unit not in ("", "count") or part.value_max is not None or not 0 < part.value <= rest:
            return []
        parts.append(part)
        rest -= int(part.value)
        if not rest:
            return parts if len(parts) > 1 and all(_near(scene, *pair) for pair in pairwise(parts)) else []
    return []


def _near(scene: Scene, one: Quantity, other: Quantity) -> bool:
    return scene.words.count(one.end, other.start) <= 2 * REACH + 2


def _before(scene: Scene, quantity: Quantity) -> Hit | None:
    """The tier named before the number: "province 1,456", "to the communes belong 138"."""
    return _nearest(scene, quantity, lambda hit: (hit.end, quantity.start))


def _behind(scene: Scene, quantity: Quantity) -> Hit | None:
    """The tier named behind the number: "1,456 for the province"."""
    return _nearest(scene, quantity, lambda hit: (quantity.end, hit.start))


def _nearest(scene: Scene, quantity: Quantity, gap: Callable[[Hit], tuple[int, int]]) -> Hit | None:
    near: list[tuple[int, Hit]] = []
    for hit in [*scene.of("level"), *scene.of("tier")]:
        low, high = gap(hit)
        if low <= high and not scene.quantities_between(low, high) and (words := scene.words.count(low, high)) <= REACH:
            near.append((words, hit))
    return min(near, key=lambda one: one[0])[1] if near else None
