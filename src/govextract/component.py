"""A spaCy component: ``nlp.add_pipe("govextract")`` puts facts and names into anybody's ``Doc``.

``doc.spans["govextract"]`` holds the evidence of each fact, labelled with its table; ``doc.spans["govextract_names"]``
the names, labelled PERSON, ORG or PLACE; ``doc._.govextract`` the whole Extraction. Offsets are
of the text of the doc, which is read as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

from govextract.article import Article
from govextract.defaults import DEFAULT_RECOGNISER
from govextract.pipeline import Extractor
from govextract.records import FACT_TABLES

if TYPE_CHECKING:
    from govextract.records import Extraction

FACTS, NAMES = "govextract", "govextract_names"


class Component:
    """Reads each doc's text with one Extractor."""

    def __init__(self, rules: str | None, ner: str) -> None:
        self._extractor = Extractor(Path(rules) if rules else None, ner)
        if not Doc.has_extension("govextract"):
            Doc.set_extension("govextract", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with spans and extraction; a doc of nothing but space stays as it is."""
        if not doc.text.strip():
            return doc
        extraction = self._extractor.extract(Article(doc.text, "-"))
        doc._.govextract = extraction
        doc.spans[FACTS] = _facts(doc, extraction)
        doc.spans[NAMES] = [
            span for entity in extraction.entities for mention in entity.spans
            if (span := doc.char_span(mention.start, mention.end, label=entity.type, alignment_mode="expand"))
        ]  # fmt: skip
        return doc


def _facts(doc: Doc, extraction: Extraction) -> list[Span]:
    found = []
    for table in FACT_TABLES:
        for fact in getattr(extraction, table):
            span = doc.char_span(fact.start, fact.end, label=table, alignment_mode="expand", span_id=fact.record_id)
            if span is not None:
                found.append(span)
    return found


@Language.factory("govextract", default_config={"rules": None, "ner": DEFAULT_RECOGNISER})
def make_component(nlp: Language, name: str, rules: str | None, ner: str) -> Component:
    """What the entry point gives spaCy. ``rules``: a folder of rules; ``ner``: off, gazetteer, spacy or stanza."""
    return Component(rules, ner)
