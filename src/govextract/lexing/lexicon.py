"""Finds all lexicon phrases of a language in one Aho-Corasick pass.

Overlaps are resolved per kind: of the hits of one kind the leftmost longest stay, so that "full-process online
public services" beats "online public services" while a role cue inside it is found all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import ahocorasick_rs

from govextract.lexing.patterns import PatternError, compile_phrase
from govextract.rulepack.loader import rule_error
from govextract.rulepack.schema import Pack


@dataclass(frozen=True, slots=True)
class Term:
    """What a phrase means: ``kind`` (indicator, role, place …), ``code`` within the kind, and the rule it comes from."""

    kind: str
    code: str
    rule: str
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at ``start:end`` of a view."""

    start: int
    end: int
    term: Term


_Entry = tuple[Callable[[str, int], re.Match[str] | None] | None, bool, int]
"""What must follow an anchor (None: nothing), whether its word may go on, and the rank of the term."""


class Lexicon:
    """An immutable set of phrases with their terms."""

    def __init__(self, phrases: Iterable[tuple[str, Term]]) -> None:
        """Compiles ``phrases``; raises PatternError for a malformed one."""
        listed = [(compiled, term) for phrase, term in phrases for compiled in compile_phrase(phrase)]
        order = {term: (term.kind, term.code, term.rule) for _, term in listed}
        self._terms = sorted(order, key=order.__getitem__)
        self._lanes = [_lanes(term) for term in self._terms]
        ranks = {term: rank for rank, term in enumerate(self._terms)}
        anchors: dict[str, list[_Entry]] = {}
        for compiled, term in listed:
            attempt = None if compiled.rest is None else compiled.rest.match
            anchors.setdefault(compiled.anchor, []).append((attempt, compiled.open_end, ranks[term]))
        self._entries = list(anchors.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(anchors))

    def find(self, lower: str) -> list[Hit]:
        """All hits in the folded text, by start; within a lane (a kind, and a direction) they do not overlap."""
        found = self._found(lower)
        found.sort()
        hits: list[Hit] = []
        ends: dict[str, int] = {}  # of each lane, where its last hit ends
        for start, negative_end, rank in found:
            lanes = self._lanes[rank]
            if all(start >= ends.get(lane, 0) for lane in lanes):
                for lane in lanes:
                    ends[lane] = -negative_end
                hits.append(Hit(start, -negative_end, self._terms[rank]))
        return hits

    def _found(self, lower: str) -> list[tuple[int, int, int]]:
        """All hits, overlapping ones too, as (start, -end, rank of the term): their order decides who stays."""
        found: list[tuple[int, int, int]] = []
        size, entries = len(lower), self._entries
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if start and lower[start - 1 : start + 1].isalnum():
                continue
            for attempt, open_end, rank in entries[index]:
                stop = end
                if attempt is not None:
                    match = attempt(lower, end)
                    if match is None:
                        continue
                    stop = match.end()
                elif open_end:
                    while stop < size and (lower[stop].isalnum() or lower[stop] == "'"):
                        stop += 1
                if stop >= size or not lower[stop - 1 : stop + 1].isalnum():
                    found.append((start, -stop, rank))
        return found


def _lanes(term: Term) -> tuple[str, ...]:
    """Where a term competes: cues that look back do not hide those that look forward; look-alikes ("none") hide both."""
    back = f"{term.kind} backward"
    if term.code == "none":
        return term.kind, back
    return (back,) if term.kind == "role" and term.direction == "backward" else (term.kind,)


def pack_lexicon(pack: Pack) -> Lexicon:
    """The lexicon of all groups of ``pack``. Raises PackError naming file, line and key of a malformed phrase."""
    phrases: list[tuple[str, Term]] = []
    for rule, (kind, group) in pack.groups.items():
        term = Term(kind, group.code or "", rule, group.direction)
        phrases += [(phrase, term) for phrase in group.phrases]
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
