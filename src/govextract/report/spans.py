"""Cuts an article into stretches that the same records cover, so that overlapping facts can be shown together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from govextract.records import FACT_TABLES, Extraction, Observation, Resolution, Service, Target

FactRecord = Target | Resolution | Service | Observation

LETTERS = {"targets": "T", "resolutions": "R", "services": "S", "observations": "O"}


@dataclass(frozen=True, slots=True)
class Tagged:
    """A fact with the short tag it goes by in a report, such as ``T1``."""

    tag: str
    table: str
    fact: FactRecord


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text, the facts stated there, and those of them that end with it."""

    text: str
    covers: tuple[Tagged, ...]
    closes: tuple[Tagged, ...]


def tagged(extraction: Extraction) -> list[Tagged]:
    """All facts of an article, numbered in text order within their table."""
    return [
        Tagged(f"{LETTERS[table]}{number}", table, fact)
        for table in FACT_TABLES
        for number, fact in enumerate(sorted(getattr(extraction, table), key=lambda f: (f.start, f.end)), 1)
    ]


def stretches(text: str, facts: Iterable[Tagged]) -> Iterator[Stretch]:
    """The whole of ``text``, in order, cut wherever a mention of a fact begins or ends."""
    spans = sorted({(start, end, item.tag): item for item in facts for start, end in _places(item.fact)}.items())
    cuts = sorted({0, len(text), *(at for (start, end, _), _ in spans for at in (start, end))})
    for start, end in pairwise(cuts):
        covering = [(span, item) for span, item in spans if span[0] <= start and end <= span[1]]
        covers = tuple(item for _, item in covering)
        yield Stretch(text[start:end], covers, tuple(item for span, item in covering if span[1] == end))


def _places(fact: FactRecord) -> Iterator[tuple[int, int]]:
    yield fact.start, fact.end
    for mention in fact.mentions:
        yield mention.start, mention.end


def summary_of(fact: FactRecord) -> str:
    """What a fact says, in one line."""
    if isinstance(fact, Resolution):
        parts = [fact.doc_type, fact.symbol or fact.number, _prefixed("of ", fact.issued_on), fact.issuer, fact.title]
    elif isinstance(fact, Service):
        total = _prefixed("out of ", fact.out_of)
        parts = [fact.category, amount(fact), total, fact.level, fact.place, _prefixed("as of ", fact.as_of)]
    elif isinstance(fact, Target):
        setter = _prefixed("set by ", fact.set_by)
        role = fact.period_role or "for"
        parts = [fact.indicator, amount(fact), _prefixed(f"{role} ", fact.period), fact.place, setter]
        parts.append(_prefixed("in ", fact.document))
    else:
        parts = [fact.indicator, amount(fact), _prefixed("in ", fact.period), fact.place]
    return " ".join(str(part) for part in parts if part)


SIGNS = {"eq": "=", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈", "range": "="}


def amount(fact: Target | Observation | Service) -> str:
    """A fact's comparator, value and unit, as people write them."""
    sign = SIGNS[fact.comparator]
    if isinstance(fact, Service):
        return f"{sign} {fact.count:,}"
    upper = f"–{fact.value_max:,f}" if fact.value_max is not None else ""
    return f"{sign} {fact.value:,f}{upper} {fact.unit}"


def _prefixed(prefix: str, value: object) -> str | None:
    return f"{prefix}{value}" if value else None
