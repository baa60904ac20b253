"""The verbs by which bodies set goals and issue documents, compiled from a language's ``citations.yaml``."""

from __future__ import annotations

import re

from govextract.assemble.citation_words import any_of
from govextract.rulepack.documents import Citations

SHORT = 4  # letters of a preposition at most; longer words are passives: assigned, assigned by


class SourceWords:
    """Patterns over a view's folded text."""

    def __init__(self, rules: Citations | None) -> None:
        self.asks = _pattern(rules.asks if rules else ())
        self.assigned = _pattern(rules.assigned if rules else ())
        passives = tuple(word for word in rules.assigned if len(word) > SHORT) if rules else ()
        self.assigned_to = re.compile(rf"{any_of(passives)}(?: \w{{1,4}})? ?\Z" if passives else "(?!)")
        self.stated_in = _pattern(rules.stated_in if rules else ())
        self.basis = _pattern(rules.basis if rules else ())
        self.issue = _pattern(rules.issue if rules else ())
        passive = f"(?:{any_of(rules.passive)} ){{1,2}}" if rules and rules.passive else "(?!)"
        self.issued_behind = re.compile(rf"[ ,]*{passive}{any_of(rules.issue)}" if rules else "(?!)")

    @staticmethod
    def last(pattern: re.Pattern[str], lower: str, start: int, end: int) -> int | None:
        """Where the last match in ``lower[start:end]`` ends; None without one."""
        end_of_last = None
        for match in pattern.finditer(lower, start, end):
            end_of_last = match.end()
        return end_of_last


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(words)) if words else re.compile("(?!)")
