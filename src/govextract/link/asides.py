"""Times that date another number than the one asked about: in brackets, of an earlier level, of a clause that only looks back."""

from __future__ import annotations

from govextract.lexing.mentions import FROM, Period, Quantity
from govextract.link.scene import Scene
from govextract.link.spans import last_year

NO_TIME = ("ignore", "compared", "plan_year")  # these tell no time by themselves
JOINED = 2  # words between a number and the time that is its own


def is_aside(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether ``period`` dates another number only: "45% (2023: 17%)", "from 9% at the end of 2023 to …"."""
    level = level_dated(scene, period) or _moved_from(scene, period)
    if level is not None and level.start != quantity.start:
        return True
    before = period.end <= quantity.start
    low, high = (period.end, quantity.start) if before else (quantity.end, period.start)
    kinds = [b.kind for b in scene.between(low, high) if b.kind in ("open", "close")]
    if kinds and kinds[0 if before else -1] == ("close" if before else "open"):
        edge = next((b for b in scene.barriers if b.kind == "close" and b.start >= period.end), None)
        since = period.role == "from" and period.inferred
        if since and any(p.iso and p.end <= low and p.end < period.start for p in scene.periods):
            return True  # "the province (as merged in July) grew by 8.01%"
        start = max((b.end for b in scene.barriers if b.kind == "open" and b.end <= period.start), default=low)
        return bool(scene.quantities_between(start, edge.start if edge is not None else scene.sentence.end))
    return False


def level_dated(scene: Scene, period: Period) -> Quantity | None:
    """The level from which a number came, if ``period`` is its time and says nothing of others: "to 2.07% from 2.49% in 2024"."""
    if "present" not in scene.hits or period.start < scene.sentence.start:
        return None
    before = scene.quantities_between(scene.sentence.start, period.start)
    if len(before) < 2 or not is_right_behind(scene, before[-1], period):
        return None
    level, told = before[-1], [q for q in before[:-1] if q.unit == before[-1].unit]
    marked = bool(told) and any(
        hit.term.code in ("from", "than") and hit.start >= told[-1].end and 0 <= level.core_start - hit.end <= 1
        for hit in scene.of("present")
    )
    return level if marked else None


def _moved_from(scene: Scene, period: Period) -> Quantity | None:
    """The earlier level of a change, of which ``period`` is the time: "from 38.4% in 2023 to 61.7%; online payment 44.9%"."""
    before = scene.quantities_between(scene.sentence.start, period.start)
    if not before or before[-1].moved != FROM:
        return None
    enclosed = scene.text[before[-1].end : period.start].strip() == "("
    return before[-1] if enclosed or is_right_behind(scene, before[-1], period) else None


def told_aside(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether the number and its time stand in brackets together: such a time says nothing of what follows."""
    low, high = min(quantity.start, period.start), max(quantity.end, period.end)
    before = [b for b in scene.barriers if b.kind in ("open", "close") and b.end <= low]
    behind = next((b for b in scene.barriers if b.kind in ("open", "close") and b.start >= high), None)
    return bool(before) and before[-1].kind == "open" and behind is not None and behind.kind == "close"


def is_looked_back_on(scene: Scene, quantity: Quantity, period: Period, inherited: list[tuple[float, Period]]) -> bool:
    """Whether a clause before that of the quantity only contrasts with an earlier year: "in 2023 it was 84.7%, while in 2022 it
    was 51.2%; on time …"."""
    if not period.iso or not any(b.kind == "semicolon" for b in scene.between(period.end, quantity.start)):
        return False
    start = max((b.end for b in scene.barriers if b.kind == "semicolon" and b.end <= period.start), default=scene.sentence.start)
    if not any(b.kind == "contrast" for b in scene.between(start, period.start)) and not _opens_aside(scene, period):
        return False
    brackets = [b.kind for b in scene.between(start, quantity.start) if b.kind in ("open", "close")]
    if brackets and brackets[-1] == "open":
        return False  # "(while in 2019 there were 6.4 million visitors; they brought …)"
    told = [p for p in scene.periods if p.iso and p.kind not in NO_TIME and p.end <= period.start]
    return any(last_year(p) > last_year(period) for p in (*told, *(p for _, p in inherited if p.iso)))


def _opens_aside(scene: Scene, period: Period) -> bool:
    """Whether ``period`` opens a clause behind a number and is that of its own number only: "came to 16.4%, in 2024 it was
    14.9%; …"."""
    last = scene.between(scene.sentence.start, period.start)[-1:]
    if not last or last[0].kind != "comma" or scene.words.count(last[0].end, period.start) > 1:
        return False
    before, behind = scene.quantities_between(scene.sentence.start, last[0].start), next_to(scene, period)
    return bool(before) and behind is not None and before[-1].unit == behind.unit


def next_to(scene: Scene, period: Period) -> Quantity | None:
    """The number right behind ``period``: "2024: 14.9%", "in 2024 it was 14.9%"."""
    if period.start not in scene.nexts:
        scene.nexts[period.start] = _next_to(scene, period)
    return scene.nexts[period.start]


def _next_to(scene: Scene, period: Period) -> Quantity | None:
    behind = scene.first_behind(period.end)
    if behind is None or scene.words.count(period.end, behind.start) > JOINED:
        return None
    parted = any(b.kind not in ("colon", "dash") for b in scene.between(period.end, behind.start))
    return None if parted else behind


def is_of_next(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether ``period`` behind the quantity opens the clause of the next number: "came to 16.4%, in 2024 it was 14.9%"."""
    parted = any(b.kind == "comma" for b in scene.between(quantity.end, period.start))
    return parted and not period.role and _opens_aside(scene, period)


def compares(quantity: Quantity, period: Period, inherited: list[tuple[float, Period]]) -> bool:
    """Whether a deadline's word rather compares with an earlier time: "up 5.7% to the first half of 2024", told of 2025."""
    if period.role != "by" or quantity.unit != "percent":
        return False
    if period.kind == "same_period_last_year":
        return True
    behind = period.iso is not None and period.start >= quantity.end
    return behind and any(last_year(period) < last_year(other) for _, other in inherited if other.iso)


def is_right_behind(scene: Scene, quantity: Quantity, period: Period, reach: int = JOINED) -> bool:
    """Whether ``period``, with the words of its role, stands right behind the quantity: "100% by the close of the year on …"."""
    if scene.between(quantity.end, period.start) or scene.quantities_between(quantity.end, period.start):
        return False
    start = next((h.start for h in scene.of("period_role") if h.start < period.start <= h.end + 1), period.start)
    return scene.words.count(quantity.end, start) <= reach
