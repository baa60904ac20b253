"""What many tests share."""

from __future__ import annotations

import pytest

from govextract.pipeline import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor without names, which the facts of short articles need."""
    return Extractor(ner="off")
