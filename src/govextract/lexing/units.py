"""What is printed around a number: scale words and a unit behind it, a currency before it."""

from __future__ import annotations

import re
from decimal import Decimal

from govextract.lexing.alternation import any_word
from govextract.lexing.mentions import Unit
from govextract.lexing.numbers import MOST_POWER, NUMBER, read_number
from govextract.lexing.view import clean_phrase
from govextract.rulepack.schema import Numbers

_CHAINED = re.compile(rf" (?:and )?({NUMBER})")
THOUSAND = 3  # as a power of ten
NOUN = 3  # words of what a table counts in thousands or millions
HALF = Decimal("0.5")
PREFIX_REACH = 12  # characters before a number in which its currency stands


class UnitReader:
    """The units and scale words of one language; ``codes`` by word, ``prefixes`` those that stand before a number."""

    def __init__(self, numbers: Numbers) -> None:
        self._decimal = numbers.decimal
        self._scales = {clean_phrase(word): power for word, power in numbers.scales.items()}
        codes = {clean_phrase(word): "percent" for word in numbers.percent}
        codes |= {clean_phrase(word): "percentage_point" for word in numbers.percentage_point}
        for table in (numbers.currencies, numbers.units):
            codes |= {clean_phrase(word): code for code, words in table.items() for word in words}
        self.codes = codes
        self._scale = re.compile(rf" ?({any_word(self._scales)})(?!\w)") if self._scales else None
        halves = any_word([clean_phrase(word) for word in numbers.halves])
        self._half = re.compile(rf" (?:{halves})(?!\w)") if halves else None
        self._unit = re.compile(rf" ?({any_word(codes)})")
        # Only codes and signs stand before a number ("VND 5 billion"); a word there belongs to something else.
        self.prefixes = {clean_phrase(w): c for c, words in numbers.currencies.items() for w in words if w == w.upper()}
        self._prefix_ends = frozenset(word[-1] for word in self.prefixes)
        self._prefix = re.compile(rf"(?<!\w)({any_word(self.prefixes)}) ?\Z") if self.prefixes else None

    def is_unit(self, text: str) -> bool:
        """Whether ``text`` is a unit, a scale word, both, or such a word and what is counted: "million USD", "million guests"."""
        printed = f"1 {clean_phrase(text)}"
        unit = self.behind(printed, 1)
        counted = unit.power > 0 and not unit.code and printed.count(" ", unit.end) <= NOUN  # "million arrivals"
        return unit.end == len(printed) > 2 or counted

    def money_before(self, text: str, start: int) -> re.Match[str] | None:
        """The currency printed right before ``start``."""
        last = text[max(0, start - 3) : start].rstrip(" \n")[-1:]
        if self._prefix is None or last not in self._prefix_ends:
            return None
        return self._prefix.search(text, max(0, start - PREFIX_REACH), start)

    def behind(self, text: str, end: int, chain: bool = True) -> Unit:
        """The scale words and the unit right behind ``end``.

        ``chain``: also a smaller number of the same amount ("2 trillion 917 billion").
        """
        power, position = 0, end
        half = self._half.match(text, position) if self._half is not None else None
        if half is not None:
            position = half.end()  # "three and a half million"
        while self._scale is not None:
            scale = self._scale.match(text, position)
            if scale is None or power + self._scales[scale.group(1)] > MOST_POWER:
                break
            power += self._scales[scale.group(1)]
            position = scale.end()
        if half is None and power and self._half is not None:
            half = self._half.match(text, position)  # "3 triệu rưỡi"
            position = half.end() if half is not None else position
        rest_of_scale = HALF.scaleb(power) if half is not None else None
        if power and chain and half is None:
            rest = _CHAINED.match(text, position)
            smaller = self.behind(text, rest.end(), chain=False) if rest else None
            if rest and smaller and 0 < smaller.power < power:
                reading = read_number(rest.group(1), self._decimal, True)
                if reading is not None:
                    return Unit(power, smaller.code, smaller.end, reading.value.scaleb(smaller.power))
            joined = rest is not None and "and" in rest.group()  # "45 thousand and 3 million" are two counts
            if rest and smaller and not joined and power == THOUSAND < smaller.power:  # "52 thousand 386 billion"
                reading = read_number(rest.group(1), self._decimal, False)
                if reading is not None and reading.value < 10**THOUSAND and power + smaller.power <= MOST_POWER:
                    return Unit(power + smaller.power, smaller.code, smaller.end, reading.value.scaleb(smaller.power))
        unit = self._unit.match(text, position)
        if unit is not None:
            stop = unit.end()
            if not (text[stop - 1].isalnum() and stop < len(text) and text[stop].isalnum()):
                return Unit(power, self.codes[unit.group(1)], stop, rest_of_scale)
        return Unit(power, "", position, rest_of_scale)
