"""What a period takes from the one printed before it: the year of its sentence, or the role of what it explains."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from govextract.lexing.mentions import Period

PARTS = frozenset({"quarter", "half1", "half2", "first_months", "last_months"})
EXPLAINED = (" (", " ")
LIST = 600  # characters from the year that leads into a list to an item
ITEM = 120  # and of an item at most
_MARK = re.compile(r" ?(?:[-*•+–▪●]|\d{1,2}[.)]|[a-z]\)) ?")
NTH = "nth"  # the kind of "in the second"
CLOSES = (",", ";", ".", "")  # what may stand behind it
REACH = 120  # characters from a year to a part of it
_APART = re.compile(r"[.!?;]\s|\n|;")


def with_neighbours(periods: Sequence[Period], text: str, joints: Collection[int] = ()) -> list[Period]:
    """``periods`` in order, with what they take from their neighbours filled in; ``joints`` are where words for "and" begin.

    "In 2025 GDP grew by 8.02%, in the fourth quarter alone by 8.46%": the quarter is of that year, whatever the year of
    the article. "By the end of the budget year (31/01/2026)": the date is a deadline too. "Than in Q1 last year": of a
    comparison, both.
    """
    found: list[Period] = []
    year: Period | None = None
    for period in _counted(periods, text, joints):
        before = found[-1] if found else None
        if before is not None and before.role and not period.role and text[before.end : period.start] in EXPLAINED:
            period = period._replace(role=before.role)
        if period.kind == "year" and period.year is not None:
            year = period if period.role not in ("by", "from") else None  # "since 2021 six projects, two in the first four months"
        elif year is not None and period.year is None and _is_part(period) and _beside(year, period, text):
            period = period._replace(year=year.year)
        found.append(period)
    return found


def _counted(periods: Sequence[Period], text: str, joints: Collection[int]) -> list[Period]:
    """``periods`` with the quarters that are but counted beside one that is named: "8.6% in the first quarter, 9.7% in the
    second and 10.4% in the third"."""
    found: list[Period] = []
    for index, period in enumerate(periods):
        if period.kind != NTH:
            found.append(period)
            continue
        named = next((p for p in (*reversed(found), *periods[index + 1 :]) if p.kind == "quarter"), None)
        low, high = sorted((named, period), key=lambda p: p.start) if named is not None else (period, period)
        beside = named is not None and high.start - low.end <= REACH and not _APART.search(text, low.end, high.start + 1)
        if named is not None and beside and (text[period.end : period.end + 1] in CLOSES or period.end + 1 in joints):
            found.append(period._replace(kind="quarter", year=named.year))
    return found


def _is_part(period: Period) -> bool:
    return period.kind in PARTS or (period.kind == "date" and period.role == "as_of")


def _beside(year: Period, part: Period, text: str) -> bool:
    """Whether both stand in one sentence, not far apart, or the part opens an item of the list that the line of the year leads
    into: "The scenario for 2026:", then "- Quarter I: 8.6%"."""
    if part.start - year.end <= REACH and not _APART.search(text, year.end, part.start + 1):
        return True
    if part.start - year.end > LIST:
        return False
    lead, *items = text[year.end : part.start].split("\n")
    return bool(items) and lead.rstrip().endswith(":") and not _MARK.sub("", items[-1]) and max(map(len, items)) <= ITEM
