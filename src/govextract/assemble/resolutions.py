"""The resolutions table: one row per distinct policy document that an article cites, with all its mentions."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from govextract.assemble.citation_details import DetailReader
from govextract.assemble.citation_merging import Citation, Cited, merge
from govextract.assemble.citation_runs import ANY_TYPE, CAUTIOUS, Element, Run
from govextract.assemble.citation_sharing import Details
from govextract.assemble.citation_words import CitationWords
from govextract.assemble.citations import CitationReader
from govextract.document import Document
from govextract.lexing.mentions import Label, Period, Symbol
from govextract.lexing.symbols import LETTER, SymbolTable
from govextract.rulepack.documents import Nation

CONFIDENCE = {
    "symbol": 0.99,
    "symbol.repaired": 0.96,
    "symbol.shared": 0.95,
    "symbol.series": 0.95,
    "symbol.session": 0.95,
    "number": 0.9,
}
FUTURE = dt.timedelta(days=31)
"""A year-less date further ahead of the article than this belongs to the year before."""
ANNOUNCED = 500
"""How far before its first number a document may be announced without one ("the Resolution of the Politburo on …")."""


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
    ``names``: codes of bodies that go by others in the country.
    """

    rows: tuple[CitedDocument, ...]
    citations: tuple[tuple[int, int, int], ...]
    periods: tuple[tuple[int, int], ...]
    numbers: tuple[tuple[int, int], ...]
    refused: tuple[Label, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def body(self, code: str | None) -> str | None:
        """What a body is called in the country that the article is about."""
        return self.names.get(code, code) if code is not None else None

    def inside(self, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
        """The citations that begin in ``start:end`` of the view."""
        return self.citations[bisect_left(self.citations, (start,)) : bisect_left(self.citations, (end,))]


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the judgement of a citation needs besides the citation."""

    document: Document
    table: SymbolTable
    nation: Nation


def assemble_resolutions(document: Document, words: CitationWords, table: SymbolTable) -> DocumentResult:
    """All policy documents that ``document`` cites; its symbols, periods, hits and blocks must have been found."""
    reader = CitationReader(document, words, table)
    runs = reader.runs()
    details = DetailReader(reader).read(runs)
    scene = _Scene(document, table, _nation(document, table))
    pairs = list(zip(runs, details, strict=True))
    found = [_citation(run, element, detail, scene, reader) for run, detail in pairs for element in run.elements]
    cited, ambiguous = merge([citation for citation in found if citation is not None])
    _announced(cited, reader, runs)
    spans = sorted((c.element.start, c.element.end, index) for index, d in enumerate(cited) for c in d.citations)
    return DocumentResult(
        tuple(_row(d.citations, scene) for d in cited), tuple(spans), _periods(pairs),
        tuple((start, end) for start, end, _ in spans), _refused(document, ambiguous), scene.nation.rename,
    )  # fmt: skip


def _nation(document: Document, table: SymbolTable) -> Nation:
    """What is special about the country that the article is about, judged by its places and bodies."""
    nations = table.symbols.nations
    if document.place:
        return nations.get(document.place[:2], Nation())
    votes: dict[str, int] = {}
    for hit in document.hits_of("place", "issuer"):
        if hit.term.kind == "place":
            votes[hit.term.code[:2]] = votes.get(hit.term.code[:2], 0) + 1
        else:
            for code, nation in nations.items():
                if hit.term.code in nation.rename.values() and hit.term.code != "other":
                    votes[code] = votes.get(code, 0) + 2
    best = max(sorted(votes), key=lambda code: votes[code], default="")
    return nations.get(best, Nation())


def _citation(run: Run, element: Element, details: Details, scene: _Scene, reader: CitationReader) -> Citation | None:
    symbol, word, text = element.symbol, run.word.term.code if run.word else "", scene.document.view.text
    doc_type = _doc_type(word, symbol, scene.document, run)
    if doc_type is None:
        return None
    listed = symbol is not None and symbol.rule == "symbol.shared"
    whole = listed or symbol is None or element is run.elements[0]
    body = scene.table.symbols.organisations.get(symbol.organisation) if symbol else None
    named = scene.nation.rename.get(details.issuer or "", details.issuer)
    title = text[slice(*details.title)] if details.title and len(run.elements) == 1 else None
    return Citation(
        element, run.start if whole else element.start, run.end if listed else element.end, doc_type, word,
        _canonical(element, doc_type, scene, run), _issuer(symbol, named, scene.table), body.shared_by if body else (),
        details.place, _date(element.dated or details.date, element.year, scene.document), title,
        _is_weak(run, element, reader), details.firm, f"resolutions.{symbol.rule if symbol else 'number'}",
    )  # fmt: skip


def _doc_type(word: str, symbol: Symbol | None, document: Document, run: Run) -> str | None:
    """The type that the symbol states, or among its possible ones the one that the words around choose."""
    if symbol is None or symbol.doc_type is None:
        unknown = symbol is not None and symbol.rule == "symbol.unknown"
        return LETTER if unknown and word in (LETTER, "dispatch", ANY_TYPE) else word or None
    if word in symbol.alternatives:
        return word
    if not word and symbol.alternatives:
        before = [h.term.code for h in document.hits_of("doc_type") if 0 <= run.start - h.end <= 60]
        choices = (symbol.doc_type, *symbol.alternatives)
        return next((code for code in reversed(before) if code in choices), symbol.doc_type)
    return symbol.doc_type


def _canonical(element: Element, doc_type: str, scene: _Scene, run: Run) -> str | None:
    """The whole symbol; one printed as number/ORG gets the type that the word before it says."""
    symbol = element.symbol
    if symbol is None:
        own = element.year and scene.nation.implied and run.word is not None
        return f"{element.number}/{element.year}" if own else None
    if symbol.canonical is not None or symbol.rule != "symbol.partial":
        return symbol.canonical
    body = scene.table.symbols.organisations.get(symbol.organisation)
    code = next((c for c, t in scene.table.symbols.types.items() if t.doc_type == doc_type), None)
    if body is None or code is None or (body.types and code not in body.types):
        return None
    if body.form == "party":
        return f"{symbol.number}-{code}/{symbol.organisation}"
    return f"{symbol.number}/{code}-{symbol.organisation}" if body.form == "state" and body.types else None


def _issuer(symbol: Symbol | None, named: str | None, table: SymbolTable) -> str | None:
    """The symbol's issuer; the words around decide where several share its series, or which level a body is of."""
    if symbol is None:
        return named
    body = table.symbols.organisations.get(symbol.organisation)
    if body is not None and body.shared_by:
        barred = symbol.type_code in table.symbols.never.get(named or "", ())
        return named if named in body.shared_by and not barred else None
    if symbol.issuer is None:
        return named
    return "local_body" if symbol.provincial and named == "local_body" else symbol.issuer


def _date(period: Period | None, year: int | None, document: Document) -> dt.date | None:
    """The date of ``period``; a year that it lacks is the symbol's ``year`` or else that of the article."""
    if period is None or period.month is None or period.day is None:
        return None
    known = period.year if not period.inferred else None
    reference = document.reference
    value = known or year or (reference.year if reference else _latest_year(document)) or period.year
    if value is None:
        return None
    try:
        date = dt.date(value, period.month, period.day)
        late = reference is not None and date > reference + FUTURE
        return date.replace(year=value - 1) if late and not known and not year else date
    except ValueError:
        return None


def _latest_year(document: Document) -> int | None:
    """The year of the latest day that the article states in full, and not as a deadline or a beginning."""
    days = (p for p in document.periods if p.kind == "date" and p.role not in ("by", "from") and not p.inferred)
    return max((p.year for p in days if p.year), default=None)


def _is_weak(run: Run, element: Element, reader: CitationReader) -> bool:
    """Whether a citation counts only as a mention of a document that the article cites in full elsewhere."""
    if run.word is None or element.symbol is not None:
        return False
    if element.explicit:
        return run.word.term.code == ANY_TYPE
    if reader.text[run.word.start].isupper() or element.number.startswith("0"):
        return False
    return run.word.term.code in CAUTIOUS or (len(run.elements) < 2 and not reader.closes(element.end))


def _announced(cited: Sequence[Cited], reader: CitationReader, runs: Sequence[Run]) -> None:
    """Gives a document the issuer of an unnumbered mention shortly before it, if no other can be meant."""
    numbered = {run.word.start for run in runs if run.word is not None}
    for hit in reader.document.hits_of("doc_type"):
        if hit.start in numbered:
            continue
        issuer = reader.issuer_at(hit.end + 1)
        if issuer is None:
            continue
        code = issuer.term.code
        series = [d for d in cited if d.citations[0].doc_type == hit.term.code and code in d.citations[0].peers]
        known = {c.issuer for d in series for c in d.citations}
        unsigned = [d for d in series if not any(c.issuer for c in d.citations)]
        if code not in known and len(unsigned) == 1 and 0 <= unsigned[0].citations[0].start - hit.end <= ANNOUNCED:
            unsigned[0].citations[0] = replace(unsigned[0].citations[0], issuer=code)


def _row(citations: Sequence[Citation], scene: _Scene) -> CitedDocument:
    ordered = sorted(citations, key=lambda c: c.start)
    best, head = next((c for c in ordered if c.symbol is not None), ordered[0]), citations[0]
    symbol = head.element.symbol
    provincial = symbol is not None and symbol.provincial
    issuer = next((c.issuer for c in ordered if c.issuer), None) or scene.nation.implied.get(head.doc_type)
    issuer = issuer or _spoken(scene, head.doc_type, head.start)
    if provincial and any(c.issuer == "local_body" for c in ordered):
        issuer = "local_body"
    place = None
    if issuer != "local_body" and (provincial or (issuer or "").startswith("provincial")):
        place = next((c.place for c in ordered if c.place), scene.document.place)
    return CitedDocument(
        best.start, best.end, tuple(dict.fromkeys((c.start, c.end) for c in ordered)), head.doc_type, head.number,
        head.symbol, next((c.date for c in ordered if c.date), None), issuer, place,
        next((c.title for c in ordered if c.title), None), head.rule,
        CONFIDENCE.get(head.rule.removeprefix("resolutions."), 0.9),
    )  # fmt: skip


def _spoken(scene: _Scene, doc_type: str, start: int) -> str | None:
    """Who issues documents of this type in this country, if the article has spoken of that body before."""
    body = scene.nation.spoken.get(doc_type)
    told = body is not None and any(h.term.code == body and h.start < start for h in scene.document.hits_of("issuer"))
    return body if told else None


def _periods(pairs: Sequence[tuple[Run, Details]]) -> tuple[tuple[int, int], ...]:
    used = {(d.date.start, d.date.end) for run, d in pairs if d.date and d.date.start >= run.start}
    used |= {(e.dated.start, e.dated.end) for run, _ in pairs for e in run.elements if e.dated}
    return tuple(sorted(used))


def _refused(document: Document, ambiguous: Sequence[Citation]) -> tuple[Label, ...]:
    labels = [Label(s.start, s.end, "resolutions.no_document") for s in document.symbols if s.rule == "symbol.refused"]
    labels += [Label(c.element.start, c.element.end, "resolutions.ambiguous") for c in ambiguous]
    return tuple(sorted(labels, key=lambda label: label.start))
