"""Rates per so many people: "34 hospital beds and 12.5 doctors per ten thousand inhabitants" are two rates.

The number of people is no quantity of its own; the numbers that it divides say so themselves, however far the noun
that they count reaches, and so does a number behind a label ("hospital beds per 10,000 people: 33.8").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from govextract.lexing.alternation import any_word
from govextract.lexing.mentions import Quantity
from govextract.lexing.view import clean_phrase
from govextract.rulepack.schema import Numbers

Spans = Sequence[tuple[int, int]]
COUNTED = frozenset({"", "count", "person", "household"})
AHEAD = 60  # characters that the counted nouns may fill
_STOPS = re.compile(r"[;:()\n]|\. |\d")
_LABELLED = re.compile(r"(?:[ (,]+[^\W\d]+){0,3} ?[,:-]? ?")


class RateFinder:
    """The denominators of one language."""

    def __init__(self, numbers: Numbers) -> None:
        many = [clean_phrase(word) for word in numbers.per_population]
        per = [clean_phrase(word) for word in numbers.per]
        self._words = sorted({word.lstrip("/ ") for word in many})
        self._behind = re.compile(rf" ?/? ?(?:{any_word(self._words)})(?!\w)") if many else None
        self._pattern = _pattern(many, [word for word in per if not any(c.isdigit() for c in word)])

    def behind(self, text: str, end: int) -> re.Match[str] | None:
        """The denominator directly behind a number and its unit that end at ``end``."""
        return self._behind.match(text, end) if self._behind is not None else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where ``text`` says "per 10,000 people"."""
        if self._pattern is None or not any(word in text for word in self._words):
            return []
        return [match.span() for match in self._pattern.finditer(text)]

    def share(self, found: Sequence[Quantity], spans: Spans, text: str) -> list[Quantity]:
        """``found``, those that one of ``spans`` divides marked as rates."""
        shared: list[Quantity] = []
        follower: Quantity | None = None
        for quantity in reversed(found):
            if quantity.unit in COUNTED and not quantity.per and quantity.out_of is None:
                name = _divided(quantity, follower, spans, text) or _labelled(quantity, spans, text)
                if name:
                    quantity = quantity._replace(per=name, unit="count")
            shared.append(quantity)
            follower = quantity
        return _listed(shared[::-1], {text[a:b].strip(" /") for a, b in spans}, text)


def _divided(quantity: Quantity, follower: Quantity | None, spans: Spans, text: str) -> str:
    """The denominator behind the noun that ``quantity`` counts, or that of the rate it is listed with."""
    stop = _STOPS.search(text, quantity.end, quantity.end + AHEAD)
    reach = stop.start() if stop else quantity.end + AHEAD
    for start, end in spans:
        if quantity.end <= start <= reach:
            return text[start:end].strip(" /")
    listed = follower is not None and follower.start <= reach and follower.unit in COUNTED
    return follower.per if follower is not None and listed and _is_population(follower, spans) else ""


def _listed(found: Sequence[Quantity], names: set[str], text: str) -> list[Quantity]:
    """``found``, where rates by one of ``names`` go on: "per 10,000 people, 16.8 physicians and 42 beds"."""
    shared: list[Quantity] = []
    for quantity in found:
        last = shared[-1] if shared else None
        if last is not None and last.per in names and last.unit == "count" and not quantity.per and quantity.unit in COUNTED:
            gap = text[last.end : quantity.start]
            if quantity.out_of is None and len(gap) <= AHEAD and not _STOPS.search(gap) and last.per not in gap:
                quantity = quantity._replace(per=last.per, unit="count")
        shared.append(quantity)
    return shared


def _is_population(quantity: Quantity, spans: Spans) -> bool:
    return any(quantity.start <= start <= quantity.end + AHEAD for start, _ in spans)


def _labelled(quantity: Quantity, spans: Spans, text: str) -> str:
    """The denominator in the label before ``quantity``."""
    return next((text[a:b].strip(" /") for a, b in spans if _LABELLED.fullmatch(text, b, quantity.start)), "")


def _pattern(many: Sequence[str], per: Sequence[str]) -> re.Pattern[str] | None:
    """Phrases that begin with a number need a word like "per" or a stroke before them."""
    if not many:
        return None
    words = "|".join(re.escape(word) for word in sorted(per, key=lambda w: (-len(w), w)))
    bare = [re.escape(word.lstrip("/ ")) for word in many if word.lstrip("/ ")[0].isdigit() or word.startswith("/")]
    led = [re.escape(word) for word in many if not word[0].isdigit() and not word.startswith("/")]
    parts = [rf"(?:/ ?|(?<!\w)(?:{words}) )(?:{'|'.join(sorted(bare, key=len, reverse=True))})"] if bare else []
    parts += [rf"(?<!\w)(?:{'|'.join(sorted(led, key=len, reverse=True))})"] if led else []
    return re.compile(rf"(?:{'|'.join(parts)})(?!\w)")
