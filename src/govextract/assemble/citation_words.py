"""The function words around document numbers, compiled from a language's ``citations.yaml`` to anchored patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govextract.lexing.alternation import alternatives
from govextract.lexing.view import clean_phrase
from govextract.rulepack.documents import Citations

Pattern = re.Pattern[str]


class CitationWords:
    """Patterns over a view's folded text; each matches at a position and takes the space behind it along."""

    def __init__(self, rules: Citations) -> None:
        number = any_of(rules.number)
        self.number = re.compile(rf"{number}[ :]*")
        self.joiner = re.compile(rf" ?(?:[,;&/]|,? ?{any_of(rules.joiner)}) ?(?:{any_of(rules.joiner)} )?")
        self.list_word = re.compile(any_of(rules.joiner))
        self.plural = re.compile(rf"(?:{any_of(rules.plural)})")
        self.dated = re.compile(rf"{any_of(rules.dated)} ?")
        self.same_day = re.compile(rf"{any_of(rules.same_day)}")
        self.jointly = re.compile(rf"[ ,]*{any_of(rules.jointly)} ")
        self.later = re.compile(rf", [^.,;()\n]{{0,30}}{any_of(rules.later)}[^.,;()\n]{{0,10}}, (?:{any_of(rules.on)} )?")
        self.on = re.compile(rf"{any_of(rules.on)} ")
        self._issue = re.compile(any_of(rules.issue, bounded=False))
        self._numbered = re.compile(rf"{any_of(rules.number, bounded=False)}[ :]*(?=\d)")
        passive = f"(?:{any_of(rules.passive)} )?" if rules.passive else ""
        self.issued = re.compile(rf"[ ,]*\(?(?:{passive}){{0,3}}{any_of(rules.issue)}(?!\w)")
        self.related = re.compile(rf"[ ,]*{any_of(rules.relative)}[^.,;()\n]{{0,40}}?{any_of(rules.issue)}")
        self.year = re.compile(rf" ?{any_of(rules.year)}")
        self.issued_aside = re.compile(rf"\((?:{passive}){{0,2}}{any_of(rules.issue)}(?!\w)")
        self.of = re.compile(rf"{any_of(rules.of)} ?")
        self.possessive = re.compile(rf"(?:{any_of(rules.possessive)})? ?\Z" if rules.possessive else r" ?\Z")
        self.within = re.compile(rf"{any_of(rules.within)} (?:{any_of(('the',))} )?\Z")
        self.about = re.compile(rf"{any_of(rules.about)} ?")
        self.ends = re.compile(rf" (?:{any_of(rules.ends)}|{any_of(rules.jointly)} {any_of(rules.dated)})(?!\w)")
        self.counted = re.compile(rf" ?(?:{any_of(rules.counted)})(?!\w)")
        self.level = re.compile(rf"(?:[ (]*(?:{any_of(rules.level)}))* ?" if rules.level else r" ?")

    def is_number_word(self, words: str) -> bool:
        """Whether ``words`` is empty or a word that stands before a document number."""
        return not words.strip() or self.number.fullmatch(words.lstrip()) is not None

    def issues(self, lower: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The verbs of issuing in ``lower[start:end]``."""
        return _whole(self._issue.finditer(lower, start, end), lower)

    def numbers(self, lower: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The words before a number, with the digits at their end not included."""
        return _whole(self._numbered.finditer(lower, start, end), lower)


def _whole(matches: Iterator[re.Match[str]], lower: str) -> Iterator[re.Match[str]]:
    """Those matches that begin a word; cheaper than a lookbehind, which would forbid the engine to skip ahead."""
    return (m for m in matches if m.start() == 0 or not (lower[m.start() - 1].isalnum() and lower[m.start()].isalnum()))


def any_of(words: Sequence[str], bounded: bool = True) -> str:
    """An alternation of whole words and phrases, longest first; an empty word stands for nothing at all.

    Without ``bounded`` the caller sees to it that a match begins a word.
    """
    groups: dict[str, list[str]] = {}  # by the first letter; an empty word is the last
    for word in sorted({clean_phrase(word) for word in words}, key=lambda w: (-len(w), w)):
        first = word[:1] if word[:1].isalnum() else ""
        pattern = re.escape(word[len(first) :]).replace(r"\*", r"\w{0,40}").replace(r"\ ", "[ \n]")
        groups.setdefault(first or pattern[:1], []).append(pattern + (r"(?![^\W\d_])" if word[-1:].isalnum() else ""))
    parts = []
    for first, patterns in groups.items():
        # Looked back for behind the first letter, so that the engine can skip to it.
        start = rf"{first}(?<!\w{first})" if bounded else first
        parts.append((start if first.isalnum() else "") + alternatives(patterns))
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"
