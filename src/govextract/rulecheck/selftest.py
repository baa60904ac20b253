"""Runs the examples and rejects that every rule carries, against the whole pack as the pipeline uses it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from govextract.article import Article
from govextract.assemble.resolutions import assemble_resolutions
from govextract.document import Document
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Quantity
from govextract.lexing.resolving import resolve_periods
from govextract.lexing.symbols import find_symbols
from govextract.lexing.view import View, make_view
from govextract.link.meaning import OTHER
from govextract.pipeline import LanguageKit
from govextract.rulepack import Pack
from govextract.zones import make_blocks, make_sentences


@dataclass(frozen=True, slots=True)
class SelfTestResult:
    """One example or reject of ``rule``: whether it came true, and if not, what happened instead."""

    rule: str
    text: str
    ok: bool
    message: str = ""


def run(pack: Pack) -> list[SelfTestResult]:
    """The results of all examples and rejects of ``pack``. Raises PackError when the pack does not compile."""
    kit = LanguageKit(pack)
    return [*_groups(kit), *_numbers(kit), *_periods(kit), *_symbols(kit), *_citations(kit)]


def _groups(kit: LanguageKit) -> Iterator[SelfTestResult]:
    for rule, (kind, group) in kit.pack.groups.items():
        for text in group.examples:
            hits = kit.lexicon.find(make_view(text).lower)
            # Groups of measures outside the vocabulary stand in for one another: which of them fires is all the same.
            fired = any(
                hit.term.rule == rule or (group.code == OTHER and hit.term.kind == kind and hit.term.code == OTHER) for hit in hits
            )
            rivals = sorted({hit.term.rule for hit in hits if hit.term.kind == kind})
            instead = f"; instead fires {', '.join(rivals)}" if rivals else ""
            yield _result(rule, text, fired, f"does not fire in its example {text!r}{instead}")
        for text in group.rejects:
            view = make_view(text)
            found = [view.text[h.start : h.end] for h in kit.lexicon.find(view.lower) if h.term.rule == rule]
            yield _result(rule, text, not found, f"fires in its reject {text!r} on {', '.join(map(repr, found))}")


def _result(rule: str, text: str, ok: bool, message: str) -> SelfTestResult:
    return SelfTestResult(rule, text, ok, "" if ok else message)


def _numbers(kit: LanguageKit) -> Iterator[SelfTestResult]:
    rule = f"{kit.pack.code}.numbers"
    for example in kit.pack.numbers.examples:
        view = make_view(example.text)
        hits = kit.lexicon.find(view.lower)
        periods = kit.periods.find(view, hits, [])
        quantities, _ = kit.quantities.find(view, hits, [(p.start, p.end) for p in periods])
        yield _compared(rule, example.text, example.quantities, tuple(map(describe, quantities)))


def describe(quantity: Quantity) -> str:
    """A quantity as rule files write it: ``8..8.5 percent``, ``2046/2082``, ``1585``."""
    upper = "" if quantity.value_max is None else f"..{quantity.value_max}"
    total = "" if quantity.out_of is None else f"/{quantity.out_of}"
    return f"{quantity.value}{upper}{total} {quantity.unit}".strip()


def _periods(kit: LanguageKit) -> Iterator[SelfTestResult]:
    rule = f"{kit.pack.code}.periods"
    for example in kit.pack.periods.examples:
        view = make_view(example.text)
        on = dt.date.fromisoformat(example.on) if example.on else None
        found = resolve_periods(kit.periods.find(view, kit.lexicon.find(view.lower), []), on)
        yield _compared(rule, example.text, example.periods, tuple(p.iso for p in found if p.iso is not None))


def _compared(rule: str, text: str, expected: tuple[str, ...], found: tuple[str, ...]) -> SelfTestResult:
    return _result(rule, text, expected == found, f"{text!r}: expected {list(expected)}, got {list(found)}")


def _symbols(kit: LanguageKit) -> Iterator[SelfTestResult]:
    rules, table = kit.pack.symbols, kit.symbols
    if rules is None or table is None:
        return
    rule = f"{kit.pack.code}.symbols"
    for example in rules.examples:
        found = tuple(f"{s.canonical} {s.doc_type}" for s in find_symbols(make_view(example.text), table))
        yield _compared(rule, example.text, (f"{example.symbol} {example.doc_type}",), found)
    for text in rules.rejects:
        known = [s.canonical for s in find_symbols(make_view(text), table) if s.rule not in NO_DOCUMENT]
        yield _result(rule, text, not known, f"finds {known} in its reject {text!r}")


NO_DOCUMENT = ("symbol.refused", "symbol.unknown")


def _citations(kit: LanguageKit) -> Iterator[SelfTestResult]:
    rules = kit.pack.citations
    if rules is None or kit.citations is None or kit.symbols is None:
        return
    rule = f"{kit.pack.code}.citations"
    for example in rules.examples:
        wanted = tuple(sorted(example.documents))
        yield _compared(rule, example.text, wanted, tuple(sorted(_cited(kit, example.text, wanted))))
    for text in rules.rejects:
        found = list(_cited(kit, text, ()))
        yield _result(rule, text, not found, f"finds {found} in its reject {text!r}")


def _cited(kit: LanguageKit, text: str, wanted: tuple[str, ...]) -> Iterator[str]:
    """The documents cited in ``text``, with the date where the example of the same document has one."""
    assert kit.citations is not None and kit.symbols is not None
    for row in assemble_resolutions(_document(kit, text), kit.citations, kit.symbols).rows:
        name = f"{row.doc_type} {row.number}"
        undated = name in wanted or row.issued_on is None
        yield name if undated else f"{name} {row.issued_on}"


def _document(kit: LanguageKit, text: str) -> Document:
    """``text`` as an article of one line, lexed as far as citations need it."""
    assert kit.symbols is not None
    view = make_view(text)
    hits = kit.lexicon.find(view.lower)
    blocks = make_blocks(view, hits)
    symbols = find_symbols(view, kit.symbols)
    periods = _dates(kit, view, hits, [(s.start, s.end) for s in symbols])
    return Document(
        Article(text), view, kit.pack.code, 1.0, tuple(hits), blocks, make_sentences(view, blocks, hits),
        tuple(symbols), tuple(periods),
    )  # fmt: skip


def _dates(kit: LanguageKit, view: View, hits: list[Hit], taken: list[tuple[int, int]]) -> list[Period]:
    return resolve_periods(kit.periods.find(view, hits, taken), None)
