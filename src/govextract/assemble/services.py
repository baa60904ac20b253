"""Service counts: quantities that count public services or administrative procedures, by category and level."""

from __future__ import annotations

from govextract.assemble.service_lists import (
    STOCKS,
    TOTALS,
    Series,
    ServiceCount,
    inherited_level,
    is_bare_part,
    is_of_others,
    is_other_level,
    is_part_of,
    is_same_figure,
    is_spelled_cut,
    passes_on,
)
from govextract.assemble.service_reach import SPELLED, category_of, level_of, limits, named_stock, next_is_noun, refused_nouns
from govextract.assemble.service_tiers import tiers_of
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Barrier, Scene
from govextract.link.wholes import is_whole

KINDS = ("service_head", "service", "service_mode", "level", "tier")
"""Phrases without any of which a sentence counts no services."""
HEAD_REACH = 5
HEAD_BEFORE = 15
"""How far the noun may stand behind and before its count, in words."""
LEAST = {"online_total": 40, "procedures_total": 30}
"""The least that a stock of services or procedures counts: even a commune has hundreds."""


def read_service(
    scene: Scene, quantity: Quantity, previous: ServiceCount | None, spoken: Hit | None, series: Series
) -> ServiceCount | None:
    """The service count that ``quantity`` is, or None.

    ``previous`` is the service count before it in the paragraph, ``spoken`` the services or procedures last spoken of,
    ``series`` all counts before it.
    """
    if not _is_count(quantity) or not any(kind in scene.hits for kind in KINDS) or _is_ticket(scene, quantity):
        return None
    if _is_difference(scene, quantity):
        return None
    if previous is not None and (tier := _tier(scene, quantity, previous, series)) is not None:
        return tier
    low, high = limits(scene, quantity)
    head = _head_behind(scene, quantity, high) or _head_before(scene, quantity)
    listed = previous is not None and previous.start >= scene.sentence.start
    moved = listed and previous is not None and previous.category == "other"
    category = category_of(scene, quantity, low, high, moved=moved)
    level = level_of(scene, quantity, low, high)
    if head is None or category is None:
        head, category = named_stock(scene, quantity) or (head, category)
    if head is None:
        if category is None and level is None and previous is not None and series.is_total(scene, quantity):
            return _total(quantity, previous)
        if category is None and series.is_told_whole(scene):
            return None  # "388 are settled by 56 communes"
        counted = _elliptic(scene, quantity, previous, spoken, category, level)
        if counted is None and category is None:
            return _bare_part(scene, quantity, level, series) or _other_level(scene, quantity, previous)
        return counted
    if category is not None and category.term.kind == "service_mode" and head.term.code == "service":
        category = None  # services that are online are services
    if category is not None and _is_of_part(scene, quantity, category):
        category = None
    if category is not None and _is_place_of_parts(scene, quantity, category, high):
        category = None
    if category is not None and _is_place_of_all(scene, quantity, category, head):
        category = None
    code, category = _code(scene, quantity, (low, head, category, level), previous, series)
    if category is None and _is_rest(scene, quantity, head):
        return None
    if category is None and not (listed and level is not None) and quantity.value < LEAST.get(code, 0):
        return None  # a handful of services somebody speaks of, no stock
    rule = (category or head).term.rule
    start, end = min(quantity.start, head.start), max(quantity.end, head.end)
    if category is not None and abs(category.start - quantity.start) < 120:
        start, end = min(start, category.start), max(end, category.end)
    stated = level.term.code if level else inherited_level(scene, quantity, previous)
    return ServiceCount(code, head.term.code, stated, rule, start, end)


def _is_of_part(scene: Scene, quantity: Quantity, category: Hit) -> bool:
    """Whether the category is that of the next number, a part of this one: "Of 2,018 procedures 1,312 are provided online"."""
    if category.start < quantity.end or not is_whole(scene, quantity):
        return False
    part = next(other for other in scene.quantities if other.start >= quantity.end)
    if category.end > part.start:
        return True
    return not scene.words.count(category.end, part.start) and not scene.between(category.end, part.start)


def _is_rest(scene: Scene, quantity: Quantity, head: Hit) -> bool:
    """Whether the count is what is left of a stock: "the remaining 143 procedures", "143 thủ tục còn lại"."""
    end = max(head.end, quantity.end)
    return any(
        0 <= (hit.start - end if hit.term.direction == "backward" else quantity.start - hit.end) <= 1 for hit in scene.of("rest")
    )


