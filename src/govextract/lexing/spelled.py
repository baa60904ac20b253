"""Spelled numbers and shares ("thirty-two communes", "half of"); linking decides whether they count anything."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from decimal import Decimal

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity, Unit
from govextract.lexing.numbers import plain


def spelled(
    covered: Iterable[tuple[int, int]], hits: Iterable[Hit], unit_at: Callable[[int], Unit]
) -> list[Quantity]:
    """The quantities of ``hits`` of number words outside ``covered`` spans, and of all words for fractions."""
    found: list[Quantity] = []
    starts, reach = _reach(covered)
    for hit in hits:
        start, end, term = hit
        if term.kind == "number_word" and reach[bisect_left(starts, end)] <= start:
            unit = unit_at(end)
            value = plain(Decimal(term.code).scaleb(unit.power))
            found.append(
                Quantity(
                    start, unit.end, start, end, value, None, unit.code, "eq",
                    scaled=unit.power > 0, rule="number.spelled",
                )
            )  # fmt: skip
        elif term.kind == "fraction_word":
            value = Decimal(term.code)
            found.append(Quantity(start, end, start, end, value, None, "percent", "eq", rule="number.fraction"))
    return found


def _reach(spans: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The starts of ``spans`` in order, and for each how far the spans before it reach, at the end all of them."""
    ordered = sorted(spans)
    reach = [0]
    for _, end in ordered:
        reach.append(max(reach[-1], end))
    return [start for start, _ in ordered], reach
