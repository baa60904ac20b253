"""What stands around a service count: the clause it speaks from, its category, its level, and other counted things."""

from __future__ import annotations

from functools import partial

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import STRONG, Barrier, Scene

SPELLED = 3
"""The least that a spelled number counts: "one door", "one-part", "two levels" count nothing."""
LEAD_IN = 3
"""Words of a lead that has something to say of its own, more than "In 2025, of these"."""
OPENING = ("any_location", "national_portal", "essential")
"""Categories that may open a sentence, set off by a comma."""
OPENING_REACH = 8
DESTINATION = ".destination"
"""The group of phrases that say where moved procedures went."""
RATIO_REACH = 8
PREDICATE_REACH = 18
DONE = ("procedures_cut", "other", "information_only")
"""Categories that a clause may say of procedures that open it."""
SEVERAL = 10
FEW = 100
"""The essential services are some tens."""
TAIL = 8
"""Words that may part the name of a stock from its size, names and times apart."""
LINKS = 3
"""Words that may part a noun from what is said of it: "that have been"."""
# How far a category may stand from its count, in words: before, behind.
REACH = {
    "procedures_cut": (3, 7), "other": (2, 11), "any_location": (8, 14), "national_portal": (8, 14),
    "procedures_online": (2, 7), "full_process": (5, 11), "partial": (5, 11), "information_only": (4, 6),
    "essential": (2, 4),
}  # fmt: skip
RANK = ("procedures_cut", "other", "any_location", "national_portal", "information_only", "full_process", "partial",
        "essential", "procedures_online")  # fmt: skip


def limits(scene: Scene, quantity: Quantity) -> tuple[int, int]:
    """The clause of the quantity, cut at an "and" that introduces the next or introduced this quantity."""
    low, high = _clause(scene, quantity)
    dash = next((b for b in scene.between(high, high + 1) if b.kind == "dash"), None)
    if dash is not None and not counts_between(scene, quantity.end, dash.end):
        later = [b.start for b in scene.between(dash.end, scene.sentence.end) if b.kind in STRONG]
        others = [q.start for q in counts_between(scene, dash.end, scene.sentence.end)]
        high = min([scene.sentence.end, *later, *others])
    following = counts_between(scene, quantity.end, high + 1)
    if following:
        joints = scene.between(quantity.end, following[0].start)
        ands = [b for b in joints if b.kind == "and"]
        high = min([high, *(b.start for b in ands[-1:]), *(b.start for b in joints if scene.text[b.start] == ":")])
    previous = counts_between(scene, scene.sentence.start, quantity.start)
    if previous and previous[-1].end >= low:
        ands = [b for b in scene.between(previous[-1].end, quantity.start) if b.kind == "and"]
        if ands:
            low = max(low, ands[-1].end)
    return low, high


def counts_between(scene: Scene, start: int, end: int) -> list[Quantity]:
    """The quantities in ``start:end`` that count something; the share in brackets behind a count counts nothing new."""
    found = scene.quantities_between(start, end)
    return [q for q in found if (q.rule != "number.spelled" or q.value >= SPELLED) and not _is_share(scene, q)]


def _is_share(scene: Scene, quantity: Quantity) -> bool:
    """Whether a rate stands alone in brackets: "1,702 procedures (92%)"."""
    alone = scene.text[quantity.start - 1 : quantity.start] == "(" and scene.text[quantity.end : quantity.end + 1] == ")"
    return alone and quantity.unit == "percent"


def _clause(scene: Scene, quantity: Quantity) -> tuple[int, int]:
    """The span around ``quantity`` up to the next barrier or count; brackets without a count part nothing."""
    low, high = scene.sentence.start, scene.sentence.end
    for barrier in scene.barriers:
        if barrier.kind not in STRONG or _parts_nothing(scene, quantity, barrier):
            continue
        if barrier.end <= quantity.start:
            low = barrier.end
        elif barrier.start >= quantity.end:
            high = barrier.start
            break
    before = counts_between(scene, low, quantity.start)
    behind = counts_between(scene, quantity.end, high)
    return before[-1].end if before else low, behind[0].start if behind else high


