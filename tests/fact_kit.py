"""What an article's goals and results come to, for tests that ask which number became which."""

from __future__ import annotations

from decimal import Decimal

from govextract.article import Article
from govextract.pipeline import Extractor
from govextract.records import Observation, Target


def facts(extractor: Extractor, text: str) -> dict[tuple[str, str, Decimal], Target | Observation]:
    """The rows of ``text`` by ("goal" or "result", indicator, value)."""
    read = extractor.extract(Article(text))
    return {
        **{("goal", row.indicator, row.value): row for row in read.targets},
        **{("result", row.indicator, row.value): row for row in read.observations},
    }
