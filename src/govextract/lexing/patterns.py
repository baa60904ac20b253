"""The phrase language of rule packs, compiled to a literal anchor and, where needed, a short bounded regex behind it.

=================  ====================================================
``growth rate``    these words
``повн* процес*``  ``*`` at a word's end: any ending
``(full|whole)``   one of these
``[the]``          optional
``..``             up to three words in between
``...``            up to ten words in between, within the clause
``(a|b), c``       punctuation right behind a choice belongs to it
=================  ====================================================

A backslash before a bracket makes it an ordinary character.
Nothing else is special. A pattern that could keep the regex engine busy without end is refused
(``effort``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from govextract.lexing import effort
from govextract.lexing.view import clean_phrase

MAX_ANCHORS = 120
MAX_LENGTH = 3_000
_TOKEN = re.compile(r"\(|\)|\[|\]|\||\.{2,3}(?=[\s)\]|]|$)|(?:\\[()\[\]|]|[^\s()\[\]|])+")
# A gap runs over words of one clause: it passes decimal commas, but no other punctuation and no sentence end.
_WORD = r"(?: [^\s,;:()]*(?:(?<=\d),(?=\d)[^\s,;:()]*)*[^\s,;:().!?])"
_GAP = {"..": _WORD + "{0,3}", "...": _WORD + "{0,10}"}
_GAP_WAYS = {"..": 4, "...": 11}
_GAP_REACH = {"..": 120, "...": 320}
LONGEST_ENDING = 30
_GLUE = "\u2060"  # before punctuation that follows a bracket at once: "(farm|farming), forestry"
_ENDING = "*"  # any ending of the word that stands before
_PLAIN = re.compile(r"[^\W_]+")


class PatternError(ValueError):
    """A phrase that does not follow the phrase language."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """One way a phrase begins: ``anchor`` is found by the automaton, the regex ``rest`` is tried behind it.

    ``needs`` are literals one of which every match of the rest holds within ``reach`` characters behind the anchor: where
    none stands there, the rest need not be tried.
    """

    anchor: str
    rest: str  # "" if nothing must follow
    open_end: bool  # the phrase ends in a wildcard directly behind the anchor
    needs: frozenset[str] = frozenset()
    reach: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Alternatives in brackets; ``optional`` for square ones.

    What the rests of a phrase ask of it is worked out once, since a choice ends up in the rests of all beginnings before it.
    """

    options: tuple[Sequence, ...]
    optional: bool
    regex: str
    needs: frozenset[str]
    reach: int


Element = str | Choice
Sequence = tuple[Element, ...]


@lru_cache(maxsize=50_000)
def compile_phrase(phrase: str) -> tuple[Compiled, ...]:
    """All beginnings of ``phrase`` with their rests. Raises PatternError with the reason."""
    if len(phrase) > MAX_LENGTH:
        raise PatternError(f"{phrase[:40]!r}…: longer than {MAX_LENGTH} characters")
    tokens = _tokens(clean_phrase(phrase))
    if effort.nesting(tokens) > effort.MAX_NESTING:
        raise PatternError(f"{phrase[:40]!r}…: brackets nest deeper than {effort.MAX_NESTING} levels")
    options, position = _parse(tokens, 0, phrase)
    if position != len(tokens):
        raise PatternError(f"{phrase!r}: unbalanced brackets")
    if effort.ways((("(", tuple(map(_plain, options))),), lambda token: _GAP_WAYS.get(token, 1)) > effort.MAX_WAYS:
        raise PatternError(f"{phrase[:40]!r}…: too many gaps, optional parts and like alternatives; make it several phrases")
    compiled: dict[tuple[str, str], Compiled] = {}
    for sequence in options:
        for anchor, rest in _beginnings(sequence, phrase):
            if not anchor.strip():
                raise PatternError(f"{phrase!r}: a phrase must begin with a word")
            open_end, source = rest == (_ENDING,), _regex(rest)
            compiled[anchor, source] = Compiled(anchor, "" if open_end else source, open_end, _needs(rest), _reach(rest))
    return tuple(compiled.values())


def _tokens(phrase: str) -> list[str]:
    """The words, brackets and gaps of ``phrase``; what a bracket is glued to begins with a mark that says so."""
    found = []
    for match in _TOKEN.finditer(phrase):
        token = match.group()
        glued = phrase[match.start() - 1 : match.start()] in (")", "]") and token not in "()[]|" and not token[0].isalnum()
        found.append(_GLUE + token if glued and token not in _GAP else token)
    return found


def _choice(options: tuple[Sequence, ...], optional: bool) -> Choice:
    inner = "|".join(sorted(map(_regex, options), key=len, reverse=True))
    needs = [] if optional else [_needs(option) for option in options]
    return Choice(
        options, optional, f"(?:{inner}){'?' if optional else ''}",
        frozenset().union(*needs) if all(needs) else frozenset(), max(map(_reach, options)),
    )  # fmt: skip


