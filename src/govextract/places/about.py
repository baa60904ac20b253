"""Which province an article is about.

The evidence is scored: names in the headline, in the dateline, in the body (how often, how early), in the path of
the URL, and the local paper that runs the host. One province must lead clearly, else the article is about the
nation, a ministry or nothing in particular, and has no place.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from govextract.places.finder import find_places
from govextract.places.gazetteer import PlaceMention, Places

HEADLINE = 4.0
DATELINE = 2.0
PATH = 5.0
HOST = 3.0
OPENING = 1.5
"""For the province that the body names first, if it does so near its beginning."""
OPENING_REACH = 500
"""Code points of body within which a first mention counts as opening."""
LIST_REACH = 40
"""Code points within which a second province makes the first one an item of a list, not the opening."""
BODY_CAP = 6.0
TOWN = 0.5
"""Weight of a mention of one of its towns, where a mention of the province itself is 1."""
CAPITAL = 0.5
"""Weight of body mentions of the nation's capital: it stands for where the government sits as often as for itself."""
ENOUGH = 2.0
SHARE = 0.35
"""Share of all evidence that the winner needs: an article that lists provinces is about none of them."""
LEAD = 1.4
"""How many times the runner-up's score the winner needs."""


def article_place(
    mentions: Sequence[PlaceMention],
    title: str | None,
    url: str | None,
    on: dt.date | None,
    places: Places,
) -> str | None:
    """The ISO code of the province the article is about, or None when nothing dominates.

    ``title`` is one that is not part of the text, ``on`` the day of publication or of the event. Mentions of a
    province that had merged by then count for its successor when the article names that too.
    """
    local = [mention for mention in mentions if not places.is_country(mention.code)]
    scores: dict[str, float] = defaultdict(float)
    _headline(scores, [*local, *_in_title(title, places)])
    _dateline(scores, local, places)
    _body(scores, [mention for mention in local if mention.zone == "body"], places)
    if url and (code := places.slugs.from_path(url)):
        scores[code] += PATH
    if url and (code := places.slugs.from_host(url)):
        scores[code] += HOST
    merged = _merge(scores, {mention.code for mention in local if not mention.town}, places, on)
    return _leader(merged)


def _in_title(title: str | None, places: Places) -> list[PlaceMention]:
    if not title:
        return []
    found = (find_places(title, places, language, zone="headline") for language in places.languages())
    return max(found, key=len, default=[])


def _headline(scores: dict[str, float], mentions: Iterable[PlaceMention]) -> None:
    best: dict[str, float] = defaultdict(float)
    for mention in mentions:
        if mention.zone == "headline":
            best[mention.code] = max(best[mention.code], HEADLINE * (TOWN if mention.town else 1))
    for code, score in best.items():
        scores[code] += score


def _dateline(scores: dict[str, float], mentions: Iterable[PlaceMention], places: Places) -> None:
    for code in {mention.code for mention in mentions if mention.zone == "dateline"}:
        if not places.units[code].capital:
            scores[code] += DATELINE


def _body(scores: dict[str, float], mentions: Sequence[PlaceMention], places: Places) -> None:
    counts: dict[str, float] = defaultdict(float)
    for mention in mentions:
        counts[mention.code] += TOWN if mention.town else 1
    for code, count in counts.items():
        scores[code] += min(count, BODY_CAP) * (CAPITAL if places.units[code].capital else 1)
    if mentions:
        first = min(mentions, key=lambda mention: mention.start)
        listed = any(m.code != first.code and m.start - first.start <= LIST_REACH for m in mentions)
        if first.start <= OPENING_REACH and not listed and not places.units[first.code].capital:
            scores[first.code] += OPENING


def _merge(scores: dict[str, float], named: set[str], places: Places, on: dt.date | None) -> dict[str, float]:
    """Former provinces' scores go to their successors where the article shows that it means today's unit.

    It shows it when it names the successor on a day after the merger, or names a town of the former province and
    the successor but never the former province.
    """
    merged: dict[str, float] = defaultdict(float)
    for code, score in scores.items():
        successor = places.units[code].successor
        today = places.is_former(code, on) and (successor in scores or code not in named)
        if successor and (today or (code not in named and successor in named)):
            code = successor
        merged[code] += score
    return merged


def _leader(scores: dict[str, float]) -> str | None:
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    if not ranked or scores[ranked[0]] < max(ENOUGH, SHARE * sum(scores.values())):
        return None
    if len(ranked) > 1 and scores[ranked[0]] < LEAD * scores[ranked[1]]:
        return None
    return ranked[0]
