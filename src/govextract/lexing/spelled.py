"""Spelled numbers and shares ("thirty-two communes", "half of"); linking decides whether they count anything."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from decimal import Decimal

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity, Unit
from govextract.lexing.numbers import plain

TENS, HUNDRED = 20, 100  # from which on words for less may go on a number, and words such as "and" may stand within


def spelled(
    covered: Iterable[tuple[int, int]],
    hits: Iterable[Hit],
    unit_at: Callable[[int], Unit],
    text: str,
    joints: Collection[str],
) -> list[Quantity]:
    """The quantities of ``hits`` of number words outside ``covered`` spans, and of all words for fractions.

    Numbers of several words are one: "eight hundred and sixty-four"; ``joints`` are words that may stand within.
    """  # fmt: skip
    found: list[Quantity] = []
    starts, reach = _reach(covered)
    for hit in hits:
        start, end, term = hit
        if text.startswith("'", end) and text[end + 1 : end + 2].isalpha():
            continue  # the beginning of another word, as in words for "family" that begin like "seven"
        if term.kind == "number_word" and reach[bisect_left(starts, end)] <= start:
            unit = unit_at(end)
            value = plain(Decimal(term.code).scaleb(unit.power) + (unit.chained or 0))
            quantity = Quantity(
                start, unit.end, start, end, value, None, unit.code, "eq",
                scaled=unit.power > 0, rule="number.spelled",
            )  # fmt: skip
            before = found[-1] if found else None
            if before is not None and _goes_on(before, quantity, text, joints):
                found[-1] = quantity._replace(start=before.start, core_start=before.core_start, value=plain(before.value + value))
            else:
                found.append(quantity)
        elif term.kind == "fraction_word":
            value = Decimal(term.code)
            found.append(Quantity(start, end, start, end, value, None, "percent", "eq", rule="number.fraction"))
    return found


def _goes_on(before: Quantity, word: Quantity, text: str, joints: Collection[str]) -> bool:
    """Whether ``word`` is the lesser part of the number that ``before`` begins: sixty-four of "eight hundred and sixty-four"."""
    if before.unit or before.rule != word.rule or before.value < TENS or before.value != before.value.to_integral_value():
        return False
    gap = text[before.end : word.start]
    if gap != " " and not (gap.strip() in joints and before.value >= HUNDRED and gap.startswith(" ")):
        return False
    size = Decimal(1).scaleb(len(str(int(before.value))) - len(str(int(before.value)).rstrip("0")))
    return 0 < word.value < size


def _reach(spans: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The starts of ``spans`` in order, and for each how far the spans before it reach, at the end all of them."""
    ordered = sorted(spans)
    reach = [0]
    for _, end in ordered:
        reach.append(max(reach[-1], end))
    return [start for start, _ in ordered], reach
