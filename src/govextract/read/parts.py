"""One article's bytes on their way from a file to a reader, and what is known of it besides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from govextract.article import Article


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article from outside its own text: from a side-car, or from the archive that holds it.

    Title, address and date win over what the file itself says; ``charset`` is what the server called the encoding.
    """

    title: str | None = None
    url: str | None = None
    published: dt.date | None = None
    charset: str | None = None
    notes: tuple[str, ...] = ()

    def added_to(self, article: Article) -> Article:
        """``article`` with what is known of it, and the notes among its warnings."""
        if self == Known(charset=self.charset):
            return article
        return replace(
            article,
            title=self.title or article.title,
            url=self.url or article.url,
            published=self.published or article.published,
            warnings=(*article.warnings, *self.notes),
        )


NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes of one file, or of one article in a file of many, and the ``suffix`` that chooses their reader."""

    name: str
    data: bytes
    suffix: str
    known: Known = NOTHING
