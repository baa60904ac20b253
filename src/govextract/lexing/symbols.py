"""Finds official symbols of documents (57-NQ/TW, 118/2025/NĐ-CP, 1689-IX) on characters, damaged ones included.

Tokenisers split symbols differently in every language, and number lexers read them as quantities; so this lexer
runs first. It is anchored on digits. What the abbreviations mean is data: ``rules/base/symbols.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from govextract.lexing.lexicon import Hit, Term
from govextract.lexing.mentions import Symbol
from govextract.lexing.view import View
from govextract.rulepack.documents import Organisation, Symbols, SymbolType

LETTER = "official_letter"
"""The type of what is numbered number/ORG-UNIT."""
MEMORY = 2048
"""How many abbreviations are remembered: articles use the same few."""
_UPPER = "A-ZĐƯҚҒЄІЇА-Я"
_LETTER = _UPPER + "a-zđưқа-яєіїґ"
_FIRST = f"(?:[{_UPPER}](?=[{_UPPER}]|[hyу][{_UPPER}]))[{_LETTER}&]{{1,19}}\\d{{0,3}}(?!\\w)"
_WORD = f"[{_UPPER}][{_LETTER}&]{{1,19}}\\d{{0,3}}(?!\\w)"
# Patterns begin with what they are anchored on, so that the regex engine can skip through the text.
_SYMBOL = re.compile(
    r"(?P<number>\d(?<!\d\d)(?<!\d[.,:/-]\d)\d{0,4}(?:\.\d{1,2}(?= ?[/-]))?(?:[a-zđ](?= ?[/-]))?)"
    r"(?:(?: ?/ ?| )(?P<year>(?:19|20)\d\d)(?= ?[/-]))?"
    rf"(?P<join> ?[-/_] ?| |)(?P<first>{_FIRST})"
    rf"(?:(?P<join2> ?[-/_] ?|(?<=[{_UPPER}]) )(?P<second>{_WORD}|[A-ZĐ]\d\d(?!\w))(?:(?P<join3>[-/.])(?P<third>{_WORD}))?)?"
)
_ROMAN = "IVXLІХ"
_SERIES_NUMBER = re.compile(r"(?<![\d.,:/-])(?P<number>\d{1,5})(?P<part>/\d\d)? ?\Z")
_SESSION = re.compile(  # of a council's decision: № 431-24/VIII, № 12/24-VIII, № 1431-XX/VIII
    rf"№ ?(?P<number>\d{{1,5}})(?P<part>[-/](?:\d{{1,3}}|[{_ROMAN}]{{1,6}}))?[-/](?P<session>[{_ROMAN}]{{1,6}})(?!\w)"
)
_LOOKALIKE = str.maketrans("АВЕКМНОРСТУХІЅЈаеорсухі", "ABEKMHOPCTYXISJaeopcyxi")
_BARS = str.maketrans("ĐđƯưЙйЇїҚқ", "DdUuИиІіКк")


@dataclass(frozen=True, slots=True)
class _Body:
    """An organisation with its canonical abbreviation and how its symbols are written."""

    code: str
    rules: Organisation


class SymbolTable:
    """The abbreviations of document symbols, compiled once from ``rules/base/symbols.yaml``."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self._types = {key: code for code, entry in symbols.types.items() for key in _keys(code, entry.also)}
        self._bodies = {key: code for code, entry in symbols.organisations.items() for key in _keys(code, entry.also)}
        self._refused = {key for code in symbols.refused for key in (code, _fold(code)) if key not in self._types}
        self._repairs = [(_fold(damaged), whole) for damaged, whole in symbols.repairs.items()]
        self.type_of = lru_cache(MEMORY)(self._type_of)
        self.body_of = lru_cache(MEMORY)(self._body_of)
        self.repaired = lru_cache(MEMORY)(self._repaired)
        suffixes = "|".join(re.escape(s) for s in symbols.suffixes) or "(?!)"
        self.series = re.compile(rf"-(?<=[\d ]-)(?: ?(?P<roman>[{_ROMAN}]{{1,6}})|(?P<suffix>{suffixes}))(?!\w)")
        short = [key for code, entry in symbols.types.items() if entry.short for key in {code, _fold(code)}]
        self._short = re.compile(rf"({'|'.join(sorted(short, key=len, reverse=True))})(?= ?\d|[ -](?:số|№|No))")

    def _type_of(self, token: str) -> str | None:
        """The symbol type that ``token`` abbreviates, or None."""
        return _lookup(self._types, token)

    def type_rules(self, code: str) -> SymbolType:
        """What is known of a symbol type."""
        return self.symbols.types[code]

    def is_refused(self, token: str) -> bool:
        """Whether ``token`` marks a licence, contract, standard or the like."""
        return token in self._refused

    def _body_of(self, token: str) -> _Body | None:
        """The organisation that ``token`` abbreviates, known by name or by family, or None."""
        code = _lookup(self._bodies, token)
        if code is not None:
            return _Body(code, self.symbols.organisations[code])
        legislature = re.fullmatch(r"(\D+)(\d{1,2})", token)
        if legislature and (code := _lookup(self._bodies, legislature[1])):
            entry = self.symbols.organisations[code]
            return _Body(code + legislature[2], entry) if entry.form == "legislature" else None
        return self._family(token)

    def _family(self, token: str) -> _Body | None:
        repaired = self.repaired(token)
        if repaired != repaired.upper() or len(repaired) < 3:
            return None
        for family in self.symbols.families:
            if repaired.startswith(family.prefix) and repaired.endswith(family.suffix):
                rules = Organisation(form=family.form, issuer=family.issuer, provincial=family.provincial, letters=family.letters)
                return _Body(repaired, rules)
        return None

    def _repaired(self, token: str) -> str:
        """An abbreviation in Latin letters, with the bars that print has lost."""
        latin = token.translate(_LOOKALIKE)
        for damaged, whole in self._repairs:
            position = _fold(latin).find(damaged)
            if position >= 0:
                latin = latin[:position] + whole + latin[position + len(damaged) :]
        return latin

    def split(self, token: str) -> tuple[str, _Body] | None:
        """Type and organisation of an abbreviation that has lost what stood between them (NQTW), or None."""
        for size in range(min(5, len(token) - 2), 1, -1):
            code, body = self.type_of(token[:size]), _lookup(self._bodies, token[size:])
            if code is not None and body is not None:
                return code, _Body(body, self.symbols.organisations[body])
            family = self._family(token[size:]) if code is not None and token[size:].isupper() else None
            if code is not None and family is not None and len(family.code) > 2:
                return code, family
        return None

    def abbreviations(self, view: View) -> list[Hit]:
        """Symbol types that stand as words before a number: ``NQ 57``."""
        hits = []
        for match in self._short.finditer(view.text):
            code = self.type_of(match[1])
            if code is not None and not view.text[match.start() - 1 : match.start()].isalnum():
                term = Term("doc_type", self.symbols.types[code].doc_type, f"symbol.abbreviation.{code}")
                hits.append(Hit(match.start(), match.end(), term))
        return hits


