"""Runs the extractor on articles that have expectations beside them and tells where the two differ."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govextract.article import Article
from govextract.dataset.rows import Rows, to_rows
from govextract.errors import GovextractError
from govextract.extracts import Extracts
from govextract.read import read_path
from govextract.records import Reject
from govextract.validate.compare import Comparison, Row, compare
from govextract.validate.expected import Case, ExpectedError, find_cases, unexpected_articles
from govextract.validate.figures import Figures, Floor, FloorError, add_up
from govextract.validate.propose import write_proposal

__all__ = [
    "Case", "CaseResult", "ExpectedError", "Floor", "FloorError", "UpdateRefused", "Validation", "propose",
    "refuse_under_ci", "validate",
]  # fmt: skip


class UpdateRefused(GovextractError):
    """Proposals are for a person to read; a build server must not write them."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What one article gave. ``article`` is its ``articles`` row, None when it was rejected."""

    case: Case
    article: Row | None
    rows: Rows
    comparison: Comparison
    reject: Reject | None

    @property
    def language(self) -> str:
        """The expected language: figures are kept under it."""
        return str(self.case.expected["article"]["language"])

    @property
    def clean(self) -> bool:
        """Whether nothing is missed, spurious or wrong in the article's own fields."""
        facts = all(not p.missed and not p.spurious for p in self.comparison.facts.values())
        return facts and all(self.comparison.article_fields.values())


@dataclass(frozen=True, slots=True)
class Validation:
    """The results in the order of their names, and what they add up to."""

    results: tuple[CaseResult, ...]
    figures: Figures


def validate(folder: str | Path, extractor: Extracts, *, progress: Callable[[int, int], None] | None = None) -> Validation:
    """Extract every article under ``folder`` that has a NAME.expected.json and compare.

    Raises ExpectedError (file and key named) for anything wrong with the expectations.
    """
    cases = find_cases(Path(folder))
    results = []
    for number, case in enumerate(cases, 1):
        results.append(_run(case, extractor))
        if progress is not None:
            progress(number, len(cases))
    return Validation(tuple(results), add_up((result.language, result.comparison) for result in results))


def propose(folder: str | Path, validation: Validation, extractor: Extracts) -> list[Path]:
    """Write NAME.proposed.json beside the articles that differ from, or lack, their expectations; never over these.

    Returns the files written. Raises UpdateRefused when the environment says ``CI=true``.
    """
    refuse_under_ci()
    written = []
    for result in validation.results:
        if not result.clean and result.article is not None:
            written.append(write_proposal(result.case.article, result.article, result.rows, result.case.expected))
    for path in unexpected_articles(Path(folder)):
        article, rows, _ = _extract(path, path.name, extractor)
        if article is not None:
            written.append(write_proposal(path, article, rows, {}))
    return written


def refuse_under_ci() -> None:
    """Raise UpdateRefused when the environment says ``CI=true``."""
    if os.environ.get("CI", "").lower() in ("true", "1"):
        raise UpdateRefused("--update is for people: proposals are not written under CI=true")


def _run(case: Case, extractor: Extracts) -> CaseResult:
    article, rows, reject = _extract(case.article, case.article.name, extractor)
    return CaseResult(case, article, rows, compare(case.expected, article, rows), reject)


def _extract(path: Path, name: str, extractor: Extracts) -> tuple[dict[str, Any] | None, Rows, Reject | None]:
    item = next(iter(read_path(path, name)))
    if isinstance(item, Article):
        rows = to_rows(extractor.extract(item))
        return rows["articles"][0], rows, None
    return None, {}, item
