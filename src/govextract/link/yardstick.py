"""Whether a number is what a result is held against: a level that somebody set ("lower than the plan of 7.5%")."""

from __future__ import annotations

from collections.abc import Sequence

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene

MANY = 100  # "26 targets in 4 groups" tells of no plan for 4
LABEL = 2  # words between it and a number that needs no comparison: "grew by 8.62%, the plan for the year being 7.5%"
NAMED = 6  # words between the word for what was set and its number: "while the goal for this year is at least 8%"
SET = 8  # words from a number to those that tell who set it: "the 8 per cent that Government Resolution No. 25 requires"
NEXT = 3  # words from the comparison to the word for what was set: "lower than the province's own plan"
BOUNDS = frozenset({"gt", "lt", "ge", "le"})
HELD = 3  # numbers before, one of which is what is held against it
WORDS_OF_SET = frozenset({"set", "given"})
PARTED = frozenset({"semicolon", "open", "close"})


def yardstick(scene: Scene, quantity: Quantity) -> str:
    """How the quantity is told to be a yardstick: ``named`` by a word before it, ``set`` by one behind it, ``while`` (named in a
    clause that contrasts), ``bracket``, ``label`` (the number stands right behind the word); "" if it is none."""
    hits = scene.of("yardstick")
    if not hits:
        return ""
    asked = quantity.start, quantity.end, quantity.unit
    known = scene.yardsticks.get(asked)
    if known is None:
        known = scene.yardsticks[asked] = _told(scene, quantity, hits)
    return known


def _told(scene: Scene, quantity: Quantity, hits: Sequence[Hit]) -> str:
    """See ``yardstick``."""
    if any(0 <= base.start - quantity.end <= 2 for base in scene.of("base")):
        return ""  # "reaching 54% of the plan assigned": a share
    earlier = scene.quantities_between(scene.sentence.start, quantity.start)
    if earlier and not any(q.unit == quantity.unit for q in earlier[-HELD:]):
        return ""  # "22,610 billion VND, 21% more than the estimate"
    start = earlier[-1].end if earlier else scene.sentence.start
    edges = [b for b in scene.between(start, quantity.start) if b.kind in PARTED]
    before = [hit for hit in hits if max(start, edges[-1].end if edges else 0) <= hit.start and hit.end <= quantity.core_start]
    if edges and edges[-1].kind == "open":
        if any(hit.term.code == "set" and 0 <= edges[-1].start - hit.end <= 1 for hit in hits):
            return "bracket"  # "exceeding the assigned figure (3%)"
        opens = bool(before) and before[0].term.code in WORDS_OF_SET and not scene.words.count(edges[-1].end, before[0].start)
        return "bracket" if opens or _named(scene, quantity, before) else ""
    than = next((hit for hit in reversed(before) if hit.term.code not in WORDS_OF_SET), None)
    if than is not None:
        reach = NEXT if than.term.code == "than" else SET
        behind = [hit for hit in before if hit.start >= than.end]
        if behind and scene.words.count(than.end, behind[0].start) <= reach and _named(scene, quantity, behind):
            return "named" if than.term.code == "than" else "while"
    if earlier and before and _labels(scene, quantity, before[-1]):
        return "label"
    bounded = quantity.comparator in BOUNDS and quantity.start < quantity.core_start
    return "set" if (bounded or (than is not None and than.term.code == "than")) and _is_set(scene, quantity) else ""


def _labels(scene: Scene, quantity: Quantity, hit: Hit) -> bool:
    """Whether ``hit`` names what was set, and the number right behind it is how much that was."""
    if hit.term.code != "set" or (not quantity.unit and quantity.value < MANY):
        return False
    near = scene.words.count(hit.end, quantity.core_start) <= LABEL
    return near and all(b.kind == "colon" for b in scene.between(hit.end, quantity.start)) and _named(scene, quantity, [hit])


def is_mere_comparison(scene: Scene, quantity: Quantity) -> bool:
    """Whether the bound before a yardstick is how the result compares with it: "already more than the 2.5 million planned"."""
    if quantity.comparator not in ("gt", "lt") or yardstick(scene, quantity) != "set":
        return False
    earlier = scene.quantities_between(scene.sentence.start, quantity.start)
    start = earlier[-1].end if earlier else scene.sentence.start
    told = [hit for hit in scene.of("yardstick") if start <= hit.start and hit.end <= quantity.start]
    return not any(hit.term.code in ("than", "set") for hit in told)


def _named(scene: Scene, quantity: Quantity, before: Sequence[Hit]) -> bool:
    """Whether the last of the hits ``before`` the number says that it was set, and nothing says that it was reached."""
    last = next((hit for hit in reversed(before) if hit.term.code in WORDS_OF_SET), None)
    if last is None or scene.words.count(last.end, quantity.core_start) > NAMED:
        return False
    reached = (
        cue for cue in scene.of("role") if cue.term.code == "achieved" and before[0].start <= cue.start < quantity.core_start
    )
    return all(any(hit.start <= cue.start <= hit.end + 1 for hit in before) for cue in reached)  # "had been planned"


def _is_set(scene: Scene, quantity: Quantity) -> bool:
    """Whether words behind the quantity tell who set it."""
    end = next((q.start for q in scene.quantities if q.start >= quantity.end), scene.sentence.end)
    end = next((b.start for b in scene.between(quantity.end, end) if b.kind in PARTED or b.kind in ("comma", "contrast")), end)
    return any(
        quantity.end <= hit.start < end and hit.term.code == "given" and scene.words.count(quantity.end, hit.start) <= SET
        for hit in scene.of("yardstick")
    )
