"""What a run did, in numbers: every input accounted for, facts per language and table, the rejects by reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from govextract.records import FACT_TABLES

if TYPE_CHECKING:
    from govextract.dataset.compose import Composed


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

    ``articles`` are those with facts (``extracted``) and those without (``no_fact``). ``duplicates`` are equal to an
    earlier article and have no row of their own; ``near_duplicates`` are nearly equal, are articles, and are linked.
    """

    articles: int
    extracted: int
    duplicates: int
    near_duplicates: int
    languages: dict[str, LanguageCounts]
    rejects: dict[str, int]

    @property
    def no_fact(self) -> int:
        """Articles in which no fact was found."""
        return self.articles - self.extracted

    @property
    def rejected(self) -> int:
        """Inputs that could not be read."""
        return sum(self.rejects.values())

    @property
    def inputs(self) -> int:
        """Extracted, without facts, duplicates and rejected: all there was."""
        return self.extracted + self.no_fact + self.duplicates + self.rejected

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
            "inputs": self.inputs, "articles": self.articles, "extracted": self.extracted, "no_fact": self.no_fact,
            "duplicates": self.duplicates, "near_duplicates": self.near_duplicates, "rejected": self.rejected,
            "languages": languages, "rejects": self.rejects,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, counts: dict[str, Any]) -> RunSummary:
        """The summary that ``as_dict`` gave."""
        languages = {
            code: LanguageCounts(
                articles=entry["articles"], facts={table: entry[table] for table in FACT_TABLES},
                numbers=entry["numbers"], unclaimed=entry["unclaimed"],
            )
            for code, entry in counts["languages"].items()
        }  # fmt: skip
        plain = {name: counts[name] for name in ("articles", "extracted", "duplicates", "near_duplicates", "rejects")}
        return cls(languages=languages, **plain)


def summarise(composed: Composed) -> RunSummary:
    """The counts of a dataset, languages and reasons in alphabetical order."""
    languages = {
        code: LanguageCounts(
            articles=counts["articles"], facts={table: counts[table] for table in FACT_TABLES},
            numbers=counts["numbers"], unclaimed=counts["unclaimed"],
        )
        for code, counts in sorted(composed.languages.items())
    }  # fmt: skip
    return RunSummary(
        articles=sum(counts.articles for counts in languages.values()), extracted=composed.extracted,
        duplicates=composed.exact, near_duplicates=composed.near, languages=languages,
        rejects=dict(sorted(composed.rejects.items())),
    )  # fmt: skip
