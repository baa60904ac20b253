"""What documents told together share: the date and the issuer of the last one, of one act, of one day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govextract.assemble.citation_runs import Run, kind, organisation
from govextract.assemble.citations import CitationReader
from govextract.lexing.mentions import Period


class Details(NamedTuple):
    """What is known of a run; ``end`` is where its modifiers end."""

    end: int
    date: Period | None = None
    issuer: str | None = None
    place: str | None = None
    title: tuple[int, int] | None = None
    same_day: bool = False
    shareable: bool = False
    issuer_behind: bool = False
    firm: bool = False
    act: bool = False
    joint: bool = False  # the date is that of all documents of the enumeration


def _is_joined(reader: CitationReader, runs: Sequence[Run], found: Sequence[Details], index: int) -> bool:
    """Whether nothing but a comma or "and" stands between a run and the next."""
    match = reader.words.joiner.match(reader.lower, found[index].end, runs[index + 1].start)
    return (
        match is not None
        and ";" not in match.group()
        and reader.words.is_number_word(reader.lower[match.end() : runs[index + 1].start])
    )


def share_on(reader: CitationReader, runs: Sequence[Run], found: list[Details]) -> None:
    """Documents issued in one act share its date: ``On June 12 they issued Decree 150 and Decree 151``."""
    for index in range(1, len(runs)):
        before, mine = found[index - 1], found[index]
        undated = before.act and not (mine.date or mine.same_day)
        if undated and kind(runs[index - 1]) == kind(runs[index]) and _is_joined(reader, runs, found, index - 1):
            found[index] = mine._replace(date=before.date, act=True)


def share_back(reader: CitationReader, runs: Sequence[Run], found: list[Details]) -> None:
    """Documents joined by commas and "and" share the issuer, and if of one kind the date, of the last one."""
    for index in range(len(runs) - 2, -1, -1):
        run, following, mine, theirs = runs[index], runs[index + 1], found[index], found[index + 1]
        if organisation(run) != organisation(following):
            continue
        together = not _sentences_between(reader, run.start, following.start)
        if theirs.joint and kind(run) == kind(following) and together:
            if mine.date is None or mine.act:
                found[index] = mine._replace(date=theirs.date, joint=True)
            continue
        if not _is_joined(reader, runs, found, index):
            continue
        alike = organisation(run) is not None or kind(run) == kind(following)
        if mine.issuer is None and theirs.issuer_behind and alike:
            mine = mine._replace(issuer=theirs.issuer, issuer_behind=True)
        if mine.date is None and theirs.shareable and mine.title is None and kind(run) == kind(following):
            mine = mine._replace(date=theirs.date, same_day=theirs.same_day)
        found[index] = mine


def same_days(reader: CitationReader, runs: Sequence[Run], found: list[Details]) -> None:
    """The same day is that of the document named last in the paragraph, else the day that the article is about, else that of
    the last document before, of the same body if one is."""
    for index, (run, details) in enumerate(zip(runs, found, strict=True)):
        if details.same_day and details.date is None:
            before = [(r, d.date) for r, d in zip(runs[:index], found, strict=False) if d.date is not None]
            near = [date for r, date in before[-1:] if _block(reader, r) == _block(reader, run)]
            alike = [date for r, date in before if organisation(r) == organisation(run)]
            known = near or _event(reader, run) or alike or [date for _, date in before]
            found[index] = details._replace(date=known[-1] if known else None)


def _block(reader: CitationReader, run: Run) -> int | None:
    sentence = reader.document.sentence_at(run.start)
    return sentence.block if sentence is not None else None


def _sentences_between(reader: CitationReader, start: int, end: int) -> int:
    return sum(start < sentence.start <= end for sentence in reader.document.sentences)


def _event(reader: CitationReader, run: Run) -> list[Period]:
    """The day that the article is about, as if it stood at ``run``."""
    day = reader.document.event_on
    if day is None:
        return []
    return [Period(run.start, run.start, "date", "same_day", day.year, month=day.month, day=day.day, iso=day.isoformat())]
