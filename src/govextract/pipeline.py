"""The pipeline: detect, zone, lex, recognise, link, assemble, resolve, audit, in this order, for one article."""

from __future__ import annotations

import gc
from bisect import insort
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from govextract.article import Article
from govextract.assemble.citation_words import CitationWords
from govextract.assemble.drafts import Findings, Verdict
from govextract.assemble.headlines import refuse_rounded
from govextract.assemble.lonely import refuse_lonely
from govextract.assemble.naming import fill, open_sentences
from govextract.assemble.repeats import join_repeats
from govextract.assemble.resolutions import DocumentResult, assemble_resolutions
from govextract.assemble.walk import Linker
from govextract.audit import audit
from govextract.dating import event_on, latest_date, published_on, reference_date
from govextract.defaults import DEFAULT_RECOGNISER
from govextract.document import Document
from govextract.finish import finish
from govextract.language import Detector, LanguagesError, load_languages
from govextract.lexing.lexicon import Hit, Term, pack_lexicon
from govextract.lexing.periods import PeriodLexer, PeriodPatternError
from govextract.lexing.quantities import NAMING, QuantityLexer
from govextract.lexing.resolving import resolve_periods
from govextract.lexing.symbols import SymbolTable, find_symbols
from govextract.lexing.tables import Words, lay_out
from govextract.lexing.view import make_view
from govextract.places import PlaceMention, article_place, find_places, load_places
from govextract.recognise import GAZETTEER, NamedEntity, Namer, SpacyRecogniser, check_choice
from govextract.records import Extraction
from govextract.resources import resource_dir
from govextract.rulepack import Pack, PackError, load_pack, pack_codes
from govextract.rulepack.loader import BASE, pack_hash, rule_error
from govextract.zones import find_url, make_blocks, make_sentences, url_spans

NAME_KINDS = frozenset({"ner_trim", "ner_unit", "ner_head", "ner_level", "ner_stop"})


class LanguageKit:
    """All that is compiled once per language."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.lexicon = pack_lexicon(pack)
        self.quantities = QuantityLexer(pack.numbers)
        self.periods = _period_lexer(pack)
        self.linker = Linker(pack)
        self.symbols = SymbolTable(pack.symbols) if pack.symbols else None
        self.citations = CitationWords(pack.citations) if pack.citations else None
        self.table_words = Words(self.quantities.units.is_unit, self._is_base)

    def _is_base(self, heading: str) -> bool:
        return any(hit.term.kind == "base" for hit in self.lexicon.find(make_view(heading).lower))


def _order(hit: Hit) -> tuple[int, int, str, str]:
    """The order of a document's hits, as ``Lexicon.find`` gives them."""
    return hit.start, -hit.end, hit.term.kind, hit.term.code


def _detector(root: Path, overlay: Path | None) -> Detector:
    """Tells apart the languages of ``root`` and those that the folder ``overlay`` adds or describes anew."""
    folders = [root, *([overlay] if overlay else [])]
    try:
        return Detector(load_languages(*(f for folder in folders if (f := folder / "languages.yaml").is_file())))
    except LanguagesError as error:
        raise PackError(str(error)) from error


def _period_lexer(pack: Pack) -> PeriodLexer:
    try:
        return PeriodLexer(pack.periods, pack.numbers.percentage_point)
    except PeriodPatternError as error:
        raise rule_error(pack, "periods", ("rules", error.rule, "pattern"), str(error)) from error