def _parts_nothing(scene: Scene, quantity: Quantity, barrier: Barrier) -> bool:
    """Whether ``barrier`` leaves what stands behind it in the clause of ``quantity``."""
    start, end, kind = barrier
    if kind == "part":
        if start >= quantity.end:
            return start <= quantity.end + 1  # "1,368 of them full-process"
        # "the integration was completed with 296 services": nothing that they could be a part of
        first = _segment(scene, start)
        return not counts_between(scene, first, start) and scene.words.count(first, start) > LEAD_IN
    if kind in ("open", "close"):
        inside = _bracket(scene, barrier)
        held = counts_between(scene, *inside) if inside else [quantity]
        return not held or (held == [quantity] and inside == (quantity.start, quantity.end))  # "seventy (70) services"
    if kind == "comma" and any(hit.start < start and end <= hit.end <= quantity.start for hit in scene.of("service")):
        return True  # within "sửa đổi, bổ sung"
    # "those in part, - 861"
    return kind == "comma" and any(
        b.kind == "colon" and b.start <= end and quantity.start - b.end <= 1 for b in scene.between(end - 1, quantity.start)
    )


def _segment(scene: Scene, position: int) -> int:
    """Where the part of the sentence between semicolons that holds ``position`` begins."""
    ends = [b.end for b in scene.between(scene.sentence.start, position) if b.kind == "semicolon"]
    return ends[-1] if ends else scene.sentence.start


def _bracket(scene: Scene, barrier: Barrier) -> tuple[int, int] | None:
    """The span between the brackets of which ``barrier`` is one."""
    if barrier.kind == "open":
        ends = [b.start for b in scene.between(barrier.end, scene.sentence.end) if b.kind == "close"]
        return (barrier.end, ends[0]) if ends else None
    starts = [b.end for b in scene.between(scene.sentence.start, barrier.start) if b.kind == "open"]
    return (starts[-1], barrier.start) if starts else None


def refused_nouns(scene: Scene) -> list[Hit]:
    """The other counted things of the sentence; what names a level or category ("of the district level") is none."""
    spans = [(h.start, h.end) for kind in ("level", "service", "service_mode") for h in scene.of(kind)]
    return [n for n in scene.of("refused_noun") if not any(a < n.end and n.start < b for a, b in spans)]


def next_is_noun(scene: Scene, quantity: Quantity) -> bool:
    """Whether the quantity counts another thing."""
    return any(quantity.end <= n.start and scene.words.count(quantity.end, n.start) <= 1 for n in refused_nouns(scene))


def category_of(scene: Scene, quantity: Quantity, low: int, high: int, *, moved: bool) -> Hit | None:
    """What is said about the counted services: the word nearest to the count, else an adverbial beside its clause.

    ``moved``: whether the count before was of procedures moved, so that a mere destination says that these are too.
    """
    said = [h for h in scene.of("service") if moved or not h.term.rule.endswith(DESTINATION)]
    return (
        _brought_online(scene, quantity)
        or _nearest(scene, quantity, said, low, high)
        or _adverbial(scene, quantity, low, high)
        or _predicate(scene, quantity, low)
        or _nearest(scene, quantity, scene.of("service_mode"), low, high)
        or _boundless(scene, quantity)
        or _nearest(scene, quantity, [h for h in said if h.term.code != "information_only"], low, high, wide=True)
        or _nearest(scene, quantity, scene.of("service_mode"), low, high, wide=True)
    )


def _brought_online(scene: Scene, quantity: Quantity) -> Hit | None:
    """A way of offering procedures that is said around their count: "moved 846 of its procedures online"."""
    around = next((h for h in scene.of("service_mode") if h.start < quantity.start and quantity.end < h.end), None)
    counted = next((h for h in scene.of("service_head") if h.start >= quantity.end), None)
    return around if counted is not None and counted.term.code == "procedure" else None


