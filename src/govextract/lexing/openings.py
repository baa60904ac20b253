"""How the matches of a period pattern may begin, so that its regex is tried only where it can match.

Running every rule's regex over the whole text would cost more than all other lexing together. A pattern's openings are
the literal texts that its matches begin with, up to the first number; one automaton finds those of all rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govextract.lexing import effort
from govextract.lexing.effort import Elements
from govextract.lexing.view import fold

REACH = 12  # characters of a literal that are worth looking for
ENOUGH = 4  # characters of a literal that are rare enough without the number behind them
MOST = 800  # openings of one pattern
MAX_LENGTH = 500
_WILDCARD_WAYS = 8
_TOKEN = re.compile(r"\{[A-Za-z]\}|[\[\]()|*_]|[^\[\]()|*_{]+|\{")
_WHOLE_YEAR, _SHORT = ("Y",), ("M", "m", "L", "l", "D", "B", "E", "N", "Q", "R")


@dataclass(frozen=True, slots=True)
class Opening:
    """One way that matches begin: a literal, or a number of a kind ("year", "short" or "any") and a literal behind it.

    An empty literal behind a number stands for anything.
    """

    literal: str
    number: str = ""


def openings(pattern: str, words: Mapping[str, Sequence[str]]) -> frozenset[Opening] | None:
    """All ways in which matches of ``pattern`` begin; None when there are too many, or a match may begin with anything.

    ``words`` are the spelled values of placeholders, by letter. Spaces stand for line ends as well.
    """
    options, _ = _parse(_TOKEN.findall(pattern.replace(">", "", 1)), 0)
    found: set[Opening] = set()
    for option in options:
        for opening in _walk(option, "", words):
            if not opening.literal and not opening.number:
                return None
            found.add(opening)
            if len(found) > MOST:
                return None
    return frozenset(found)


def too_hard(pattern: str) -> bool:
    """Whether ``pattern`` could keep the regex engine busy without end; see ``effort``."""
    tokens = _TOKEN.findall(pattern.replace(">", "", 1))
    if len(pattern) > MAX_LENGTH or effort.nesting(tokens) > effort.MAX_NESTING:
        return True
    options, _ = _parse(tokens, 0)
    return effort.ways((("(", options),), lambda token: _WILDCARD_WAYS if token == "*" else 1) > effort.MAX_WAYS


def _parse(tokens: list[str], position: int) -> tuple[tuple[Elements, ...], int]:
    options: list[Elements] = []
    current: list[effort.Element] = []
    while position < len(tokens) and tokens[position] not in (")", "]"):
        token = tokens[position]
        position += 1
        if token == "|":
            options.append(tuple(current))
            current = []
        elif token in ("(", "["):
            inner, position = _parse(tokens, position)
            current.append((token, inner))
            position += 1
        elif token == "_":
            current.append(("[", ((" ",),)))
        else:
            current.append(token if token[0] in "{*" else fold(token).replace("<", "("))
    return (*options, tuple(current)), position


def _walk(elements: Elements, literal: str, words: Mapping[str, Sequence[str]]) -> Iterator[Opening]:
    """The openings of ``elements`` behind ``literal``."""
    if not elements or len(literal) >= REACH:
        yield Opening(literal[:REACH])
        return
    head, rest = elements[0], elements[1:]
    if isinstance(head, tuple):
        for option in head[1]:
            yield from _walk(option + rest, literal, words)
        if head[0] == "[":
            yield from _walk(rest, literal, words)
    elif head == "*":
        yield Opening(literal)
    elif head[0] == "{":
        if len(literal) >= ENOUGH:
            yield Opening(literal)
            return
        for word in words.get(head[1], ()):
            if len(literal + word) < ENOUGH:  # "i" of a quarter begins half of all words
                yield from _walk(rest, literal + word, words)
            else:
                yield Opening((literal + word)[:REACH])
        if literal:
            yield from (Opening(literal + digit) for digit in "0123456789")
        else:
            behind = list(_walk(rest, "", words))
            kind = _number(head[1], any(o.number or o.literal[:1].isdigit() for o in behind))
            yield from (Opening("" if o.number else o.literal, kind) for o in behind)
    else:
        yield from _walk(rest, literal + head, words)


def _number(letter: str, longer: bool) -> str:
    """What kind of number a match begins with; "any" when what follows may be ``longer`` digits of it."""
    if longer:
        return "any"
    return "year" if letter in _WHOLE_YEAR else "short" if letter in _SHORT else "any"
