"""Lists told in the order of another: "in 2023, 2024 and 2025 it was 6.1%, 7.4% and 8.2%, respectively"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Quantity
from govextract.link.words import Words

MARK, AND = "respectively", "and"
EARLIER = "same_period_last_year"
BEFORE, BEHIND = 4, 3  # words between the mark and the numbers it speaks of: "lần lượt ước đạt mức …", "… tonnes respectively"
LINK = 2  # words between the members of the other list: ", the", ", năm"
ALIKE = 2  # members that make a list

_Told = TypeVar("_Told", Period, Hit)


class Share(NamedTuple):
    """What a number of such a list gets from the other: a time, a phrase or a place."""

    period: Period | None = None
    hit: Hit | None = None
    place: Hit | None = None


def shares(
    words: Words, quantities: Sequence[Quantity], periods: Sequence[Period], hits: dict[str, list[Hit]], start: int
) -> dict[int, Share]:
    """What each number gets, by where it starts; ``start`` is where the sentence begins."""
    found: dict[int, Share] = {}
    for mark in [h for h in hits.get("break", ()) if h.term.code == MARK]:
        run = _run(words, quantities, hits, mark)
        if len(run) < ALIKE:
            continue
        alike = len({q.unit for q in run}) == 1
        floor = max((q.end for q in quantities if q.end <= run[0].start), default=start)
        times = _chained(words, [p for p in periods if _tells(p) and floor <= p.start and p.end <= run[0].start], len(run))
        if times and times[0].kind == EARLIER:  # "in the same period of 2024 and 2023"
            times = [time._replace(kind=EARLIER, iso=None) for time in times]
        named = _named([h for h in hits.get("indicator", ()) if floor <= h.start and h.end <= run[0].start])
        places = _chained(words, [h for h in hits.get("place", ()) if floor <= h.start and h.end <= run[0].start], len(run))
        for index, quantity in enumerate(run):
            if times and alike:
                found[quantity.start] = Share(period=times[index])
            elif len(named) == len(run):
                found[quantity.start] = Share(hit=named[index])
            elif places and alike:
                found[quantity.start] = Share(place=places[index])
    return found


def _named(hits: Sequence[Hit]) -> list[Hit]:
    """The phrases of different indicators, the first of those that name one twice."""
    return [hit for index, hit in enumerate(hits) if hit.term.code not in {h.term.code for h in hits[:index]}]


def _tells(period: Period) -> bool:
    return bool(period.iso) or (period.kind == EARLIER and period.year is not None)


def _run(words: Words, quantities: Sequence[Quantity], hits: dict[str, list[Hit]], mark: Hit) -> list[Quantity]:
    """The numbers in a row that the mark speaks of: those behind it, else those before it."""
    runs: list[list[Quantity]] = []
    for quantity in quantities:
        last = runs[-1][-1] if runs else None
        if last is not None and _is_joined(words, hits, last.end, quantity.start):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    for run in runs:
        if run[0].start >= mark.end and len(run) >= ALIKE and words.count(mark.end, run[0].start) <= BEFORE:
            return run
    return next((run for run in reversed(runs) if run[-1].end <= mark.start and words.count(run[-1].end, mark.start) <= BEHIND), [])


def _is_joined(words: Words, hits: dict[str, list[Hit]], start: int, end: int) -> bool:
    """Whether nothing but commas and "and" stand between."""
    joints = sum(h.term.code == AND and start <= h.start and h.end <= end for h in hits.get("break", ()))
    return words.count(start, end) <= joints


def _chained(words: Words, told: list[_Told], size: int) -> list[_Told]:
    """The last ``size`` of ``told``, if they stand in a row."""
    last = told[-size:]
    if len(last) < size or any(words.count(a.end, b.start) > LINK for a, b in pairwise(last)):
        return []
    return last
