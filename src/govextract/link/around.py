"""How well a number's own words go with an indicator named elsewhere: in the clause before, the heading, the sentence before."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from govextract.lexing.mentions import Period, Quantity
from govextract.link.scene import Scene
from govextract.link.spans import DURATIONS, within
from govextract.outline import ITEM

RATES = frozenset({"percent", "percentage_point"})
COUNTS = frozenset({"", "count", "person"})
ALIKE = Decimal("1.6")  # a plan and its result, two provinces, two quarters: seldom farther apart
UNLIKE = Decimal(6)
NOTHING_UNKNOWN = ("unknown", 0.0)  # the first feature of a clause in which all words are known
AVERAGE = ".achieved.average"  # the group of phrases for what others reach on the whole
MANY = 8  # unknown words beyond which it makes no difference


def features_around(scene: Scene, quantity: Quantity, shape: str) -> list[tuple[str, float]]:
    """What the clause of ``quantity`` says about its being a number that another clause explains."""
    unknown = scene.unknown_words(quantity)
    features = [("unknown", float(min(MANY, unknown)))]
    if not unknown:
        features.append(("explained", 1.0))
    start, end = scene.clause(quantity)
    at = bisect_left(scene.quantity_starts, quantity.start)
    if at and scene.quantities[at - 1].unit == quantity.unit:
        features.append(("same_unit", 1.0))
        if not unknown and scene.text[start : quantity.start].strip(" ,;"):
            features.append(("named", 1.0))  # "Hai Phong 12.2%; Bac Ninh 11.5%"
    if at and _is_numbered(scene, scene.quantities[at - 1], quantity):
        features.append(("numbered", 1.0))
    for cue in scene.of("role"):
        if start <= cue.start < end:
            # "The national average is 14%": of what was spoken of. Other verbs rather speak of something new.
            features.append(("cue.average" if cue.term.rule.endswith(AVERAGE) else f"cue.{cue.term.code}", 1.0))
            break
    for period in scene.periods:
        if period.start < end and start < period.end:
            features.append(("period", 1.0))
            break
    for hit in scene.of("break"):
        if hit.term.code == "anaphor" and start <= hit.start < end:
            features.append(("anaphor", 1.0))
            break
    if shape:
        features.append((shape, 1.0))
    return features


def _is_numbered(scene: Scene, previous: Quantity, quantity: Quantity) -> bool:
    """Whether ``quantity`` is the first of a numbered item of the sentence: "…; (15) by 2030, 97% of solid waste"."""
    semicolon = scene.text.rfind(";", previous.end, quantity.start)
    return semicolon >= 0 and ITEM.match(scene.text, semicolon + 1) is not None


def shape_of(scene: Scene, quantity: Quantity) -> str:
    """What the number stands behind: "bracket.name", "bracket.number", "bracket" (of something else), "label" or "";
    "ranked" or "ranked.bracket" if it is one of the rates of several places."""
    slot = bisect_left(scene.barrier_starts, quantity.start) - 1
    kind = scene.barriers[slot].kind if slot >= 0 else ""
    if "place" in scene.hits and quantity.start in _ranked(scene):
        return "ranked.bracket" if kind == "open" else "ranked"
    if kind == "open":
        return _bracketed(scene, scene.clause(quantity)[0])
    return _labelled(scene, quantity, slot) if kind in ("colon", "dash") else ""


def _ranked(scene: Scene) -> frozenset[int]:
    """Where the rates stand that each belong to a place before them, if there are several: "Hà Tĩnh 79.6%, Cà Mau (33.5%)"."""
    if scene.ranked is None:
        placed = [q for q in scene.quantities if _behind_place(scene, q)]
        rates = [q.start for q in placed if q.unit == "percent"]
        counts = [q.start for q in placed if q.unit in COUNTS]
        scene.ranked = frozenset((rates if len(rates) > 1 else []) + (counts if len(counts) > 2 else []))
    return scene.ranked


def _behind_place(scene: Scene, quantity: Quantity) -> bool:
    place = next((hit for hit in reversed(scene.of("place")) if hit.end <= quantity.start), None)
    if place is None or scene.quantities_between(place.end, quantity.start):
        return False
    return scene.words.count(place.end, quantity.start) <= 1 and not scene.indicators_between(place.end, quantity.start)


def _labelled(scene: Scene, quantity: Quantity, slot: int) -> str:
    """A line of a list with a label, a colon or dash, and its one number: "Hanoi: 18.700"."""
    if scene.block_kind not in ("item", "heading") or len(scene.quantities) > 1 + (quantity.value_max is not None):
        return ""
    return "" if scene.words.count(scene.barriers[slot].end, quantity.start) else "label"


def _bracketed(scene: Scene, start: int) -> str:
    """A number in brackets: alone behind a name, or behind another number."""
    at = bisect_left(scene.barrier_starts, start) - 1
    if at < 0 or scene.barriers[at].kind != "open" or scene.barriers[at].end != start:
        return ""
    opened = scene.barriers[at].start
    before = scene.barriers[at - 1].end if at else scene.sentence.start
    slot = bisect_left(scene.quantity_starts, opened) - 1
    if slot >= 0 and scene.quantities[slot].end > before:
        return "bracket.number"
    named = scene.words.count(before, opened) and not scene.words.unnamed(before, opened)
    return "bracket.name" if named else "bracket"  # "Thanh Hoa (74.0%)"


def is_other_span(scene: Scene, quantity: Quantity, last: Quantity | None) -> bool:
    """Whether the number is that of a longer or shorter span of time than ``last``, as large as it must be then:
    "2.61 billion in September; in 9 months 21.7 billion", "5.98 million in 11 months, in November alone 287,000"."""
    if last is None or last.end > quantity.start or last.start < scene.sentence.start or quantity.unit in RATES:
        return False  # rates do not add up
    if quantity.unit != last.unit and not (quantity.unit in COUNTS and last.unit in COUNTS):
        return False
    of_this, of_last = _spans(scene, quantity), _spans(scene, last)
    whole = any(within(part, span) for part in of_last for span in of_this) and quantity.value >= last.value
    return whole or (any(within(part, span) for part in of_this for span in of_last) and quantity.value <= last.value)


def _spans(scene: Scene, quantity: Quantity) -> list[Period]:
    start, end = scene.clause(quantity)
    return [p for p in scene.periods if p.iso and p.kind in DURATIONS and p.start < end and start < p.end]


def compared(quantity: Quantity, last: Quantity | None) -> str:
    """How the size of ``quantity`` compares with the last number of an indicator: like, unlike or ""."""
    if last is None or not quantity.value or not last.value:
        return ""
    if quantity.unit != last.unit and not (quantity.unit in COUNTS and last.unit in COUNTS):
        return ""
    high, low = max(quantity.value, last.value), min(quantity.value, last.value)
    return "like" if high <= low * ALIKE else "unlike" if high > low * UNLIKE else ""