def find_symbols(view: View, table: SymbolTable) -> list[Symbol]:
    """All document symbols of ``view`` by start, complete or partial; licences and the like come as refused."""
    found = [*_vietnamese(view.text, table), *_sessions(view.text), *_series(view.text, table)]
    found.sort(key=lambda symbol: (symbol.start, -symbol.end))
    kept: list[Symbol] = []
    for symbol in found:
        if not kept or symbol.start >= kept[-1].end:
            kept.append(symbol)
    return kept


def _vietnamese(text: str, table: SymbolTable) -> Iterator[Symbol]:
    position = 0
    while match := _SYMBOL.search(text, position):
        symbol = _read(match, table)
        yield from () if symbol is None else (symbol,)
        position = symbol.end if symbol is not None else match.end("number")


def _series(text: str, table: SymbolTable) -> Iterator[Symbol]:
    for match in table.series.finditer(text):
        before = _SERIES_NUMBER.search(text, max(0, match.start() - 10), match.start())
        if before is None:
            continue
        number, part = before["number"], before["part"] or ""
        roman = (match["roman"] or "").translate(_LOOKALIKE)
        canonical = f"{number}{part}-{roman or match['suffix']}"
        issuer = table.symbols.roman_issuer if roman or match["suffix"].isupper() else None
        yield Symbol(before.start(), match.end(), number, canonical, None, issuer, rule="symbol.series")


def _sessions(text: str) -> Iterator[Symbol]:
    for match in _SESSION.finditer(text):
        mark = text[match.start("session") - 1]
        if mark == "-" and not match["part"]:
            continue  # the parliament numbers its acts alike
        number = match["number"] + (match["part"] or "").translate(_LOOKALIKE)
        canonical = f"{number}{mark}{match['session'].translate(_LOOKALIKE)}"
        yield Symbol(match.start("number"), match.end(), number, canonical, None, None, rule="symbol.session")


