"""Which term "in five years" or "throughout the term" means: of those an article names, the one to come or the one that ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from govextract.lexing.mentions import Period

WHOLE = "whole_term"  # the kind of such a period
BESIDE = 3  # characters between such words and the term that they are about
YEARS = 5  # of a term: 2026-2030, which a congress calls 2025-2030


def term_of(periods: Sequence[Period], now: dt.date | None, *, to_come: bool) -> str | None:
    """The term, as YYYY/YYYY, that is meant of a goal (``to_come``) or of a result; None if the article names none.

    Of terms that end together the later is meant; that of a congress only for results, since its goals are for its last year.
    """
    if now is None:
        return None
    spans = {(p.year, p.year2) for p in periods if p.kind == "term" and p.iso and p.year and p.year2}
    lengths = (YEARS,) if to_come else (YEARS, YEARS + 1)
    fitting = [(last, first) for first, last in spans if (last > now.year) is to_come and last - first + 1 in lengths]
    if not fitting:
        return None
    nearest = min(last for last, _ in fitting) if to_come else max(fitting)[0]
    return f"{max(first for last, first in fitting if last == nearest):04d}/{nearest:04d}"


def with_terms(periods: Sequence[Period], now: dt.date | None) -> list[Period]:
    """``periods``, those of kind WHOLE with the term that was named last before them, as far as they may be about one.

    "In the five years 2021-2025" names its own right behind.
    """
    known = any(term_of(periods, now, to_come=to_come) for to_come in (True, False))
    found: list[Period] = []
    spoken: str | None = None
    for index, period in enumerate(periods):
        if period.kind == "term":
            spoken = period.iso
        elif period.kind == WHOLE:
            following = periods[index + 1 : index + 2]
            named = any(p.kind == "term" and p.start - period.end <= BESIDE for p in following)
            period = period._replace(kind="ignore") if named else period._replace(iso=spoken if known else None)
        found.append(period)
    return found
