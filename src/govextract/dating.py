"""When an article was published, when its event took place, and which date resolves year-less ones."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from govextract.document import Block, Document
from govextract.lexing.mentions import Period

HEADER_BLOCKS = 8
EVENT_BLOCKS = 3
DATELINE = 45
AGO = {"today": 0, "yesterday": 1}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HEADER_LENGTH = 90
LEADS = 40  # characters before a time that opens its sentence: "(VNA) - By the end of "
SOON = 60  # days between publication and an event told without its year: "31/12" in January is the year before's
BEHIND = dt.timedelta(days=150)  # that a day without its year may hardly lie behind the latest time told
DATED = 12  # characters between a document's symbol and its date: " dated ", " ngày "
BUDGET_CLOSES = (1, 31)  # the month and day until which Vietnam's capital of a year may be disbursed (Law 56/2024/QH15)
LABEL = 24  # characters from the start of a line to the end of its label
TERM = 5  # years of the term that a party congress opens, from a year that five divides on
NAMED = 100  # characters in which the name of a congress stands before its term
CONGRESS = "congress"  # in the codes of issuers
HORIZON, FAR = 5, 4  # programmes end in years that five divides, years ahead
NEW_YEAR = "year.new"  # of every pack's rules: "New Year 2026"
FOR_WHEN = ("from", "by")  # what a day has that something is announced for
MOST_LIKELY = 2100  # years of symbols beyond are no years


def published_on(document: Document) -> dt.date | None:
    """Publication date: from metadata, else a full date in a short line near the top or at the very end."""
    if document.article.published:
        return document.article.published
    blocks = list(document.blocks)
    headline = next((i for i, b in enumerate(blocks[:HEADER_BLOCKS]) if b.kind == "headline"), 0)
    # The line under the headline dates the article; one above it may be the page's own clock.
    for block in [*blocks[headline:HEADER_BLOCKS], *blocks[:headline], *_last_lines(blocks)]:
        if block.end - block.start > HEADER_LENGTH:
            dateline = _dateline(document, block)
            if dateline is not None:
                return _date(dateline)
            continue
        for period in document.periods:
            dated = (
                block.start <= period.start < block.end and period.kind == "date" and period.year and period.role not in FOR_WHEN
            )
            if dated and not _words_around(document, block, period) and not _dates_document(document, period):
                return _date(period)
    return None


def _dateline(document: Document, block: Block) -> Period | None:
    """The full date of a dateline that opens a paragraph: "(Bao An Giang, 04-11-2025) - …"."""
    text = document.view.text
    if text[block.start] != "(":
        return None
    for period in document.periods_in(block.start, block.start + DATELINE):
        if period.kind == "date" and period.year and text[period.end : period.end + 1] in (")", "."):
            return period
    return None


def _last_lines(blocks: Sequence[Block]) -> list[Block]:
    return [b for b in blocks if b.kind != "boilerplate"][-2:]


def _words_around(document: Document, block: Block, period: Period) -> bool:
    """Whether the line says much besides the date (then it is a headline or a sentence); a stamp is glued to the paper's name."""
    if document.view.text[period.start - 1 : period.start].isalpha() and period.end == block.end:
        return False
    rest = document.view.text[block.start : period.start] + document.view.text[period.end : block.end]
    return len(rest.split()) > 7


def _date(period: Period) -> dt.date | None:
    if not (period.year and period.month and period.day):
        return None
    try:
        return dt.date(period.year, period.month, period.day)
    except ValueError:
        return None


def reference_date(document: Document, published: dt.date | None) -> dt.date | None:
    """The date that year-less dates are read on: publication, else the latest explicit date that is no deadline."""
    day = published or _clock(document)
    if day is not None:
        return day
    spoken = [b for b in document.blocks if b.kind not in ("boilerplate", "caption")]
    headline = spoken[0].end if spoken else 0
    dated = any(p.kind == "date" and p.year for p in document.periods)
    opening = headline if dated or len(spoken) < 2 else spoken[1].end
    told = _times_told(document)
    latest = _not_before_documents(document, _on_opening_day(document, told))
    fallback = next(
        (p.year for p in document.periods if p.kind == "year" and p.year and p.role not in ("by", "compare")
         and p.start < opening and not document.is_boilerplate(p.start)), None,
    )  # fmt: skip
    if latest is not None and (fallback is None or _horizon(document, fallback, latest)):
        fallback = _spoken_year(document, latest)
    if latest is None and fallback is None:
        fallback = min((p.year for p in document.periods if p.kind == "date" and p.year), default=None)
    if fallback is not None and (latest is None or (latest.year < fallback - 1 and not _horizon(document, fallback, latest))):
        latest = dt.date(fallback, 12, 28)
    held = _congress_year(document)
    return dt.date(held, 12, 28) if latest is not None and held is not None and latest.year < held <= latest.year + TERM else latest