def _read(match: re.Match[str], table: SymbolTable) -> Symbol | None:
    join, first, second = match["join"], match["first"], match["second"]
    if match["join2"] == " " and (not join.strip() or second not in table.symbols.organisations):
        second = None  # the next word, unless a dash was lost: "487/TB VPCP"
    if table.is_refused(first) and join.strip():
        return _symbol(match, match.end() if second else match.end("first"), None, "symbol.refused")
    code = table.type_of(first)
    if code is not None and second is not None:
        return _typed(match, table, code)
    if code is not None and join.strip() and not match["year"] and first.isupper():
        symbol = _symbol(match, match.end("first"), None, "symbol.partial")
        return symbol._replace(type_code=code, doc_type=table.type_rules(code).doc_type)
    if (parts := table.split(first)) is not None:
        return _whole(match, match.end("first"), table, parts[0], parts[1], repaired=True)
    body = table.body_of(first)
    if body is not None and join.strip():
        return _bodied(match, table, body)
    if join == "/" and match["join2"] == "-" and second and _plain(first) and _plain(second):
        return _symbol(match, match.end(), match.group(), "symbol.unknown")
    return None


def _typed(match: re.Match[str], table: SymbolTable, code: str) -> Symbol | None:
    """number TYPE ORG, in whatever way they are joined."""
    second, loose = match["second"], " " in match["join2"]
    body = table.body_of(second)
    if body is None:
        if not _plain(second) or (loose and not match["join"].strip()):
            return None
        body = _Body(table.repaired(second), Organisation())
    end, repaired = match.end("second"), table.repaired(match["first"]) != code or second != body.code
    if match["third"] and _plain(match["third"]):
        body = _Body(f"{body.code}{match['join3']}{table.repaired(match['third'])}", body.rules)
        end = match.end("third")
    return _whole(match, end, table, code, body, repaired)


def _whole(
    match: re.Match[str], end: int, table: SymbolTable, code: str, body: _Body, repaired: bool
) -> Symbol:  # fmt: skip
    number, year = match["number"], match["year"]
    form = body.rules.form
    if form == "as_printed":
        form = "party" if "-" in match["join"] and "/" in (match["join2"] or "/") else "state"
    if form == "party" and not year:
        canonical = f"{number}-{code}/{body.code}"
    else:
        canonical = f"{number}/{year}/{code}-{body.code}" if year else f"{number}/{code}-{body.code}"
    rules = table.type_rules(code)
    changed = repaired or canonical != match.string[match.start() : end]
    symbol = _owned(_symbol(match, end, canonical, "symbol.repaired" if changed else "symbol"), body)
    return symbol._replace(doc_type=rules.doc_type, alternatives=rules.alternatives, type_code=code)


def _bodied(match: re.Match[str], table: SymbolTable, body: _Body) -> Symbol | None:
    """number/ORG-UNIT (a letter), number/year/QH15 (the legislature), or number/ORG, which lacks its type."""
    rules, second = body.rules, match["second"]
    if rules.form == "legislature":
        year = f"/{match['year']}" if match["year"] else ""
        canonical = f"{match['number']}{year}/{body.code}"
        symbol = _owned(_symbol(match, match.end("first"), canonical, "symbol"), body)
        return symbol._replace(doc_type=rules.doc_types[0], alternatives=rules.doc_types[1:])
    if rules.letters and second and "/" in match["join"] and match["join2"] == "-" and not match["year"]:
        canonical = f"{match['number']}/{body.code}-{table.repaired(second)}"
        symbol = _symbol(match, match.end("second"), canonical, "symbol")
        return _owned(symbol, body)._replace(doc_type=LETTER)
    if "/" in match["join"] and not second:
        return _owned(_symbol(match, match.end("first"), None, "symbol.partial"), body)
    return None


def _owned(symbol: Symbol, body: _Body) -> Symbol:
    rules = body.rules
    return symbol._replace(organisation=body.code, provincial=rules.provincial, issuer=rules.issuer)


def _symbol(match: re.Match[str], end: int, canonical: str | None, rule: str) -> Symbol:
    year = int(match["year"]) if match["year"] else None
    return Symbol(match.start(), end, match["number"], canonical, None, None, year=year, rule=rule)


def _plain(token: str) -> bool:
    """Whether an unknown token looks like an abbreviation."""
    return len(token) >= 2 and token == token.upper() and token[:2].isalpha()


def _fold(token: str) -> str:
    """An abbreviation as tables spell it: without bars and hooks, in capitals."""
    return token.translate(_BARS).upper()


def _keys(code: str, also: tuple[str, ...]) -> set[str]:
    return {_fold(name) for name in (code, *also)}


def _lookup(table: dict[str, str], token: str) -> str | None:
    """The code of ``token``: as printed, or with Cyrillic letters that look like Latin ones read as these."""
    folded = _fold(token)
    return table.get(folded) or table.get(_fold(token.translate(_LOOKALIKE)))
