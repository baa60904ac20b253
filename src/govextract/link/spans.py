"""Resolved periods as spans of time: which lies within which, and which are over."""

from __future__ import annotations

import datetime as dt

from govextract.lexing.mentions import Period

DURATIONS = ("year", "this_year", "first_months", "recent_months", "half1", "half2", "quarter", "month", "month_range",
             "date_range")  # fmt: skip
OPEN_YEARS = ("this_year.whole", "year_end.open")  # of every pack's rules; "this year" tells which
LATE, JUST_BEGUN = 25, 5  # days of a month from which, and up to which, it counts as the next, or as not yet begun
EARLY, MONTHS = 3, 12
ELAPSING = ("first_months", "month_range", "date_range")


def within(inner: Period, outer: Period) -> bool:
    """Whether ``inner`` is a quarter or month of the longer ``outer``."""
    if inner.iso == outer.iso or inner.kind not in ("quarter", "month"):
        return False
    (low, high), (first, last) = _months(inner.iso), _months(outer.iso)
    return first <= low and high <= last


def is_whole_year(period: Period) -> bool:
    """Whether ``period`` is a calendar year."""
    return len(period.iso or "") == len("YYYY")


def is_part_of_year(inner: Period, year: Period) -> bool:
    """Whether ``inner`` is shorter than the calendar year ``year`` and lies within it."""
    return is_whole_year(year) and inner.iso != year.iso and (inner.iso or "")[:4] == year.iso == last_year(inner)


def ends_with(month: Period, span: Period) -> bool:
    """Whether ``month`` is the last of the several of which ``span`` tells."""
    return month.kind == "month" and span.kind in ELAPSING and within(month, span) and _months(month.iso)[1] == _months(span.iso)[1]


def is_year_of(year: Period, term: Period) -> bool:
    """Whether ``term``, a term of years, has ``year`` among its own."""
    if year.kind != "year" or term.kind != "term" or year.iso is None or term.iso is None:
        return False
    return term.iso[:4] <= year.iso <= last_year(term)


def elapsed(period: Period, month: str) -> bool:
    """Whether the months of ``period`` are over in ``month``."""
    return period.kind in ELAPSING and _months(period.iso)[1] <= month


def ahead(period: Period, month: str) -> bool:
    """Whether ``period`` is a part of a year that is not over in ``month``: nobody has results of it."""
    last = (period.iso or "").split("/")[-1]
    return len(last) > len("YYYY") and _month(last, 1) > month


def over(period: Period, day: str) -> bool:
    """Whether ``period`` ended before ``day``, an ISO date."""
    iso = period.iso or ""
    return iso < day if period.kind == "date" else _months(iso)[1] < day[:7]


def is_open_year(period: Period) -> bool:
    """Whether ``period`` is the whole or the end of a year without telling which: "the full year", "by the end of the year"."""
    return period.kind == "this_year" and period.rule.endswith(OPEN_YEARS)


def starts(period: Period) -> str:
    """The month in which ``period`` begins, as YYYY-MM."""
    return _months(period.iso)[0]


def is_next_winter(deadline: Period, now: dt.date) -> bool:
    """Whether the month of ``deadline`` is one of the first of a year and ``now`` one of its last."""
    month = (deadline.iso or "")[5:7]
    return deadline.kind in ("date", "month") and month.isdigit() and int(month) <= EARLY and now.month >= MONTHS - EARLY


def whole_year(period: Period) -> Period:
    """The year in which ``period`` ends."""
    return period._replace(kind="year", iso=last_year(period))


def _months(iso: str | None) -> tuple[str, str]:
    """The first and last month of a period, as YYYY-MM."""
    ends = (iso or "").split("/")
    return _month(ends[0], 0), _month(ends[-1], 1)


def _month(part: str, last: int) -> str:
    year, _, rest = part.partition("-")
    if rest[:1] in ("Q", "H"):
        length = 3 if rest[0] == "Q" else 6
        number = int(rest[1])
        return f"{year}-{number * length if last else (number - 1) * length + 1:02d}"
    return f"{year}-{rest[:2] or ('12' if last else '01')}"


def last_year(period: Period) -> str:
    """The year in which ``period`` ends, as YYYY."""
    return (period.iso or "").split("/")[-1][:4]


def since(iso: str, now: dt.date) -> str:
    """The whole months from a day or month ``iso`` to ``now``: those from 1 July to 15 November are July to November."""
    first = dt.date.fromisoformat(iso) if len(iso) > len("YYYY-MM") else dt.date.fromisoformat(iso + "-01")
    if first.day > LATE:
        first = (first.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    last = now if now.day > JUST_BEGUN else now.replace(day=1) - dt.timedelta(days=1)
    ending = f"{last.year:04d}-{last.month:02d}"
    beginning = f"{first.year:04d}-{first.month:02d}"
    return iso if beginning > ending else ending if beginning == ending else f"{beginning}/{ending}"
