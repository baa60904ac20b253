"""The resolutions table: one row per distinct policy document that an article cites, with all its mentions.

Citations with a whole symbol make the documents; short ones ("Resolution 57") join the single document that they can
mean, before or behind them (eyecite's rule). Where they can mean two, only the issuer named with them decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from govextract.assemble.citation_details import DetailReader, Details
from govextract.assemble.citation_words import CitationWords
from govextract.assemble.citations import ANY_TYPE, CAUTIOUS, CitationReader, Element, Run
from govextract.document import Document
from govextract.lexing.mentions import Label, Period, Symbol
from govextract.lexing.symbols import SymbolTable
from govextract.rulepack.documents import Nation

PARTY_BODIES = frozenset({"politburo", "secretariat", "central_committee"})
"""Bodies that share one series of symbols, so that naming another of them does not mean another document."""
CENTRE = "TW"
"""The organisation in the symbols of those bodies."""
CONFIDENCE = {"symbol": 0.99, "symbol.repaired": 0.96, "symbol.shared": 0.95, "symbol.series": 0.95, "number": 0.9}


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A row in the making: spans are of the view; ``start:end`` is the most telling mention."""

    start: int
    end: int
    mentions: tuple[tuple[int, int], ...]
    doc_type: str
    number: str
    symbol: str | None
    issued_on: dt.date | None
    issuer: str | None
    issuer_place: str | None
    title: str | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What the citations of an article come to.

    ``citations``: (start, end, index of the row) of each number in text order, for targets that name their document.
    ``periods`` and ``numbers``: spans that citations use up, so that they are neither deadlines nor quantities.
    ``refused``: numbers of papers that are no policy documents, and short citations that could mean several.
    """

    rows: tuple[CitedDocument, ...]
    citations: tuple[tuple[int, int, int], ...]
    periods: tuple[tuple[int, int], ...]
    numbers: tuple[tuple[int, int], ...]
    refused: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class _Citation:
    """One number with all that its run and the words around tell."""

    element: Element
    start: int
    end: int
    doc_type: str
    word_type: str
    symbol: str | None
    issuer: str | None
    place: str | None
    date: dt.date | None
    title: str | None
    weak: bool
    firm: bool
    rule: str

    @property
    def number(self) -> str:
        return self.element.number

    @property
    def organisation(self) -> str:
        return self.element.symbol.organisation if self.element.symbol else ""


@dataclass(slots=True)
class _Cited:
    """A document under construction: the citations that mean it."""

    citations: list[_Citation] = field(default_factory=list)

    def agrees(self, citation: _Citation) -> bool:
        """Whether ``citation`` can mean this document."""
        first = self.citations[0]
        if citation.number.lstrip("0") != first.number.lstrip("0") or not self._same_type(citation):
            return False
        if citation.organisation and first.organisation not in ("", citation.organisation):
            return False
        if citation.element.year and first.element.year not in (None, citation.element.year):
            return False
        dates = {c.date for c in self.citations if c.date}
        return self._same_issuer(citation) and not (citation.date and dates and citation.date not in dates)

    def _same_type(self, citation: _Citation) -> bool:
        types = {t for c in self.citations for t in (c.doc_type, c.word_type)}
        return citation.word_type == ANY_TYPE or bool(types & {citation.doc_type, citation.word_type} - {""})

    def _same_issuer(self, citation: _Citation) -> bool:
        known = {c.issuer for c in self.citations if c.issuer}
        if self.citations[0].organisation == CENTRE and not known:
            known = set(PARTY_BODIES)
        if citation.issuer is None or not citation.firm or not known or citation.issuer in known:
            return True
        return citation.issuer in PARTY_BODIES and bool(known & PARTY_BODIES)


def assemble_resolutions(
    document: Document, words: CitationWords, table: SymbolTable
) -> DocumentResult:
    """All policy documents that ``document`` cites; its symbols, periods, hits and blocks must have been found."""
    reader = CitationReader(document, words, table)
    runs = reader.runs()
    details = DetailReader(reader).read(runs)
    nation = _nation(document, table)
    citations = [
        _citation(run, element, detail, document, table, nation)
        for run, detail in zip(runs, details, strict=True)
        for element in run.elements
    ]
    cited, ambiguous = _resolve([c for c in citations if c is not None])
    cited.sort(key=lambda d: min(c.start for c in d.citations))
    rows = tuple(_row(d.citations, document, nation) for d in cited)
    spans = sorted((c.element.start, c.element.end, i) for i, d in enumerate(cited) for c in d.citations)
    return DocumentResult(
        rows, tuple(spans), _periods(runs, details), tuple((s, e) for s, e, _ in spans), _refused(document, ambiguous)
    )


def _nation(document: Document, table: SymbolTable) -> Nation:
    """What is special about the country that the article is about, judged by its places and bodies."""
    nations = table.symbols.nations
    if document.place:
        return nations.get(document.place[:2], Nation())
    votes: dict[str, int] = {}
    for hit in document.hits:
        if hit.term.kind == "place":
            votes[hit.term.code[:2]] = votes.get(hit.term.code[:2], 0) + 1
        elif hit.term.kind == "issuer":
            for code, nation in nations.items():
                own = hit.term.code in nation.rename.values() and hit.term.code != "other"
                votes[code] = votes.get(code, 0) + 2 * own
    best = max(sorted(votes), key=lambda code: votes[code], default="")
    return nations.get(best, Nation()) if votes.get(best) else Nation()


def _citation(
    run: Run, element: Element, details: Details, document: Document, table: SymbolTable, nation: Nation
) -> _Citation | None:
    word = run.word.term.code if run.word else ""
    symbol = element.symbol
    doc_type = _doc_type(word, symbol, document, run)
    if doc_type is None:
        return None
    issuer = nation.rename.get(details.issuer or "", details.issuer)
    text = document.view.text
    single = len(run.elements) == 1
    return _Citation(
        element, run.start if element is run.elements[0] or symbol is None or symbol.rule == "symbol.shared" else element.start,
        run.end if symbol is not None and symbol.rule == "symbol.shared" else element.end,
        doc_type, word, _canonical(element, doc_type, table, nation, run),
        _issuer(symbol, issuer, table), details.place, _date(element.dated or details.date, element.year, document),
        text[slice(*details.title)] if details.title and single else None,
        _is_weak(run, element, text), details.firm, "resolutions." + (symbol.rule if symbol is not None else "number"),
    )  # fmt: skip


def _doc_type(word: str, symbol: Symbol | None, document: Document, run: Run) -> str | None:
    """The type that the symbol states, or among its possible ones the one that the words around choose."""
    if symbol is None or symbol.doc_type is None:
        if symbol is not None and symbol.rule == "symbol.unknown":
            return "official_letter" if word in ("official_letter", "dispatch", ANY_TYPE) else word or None
        return word or None
    if word in symbol.alternatives:
        return word
    if not word and symbol.alternatives:
        before = [h.term.code for h in document.hits if h.term.kind == "doc_type" and 0 <= run.start - h.end <= 60]
        return next((code for code in reversed(before) if code in (symbol.doc_type, *symbol.alternatives)), symbol.doc_type)
    return symbol.doc_type


def _canonical(element: Element, doc_type: str, table: SymbolTable, nation: Nation, run: Run) -> str | None:
    symbol = element.symbol
    if symbol is None:
        own = bool(element.year) and bool(nation.implied) and run.word is not None
        return f"{element.number}/{element.year}" if own else None
    if symbol.canonical is not None or symbol.rule != "symbol.partial":
        return symbol.canonical
    body = table.symbols.organisations.get(symbol.organisation)
    code = next((c for c, t in table.symbols.types.items() if t.doc_type == doc_type), None)
    if body is None or code is None or (body.types and code not in body.types) or body.form not in ("party", "state"):
        return None
    if body.form == "party":
        return f"{symbol.number}-{code}/{symbol.organisation}"
    return f"{symbol.number}/{code}-{symbol.organisation}" if body.types else None


def _issuer(symbol: Symbol | None, named: str | None, table: SymbolTable) -> str | None:
    """The symbol's issuer; the words around decide where it has none, or which level of bodies it is."""
    if symbol is not None and symbol.organisation == CENTRE:
        never = table.symbols.never.get(named or "", ())
        return named if named in PARTY_BODIES and symbol.type_code not in never else None
    if symbol is None or symbol.issuer is None:
        return named
    return "local_body" if symbol.provincial and named == "local_body" else symbol.issuer