def _is_count(quantity: Quantity) -> bool:
    """Whether the number may count services at all."""
    if quantity.unit not in ("", "count") or quantity.value != quantity.value.to_integral_value():
        return False
    if quantity.rule != "number" and quantity.value < SPELLED:
        return False  # "one door", "two levels"
    return not (quantity.scaled or quantity.per or quantity.value_max is not None)


def _code(
    scene: Scene, quantity: Quantity, said: tuple[int, Hit, Hit | None, Hit | None], previous: ServiceCount | None,
    series: Series,
) -> tuple[str, Hit | None]:  # fmt: skip
    """The category of a count with its noun, and the phrase that says so."""
    low, head, category, level = said
    if category is not None:
        return category.term.code, category
    alike = (level is not None and not scene.laid) or is_same_figure(scene, low, head, previous)
    alike = alike or is_part_of(scene, quantity, head, previous)
    if alike and previous is not None and passes_on(scene, quantity, previous):
        return previous.category, None
    topic = _topic(scene, quantity, head)
    if topic is not None:
        return topic.term.code, topic
    told = series.told(head.term.code, int(quantity.value)) or series.told_whole(head.term.code, quantity)
    return told or TOTALS[head.term.code], None


def _total(quantity: Quantity, previous: ServiceCount) -> ServiceCount:
    return ServiceCount(TOTALS["service"], "service", previous.level, previous.rule, quantity.start, quantity.end, elliptic=True)


def _tier(scene: Scene, quantity: Quantity, previous: ServiceCount, series: Series) -> ServiceCount | None:
    """A part of the stock before it that nothing but its tier names: "province 1,456, district 251, commune 138"."""
    if previous.category not in STOCKS:
        return None
    if quantity.start not in series.tiers and series.stock:
        series.tiers = tiers_of(scene, quantity, series.stock)
    hit = series.tiers.get(quantity.start)
    if hit is None:
        return None
    start, end = min(quantity.start, hit.start), max(quantity.end, hit.end)
    return ServiceCount(previous.category, previous.head, hit.term.code, hit.term.rule, start, end, elliptic=True)


def _elliptic(
    scene: Scene, quantity: Quantity, previous: ServiceCount | None, spoken: Hit | None, category: Hit | None,
    level: Hit | None,
) -> ServiceCount | None:  # fmt: skip
    """A count without its noun: "of which 1,087 are full-process", "402 at the commune level"."""
    hit = category or level
    head = previous.head if previous is not None else spoken.term.code if spoken is not None else None
    head = head or _head_shared(scene, quantity, category)
    if hit is None or head is None or (category is None and previous is None):
        return None
    if is_of_others(scene, quantity, previous):
        return None
    if quantity.rule != "number" and not is_spelled_cut(scene, quantity, previous, category):
        return None
    portal = quantity.out_of is not None and category is not None and category.term.code == "national_portal"
    if next_is_noun(scene, quantity) and not portal:
        return None
    if category is not None:
        code = category.term.code
    else:
        code = previous.category if previous is not None and passes_on(scene, quantity, previous) else TOTALS[head]
    start, end = min(quantity.start, hit.start), max(quantity.end, hit.end)
    return ServiceCount(
        code,
        head,
        level.term.code if level else inherited_level(scene, quantity, previous),
        hit.term.rule,
        start,
        end,
        True,
    )


def _other_level(scene: Scene, quantity: Quantity, previous: ServiceCount | None) -> ServiceCount | None:
    """How many there were, or are now, of what was counted last."""
    if previous is None or next_is_noun(scene, quantity) or not is_other_level(scene, quantity, previous):
        return None
    start = quantity.core_start if quantity.moved or previous.start >= scene.sentence.start else quantity.start  # "down from 1,058"
    return ServiceCount(previous.category, previous.head, previous.level, previous.rule, start, quantity.end, elliptic=True)


def _bare_part(scene: Scene, quantity: Quantity, level: Hit | None, series: Series) -> ServiceCount | None:
    """A part of the stock before it of which nothing says what it counts."""
    whole = series.whole
    if whole is None or quantity.rule != "number" or next_is_noun(scene, quantity) or not is_bare_part(scene, quantity, series):
        return None
    behind = (h for h in scene.of("level") if h.start >= quantity.end and scene.words.count(quantity.end, h.start) <= HEAD_REACH)
    named = level if level is not None and level.start >= quantity.end else next(behind, None)
    stated = named.term.code if named is not None else None
    return ServiceCount(whole.category, whole.head, stated, whole.rule, quantity.start, quantity.end, elliptic=True)


