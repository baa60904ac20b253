"""Joins quantities with the words that bound them: "at least", "over", "or more"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity

# Comparators of a bound may be joined by these: "at least about 80%", "over US$12,000".
_STRONGER = {"approx": 0, "eq": 0, "ge": 2, "le": 2, "gt": 1, "lt": 1}
AFTER = 30  # characters behind a quantity within which "or more" bounds it
_BOUNDS_NEXT = re.compile(r" (?:[^\W\d]+ )?(?!(?:19|20)\d\d\b)\d")  # "500 enterprises, not less than 40 of them …"
_COUNTED = re.compile(r"(?: [^\W\d_]+){1,3} ")


def with_comparators(quantities: list[Quantity], hits: Sequence[Hit], text: str) -> list[Quantity]:
    """Joins each quantity with the comparators, ``hits`` in order, that stand directly before or behind it."""
    if not hits:
        return quantities
    before = {hit.end: hit for hit in hits if hit.term.direction != "backward"}
    after = {hit.start: hit for hit in hits if hit.term.direction != "forward"}
    starts = list(after)
    shares = {quantity.end for quantity in quantities if quantity.unit == "percent"}
    for end in [end for end, hit in before.items() if hit.start - 1 in shares]:
        del before[end]  # "73% of (від) 18.276 billion", "8% over last year's 2.1 million" bound nothing
    return [_compared(quantity, before, after, starts, text) for quantity in quantities]


def _compared(
    quantity: Quantity, before: Mapping[int, Hit], after: Mapping[int, Hit], starts: Sequence[int], text: str
) -> Quantity:
    start, end, codes = quantity.start, quantity.end, []
    while True:
        hit = before.get(start) or before.get(start - 1) or before.get(start - 2)
        if hit is None or hit.start >= start or text[hit.end : start].strip(' "(~'):
            break
        codes.append(hit.term.code)
        start = hit.start
    slot = bisect_left(starts, end)
    if slot < len(starts) and starts[slot] < end + AFTER:
        position = starts[slot]
        counted = _COUNTED.fullmatch(text, end, position) and not codes and not _BOUNDS_NEXT.match(text, after[position].end)
        # "500 new enterprises or more"
        if counted or not text[end:position].strip(" )"):
            codes.append(after[position].term.code)
            end = end if counted else after[position].end
    if not codes:
        return quantity
    bound = max(codes, key=lambda code: _STRONGER.get(code, 0))
    comparator = quantity.comparator if quantity.comparator == "range" else bound
    return quantity._replace(start=start, end=end, comparator=comparator, approximate="approx" in codes)