class Extractor:
    """Reads articles with one set of rules. Construct once, call ``extract`` for each article.

    ``rules`` is a folder that adds to or overrides the built-in rules; ``root`` is one that stands in their place.
    Raises PackError when the rules cannot be used.
    """

    def __init__(self, rules: Path | None = None, ner: str = DEFAULT_RECOGNISER, *, root: Path | None = None) -> None:
        self._rules, self._root = rules, root
        self._codes = pack_codes(rules, root)
        self._detector = _detector(root or resource_dir("rules"), rules)
        self._kits: dict[str, LanguageKit] = {}
        check_choice(ner)
        self.ner = ner
        self._namers: dict[str, Namer] = {}
        self.pack_hash = pack_hash(rules, root)
        self._places = load_places(resource_dir("data"))
        if rules is not None:
            for code in self._codes:
                if (rules / code).is_dir() or (rules / BASE).is_dir():
                    self._kit(code)  # what is wrong with the user's own rules is told before the first article

    def extract(self, article: Article) -> Extraction:
        """All facts of one article."""
        document = self.read(article)
        if document.language not in self._codes:
            return finish(document, Findings(), self._places)
        kit = self._kit(document.language)
        document, cited = self._cite(document, kit)
        document = self._quantify(document, kit, cited)
        findings = kit.linker.link(document, cited)
        refuse_lonely(findings, len(document.view.text))
        findings.drafts = join_repeats(findings.drafts)
        refuse_rounded(findings, document.blocks)
        findings.drafts = audit(findings.drafts, kit.pack.indicators)
        namer = self._namer(document.language)
        known = [*document.hits, *document.name_hits]
        entities = namer.name(document.view, known, open_sentences(document, findings.drafts), gate=True)
        findings.drafts = fill(document, findings.drafts, entities, GAZETTEER)
        return finish(document, findings, self._places, entities, namer.warnings)

    def verdicts(self, article: Article) -> list[Verdict]:
        """What became of each number as it was linked, before the article is seen as a whole; for training and inspection."""
        document = self.read(article)
        if document.language not in self._codes:
            return []
        kit = self._kit(document.language)
        document, cited = self._cite(document, kit)
        return kit.linker.link(self._quantify(document, kit, cited), cited).verdicts

    def entities(self, text: str, language: str, *, refine: bool = True) -> list[NamedEntity]:
        """The names in ``text``, every sentence of it read; for evaluation and for other pipelines."""
        view = make_view(text)
        document = Document(Article(text, "-"), view, language)
        hits = self._place_hits(replace(document, hits=tuple(self._kit(language).lexicon.find(view.lower))))
        return self._namer(language).name(view, hits, [(0, len(view.text))] if view.text else [], refine=refine)

    def recognisers(self) -> dict[str, str]:
        """By language, the model that finds names, with version and hash; empty when the gazetteer works alone."""
        models = {code: self._namer(code).model for code in self._codes}
        return {code: model.name for code, model in models.items() if model is not None}

    def use_model(self, language: str, spacy_model: str) -> None:
        """Find the names of ``language`` with another spaCy model: a folder or an installed package."""
        self._namer(language).model = SpacyRecogniser(spacy_model)

    def read(self, article: Article) -> Document:
        """The article with its language, zones, phrases, symbols, dates and place."""
        detection = self._detector.detect(article.text)
        document = Document(article, make_view(article.text), detection.language, detection.confidence)
        if document.language not in self._codes:
            return document
        kit = self._kit(document.language)
        laid = lay_out(article.text, kit.table_words)
        view = document.view if laid is None else make_view(article.text, laid)
        document = document.having(view=view)
        found = kit.lexicon.find(view.lower)
        hits: list[Hit] = []
        name_hits: list[Hit] = []
        for hit in found:
            (name_hits if hit.term.kind in NAME_KINDS else hits).append(hit)
        document = document.having(hits=tuple(hits), name_hits=tuple(name_hits))
        blocks = make_blocks(view, document.hits_of("zone", "abbreviation"))
        urls = url_spans(view)
        symbols = find_symbols(view, kit.symbols) if kit.symbols else []
        taken = sorted([*urls, *((s.start, s.end) for s in symbols)])
        beside = [*document.hits_of("period_role"), *document.hits_of("break"), *document.hits_of("service_head")]
        periods = kit.periods.find(view, beside, taken)
        document = document.having(
            blocks=blocks, sentences=make_sentences(view, blocks, document.hits_of("abbreviation")),
            url=article.url or find_url(view, blocks), symbols=tuple(symbols), periods=tuple(periods),
        )  # fmt: skip
        published = published_on(document)
        reference = reference_date(document, published)
        document = document.having(published_on=published, periods=tuple(resolve_periods(periods, reference)))
        return self._place(document)

    def _cite(self, document: Document, kit: LanguageKit) -> tuple[Document, DocumentResult]:
        """Adds the cited documents; their dates are no longer periods, and the event's date is known by them."""
        cited = DocumentResult((), (), (), (), ())
        if kit.citations is not None and kit.symbols is not None:
            cited = assemble_resolutions(document, kit.citations, kit.symbols)
        reference = reference_date(document, document.published_on)
        event = event_on(document, reference, cited.periods)
        taken = set(cited.periods)
        periods = [p for p in document.periods if (p.start, p.end) not in taken]
        stated = any(
            p.kind == "date" and event and (p.year, p.month, p.day) == (event.year, event.month, event.day) for p in periods
        )
        base = document.published_on or (event if stated else reference)
        periods = resolve_periods([p._replace(year=None) if p.inferred else p for p in periods], base)
        return document.having(periods=tuple(periods), event_on=event, read_on=base), cited

    def _quantify(self, document: Document, kit: LanguageKit, cited: DocumentResult) -> Document:
        """Adds the quantities: numbers outside symbols, dates, citations and URLs."""
        view = document.view
        taken = sorted(
            [
                *url_spans(view),
                *cited.numbers,
                *cited.periods,
                *((p.start, p.end) for p in document.periods),
                *((s.start, s.end) for s in document.symbols),
            ]
        )
        hits = sorted(document.hits_of("comparator", "number_word", "fraction_word", *NAMING), key=_order)
        quantities, labels = kit.quantities.find(view, hits, taken)
        return document.having(quantities=tuple(quantities), labels=(*labels, *cited.refused))

    def _place(self, document: Document) -> Document:
        mentions: list[PlaceMention] = []
        place_hits: list[Hit] = []
        for found in find_places(document.view.text, self._places, document.language):
            block = document.block_at(found.start)
            if block is None or block.kind == "boilerplate":
                continue
            mentions.append(replace(found, zone="headline") if block.kind == "headline" else found)
            place_hits.append(Hit(found.start, found.end, Term("place", found.code, "places", "town" if found.town else "")))
        on = document.published_on or latest_date(document)
        place = article_place(mentions, document.article.title, document.url, on, self._places)
        hits = list(document.hits)
        for hit in place_hits:
            insort(hits, hit, key=_order)
        return document.having(hits=tuple(hits), place=place)

    def _place_hits(self, document: Document) -> list[Hit]:
        found = find_places(document.view.text, self._places, document.language)
        return [
            *document.hits,
            *(Hit(f.start, f.end, Term("place", f.code, "places", "town" if f.town else "")) for f in found),
        ]

    def _namer(self, language: str) -> Namer:
        namer = self._namers.get(language)
        if namer is None:
            namer = self._namers[language] = Namer(language, self._places, self.ner, self._rules, self._root)
        return namer

    def _kit(self, language: str) -> LanguageKit:
        kit = self._kits.get(language)
        if kit is None:
            with _uncollected():
                kit = self._kits[language] = LanguageKit(load_pack(language, self._rules, self._root))
        return kit


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage is looked for meanwhile: what a pack is compiled to stays, and counting it again and again takes a fifth."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
