"""Periods: which stated period a quantity belongs to; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from govextract.lexing.mentions import FROM, Period, Quantity
from govextract.lexing.terms import WHOLE
from govextract.link.asides import NO_TIME, compares, is_aside, is_looked_back_on, is_of_next, is_right_behind, next_to
from govextract.link.scene import Barrier, Scene
from govextract.link.spans import last_year, within

_YEAR = re.compile(r"\d{4}")
_DATELINE = re.compile(r"(?: ?\)| ?\([^()\n]{1,24}\))? ?(?:[-:.]|- )")
TOWN = 5  # words that may stand before the day of a dateline
_BRACKET = re.compile(r" ?\( ?")
_SAID = re.compile(
    r"[^\d().;:]{0,24}\([^\d():;]{0,16}"
)  # "the same period both in rate (47.3%)", "in 2023 (then it reached 90.61%)"

_worth = itemgetter(0)
LEAD, SAME_BLOCK, CARRIED = 1.6, 1.3, 0.9
OWN = 0.7  # what a lead-in loses when the sentence names a period of its own before the number
OPENING = 12  # words that may stand before a period that governs its sentence
RENEWING = ("year", "this_year")  # behind a semicolon they open a time of their own
BESIDE = 12  # characters between a number and "in five years" behind it
UNTIL = ("as_of", "by")  # what makes a day that opens a sentence the one for which all of it is told
ENDS = ("year", "quarter", "month", "term")  # times that goals are due in, where the sentence tells no other
CLOSES = frozenset({";", ".", "\n", ""})  # what stands behind a deadline that closes its clause
BRACKETED = 4.0  # of a number in brackets behind the time it is of
FIRST = 2  # words that may stand before what opens a sentence
DEADLINE = 1.0  # of a deadline for the goals behind it, however many there are
PAST = 1.0  # what a time loses past a semicolon behind which there is another, or right behind another number
CLOSED = 1.7  # what a deadline loses past the end of its item
LAST = 0.3  # of a deadline that closes a sentence without another time, for all goals before it
NEARER = 0.05  # by which the time of an item beats that of its sentence
HEAD = 4  # words before a time that opens an item
NAMED = 4  # words between a number and its time where the number before it has one of its own: "units in the period"
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
        if period.kind != "compared" or any(period.end <= p.start < quantity.start for p in scene.periods):
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


def _score(
    scene: Scene, quantity: Quantity, period: Period, goal: bool, opens: bool, event: str | None, *, inherited: bool = False
) -> float | None:
    before = period.end <= quantity.start
    low, high = (period.end, quantity.start) if before else (quantity.end, period.start)
    if not before and goal and _is_deadline(period):
        low = _stands_aside(scene, quantity, low, high)
    score = 3.0 if before else 3.2
    score -= (0.05 if before else 0.08) * scene.words.count(low, high)
    crossed = scene.quantities_between(low, high)
    due_then = _is_deadline(period) or (period.kind in ENDS and not crossed and [p for p in scene.periods if p.iso] == [period])
    closing = not before and goal and due_then and scene.text[period.end : period.end + 1] in CLOSES
    barriers = _passed(scene, low, high)
    if period.kind == WHOLE and (any(b.kind == "semicolon" for b in barriers) or not (before or high - low < BESIDE)):
        return None  # it tells the time of its own item
    for barrier in barriers:
        if barrier.kind in ("comma", "dash", "open", "close"):
            score -= 0.35 if before or closing else 1.8
        elif barrier.kind == "semicolon":
            score -= 0.35 if before else 4.0
        elif barrier.kind == "part":
            score -= 0.3 if before else 2.0
        elif barrier.kind == "contrast":
            score -= 1.0 if before else 2.0
        elif barrier.kind == "and" and not before:
            score -= 0.8
    if crossed:
        others = len([q for q in crossed if q.start != quantity.start])
        score -= others * (0.15 if before else 0.8 if closing else 1.6)
    dated = period.kind == "date"
    if dated and not goal and period.role not in ("as_of", "by", "from"):
        score -= 2.5 if period.iso == event else 0.9
    due = period.role == "by" or (period.role == "as_of" and not before and not barriers and not crossed)  # "95% as of January 31"
    if dated and goal and not due:
        score += 0.6 if before and not crossed and _is_term(scene, period, quantity, event) else -2.5
    if goal and period.role == "by" and not (dated and barriers and _is_renewed(scene, low, high)):
        own = (
            before
            and bool(barriers)
            and any(p.iso and p.start >= quantity.end and is_right_behind(scene, quantity, p, NAMED) for p in scene.periods)
        )
        score += 0.0 if own else 0.6
    if goal and dated and barriers and not before and event is not None and period.iso is not None and period.iso < event:
        score -= 2.5  # "assigned 25,000 billion, by October 31 21,900 billion collected"
    parted = before and bool(barriers) and any(b.kind == "semicolon" for b in barriers)
    if parted and period.kind in ("same_period_last_year", "last_year") and not (opens and _first(scene, period)):
        return None  # the earlier time of a comparison says nothing past its clause
    if before and (barriers or crossed) and _is_of_another(scene, quantity, period):
        score -= PAST  # "70% by the end of 2025, 80% in 2030"
    if parted and goal and period.role == "by" and inherited and _closes_item(scene, period):
        score -= CLOSED  # "95% of the capital by January 31, 2026; 1,046 apartments; …"
    if parted and _has_own_time(scene, quantity, barriers):
        score -= PAST  # "assign the plan before December 31, 2025; in 2026 disburse 100%"
    if score < FLOOR and before and not dated and _governs(scene, period, quantity):
        return FLOOR + NEARER
    if score < FLOOR and opens and before and (not dated or (not goal and period.role in UNTIL)):
        later = [p for p in scene.periods if p.iso and low < p.start < high] if parted else []
        other = [p for p in scene.periods if p.kind == period.kind == "year" and p.iso and low < p.start < high and not p.role]
        renewed = any(p.kind in RENEWING or within(period, p) for p in later)  # "in August …, in 8 months …; retail sales …"
        renewed = (
            renewed
            or any(next_to(scene, p) is not None for p in other)
            or _opens_anew(scene, low, high)
            or any(_governs(scene, p, quantity) for p in later if p.kind != "date")
        )
        score = FLOOR if not renewed and _leads(scene, period) else score
    if goal and before and period.role == "by":
        score = max(score, DEADLINE)
    if closing and score < LAST and not any(b.kind == "semicolon" for b in barriers):
        elsewhere = any(p.iso is not None and p is not period and (p.kind != "date" or p.role != "") for p in scene.periods)
        score = score if elsewhere else LAST
    return score if score > -1.5 else None


def _stands_aside(scene: Scene, quantity: Quantity, start: int, end: int) -> int:
    """Where a bracket right behind the quantity closes, so that what it holds parts the quantity from no time behind it: "100% of
    the teams (974 teams, 6,180 members) before December 15"; else ``start``."""
    between = scene.between(start, end)
    if not between or between[0].kind != "open" or scene.quantities_between(start, between[0].start):
        return start
    closing = next((b for b in between if b.kind == "close"), None)
    return start if closing is None or any(between[0].end <= p.start < closing.start for p in scene.periods) else closing.end


