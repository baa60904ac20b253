"""Service counts: quantities that count public services or administrative procedures, by category and level."""

from __future__ import annotations

from dataclasses import dataclass

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene, count_words

HEAD_REACH = 5
TOTALS = {"service": "online_total", "procedure": "procedures_total"}
# How far a category may stand from its count, in words: before, behind.
REACH = {
    "procedures_cut": (3, 7), "other": (2, 9), "any_location": (8, 14), "national_portal": (8, 14),
    "procedures_online": (2, 7), "full_process": (5, 8), "partial": (5, 8), "information_only": (4, 6),
    "essential": (2, 4),
}  # fmt: skip
RANK = ("procedures_cut", "other", "any_location", "national_portal", "information_only", "full_process", "partial",
        "essential", "procedures_online")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ServiceCount:
    """What a quantity counts: category, head ("service" or "procedure"), level, and the rule that decided."""

    category: str
    head: str
    level: str | None
    rule: str
    start: int
    end: int


def read_service(scene: Scene, quantity: Quantity, previous: ServiceCount | None) -> ServiceCount | None:
    """The service count that ``quantity`` is, or None; ``previous`` is that of the quantity before in the paragraph."""
    if quantity.unit not in ("", "count") or quantity.value != quantity.value.to_integral_value():
        return None
    if quantity.scaled or quantity.per or quantity.value_max is not None and quantity.comparator != "range":
        return None
    low, high = _limits(scene, quantity)
    head = _head_behind(scene, quantity, high) or _head_before(scene, quantity)
    category = _category(scene, quantity, low, high)
    level = _level(scene, quantity, low, high)
    if head is None:
        if previous is None or quantity.rule != "number" or not (category or level):
            return None
        if _foreign(scene, quantity, high):
            return None
        code = category.term.code if category else (previous.category if previous.category in INHERITED else TOTALS[previous.head])
        hit = category or level
        assert hit is not None
        return ServiceCount(
            code, previous.head, level.term.code if level else None, hit.term.rule,
            min(quantity.start, hit.start), max(quantity.end, hit.end),
        )  # fmt: skip
    code = category.term.code if category else TOTALS[head.term.code]
    rule = (category or head).term.rule
    start, end = min(quantity.start, head.start), max(quantity.end, head.end)
    if category is not None and abs(category.start - quantity.start) < 120:
        start, end = min(start, category.start), max(end, category.end)
    return ServiceCount(code, head.term.code, level.term.code if level else None, rule, start, end)


INHERITED = ("any_location", "procedures_total", "online_total", "full_process", "partial", "procedures_online")


def _limits(scene: Scene, quantity: Quantity) -> tuple[int, int]:
    """The clause of the quantity, cut at an "and" that introduces the next or introduced this quantity."""
    low, high = scene.clause(quantity)
    following = [q for q in scene.quantities_between(quantity.end, high + 1) if q.start != quantity.start]
    if following:
        ands = [b for b in scene.between(quantity.end, following[0].start) if b.kind == "and"]
        if ands:
            high = min(high, ands[-1].start)
    previous = scene.quantities_between(scene.sentence.start, quantity.start)
    if previous and previous[-1].end >= low:
        ands = [b for b in scene.between(previous[-1].end, quantity.start) if b.kind == "and"]
        if ands:
            low = max(low, ands[-1].end)
    return low, high


def _head_behind(scene: Scene, quantity: Quantity, high: int) -> Hit | None:
    for hit in scene.of("service_head"):
        if quantity.end <= hit.start < high and count_words(scene.text, quantity.end, hit.start) <= HEAD_REACH:
            nouns = [n for n in scene.of("refused_noun") if quantity.end <= n.start and n.end <= hit.start]
            return None if nouns else hit
    return None


def _head_before(scene: Scene, quantity: Quantity) -> Hit | None:
    if _next_is_noun(scene, quantity):
        return None
    for hit in reversed(scene.of("service_head")):
        if hit.end <= quantity.start:
            crossing = scene.quantities_between(hit.end, quantity.start)
            barriers = [b for b in scene.between(hit.end, quantity.start) if b.kind in ("semicolon", "contrast", "comma")]
            near = count_words(scene.text, hit.end, quantity.start) <= 12
            return hit if near and not crossing and not barriers else None
    return None


def _next_is_noun(scene: Scene, quantity: Quantity) -> bool:
    return any(
        quantity.end <= n.start and count_words(scene.text, quantity.end, n.start) <= 1 for n in scene.of("refused_noun")
    )


def _category(scene: Scene, quantity: Quantity, low: int, high: int) -> Hit | None:
    best: tuple[float, Hit] | None = None
    for hit in scene.of("service"):
        before, behind = REACH[hit.term.code]
        if low <= hit.start and hit.end <= quantity.start:
            distance, reach = count_words(scene.text, hit.end, quantity.start), before
        elif quantity.end <= hit.start < high:
            distance, reach = count_words(scene.text, quantity.end, hit.start), behind
        else:
            continue
        if distance > reach:
            continue
        score = RANK.index(hit.term.code) * 0.6 + distance
        if best is None or score < best[0]:
            best = (score, hit)
    return best[1] if best else None


def _level(scene: Scene, quantity: Quantity, low: int, high: int) -> Hit | None:
    behind = [h for h in scene.of("level") if quantity.end <= h.start < high]
    if behind:
        return behind[0]
    before = [h for h in scene.of("level") if low <= h.start and h.end <= quantity.start]
    return before[-1] if before else None


def _foreign(scene: Scene, quantity: Quantity, high: int) -> bool:
    """Whether the elliptic count is followed by a noun of another kind ("1,204 dossiers")."""
    return _next_is_noun(scene, quantity)
