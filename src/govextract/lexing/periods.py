"""Finds dates and periods with the pack's period rules; ``resolving`` fills what they leave open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import ahocorasick_rs

from govextract.lexing.alternation import any_word
from govextract.lexing.enumerated import QuarterLists
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period
from govextract.lexing.neighbours import with_neighbours
from govextract.lexing.openings import openings, too_hard
from govextract.lexing.view import View, clean_phrase, fold
from govextract.rulepack.schema import Periods

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CENTURIES = ("19", "20")
_BEHIND = 4  # characters behind a number that tell which rules may match there
_ENDING = 40  # letters that a wildcard stands for at most: without a bound, wildcards in a row would take for ever
LONGEST_WORD = 12  # characters of a word that makes a number a year
_MOST_KNOWN = 2_000  # of the few letters that stand behind numbers
_DIGITS = re.compile(r"\d\d*")  # not \d+, for which the regex engine does not skip ahead
LAST_YEAR = 2050  # that anybody plans for: "2,054 procedures" may lack its comma
_PLACEHOLDER = re.compile(r"\{([A-Za-z])\}")
_FIELDS = {"Y": "year", "Z": "year2", "M": "month", "L": "month2", "D": "day", "B": "day", "E": "day2", "N": "number",
           "Q": "number", "R": "number2"}  # fmt: skip


class PeriodPatternError(ValueError):
    """A period pattern that does not follow the pattern language; ``rule`` is the name of its rule."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