def _boundless(scene: Scene, quantity: Quantity) -> Hit | None:
    """What a sentence says of its only count of procedures, however far: "2,105 are taken …, regardless of boundaries"."""
    found = next((hit for hit in scene.of("service") if hit.term.code == "any_location"), None)
    if found is None or quantity.value < FEW:
        return None
    heads = [hit.start for hit in scene.of("service_head") if hit.term.code != "stop"]
    others = [q for q in scene.quantities if q.start != quantity.start and q.unit in ("", "count") and q.value >= SEVERAL]
    counted = any(start - q.end >= 0 and scene.words.count(q.end, start) <= 1 for q in others for start in heads)
    low, high = min(quantity.end, found.end), max(quantity.start, found.start)
    parted = any(barrier.kind == "semicolon" for barrier in scene.between(low, high))
    return None if counted or parted else found


def _adverbial(scene: Scene, quantity: Quantity, low: int, high: int) -> Hit | None:
    """A category that a comma parts from its count: "regardless of boundaries, 2,009 procedures …", and behind it."""
    opens = next((b for b in scene.between(low - 2, low) if b.end == low and b.kind in ("comma", "dash")), None)
    first = _segment(scene, quantity.start)
    if opens is not None and not counts_between(scene, first, opens.start):
        for hit in reversed(scene.of("service")):
            if first <= hit.start and hit.end <= opens.end and hit.term.code in OPENING:
                near = scene.words.count(hit.end, opens.start) <= LEAD_IN
                if hit.term.code == "national_portal":  # "at the time of the connection with the portal, …"
                    near = near and scene.words.count(first, hit.start) <= 1
                return hit if near and scene.words.count(low, quantity.start) <= OPENING_REACH else None
    closes = next((b for b in scene.between(high, high + 1) if b.kind == "comma"), None)
    if closes is None:
        return None
    for hit in scene.of("service"):
        if hit.term.code == "other" and hit.start == closes.end + 1 and not hit.term.rule.endswith(DESTINATION):
            return hit  # "278 procedures, handed over by the districts"
        if hit.start >= closes.end and hit.term.code == "any_location":
            last = next((b.start for b in scene.between(hit.end, scene.sentence.end) if b.kind in STRONG), None)
            near = scene.words.count(closes.end, hit.start) <= 1
            return hit if near and not counts_between(scene, closes.end, last or scene.sentence.end) else None
    return None


def _predicate(scene: Scene, quantity: Quantity, low: int) -> Hit | None:
    """What was done to procedures that open a clause, past the fields they are of: "46 procedures in 9 fields are simplified"."""
    if scene.words.count(low, quantity.start):
        return None
    heads = [h.start for h in scene.of("service_head") if h.start >= quantity.end]
    if not heads or scene.words.count(quantity.end, heads[0]):
        return None
    for hit in scene.of("service"):
        if hit.start < heads[0] or hit.term.code not in DONE or hit.term.rule.endswith(DESTINATION):
            continue
        semicolons = any(b.kind == "semicolon" for b in scene.between(quantity.end, hit.start))
        again = any(start < hit.start for start in heads[1:])
        near = scene.words.count(heads[0], hit.start) <= PREDICATE_REACH
        return hit if near and not again and not semicolons else None
    return None


def _noun_end(scene: Scene, quantity: Quantity) -> int:
    """Where the noun right behind ``quantity`` ends, that it counts; its own end if there is none."""
    for hit in scene.of("service_head"):
        if hit.start >= quantity.end and hit.term.code != "stop":
            return quantity.end if scene.words.count(quantity.end, hit.start) else hit.end
    return quantity.end


