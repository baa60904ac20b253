"""Features of the contest that stand apart from any candidate: what parts a phrase from a quantity, and what speaks for none."""

from __future__ import annotations

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.meaning import MONEY, OTHER
from govextract.link.scene import Scene

CLAUSES = frozenset({"comma", "semicolon", "contrast", "and"})
NEXT = 4  # words between a phrase and the number behind that it names


def add_gap(scene: Scene, start: int, end: int, quantity: Quantity, side: str, features: list[tuple[str, float]]) -> None:
    """Adds what stands between a phrase and the quantity."""
    barriers, others = scene.between(start, end), scene.quantities_between(start, end)
    rivals = scene.indicators_between(start, end)
    if not (barriers or others or rivals):
        return
    counts: dict[str, float] = {}
    for barrier in barriers:
        kind = "bracket" if barrier.kind in ("open", "close") else barrier.kind
        counts[kind] = counts.get(kind, 0.0) + 1
    for other in others:
        if other.start != quantity.start:
            kind = "same_unit" if other.unit == quantity.unit else "quantity"
            counts[kind] = min(3.0, counts.get(kind, 0.0) + 1)
    if rivals:
        counts["rival"] = float(min(3, rivals))
    for kind, count in counts.items():
        features.append((f"{side}.{kind}", count))


def nobody_features(quantity: Quantity, open_noun: bool, refused: str) -> list[tuple[str, float]]:
    """What speaks for the quantity being none of the vocabulary's indicators."""
    features = [("nobody", 1.0), (f"nobody.{unit_class(quantity)}", 1.0)]
    if open_noun:
        features.append(("nobody.open", 1.0))
    if refused:
        features.append(("nobody.refused", 1.0))
    if quantity.rule != "number":
        features.append(("nobody.spelled", 1.0))
    return features


def unit_class(quantity: Quantity) -> str:
    if quantity.unit in MONEY:
        return "money"
    return quantity.unit if quantity.unit in ("percent", "percentage_point", "person", "") else "unit"


def is_told(scene: Scene, hit: Hit, quantity: Quantity) -> bool:
    """Whether an amount is past the growth that ``hit`` tells, and has a name of its own: "the economy grew by 8.44%, though
    storms caused damage of 9,000 billion VND"."""
    told = scene.quantities_between(hit.start, quantity.start)  # the phrase may hold the first digits
    if hit.end > quantity.start or not told:
        return False
    last = told[-1].end
    if any(last <= h.start < quantity.start and h.end >= quantity.end for h in scene.of("indicator")):
        return True
    behind = next((h for h in scene.of("indicator") if h.start >= quantity.end), None)
    if (
        behind is not None
        and not scene.between(quantity.end, behind.start)
        and any(b.kind == "comma" for b in scene.between(last, quantity.start))
    ):
        return scene.words.count(quantity.end, behind.start) <= NEXT  # "to grow by 8%, collect 28 trillion for the budget"
    return any(h.term.code == OTHER and last <= h.start and h.end <= quantity.core_start for h in scene.of("indicator"))


def names_next(scene: Scene, start: int, hit: Hit) -> bool:
    """Whether a phrase past the clause that ends behind ``start`` names the number behind it: "99% came on time, while the share
    of digitised files is 31%"."""
    if not any(b.kind in CLAUSES for b in scene.between(start, hit.start)):
        return False
    following = next((q for q in scene.quantities if q.start >= hit.end), None)
    if following is None or scene.quantities_between(start, hit.start):
        return False
    return not scene.between(hit.end, following.start) and scene.words.count(hit.end, following.start) <= NEXT
