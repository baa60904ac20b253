"""Finds all lexicon phrases of a language in one Aho-Corasick pass.

Overlaps are resolved per kind: of the hits of one kind the leftmost longest stay, so that "full-process online
public services" beats "online public services" while a role cue inside it is found all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at ``start:end`` of a view."""

    start: int
    end: int
    term: Term


class Lexicon:
    """An immutable set of phrases with their terms."""

    def __init__(self, phrases: Iterable[tuple[str, Term]]) -> None:
        """Compiles ``phrases``; raises PatternError for a malformed one."""
        anchors: dict[str, list[tuple[Compiled, Term]]] = {}
        for phrase, term in phrases:
            for compiled in compile_phrase(phrase):
                anchors.setdefault(compiled.anchor, []).append((compiled, term))
        self._entries = list(anchors.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(anchors))

    def find(self, lower: str) -> list[Hit]:
        """All hits in the folded text, by start; within a kind they do not overlap."""
        hits: dict[str, list[Hit]] = {}
        size = len(lower)
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if start and lower[start - 1].isalnum() and lower[start].isalnum():
                continue
            for compiled, term in self._entries[index]:
                stop = end
                if compiled.rest is not None:
                    match = compiled.rest.match(lower, end)
                    if match is None:
                        continue
                    stop = match.end()
                elif compiled.open_end:
                    while stop < size and (lower[stop].isalnum() or lower[stop] == "'"):
                        stop += 1
                if stop < size and lower[stop].isalnum() and lower[stop - 1].isalnum():
                    continue
                hits.setdefault(term.kind, []).append(Hit(start, stop, term))
        found = [hit for group in hits.values() for hit in _leftmost_longest(group)]
        found.sort(key=lambda hit: (hit.start, -hit.end, hit.term.kind, hit.term.code))
        return found


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


def _leftmost_longest(hits: list[Hit]) -> list[Hit]:
    hits.sort(key=lambda hit: (hit.start, -hit.end, hit.term.code, hit.term.rule))
    kept: list[Hit] = []
    last_end = -1
    for hit in hits:
        if hit.start >= last_end:
            kept.append(hit)
            last_end = hit.end
    return kept
