"""Adds the comparisons of many articles up to precision, recall and F1 per table and language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from govextract.errors import GovextractError
from govextract.validate.compare import MICRO_TABLES, QUANTITY_TABLES, TABLES, Comparison

ALL = "all"
MICRO = "micro"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of facts. The ratios are 1.0 where nothing could be missed or wrong."""

    matched: int = 0
    missed: int = 0
    spurious: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.matched + other.matched, self.missed + other.missed, self.spurious + other.spurious)

    @property
    def gold(self) -> int:
        """How many facts were expected."""
        return self.matched + self.missed

    @property
    def precision(self) -> float:
        """Share of the predicted facts that were expected."""
        predicted = self.matched + self.spurious
        return self.matched / predicted if predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of the expected facts that were predicted."""
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float]:
        """Precision, recall and F1 as plain data."""
        return {"p": self.precision, "r": self.recall, "f1": self.f1}


@dataclass(slots=True)
class Figures:
    """All figures of a validation. Tallies of attributes and article fields are (right, judged)."""

    articles: int = 0
    tables: dict[tuple[str, str], Score] = field(default_factory=dict)
    detection: dict[str, Score] = field(default_factory=dict)
    attributes: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    article_fields: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    grounded: tuple[int, int] = (0, 0)

    @property
    def languages(self) -> list[str]:
        """The languages of the expectations, sorted."""
        return sorted({language for _, language in self.tables})

    def score(self, table: str, language: str = ALL) -> Score:
        """The score of a table (or ``micro``, the three main tables together) in one language or in all."""
        tables = MICRO_TABLES if table == MICRO else (table,)
        languages = self.languages if language == ALL else [language]
        scores = (self.tables.get((name, code), Score()) for name in tables for code in languages)
        return sum(scores, Score())

    def as_dict(self) -> dict[str, Any]:
        """The figures as plain data, ratios from 0 to 1."""
        report: dict[str, Any] = {"articles": self.articles, "tables": {}, "detection": {}}
        for table in TABLES:
            scores = {code: self.score(table, code) for code in (*self.languages, ALL)}
            report["tables"][table] = {code: {**score.as_dict(), "gold": score.gold} for code, score in scores.items()}
        report["detection"] = {table: score.as_dict() for table, score in self.detection.items()}
        report["micro"] = self.score(MICRO).as_dict()
        report["attributes"] = {".".join(at): right / n for at, (right, n) in sorted(self.attributes.items())}
        report["article_fields"] = {".".join(at): right / n for at, (right, n) in sorted(self.article_fields.items())}
        if self.grounded[1]:
            report["grounded"] = self.grounded[0] / self.grounded[1]
        return report


def add_up(comparisons: Iterable[tuple[str, Comparison]]) -> Figures:
    """The figures over ``(language, comparison)`` pairs; the language is the expected one."""
    figures = Figures(detection={table: Score() for table in QUANTITY_TABLES})
    for language, comparison in comparisons:
        figures.articles += 1
        for table, pairing in comparison.facts.items():
            at = (table, language)
            figures.tables[at] = figures.tables.get(at, Score()) + Score(*pairing.counts)
        for table, pairing in comparison.detection.items():
            figures.detection[table] += Score(*pairing.counts)
        for name, tally in comparison.attributes.items():
            _add(figures.attributes, name, tally)
        for field_name, right in comparison.article_fields.items():
            _add(figures.article_fields, (field_name, language), (int(right), 1))
        figures.grounded = _sum(figures.grounded, comparison.grounded)
    return figures


@dataclass(frozen=True, slots=True)
class Floor:
    """The least F1 that is accepted for a table (or ``micro``) in a language (or ``all``)."""

    least: float
    table: str = MICRO
    language: str = ALL

    @classmethod
    def parse(cls, text: str) -> Floor:
        """Read ``0.9``, ``targets=0.9`` or ``targets.xx=0.9``. Raises FloorError for anything else."""
        name, _, number = text.rpartition("=")
        table, _, language = name.partition(".")
        if table not in ("", MICRO, *TABLES):
            raise FloorError(f"--min-f1 {text}: no table {table!r}; there are {MICRO}, {', '.join(TABLES)}")
        try:
            least = float(number)
        except ValueError as error:
            raise FloorError(f"--min-f1 {text}: {number!r} is no number") from error
        if not 0 <= least <= 1:
            raise FloorError(f"--min-f1 {text}: a floor lies between 0 and 1")
        return cls(least, table or MICRO, language or ALL)

    def broken_by(self, figures: Figures) -> str | None:
        """Why the figures are below this floor, or None."""
        f1 = figures.score(self.table, self.language).f1
        below = f1 < self.least
        return f"F1 of {self.table} ({self.language}) is {f1:.4f}, below the floor of {self.least:g}" if below else None


class FloorError(GovextractError):
    """A floor that cannot be read."""


def _add(tallies: dict[tuple[str, str], tuple[int, int]], at: tuple[str, str], tally: tuple[int, int]) -> None:
    tallies[at] = _sum(tallies.get(at, (0, 0)), tally)


def _sum(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    return a[0] + b[0], a[1] + b[1]