def _date(period: Period | None, year: int | None, document: Document) -> dt.date | None:
    """The date of ``period``; a year that it lacks is the symbol's, and never makes the citation older than its cause."""
    if period is None or period.month is None or period.day is None:
        return None
    known = period.year if not period.inferred else None
    value = known or year or period.year or (document.reference.year if document.reference else None)
    if value is None:
        return None
    try:
        date = dt.date(value, period.month, period.day)
        late = document.reference is not None and date > document.reference + dt.timedelta(days=31)
        return date.replace(year=value - 1) if late and not known and not year else date
    except ValueError:
        return None


def _is_weak(run: Run, element: Element, text: str) -> bool:
    """Whether a citation counts only as a mention of a document that the article cites in full elsewhere."""
    if element.symbol is not None or element.explicit:
        return run.word is not None and run.word.term.code == ANY_TYPE and element.symbol is None
    return run.word is not None and not text[run.word.start].isupper() and (len(run.elements) < 2 or _is_cautious(run))


def _is_cautious(run: Run) -> bool:
    return run.word is not None and run.word.term.code in CAUTIOUS


def _resolve(citations: Sequence[_Citation]) -> tuple[list[_Cited], list[_Citation]]:
    """Documents with the citations that mean them, and short citations that could mean several."""
    cited: list[_Cited] = []
    full = [c for c in citations if c.symbol is not None]
    full.sort(key=lambda c: c.element.year is None)
    for citation in full:
        same = next((d for d in cited if _same_symbol(d, citation)), None)
        _join(cited, same, citation)
    short = [c for c in citations if c.symbol is None]
    short.sort(key=lambda c: (c.weak, c.issuer is None and c.date is None))
    ambiguous: list[_Citation] = []
    symbols = len(cited)
    for citation in short:
        candidates = [d for d in cited[:symbols] if d.agrees(citation)]
        if not candidates:
            candidates = [d for d in cited[symbols:] if d.agrees(citation)]
        if len(candidates) > 1:
            named = [d for d in candidates if citation.issuer and any(c.issuer == citation.issuer for c in d.citations)]
            candidates = named if len(named) == 1 else candidates
        if len(candidates) > 1:
            ambiguous.append(citation)
        elif candidates or not citation.weak:
            _join(cited, candidates[0] if candidates else None, citation)
    return cited, ambiguous