def _congress_year(document: Document) -> int | None:
    """The year in which the term begins of the party congress that the opening tells of: it is held then."""
    limit = _opening(document)
    for period in document.periods:
        if period.start >= limit or document.is_boilerplate(period.start):
            continue
        if period.kind == "term" and period.year and not period.year % TERM and period.year2 == period.year + TERM:
            hits = document.hits_in(max(0, period.start - NAMED), period.start)
            if any(CONGRESS in hit.term.code for hit in hits if hit.term.kind == "issuer"):
                return period.year
    return None


def _spoken_year(document: Document, latest: dt.date) -> int | None:
    """The first year past ``latest`` that the opening speaks of, if it is later by two and more: a mere document's date then.

    Of terms those of congresses count, which begin in years that five divides, not those of plans ("2026-2030").
    """
    limit = _opening(document)
    years = [
        p.year for p in document.periods
        if p.start < limit and p.year and p.year > latest.year and p.role != "by" and (p.kind != "term" or not p.year % HORIZON)
        and p.kind not in ("ignore", "compared")
        and not document.is_boilerplate(p.start)
    ]  # fmt: skip
    return min(years) if years and min(years) > latest.year + 1 else None


def _horizon(document: Document, year: int, latest: dt.date) -> bool:
    """Whether a headline's ``year`` is rather what a programme aims at: 2030, in an article that is dated 2025, and in which
    no year behind it is told that is no such horizon itself."""
    if year % HORIZON or year - latest.year < FAR:
        return False
    years = [p.year for p in document.periods if p.kind == "year" and p.year and not document.is_boilerplate(p.start)]
    return not any(later > year and later % HORIZON for later in years)


def _clock(document: Document) -> dt.date | None:
    """The date in the page's furniture, if the article speaks of that very day without its year: "this morning (10/11)"."""
    told = {(p.month, p.day) for p in document.periods if p.kind == "date" and (not p.year or p.inferred)}
    for period in document.periods if told else ():
        shown = period.kind == "date" and period.year and not period.inferred and (period.month, period.day) in told
        if shown and document.is_boilerplate(period.start):
            return _date(period)
    return None


def _on_opening_day(document: Document, told: list[dt.date]) -> dt.date | None:
    """The latest of ``told``; but where the article opens with a day without its year ("this afternoon, December 9") that
    would be long after it, and is soon after another of them if of the year before, what lies behind that day is announced."""
    latest, limit = max(told, default=None), _opening(document)
    opening = next(
        (p for p in document.periods if p.kind == "date" and p.start < limit and p.role != "by"
         and not document.is_boilerplate(p.start)), None,
    )  # fmt: skip
    if latest is None or opening is None or (opening.year and not opening.inferred):
        return latest
    this_year, before = (_date(opening._replace(year=latest.year - back)) for back in (0, 1))
    if this_year is None or before is None or this_year - latest < BEHIND:
        return latest
    return before if any(0 <= (before - day).days <= SOON for day in told) else latest


def _times_told(document: Document) -> list[dt.date]:
    """The times that the article names: any in its opening, and farther down the days that are no month's last.

    Farther down, quarters to come and days like 31 January (until which a year's capital may be spent) are plans; they
    count only where nothing else does.
    Quarters in sentences that tell only goals come last.
    """
    limit = _opening(document)
    heading = next((b.end for b in document.blocks if b.kind == "headline"), 0)
    told: list[dt.date] = []
    planned: list[dt.date] = []
    goals: list[dt.date] = []
    for period in document.periods:
        if document.is_boilerplate(period.start) or period.year is None or period.inferred:
            continue
        if period.rule.endswith(NEW_YEAR) and period.start < limit:
            told.append(dt.date(period.year, 1, 1))
        if period.kind == "year_end" and not period.role and period.start < heading:
            told.append(dt.date(period.year, 12, 1))  # "the session at the end of 2025"
        if period.role == "by" and not _looks_back(document, period):
            continue  # what was inferred from an earlier reading dates nothing
        if period.kind not in ("date", "month", "quarter", "first_months", "half1", "half2", "month_range"):
            continue
        month = period.month2 or period.month or {"half1": 6, "half2": 12}.get(period.kind) or _last_month(period)
        if 1 <= month <= 12:
            last = period.kind != "date" or period.day == calendar.monthrange(period.year, month)[1]
            cited = _dates_document(document, period)
            turn = _is_turn_of_year(document, period) and not cited
            sure = not turn and (period.start < limit or not last or cited)
            listed = told if sure else planned
            if period.kind == "quarter" and (_is_of_goals(document, period) or _opens_item(document, period)):
                listed = goals
            listed.append(dt.date(period.year, month, min(period.day or 1, 28)))
    return told or planned or goals


def _opens_item(document: Document, period: Period) -> bool:
    """Whether ``period`` is what a line of a list is about: "- Quarter I: 8.6%", of a scenario as of results."""
    block = document.block_at(period.start)
    return block is not None and period.end - block.start <= LABEL and block.kind in ("item", "heading")