def _is_deadline(period: Period) -> bool:
    """Whether goals before ``period`` may be due then, wherever the clause tells it."""
    return period.role == "by" or (not period.role and period.kind == "year_end")


def _is_renewed(scene: Scene, start: int, end: int) -> bool:
    """Whether the next clause has a time of its own: "assign … before December 31, in the first quarter of 2026 disburse …"."""
    commas = [b.end for b in scene.between(start, end) if b.kind == "comma"]
    return bool(commas) and any(p.iso and p.kind != "date" and commas[0] <= p.start < end for p in scene.periods)


def _governs(scene: Scene, period: Period, quantity: Quantity) -> bool:
    """Whether ``period`` opens the item of the quantity in a series: "in 2025 …; in 2030 14 million guests, 20% of GDP, 65,000
    jobs"."""
    if period.iso is None or period.kind in NO_TIME:
        return False
    edges = [b.end for b in scene.barriers if b.kind == "semicolon" and b.end <= quantity.start]
    if not edges or period.start < edges[-1] or scene.quantities_between(edges[-1], period.start):
        return False
    return scene.words.count(edges[-1], period.start) <= HEAD


def _opens_anew(scene: Scene, start: int, end: int) -> bool:
    """Whether a time stands right behind a colon: "at the conference on six months, it was told: at the end of 2023 …"."""
    colons = [b.end for b in scene.between(start, end) if b.kind == "colon"]
    told = [p for p in scene.periods if p.iso and p.kind != "date" and p.end <= end] if colons else []
    return any(0 <= scene.words.count(colon, p.start) <= FIRST for colon in colons for p in told if p.start >= colon)


def _is_of_another(scene: Scene, quantity: Quantity, period: Period) -> bool:
    """Whether ``period`` stands right beside the number before, as another one stands right beside the quantity: "by 2025 70%,
    in 2030 – 80%", "70% by 2025, 80% in 2030"."""
    before = scene.quantities_between(scene.sentence.start, period.start)
    if before and is_right_behind(scene, before[-1], period, NAMED):
        return any(p.iso and p.start >= quantity.end and is_right_behind(scene, quantity, p, NAMED) for p in scene.periods)
    other = next_to(scene, period)
    if other is None or other.start == quantity.start:
        return False
    return any(p.iso and p.start >= other.end and next_to(scene, p) is quantity for p in scene.periods)


def _closes_item(scene: Scene, period: Period) -> bool:
    """Whether a deadline ends an item of a series, behind the item's number: it is of that item."""
    ends = [b.start for b in scene.barriers if b.kind == "semicolon" and b.start >= period.end]
    if not ends or scene.quantities_between(period.end, ends[0]):
        return False
    opening = max((b.end for b in scene.barriers if b.kind == "semicolon" and b.end <= period.start), default=scene.sentence.start)
    return bool(scene.quantities_between(opening, period.start))


def _has_own_time(scene: Scene, quantity: Quantity, barriers: list[Barrier]) -> bool:
    """Whether a time stands before the quantity behind the last semicolon of ``barriers``, in its own clause."""
    edge = max(b.end for b in barriers if b.kind == "semicolon")
    return any(p.iso and edge <= p.start and p.end <= quantity.start for p in scene.periods)


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


def _passed(scene: Scene, start: int, end: int) -> list[Barrier]:
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
