"""Service counts: quantities that count public services or administrative procedures, by category and level."""

from __future__ import annotations

from dataclasses import dataclass

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import STRONG, Scene

KINDS = ("service_head", "service", "service_mode", "level")
"""Phrases without any of which a sentence counts no services."""
HEAD_REACH = 5
SPELLED = 3
LEAST = {"online_total": 40, "procedures_total": 30}
"""The least that a stock of services or procedures counts: even a commune has hundreds."""
TOTALS = {"service": "online_total", "procedure": "procedures_total"}
# How far a category may stand from its count, in words: before, behind.
REACH = {
    "procedures_cut": (3, 7), "other": (2, 11), "any_location": (8, 14), "national_portal": (8, 14),
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
    elliptic: bool = False  # its noun stands elsewhere


def read_service(
    scene: Scene, quantity: Quantity, previous: ServiceCount | None, spoken: Hit | None
) -> ServiceCount | None:
    """The service count that ``quantity`` is, or None.

    ``previous`` is the service count before it in the paragraph, ``spoken`` the services or procedures last spoken of.
    """
    if quantity.unit not in ("", "count") or quantity.value != quantity.value.to_integral_value():
        return None
    if quantity.rule != "number" and quantity.value < SPELLED:
        return None  # "one door", "two levels"
    if quantity.scaled or quantity.per or quantity.value_max is not None:
        return None
    if not any(kind in scene.hits for kind in KINDS):
        return None
    low, high = _limits(scene, quantity)
    head = _head_behind(scene, quantity, high) or _head_before(scene, quantity)
    category = _category(scene, quantity, low, high)
    level = _level(scene, quantity, low, high)
    if head is None:
        return _elliptic(scene, quantity, previous, spoken, category, level)
    code = category.term.code if category else TOTALS[head.term.code]
    if category is None and level is not None and previous is not None and previous.category in INHERITED:
        code = previous.category
    elif category is None:
        category = _topic(scene, quantity, head)
        code = category.term.code if category else code
    if category is None and quantity.value < LEAST.get(code, 0):
        return None  # a handful of services somebody speaks of, no stock
    rule = (category or head).term.rule
    start, end = min(quantity.start, head.start), max(quantity.end, head.end)
    if category is not None and abs(category.start - quantity.start) < 120:
        start, end = min(start, category.start), max(end, category.end)
    stated = level.term.code if level else _inherited_level(scene, quantity, previous)
    return ServiceCount(code, head.term.code, stated, rule, start, end)


def _elliptic(
    scene: Scene, quantity: Quantity, previous: ServiceCount | None, spoken: Hit | None, category: Hit | None,
    level: Hit | None,
) -> ServiceCount | None:  # fmt: skip
    """A count without its noun: "of which 1,087 are full-process", "402 at the commune level"."""
    hit = category or level
    head = previous.head if previous is not None else spoken.term.code if spoken is not None else None
    if hit is None or head is None or quantity.rule != "number":
        return None
    portal = (
        quantity.out_of is not None
        and category is not None
        and category.term.code in ("national_portal", "any_location")
    )
    if _next_is_noun(scene, quantity) and not portal:
        return None
    if category is not None:
        code = category.term.code
    else:
        code = previous.category if previous is not None and previous.category in INHERITED else TOTALS[head]
    start, end = min(quantity.start, hit.start), max(quantity.end, hit.end)
    return ServiceCount(
        code,
        head,
        level.term.code if level else _inherited_level(scene, quantity, previous),
        hit.term.rule,
        start,
        end,
        True,
    )


def _inherited_level(scene: Scene, quantity: Quantity, previous: ServiceCount | None) -> str | None:
    """The level of the count that this one is a part of."""
    if previous is None or previous.level is None or previous.start < scene.sentence.start:
        return None
    parts = [b for b in scene.between(previous.end, quantity.start) if b.kind == "part"]
    return previous.level if parts else None


def _topic(scene: Scene, quantity: Quantity, head: Hit) -> Hit | None:
    """The category named earlier in the sentence with the same services: "the number of full-process services … 1,098 services"."""
    if scene.quantities_between(scene.sentence.start, quantity.start):
        return None
    earlier = [h for h in scene.of("service_head") if h.end <= quantity.start and h.term.code == head.term.code]
    found = [
        h for h in scene.of("service")
        if h.end <= quantity.start and h.term.code in ("full_process", "partial") and any(
            abs(h.end - e.start) <= 2 or (e.start <= h.start and h.end <= e.end) for e in earlier
        )
    ]  # fmt: skip
    return found[-1] if found else None


INHERITED = ("any_location", "procedures_total", "online_total", "full_process", "partial", "procedures_online")


def _limits(scene: Scene, quantity: Quantity) -> tuple[int, int]:
    """The clause of the quantity, cut at an "and" that introduces the next or introduced this quantity."""
    low, high = scene.clause(quantity)
    dash = next((b for b in scene.between(high, high + 1) if b.kind == "dash"), None)
    if dash is not None and not scene.quantities_between(quantity.end, dash.end):
        later = [b.start for b in scene.between(dash.end, scene.sentence.end) if b.kind in STRONG]
        others = [q.start for q in scene.quantities_between(dash.end, scene.sentence.end)]
        high = min([scene.sentence.end, *later, *others])
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
        if hit.term.code == "stop":
            continue
        if quantity.end <= hit.start < high and scene.words.count(quantity.end, hit.start) <= HEAD_REACH:
            nouns = [n for n in scene.of("refused_noun") if quantity.end <= n.start and n.end <= hit.start]
            return None if nouns else hit
    return None


def _head_before(scene: Scene, quantity: Quantity) -> Hit | None:
    if _next_is_noun(scene, quantity):
        return None
    for hit in reversed(scene.of("service_head")):
        if hit.end <= quantity.start and hit.term.code != "stop":
            crossing = scene.quantities_between(hit.end, quantity.start)
            barriers = [
                b for b in scene.between(hit.end, quantity.start) if b.kind in ("semicolon", "contrast", "comma")
            ]
            near = scene.words.count(hit.end, quantity.start) <= 12
            return hit if near and not crossing and not barriers else None
    return None


def _next_is_noun(scene: Scene, quantity: Quantity) -> bool:
    return any(
        quantity.end <= n.start and scene.words.count(quantity.end, n.start) <= 1
        for n in scene.of("refused_noun")
    )


def _category(scene: Scene, quantity: Quantity, low: int, high: int) -> Hit | None:
    return _nearest(scene, quantity, scene.of("service"), low, high) or _nearest(
        scene, quantity, scene.of("service_mode"), low, high
    )


def _nearest(scene: Scene, quantity: Quantity, hits: list[Hit], low: int, high: int) -> Hit | None:
    best: tuple[float, Hit] | None = None
    for hit in hits:
        before, behind = REACH.get(hit.term.code, (3, 6))
        if low <= hit.start and hit.end <= quantity.start:
            distance, reach = scene.words.count(hit.end, quantity.start), before
        elif quantity.end <= hit.start < high:
            distance, reach = scene.words.count(quantity.end, hit.start), behind
        elif hit.term.code == "other" and low <= hit.start < quantity.start and quantity.end < hit.end:  # "moved 51 procedures to"
            distance, reach = 0, 0
        else:
            continue
        if distance > reach:
            continue
        score = (RANK.index(hit.term.code) if hit.term.code in RANK else len(RANK)) * 0.3 + distance
        if best is None or score < best[0]:
            best = (score, hit)
    return best[1] if best else None


def _level(scene: Scene, quantity: Quantity, low: int, high: int) -> Hit | None:
    behind = [h for h in scene.of("level") if quantity.end <= h.start < high]
    if behind:
        return behind[0]
    before = [h for h in scene.of("level") if low <= h.start and h.end <= quantity.start]
    return before[-1] if before else None
