"""What callers need of an extractor, and the one place that builds the real one."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from govextract.article import Article
from govextract.defaults import DEFAULT_RECOGNISER as DEFAULT_RECOGNISER
from govextract.records import Extraction

LIGHT = ("off", "gazetteer", "spacy")
"""Recognisers whose models, if any, ship with the program: what they are is told by its files and the rules."""


class Extracts(Protocol):
    """Turns articles into records, the same way every time."""

    @property
    def pack_hash(self) -> str:
        """Hash of the rules in use."""
        ...

    def recognisers(self) -> dict[str, str]:
        """By language, the name of the model that finds names, with version and hash; empty without models."""
        ...

    def extract(self, article: Article) -> Extraction:
        """The records of one article."""
        ...


def build_extractor(rules: Path | None = None, ner: str = DEFAULT_RECOGNISER) -> Extracts:
    """The extractor with the built-in rules, overlaid by the folder ``rules``. Raises PackError for broken rules."""
    from govextract.pipeline import Extractor

    return Extractor(rules=rules, ner=ner)