def _head_shared(scene: Scene, quantity: Quantity, category: Hit | None) -> str | None:
    """The noun that a count shares with the next one: "521 full-process and 136 partial online services", "abolished 31 and
    simplified 118 procedures"."""
    if category is None:
        return None
    told, verb = category.end, 0
    if 0 <= quantity.start - category.end <= 1:
        told, verb = quantity.end, 1
    elif not 0 <= category.start - quantity.end <= 1:
        return None
    last = scene.between(told, scene.sentence.end)[:1]
    if not last or last[0].kind not in ("and", "comma") or last[0].start - told > 1:
        return None
    behind = scene.quantities_between(last[0].end, scene.sentence.end)
    if not behind or scene.words.count(last[0].end, behind[0].start) > verb:
        return None
    noun = next((h for h in scene.of("service_head") if h.start >= behind[0].end and h.term.code != "stop"), None)
    near = noun is not None and scene.words.count(behind[0].end, noun.start) <= HEAD_REACH
    return noun.term.code if noun is not None and near and not scene.between(behind[0].end, noun.start) else None


def _is_difference(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number says by how much a count has grown: "an increase of 402 services"."""
    return any(
        h.term.code == "up" and h.end <= quantity.start <= h.end + 1 and not h.term.rule.endswith(".behind")
        for h in scene.of("trend")
    )


def _is_ticket(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is printed like that of a ticket, "041"."""
    printed = scene.text[quantity.core_start : quantity.core_end]
    return len(printed) > 2 and printed[0] == "0"


def _is_place_of_parts(scene: Scene, quantity: Quantity, category: Hit, high: int) -> bool:
    """Whether the portal only says where a total stands whose parts follow: behind a colon, or as numbers that add up to it."""
    if category.term.code != "national_portal" or category.end > quantity.start:
        return False
    behind = scene.quantities_between(quantity.end, scene.sentence.end)[:2]
    adds_up = len(behind) > 1 and sum(part.value for part in behind) == quantity.value
    return adds_up or scene.text[high : high + 1] == ":"


def _is_place_of_all(scene: Scene, quantity: Quantity, category: Hit, head: Hit) -> bool:
    """Whether the portal only says where all that is online is provided: "On the National Portal the ministry provides 322 online
    services"; it is another thing what has been joined to it."""
    if category.term.code != "national_portal" or head.term.code != "service":
        return False
    start, end = scene.clause(quantity)
    told = {h.term.code for h in scene.of("present") if start <= h.start < end}
    return "provides" in told and "joins" not in told


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


def _head_behind(scene: Scene, quantity: Quantity, high: int) -> Hit | None:
    for hit in scene.of("service_head"):
        if hit.term.code == "stop":
            continue
        if quantity.end <= hit.start < high and scene.words.count(quantity.end, hit.start) <= HEAD_REACH:
            nouns = [n for n in refused_nouns(scene) if quantity.end <= n.start and n.end <= hit.start]
            return None if nouns else hit
    return None


def _parting(scene: Scene, head: Hit, quantity: Quantity) -> list[Barrier]:
    """What parts a count from the noun before it; a clause about the noun does not: "procedures, which are in force, – 1,862"."""
    between = scene.between(head.end, quantity.start)
    parting = [b for b in between if b.kind in ("semicolon", "contrast", "comma", "and")]
    clause = any(b.kind == "relative" and not scene.words.count(head.end, b.start) for b in between)
    return [] if clause and [b.kind for b in parting] == ["comma"] else parting


def _head_before(scene: Scene, quantity: Quantity) -> Hit | None:
    if next_is_noun(scene, quantity):
        return None
    for hit in reversed(scene.of("service_head")):
        if hit.end <= quantity.start and hit.term.code != "stop":
            between = scene.quantities_between(hit.end, quantity.start)
            crossing = any(q.rule == "number" and not next_is_noun(scene, q) for q in between)  # not "of three levels"
            near = scene.words.count(hit.end, quantity.start) <= HEAD_BEFORE
            return hit if near and not crossing and not _parting(scene, hit, quantity) else None
    return None
