"""Merges citations to documents: whole symbols make documents, short citations join the one they can mean.

This is eyecite's rule: a short form resolves only when there is a single candidate, before or behind it. Where there
are two, only the issuer named with the short form decides; else it is a mention of neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from govextract.assemble.citation_runs import ANY_TYPE, Element


@dataclass(frozen=True, slots=True)
class Citation:
    """One number with all that its run and the words around tell.

    ``word_type`` is the type that the words say, ``doc_type`` the one that the symbol decides; ``peers`` are the
    issuers that share the symbol's series; ``weak`` citations count only beside a full one; a ``firm`` issuer stands
    with the number and not just in its clause.
    """

    element: Element
    start: int
    end: int
    doc_type: str
    word_type: str
    symbol: str | None
    issuer: str | None
    peers: tuple[str, ...]
    place: str | None
    date: dt.date | None
    title: str | None
    weak: bool
    firm: bool
    rule: str

    @property
    def number(self) -> str:
        """The number as printed."""
        return self.element.number

    @property
    def organisation(self) -> str:
        """The symbol's organisation, "" without one."""
        return self.element.symbol.organisation if self.element.symbol else ""


@dataclass(slots=True)
class Cited:
    """A document under construction: the citations that mean it."""

    citations: list[Citation] = field(default_factory=list)

    def agrees(self, citation: Citation) -> bool:
        """Whether the short ``citation`` can mean this document."""
        first = self.citations[0]
        if citation.number.lstrip("0") != first.number.lstrip("0") or not self._same_type(citation):
            return False
        if citation.organisation and first.organisation not in ("", citation.organisation):
            return False
        if citation.element.year and first.element.year not in (None, citation.element.year):
            return False
        dates = {c.date for c in self.citations if c.date}
        return self._same_issuer(citation) and not (citation.date and dates and citation.date not in dates)

    def _same_type(self, citation: Citation) -> bool:
        types = {t for c in self.citations for t in (c.doc_type, c.word_type)}
        return citation.word_type == ANY_TYPE or bool(types & {citation.doc_type, citation.word_type} - {""})

    def _same_issuer(self, citation: Citation) -> bool:
        known = {c.issuer for c in self.citations if c.issuer}
        peers = set(self.citations[0].peers)
        known = known or peers
        if citation.issuer is None or not citation.firm or not known or citation.issuer in known:
            return True
        return citation.issuer in peers and bool(known & peers)

    def is_twin(self, citation: Citation) -> bool:
        """Whether a ``citation`` with a whole symbol means this document."""
        first = self.citations[0]
        places = {c.place for c in self.citations if c.place}
        if citation.place and places and citation.place not in places:
            return False
        if first.symbol == citation.symbol:
            return first.doc_type == citation.doc_type
        alike = citation.organisation == first.organisation and citation.doc_type == first.doc_type
        lacks_year = citation.element.year is None and first.element.year is not None
        return alike and lacks_year and citation.number == first.number and bool(citation.organisation)


def merge(citations: Sequence[Citation]) -> tuple[list[Cited], list[Citation]]:
    """Documents by first mention, and the short citations that could mean several of them."""
    cited: list[Cited] = []
    full = sorted((c for c in citations if c.symbol is not None), key=lambda c: c.element.year is None)
    for citation in full:
        _join(cited, next((d for d in cited if d.is_twin(citation)), None), citation)
    complete, ambiguous = len(cited), []
    short = sorted((c for c in citations if c.symbol is None), key=lambda c: (c.weak, not (c.issuer or c.date)))
    for citation in short:
        candidates = [d for d in cited[:complete] if d.agrees(citation)]
        candidates = candidates or [d for d in cited[complete:] if d.agrees(citation)]
        if len(candidates) > 1 and citation.issuer:
            named = [d for d in candidates if any(c.issuer == citation.issuer for c in d.citations)]
            candidates = named if len(named) == 1 else candidates
        if len(candidates) > 1:
            ambiguous.append(citation)
        elif candidates or not citation.weak:
            _join(cited, candidates[0] if candidates else None, citation)
    cited.sort(key=lambda d: min(c.start for c in d.citations))
    return cited, ambiguous


def _join(cited: list[Cited], document: Cited | None, citation: Citation) -> None:
    if document is None:
        cited.append(Cited([citation]))
    else:
        document.citations.append(citation)
