"""Reads one printed number: which separator groups thousands and which is the decimal mark.

A separator before exactly three digits is ambiguous in machine-translated text (``1.585`` may be 1585 or 1.585); the
pack's own convention decides, unless evidence about the unit says otherwise.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import NamedTuple

MOST_POWER = 18
"""Scale words are multiplied up to this power of ten: a million billion is 15."""
_ONE = Decimal(1)
_WIDE = Context(prec=2 * MOST_POWER + 2)
NUMBER = r"(?:\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)*)"
BEHIND_DIGIT = r"(?:\d{0,2}(?: \d{3})+(?:[.,]\d+)?(?![\d])|\d*(?:[.,]\d+)*)"
"""The rest of a number behind its first digit."""
MOST_DIGITS = 18
"""Digits of the longest number that is read; a longer one is an account, a key or a prank, and no column could hold it."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")


class Reading(NamedTuple):
    """The value of a printed number, and the other one it might have."""

    value: Decimal
    alternative: Decimal | None = None


def read_number(text: str, decimal_mark: str, fractional: bool | None = None) -> Reading | None:
    """The value of ``text``, digits with optional separators; None if it is no well-formed number.

    ``fractional`` is what the unit says: True (a rate: 9.642% is 9.642), False (a count: 1.585 services are 1585) or
    None (no evidence: the pack's ``decimal_mark`` decides).
    """
    compact = text.replace(" ", "")
    if len(compact) > MOST_DIGITS and sum(map(str.isdecimal, compact)) > MOST_DIGITS:
        return None
    dots, commas = compact.count("."), compact.count(",")
    if not dots and not commas:
        return Reading(Decimal(compact))
    if dots and commas:
        return _mixed(compact)
    mark = "." if dots else ","
    if dots + commas > 1:
        if _GROUPED.fullmatch(compact):
            return Reading(Decimal(compact.replace(mark, "")))
        return None
    whole, part = compact.split(mark)
    as_decimal = Decimal(f"{whole}.{part}")
    if len(part) != 3 or " " in text or len(whole) > 3 or whole == "0":
        return Reading(as_decimal)
    as_grouped = Decimal(whole + part)
    if fractional is None:
        # Nobody prints 25.500 with a needless zero: a final zero speaks for grouping.
        fractional = mark == decimal_mark and not part.endswith("0")
    first, second = (as_decimal, as_grouped) if fractional else (as_grouped, as_decimal)
    return Reading(first, second)


def _mixed(compact: str) -> Reading | None:
    mark = "." if compact.rfind(".") > compact.rfind(",") else ","
    other = "," if mark == "." else "."
    whole, _, part = compact.rpartition(mark)
    if mark in whole or not _GROUPED.fullmatch(whole) or other not in whole:
        return None
    return Reading(Decimal(f"{whole.replace(other, '')}.{part}"))


def plain(value: Decimal) -> Decimal:
    """Without exponent, so that equal values print alike."""
    if value.same_quantum(_ONE):
        return value
    return value.quantize(_ONE, context=_WIDE) if value == value.to_integral_value() else value.normalize()
