"""What tells goals apart by what stands beside: a series they open, a term they have, where things stand now."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Quantity
from govextract.link.scene import Scene
from govextract.link.spans import ahead, last_year, over
from govextract.link.yardstick import yardstick

PLANS = frozenset({"plan", "estimate"})  # what shares are of
WHOLE_YEARS = ("year", "next_year", "year_end")
EDGES = frozenset({"semicolon", "comma", "relative"})  # of a clause
LATE = 10  # the month from which on a year's results are told beside the goals of the next
LABEL = 3  # words of a label: "target for 2025"
PARTS = ("month", "quarter", "half1", "first_months", "month_range")  # of a year
OPENS = 2  # words before a time that opens its clause
LABELLED = 2  # characters between a label and its number
SERIES_PARTS = 2  # semicolons that part at least three members


def is_led_to(scene: Scene, quantity: Quantity) -> bool:
    """Whether the quantity stands in a series parted by semicolons, behind a colon to which nothing but goals lead."""
    colon = next((b for b in scene.barriers if b.kind == "colon" and scene.text[b.start] == ":"), None)
    if colon is None or colon.end > quantity.start or scene.quantities_between(scene.sentence.start, colon.start):
        return False
    lead = {cue.term.code for cue in scene.of("role") if cue.end <= colon.start and cue.term.direction != "backward"}
    return lead == {"goal"} and sum(b.kind == "semicolon" and b.start > colon.end for b in scene.barriers) >= SERIES_PARTS


def is_listed(scene: Scene, quantity: Quantity) -> bool:
    """Whether a semicolon parts the quantity from the number before it, in a sentence that has several."""
    semicolons = [barrier.start for barrier in scene.barriers if barrier.kind == "semicolon"]
    if len(semicolons) < SERIES_PARTS:
        return False
    last = max((q.end for q in scene.quantities_between(scene.sentence.start, quantity.start)), default=-1)
    return last >= 0 and any(last <= start < quantity.start for start in semicolons)


def is_due(scene: Scene, period: Period | None, reference: dt.date | None) -> bool:
    """Whether the sentence itself sets a term that is not over."""
    if period is None or reference is None or period.role != "by" or not scene.sentence.start <= period.start < scene.sentence.end:
        return False
    return not over(period, reference.isoformat())


def is_over(scene: Scene, cue: Hit, reference: dt.date | None) -> bool:
    """Whether the deadline that ``cue`` tells had passed when the article was written."""
    told = next((p for p in scene.periods if p.iso and p.end > cue.start and p.start <= cue.end + 1), None)
    return told is not None and reference is not None and over(told, reference.isoformat())


def is_to_come(scene: Scene, period: Period | None, reference: dt.date | None) -> bool:
    """Whether the sentence itself tells a time that is not over."""
    if period is None or period.iso is None or reference is None or not scene.sentence.start <= period.start < scene.sentence.end:
        return False
    return not over(period, reference.isoformat())


def is_past_in_bracket(scene: Scene, quantity: Quantity, reference: dt.date | None) -> bool:
    """Whether the quantity stands in a bracket of its own behind another number, with a time that is over: "to reach 3 million in
    2026 (2025: 2.35 million)"."""
    slot = bisect_left(scene.barrier_starts, quantity.start) - 1
    while slot >= 0 and scene.barriers[slot].kind == "colon":
        slot -= 1
    if reference is None or slot < 0 or scene.barriers[slot].kind != "open":
        return False
    opened = scene.barriers[slot]
    if scene.quantities_between(opened.end, quantity.start) or not scene.quantities_between(scene.sentence.start, opened.start):
        return False
    closed = next((b.start for b in scene.between(quantity.end, scene.sentence.end) if b.kind == "close"), quantity.end)
    told = [p for p in scene.periods if p.iso and opened.end <= p.start < closed and p.kind != "date"]
    return bool(told) and all(_is_past(period, reference) for period in told)


def _is_past(period: Period, reference: dt.date) -> bool:
    """Whether ``period`` is over, or is a year of which little is left."""
    if period.iso == f"{reference.year:04d}":
        return period.kind in WHOLE_YEARS and reference.month >= LATE
    return over(period, reference.isoformat()) or not (
        int(last_year(period)) > reference.year or ahead(period, f"{reference.year:04d}-{reference.month:02d}")
    )


def is_held_against(scene: Scene, quantity: Quantity) -> bool:
    """Whether the goal it is held against stands behind it: "solid waste collected: 92%, target: 95%"."""
    return _is_beside_goal(scene, quantity) or _is_before_goal(scene, quantity)


