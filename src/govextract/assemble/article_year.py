"""Where a time lies, seen from the day of the article: reviewed, recent, still to come."""

from __future__ import annotations

import datetime as dt

from govextract.lexing.mentions import Period
from govextract.link.scene import Scene
from govextract.link.spans import last_year, over

SEASON = dt.timedelta(days=60)  # in which a new year's articles look back on the old one
YEARS = ("year", "next_year")
SHARES = ("quarter", "half1", "half2")  # of a year, which plans set apart


def is_reviewed(period: Period, now: dt.date | None) -> bool:
    """Whether ``period`` is of the year of the article, or of the one before, which its first weeks look back on."""
    return now is not None and last_year(period) in {str(now.year), str((now - SEASON).year)}


def is_recent(period: Period, now: dt.date | None) -> bool:
    """Whether ``period`` ends in the year of the article, or in the one before."""
    return now is not None and now.year - 1 <= int(last_year(period)) <= now.year


def is_to_come(period: Period, now: dt.date | None) -> bool:
    """Whether ``period`` is the year of the article or a whole one to come, which a plan may be about among those for a term."""
    return now is not None and period.kind in YEARS and int(last_year(period)) >= now.year


def is_one_of_year(scene: Scene, period: Period, now: dt.date) -> bool:
    """Whether ``period`` is one of the quarters or halves of a year of which others are over: "the first 9.3%, … the fourth
    11.2%", told late in the year before."""
    if period.kind not in SHARES:
        return False
    return any(p.kind in SHARES and p.inferred and p.iso and over(p, now.isoformat()) for p in scene.periods)


def is_same_day(period: Period | None, day: Period) -> bool:
    """Whether ``period`` is ``day``, but for a year that was guessed."""
    told = period.iso if period is not None and period.inferred and period.kind == "date" else None
    return told is not None and day.iso is not None and told[4:] == day.iso[4:] and told != day.iso
