"""Pairs of numbers that tell a change, not a range: "from 60% in 2024 to 70%", "từ 60% lên 70%", "з 33,6% до 34,5%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from govextract.lexing.alternation import any_word
from govextract.lexing.mentions import FROM, TO, Quantity
from govextract.lexing.view import clean_phrase
from govextract.rulepack.schema import Numbers

REACH = 48  # characters between the two numbers of a change, its earlier time included
BACK = 100  # characters before a change in which the verb stands that tells it
NARROW = 2  # percentage points that part a range of growth ("grows from 10% to 11%") from a change
WIDE = Decimal("1.3")  # times by which other numbers must differ for that
_YEARS = r"(?:(?:\d{1,2}/){0,2}(?:19|20)\d\d)"
_ASIDE = rf"(?:[^.;:,\n\d]*{_YEARS})?[^.;:,\n\d]*?"


class ChangeFinder:
    """The words around a change in one language."""

    def __init__(self, numbers: Numbers) -> None:
        opening, joint = (any_word([clean_phrase(w) for w in words]) for words in (numbers.change_from, numbers.change_to))
        verbs, growing = (any_word([clean_phrase(w) for w in words]) for words in (numbers.change_verbs, numbers.growth_verbs))
        spread = "".join(rf"(?<!{re.escape(clean_phrase(word))} )" for word in numbers.spread_words)
        self._from = re.compile(rf"{spread}(?<!\w)(?:{opening})(?: [^\W\d]+)? \Z") if opening else None
        self._to = re.compile(rf"{_ASIDE}(?<!\w)(?:{joint})(?: [^\W\d]+){{0,3}} ?[~(]?") if joint else None
        self._verb = re.compile(rf"(?<!\w)(?:{verbs})(?!\w)[^.;:\n]*\Z") if verbs else None
        self._growing = re.compile(rf"(?<!\w)(?:{growing})(?!\w)[^.;:\n]*\Z") if growing else None

    def is_told(self, text: str, start: int, low: Decimal, high: Decimal, unit: str) -> bool:
        """Whether a verb before ``start`` tells that "from … to …" is a change although it looks like a range."""
        if self._from is None or not self._from.search(text, max(0, start - BACK), start):
            return False
        if self._verb is not None and self._verb.search(text, max(0, start - BACK), start):
            return True
        wide = high - low > NARROW if unit == "percent" else high > low * WIDE
        return wide and self._growing is not None and self._growing.search(text, max(0, start - BACK), start) is not None

    def mark(self, quantities: Sequence[Quantity], text: str) -> list[Quantity]:
        """``quantities``, those of a change marked as its earlier and its later level; neither is bounded by "from"."""
        found = list(quantities)
        if self._from is None or self._to is None:
            return found
        for index in range(len(found) - 1):
            first, second = found[index], found[index + 1]
            if not self._is_change(first, second, text):
                continue
            unit = first.unit or second.unit
            found[index] = first._replace(start=first.core_start, comparator="eq", unit=unit, moved=FROM)
            found[index + 1] = second._replace(moved=TO)
        return found

    def _is_change(self, first: Quantity, second: Quantity, text: str) -> bool:
        assert self._from is not None and self._to is not None
        if second.start - first.end > REACH or "range" in (first.comparator, second.comparator):
            return False
        if first.unit != second.unit and (first.unit or second.scaled):
            return False
        before = max(0, first.core_start - BACK)
        return (
            self._to.fullmatch(text, first.end, second.core_start) is not None
            and self._from.search(text, before, first.core_start) is not None
        )
