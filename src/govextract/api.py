"""The library's front door for one article: text in, records out."""

from __future__ import annotations

import datetime as dt
from functools import cache

from govextract.extracts import Extracts, build_extractor
from govextract.records import Extraction


def extract(text: str, *, title: str | None = None, url: str | None = None, published: dt.date | str | None = None) -> Extraction:
    """Every target, policy document, service count and result that ``text`` states, with the built-in rules.

    ``published`` (a date, or ISO ``YYYY-MM-DD``) resolves "this year" and year-less dates. Offsets in the records count
    code points of ``extraction.article.text``, which is ``text`` in NFC with LF line ends. A text in a language without
    a rule pack gives no facts. Raises ValueError for a text without characters and a ``published`` that is no date.
    """
    from govextract.read.reasons import Unreadable
    from govextract.read.text import build

    day = dt.date.fromisoformat(published) if isinstance(published, str) else published
    try:
        article = build(text, "-", title=title, url=url, published=day)
    except Unreadable as finding:
        raise ValueError(f"text: {finding.what}") from finding
    return _extractor().extract(article)


@cache
def _extractor() -> Extracts:
    return build_extractor()