def _is_beside_goal(scene: Scene, quantity: Quantity) -> bool:
    """Whether the next number is called a goal, right behind: "92%, target: 95%"."""
    behind = next((q for q in scene.quantities if q.start >= quantity.end), None)
    if behind is None or behind.unit != quantity.unit or scene.words.count(quantity.end, behind.core_start) > LABEL:
        return False
    if any(b.kind == "semicolon" for b in scene.between(quantity.end, behind.start)):
        return False
    return _is_called_goal(scene, quantity.end, behind)


def _is_before_goal(scene: Scene, quantity: Quantity) -> bool:
    """Whether a later number of the clause or the next one is called the goal, and nothing else is spoken of between:
    "came to 62 million VND, 5 million more than in 2023; the goal for 2025 is 70 million"."""
    behind = [q for q in scene.quantities if q.start >= quantity.end and q.unit == quantity.unit][:2]
    for number, other in enumerate(behind, start=1):
        between = scene.between(quantity.end, other.start)
        if number > 1 and not any(b.kind in EDGES for b in between):
            return False
        if any(quantity.end <= hit.start < other.start for hit in scene.of("indicator")):
            return False
        edge = max((b.end for b in between if b.kind in EDGES), default=0)
        if edge and _is_called_goal(scene, edge, other):
            return not any(cue.term.code == "goal" and cue.start < quantity.start for cue in scene.of("role"))
    return False


def _is_called_goal(scene: Scene, start: int, quantity: Quantity) -> bool:
    """Whether cues between ``start`` and the quantity are of goals only, the last a noun, or the quantity is but compared with
    and a goal by the words behind it: "higher than the 8% that the Government requires"."""
    cues = [cue for cue in scene.of("role") if start <= cue.start and cue.end <= quantity.core_start]
    if any(cue.term.code not in ("goal", "difference") for cue in cues):
        return False
    if cues and cues[-1].term.rule.endswith(".goal.noun"):
        return True
    compared = quantity.comparator in ("gt", "lt") or any(cue.term.code == "difference" for cue in cues)
    return compared and any(
        cue.term.code == "goal" and cue.term.direction != "forward" and 0 <= cue.start - quantity.end <= 2
        for cue in scene.of("role")
    )


def is_compared(scene: Scene, last: Quantity | None, quantity: Quantity) -> bool:
    """Whether "higher than" before the quantity compares the number before with it: "8.5%, higher than the 8% set"."""
    if last is None or quantity.comparator not in ("gt", "lt") or last.unit != quantity.unit or last.end > quantity.start:
        return False
    parted = [b.kind for b in scene.between(last.end, quantity.start)]
    near = len(parted) == 1 and parted[0] in EDGES and scene.words.count(last.end, quantity.start) <= 1
    return near and _is_called_goal(scene, last.end, quantity)


def stands_now(scene: Scene, quantity: Quantity) -> bool:
    """Whether a word such as "now" stands right behind the quantity, or before it."""
    for hit in scene.of("present"):
        if hit.term.code != "now":
            continue
        shared = next((b.end for b in scene.of("base") if 0 <= b.start - quantity.end <= 1), quantity.end)  # "8% of GRDP today"
        behind = 0 <= hit.start - shared <= 1
        near = hit.end <= quantity.start and not scene.words.count(hit.end, quantity.start)
        if behind or (near and not any(b.kind in EDGES for b in scene.between(hit.end, quantity.start))):
            return not scene.quantities_between(hit.end, quantity.start)
    return False


def is_belittled(scene: Scene, quantity: Quantity) -> bool:
    """Whether a word such as "only" stands right before the quantity: "only 31.7% had been disbursed"."""
    return any(
        hit.term.code == "only" and hit.end <= quantity.core_start and not scene.words.count(hit.end, quantity.start)
        for hit in scene.of("present")
    )


def is_dated_back(scene: Scene, quantity: Quantity, period: Period | None, reference: dt.date | None) -> bool:
    """Whether the quantity, and not the one before it, is of a year before that of the article, or of the goal it stands by."""
    if period is None or reference is None or period.role == "by":
        return False
    before = scene.quantities_between(scene.sentence.start, quantity.start)
    if not before or not before[-1].end <= period.start < scene.sentence.end:
        return False
    start = before[-1].end
    said = [int(last_year(p)) for p in scene.periods if p.iso and p.end <= quantity.start and p.kind in WHOLE_YEARS]
    year = int(last_year(period))
    if year > reference.year or (year == reference.year and not any(goal > year for goal in said)):
        return False  # "in 2026 growth of 10% (2025: 9.06%)", in an article of 2025
    than = [hit for hit in scene.of("present") if hit.term.code == "than" and start <= hit.start < quantity.core_start]
    compared = any(not scene.words.count(hit.end, quantity.start) for hit in than)
    compared = compared or any(b.kind == "open" for b in scene.between(start, quantity.start))
    return compared or (
        period.kind in WHOLE_YEARS and any(goal > year for goal in said) and _tells_apart(scene, quantity, period, reference)
    )


