"""What an article is about as a whole: its first topic, its nation and level, the periods of its headline and opening."""

from __future__ import annotations

from govextract.document import Document
from govextract.lexing.mentions import Period
from govextract.link.meaning import OTHER
from govextract.link.outcome import Candidate
from govextract.link.spans import DURATIONS, last_year

OPENING = 4  # blocks in which an article says what it is about
NATIONAL_BODIES = {"cabinet_of_ministers": "UA", "verkhovna_rada": "UA", "politburo": "VN", "national_assembly": "VN",
                   "central_committee": "VN", "government": "", "prime_minister": "VN"}  # fmt: skip

CURRENCIES = {"VND": "VN", "UAH": "UA"}


def first_topic(document: Document) -> Candidate | None:
    """What the article speaks of first: lists without a word of their own are about it."""
    hit = next((h for h in document.hits_of("indicator") if h.term.code != OTHER), None)
    return Candidate(hit.term.code, hit, "topic", 0.0, ()) if hit is not None else None


def country(document: Document) -> str | None:
    """The nation that the article speaks of: that of most of its places, national bodies, symbols and sums of money."""
    votes: dict[str, int] = {}
    for quantity in document.quantities:
        if quantity.unit in CURRENCIES:
            votes[CURRENCIES[quantity.unit]] = votes.get(CURRENCIES[quantity.unit], 0) + 1
    for symbol in document.symbols:
        _, slash, body = (symbol.canonical or "").rpartition("/")
        if slash and not body.isdigit():  # "57/NQ-CP"; decrees of another president are "45/2025"
            votes["VN"] = votes.get("VN", 0) + 1
    for hit in document.hits_of("place", "issuer"):
        code = hit.term.code[:2] if hit.term.kind == "place" else NATIONAL_BODIES.get(hit.term.code, "")
        if code:
            votes[code] = votes.get(code, 0) + 1
    return max(sorted(votes), key=lambda code: votes[code], default=None)


def subject_level(document: Document) -> str | None:
    """ "ministry" if the article opens with a ministry, whose services its counts then are."""
    blocks = [b for b in document.blocks if b.kind != "boilerplate"][:2]
    opening = blocks[-1].end if blocks else 0
    issuers = (hit for hit in document.hits_of("issuer") if hit.start < opening)
    return "ministry" if any(hit.term.code == "ministry" for hit in issuers) else None


def counter_level(document: Document) -> str | None:
    """The level of the local counter that the article is about: one named in its opening."""
    told = [b for b in document.blocks if b.kind in ("headline", "body")][:OPENING]
    limit = told[-1].end if told else 0
    return next((hit.term.code for hit in document.hits_of("counter") if hit.start < limit), None)


def themes(document: Document) -> dict[bool, Period | None]:
    """The period that the headline gives the whole article, for goals and for results."""
    themes: dict[bool, Period | None] = {True: None, False: None}
    headline = next((b for b in document.blocks if b.kind == "headline"), None)
    now = document.reference
    if headline is None:
        return themes
    for period in document.periods:
        if not (headline.start <= period.start < headline.end) or period.iso is None or period.role == "compare":
            continue
        if period.kind not in DURATIONS or period.kind == "month":
            continue
        ahead = now is not None and int(last_year(period)) >= now.year
        elapsed = period.kind in ("first_months", "half1", "quarter") or not ahead
        if themes[not elapsed] is None:
            themes[not elapsed] = period
    if themes[True] is None and now is not None:
        themes[True] = _term_to_come(document, now.year)
    return themes


def _term_to_come(document: Document, year: int) -> Period | None:
    """The term that a congress or council begins: named in the article's opening, and not at its end."""
    told = [b for b in document.blocks if b.kind in ("headline", "body")][:OPENING]
    for period in document.periods_in(told[0].start, told[-1].end) if told else ():
        if period.kind == "term" and period.iso and not document.is_boilerplate(period.start):
            first, last = int(period.iso[:4]), int(last_year(period))
            if first <= year + 1 and last > year + 1:
                return period
    return None
