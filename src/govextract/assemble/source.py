"""Who set a goal and which document states it, as far as the sentence or the lead-in of its list says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govextract.assemble.resolutions import CitedDocument, DocumentResult
from govextract.document import Block, Document
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Quantity
from govextract.link.scene import Scene


@dataclass(frozen=True, slots=True)
class Source:
    """``document``: symbol of the document that states a goal; ``issuer``: code of who set it."""

    document: str | None = None
    issuer: str | None = None


def decide_source(
    scene: Scene, quantity: Quantity, cited: DocumentResult, above: Source, spoken: Sequence[CitedDocument]
) -> Source:
    """The source of the goal ``quantity``: of its sentence, else ``above`` (the lead-in, or the document spoken of).

    ``spoken`` are the documents cited so far, to one of which a bare "the Plan" refers.
    """
    start, end = scene.sentence.start, scene.sentence.end
    inside = cited.inside(start, end)
    before = [entry for entry in inside if entry[1] <= quantity.start]
    nearest = before[-1] if before else (inside[0] if inside else None)
    row = cited.rows[nearest[2]] if nearest is not None else _anaphor(scene.of("doc_type"), spoken)
    document = row.symbol if row is not None else above.document
    issuer = _issuer(scene.of("issuer"), quantity)
    if issuer is None:
        issuer = row.issuer if row is not None else above.issuer
    return Source(document, issuer)


def _anaphor(words: Sequence[Hit], spoken: Sequence[CitedDocument]) -> CitedDocument | None:
    """The last cited document of the type that a bare "the Plan" names."""
    for word in words:
        for row in reversed(spoken):
            if row.doc_type == word.term.code:
                return row
    return None


def _issuer(hits: Sequence[Hit], quantity: Quantity) -> str | None:
    """The body named nearest before the number, else nearest behind it."""
    before = [h for h in hits if h.end <= quantity.start]
    if before:
        return before[-1].term.code
    behind = [h for h in hits if h.start >= quantity.end]
    return behind[0].term.code if behind else None


def source_of(block: Block, document: Document, cited: DocumentResult, spoken: Sequence[CitedDocument]) -> Source:
    """The source that a governing line names."""
    rows = [cited.rows[index] for _, _, index in cited.inside(block.start, block.end)]
    hits = document.hits_in(block.start, block.end)
    if not rows:
        referred = _anaphor([h for h in hits if h.term.kind == "doc_type"], spoken)
        rows = [referred] if referred is not None else []
    issuers = [h.term.code for h in hits if h.term.kind == "issuer"]
    symbol = next((row.symbol for row in reversed(rows) if row.symbol), None)
    issuer = issuers[-1] if issuers else next((row.issuer for row in reversed(rows) if row.issuer), None)
    return Source(symbol, issuer)
