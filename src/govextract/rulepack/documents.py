"""The shape of the rule files about policy documents: official symbols (shared) and citation words (per language)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from govextract.rulepack.strict import Strict

MAX_WORD = 200
MAX_WILDCARDS = 3
Form = Literal["party", "state", "legislature", "as_printed"]


class SymbolType(Strict):
    """A document type as symbols abbreviate it; ``or`` lists types that the words around may choose instead."""

    doc_type: str
    alternatives: tuple[str, ...] = Field((), alias="or")
    short: bool = Field(False, description="stands before a bare number in running text, too: NQ 57")
    also: tuple[str, ...] = Field((), description="transliterations")


class Organisation(Strict):
    """An issuing body as symbols abbreviate it, and how its symbols are written."""

    form: Form = "as_printed"
    issuer: str | None = None
    provincial: bool = Field(False, description="each province has one")
    letters: bool = Field(False, description="signs official letters as number/ORG-UNIT")
    types: tuple[str, ...] = Field((), description="symbol types that number/ORG may stand for")
    doc_types: tuple[str, ...] = Field((), description="document types of symbols without a type, most likely first")
    shared_by: tuple[str, ...] = Field((), description="issuers that share one series of symbols")
    also: tuple[str, ...] = Field((), description="transliterations")


class Family(Strict):
    """Organisations whose abbreviation begins with ``prefix`` and ends with ``suffix``."""

    prefix: str
    suffix: str = ""
    form: Form = "state"
    issuer: str | None = None
    provincial: bool = False
    letters: bool = False


class Nation(Strict):
    """What differs in a country: codes of its bodies, and who issues documents that name nobody."""

    rename: dict[str, str] = Field(default_factory=dict)
    implied: dict[str, str] = Field(default_factory=dict)
    spoken: dict[str, str] = Field(default_factory=dict, description="as implied, where the article speaks of that body before")


class SymbolExample(Strict):
    """A printed symbol and what it must be read as."""

    text: str
    symbol: str
    doc_type: str


class Symbols(Strict):
    """Official symbols of documents; language-neutral."""

    kind: Literal["symbols"]
    types: dict[str, SymbolType]
    refused: tuple[str, ...] = ()
    organisations: dict[str, Organisation]
    families: tuple[Family, ...] = ()
    repairs: dict[str, str] = Field(default_factory=dict)
    never: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="issuer to types it never issues")
    suffixes: tuple[str, ...] = ()
    roman_issuer: str | None = None
    nations: dict[str, Nation] = Field(default_factory=dict)
    examples: tuple[SymbolExample, ...] = Field(min_length=1)
    rejects: tuple[str, ...] = Field(min_length=1)


def _bounded(word: str) -> str:
    if len(word) > MAX_WORD or word.count("*") > MAX_WILDCARDS:
        raise ValueError(f"{word[:40]!r}: a word or phrase may have {MAX_WORD} characters and {MAX_WILDCARDS} wildcards at most")
    return word


Words = tuple[Annotated[str, AfterValidator(_bounded)], ...]
"""Words of a list; wildcards are few, for each multiplies what the regex engine may have to try."""


class CitationExample(Strict):
    """A text and the documents it cites, each as ``doc_type number`` and, if stated, its date."""

    text: str
    documents: tuple[str, ...]


class Citations(Strict):
    """The function words around document numbers. In all lists ``*`` at a word's end stands for any ending."""

    kind: Literal["citations"]
    number: Words = Field(description="words before a document number")
    joiner: Words = Field(description="words that join the last number of a list")
    plural: Words = Field(description="words that show that several documents follow")
    dated: Words = Field(description="words between a document and its date")
    same_day: Words = Field(description="words for the date of the document before")
    jointly: Words = Field((), description="words before the date of all documents of an enumeration: both issued on")
    later: Words = Field(description="words of an insertion before a date: a week later, on …")
    on: Words = Field(description="words before the date of an act")
    issue: Words = Field(description="verbs and participles of issuing")
    passive: Words = Field((), description="words between a document and a participle: which was")
    relative: Words = Field((), description="words that open a clause about the document before")
    year: Words = Field((), description="words for year that may stand behind a date")
    of: Words = Field(description="words between a document and its issuer or place")
    possessive: Words = Field((), description="what joins an issuer to the document behind it")
    within: Words = Field(description="words between what an issuer did and the document that says so")
    about: Words = Field(description="words that open a document's subject")
    ends: Words = Field(description="words at which an unquoted subject ends")
    counted: Words = Field(description="words behind a bare number that make it a quantity")
    level: Words = Field((), description="words that may stand between an issuer and its place")
    asks: Words = Field((), description="verbs by which the body before them sets a goal")
    assigned: Words = Field((), description="words between a number and the body that set it: assigned by")
    stated_in: Words = Field((), description="words between a number and the document that states it")
    basis: Words = Field((), description="words before a document that is carried out, replaced or rested on")
    examples: tuple[CitationExample, ...] = Field(min_length=1)
    rejects: tuple[str, ...] = Field(min_length=1)
