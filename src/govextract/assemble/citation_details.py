"""What the words around a run of document numbers say of it: date, issuer, the issuer's place, subject.

Details stand behind the numbers (``dated … of the Politburo on …``), before their word (``the Politburo's …``), in the
clause that issues them (``On May 14 the province issued …``), or with the next documents of a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govextract.assemble.citation_runs import Run
from govextract.assemble.citation_sharing import Details, same_days, share_back, share_on
from govextract.assemble.citations import CitationReader
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period

OBJECT_GAP = 45
"""Longest stretch between a verb of issuing and the document that is its object."""
CLAUSE = 220
"""How far before its document a clause of issuing is read."""
_ORDINAL = re.compile(r"(?:\d+\S* |[ivx]+ )?")
_FILLER = re.compile(r"[ \n]*(?P<mark>[,(])?[ \n]*")
_CLOSE = re.compile(r" ?\)")
_TITLE_END = re.compile(r'[.;()"\n]| - |,(?= [A-ZĐÀ-ỸА-ЯІЇЄҐ])')
_QUOTED = re.compile(r'[ ,(:-]*"(?P<title>[^"\n]{4,300})"')


class DetailReader:
    """Reads the details of the runs of one document."""

    def __init__(self, reader: CitationReader) -> None:
        self.reader, self.words = reader, reader.words
        self.text, self.lower = reader.text, reader.lower

    def read(self, runs: Sequence[Run]) -> list[Details]:
        """The details of each run, shared along lists of documents."""
        found: list[Details] = []
        for index, run in enumerate(runs):
            limit = runs[index + 1].start if index + 1 < len(runs) else len(self.text)
            details = self._behind(run, limit)
            floor = max(found[-1].end if found else 0, run.start - CLAUSE, self._sentence_start(run.start))
            found.append(self._before(run, details, floor))
        share_back(self.reader, runs, found)
        share_on(self.reader, runs, found)
        same_days(self.reader, runs, found)
        return found

    def _sentence_start(self, position: int) -> int:
        sentence = self.reader.document.sentence_at(position)
        return sentence.start if sentence is not None else 0

    def _behind(self, run: Run, limit: int) -> Details:
        issuer = run.issuer.term.code if run.issuer else None
        place = self._place(run.issuer) if run.issuer else None
        free, firm = run.date is None, issuer is not None
        details = Details(run.end, run.date, issuer, place, run.title, shareable=free, firm=firm)
        for _ in range(6):
            following = self._modifier(details, limit)
            if following is None:
                break
            details = following
        details = self._jointly(self._title(details, limit))
        return details if details.date or details.same_day else self._relative(run, details, limit)

    def _modifier(self, details: Details, limit: int) -> Details | None:
        """The details with the next modifier, or None when something else follows."""
        filler = _FILLER.match(self.lower, details.end)
        mark, at = (filler["mark"], filler.end()) if filler else (None, details.end)
        if at >= limit:
            return None
        if details.date is None and (date := self._date(at, mark)) is not None:
            return details._replace(end=self._closed(date.end), date=date)
        if details.date is None and (same := self.words.same_day.match(self.lower, at)):
            return details._replace(end=self._closed(same.end()), same_day=True)
        if details.issuer is None and (issuer := self._issuer(at, mark)) is not None:
            place, end = self._place(issuer), issuer.end
            return details._replace(end=end, issuer=issuer.term.code, place=place, issuer_behind=True, firm=True)
        if details.place is None and mark != "," and (place_hit := self._named_place(at)) is not None:
            return details._replace(end=place_hit.end, place=place_hit.term.code)
        return None

    def _date(self, at: int, mark: str | None) -> Period | None:
        dated = self.words.dated.match(self.lower, at)
        if dated and (period := self.reader.date_at(at)) is not None:
            return period
        period = self.reader.dates.get(at)
        if period is None or (mark == "," and not dated and not self._ends(period)):
            return None
        return period if mark == "(" or dated or not self.words.on.match(self.lower, at) else None

    def _ends(self, period: Period) -> bool:
        """Whether a full date ends the clause: "(see Conclusion 159-KL/TW, July 4, 2025)"."""
        return not period.inferred and self.lower[period.end : period.end + 1] in (")", ";", ".", "")

    def _closed(self, end: int) -> int:
        year = self.words.year.match(self.lower, end)
        end = year.end() if year else end
        match = _CLOSE.match(self.lower, end)
        return match.end() if match else end

    def _issuer(self, at: int, mark: str | None) -> Hit | None:
        of = self.words.of.match(self.lower, at)
        if of is None and mark == ",":
            return None
        start = of.end() if of else at
        if mark == "," and start == at:
            return None
        ordinal = _ORDINAL.match(self.lower, start)
        issuers = self.reader.issuers
        return issuers.get(start) or (issuers.get(ordinal.end()) if ordinal else None)

    def _place(self, issuer: Hit) -> str | None:
        """The place named inside an issuer's name or right behind it."""
        for start, hit in self.reader.places.items():
            if issuer.start <= start < issuer.end:
                return hit.term.code
        hit_behind = self._named_place(issuer.end)
        return hit_behind.term.code if hit_behind else None

    def _named_place(self, at: int) -> Hit | None:
        while self.lower[at : at + 1] == " ":
            at += 1
        of = self.words.of.match(self.lower, at)
        for start in {at, of.end() if of else at}:
            level = self.words.level.match(self.lower, start)
            for position in (start, level.end() if level else start):
                if (hit := self.reader.places.get(position)) is not None and "-" in hit.term.code:
                    return hit
        return None

    def _title(self, details: Details, limit: int) -> Details:
        """The subject: quoted, or from a word like "on" to where the clause ends."""
        if details.title is not None:
            return details
        at = details.end + (self.lower[details.end : details.end + 1] == " ")
        about = self.words.about.match(self.lower, at)
        if quoted := _QUOTED.match(self.text, about.end() if about else details.end, limit):
            return details._replace(title=quoted.span("title"))
        if about is None or self.reader.dates.get(about.end()):
            return details
        stop = _TITLE_END.search(self.text, about.end(), min(limit, about.end() + 240))
        end = stop.start() if stop else min(limit, about.end() + 240)
        if cut := self.words.ends.search(self.lower, about.end(), end):
            end = cut.start()
        name = self.text[about.end() : end].rstrip(" ,")
        return details._replace(title=(about.end(), about.end() + len(name))) if len(name) > 7 else details

    def _jointly(self, details: Details) -> Details:
        """The date of all documents of an enumeration: ``… and Resolution No. 99 on the budget, both issued on December 9``."""
        for at in [details.end, *([details.title[1]] if details.title else [])]:
            joint = self.words.jointly.match(self.lower, at)
            if joint is not None and (period := self.reader.date_at(joint.end())) is not None:
                return details._replace(end=self._closed(period.end), date=period, joint=True)
        return details

    def _relative(self, run: Run, details: Details, limit: int) -> Details:
        """A date in a clause or insertion behind: ``which was issued …, on April 30``, ``(issued on 9/6/2025)``."""
        later = self.words.later.match(self.lower, details.end, limit)
        if later and (period := self.reader.dates.get(later.end())):
            return details._replace(end=period.end, date=period)
        behind = [details.end, *([details.title[1]] if details.title else [])]
        clauses = (self.words.issued, self.words.related)
        issued = next((m for at in behind for c in clauses if (m := c.match(self.lower, at, limit))), None)
        if issued is None and any(self.words.issues(self.lower, run.end, details.end)):
            return details._replace(date=self._date_behind_object(details.end))
        aside = issued or self.words.issued_aside.search(self.lower, run.end, min(limit, run.end + 170))
        if aside is None:
            return details
        for start in range(aside.end(), min(limit, aside.end() + OBJECT_GAP)):
            if self.lower[start] in ".;\n)":
                break
            if (period := self.reader.dates.get(start)) is not None and period.role != "by":
                issuer = details.issuer or self._agent(aside.end(), start)
                return details._replace(date=period, issuer=issuer)
        return details

    def _agent(self, start: int, end: int) -> str | None:
        hit = next((self.reader.issuers[at] for at in range(start, end) if at in self.reader.issuers), None)
        return hit.term.code if hit else None

    def _before(self, run: Run, details: Details, floor: int) -> Details:
        """Adds what stands before the word: a possessive issuer, or the clause that issues the document."""
        if details.issuer is None and (owner := self._owner(run.start, floor)) is not None:
            details = details._replace(issuer=owner.term.code, place=details.place or self._place(owner), firm=True)
        start = self._apposition(run, floor)
        verb = None
        for match in self.words.issues(self.lower, floor, start):
            verb = match
        if verb is None or not self._is_object(verb.end(), start):
            verb = self._bracketed(run, details)
            if verb is None:
                return self._said_in(run, details, floor)
            floor = self._sentence_start(run.start)
        subject = self._subject(floor, verb.start())
        if subject is not None:
            place = details.place or self._place(subject)
            details = details._replace(issuer=details.issuer or subject.term.code, place=place)
        if details.date is None and not details.same_day:
            date = self._act_date(floor, verb.start()) or self._date_behind_object(details.end)
            same = date is None and self.words.same_day.search(self.lower, floor, verb.start()) is not None
            details = details._replace(date=date, shareable=False, act=date is not None, same_day=same)
        return details

    def _bracketed(self, run: Run, details: Details) -> re.Match[str] | None:
        """The verb whose object a bracketed number identifies: ``adopted the programme (decision No. 1012)``."""
        bare = all(e.symbol is None and e.explicit for e in run.elements)
        inside = self.text[max(0, run.start - 1) : run.start] == "(" and self.text[run.end : run.end + 1] == ")"
        if not (bare and inside) or details.date or details.issuer:
            return None
        start = self._sentence_start(run.start)
        return next(self.words.issues(self.lower, max(start, run.start - CLAUSE), run.start), None)

    def _owner(self, start: int, floor: int) -> Hit | None:
        for at in range(start, max(floor, start - 60) - 1, -1):
            hit = self.reader.issuers.get(at)
            if hit is not None and hit.end <= start and self.words.possessive.fullmatch(self.lower, hit.end, start):
                return hit
        return None

    def _apposition(self, run: Run, floor: int) -> int:
        """Where the object begins when the document is named twice: ``a resolution on … - Resolution No. 244``."""
        if run.word is None or not re.search(r"[-(,:] ?$", self.lower[max(floor, run.start - 3) : run.start]):
            return run.start
        for hit in self.reader.document.hits_in(floor, run.start):
            if hit.term.kind == "doc_type" and hit.term.code == run.word.term.code:
                return hit.start
        return run.start

    def _is_object(self, verb_end: int, start: int) -> bool:
        between = self.lower[verb_end:start]
        if len(between) > OBJECT_GAP or re.search(r"[,;.:\n()]|\d", between):
            return False
        return not any(verb_end <= at < start for at in self.reader.word_starts)

    def _subject(self, floor: int, end: int) -> Hit | None:
        for at in range(end, max(floor, end - 110) - 1, -1):
            hit = self.reader.issuers.get(at)
            if hit is not None and hit.end <= end + 1 and hit.term.kind == "issuer":
                return hit
        return None

    def _act_date(self, floor: int, end: int) -> Period | None:
        dates = [p for at, p in self.reader.dates.items() if floor <= at and p.end <= end and p.role in ("", "from")]
        return min(dates, key=lambda p: p.start) if dates else None

    def _date_behind_object(self, end: int) -> Period | None:
        at = end + (self.lower[end : end + 1] == " ")
        on = self.words.on.match(self.lower, at)
        return self.reader.dates.get(on.end()) if on else None

    def _said_in(self, run: Run, details: Details, floor: int) -> Details:
        """``… as the Government assigned in Resolution 25``: who says it in a document issued that document."""
        before = self.lower[max(floor, run.start - 14) : run.start]
        if details.issuer is not None or self.words.within.search(before) is None:
            return details
        hit = next((self.reader.issuers[at] for at in range(run.start, max(floor, run.start - 48), -1)
                    if at in self.reader.issuers), None)  # fmt: skip
        if hit is None or re.search(r"[,;.\d]", self.lower[hit.end : run.start]):
            return details
        return details._replace(issuer=hit.term.code)
