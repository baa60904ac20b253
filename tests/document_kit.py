"""Builds documents from snippets for the tests of citations: real lexicons, a date and place lexer of its own."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise

from govextract.article import Article
from govextract.assemble.citation_words import CitationWords
from govextract.assemble.resolutions import DocumentResult, assemble_resolutions
from govextract.document import Block, Document, Sentence
from govextract.lexing.lexicon import Hit, Lexicon, Term
from govextract.lexing.mentions import Period
from govextract.lexing.symbols import SymbolTable, find_symbols
from govextract.lexing.view import View, make_view
from govextract.resources import resource_dir
from govextract.rulepack.documents import Citations, Symbols
from govextract.rulepack.schema import GroupFile
from govextract.rulepack.yamlio import load_yaml

FILES = ("documents", "document_words", "issuers", "issuer_hints")
PLACES = {"binh dinh": "VN-31", "kon tum": "VN-28", "bình định": "VN-31", "gia lai": "VN-30", "біньдінь": "VN-31"}
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december",
    "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
)
_NUMBER_OF = {name: i + 1 for names in _MONTHS for i, name in enumerate(names.split("|"))}
_DATES = (
    re.compile(rf"(?<!\w)(?P<d>\d\d?) (?P<m>{'|'.join(_MONTHS)})(?: (?P<y>\d{{4}}))?(?: року| р\.)?"),
    re.compile(rf"(?P<m>{_MONTHS[0]}) (?P<d>\d\d?)(?!\d)(?:, (?P<y>\d{{4}}))?"),
    re.compile(r"(?<![\w/.-])(?P<d>\d\d?)(?P<s>[/.-])(?P<m>\d\d?)(?P=s)(?P<y>\d{4})(?!\d)(?: року| р\.)?"),
)


@cache
def symbol_table() -> SymbolTable:
    return SymbolTable(Symbols.model_validate(load_yaml(resource_dir("rules") / "base" / "symbols.yaml")))


@cache
def groups(language: str) -> tuple[GroupFile, ...]:
    folder = resource_dir("rules") / language
    return tuple(GroupFile.model_validate(load_yaml(folder / f"{name}.yaml")) for name in FILES)


@cache
def lexicon(language: str) -> Lexicon:
    return Lexicon(
        (phrase, Term(file.kind, group.code or name.split(".")[0], f"{file.kind}.{name}"))
        for file in groups(language)
        for name, group in file.groups.items()
        for phrase in group.phrases
    )


@cache
def citations(language: str) -> Citations:
    return Citations.model_validate(load_yaml(resource_dir("rules") / language / "citations.yaml"))


@cache
def words(language: str) -> CitationWords:
    return CitationWords(citations(language))


def dates(view: View, on: dt.date | None) -> tuple[Period, ...]:
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(view.lower):
            month = _NUMBER_OF.get(match["m"]) or int(match["m"])
            year = int(match["y"]) if match["y"] else None
            filled = year or (on.year if on else None)
            day = int(match["d"])
            found.append(Period(*match.span(), "date", "test", filled, month=month, day=day, inferred=not year))
    found.sort(key=lambda p: (p.start, -p.end))
    return tuple(p for i, p in enumerate(found) if not any(o.start <= p.start < o.end for o in found[:i]))


ON = dt.date(2025, 12, 1)


def document(language: str, text: str, place: str | None = "VN-28", on: dt.date | None = ON) -> Document:
    """``text`` as a body of one block; sentences end at a full stop before a capital, abbreviations not minded."""
    view = make_view(text)
    named = [
        Hit(m.start(), m.end(), Term("place", code, "places"))
        for name, code in PLACES.items()
        for m in re.finditer(name, view.lower)
    ]
    hits = [*lexicon(language).find(view.lower), *named]
    hits.sort(key=lambda h: (h.start, -h.end, h.term.kind, h.term.code))
    bounds = [0, *(m.end() for m in re.finditer(r"(?<!No)[.!?] +(?=[^\W\d_])", view.text)), len(view.text)]
    sentences = tuple(Sentence(a, b, 0) for a, b in pairwise(bounds) if a < b)
    return Document(
        Article(text), view, language, 1.0, tuple(hits), (Block(0, len(view.text), "body"),), sentences,
        tuple(find_symbols(view, symbol_table())), dates(view, on), place=place, event_on=on,
    )  # fmt: skip


def cite(language: str, text: str, place: str | None = "VN-28", on: dt.date | None = ON) -> DocumentResult:
    return assemble_resolutions(document(language, text, place, on), words(language), symbol_table())