def _plain(sequence: Sequence) -> effort.Elements:
    """``sequence`` in the form that ``effort`` weighs."""
    return tuple(
        ("[" if element.optional else "(", tuple(map(_plain, element.options))) if isinstance(element, Choice) else element
        for element in sequence
    )


def _parse(tokens: list[str], position: int, phrase: str) -> tuple[tuple[Sequence, ...], int]:
    options: list[Sequence] = []
    current: list[Element] = []
    while position < len(tokens) and tokens[position] not in ")]":
        token = tokens[position]
        position += 1
        if token == "|":
            options.append(tuple(current))
            current = []
        elif token in "([":
            inner, position = _parse(tokens, position, phrase)
            if position >= len(tokens) or tokens[position] != (")" if token == "(" else "]"):
                raise PatternError(f"{phrase!r}: unbalanced brackets")
            current.append(_choice(inner, token == "["))
            position += 1
        else:
            if token.removeprefix(_GLUE) == "*":
                raise PatternError(f"{phrase!r}: a wildcard needs a word to end")
            current.append(token.replace("\\", ""))
    return (*options, tuple(current)), position


def _beginnings(sequence: Sequence, phrase: str) -> list[tuple[str, Sequence]]:
    """Anchors of one sequence, each with what must follow it."""
    done: list[tuple[str, Sequence]] = []
    open_ones: list[tuple[str, int]] = [("", 0)]
    while open_ones:
        anchor, index = open_ones.pop(0)
        crowded = len(open_ones) + len(done) > MAX_ANCHORS
        if index == len(sequence) or sequence[index] in _GAP or anchor.count(" ") > 2 or (anchor and crowded):
            done.append((anchor.strip(), sequence[index:]))
            continue
        for more, rest in _ways(sequence[index]):
            if rest:
                done.append(((anchor + more).strip(), rest + sequence[index + 1 :]))
            else:
                open_ones.append((anchor + more, index + 1))
        if len(open_ones) + len(done) > 10 * MAX_ANCHORS:
            raise PatternError(f"{phrase!r}: too many ways to begin; put a fixed word first")
    return done


def _ways(element: Element) -> list[tuple[str, Sequence]]:
    """Literal beginnings (with a leading space) of one element, each with what completes it."""
    if isinstance(element, str) and element.startswith(_GLUE):
        return [(element[1:-1], (_ENDING,))] if element.endswith("*") else [(element[1:], ())]
    if isinstance(element, str):
        return [(" " + element[:-1], (_ENDING,))] if element.endswith("*") else [(" " + element, ())]
    ways: list[tuple[str, Sequence]] = [("", ())] if element.optional else []
    for option in element.options:
        first, rest = option[:1], option[1:]
        opens = first and first[0] not in _GAP
        ways += [(a, b + rest) for a, b in _ways(first[0])] if opens else [("", option)]
    return [_shift(way) for way in ways]


def _shift(way: tuple[str, Sequence]) -> tuple[str, Sequence]:
    """Moves plain words from what follows into the literal, which the automaton finds faster."""
    anchor, rest = way
    plain = [element for element in rest if isinstance(element, str) and _PLAIN.fullmatch(element)]
    return (" ".join([anchor, *plain]), ()) if len(plain) == len(rest) else way


def _regex(sequence: Sequence) -> str:
    return "".join([element.regex if isinstance(element, Choice) else _word_regex(element) for element in sequence])


@lru_cache(maxsize=50_000)
def _word_regex(word: str) -> str:
    if word in _GAP:
        return _GAP[word]
    if word == _ENDING:
        return r"\w*"
    if word.startswith(_GLUE):
        return re.escape(word[1:-1]) + r"\w*" if word.endswith("*") else re.escape(word[1:]) + r"(?!\w)"
    if word.endswith("*"):
        return f" {re.escape(word[:-1])}\\w*"
    return f" {re.escape(word)}" + ("" if word.endswith("(") else r"(?!\w)")  # "plan of the year (19.5 million"


def _needs(sequence: Sequence) -> frozenset[str]:
    """Literals one of which every match of ``sequence`` holds, as long and as few as there are; empty if it needs none."""
    found: list[frozenset[str]] = []
    run: list[str] = []  # plain words that follow each other
    for element in (*sequence, _ENDING):
        if isinstance(element, str) and element not in _GAP and element != _ENDING and not element.startswith(_GLUE):
            run.append(element.removesuffix("*"))
            if not element.endswith("*"):
                continue
        if run:
            found.append(frozenset((" ".join(run),)))
            run = []
        if isinstance(element, Choice) and element.needs:
            found.append(element.needs)
    return max(found, key=lambda literals: 2 * min(map(len, literals)) - len(literals), default=frozenset())


def _reach(sequence: Sequence) -> int:
    """How many characters a match of ``sequence`` has at most, if no word of it is longer than words are."""
    reach = 0
    for element in sequence:
        if isinstance(element, Choice):
            reach += element.reach
        elif element in _GAP:
            reach += _GAP_REACH[element]
        else:
            reach += LONGEST_ENDING if element == _ENDING else len(element) + 1 + LONGEST_ENDING * element.endswith("*")
    return reach
