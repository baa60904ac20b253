"""The shape of a rule pack, validated by pydantic: what may stand in ``rules/<lang>/*.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, field_validator

from govextract.rulepack.documents import Citations, Symbols
from govextract.rulepack.strict import Strict
from govextract.rulepack.wording import WordingFile

Direction = Literal["", "forward", "backward", "both"]


_THOUSANDS = re.compile(r"(\d{1,3})[., ]?(?=000(?!\d))")
_MARKS = (".", ",", " ", "")  # that part thousands


class Group(Strict):
    """A lexicon group: phrases that mean the same, with texts in which it must and must not fire.

    ``code`` is what the phrases mean within their kind; it defaults to the group's name up to the first dot.
    """

    code: str | None = None
    phrases: tuple[str, ...] = Field(min_length=1)
    direction: Direction = ""
    examples: tuple[str, ...] = Field(min_length=1)
    rejects: tuple[str, ...] = Field(min_length=1)
    comment: str | None = None


class GroupFile(Strict):
    """A file of lexicon groups of one kind."""

    kind: str = Field(pattern=r"^[a-z_]+$")
    groups: dict[str, Group] = Field(default_factory=dict)
    disable: tuple[str, ...] = ()


class NumberExample(Strict):
    """A text and the quantities that it must give, as ``value unit`` strings (``8..8.5 percent`` for a range)."""

    text: str
    quantities: tuple[str, ...]


class Numbers(Strict):
    """How a language writes numbers and units."""

    kind: Literal["numbers"]
    decimal: Literal[".", ","]
    scales: dict[str, int] = Field(description="scale word to power of ten")
    percent: tuple[str, ...]
    percentage_point: tuple[str, ...]
    currencies: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    range_words: tuple[str, ...] = ()
    range_from: tuple[str, ...] = Field((), description="words before a range: from, between")
    range_pairs: tuple[str, ...] = Field((), description="words that join a range only behind one of range_from")
    pair_from: tuple[str, ...] = Field((), description="words that open a range joined by one of range_pairs: between")
    change_from: tuple[str, ...] = Field((), description="words before the earlier level of a change: from 60% to 70%")
    change_to: tuple[str, ...] = Field((), description="words before its later level")
    change_verbs: tuple[str, ...] = Field((), description="verbs that tell a change where a range is written alike")
    growth_verbs: tuple[str, ...] = Field((), description="verbs that tell one only of numbers far apart: grows from 10% to 11%")
    spread_words: tuple[str, ...] = Field((), description="words before the ends of a spread: ranging from 0.5% to 9%")
    spelled_joints: tuple[str, ...] = Field((), description="words that may stand within a spelled number: one hundred and five")
    halves: tuple[str, ...] = Field((), description="words that add a half to the number or the scale before them: and a half")
    out_of: tuple[str, ...] = ()
    partitive: tuple[str, ...] = Field((), description="words between a part and its total: 5 of 8 communes")
    modifiers: tuple[str, ...] = Field((), description="words that may stand between a count and the people counted")
    modifier_stops: tuple[str, ...] = Field((), description="words that are no modifiers; where given, all others are, up to three")
    labels_before: tuple[str, ...] = Field((), description="words that make the next number a label, not a quantity")
    labels_after: tuple[str, ...] = Field((), description="endings and words behind a label")
    date_words: tuple[str, ...] = Field((), description="words before a day/month pair")
    per_population: tuple[str, ...] = Field((), description="words that make a quantity a rate per many inhabitants")
    per_head: tuple[str, ...] = Field((), description="words that make money per something an income or what a visitor spends")
    per: tuple[str, ...] = Field((), description="words behind a quantity that make it a rate per something")
    examples: tuple[NumberExample, ...] = Field(min_length=1)

    @field_validator("per", "per_population")
    @classmethod
    def _however_grouped(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        """The same words with thousands parted in every way: texts mix those of several languages."""
        return tuple(dict.fromkeys(_THOUSANDS.sub(rf"\g<1>{mark}", word) for word in words for mark in _MARKS))


class PeriodExample(Strict):
    """A text, the reference date it is read on, and the ISO periods it must give."""

    text: str
    on: str | None = None
    periods: tuple[str, ...]


class PeriodRule(Strict):
    """One way of writing a period.

    ``pattern`` is text with placeholders {Y} {Z} years, {M} {L} month names or numbers, {D} {E} days, {N} a number of
    months, {Q} {R} quarters; ``(a|b)`` one of, ``[x]`` optional, ``*`` any ending, ``_`` optional space. What stands
    before a ``>`` must be there but is not part of the period. ``<`` is an opening bracket in the text.
    """

    kind: Literal[
        "date", "month", "year", "term", "quarter", "quarters", "half1", "half2", "first_months", "last_months",
        "month_range", "date_range", "year_to_month", "this_year", "past_year", "new_year", "last_year", "next_year", "this_month",
        "same_period_last_year",
        "ignore", "compared", "year_end", "mid_year", "this_quarter", "recent_months", "whole_term", "plan_year",
        "school_year", "last_school_year", "nth",
    ]  # fmt: skip
    pattern: str
    offset: int = 0
    comment: str | None = None


class Periods(Strict):
    """How a language writes dates and periods."""

    kind: Literal["periods"]
    months: dict[str, int]
    number_words: dict[str, int] = Field(default_factory=dict)
    quarter_words: dict[str, int] = Field(default_factory=dict)
    capitals: bool = Field(False, description="whether month names are capitalised (so that 'may' is no month)")
    year_words: tuple[str, ...] = Field((), description="words right before a bare year; without them it may count services")
    rules: dict[str, PeriodRule]
    examples: tuple[PeriodExample, ...] = Field(min_length=1)


class IndicatorFacts(Strict):
    """What is true of an indicator in any language."""

    kind: Literal["growth", "rate", "money", "count"]
    units: tuple[str, ...]
    growth: str | None = Field(None, description="code of a percentage change of the indicator")
    reduction: str | None = Field(None, description="code of a fall of the indicator")
    level: str | None = Field(None, description="for a growth indicator, the indicator that grows")
    companions: Mapping[str, str] = Field(
        default_factory=dict, description="what a bare word means beside it; `amount`: what any money told right behind it is"
    )
    lasting: bool = Field(False, description="whether its companions hold for the whole of an article that begins with it")
    whole: str | None = Field(None, description="what it is a sector of: bare growth of a quarter or a year is that of the whole")
    sector: bool = Field(False, description="whether it is the growth of a sector, whose share is another measure")
    of_plan: bool = Field(False, description="whether a percentage of the plan is the indicator itself")
    plausible: Mapping[str, tuple[float, float]] = Field(
        default_factory=dict, description="by unit, the least and the most that a number of the indicator may be (0 always may)"
    )


class IndicatorFile(Strict):
    """The table of indicator facts."""

    kind: Literal["indicator_facts"]
    indicators: dict[str, IndicatorFacts]


class Weights(Strict):
    """The weights of the linking contest."""

    kind: Literal["weights"]
    contest: dict[str, float]
    roles: dict[str, dict[str, float]]


class Pack(Strict):
    """All that a language knows."""

    code: str
    numbers: Numbers
    periods: Periods
    groups: dict[str, tuple[str, Group]] = Field(description="rule id to (kind, group)")
    files: dict[str, str] = Field(default_factory=dict, description="rule id or kind to the file that defines it")
    indicators: Mapping[str, IndicatorFacts] = Field(default_factory=dict)
    weights: Weights
    wording: WordingFile
    symbols: Symbols | None = None
    citations: Citations | None = None
    settings: dict[str, Any] = Field(default_factory=dict)
