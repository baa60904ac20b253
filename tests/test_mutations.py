"""What scraping and typing do to a text does not change its facts: every fixture, mutilated, gives the same keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest

from govextract.article import Article
from govextract.dataset.rows import to_rows
from govextract.pipeline import Extractor
from govextract.read import read_bytes
from govextract.validate.compare import TABLES, key

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
ARTICLES = sorted(path for path in FIXTURES.rglob("*.txt") if path.with_suffix(".expected.json").exists())

_SYMBOL = re.compile(r"\d[\d.]*\w?(?: ?[/-] ?\d{4})? ?[/-] ?[A-ZĐƯ][A-Za-zĐđƯư&]*(?:[-/][A-ZĐƯ][A-Za-zĐđƯư&]*)*")
_HEADING_LENGTH = 110


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def other_apostrophes(text: str) -> str:
    marks = cycle("\u2019\u02bc\u0060\u2018'")
    return re.sub("['\u2019\u02bc]", lambda _: next(marks), text)


def other_quotes(text: str) -> str:
    return re.sub('["\u201c\u201d\u00ab\u00bb]', "\u201f", text)


def no_break_spaces(text: str) -> str:
    return re.sub(r"(?<=\d) (?=[\d%\w])", "\u00a0", text)


def thin_spaces(text: str) -> str:
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=[%\w])", "\u202f", text)


def dropped_marks(text: str) -> str:
    return _SYMBOL.sub(lambda match: match.group().translate(str.maketrans("ĐđƯư", "DdUu")), text)


def doubled_spaces(text: str) -> str:
    return re.sub("(?<=\\S) (?=\\S)", "  ", text)


def soft_hyphens(text: str) -> str:
    return re.sub(r"[^\W\d_]{8,}", lambda match: f"{match.group()[:4]}\u00ad{match.group()[4:]}", text)


def zero_width_spaces(text: str) -> str:
    return re.sub(r"(?<=\w) (?=\w)", " \u200b", text)


def other_dashes(text: str) -> str:
    return re.sub(r"(?<=\d) ?- ?(?=\d)", lambda match: match.group().replace("-", "\u2013"), text)


def windows_lines(text: str) -> str:
    return text.replace("\n", " \r\n")


def headings_in_capitals(text: str) -> str:
    return "\n".join(_heading_in_capitals(line) for line in text.split("\n"))


def _heading_in_capitals(line: str) -> str:
    """The line in capitals if it is a heading; but symbols keep their case, as they do in print."""
    heading = line.strip() and len(line) <= _HEADING_LENGTH and line.rstrip()[-1].isalnum() and "://" not in line
    if not heading:
        return line
    parts = re.split(f"({_SYMBOL.pattern})", line)
    return "".join(part if index % 2 else part.upper() for index, part in enumerate(parts))


MUTATIONS: tuple[Callable[[str], str], ...] = (
    decomposed, other_apostrophes, other_quotes, no_break_spaces, thin_spaces, dropped_marks, doubled_spaces,
    soft_hyphens, zero_width_spaces, other_dashes, windows_lines, headings_in_capitals,
)  # fmt: skip


@cache
def extractor() -> Extractor:
    return Extractor()


def facts(text: str) -> set[tuple[object, ...]]:
    """The keys of all facts of an article, read from bytes as from a file."""
    (article,) = read_bytes(text.encode("utf-8"), "article.txt")
    assert isinstance(article, Article)
    extraction = extractor().extract(article)
    for table in TABLES:
        for fact in getattr(extraction, table):
            assert article.text[fact.start : fact.end] == fact.evidence
    rows = to_rows(extraction)
    return {(table, *key(table, row)) for table in TABLES for row in rows[table]}


@cache
def facts_as_printed(path: Path) -> set[tuple[object, ...]]:
    return facts(path.read_text("utf-8"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_a_mutilated_article_gives_the_same_facts(path, mutate):
    text = path.read_text("utf-8")
    mutated = mutate(text)
    expected = facts_as_printed(path)
    found = facts(mutated) if mutated != text else expected  # reading the same again would tell nothing
    assert not expected - found, "lost"
    assert not found - expected, "gained"


def test_each_mutation_changes_something():
    """Else a pattern above has rotted and its test proves nothing."""
    for mutate in MUTATIONS:
        texts = (path.read_text("utf-8") for path in ARTICLES)
        assert any(mutate(text) != text for text in texts), mutate.__name__
