"""Periods: which stated period a quantity belongs to; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import replace

from govextract.lexing.mentions import Period, Quantity
from govextract.link.scene import Scene, count_words

_YEAR = re.compile(r"\d{4}")


def decide_period(scene: Scene, quantity: Quantity, goal: bool, inherited: list[Period]) -> Period | None:
    """The period of ``quantity``: from its clause, its sentence, else from ``inherited`` (lead-in, paragraph)."""
    usable = [p for p in scene.periods if p.iso and p.kind != "ignore"]
    scored = [(s, p) for p in usable if (s := _score(scene, quantity, p, goal)) is not None]
    if scored:
        return max(scored, key=lambda item: item[0])[1]
    return inherited[0] if inherited else None


def _score(scene: Scene, quantity: Quantity, period: Period, goal: bool) -> float | None:
    before = period.end <= quantity.start
    low, high = (period.end, quantity.start) if before else (quantity.end, period.start)
    score = 3.0 if before else 3.2
    score -= 0.08 * count_words(scene.text, low, high)
    for barrier in scene.between(low, high):
        if barrier.kind in ("comma", "open", "close"):
            score -= 0.5 if before else 1.6
        elif barrier.kind == "semicolon":
            score -= 0.7 if before else 4.0
        elif barrier.kind in ("contrast", "part"):
            score -= 1.0 if before else 2.0
        elif barrier.kind == "and" and not before:
            score -= 0.8
    crossed = [q for q in scene.quantities_between(low, high) if q.start != quantity.start]
    score -= len(crossed) * (0.15 if before else 1.6)
    if period.kind == "date" and not goal and period.role not in ("as_of", "by", "from"):
        score -= 2.5
    if goal and period.kind == "date" and period.role != "by":
        score -= 2.5
    if goal and period.role == "by":
        score += 0.6
    return score if score > -1.5 else None


def shift_year(period: Period, years: int) -> Period:
    """The same period ``years`` later (negative: earlier)."""
    if period.iso is None:
        return period
    return replace(period, iso=_YEAR.sub(lambda m: f"{int(m.group()) + years:04d}", period.iso))
