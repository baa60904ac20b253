"""What a period takes from the one printed before it: the year of its sentence, or the role of what it explains."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govextract.lexing.mentions import Period

PARTS = frozenset({"quarter", "half1", "half2", "first_months", "last_months"})
EXPLAINED = (" (", " ")
REACH = 120  # characters from a year to a part of it
_APART = re.compile(r"[.!?;]\s|\n|;")


def with_neighbours(periods: Sequence[Period], text: str) -> list[Period]:
    """``periods`` in order, with what they take from their neighbours filled in.

    "In 2025 GDP grew by 8.02%, in the fourth quarter alone by 8.46%": the quarter is of that year, whatever the year of
    the article. "By the end of the budget year (31/01/2026)": the date is a deadline too. "Than in Q1 last year": of a
    comparison, both.
    """
    found: list[Period] = []
    year: Period | None = None
    for period in periods:
        before = found[-1] if found else None
        if before is not None and before.role and not period.role and text[before.end : period.start] in EXPLAINED:
            period = period._replace(role=before.role)
        if period.kind == "year" and period.year is not None:
            year = period if period.role not in ("by", "from") else None  # "since 2021 six projects, two in the first four months"
        elif year is not None and period.year is None and _is_part(period) and _beside(year, period, text):
            period = period._replace(year=year.year)
        found.append(period)
    return found


def _is_part(period: Period) -> bool:
    return period.kind in PARTS or (period.kind == "date" and period.role == "as_of")


def _beside(year: Period, part: Period, text: str) -> bool:
    """Whether both stand in one sentence, not far apart."""
    return part.start - year.end <= REACH and not _APART.search(text, year.end, part.start + 1)
