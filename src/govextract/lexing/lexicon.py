"""Finds all lexicon phrases of a language in one Aho-Corasick pass.

Overlaps are resolved per kind: of the hits of one kind the leftmost longest stay, so that "full-process online
public services" beats "online public services" while a role cue inside it is found all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

import ahocorasick_rs

from govextract.lexing.patterns import Compiled, PatternError, compile_phrase
from govextract.rulepack.loader import rule_error
from govextract.rulepack.schema import Pack


@dataclass(frozen=True, slots=True)
class Term:
    """What a phrase means: ``kind`` (indicator, role, place …), ``code`` within the kind, and the rule it comes from."""

    kind: str
    code: str
    rule: str
    direction: str = ""


class Hit(NamedTuple):
    """A phrase found at ``start:end`` of a view."""

    start: int
    end: int
    term: Term


_hit = partial(tuple.__new__, Hit)  # what Hit(…) does, without a call in Python: there are hundreds in an article
MEMORY = 50_000  # regexes that are shared by phrases


JOINT = "break", "and"
"""Kind and code of the words that join two statements."""
UNIT_WORDS = 3
"""Words that the unit of a number has at most: "billion VND"."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
"""What joins two words: "clean-water rate" is "clean water rate" to phrases, and the other way round."""
_JOINS = re.compile(r"(?:(?<=[^\W\d_])|(?<=[)\]*]))-(?=[^\W\d_]|[(\[])")
"""The same in phrases, where an end of a choice or of a stem may stand beside it."""
_NUMBER = re.compile(r"\d(?=%|\s?%| [^\W\d])")
_RANGE = re.compile(r"% ?(?:[^\s%]+ )?(?:- ?)?[\d.,]+ ?%")


class _Rest(NamedTuple):
    """What must follow an anchor.

    Its regex is tried only where one of the literals that it ``needs``, if any, begins within ``reach`` characters.
    """

    needs: tuple[int, ...]
    reach: int
    match: Callable[..., re.Match[str] | None]
    rank: int
    number: bool  # whether digits at its end are its own, not what a wildcard stands for


@lru_cache(MEMORY)
def _attempt(source: str) -> Callable[..., re.Match[str] | None]:
    """What tries a regex at a position; packs repeat many."""
    return re.compile(source).match


class _Anchor(NamedTuple):
    """The ranks of the terms that an anchor is a phrase of: as it stands, with any ending, or with a rest behind it."""

    whole: tuple[int, ...]
    open_end: tuple[int, ...]
    rests: tuple[_Rest, ...]
    needed: frozenset[int]  # literals without any of which no rest matches; empty if some rest needs none


class Lexicon:
    """An immutable set of phrases with their terms."""

    def __init__(self, phrases: Iterable[tuple[str, Term]]) -> None:
        """Compiles ``phrases``; raises PatternError for a malformed one."""
        listed = [(compiled, term) for phrase, term in phrases for compiled in compile_phrase(_JOINS.sub(" ", phrase))]
        order = {term: (term.kind, term.code, term.rule) for _, term in listed}
        self._terms = sorted(order, key=order.__getitem__)
        lanes: dict[str, int] = {}
        names = [_lanes(term) for term in self._terms]
        self._lanes = [(lanes.setdefault(n[0], len(lanes)), lanes.setdefault(n[-1], len(lanes))) for n in names]
        self._lane_count = len(lanes)
        self._joints = {rank for rank, term in enumerate(self._terms) if (term.kind, term.code) == JOINT}
        ranks = {term: rank for rank, term in enumerate(self._terms)}
        by_anchor: dict[str, list[tuple[Compiled, int]]] = {}
        for compiled, term in listed:
            by_anchor.setdefault(compiled.anchor, []).append((compiled, ranks[term]))
        literals = list(dict.fromkeys([*by_anchor, *sorted({need for c, _ in listed for need in c.needs})]))
        self._numbers = {literal: number for number, literal in enumerate(literals)}
        self._entries = list(by_anchor.values())
        # Regexes are compiled where an anchor is first met: an article meets few of thousands, and compiling takes seconds.
        self._anchors: list[_Anchor | None] = [None] * len(self._entries)
        self._automaton = ahocorasick_rs.AhoCorasick(literals)

    def find(self, lower: str) -> list[Hit]:
        """All hits in the folded text, by start; within a lane (a kind, and a direction) they do not overlap."""
        found = self._found(_HYPHEN.sub(" ", lower))
        found.sort()
        hits: list[Hit] = []
        lanes, terms = self._lanes, self._terms
        ends = [0] * self._lane_count  # of each lane, where its last hit ends
        for start, negative_end, rank in found:
            one, other = lanes[rank]
            if start >= ends[one] and start >= ends[other]:
                end = ends[one] = ends[other] = -negative_end
                hits.append(_hit((start, end, terms[rank])))
        return hits

    def _found(self, lower: str) -> list[tuple[int, int, int]]:
        """All hits, overlapping ones too, as (start, -end, rank of the term): their order decides who stays."""
        found: list[tuple[int, int, int]] = []
        anchors, known, add = self._anchors, len(self._anchors), found.append
        text = lower + "  "  # what lies behind the text and, by an index of -1, before it
        ahead: dict[int, int] = {}  # where each literal next stands, seen from the end of the text
        anywhere = ahead.keys()
        joints: set[int] = set()  # where words that join two statements stand behind
        for index, start, end in reversed(self._automaton.find_matches_as_indexes(lower, overlapping=True)):
            ahead[index] = start
            if index >= known or ((before := text[start - 1]) != " " and before.isalnum() and text[start].isalnum()):
                continue
            whole, open_end, rests, needed = anchors[index] or self._opened(index)
            behind = text[end]
            free = behind == " " or not ((behind.isalnum() and text[end - 1].isalnum()) or _parts_number(text, end))
            if whole and free:
                for rank in whole:
                    add((start, -end, rank))
                    if rank in self._joints:
                        joints.add(start)
            if open_end:
                stop = _word_end(lower, end)
                if not (text[stop].isalnum() and text[stop - 1].isalnum()):
                    for rank in open_end:
                        add((start, -stop, rank))
            if not rests or (needed and anywhere.isdisjoint(needed)):
                continue
            for needs, reach, attempt, rank, number in rests:
                limit = end + reach
                for need in needs:
                    if ahead.get(need, limit) < limit:
                        break
                else:
                    if needs:
                        continue
                if (match := attempt(lower, end)) is not None:
                    stop = match.end()
                    if (over := _over(lower, end, stop, joints)) >= 0:
                        match = attempt(lower, end, over)
                        if match is None:
                            continue
                        stop = match.end()
                    if not (text[stop].isalnum() and text[stop - 1].isalnum()) and not (number and _parts_number(text, stop)):
                        add((start, -stop, rank))
        return found

    def _opened(self, index: int) -> _Anchor:
        """The anchor of that index, met for the first time."""
        anchor = self._anchors[index] = _anchor(self._entries[index], self._numbers)
        return anchor