class PeriodLexer:
    """The period grammar of one language, compiled once."""

    def __init__(self, periods: Periods, points: Iterable[str] = ()) -> None:
        self._shares = any_word(["%", *map(clean_phrase, points)])  # what stands behind numbers that are no days: "2 - 2.5 points"
        self._months = {clean_phrase(name): number for name, number in periods.months.items()}
        self._numbers = {clean_phrase(w): n for w, n in periods.number_words.items()}
        self._quarters = {**_ROMAN, **{clean_phrase(w): n for w, n in periods.quarter_words.items()}}
        self._enumerated = QuarterLists(self._quarters, _ROMAN)
        self._capitals = periods.capitals
        self._year_words = frozenset(map(clean_phrase, periods.year_words))
        self._rules = list(periods.rules.items())
        self._regexes = [self._compile(name, rule.pattern) for name, rule in self._rules]
        self._anchor()

    def _anchor(self) -> None:
        """Finds where each rule's regex is worth trying: see ``openings``."""
        months, numbers, quarters = tuple(self._months), tuple(self._numbers), tuple(self._quarters)
        words = {"M": months, "L": months, "N": numbers, "Q": quarters, "R": quarters}
        self._unanchored: list[int] = []
        self._led_by_numbers: dict[str, dict[str, list[int]]] = {"short": {}, "year": {}, "any": {}}
        ranks: dict[str, list[int]] = {}
        for rank, (_, rule) in enumerate(self._rules):
            found = openings(rule.pattern, words)
            if found is None:
                self._unanchored.append(rank)
                continue
            for opening in sorted(found, key=lambda opening: (opening.literal, opening.number)):
                if opening.number:  # "any": numbers of every kind lead it
                    for kind, behind in self._led_by_numbers.items():
                        if opening.number in (kind, "any"):
                            behind.setdefault(opening.literal[:_BEHIND], []).append(rank)
                else:
                    ranks.setdefault(opening.literal, []).append(rank)
        self._led = lru_cache(_MOST_KNOWN)(self._ranks_behind)
        self._ranks = list(ranks.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(ranks))

    def _compile(self, name: str, pattern: str) -> re.Pattern[str]:
        if too_hard(pattern):
            message = f"{pattern[:60]!r}…: too long, or too many optional parts, wildcards and like alternatives"
            raise PeriodPatternError(name, message)
        try:
            return re.compile(self._regex(pattern))
        except KeyError as error:
            known = "Y, Z, M, m, L, l, D, B, E, N, Q, R"
            raise PeriodPatternError(name, f"{pattern!r}: no placeholder {{{error.args[0]}}}; there are {known}") from error
        except re.error as error:
            raise PeriodPatternError(name, f"{pattern!r}: brackets or placeholders do not fit: {error}") from error

    def _regex(self, pattern: str) -> str:
        context, separator, body = pattern.rpartition(">")
        if separator:
            return rf"(?<![\w]){self._source(context)}(?P<body>{self._source(body)})(?![\w])(?![,./]\d| ?(?:{self._shares}))"
        # A full numeric date may be glued to a word ("Newspaper08/08/2025"); it is unmistakable.
        glued = body.startswith("{D}") and body.endswith("{Y}") and " " not in body
        left = r"(?<![\d.,/-])" if glued else r"(?<![\w])"
        return rf"{left}(?P<body>{self._source(body)})(?![\w])(?![,./]\d)(?!-\d{{4}}| ?(?:{self._shares}))"

    def _source(self, pattern: str) -> str:
        parts = _PLACEHOLDER.split(pattern)
        for index in range(0, len(parts), 2):
            parts[index] = _syntax(parts[index])
        for index in range(1, len(parts), 2):
            parts[index] = self._placeholder(parts[index])
        return "".join(parts)

    def _placeholder(self, letter: str) -> str:
        months, number = any_word(self._months), r"1[0-2]|0?[1-9]"
        words = {
            "Y": r"(?:19|20)\d\d", "Z": r"(?:(?:19|20)\d\d|\d\d)", "M": months, "m": number, "D": r"3[01]|[12]\d|0?[1-9]",
            "N": (any_word(self._numbers) + "|" if self._numbers else "") + number, "Q": any_word(self._quarters) + "|[1-4]",
            "B": r"3[01]|2\d|1[3-9]",  # a day that is no month, so that "15-6" is no range
        }  # fmt: skip
        words |= {"L": words["M"], "l": words["m"], "E": words["D"], "R": words["Q"]}
        name = {"m": "M", "l": "L"}.get(letter, letter)
        return f"(?P<{name}>{words[letter]})"

    def _starts(self, text: str) -> list[int]:
        """Where in ``text`` which rule's regex may match, in order: starts times the number of rules, plus ranks."""
        starts: set[int] = set()
        count = len(self._rules)
        flat = text.replace("\n", " ")
        for index, start, _ in self._automaton.find_matches_as_indexes(flat, overlapping=True):
            if start and (before := flat[start - 1]) != " " and (before.isalnum() or before == "_"):
                continue
            first = start * count
            for rank in self._ranks[index]:
                starts.add(first + rank)
        for match in _DIGITS.finditer(text):
            start, end = match.span()
            kind = "short" if end - start < 3 else "year" if text.startswith(_CENTURIES, start) else "any"
            first = start * count
            for rank in self._led(kind, flat[end : end + _BEHIND]):
                starts.add(first + rank)
        return sorted(starts)

    def _ranks_behind(self, kind: str, behind: str) -> tuple[int, ...]:
        """The rules that may match at a number of ``kind`` with ``behind`` behind it."""
        led = self._led_by_numbers[kind]
        return tuple(rank for size in range(len(behind) + 1) for rank in led.get(behind[:size], ()))

    def _matches(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """All matches of all rules, each with the rank of its rule; those of one rule do not overlap."""
        for rank in self._unanchored:
            for match in self._regexes[rank].finditer(text):
                yield rank, match
        count = len(self._rules)
        ends = [0] * count
        attempts = [regex.match for regex in self._regexes]
        for place in self._starts(text):
            start, rank = divmod(place, count)
            if start >= ends[rank] and (found := attempts[rank](text, start)) is not None:
                yield rank, found
                ends[rank] = found.end()

    def find(self, view: View, hits: Iterable[Hit], taken: Sequence[tuple[int, int]]) -> list[Period]:
        """All periods of ``view`` outside ``taken``; of overlapping ones the longest wins, then the earlier rule."""
        candidates: list[tuple[int, int, int, re.Match[str]]] = []
        for rank, match in self._matches(view.lower):
            start, end = match.span("body")
            candidates.append((start - end, rank, start, match))
        candidates.sort(key=lambda c: c[:3])
        hits = list(hits)
        roles = {h.end: h.term.code for h in hits if h.term.kind == "period_role"}
        deadlines = [(h.start, h.end) for h in hits if h.term.kind == "period_role" and h.term.code == "by"]
        counted = {h.start for h in hits if h.term.kind == "service_head" and h.term.code != "stop"}
        found: list[Period] = []
        covered = sorted(taken)
        for _, rank, _, match in candidates:
            span = match.span("body")
            slot = bisect_right(covered, span)
            if span[1] + 1 in counted and self._counts(view, *span):
                continue
            if (slot and covered[slot - 1][1] > span[0]) or (slot < len(covered) and covered[slot][0] < span[1]):
                continue
            period = self._period(rank, match, roles, view)
            if period is not None:
                # A deadline's last words may be the period's first: "by the end of 2025".
                if period.kind == "year_end" and not period.role and any(a < period.start < b for a, b in deadlines):
                    period = period._replace(role="by")
                found.append(period)
                covered.insert(slot, span)
        joints = {h.end: h.start for h in hits if h.term.kind == "break" and h.term.code == "and"}
        for period in [p for p in found if p.kind == "quarter" and p.number]:
            found += self._enumerated.around(period, view.lower, joints)
        found.sort(key=lambda p: p.start)
        return with_neighbours(found, view.lower, set(joints.values()))

    def _counts(self, view: View, start: int, end: int) -> bool:
        """Whether a bare year with services right behind it is a number of them: "2011 administrative procedures"."""
        text = view.lower
        before = text[max(0, start - LONGEST_WORD) : start].split()
        if not text[start:end].isdigit() or (before and before[-1] in self._year_words):
            return False
        return not view.headings(text.rfind("\n", 0, start) + 1, text.find("\n", end))  # "- Goal 2026 Services: 11.4%", of a table

    def _period(self, rank: int, match: re.Match[str], roles: dict[int, str], view: View) -> Period | None:
        name, rule = self._rules[rank]
        groups = {k: v for k, v in match.groupdict().items() if v is not None and k != "body"}
        if self._capitals and any(groups.get(k, "0")[0].isalpha() and view.text[match.start(k)].islower() for k in ("M", "L")):
            return None  # "may" is no month
        values: dict[str, Any] = {_FIELDS[k]: self._value(k, v) for k, v in groups.items()}
        if rule.kind == "year" and values.get("year", 0) > LAST_YEAR:
            return None
        start, end = match.span("body")
        opened = start - (
            rule.kind == "date" and view.lower[start - 1 : start] == "("
        )  # "when the budget year closes (January 31)"
        role = next((roles[p] for p in range(start, opened - 2, -1) if p in roles), "")
        period = Period(start, end, rule.kind, name, role=role, **values)
        if period.year is not None and period.year2 is not None and period.year2 < 100:
            period = period._replace(year2=period.year // 100 * 100 + period.year2)
        if rule.kind == "term" and (_ends_date(view.lower, start) or not _spans(period)):
            return None
        return period

    def _value(self, letter: str, text: str) -> int:
        if text.isdigit():
            return int(text)
        table = {"M": self._months, "L": self._months, "Q": self._quarters, "R": self._quarters}
        return table.get(letter, self._numbers)[text]


def _ends_date(text: str, start: int) -> bool:
    """Whether the year at ``start`` ends a date: "3/12/2025 - In 2026 …" tells of no term."""
    return start > 1 and text[start - 1] in "/.-" and text[start - 2].isdigit()


def _spans(period: Period) -> bool:
    return bool(period.year and period.year2 and 0 < period.year2 - period.year <= 30)


def _syntax(piece: str) -> str:
    """The regex of a piece of a pattern between placeholders."""
    escaped = re.escape(fold(piece))
    for plain, special in (
        ("\\(", "(?:"), ("\\)", ")"), ("\\[", "(?:"), ("\\]", ")?"), ("\\|", "|"), ("\\*", rf"\w{{0,{_ENDING}}}"),
        ("\\ ", "[ \n]"), ("_", "[ ]?"), ("<", r"\("),
    ):  # fmt: skip
        escaped = escaped.replace(plain, special)
    return escaped
