"""What a run did, in numbers: per language and table, the share of unclaimed numbers, the rejects by reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from govextract.records import FACT_TABLES

if TYPE_CHECKING:
    from govextract.dataset import Rows


@dataclass(frozen=True, slots=True)
class LanguageCounts:
    """Counts for one language. ``facts`` are rows written, by table; ``numbers`` are quantities met in the texts."""

    articles: int
    facts: dict[str, int]
    numbers: int
    unclaimed: int


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What ``run`` read and wrote.

    ``inputs`` is always the articles plus the rejects; ``duplicates`` are articles with the text of an earlier one.
    """

    inputs: int
    articles: int
    duplicates: int
    languages: dict[str, LanguageCounts]
    rejects: dict[str, int]

    @property
    def unclaimed_share(self) -> float | None:
        """Share of numbers that no record uses and no rule refuses, 0 to 1; None when there were no numbers."""
        numbers = sum(counts.numbers for counts in self.languages.values())
        return sum(counts.unclaimed for counts in self.languages.values()) / numbers if numbers else None

    def as_dict(self) -> dict[str, Any]:
        """The summary as plain data, for the manifest."""
        languages = {
            code: {
                "articles": counts.articles,
                **counts.facts,
                "numbers": counts.numbers,
                "unclaimed": counts.unclaimed,
            }
            for code, counts in self.languages.items()
        }
        return {
            "inputs": self.inputs, "articles": self.articles, "duplicates": self.duplicates, "languages": languages,
            "rejects": self.rejects,
        }  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Counts rows on their way to the writer."""

    texts: set[str] = field(default_factory=set)
    duplicates: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    languages: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, rows: Rows) -> None:
        """Count the rows of one input: an article with its facts, or a reject."""
        self.rejects.update(row["reason"] for row in rows.get("rejects", ()))
        for row in rows.get("articles", ()):
            self.duplicates += row["text_sha256"] in self.texts
            self.texts.add(row["text_sha256"])
            counts = self.languages.setdefault(row["language"], Counter())
            counts.update({table: len(rows.get(table, ())) for table in FACT_TABLES})
            counts.update(articles=1, numbers=row["numbers"], unclaimed=row["unclaimed"])

    def summary(self) -> RunSummary:
        """The counts so far, languages and reasons in alphabetical order."""
        languages = {
            code: LanguageCounts(
                articles=counts["articles"], facts={table: counts[table] for table in FACT_TABLES},
                numbers=counts["numbers"], unclaimed=counts["unclaimed"],
            )
            for code, counts in sorted(self.languages.items())
        }  # fmt: skip
        articles = sum(counts.articles for counts in languages.values())
        return RunSummary(
            inputs=articles + self.rejects.total(), articles=articles, duplicates=self.duplicates, languages=languages,
            rejects=dict(sorted(self.rejects.items())),
        )  # fmt: skip
