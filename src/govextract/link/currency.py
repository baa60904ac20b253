"""Numbers that leave out their unit, since the number before, or all amounts of their size, told it:
"1.6 billion USD (plan: 1.5 billion)"; "revenue 16,200 billion"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govextract.lexing.mentions import Quantity
from govextract.link.look import follower_of, trend_of
from govextract.link.meaning import MONEY, OTHER
from govextract.link.scene import Scene
from govextract.link.yardstick import yardstick
from govextract.rulepack.schema import IndicatorFacts

CLOSING = frozenset({"", ".", ",", ";", ":", ")", "\n"})
LARGE = 1_000_000_000  # from which on a bare number is rather an amount than a count
NEAR = 4  # words between what is told in money and how much it was
REVENUE = "revenue"  # the bare word, which other indicators lend a meaning
MOST = 150  # that a share may be
SHARES = {"percent", "percentage_point"}
APART = 50  # times by which such amounts may differ


def add_currencies(scenes: Sequence[Scene], facts: Mapping[str, IndicatorFacts]) -> None:
    """Gives numbers with a scale word and nothing counted behind it the currency of the amount before them in the paragraph."""
    sizes = {q.value.adjusted(): q for scene in scenes for q in scene.quantities if q.scaled and q.unit in MONEY}
    last: Quantity | None = None
    block, told = -1, False
    for scene in scenes:
        if scene.sentence.block != block or not told:
            last = None
        block, told = scene.sentence.block, False
        for index, quantity in enumerate(scene.quantities):
            if quantity.unit in MONEY:
                last = quantity if quantity.scaled else None
            elif quantity.scaled and not quantity.unit:
                last = _with_currency(scene, quantity, last, facts)
                if last is None and sizes and _is_amount(scene, quantity, facts):
                    last = _like(quantity, sizes)  # "revenue 16,200 billion", where amounts of that size are VND
                if last is not None:
                    scene.quantities = [*scene.quantities[:index], last, *scene.quantities[index + 1 :]]
            told = told or last is not None


def _like(quantity: Quantity, sizes: Mapping[int, Quantity]) -> Quantity | None:
    """``quantity`` in the currency of the amount of the article that is nearest to it in size, if one is near."""
    nearest = sizes[min(sizes, key=lambda size: abs(size - quantity.value.adjusted()))]
    if max(nearest.value, quantity.value) > APART * min(nearest.value, quantity.value):
        return None
    return quantity._replace(unit=nearest.unit)


def _is_amount(scene: Scene, quantity: Quantity, facts: Mapping[str, IndicatorFacts]) -> bool:
    """Whether a scaled number stands behind the name of something told in money and counts nothing else."""
    closed = _ends(scene, quantity)
    named = [hit for hit in scene.of("indicator") if hit.end <= quantity.start]
    if not closed or quantity.value < LARGE or not named or scene.quantities_between(named[-1].end, quantity.start):
        return False
    code = named[-1].term.code
    money = code == REVENUE or (code in facts and facts[code].kind == "money")
    parted = any(b.kind in ("comma", "semicolon", "close") for b in scene.between(named[-1].end, quantity.start))
    return money and not parted and scene.words.count(named[-1].end, quantity.start) <= NEAR


def add_percent(scenes: Sequence[Scene], facts: Mapping[str, IndicatorFacts]) -> None:
    """Gives bare numbers their unit: those that a share is held against, "growth of 8.39%, although 8.5 had been required", and
    those of tables and labelled lines whose measure has no other: "Online dossiers | 85 | 91.2"."""
    for scene in scenes:
        if scene.quantities and "indicator" in scene.hits and (scene.laid or scene.block_kind == "item"):
            scene.quantities = [_as_share(scene, quantity, facts) or quantity for quantity in scene.quantities]
        if "yardstick" not in scene.hits:
            continue
        for index, quantity in enumerate(scene.quantities):
            last = scene.quantities[index - 1] if index else None
            bare = not quantity.unit and not quantity.scaled and quantity.rule == "number" and quantity.out_of is None
            bare = bare and quantity.value <= MOST
            if not bare or last is None or last.unit != "percent" or scene.text[quantity.end : quantity.end + 1] not in CLOSING:
                continue
            share = quantity._replace(unit="percent")
            if yardstick(scene, share):
                scene.quantities = [*scene.quantities[:index], share, *scene.quantities[index + 1 :]]


def _as_share(scene: Scene, quantity: Quantity, facts: Mapping[str, IndicatorFacts]) -> Quantity | None:
    """``quantity`` as a share, if it is all that a line says of a measure that is told in shares only."""
    bare = not quantity.unit and not quantity.scaled and quantity.rule == "number" and quantity.out_of is None
    if not bare or abs(quantity.value) > MOST or scene.quantities[0] is not quantity or quantity.per:
        return None
    if scene.text[quantity.end : scene.sentence.end].strip(" .;,\n"):
        return None
    named = [hit for hit in scene.of("indicator") if hit.end <= quantity.start and hit.term.code in facts]
    if not named or scene.text[named[-1].end : quantity.start].strip(" :-–—"):
        return None
    return quantity._replace(unit="percent") if set(facts[named[-1].term.code].units) <= SHARES else None


def _ends(scene: Scene, quantity: Quantity) -> bool:
    """Whether nothing that it could count stands behind ``quantity``."""
    return scene.text[quantity.end : quantity.end + 1] in CLOSING or follower_of(scene, quantity) in ("break", "period", "base")


def _with_currency(scene: Scene, quantity: Quantity, last: Quantity | None, facts: Mapping[str, IndicatorFacts]) -> Quantity | None:
    """``quantity`` with the currency of ``last``, or None if it rather counts things."""
    closed = _ends(scene, quantity)
    if last is None or not (closed or trend_of(scene, quantity)):
        return None
    if max(quantity.value, last.value) > APART * min(quantity.value, last.value):
        return None
    for hit in scene.of("indicator"):
        if last.end <= hit.start and hit.end <= quantity.start and hit.term.code != OTHER:
            kind = facts[hit.term.code].kind if hit.term.code in facts else ""
            if kind != "money":
                return None
    return quantity._replace(unit=last.unit)
