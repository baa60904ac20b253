"""What tells goals apart by what stands beside: a series they open, a term they have, where things stand now."""

from __future__ import annotations

import datetime as dt

from govextract.lexing.mentions import Period, Quantity
from govextract.link.scene import Scene
from govextract.link.spans import last_year, over

PLANS = frozenset({"plan", "estimate"})  # what shares are of
WHOLE_YEARS = ("year", "next_year", "year_end")
LABEL = 3  # words of a label: "target for 2025"
SERIES_PARTS = 2  # semicolons that part at least three members


def is_led_to(scene: Scene, quantity: Quantity) -> bool:
    """Whether the quantity stands in a series parted by semicolons, behind a colon to which nothing but goals lead."""
    colon = next((b for b in scene.barriers if b.kind == "colon" and scene.text[b.start] == ":"), None)
    if colon is None or colon.end > quantity.start or scene.quantities_between(scene.sentence.start, colon.start):
        return False
    lead = {cue.term.code for cue in scene.of("role") if cue.end <= colon.start and cue.term.direction != "backward"}
    return lead == {"goal"} and sum(b.kind == "semicolon" and b.start > colon.end for b in scene.barriers) >= SERIES_PARTS


def is_due(scene: Scene, period: Period | None, reference: dt.date | None) -> bool:
    """Whether the sentence itself sets a term that is not over."""
    if period is None or reference is None or period.role != "by" or not scene.sentence.start <= period.start < scene.sentence.end:
        return False
    return not over(period, reference.isoformat())


def is_to_come(scene: Scene, period: Period | None, reference: dt.date | None) -> bool:
    """Whether the sentence itself tells a time that is not over."""
    if period is None or period.iso is None or reference is None or not scene.sentence.start <= period.start < scene.sentence.end:
        return False
    return not over(period, reference.isoformat())


def is_held_against(scene: Scene, quantity: Quantity) -> bool:
    """Whether the goal it is held against stands right behind it: "solid waste collected: 92%, target: 95%"."""
    behind = next((q for q in scene.quantities if q.start >= quantity.end), None)
    if behind is None or behind.unit != quantity.unit or scene.words.count(quantity.end, behind.core_start) > LABEL:
        return False
    if any(b.kind == "semicolon" for b in scene.between(quantity.end, behind.start)):
        return False
    cues = [cue for cue in scene.of("role") if quantity.end <= cue.start and cue.end <= behind.core_start]
    return bool(cues) and all(cue.term.code == "goal" for cue in cues) and cues[-1].term.rule.endswith(".goal.noun")


def stands_now(scene: Scene, quantity: Quantity) -> bool:
    """Whether a word such as "now" stands right behind the quantity, or before it."""
    for hit in scene.of("present"):
        if hit.term.code != "now":
            continue
        behind = 0 <= hit.start - quantity.end <= 1
        if behind or (hit.end <= quantity.start and not scene.words.count(hit.end, quantity.start)):
            return not scene.quantities_between(hit.end, quantity.start)
    return False


def is_dated_back(scene: Scene, quantity: Quantity, period: Period | None, reference: dt.date | None) -> bool:
    """Whether the quantity, and not the one before it, is of a year before that of the article, or of the goal it stands by."""
    if period is None or reference is None or period.role == "by":
        return False
    before = scene.quantities_between(scene.sentence.start, quantity.start)
    if not before or not before[-1].end <= period.start < scene.sentence.end:
        return False
    start = before[-1].end
    said = [int(last_year(p)) for p in scene.periods if p.iso and p.end <= before[-1].start and p.kind in WHOLE_YEARS]
    year = int(last_year(period))
    if year > reference.year or (year == reference.year and not any(goal > year for goal in said)):
        return False  # "in 2026 growth of 10% (2025: 9.06%)", in an article of 2025
    than = [hit for hit in scene.of("present") if hit.term.code == "than" and start <= hit.start < quantity.core_start]
    compared = any(not scene.words.count(hit.end, quantity.start) for hit in than)
    return compared or any(b.kind == "open" for b in scene.between(start, quantity.start))


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
