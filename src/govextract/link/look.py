"""What the words directly around a quantity say: a change, what it is a share of, and what it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.lexing.quantities import is_conversion
from govextract.link.scene import Scene

CHANGE_REACH = 45  # characters between the levels from which and to which something changed
PAID = "paid"
CONVERSION = 24  # characters within which the conversion of an amount begins
_NEXT_WORD = re.compile(r"[ \n]?[\"']?([^\W\d_][^\W\d_]*)")


class Look(NamedTuple):
    """What the words around a quantity say: a change, what it is a share of, and what follows it."""

    trend: str
    base: str
    follower: str


def follower_of(scene: Scene, quantity: Quantity) -> str:
    """What follows the quantity: a noun that it counts or shares out, or something that closes its phrase."""
    if quantity.per:
        return "per"
    word = _NEXT_WORD.match(scene.text, quantity.end, scene.sentence.end)
    if word is None:
        return "end"
    position = word.start(1)
    for hit in scene.closers:
        if hit.start <= position < hit.end:
            return hit.term.kind
    for period in scene.periods:
        if period.start <= position < period.end:
            return "period"
    return "noun"


VOTES = "votes"  # of which a percentage is no fact either: "with 100% of the delegates in favour"


def is_paid(scene: Scene, quantity: Quantity, hit: Hit) -> bool:
    """Whether a word for paying out stands in the phrase or beside the quantity, before the next semicolon: the amount of a plan
    is not what was spent of it."""
    parted = [barrier.start for barrier in scene.barriers if barrier.kind == "semicolon"]
    low = max((at for at in parted if at <= min(hit.start, quantity.start)), default=scene.sentence.start)
    high = min((at for at in parted if at >= max(hit.end, quantity.end)), default=scene.sentence.end)
    return any(mark.term.code == PAID and low <= mark.start and mark.end <= high for mark in scene.of("present"))


def counted_before(scene: Scene, hit: Hit) -> bool:
    """Whether a phrase is but the noun of the count right before it: "611.8 thousand services"."""
    slot = bisect_left(scene.quantity_starts, hit.start) - 1
    if slot < 0:
        return False
    count = scene.quantities[slot]
    return count.unit in ("", "count") and not scene.words.count(count.end, hit.start) and not scene.between(count.end, hit.start)


def refused_noun_of(scene: Scene, quantity: Quantity) -> str:
    """The noun behind the quantity that no record counts, as "noun.CODE"."""
    share = quantity.unit == "percent"
    if quantity.unit not in ("", "count", "percent") and quantity.out_of is None:
        return ""
    end = quantity.end
    for hit in scene.of("refused_noun"):
        if share and hit.term.code != VOTES:
            continue
        near = end <= hit.start < end + 30 and scene.words.count(end, hit.start) <= 1
        if near and all(b.kind == "and" for b in scene.between(end, hit.start)):
            return f"noun.{hit.term.code}"
    return ""


TO_A_BOUND = (("down", "lt"), ("down", "le"))
"""Changes that end at a bound: poverty that "falls under 2.9%"."""


DENIAL_ENDS = frozenset({"comma", "dash", "semicolon", "open", "close", "contrast", "part"})
AFTER_DENIAL, BEHIND_DENIED = 1, 12  # characters from a word that denies to the phrase, and behind the phrase to such a word


def trend_of(scene: Scene, quantity: Quantity) -> str:
    """Which way a change word points that stands directly before the quantity, or directly behind a percentage."""
    if quantity.sign:
        return "up" if quantity.sign == "+" else "down"
    for hit in reversed(scene.of("trend")):
        _, end, term = hit
        if hit.start <= quantity.start and quantity.core_end <= end:  # said around it: "giảm từ 4% hộ nghèo trở lên"
            return "up" if term.code == "to" and end <= quantity.end else term.code  # its last word is of the bound: "trở lên"
        before = end <= quantity.core_start
        if before and term.direction == "backward":
            continue
        if before and hit.start > quantity.start:  # part of its bound: "does not slip below 25%"
            continue
        near = before and scene.words.count(end, quantity.start) <= 3
        direct = near and not scene.quantities_between(end, quantity.start)
        if direct and all(b.kind == "and" for b in scene.between(end, quantity.start)):
            levels = _is_from_level(scene, quantity) or _is_to_level(scene, quantity)
            return "to" if levels or (term.code, quantity.comparator) in TO_A_BOUND else term.code
        if 0 <= hit.start - quantity.end <= 1 and term.direction != "forward":
            return term.code
    return ""


def _is_from_level(scene: Scene, quantity: Quantity) -> bool:
    """Whether a change begins at the quantity: "fell from 5.31% (early in 2022) to 3.02%"."""
    after = next(iter(scene.quantities_between(quantity.end, scene.sentence.end)), None)
    return after is not None and _leads_from(scene, quantity, after)


def _is_to_level(scene: Scene, quantity: Quantity) -> bool:
    """Whether a change that began at the quantity before ends at this one."""
    before = scene.quantities_between(scene.sentence.start, quantity.start)
    return bool(before) and _leads_from(scene, before[-1], quantity)


def _leads_from(scene: Scene, low: Quantity, high: Quantity) -> bool:
    if low.unit != high.unit or high.start - low.end > CHANGE_REACH:
        return False
    marks = scene.of("present")
    begins = any(hit.term.code in ("from", "than") and 0 <= low.core_start - hit.end <= 1 for hit in marks)
    ends = (hit for hit in marks if hit.term.code == "arrives" and low.end <= hit.start)
    return begins and any(0 <= high.core_start - hit.end <= 1 for hit in ends)


def base_of(scene: Scene, quantity: Quantity) -> str:
    """What the quantity is a share of: "of the plan", "of GRDP"."""
    for hit in scene.of("base"):
        if quantity.core_end <= hit.start <= quantity.end + 2:
            return hit.term.code
    return ""


def past_conversion(scene: Scene, quantity: Quantity) -> int:
    """Where what follows the quantity begins, past its conversion in brackets: "48.5 trillion VND (2.03 billion USD) in"."""
    if scene.text[quantity.end : quantity.end + 2] != " (":
        return quantity.end
    inner = next(iter(scene.quantities_between(quantity.end, quantity.end + CONVERSION)), None)
    if inner is None or not is_conversion(quantity, inner, scene.text) or scene.text[inner.end : inner.end + 1] != ")":
        return quantity.end
    return inner.end + 1


def opens_clause(scene: Scene, start: int, end: int) -> bool:
    """Whether a clause opens right before ``end``: "… reaches 60%, 100% of officials have …" is about officials."""
    barriers = scene.between(start, end)
    return bool(barriers) and barriers[-1].kind in ("comma", "semicolon") and not scene.words.count(barriers[-1].end, end)


def is_growth_of(scene: Scene, quantity: Quantity, look: Look, hit: Hit) -> bool:
    """Whether an item of a list gives the growth of what it names: "5. Budget revenue: up 11% a year"."""
    item = scene.block_kind == "item" and look.trend and quantity.unit == "percent" and hit.end <= quantity.start
    return bool(item) and not scene.quantities_between(scene.sentence.start, quantity.start)


def is_denied(scene: Scene, quantity: Quantity, hit: Hit) -> bool:
    """Whether the clause denies of the number what ``hit`` names: "8% of households do not use clean water"."""
    if hit.end <= quantity.start:
        before = (d for d in scene.of("denial") if d.term.code != "none")
        return any(hit.start - AFTER_DENIAL <= denial.end <= hit.start for denial in before)
    if hit.start < quantity.end:
        return False
    apart = next((b.start for b in scene.between(quantity.end, scene.sentence.end) if b.kind in DENIAL_ENDS), scene.sentence.end)
    if apart < hit.start:
        return False
    end = min(apart, hit.end + BEHIND_DENIED)
    closing = [b.start for b in scene.between(hit.end, end) if b.kind == "and"]
    closing += [other.start for other in scene.quantities_between(quantity.end, end)]
    end = min([end, *closing])
    others = [(other.start, other.end) for other in scene.of("indicator") if other != hit]
    return any(
        quantity.end <= denial.start and denial.end <= end and not any(low <= denial.start < high for low, high in others)
        for denial in scene.of("denial")
        if denial.term.code != "none"
    )
