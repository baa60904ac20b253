"""Periods: which stated period a quantity belongs to; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from govextract.lexing.mentions import FROM, Period, Quantity
from govextract.lexing.terms import WHOLE
from govextract.link.asides import NO_TIME, compares, is_aside, is_looked_back_on, is_of_next
from govextract.link.parts import is_part_aside
from govextract.link.scene import Barrier, Scene
from govextract.link.series import (
    behind_bracket,
    closes_item,
    governs,
    has_own_time,
    has_time_behind,
    is_deadline,
    is_of_another,
    is_renewed,
    passed,
    renews,
)
from govextract.link.spans import last_year

_YEAR = re.compile(r"\d{4}")
_DATELINE = re.compile(r"(?: ?\)| ?\([^()\n]{1,24}\))? ?(?:[-:.]|- )")
TOWN = 5  # words that may stand before the day of a dateline
_BRACKET = re.compile(r" ?\( ?")
# "the same period both in rate (47.3%)", "in 2023 (then it reached 90.61%)"
_SAID = re.compile(r"[^\d().;:]{0,24}\([^\d():;]{0,16}")

_worth = itemgetter(0)
LEAD, SAME_BLOCK, CARRIED = 1.6, 1.3, 0.9
OWN = 0.7  # what a lead-in loses when the sentence names a period of its own before the number
OPENING = 12  # words that may stand before a period that governs its sentence
BESIDE = 12  # characters between a number and "in five years" behind it
UNTIL = ("as_of", "by")  # what makes a day that opens a sentence the one for which all of it is told
ENDS = ("year", "quarter", "month", "term")  # times that goals are due in, where the sentence tells no other
CLOSES = frozenset({";", ".", "\n", ""})  # what stands behind a deadline that closes its clause
BRACKETED = 4.0  # of a number in brackets behind the time it is of
FIRST = 2  # words that may stand before what opens a sentence
DEADLINE = 1.0  # of a deadline for the goals behind it, however many there are
LIGHT = ("comma", "dash", "open", "close")  # barriers past which a time that closes a goal's clause still dates it
COSTS = {
    **dict.fromkeys(LIGHT, (0.35, 1.8)), "semicolon": (0.35, 4.0), "part": (0.3, 2.0), "contrast": (1.0, 2.0), "and": (0.0, 0.8),
}  # fmt: skip
"""What a barrier costs a time before the number, and one behind it."""
LEAST = -1.5  # below which a time is that of something else
PAST = 1.0  # what a time loses past a semicolon behind which there is another, or right behind another number
CLOSED = 1.7  # what a deadline loses past the end of its item
LAST = 0.3  # of a deadline that closes a sentence without another time, for all goals before it
NEARER = 0.05  # by which the time of an item beats that of its sentence
TERM = 3  # words between a goal and the day that is its term
FLOOR = 1.9  # of a period that opens the sentence: it governs all that follows


def decide_period(
    scene: Scene, quantity: Quantity, goal: bool, inherited: list[tuple[float, Period]], event: str | None,
    planned: Sequence[Period] = (),
) -> Period | None:  # fmt: skip
    """The period of ``quantity``: from its clause, its sentence, else one of ``inherited`` (score, period).

    ``planned`` are times of goals told before it, which no result has: "against a plan of 4.9 billion for the whole year; …".
    """
    share = scene.respective.get(quantity.start)
    if share is not None and share.period is not None:
        earlier = share.period.kind == "same_period_last_year"
        usable = [p for p in scene.periods if p.iso and p.end <= quantity.start and p.kind != "year"] if earlier else []
        return _year_before(share.period, usable, inherited) if earlier else share.period
    if not scene.periods and not inherited:
        return None
    if not scene.periods:
        worth, period = max(inherited, key=_worth)
        return period if worth > 0 else None
    usable = [p for p in scene.periods if p.kind not in NO_TIME and p.role != "compare"]
    if quantity.moved:
        low, high = _pair(scene, quantity)
        between = [p for p in usable if low <= p.start < high]
        if quantity.moved == FROM:  # "from 74% in 2024 to 93.5%": an earlier level has the time told right behind it, or none
            return next((p for p in between if p.iso), None)
        usable = [p for p in usable if p not in between]
    scored = inherited.copy()
    if any(p.iso and p.kind != "date" and p.end <= quantity.start for p in usable):
        scored = [(score - (OWN if score >= LEAD else 0.0), period) for score, period in inherited]
    usable = [p for p in usable if p.kind != "date" or p.role or not _is_dateline(scene, p)]
    opening = usable[0] if usable else None
    for stated in usable:
        if is_aside(scene, quantity, stated) or (not goal and (stated in planned or compares(quantity, stated, inherited))):
            continue
        if stated.start >= quantity.end and is_of_next(scene, quantity, stated):
            continue
        if is_part_aside(scene, quantity, stated, goal=goal, inherited=inherited):
            continue
        if not goal and is_looked_back_on(scene, quantity, stated, inherited):
            continue
        score = _score(scene, quantity, stated, goal, stated is opening, event, inherited=bool(inherited))
        if score is not None:
            if stated.kind == "same_period_last_year":
                stated = _year_before(stated, usable, inherited)
            if stated.iso:
                scored.append((score, stated))
                if stated.end > quantity.start and _in_brackets(scene.text, quantity, stated):
                    scored.append((BRACKETED, stated))
    scored += _bracketed(scene, quantity, goal, usable, inherited)
    best = max(scored, key=_worth, default=None)
    return best[1] if best is not None and best[0] > 0 else None


def _pair(scene: Scene, quantity: Quantity) -> tuple[int, int]:
    """What lies between the two levels of a change, of which ``quantity`` is one."""
    if quantity.moved == FROM:
        return quantity.end, next((q.core_start for q in scene.quantities if q.start >= quantity.end), quantity.end)
    return max((q.end for q in scene.quantities if q.end <= quantity.core_start), default=quantity.start), quantity.core_start


def _in_brackets(text: str, quantity: Quantity, period: Period) -> bool:
    """Whether ``period`` stands alone in brackets right behind the number: "13,000 billion VND (2030)"."""
    return bool(_BRACKET.fullmatch(text, quantity.end, period.start)) and text[period.end : period.end + 1] == ")"


def _bracketed(
    scene: Scene, quantity: Quantity, goal: bool, usable: list[Period], inherited: list[tuple[float, Period]]
) -> list[tuple[float, Period]]:
    """The earlier time of a comparison dates the number in brackets right behind it: "above the same period (49.6%)"."""
    for period in scene.periods:
        told = period.role == "compare" and period.kind not in NO_TIME and not goal
        if not (told or period.kind == "compared") or any(period.end <= p.start < quantity.start for p in scene.periods):
            continue
        if (_BRACKET if goal else _SAID).fullmatch(scene.text, period.end, quantity.start):
            earlier = _year_before(period, usable, inherited)
            return [(BRACKETED, earlier)] if earlier.iso else []
    return []


def _year_before(period: Period, usable: list[Period], inherited: list[tuple[float, Period]]) -> Period:
    """What "the same period last year" means: the period spoken of, a year earlier or in the year named."""
    base = next((p for p in reversed(usable) if p.end <= period.start and p.iso), None)
    if base is None:
        base = max(inherited, key=_worth, default=(0.0, period))[1]
    back = period.year - int(last_year(base)) if period.year is not None and base.iso else -1
    return period._replace(iso=shift_year(base, back).iso)


class _Way(NamedTuple):
    """What lies between a quantity and a time: whether the time stands before it, from where to where, the barriers and the
    quantities passed, and whether the time closes the clause of the goal that stands before it."""

    before: bool
    low: int
    high: int
    barriers: list[Barrier]
    crossed: Sequence[Quantity]
    closing: bool

    def passes(self, kind: str) -> bool:
        """Whether a barrier of ``kind`` lies between."""
        return any(barrier.kind == kind for barrier in self.barriers)

    @property
    def parted(self) -> bool:
        """Whether the time stands in an earlier item."""
        return self.before and self.passes("semicolon")


def _way(scene: Scene, quantity: Quantity, period: Period, goal: bool) -> _Way:
    before = period.end <= quantity.start
    low, high = (period.end, quantity.start) if before else (quantity.end, period.start)
    if not before and goal and is_deadline(period):
        low = behind_bracket(scene, quantity, low, high)
    crossed = scene.quantities_between(low, high)
    alone = not crossed and period.kind in ENDS and [p for p in scene.periods if p.iso] == [period]
    closing = not before and goal and (is_deadline(period) or alone) and scene.text[period.end : period.end + 1] in CLOSES
    return _Way(before, low, high, passed(scene, low, high), crossed, closing)


def _score(
    scene: Scene, quantity: Quantity, period: Period, goal: bool, opens: bool, event: str | None, *, inherited: bool = False
) -> float | None:
    way = _way(scene, quantity, period, goal)
    if period.kind == WHOLE and (way.passes("semicolon") or not (way.before or way.high - way.low < BESIDE)):
        return None  # it tells the time of its own item
    if way.parted and period.kind in ("same_period_last_year", "last_year") and not (opens and _first(scene, period)):
        return None  # the earlier time of a comparison says nothing past its clause
    score = _distance(scene, quantity, way) + _by_role(scene, quantity, period, goal, event, way)
    score -= _loss(scene, quantity, period, goal, inherited, way)
    return score if (score := _floored(scene, quantity, period, goal, opens, way, score)) > LEAST else None


def _distance(scene: Scene, quantity: Quantity, way: _Way) -> float:
    """What the way is worth: the less the longer it is and the more it passes."""
    before = way.before
    score = 3.0 if before else 3.2
    score -= (0.05 if before else 0.08) * scene.words.count(way.low, way.high)
    for barrier in way.barriers:
        cost = COSTS.get(barrier.kind)
        if cost is not None:
            closed = way.closing and barrier.kind in LIGHT
            score -= cost[0] if before or closed else cost[1]
    others = len([q for q in way.crossed if q.start != quantity.start])
    return score - others * (0.15 if before else 0.8 if way.closing else 1.6)


def _by_role(scene: Scene, quantity: Quantity, period: Period, goal: bool, event: str | None, way: _Way) -> float:
    """What days and deadlines are worth to goals and to results."""
    score = 0.0
    dated = period.kind == "date"
    if dated and not goal and period.role not in ("as_of", "by", "from"):
        score -= 2.5 if period.iso == event else 0.9
    bare = not way.barriers and not way.crossed
    due = period.role == "by" or (period.role == "as_of" and not way.before and bare)  # "95% as of January 31"
    if dated and goal and not due:
        score += 0.6 if way.before and not way.crossed and _is_term(scene, period, quantity, event) else -2.5
    if goal and period.role == "by" and not (dated and way.barriers and is_renewed(scene, way.low, way.high)):
        own = way.before and bool(way.barriers) and has_time_behind(scene, quantity)
        score += 0.0 if own else 0.6
    if goal and dated and way.barriers and not way.before and event is not None and period.iso is not None and period.iso < event:
        score -= 2.5  # "assigned 25,000 billion, by October 31 21,900 billion collected"
    return score


def _loss(scene: Scene, quantity: Quantity, period: Period, goal: bool, inherited: bool, way: _Way) -> float:
    """What a time loses that is rather that of another member of a series."""
    loss = 0.0
    if way.before and (way.barriers or way.crossed) and is_of_another(scene, quantity, period):
        loss += PAST  # "70% by the end of 2025, 80% in 2030"
    if way.parted and goal and period.role == "by" and inherited and closes_item(scene, period):
        loss += CLOSED  # "95% of the capital by January 31, 2026; 1,046 apartments; …"
    if way.parted and has_own_time(scene, quantity, way.barriers):
        loss += PAST  # "assign the plan before December 31, 2025; in 2026 disburse 100%"
    return loss


def _floored(scene: Scene, quantity: Quantity, period: Period, goal: bool, opens: bool, way: _Way, score: float) -> float:
    """``score``, but no less than what governs a sentence, an item, or the goals before a deadline is worth."""
    dated = period.kind == "date"
    if score < FLOOR and way.before and not dated and governs(scene, period, quantity):
        return FLOOR + NEARER
    if score < FLOOR and opens and way.before and (not dated or (not goal and period.role in UNTIL)):
        renewed = renews(scene, quantity, period, way.low, way.high, parted=way.parted)
        score = FLOOR if not renewed and _leads(scene, period) else score
    if goal and way.before and period.role == "by":
        score = max(score, DEADLINE)
    if way.closing and score < LAST and not way.passes("semicolon"):
        elsewhere = any(p.iso is not None and p is not period and (p.kind != "date" or p.role != "") for p in scene.periods)
        score = score if elsewhere else LAST
    return score


def _is_dateline(scene: Scene, period: Period) -> bool:
    """Whether a day only says when the article was written: "HANOI, 20/10/2025 - …"."""
    near = not period.inferred and scene.words.count(scene.sentence.start, period.start) <= TOWN
    return near and _DATELINE.match(scene.text, period.end) is not None


def is_of_year(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is one of a plan for the year: "the annual plan of 20 million", "kế hoạch năm 20 triệu"."""
    for period in scene.periods:
        if period.kind == "plan_year":
            crossed = bool(scene.quantities_between(period.end, quantity.start))
            parted = any(b.kind not in ("and", "colon") for b in scene.between(period.end, quantity.start))
            before = period.end <= quantity.start and not (crossed and parted)  # "plan for the year: 3.6 million and 2,400 billion"
            behind = 0 <= scene.words.count(quantity.end, period.start) <= TERM if period.start >= quantity.end else False
            if before or (behind and not scene.between(quantity.end, period.start)):
                return True
    return False


def _is_term(scene: Scene, period: Period, quantity: Quantity, event: str | None) -> bool:
    """Whether a day to come stands right before a goal, as its term: "at the close of the budget year (31/01/2026) 100%"."""
    near = period.role == "from" or scene.words.count(period.end, quantity.start) <= TERM
    return near and event is not None and period.iso is not None and period.iso > event


def _first(scene: Scene, period: Period) -> bool:
    """Whether the sentence opens with an earlier time ("Last year, …"), which then is its theme."""
    return period.kind == "last_year" and scene.words.count(scene.sentence.start, period.start) <= FIRST


def _leads(scene: Scene, period: Period) -> bool:
    """Whether the sentence opens with ``period``, or reaches it before any number: "X reported that in 2024, …"."""
    words = scene.words.count(scene.sentence.start, period.start)
    return words <= 4 or (words <= OPENING and not scene.quantities_between(scene.sentence.start, period.start))


def shift_year(period: Period, years: int) -> Period:
    """The same period ``years`` later (negative: earlier)."""
    if period.iso is None:
        return period
    return period._replace(iso=_YEAR.sub(lambda m: f"{int(m.group()) + years:04d}", period.iso))
