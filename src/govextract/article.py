"""What the readers hand to the pipeline: one article's text and what is known about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` is NFC with LF line ends and is never rewritten afterwards."""

    text: str
    path: str = "-"
    title: str | None = None
    url: str | None = None
    published: dt.date | None = None
    warnings: tuple[str, ...] = ()