def _nearest(scene: Scene, quantity: Quantity, hits: list[Hit], low: int, high: int, *, wide: bool = False) -> Hit | None:
    """The hit nearest to the count; ``wide``: past its noun, names and times, which say nothing else."""
    best: tuple[float, Hit] | None = None
    apart = partial(_apart, scene) if wide else scene.words.count
    noun = _noun_end(scene, quantity) if wide else quantity.end
    for hit in hits:
        before, behind = REACH.get(hit.term.code, (3, 6))
        if hit.term.code == "essential" and quantity.out_of is not None and quantity.out_of < FEW:
            before = RATIO_REACH
        if low <= hit.start and hit.end <= quantity.core_start:  # "taken over 208 procedures"
            if hit.term.code in ("other", "procedures_cut") and _announced(scene, hit, quantity):
                continue
            distance, reach = apart(hit.end, quantity.start), before
        elif quantity.end <= hit.start < high:
            distance, reach = apart(min(noun, hit.start), hit.start), behind
        elif hit.term.kind == "service" and low <= hit.start < quantity.start and quantity.end < hit.end:  # "moved 51 … to"
            distance, reach = 0, 0
        else:
            continue
        if distance > reach:
            continue
        score = (RANK.index(hit.term.code) if hit.term.code in RANK else len(RANK)) * 0.3 + distance
        if best is None or score < best[0]:
            best = (score, hit)
    return best[1] if best else None


def named_stock(scene: Scene, quantity: Quantity) -> tuple[Hit, Hit] | None:
    """The noun and the category that open a statement of which ``quantity`` is the end.

    "The number of procedures that were simplified in the province in 2024: 87 procedures."
    """
    first = _segment(scene, quantity.start)
    heads = [h for h in scene.of("service_head") if first <= h.start and h.end <= quantity.start and h.term.code != "stop"]
    if not heads or counts_between(scene, first, quantity.start) or not _ends_statement(scene, quantity, heads[0]):
        return None
    head = heads[0]
    said = [h for kind in ("service", "service_mode") for h in scene.of(kind) if first <= h.start and h.end <= quantity.start]
    said = [h for h in said if not h.term.rule.endswith(DESTINATION) and _touches(scene, h, head)]
    if len({h.term.code for h in said}) != 1 or _apart(scene, max(head.end, said[-1].end), quantity.start) > TAIL:
        return None
    return head, said[0]


def _touches(scene: Scene, category: Hit, head: Hit) -> bool:
    """Whether ``category`` is said of ``head``: within it, right before it or behind it."""
    if category.end <= head.start:
        return not scene.words.count(category.end, head.start)
    return scene.words.count(head.end, category.start) <= LINKS


def _ends_statement(scene: Scene, quantity: Quantity, head: Hit) -> bool:
    """Whether nothing but its noun follows the quantity in its part of the sentence."""
    end = quantity.end
    noun = next((h for h in scene.of("service_head") if h.start >= end), None)
    if noun is not None and not scene.words.count(end, noun.start):
        if noun.term.code != head.term.code:
            return False
        end = noun.end
    rest = scene.text[end : scene.sentence.end].strip()
    return not rest or rest[0] in ".;,)!"


def _announced(scene: Scene, hit: Hit, quantity: Quantity) -> bool:
    """Whether a colon parts what was done from the count: "the city has revised everything: 2,236 procedures"."""
    colon = next((b for b in scene.between(hit.end, quantity.start) if scene.text[b.start] == ":"), None)
    if colon is None or any(0 <= scene.words.count(h.end, hit.start) <= 2 for h in scene.of("service_head") if h.end <= hit.start):
        return False  # "Number of procedures that were abolished in the province: 87"
    return scene.words.count(hit.end, colon.start) >= 1


def _apart(scene: Scene, start: int, end: int) -> int:
    """How many words that are neither names nor times part a category from its count."""
    apart, position = 0, start
    for period in scene.periods:
        if start <= period.start < end:
            apart += scene.words.unnamed(position, period.start)
            position = min(end, period.end)
    return apart + scene.words.unnamed(position, end)


def level_of(scene: Scene, quantity: Quantity, low: int, high: int) -> Hit | None:
    """The administrative level named with the count."""
    behind = [h for h in scene.of("level") if quantity.end <= h.start < high]
    if behind:
        return behind[0]
    before = [h for h in scene.of("level") if low <= h.start and h.end <= quantity.start]
    if not before and scene.laid:  # "Commune | 389"
        before = [h for h in scene.of("tier") if h.end <= quantity.start]
    return before[-1] if before else None
