"""The typed mentions that lexers find: quantities, periods and document symbols, all as spans of a view."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

FROM, TO = "from", "to"


class Quantity(NamedTuple):
    """A number with its unit at ``start:end`` (comparator and unit included); ``core`` is the number alone.

    ``value`` is scaled to ``unit``; ``unit`` is "" where the text prints none (a count, until linking knows better).
    ``out_of`` is the total of a ratio; ``alternatives`` are other readings of an ambiguous separator.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: str
    out_of: Decimal | None = None
    per: str = ""
    scaled: bool = False
    approximate: bool = False
    rule: str = "number"
    alternative: Decimal | None = None
    sign: str = ""  # "+" or "-" where printed
    priced: bool = False  # money per something that is no person and no year: what a thing costs
    moved: str = ""  # FROM or TO if it is the earlier or the later level of a change: "from 60% to 70%"


class Unit(NamedTuple):
    """A unit printed behind a number: power of ten of the scale words, unit code ("" if none), end offset."""

    power: int
    code: str
    end: int
    chained: Decimal | None = None


class Label(NamedTuple):
    """A number that is no quantity (ordinal, label, phone, clock …) and the rule that says so."""

    start: int
    end: int
    rule: str


class Period(NamedTuple):
    """A date or period as printed; fields that the text leaves open are None until resolved.

    ``kind`` as in the pack's rules; ``iso`` is filled by ``resolve_periods``.
    """

    start: int
    end: int
    kind: str
    rule: str
    year: int | None = None
    year2: int | None = None
    month: int | None = None
    month2: int | None = None
    day: int | None = None
    day2: int | None = None
    number: int | None = None
    number2: int | None = None
    role: str = ""  # "by", "as_of", "from" or "" (in), from the word before
    iso: str | None = None
    inferred: bool = False


class Symbol(NamedTuple):
    """A document number with (part of) its official symbol, at ``start:end`` of a view.

    ``canonical`` is None when the symbol is incomplete (``06/CP``); ``alternatives`` are document types that the words
    around may choose instead of ``doc_type``. Rules: ``symbol``, ``symbol.repaired``, ``symbol.partial``,
    ``symbol.unknown`` (shaped like a symbol, but of no known body), ``symbol.series`` and ``symbol.refused`` (a
    licence, standard or the like, which is no policy document).
    """

    start: int
    end: int
    number: str
    canonical: str | None
    doc_type: str | None
    issuer: str | None
    alternatives: tuple[str, ...] = ()
    type_code: str = ""
    organisation: str = ""
    provincial: bool = False
    year: int | None = None
    rule: str = "symbol"
