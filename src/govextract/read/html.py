"""Web pages: the article without its furniture, with title, date and address from the page's metadata."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from govextract.article import Article
from govextract.read.encoding import decode
from govextract.read.metadata import iso_date, web_address
from govextract.read.reasons import Reason, Unreadable
from govextract.read.text import build

_DECLARED = re.compile(rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HEAD_BYTES = 4096
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]{0,2000}?(/?)>")
# Elements that never nest, or that end where the next begins: left open they say nothing about depth.
_FLAT = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    | {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"}
)
MAX_DEPTH = 250
"""Levels of nested elements the HTML parser keeps; what lies deeper it drops without a word."""

# trafilatura finds dates too, but among them those of documents that the prose cites, and none later than today's
# clock: what it finds is not used, and the bound is fixed.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}
_PUBLISHED = (
    re.compile(
        r"<meta\b(?=[^<>]{0,1000}?(?:article:published_time|datePublished|pubdate|dc\.date|dcterms\.created))"
        r"[^<>]{0,1000}?\bcontent\s*=\s*[\"']?\s*(\d{4}-\d{2}-\d{2})",
        re.I,
    ),
    re.compile(r'"datePublished"\s*:\s*"\s*(\d{4}-\d{2}-\d{2})'),
    re.compile(r"<time\b[^<>]{0,1000}?\bdatetime\s*=\s*[\"']?\s*(\d{4}-\d{2}-\d{2})", re.I),
)


def read_html(data: bytes, name: str, charset: str | None = None) -> Iterator[Article]:
    """The article of a web page; ``charset`` is what its server declared, which stands above the page's own word.

    Raises Unreadable (also NO_TEXT and TOO_DEEP).
    """
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    decoded = decode(data, charset or (declared[1].decode("ascii", "replace") if declared else None))
    if not decoded.text.strip("\ufeff \t\r\n"):
        raise Unreadable(Reason.EMPTY, "it holds no text")
    yield _extract(decoded.text, name, decoded.warnings)


def _extract(page: str, name: str, warnings: tuple[str, ...]) -> Article:
    from trafilatura import bare_extraction

    # Each failure becomes a reject; the libraries' own notices would only break into the progress bar.
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    deep = depth(page) > MAX_DEPTH
    try:
        found = bare_extraction(_whole(page), include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    except RecursionError as error:
        raise Unreadable(Reason.TOO_DEEP, "its elements are nested too deeply to be read") from error
    except Exception as error:  # the libraries below assert what hostile markup need not keep
        what = f"the page is too damaged to be read ({type(error).__name__})"
        raise Unreadable(Reason.NO_TEXT, what) from error
    text = (getattr(found, "text", None) or "").strip()
    if not text:
        if deep:
            raise Unreadable(Reason.TOO_DEEP, f"its elements are nested deeper than {MAX_DEPTH} levels")
        raise Unreadable(Reason.NO_TEXT, "no article was found in the page")
    notes = list(warnings)
    if deep:
        notes.append(f"html: nested deeper than {MAX_DEPTH} levels; text below that depth is missing")
    url = web_address(getattr(found, "url", None), notes)
    published = iso_date(_published(page), notes)
    return build(text, name, title=getattr(found, "title", None), url=url, published=published, warnings=tuple(notes))


def _whole(page: str) -> str:
    """``page`` as a whole document: trafilatura refuses fragments such as a lone paragraph."""
    head = page[:_HEAD_BYTES].lower()
    return page if "<html" in head or "<body" in head else f"<html><body>{page}</body></html>"


def _published(page: str) -> str | None:
    """The date of publication that the page's metadata, structured data or first time element gives, in that order."""
    for pattern in _PUBLISHED:
        if match := pattern.search(page):
            return match[1]
    return None


def depth(page: str) -> int:
    """How deeply the elements of ``page`` nest, counted from its tags; optional end tags are left out."""
    level = deepest = 0
    for match in _TAG.finditer(page):
        if match[2].lower() in _FLAT or match[3]:
            continue
        level = max(0, level - 1) if match[1] else level + 1
        deepest = max(deepest, level)
    return deepest