def _same_symbol(cited: _Cited, citation: _Citation) -> bool:
    first = cited.citations[0]
    places = {c.place for c in cited.citations if c.place}
    if citation.place and places and citation.place not in places:
        return False
    if first.symbol == citation.symbol:
        return first.doc_type == citation.doc_type
    shapes = citation.organisation == first.organisation and citation.doc_type == first.doc_type
    lacks_year = citation.element.year is None and first.element.year is not None
    return shapes and lacks_year and citation.number == first.number and bool(citation.organisation)


def _join(cited: list[_Cited], document: _Cited | None, citation: _Citation) -> None:
    if document is None:
        cited.append(_Cited([citation]))
    else:
        document.citations.append(citation)


def _row(citations: list[_Citation], document: Document, nation: Nation) -> CitedDocument:
    ordered = sorted(citations, key=lambda c: c.start)
    best = next((c for c in ordered if c.symbol is not None), ordered[0])
    head = citations[0]
    symbol = head.element.symbol
    issuer = next((c.issuer for c in ordered if c.issuer), None) or nation.implied.get(head.doc_type)
    if symbol is not None and symbol.provincial and any(c.issuer == "local_body" for c in ordered):
        issuer = "local_body"
    provincial = (issuer or "").startswith("provincial") or (symbol is not None and symbol.provincial)
    place = next((c.place for c in ordered if c.place), document.place) if provincial and issuer != "local_body" else None
    rule = head.rule
    return CitedDocument(
        best.start, best.end, tuple(dict.fromkeys((c.start, c.end) for c in ordered)), head.doc_type, head.number,
        head.symbol, next((c.date for c in ordered if c.date), None), issuer, place,
        next((c.title for c in ordered if c.title), None), rule,
        CONFIDENCE.get(rule.removeprefix("resolutions."), 0.9),
    )  # fmt: skip


def _periods(runs: Sequence[Run], details: Sequence[Details]) -> tuple[tuple[int, int], ...]:
    used = {(d.date.start, d.date.end) for r, d in zip(runs, details, strict=True) if d.date and d.date.start >= r.start}
    used |= {(e.dated.start, e.dated.end) for r in runs for e in r.elements if e.dated}
    return tuple(sorted(used))


def _refused(document: Document, ambiguous: Sequence[_Citation]) -> tuple[Label, ...]:
    labels = [Label(s.start, s.end, "resolutions.no_document") for s in document.symbols if s.rule == "symbol.refused"]
    labels += [Label(c.element.start, c.element.end, "resolutions.ambiguous") for c in ambiguous]
    return tuple(sorted(labels, key=lambda label: label.start))
