"""Finds citations: runs of document numbers behind a word for a document, and symbols that stand alone.

A run is what one word governs: ``Resolutions 57, 59, 66 and 68-NQ/TW`` is one run of four numbers. Between the word
and its number there may stand an issuer, a date, a place or the title; these are kept as the run's own details.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from govextract.assemble.citation_runs import ANY_TYPE, CAUTIOUS, Element, Run, ascending, share_suffix
from govextract.assemble.citation_words import CitationWords
from govextract.document import Document
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Symbol
from govextract.lexing.symbols import SymbolTable

REACH = 140
"""How far behind its word a number may stand when a title comes between."""
NEAR = 8
"""Room for the word for "year" between a date and a number word."""
_NOT_ALONE = r"(?![\w%]|[.,]\d|/\d| ?%|:\d|-[^\W_])"
"""What makes a number part of something longer: a decimal, a share, a ratio, a clock time, an ordinal, a range."""
_BARE = re.compile(r"(?P<number>\d{1,5}(?:\.\d{1,2})?(?:[a-zđа-яєії](?![\w'-]))?)(?:/(?P<year>(?:19|20)\d\d)(?!/))?" + _NOT_ALONE)
_COMPOUND = re.compile(r"(?P<number>\d{1,5}(?:[-/]\d{1,4}){1,3})(?P<year>)(?![\w%]|[.,]\d)")
_QUOTED = re.compile(r'"(?P<title>[^"\n]{4,300})"[ ,]*')
_CLAUSE_END = re.compile(r"[;:!?\n]|\.(?= [^\W\d_])")
_DIGIT = re.compile(r"\d")
_ASIDE = re.compile(r"[^.;:()\n]{0,70}?(?:[(:] ?| - )(?=\d{1,3} ?,)")


@dataclass
class _Gap:
    """What has been read between a word and its number."""

    position: int
    explicit: bool = False
    date: Period | None = None
    issuer: Hit | None = None
    title: tuple[int, int] | None = None
    fillers: int = 0


class CitationReader:
    """Reads the runs of one document."""

    def __init__(self, document: Document, words: CitationWords, table: SymbolTable) -> None:
        self.document, self.words, self.table = document, words, table
        self.text, self.lower = document.view.text, document.view.lower
        self.symbols = {symbol.start: symbol for symbol in document.symbols}
        self.symbol_starts = [symbol.start for symbol in document.symbols]
        self.dates = {p.start: p for p in document.periods if p.kind == "date"}
        self.date_ends = {p.end: p for p in self.dates.values()}
        self.issuers = {h.start: h for h in document.hits_of("issuer_hint", "issuer")}
        self.word_starts = [h.start for h in document.hits_of("doc_type")]
        self.places = {h.start: h for h in document.hits_of("place")}

    def runs(self) -> list[Run]:
        """All runs outside page furniture, by position."""
        names = self._words()
        starts = [hit.start for hit in names if hit.term.kind == "doc_type"]
        found: list[Run] = []
        position = 0
        for hit in names:
            if hit.start < position or not _DIGIT.search(self.lower, hit.end, hit.end + REACH):
                continue
            if self.document.is_boilerplate(hit.start):
                continue
            slot = bisect_left(starts, hit.end)
            run = self._read(hit, starts[slot] if slot < len(starts) else len(self.text))
            while run is not None:
                found.append(run)
                position = run.end
                run = self._chained(run, hit)
        found += self._alone(found)
        found.sort(key=lambda run: run.start)
        return found

    def _words(self) -> list[Hit]:
        hits = self.document.hits_of("doc_type", "doc_word")
        taken = [(h.start, h.end) for h in hits]
        for short in self.table.abbreviations(self.document.view):
            if all(short.end <= start or short.start >= end for start, end in taken):
                hits.append(short)
        hits.sort(key=lambda h: (h.start, -h.end))
        return hits

    def _read(self, word: Hit, barrier: int) -> Run | None:
        gap = _Gap(word.end)
        for _ in range(8):
            self._skip_space(gap)
            element = self._element(gap.position, word, gap.explicit, adjacent=gap.fillers == 0)
            if element is not None:
                return self._extend(word, gap, element)
            if gap.explicit or not self._step(gap):
                break
        return self._aside(word, barrier) or self._seek(word, barrier)

    def _skip_space(self, gap: _Gap) -> None:
        while gap.position < len(self.lower) and self.lower[gap.position] in " \n":
            gap.position += 1

    def _step(self, gap: _Gap) -> bool:
        """Passes one thing that may stand before the number; False if there is none."""
        at = gap.position
        if match := self.words.number.match(self.lower, at):
            gap.position, gap.explicit = match.end(), True
            return match.end() > at
        gap.fillers += 1
        if period := self.date_at(at):
            gap.position, gap.date = period.end, period
        elif quoted := _QUOTED.match(self.text, at):
            gap.position, gap.title = quoted.end(), quoted.span("title")
        elif issuer := self.issuer_at(at):
            gap.position, gap.issuer = issuer.end, gap.issuer or issuer
        elif place := self.places.get(at):
            gap.position = place.end
        else:
            return False
        return True

    def date_at(self, at: int) -> Period | None:
        """The date at ``at``, behind a word like "dated" or alone."""
        match = self.words.dated.match(self.lower, at)
        reach = range(at, match.end() + 1) if match else (at,)
        return next((self.dates[position] for position in reach if position in self.dates), None)

    def issuer_at(self, at: int) -> Hit | None:
        """The issuer at ``at``, behind a word like "of the" or alone."""
        match = self.words.of.match(self.lower, at)
        return (self.issuers.get(match.end()) if match else None) or self.issuers.get(at)

    def _element(self, at: int, word: Hit, explicit: bool, adjacent: bool) -> Element | None:
        symbol = self.symbols.get(at)
        if symbol is not None:
            if symbol.rule == "symbol.refused" or not self._suits(symbol, word, adjacent):
                return None
            return Element(symbol.start, symbol.end, symbol.number, symbol.year, symbol, explicit=True)
        if not explicit and not adjacent:
            return None
        match = _BARE.match(self.lower, at)
        if explicit and (match is None or not match["year"]):
            match = _COMPOUND.match(self.lower, at) or match
        if match is None or not self._plausible(match, word, explicit):
            return None
        year = int(match["year"]) if match["year"] else None
        return Element(at, match.end(), match["number"], year, None, explicit)

    def _suits(self, symbol: Symbol, word: Hit, adjacent: bool) -> bool:
        if adjacent or symbol.doc_type is None or word.term.code == ANY_TYPE:
            return True
        return word.term.code == symbol.doc_type or word.term.code in symbol.alternatives

    def _plausible(self, match: re.Match[str], word: Hit, explicit: bool) -> bool:
        """Whether a bare number names a document rather than counting or dating something."""
        number, year = match["number"], match["year"]
        if word.term.code == "project" and len(number) == 1:
            return False  # component projects of programmes are numbered so
        if explicit:
            return True
        if word.term.code == ANY_TYPE:
            return False
        if "." in number or (year is None and len(number) == 4 and number[:2] in ("19", "20")):
            return False
        if year is not None and number.isdigit() and int(number) <= 12 and not self.text[word.start].isupper():
            return False
        counted = number[0] != "0" and self.words.counted.match(self.lower, match.end())
        if counted and not self._dated_behind(match.end()):
            return False
        return not (word.term.code in CAUTIOUS and len(number) == 1)

    def _dated_behind(self, end: int) -> bool:
        return self.date_at(end + (self.lower[end : end + 1] == " ")) is not None

    def _extend(self, word: Hit, gap: _Gap, first: Element) -> Run:
        """The run that begins with ``first``: further numbers joined by commas and "and"."""
        elements = [first]
        while (following := self._following(elements[-1].end, word)) is not None:
            elements.append(following)
        plural = self._is_plural(word)
        elements = self._trusted(elements, plural)
        return Run(
            word.start, elements[-1].end, share_suffix(elements), word, plural, gap.date, gap.issuer, gap.title
        )  # fmt: skip

    def _following(self, end: int, word: Hit) -> Element | None:
        match = self.words.joiner.match(self.lower, end)
        if match is None:
            return None
        at, dated, explicit = match.end(), None, False
        if (period := self.date_at(at)) is not None:
            behind = self.words.number.search(self.lower, period.end, period.end + NEAR)
            if behind is None:
                return None
            at, dated = behind.start(), period
        if number := self.words.number.match(self.lower, at):
            at, explicit = number.end(), True
        element = self._element(at, word, explicit, adjacent=True)
        if element is None or (element.symbol is not None and element.symbol.rule == "symbol.unknown"):
            return None
        return replace(element, dated=dated)

    def _chained(self, run: Run, word: Hit) -> Run | None:
        """The next number that the same word governs behind a date: ``Decisions No. 12 dated … and No. 15 …``."""
        period = self.date_at(run.end + (self.lower[run.end : run.end + 1] == " "))
        joiner = self.words.joiner.match(self.lower, period.end) if period else None
        number = self.words.number.match(self.lower, joiner.end()) if joiner else None
        if number is None or number.end() in self.symbols:
            return None
        element = self._element(number.end(), word, explicit=True, adjacent=True)
        return None if element is None else Run(number.start(), element.end, (element,), word)

    def _is_plural(self, word: Hit) -> bool:
        before = self.lower[max(0, word.start - 14) : word.start]
        last = [m for m in self.words.plural.finditer(before) if m.end() >= len(before) - 1]
        return bool(last or self.words.plural.fullmatch(self.lower, word.start, word.end))

    def _trusted(self, elements: list[Element], plural: bool) -> list[Element]:
        """Drops trailing bare numbers that may count something else: "Decision 12 and 30 procedures"."""
        size = len(elements)
        while size > 1:
            last = elements[size - 1]
            if last.symbol is not None or last.explicit or last.year or plural or self.closes(last.end):
                break
            if size > 2 and ascending(elements[:size]):
                break
            size -= 1
        return elements[:size]

    def closes(self, end: int) -> bool:
        """Whether what follows shows that a list of document numbers ends here."""
        at = end
        while self.lower[at : at + 1] == " ":
            at += 1
        issuer = self.issuer_at(at)
        owned = issuer is not None and (issuer.term.kind == "issuer" or issuer.start > at)  # "21 commune-level counters" are none
        return at >= len(self.lower) or self.lower[at] in ".;:)-\n" or owned

    def _aside(self, word: Hit, barrier: int) -> Run | None:
        """Numbers listed in brackets or behind a colon: ``the pillar resolutions (57, 59, 66 and 68)``."""
        match = _ASIDE.match(self.lower, word.end)
        if match is None or match.end() > barrier:
            return None
        first = self._element(match.end(), word, explicit=False, adjacent=True)
        if first is None or first.symbol is not None:
            return None
        issuer = self._issuer_in(word.end, match.end())
        run = self._extend(word, _Gap(match.end(), issuer=issuer), first)
        enough = len(run.elements) > 2 or (len(run.elements) == 2 and run.plural)
        return run if enough and self.closes(run.end) else None

    def _seek(self, word: Hit, barrier: int) -> Run | None:
        """A number behind the document's title: ``the Law on Investment No. 61/2020/QH14``."""
        stop = _CLAUSE_END.search(self.text, word.end, min(barrier, word.end + REACH))
        limit = stop.start() if stop else min(barrier, word.end + REACH)
        slot = bisect_left(self.symbol_starts, word.end)
        symbol = self.document.symbols[slot] if slot < len(self.document.symbols) else None
        number = next(self.words.numbers(self.lower, word.end, limit), None)
        if symbol is not None and symbol.start < limit and self._titled(symbol, word):
            at = symbol.start
        elif number is not None and self._numbered(number, word):
            at = number.end()
        else:
            return None
        element = self._element(at, word, explicit=True, adjacent=False)
        return None if element is None else self._extend(word, self._between(word.end, at, word), element)

    def _titled(self, symbol: Symbol, word: Hit) -> bool:
        if symbol.rule == "symbol.series":
            return True
        known = symbol.doc_type is not None and symbol.rule not in ("symbol.partial", "symbol.unknown")
        return known and word.term.code != ANY_TYPE and self._suits(symbol, word, adjacent=False)

    def _numbered(self, number: re.Match[str], word: Hit) -> bool:
        """Far from its word a number without a symbol counts only behind a date or an issuer, or for a law."""
        if word.term.code == "law":
            return True
        end = number.start()
        dated = any(at in self.date_ends for at in range(end - NEAR, end + 1))
        owners = (table.get(at) for at in range(word.end + 1, end) for table in (self.issuers, self.places))
        owned = any(hit is not None and hit.end in (end, end - 1) for hit in owners)
        return (dated or owned) and word.term.code != ANY_TYPE

    def _between(self, start: int, end: int, word: Hit) -> _Gap:
        gap = _Gap(end, explicit=True)
        dates = (self.dates.get(at) for at in range(end - 1, start - 1, -1))
        gap.date = next((date for date in dates if date is not None and date.end <= end), None)
        gap.issuer = self._issuer_in(start, end)
        quoted = _QUOTED.search(self.text, start, end)
        if quoted:
            gap.title = quoted.span("title")
        elif word.term.code == "law":
            gap.title = self._name(start, end)
        return gap

    def _issuer_in(self, start: int, end: int) -> Hit | None:
        """The first issuer that begins in ``start:end``, a stretch of at most ``REACH`` characters."""
        return next((self.issuers[at] for at in range(start, end) if at in self.issuers), None)

    def _name(self, start: int, end: int) -> tuple[int, int] | None:
        """The name of a law between its word and its number, without the words around."""
        while start < end and self.lower[start] in " \n":
            start += 1
        if match := self.words.about.match(self.lower, start, end):
            start = match.end()
        number = next(self.words.numbers(self.lower, start, end + 1), None)
        end = number.start() if number else end
        name = self.text[start:end].rstrip(" ,(")
        return (start, start + len(name)) if len(name) > 3 and name[0].isalnum() else None

    def _alone(self, runs: Sequence[Run]) -> list[Run]:
        """Symbols that no word governs; those of the legislature take their type from a word shortly before."""
        taken = {element.start for run in runs for element in run.elements}
        found = []
        for symbol in self.document.symbols:
            complete = symbol.canonical is not None and symbol.rule not in ("symbol.unknown", "symbol.series")
            if symbol.start in taken or not complete or self.document.is_boilerplate(symbol.start):
                continue
            element = Element(symbol.start, symbol.end, symbol.number, symbol.year, symbol, explicit=True)
            found.append(Run(symbol.start, symbol.end, (element,)))
        return found
