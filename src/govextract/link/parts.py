"""Parts of a period told beside the whole: "is to grow by 9.5% in 2026, of which 9.1% in the first quarter; exports …"."""

from __future__ import annotations

from bisect import bisect_left

from govextract.lexing.mentions import Period, Quantity
from govextract.link.asides import NO_TIME, is_right_behind, next_to
from govextract.link.scene import Scene
from govextract.link.spans import is_part_of_year, is_whole_year

BARE = ".bare"
"""Ends the rules of phrases for growth that do not say of what: "the growth rate"."""
NAMING = 2  # unknown words from which on the clause of a goal names a subject of its own
MEMBERS = 3  # the whole, its part, and another number


def is_part_aside(scene: Scene, quantity: Quantity, period: Period, *, goal: bool, inherited: list[tuple[float, Period]]) -> bool:
    """Whether ``period`` is but a part of the year of the sentence, in which a number that was told for the whole is told
    again, and ``quantity`` behind both is of something else."""
    if period.end > quantity.start or not period.iso or len(scene.quantities) < MEMBERS:
        return False
    told = _told_twice(scene, period)
    if told is None or told[1].end > quantity.start or quantity.start == told[1].start:
        return False
    whole, part = told
    if not _has_year(scene, whole, period, inherited):
        return False
    low = max(part.end, period.end)
    return _is_of_something_else(scene, quantity, low, goal=goal)


def _told_twice(scene: Scene, period: Period) -> tuple[Quantity, Quantity] | None:
    """The number of the whole and that of its part, if the part is that of ``period`` and the clause names nothing else."""
    slot = bisect_left(scene.quantity_starts, period.start)
    behind = next_to(scene, period)
    if behind is not None and slot and _is_pair(scene, scene.quantities[slot - 1], behind, period):
        return scene.quantities[slot - 1], behind
    if slot > 1 and is_right_behind(scene, scene.quantities[slot - 1], period):
        whole, part = scene.quantities[slot - 2], scene.quantities[slot - 1]
        return (whole, part) if _is_pair(scene, whole, part, period) else None
    return None


def _is_pair(scene: Scene, whole: Quantity, part: Quantity, period: Period) -> bool:
    """Whether nothing but bare growth is named from the number of the whole to that of its part."""
    between = scene.between(whole.end, min(part.start, period.start))
    if not between or whole.unit != part.unit:
        return False
    end = max(part.end, period.end)
    return not any(between[0].end <= hit.start < end and not hit.term.rule.endswith(BARE) for hit in scene.of("indicator"))


def _has_year(scene: Scene, whole: Quantity, part: Period, inherited: list[tuple[float, Period]]) -> bool:
    """Whether the year of which ``part`` is one is told in the sentence before, or holds for it."""
    told = [p for p in scene.periods if p.iso and p.kind not in NO_TIME and p.role != "compare" and p.end <= part.start]
    if part.inferred and part.kind == "date" and told and is_whole_year(told[0]):
        return True  # "is to disburse 100% in 2026, of which 60% by September 30": whichever year the day was given
    return any(is_part_of_year(part, year) for year in (*told[:1], *(p for _, p in inherited)))


def _is_of_something_else(scene: Scene, quantity: Quantity, low: int, *, goal: bool) -> bool:
    """Whether past ``low`` the clause of ``quantity`` names a subject."""
    if not scene.between(low, quantity.start):
        return False
    end = scene.clause(quantity)[1]
    named = [hit for hit in scene.of("indicator") if low <= hit.start < end and not hit.term.rule.endswith(BARE)]
    return bool(named) or (goal and scene.unknown_words(quantity) >= NAMING)