def _is_turn_of_year(document: Document, period: Period) -> bool:
    """Whether something rather begins or ends on ``period``: "in force from 1 July 2025", "abolished on 1 January 2026", "when the
    budget year closes (31 January 2026)". The first day that an article names may be a New Year's Day."""
    if period.kind != "date" or (period.month, period.day) == BUDGET_CLOSES:
        return period.kind == "date"
    if period.day != 1 or (period.role != "from" and period.month != 1):
        return False
    return period.role == "from" or any(p.kind == "date" and p.end <= period.start and p.year for p in document.periods)


def _is_of_goals(document: Document, period: Period) -> bool:
    """Whether the sentence of ``period`` tells goals and no results: "In the first quarter of 2026 the centre wants …"."""
    sentence = document.sentence_at(period.start)
    if sentence is None:
        return False
    cues = {hit.term.code for hit in document.hits_in(sentence.start, sentence.end) if hit.term.kind == "role"}
    return "goal" in cues and "achieved" not in cues


def _looks_back(document: Document, deadline: Period) -> bool:
    """Whether what is told of a ``deadline`` lies behind it: "By the end of August 2024 the province had reached …"."""
    sentence = document.sentence_at(deadline.start)
    if sentence is None or deadline.kind == "date":
        return False
    cues = [hit.term.code for hit in document.hits_in(deadline.end, sentence.end) if hit.term.kind == "role"]
    return bool(cues) and cues[0] == "achieved" and deadline.start - sentence.start <= LEADS


def _dates_document(document: Document, period: Period) -> bool:
    """Whether ``period`` is the day of the document whose symbol stands right before it: no plan, then."""
    return any(0 <= period.start - symbol.end <= DATED for symbol in document.symbols)


def _dates_several(document: Document, period: Period) -> bool:
    """Whether ``period`` stands in brackets right behind a symbol: "140/2025/ND-CP and 144/2025/ND-CP (both of June 12)"."""
    text = document.view.text
    opened = text.rfind("(", max(0, period.start - LEADS), period.start)
    return opened >= 0 and ")" not in text[opened : period.start] and any(0 <= opened - s.end <= 1 for s in document.symbols)


def _not_before_documents(document: Document, latest: dt.date | None) -> dt.date | None:
    """``latest``, unless the article cites a document whose number is of a later year: 257/2025/QH15."""
    if latest is None:
        return None
    years = [s.year for s in document.symbols if s.year is not None and not document.is_boilerplate(s.start)]
    year = max(years, default=latest.year)
    return dt.date(year, 12, 28) if latest.year < year <= MOST_LIKELY else latest


def latest_date(document: Document) -> dt.date | None:
    """The latest full date in the article that is no deadline."""
    dates = [_date(p) for p in document.periods if p.kind == "date" and not p.inferred and p.role != "by"]
    return max((d for d in dates if d is not None), default=None)


def _last_month(period: Period) -> int:
    if period.kind == "quarter":
        return (period.number or 4) * 3
    return period.number or 12


def event_on(document: Document, reference: dt.date | None, cited: Sequence[tuple[int, int]]) -> dt.date | None:
    """The date of the event reported: the first day named near the beginning that is no deadline or document date."""
    limit = _opening(document)
    for period in document.periods:
        if period.start >= limit:
            break
        block = document.block_at(period.start)
        if period.kind != "date" or block is None or block.kind in ("boilerplate", "caption"):
            continue
        if period.role in ("by", "as_of", "from") or any(a <= period.start < b for a, b in cited):
            continue
        dateline = _dateline(document, block)
        if (dateline is not None and dateline.start == period.start) or _dates_several(document, period):
            continue
        short = block.end - block.start <= HEADER_LENGTH and not document.view.text[block.start : block.end].rstrip().endswith(".")
        if short and period.year and block.kind != "headline":
            continue  # the line that says when the page was published
        year = period.year or (reference.year if reference else None)
        found = _date(period._replace(year=year))
        printed = document.published_on
        if found is not None and reference is not None and _is_turn_of_year(document, period) and found > reference:
            continue  # "the tax is abolished on January 1, 2026"
        unlikely = period.inferred and printed is not None and found is not None and abs((found - printed).days) > SOON
        if found is not None and not unlikely:
            return found
    return _told(document, limit)


def _opening(document: Document) -> int:
    """Where the beginning of the text ends, in which an event is dated: short lines and furniture do not count."""
    said = [b for b in document.blocks if b.kind in ("body", "item")]
    told = [b for b in said if b.end - b.start > HEADER_LENGTH] or said
    return told[min(len(told), EVENT_BLOCKS) - 1].end if told else max((b.end for b in document.blocks), default=0)


def _told(document: Document, limit: int) -> dt.date | None:
    """The event's date as told from the day of publication: yesterday, on Wednesday."""
    if document.published_on is None:
        return None
    first = next((b for b in document.blocks if b.kind == "body" and b.end - b.start > HEADER_LENGTH), None)
    for hit in document.hits_in(first.start, min(first.end, limit)) if first is not None else ():
        if hit.term.kind != "day_word":
            continue
        if hit.term.code in AGO:
            return document.published_on - dt.timedelta(days=AGO[hit.term.code])
        back = (document.published_on.weekday() - WEEKDAYS.index(hit.term.code)) % 7
        return document.published_on - dt.timedelta(days=back)
    return None
