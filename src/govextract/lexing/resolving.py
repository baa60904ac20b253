"""Fills what printed dates and periods leave open, such as their year, from a known date: "October 3" is then 2025-10-03."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from govextract.lexing.mentions import Period
from govextract.lexing.terms import WHOLE, with_terms

_HALVES = {(1, 6): "H1", (7, 12): "H2", (1, 3): "Q1"}
SCHOOL_YEARS = ("school_year", "last_school_year")
SCHOOL_BEGINS = 7  # the month from which on the school year spoken of is the one that begins in September
EARLY = 3  # months
LATE = 10  # the month from which on the new year is the next one
MANY = 5  # months that are those since January, where that is possible: "ten months" told in late November
HALF = 15  # the day from which on a month counts as over
NEXT_QUARTER = "quarter.next"  # of every pack's rules: "the second at"
BESIDE_QUARTER = 40  # characters between a quarter and the next one, which is told without its noun
PREVIOUS = "last_year.previous"  # of every pack's rules: "the previous year"
SEVERAL = 8  # times before "the previous year" among which that year is looked for
SPOKEN = 160  # characters between a year and "the previous year" that is meant from there
BESIDE, NEAR = 8, 60  # characters between a number of months and the months themselves


def resolve_periods(periods: Sequence[Period], reference: dt.date | None) -> list[Period]:
    """Fills ``iso``; a missing year comes from ``reference`` (publication or event date, or what stands for it)."""
    resolved: list[Period] = []
    quarter: Period | None = None
    for period in periods:
        if period.kind == "this_quarter" and quarter is not None:  # "in the quarter": the one spoken of
            resolved.append(quarter._replace(start=period.start, end=period.end))
            continue
        if period.rule.endswith(NEXT_QUARTER):
            resolved.append(_next_quarter(period, resolved))
            continue
        resolved.append(_before(period, resolved, reference) or _resolved(period, reference))
        if period.kind == "quarter" and resolved[-1].iso:
            quarter = resolved[-1]
    for index, period in enumerate(resolved[:-1]):
        if period.kind in ("first_months", "recent_months") and _spelled_out(period, resolved[index + 1]):
            resolved[index] = period._replace(kind="ignore", iso=None)
    return with_terms(resolved, reference)


def _next_quarter(period: Period, resolved: Sequence[Period]) -> Period:
    """The quarter behind the one told shortly before: "the first quarter is set at 8.76%, the second at 9.94%"; else no time."""
    last = resolved[-1] if resolved else None
    follows = last is not None and last.kind == "quarter" and last.iso and period.number == (last.number or 0) + 1
    if last is None or not follows or period.start - last.end > BESIDE_QUARTER:
        return period._replace(kind="ignore", iso=None)
    return last._replace(start=period.start, end=period.end, number=period.number, iso=f"{(last.iso or '')[:-1]}{period.number}")


def _before(period: Period, resolved: Sequence[Period], reference: dt.date | None) -> Period | None:
    """The year before the one told shortly before: "SIPAS 2024 stood at 82.17%; the previous year, it was 80.05%"."""
    if not period.rule.endswith(PREVIOUS):
        return None
    last = next((p for p in reversed(resolved[-SEVERAL:]) if p.iso and p.kind != "date"), None)
    told = last is not None and not last.inferred and last.kind in ("year", "year_end") and period.start - last.end <= SPOKEN
    if last is None or not told or last.role or (reference is not None and int(last.iso or 0) > reference.year):
        return None
    return period._replace(kind="year", iso=f"{int(last.iso or 0) - 1:04d}", year=int(last.iso or 0) - 1)


def _spelled_out(period: Period, following: Period) -> bool:
    """Whether a number of months is named right behind: "in four months, from July to October"."""
    reach = BESIDE if period.kind == "first_months" else NEAR  # "of running the two-level model (July to October)"
    return following.kind in ("month_range", "date_range") and 0 <= following.start - period.end <= reach


def _resolved(period: Period, reference: dt.date | None) -> Period:
    kind = period.kind
    if kind in ("ignore", "compared", "plan_year", WHOLE):
        return period
    if kind == "past_year":  # "the past year": early in a year the one before
        kind = "last_year" if reference is not None and reference.month <= EARLY else "this_year"
        period = period._replace(kind=kind)
    elif kind == "new_year":  # "in the new year": late in a year the one to come
        kind = "next_year" if reference is not None and reference.month >= LATE else "this_year"
        period = period._replace(kind=kind)
    year = period.year
    inferred = False
    if kind in ("this_year", "last_year", "next_year", "this_month", "this_quarter") or year is None:
        if reference is None:
            return period
        year = reference.year + {"last_year": -1, "next_year": 1, "same_period_last_year": -1}.get(kind, 0)
        inferred = True
    iso = _iso(period, year, reference)
    return period._replace(iso=iso, year=year, inferred=inferred) if iso else period


def _iso(period: Period, year: int, reference: dt.date | None) -> str | None:
    kind, month, day = period.kind, period.month, period.day
    if kind == "date" and month and day:
        return f"{year:04d}-{month:02d}-{day:02d}" if day <= calendar.monthrange(year, month)[1] else None
    if kind == "month" and month:
        return f"{year:04d}-{month:02d}"
    if kind in SCHOOL_YEARS and reference:
        first = reference.year - (reference.month < SCHOOL_BEGINS) - SCHOOL_YEARS.index(kind)
        return f"{first:04d}/{first + 1:04d}"
    if kind == "this_month" and reference:
        return f"{reference.year:04d}-{reference.month:02d}"
    if kind == "this_quarter" and reference:
        return f"{reference.year:04d}-Q{(reference.month + 2) // 3}"
    if kind == "term":
        return f"{year:04d}/{period.year2:04d}"
    if kind == "year_to_month" and period.year2 and period.month2:  # "from 2021 to the end of June 2025"
        return f"{year:04d}/{period.year2:04d}-{period.month2:02d}" if year <= period.year2 else None
    if kind == "quarter" and period.number:
        return f"{year:04d}-Q{period.number}"
    if kind == "quarters" and period.number and period.number2:
        return f"{year:04d}-{period.number * 3 - 2:02d}/{year:04d}-{period.number2 * 3:02d}"
    if kind == "recent_months" and reference and period.number:
        return _recent(reference, period.number)
    if kind in ("half1", "half2"):
        return f"{year:04d}-H{kind[-1]}"
    if kind == "mid_year":
        return f"{year:04d}-06"
    if kind in ("first_months", "last_months", "month_range", "date_range"):
        return _months_iso(period, year)
    if kind in ("year", "year_end", "this_year", "last_year", "next_year"):
        return f"{year:04d}"
    return None


def _recent(now: dt.date, count: int) -> str:
    """The ``count`` whole months up to ``now``: of 28 October and of 3 November the last is October."""
    last = now.year * 12 + now.month - 1 - (now.day <= HALF or MANY <= count == now.month - 1)
    (year, month), (first_year, first) = divmod(last, 12), divmod(last - count + 1, 12)
    ending = f"{year:04d}-{month + 1:02d}"
    if first_year == year and (first + 1, month + 1) in _HALVES:
        return f"{year:04d}-{_HALVES[first + 1, month + 1]}"
    return ending if count == 1 else f"{first_year:04d}-{first + 1:02d}/{ending}"


def _months_iso(period: Period, year: int) -> str | None:
    number = period.number or period.month  # "from the beginning of the year to the end of October"
    if period.kind == "first_months" and number:
        if number in (6, 12):
            return f"{year:04d}-H1" if number == 6 else f"{year:04d}"
        if number == 3:
            return f"{year:04d}-Q1"
        return f"{year:04d}-01/{year:04d}-{number:02d}" if number > 1 else f"{year:04d}-01"
    if period.kind == "last_months" and period.number:
        if period.number == 6:
            return f"{year:04d}-H2"
        return f"{year:04d}-{13 - period.number:02d}/{year:04d}-12"
    if period.month and period.month2:
        one_year = period.year2 in (None, year)
        if period.kind == "month_range" and one_year and (period.month, period.month2) in _HALVES:
            return f"{year:04d}-{_HALVES[period.month, period.month2]}"
        first = period.month % 12 + 1 if period.kind == "date_range" and (period.day or 1) > 25 else period.month
        last_year = period.year2 or (year if period.month2 >= period.month else year + 1)
        return f"{year:04d}-{first:02d}/{last_year:04d}-{period.month2:02d}"
    return None
