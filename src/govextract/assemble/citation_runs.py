"""What a citation reader finds: document numbers (elements) and the runs of them that one word governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Symbol

ANY_TYPE = "document"
"""Code of words that name a document without its type."""
CAUTIOUS = frozenset({"plan", "programme", "project", "report", "law", "notice", "guideline", "regulation", "other"})
"""Types whose word stands before ordinary numbers, too: a bare number of one digit is not theirs."""


@dataclass(frozen=True, slots=True)
class Element:
    """One document number of a run at ``start:end``; ``explicit`` when a number word stands before it."""

    start: int
    end: int
    number: str
    year: int | None = None
    symbol: Symbol | None = None
    explicit: bool = False
    dated: Period | None = None
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """The numbers that one word (or none) governs, with what stands between word and number."""

    start: int
    end: int
    elements: tuple[Element, ...]
    word: Hit | None = None
    plural: bool = False
    date: Period | None = None
    issuer: Hit | None = None
    title: tuple[int, int] | None = None


def share_suffix(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Gives the numbers of a list the suffix that stands once: "57, 59 and 68-NQ/TW" is three symbols."""
    complete = [e for e in elements if e.symbol is not None and e.symbol.canonical and e.symbol.rule != "symbol.series"]
    shared = []
    for element in elements:
        donor = next((c for c in complete if c.start > element.start), complete[-1] if complete else None)
        if element.symbol is None and element.canonical is None and donor is not None and donor.symbol is not None:
            canonical = element.number + (donor.symbol.canonical or "")[len(donor.symbol.number) :]
            symbol = donor.symbol._replace(number=element.number, canonical=canonical, rule="symbol.shared")
            element = replace(element, symbol=symbol, year=element.year or donor.symbol.year)
        shared.append(element)
    return tuple(shared)


def ascending(elements: Sequence[Element]) -> bool:
    """Whether the numbers grow, as those of a list of documents do."""
    numbers = [int(e.number) for e in elements if e.number.isdigit()]
    return len(numbers) == len(elements) and numbers == sorted(set(numbers))


def organisation(run: Run) -> str | None:
    """The organisation in the symbol of the run's last number."""
    symbol = run.elements[-1].symbol
    return symbol.organisation if symbol else None


def kind(run: Run) -> tuple[str, str]:
    """What documents of one series have in common: the symbol's type and organisation, else the word's type."""
    symbol = run.elements[-1].symbol
    code = run.word.term.code if run.word else ""
    return (symbol.type_code, symbol.organisation) if symbol else (code, "")
