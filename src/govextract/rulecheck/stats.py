"""Which rules are at work on real articles: how often each fired, where, and how many records it decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from govextract.article import Article
from govextract.document import Document
from govextract.pipeline import Extractor
from govextract.records import FACT_TABLES, Extraction
from govextract.rulepack import Pack


@dataclass(frozen=True, slots=True)
class RuleUse:
    """One rule: how often it fired, on how many articles, how many records it decided.

    A rule decides a record whose ``rule_id`` names it. Cues and comparators fire without ever deciding one.
    """

    rule: str
    kind: str
    fired: int
    articles: int
    records: int

    @property
    def remark(self) -> str:
        """``dead`` if it never fired, ``one article`` if it fired in a single one, else nothing."""
        if not self.fired and not self.records:
            return "dead"
        return "one article" if self.articles == 1 else ""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The use of all rules of the languages met, by rule id; ``articles`` per language."""

    articles: Mapping[str, int]
    uses: tuple[RuleUse, ...]

    @property
    def dead(self) -> tuple[RuleUse, ...]:
        """The rules that never fired."""
        return tuple(use for use in self.uses if use.remark == "dead")

    @property
    def lone(self) -> tuple[RuleUse, ...]:
        """The rules that fired in one article only."""
        return tuple(use for use in self.uses if use.remark == "one article")

    def as_dict(self) -> dict[str, Any]:
        """As plain data."""
        rules = [{**asdict(use), "remark": use.remark} for use in self.uses]
        return {"articles": dict(self.articles), "rules": rules, "dead": len(self.dead), "one_article": len(self.lone)}


def gather(articles: Iterable[Article], extractor: Extractor, packs: Mapping[str, Pack]) -> Statistics:
    """Extract ``articles`` and count the rules of ``packs`` (by language), without languages that no article is in."""
    met: Counter[str] = Counter()
    fired: Counter[str] = Counter()
    seen_in: Counter[str] = Counter()
    decided: Counter[str] = Counter()
    for article in articles:
        document = extractor.read(article)
        if document.language not in packs:
            continue
        met[document.language] += 1
        extraction = extractor.extract(article)
        here = Counter(_firings(document, extraction))
        records = Counter(_deciders(extraction))
        fired.update(here)
        decided.update(records)
        seen_in.update(here.keys() | records.keys())
    rules = {rule: kind for code in met for rule, kind in _rules(packs[code])}
    rules |= {rule: _kind_of(rule) for rule in sorted(fired.keys() | decided.keys()) if rule not in rules}
    uses = (RuleUse(rule, kind, fired[rule], seen_in[rule], decided[rule]) for rule, kind in rules.items())
    return Statistics(dict(sorted(met.items())), tuple(sorted(uses, key=lambda use: use.rule)))


def _rules(pack: Pack) -> Iterator[tuple[str, str]]:
    for rule, (kind, _) in pack.groups.items():
        yield rule, kind
    for name in pack.periods.rules:
        yield f"{pack.code}.periods.{name}", "periods"


def _kind_of(rule: str) -> str:
    """The kind of a rule that is code, not data: ``engine.resolutions.symbol`` is of kind ``resolutions``."""
    return rule.split(".")[1]


def _firings(document: Document, extraction: Extraction) -> Iterator[str]:
    for hit in (*document.hits, *document.name_hits):
        if hit.term.kind != "place":
            yield hit.term.rule
    for period in document.periods:
        yield f"{document.language}.periods.{period.rule}"
    for symbol in document.symbols:
        yield f"{ENGINE}.{symbol.rule}"
    for row in extraction.ledger:
        if row.fate == "refused" and row.rule_id:
            yield _full(row.rule_id, document.language)


def _deciders(extraction: Extraction) -> Iterator[str]:
    for table in FACT_TABLES:
        for fact in getattr(extraction, table):
            yield _full(fact.rule_id, fact.language)


ENGINE = "engine"
"""What ids of rules begin with that are code."""


def _full(rule: str, language: str) -> str:
    return rule if rule.startswith(f"{language}.") else f"{ENGINE}.{rule}"