def _anchor(entries: Iterable[tuple[Compiled, int]], numbers: Mapping[str, int]) -> _Anchor:
    """The entries of one anchor; ``numbers`` are those of the literals in the automaton."""
    whole: list[int] = []
    open_end: list[int] = []
    rests: list[_Rest] = []
    for compiled, rank in entries:
        if compiled.rest:
            needs = tuple(sorted(numbers[need] for need in compiled.needs))
            number = not compiled.rest.rstrip(")?").endswith(("}", "*", "+"))
            rests.append(_Rest(needs, compiled.reach, _attempt(compiled.rest), rank, number))
        else:
            (open_end if compiled.open_end else whole).append(rank)
    needed = frozenset(need for rest in rests for need in rest.needs) if all(rest.needs for rest in rests) else frozenset()
    return _Anchor(tuple(whole), tuple(open_end), tuple(rests), needed)


def _over(lower: str, start: int, end: int, joints: Collection[int]) -> int:
    """Where a phrase runs over the number of one statement into the next, or -1: "rate of online files 67% and 81% of the
    people are satisfied", "budget revenue 12,300 billion and revenue from tourists". What a percentage is cut from ("reduce
    30% of the time and the costs") may follow it, and so may the end of a range."""
    digit = _NUMBER.search(lower, start, end)
    if digit is None:
        return -1
    first = lower.find("%", start, end)
    if first < 0:
        at = digit.end()
        for _ in range(UNIT_WORDS):
            at = lower.find(" ", at + 1, end)
            if at < 0:
                return -1
            if at + 1 in joints:
                return at
        return -1
    if first + 2 in joints:
        return first + 1 if first + 2 < end else -1
    second = lower.find("%", first + 1, end)
    return second if second >= 0 and _RANGE.match(lower, first) is None else -1


def _parts_number(text: str, end: int) -> bool:
    """Whether a phrase that ends in a digit ends within a number: "level 2" in "at a level of 2.4 billion"."""
    return text[end] in ".," and text[end - 1].isdigit() and text[end + 1].isdigit()


def _word_end(lower: str, position: int) -> int:
    """Where the word ends that goes on at ``position``."""
    size = len(lower)
    while position < size and (lower[position].isalnum() or lower[position] == "'"):
        position += 1
    return position


def _lanes(term: Term) -> tuple[str, ...]:
    """Where a term competes: cues that look back do not hide those that look forward; look-alikes ("none") hide both."""
    back = f"{term.kind} backward"
    if term.code == "none":
        return term.kind, back
    return (back,) if term.kind in ("role", "comparator") and term.direction == "backward" else (term.kind,)


def _spelled(phrase: str, percent: str) -> str:
    """``phrase`` with the words that texts print for the sign per cent as well."""
    parts = phrase.split("%")
    spelled = parts[0]
    for part in parts[1:]:
        inside = spelled.count("(") + spelled.count("[") > spelled.count(")") + spelled.count("]")
        alone = part.startswith((",", ";"))  # "%, services": what parts two rates, not what they are shares of
        spelled += ("%" if alone else percent if inside else f"({percent})") + part
    return spelled


def pack_lexicon(pack: Pack) -> Lexicon:
    """The lexicon of all groups of ``pack``. Raises PackError naming file, line and key of a malformed phrase."""
    phrases: list[tuple[str, Term]] = []
    percent = "|".join(["%", *(word for word in pack.numbers.percent if "%" not in word)])
    for rule, (kind, group) in pack.groups.items():
        term = Term(kind, group.code or "", rule, group.direction)
        phrases += [(_spelled(phrase, percent), term) for phrase in group.phrases]
    try:
        return Lexicon(phrases)
    except PatternError:
        for rule, (kind, group) in pack.groups.items():
            for index, phrase in enumerate(group.phrases):
                try:
                    compile_phrase(phrase)
                except PatternError as error:
                    name = rule.removeprefix(f"{pack.code}.{kind}.")
                    raise rule_error(pack, rule, ("groups", name, "phrases", index), str(error)) from error
        raise
