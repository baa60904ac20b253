"""Times in a series: which of several is that of a number, what renews the time of a sentence, what parts a number from a time."""

from __future__ import annotations

from govextract.lexing.mentions import Period, Quantity
from govextract.link.asides import NO_TIME, is_right_behind, next_to
from govextract.link.scene import Barrier, Scene
from govextract.link.spans import within

RENEWING = ("year", "this_year")  # behind a semicolon they open a time of their own
FIRST = 2  # words that may stand before what opens a clause
HEAD = 4  # words before a time that opens an item
NAMED = 4  # words between a number and its time where the number before it has one of its own: "units in the period"


def renews(scene: Scene, quantity: Quantity, period: Period, start: int, end: int, *, parted: bool) -> bool:
    """Whether a time between the ``period`` that opens a sentence and the quantity governs from there on."""
    later = [p for p in scene.periods if p.iso and start < p.start < end] if parted else []
    if any(p.kind in RENEWING or within(period, p) for p in later):  # "in August …, in 8 months …; retail sales …"
        return True
    others = [p for p in scene.periods if p.kind == period.kind == "year" and p.iso and start < p.start < end and not p.role]
    if any(next_to(scene, p) is not None for p in others) or _opens_anew(scene, start, end):
        return True
    return any(governs(scene, p, quantity) for p in later if p.kind != "date")


def has_time_behind(scene: Scene, quantity: Quantity) -> bool:
    """Whether a time stands right behind the quantity."""
    at = quantity.start
    if at not in scene.timed:
        behind = (p for p in scene.periods if p.iso and p.start >= quantity.end)
        scene.timed[at] = any(is_right_behind(scene, quantity, p, NAMED) for p in behind)
    return scene.timed[at]


def behind_bracket(scene: Scene, quantity: Quantity, start: int, end: int) -> int:
    """Where a bracket right behind the quantity closes, so that what it holds parts the quantity from no time behind it: "100% of
    the teams (974 teams, 6,180 members) before December 15"; else ``start``."""
    between = scene.between(start, end)
    if not between or between[0].kind != "open" or scene.quantities_between(start, between[0].start):
        return start
    closing = next((b for b in between if b.kind == "close"), None)
    return start if closing is None or any(between[0].end <= p.start < closing.start for p in scene.periods) else closing.end


def is_deadline(period: Period) -> bool:
    """Whether goals before ``period`` may be due then, wherever the clause tells it."""
    return period.role == "by" or (not period.role and period.kind == "year_end")


def is_renewed(scene: Scene, start: int, end: int) -> bool:
    """Whether the next clause has a time of its own: "assign … before December 31, in the first quarter of 2026 disburse …"."""
    commas = [b.end for b in scene.between(start, end) if b.kind == "comma"]
    return bool(commas) and any(p.iso and p.kind != "date" and commas[0] <= p.start < end for p in scene.periods)


def governs(scene: Scene, period: Period, quantity: Quantity) -> bool:
    """Whether ``period`` opens the item of the quantity in a series: "in 2025 …; in 2030 14 million guests, 20% of GDP, 65,000
    jobs"."""
    if period.iso is None or period.kind in NO_TIME:
        return False
    edge = scene.item_start(quantity.start)
    if edge is None:
        return False
    if period.start < edge:
        return _heads(scene, period) and not any(_heads(scene, p) for p in scene.periods if period.end <= p.start < quantity.start)
    return not scene.quantities_between(edge, period.start) and scene.words.count(edge, period.start) <= HEAD


def _heads(scene: Scene, period: Period) -> bool:
    """Whether ``period`` stands between a semicolon and a colon, so that it is that of all items up to the next such time: "by
    2027: …; …; by 2030: …; …"."""
    edge = scene.item_start(period.start)
    if edge is None or not period.iso or scene.text[period.end : period.end + 1] != ":":
        return False
    return not scene.quantities_between(edge, period.start) and scene.words.count(edge, period.start) <= HEAD


def _opens_anew(scene: Scene, start: int, end: int) -> bool:
    """Whether a time stands right behind a colon: "at the conference on six months, it was told: at the end of 2023 …"."""
    colons = [b.end for b in scene.between(start, end) if b.kind == "colon"]
    told = [p for p in scene.periods if p.iso and p.kind != "date" and p.end <= end] if colons else []
    return any(0 <= scene.words.count(colon, p.start) <= FIRST for colon in colons for p in told if p.start >= colon)


def is_of_another(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether ``period`` stands right beside the number before, as another one stands right beside the quantity: "by 2025 70%,
    in 2030 – 80%", "70% by 2025, 80% in 2030"."""
    before = scene.quantities_between(scene.sentence.start, period.start)
    if before and is_right_behind(scene, before[-1], period, NAMED):
        return has_time_behind(scene, quantity)
    other = next_to(scene, period)
    if other is None or other.start == quantity.start:
        return False
    return any(p.iso and p.start >= other.end and next_to(scene, p) is quantity for p in scene.periods)


def closes_item(scene: Scene, period: Period) -> bool:
    """Whether a deadline ends an item of a series, behind the item's number: it is of that item."""
    ends = [b.start for b in scene.barriers if b.kind == "semicolon" and b.start >= period.end]
    if not ends or scene.quantities_between(period.end, ends[0]):
        return False
    opening = scene.item_start(period.start)
    return bool(scene.quantities_between(scene.sentence.start if opening is None else opening, period.start))


def has_own_time(scene: Scene, quantity: Quantity, barriers: list[Barrier]) -> bool:
    """Whether a time stands before the quantity behind the last semicolon of ``barriers``, in its own clause."""
    edge = max(b.end for b in barriers if b.kind == "semicolon")
    return any(p.iso and edge <= p.start and p.end <= quantity.start for p in scene.periods)


def passed(scene: Scene, start: int, end: int) -> list[Barrier]:
    """The barriers between, but for brackets that hold no number and no time ("its gross product (GRDP) in 2025") or the number
    alone ("by half (50%) in 2026")."""
    passed: list[Barrier] = []
    between = scene.between(start, end)
    if between and between[0].kind == "close" and between[0].start == start:
        number = next((q for q in scene.quantities if q.end == start), None)
        if number is not None and scene.text[number.start - 1 : number.start] == "(":
            between = between[1:]
    for barrier in between:
        opening = passed[-1] if passed and barrier.kind == "close" else None
        if opening is not None and opening.kind == "open" and not _tells(scene, opening.end, barrier.start):
            passed.pop()
        else:
            passed.append(barrier)
    return passed


def _tells(scene: Scene, start: int, end: int) -> bool:
    """Whether ``start:end`` holds a number or a time."""
    return bool(scene.quantities_between(start, end)) or any(start <= p.start < end for p in scene.periods)
