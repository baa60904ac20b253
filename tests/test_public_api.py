"""The library as a stranger imports it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

import govextract
from fake_extractor import FakeExtractor
from govextract import api


@pytest.fixture
def fake(monkeypatch):
    monkeypatch.setattr(api, "_extractor", FakeExtractor)


def test_importing_is_cheap():
    code = "import sys, govextract; print([m for m in ('pydantic', 'pandas', 'pyarrow', 'spacy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_every_public_name_is_there():
    for name in govextract.__all__:
        assert getattr(govextract, name)
        assert name in dir(govextract)
    with pytest.raises(AttributeError):
        govextract.nonsense  # noqa: B018


def test_extract_gives_records_that_stand_in_the_text(fake):
    extraction = govextract.extract("Growth of\r\n10% in 2025", title="News", url="https://a.vn/x", published="2025-03-06")
    assert isinstance(extraction, govextract.Extraction)
    (target,) = extraction.targets
    assert extraction.article.text == "Growth of\n10% in 2025"
    assert extraction.article.text[target.start : target.end] == target.evidence
    assert extraction.article.published_on == dt.date(2025, 3, 6)
    assert (extraction.article.title, extraction.article.source_url) == ("News", "https://a.vn/x")


def test_notebook_view_highlights_and_escapes(fake):
    html = govextract.extract("<script>alert(1)</script> reach 10%")._repr_html_()
    assert "<script>" not in html
    assert '<mark class="targets"' in html


@pytest.mark.parametrize("text", ["", " \n", "\ud800"])
def test_a_text_without_characters_is_an_error(fake, text):
    with pytest.raises(ValueError, match="text: it holds"):
        govextract.extract(text)


def test_a_date_that_is_none_is_an_error(fake):
    with pytest.raises(ValueError, match="isoformat"):
        govextract.extract("10%", published="last week")
