"""The time that a cited document is about ("Resolution No. 38/NQ-HĐND on the tasks for 2026"): that of the lists it heads."""

from __future__ import annotations

from govextract.assemble.resolutions import DocumentResult
from govextract.document import Document
from govextract.lexing.mentions import Period

REACH = 140  # characters between a document and the time in its title
ABOUT = ("year", "next_year", "term")


def document_years(document: Document, cited: DocumentResult) -> dict[str, Period]:
    """By symbol, the first year or term named behind a citation in its clause, before any other document or number."""
    found: dict[str, Period] = {}
    for start, end, row in cited.citations:
        symbol = cited.rows[row].symbol
        sentence = document.sentence_at(start)
        if symbol is None or symbol in found or sentence is None:
            continue
        limit = min(sentence.end, end + REACH)
        others = [other[0] for other in cited.inside(end, limit)] + [q.start for q in document.quantities_in(end, limit)]
        limit = min([limit, *others])
        semicolon = document.view.lower.find(";", end, limit)
        periods = document.periods_in(end, semicolon if semicolon >= 0 else limit)
        about = next((p for p in periods if p.kind in ABOUT and p.iso and p.role not in ("compare", "as_of")), None)
        if about is not None:
            found[symbol] = about
    return found