def _tells_apart(scene: Scene, quantity: Quantity, period: Period, reference: dt.date) -> bool:
    """Whether a clause of its own, which speaks of no goal, tells of the year: "… to reach 14,200 billion in 2026, in 2025 12,345
    billion"."""
    start, end = scene.clause(quantity)
    if not start <= period.start < period.end <= quantity.start or scene.words.count(start, period.start) > OPENS:
        return False
    if any(hit.term.code == "part" and 0 <= period.start - hit.end <= 1 for hit in scene.of("break")):
        return False  # "6,400 houses in two years, of which in 2024 3,200"
    little = int(last_year(period)) < reference.year or reference.month >= LATE
    return little and not any(cue.term.code == "goal" and start <= cue.start < end for cue in scene.of("role"))


def is_left_behind(scene: Scene, quantity: Quantity, period: Period | None, reference: dt.date | None) -> bool:
    """Whether the quantity is the level of a year that is over, from which a later number of the sentence starts: "From 74
    million in 2024 the province will raise it to 100 million in 2026"."""
    if period is None or reference is None or period.iso is None or period.kind not in WHOLE_YEARS:
        return False
    if int(last_year(period)) >= reference.year or not quantity.end <= period.start < scene.sentence.end:
        return False
    started = any(
        hit.term.code in ("than", "from")
        and hit.start <= quantity.start + 1
        and quantity.core_start - 1 <= hit.end <= quantity.core_start
        for hit in scene.of("present")
    )
    behind = next((q for q in scene.quantities if q.start >= period.end and q.unit == quantity.unit), None)
    return started and behind is not None and not scene.quantities_between(quantity.end, period.start)


def is_elapsed(scene: Scene, quantity: Quantity, period: Period | None, reference: dt.date | None) -> bool:
    """Whether the clause of the quantity itself tells a part of the year that is over: "14,200 billion is assigned for 2025; by
    the end of September 12,345 billion was collected"."""
    if period is None or reference is None or period.iso is None or period.kind not in PARTS:
        return False
    start, end = scene.clause(quantity)
    return start <= period.start < end and period.iso[:4] == f"{reference.year:04d}" and over(period, reference.isoformat())


def is_compared_with_goal(scene: Scene, quantity: Quantity) -> bool:
    """Whether the sentence opens with the goal that the quantity is held against: "Compared with the target of 8.5%, growth of
    7.64% is still low"."""
    before = scene.quantities_between(scene.sentence.start, quantity.start)
    if len(before) != 1 or before[0].unit != quantity.unit or yardstick(scene, before[0]) != "named":
        return False
    than = next(hit.start for hit in scene.of("yardstick") if hit.term.code == "than")
    if scene.words.count(scene.sentence.start, than) > 1:
        return False
    return any(barrier.kind == "comma" for barrier in scene.between(before[0].end, quantity.start))


def is_called_result(scene: Scene, quantity: Quantity) -> bool:
    """Whether a word for results stands right before the quantity: "plan 14,200 billion, result 12,345 billion"."""
    return any(0 <= quantity.core_start - hit.end <= LABELLED for hit in scene.of("outcome"))


def is_measured(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause names a rate before its number: "the rate of schools up to the national standard is 67%"."""
    start = scene.clause(quantity)[0]
    return any(start <= hit.start and hit.end <= quantity.start for hit in scene.of("measure"))


def is_plan_in_bracket(scene: Scene, quantity: Quantity) -> bool:
    """Whether a bracket tells the plan that a result was held against: "103% of the plan of the year (5.8 million)"."""
    last = scene.between(scene.sentence.start, quantity.start)[-1:]
    if not last or last[0].kind != "open" or scene.words.count(last[0].end, quantity.core_start):
        return False
    before = scene.quantities_between(scene.sentence.start, last[0].start)
    if not before or before[-1].unit != "percent" or before[-1].unit == quantity.unit:
        return False
    plans = [hit for hit in scene.of("base") if hit.term.code in PLANS and before[-1].end <= hit.start < last[0].start]
    return bool(plans)
