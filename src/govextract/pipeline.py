"""The pipeline: detect, zone, lex, recognise, link, assemble, resolve, audit, in this order, for one article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from govextract.article import Article
from govextract.assemble.drafts import Findings, Verdict
from govextract.dating import event_on, published_on, reference_date
from govextract.document import Document
from govextract.finish import finish
from govextract.language import detect
from govextract.lexing.lexicon import Hit, Lexicon, Term
from govextract.lexing.periods import PeriodLexer, resolve_periods
from govextract.lexing.quantities import QuantityLexer
from govextract.lexing.view import make_view
from govextract.link.linker import Linker
from govextract.places import PlaceMention, article_place, find_places, load_places
from govextract.records import Extraction
from govextract.resources import resource_dir
from govextract.rulepack import Pack, load_pack, pack_codes
from govextract.rulepack.loader import pack_hash
from govextract.zones import find_url, make_blocks, make_sentences, url_spans


class LanguageKit:
    """All that is compiled once per language."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.lexicon = Lexicon(
            (phrase, Term(kind, group.code or "", rule, group.direction))
            for rule, (kind, group) in pack.groups.items()
            for phrase in group.phrases
        )
        self.quantities = QuantityLexer(pack.numbers)
        self.periods = PeriodLexer(pack.periods)
        self.linker = Linker(pack)


class Extractor:
    """Reads articles with one set of rules. Construct once, call ``extract`` for each article.

    Raises PackError when the rules cannot be used.
    """

    def __init__(self, rules: Path | None = None, ner: str = "gazetteer") -> None:
        self._rules = rules
        self._codes = pack_codes(rules)
        self._kits: dict[str, LanguageKit] = {}
        self.ner = ner
        self.pack_hash = pack_hash(rules)
        self._places = load_places(resource_dir("data"))

    def extract(self, article: Article) -> Extraction:
        """All facts of one article."""
        document = self.read(article)
        if document.language not in self._codes:
            return finish(document, Findings(), self._places)
        findings = self._kit(document.language).linker.link(document)
        return finish(document, findings, self._places)

    def verdicts(self, article: Article) -> list[Verdict]:
        """What became of each number and why; for training and inspection."""
        document = self.read(article)
        if document.language not in self._codes:
            return []
        return self._kit(document.language).linker.link(document).verdicts

    def read(self, article: Article) -> Document:
        """The article with all layers up to and including its lexed mentions."""
        detection = detect(article.text)
        view = make_view(article.text)
        document = Document(article, view, detection.language, detection.confidence)
        if document.language not in self._codes:
            return document
        kit = self._kit(document.language)
        hits = kit.lexicon.find(view.lower)
        blocks = make_blocks(view, hits)
        document = replace(
            document, hits=tuple(hits), blocks=blocks, sentences=make_sentences(view, blocks, hits),
            url=article.url or find_url(view, blocks),
        )  # fmt: skip
        return self._lex(document, kit)

    def _lex(self, document: Document, kit: LanguageKit) -> Document:
        view, hits = document.view, list(document.hits)
        urls = url_spans(view)
        periods = kit.periods.find(view, hits, urls)
        document = replace(document, periods=tuple(periods))
        published = published_on(document)
        reference = reference_date(document, published)
        taken = sorted([*urls, *((p.start, p.end) for p in periods)])
        quantities, labels = kit.quantities.find(view, hits, taken)
        document = replace(document, quantities=tuple(quantities), labels=tuple(labels), published_on=published)
        event = event_on(document, reference, [])
        dated = next((p for p in periods if event and p.kind == "date" and p.year == event.year and p.day == event.day), None)
        resolved = resolve_periods(periods, published or (event if dated else reference))
        document = replace(document, periods=tuple(resolved), event_on=event)
        return self._place(document)

    def _place(self, document: Document) -> Document:
        mentions: list[PlaceMention] = []
        place_hits: list[Hit] = []
        for found in find_places(document.view.text, self._places, document.language):
            block = document.block_at(found.start)
            if block is None or block.kind == "boilerplate":
                continue
            zone = "headline" if block.kind == "headline" else "body"
            mentions.append(replace(found, zone=zone))
            place_hits.append(Hit(found.start, found.end, Term("place", found.code, "places", "town" if found.town else "")))
        place = article_place(mentions, document.article.title, document.url, document.reference, self._places)
        hits = sorted([*document.hits, *place_hits], key=lambda h: (h.start, -h.end, h.term.kind, h.term.code))
        return replace(document, hits=tuple(hits), place=place)

    def _kit(self, language: str) -> LanguageKit:
        kit = self._kits.get(language)
        if kit is None:
            kit = self._kits[language] = LanguageKit(load_pack(language, self._rules))
        return kit
