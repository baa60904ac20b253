"""What people look at: nothing of the article is lost or altered by the marks, overlapping facts are all shown."""

from __future__ import annotations

import html
import io
import re

from rich.console import Console

from fake_extractor import FakeExtractor
from govextract.article import Article
from govextract.records import Extraction, Mention
from govextract.report.closing import print_summary
from govextract.report.explain import print_explanation
from govextract.report.html import extraction_html, page_html
from govextract.report.spans import stretches, summary_of, tagged
from govextract.summary import LanguageCounts, RunSummary

TEXT = "\n  Reach 10% & <5%>,\n\n\tthen 7.5% of “all” — [bold]3[/bold]\n"


def extraction(text: str = TEXT) -> Extraction:
    return FakeExtractor().extract(Article(text=text, title="A <b> title"))


def printed(subject: Extraction, width: int = 200) -> str:
    out = io.StringIO()
    print_explanation(Console(file=out, width=width), subject)
    return out.getvalue()


def test_the_marks_leave_the_text_as_it_was():
    page = extraction_html(extraction())
    body = re.search(r'<div class="text">(.*?)</div>', page, re.S)
    assert body
    assert html.unescape(re.sub(r"<sup>.*?</sup>|<[^>]+>", "", body[1])) == TEXT


def test_everything_is_escaped():
    page = page_html(extraction("<img src=x onerror=alert(1)> 10% \"'"))
    assert "<img" not in page
    assert "<b> title" not in page
    assert page.startswith("<!doctype html>")


def test_stretches_cover_the_text_and_tell_overlapping_facts_apart():
    subject = extraction("ab 1% cd 2% ef")
    first, second = subject.targets[1], subject.targets[0]
    wide = first.model_copy(update={"mentions": (Mention(start=0, end=len("ab 1% cd 2%")),)})
    parts = list(stretches(subject.article.text, tagged(subject.model_copy(update={"targets": (wide, second)}))))
    assert "".join(part.text for part in parts) == subject.article.text
    assert [item.tag for item in next(part for part in parts if part.text == "2%").covers] == ["T1", "T2"]
    assert parts[-1].covers == ()


def test_explanation_names_every_number_once_and_takes_the_article_literally():
    text = printed(extraction())
    assert "10%[T1]" in text and "7.5%[T3]" in text
    assert "[bold]3[/bold]" in text
    assert "3 used, 0 refused, 1 unclaimed" in text
    assert "2:9 " in text  # line and column of 10%
    assert text.count("fake.percent") == 6  # three facts, three numbers


def test_explanation_of_an_article_without_anything():
    text = printed(extraction("Nothing happened."))
    assert "No facts." in text and "No numbers." in text


def test_summaries_read_like_sentences():
    (item, *_) = tagged(extraction("Reach 10%"))
    assert summary_of(item.fact) == "economic_growth = 10 percent for 2025"


def test_closing_table_adds_up_and_names_rejects():
    facts = {"targets": 2, "resolutions": 0, "services": 1, "observations": 0}
    counts = LanguageCounts(articles=3, facts=facts, numbers=10, unclaimed=4)
    out = io.StringIO()
    print_summary(Console(file=out, width=120), RunSummary(6, 4, 2, 1, {"xx": counts, "yy": counts}, {"empty": 1}))
    text = out.getvalue()
    assert re.search(r"all\W+6\W+4\W+0\W+2\W+0\W+20\W+8\b", text)
    assert "40.0%" in text and "Rejected, empty: 1" in text
    assert "9 inputs = 4 extracted + 2 without facts + 2 duplicates + 1 rejected" in text
    assert "nearly equal to an earlier one, kept and linked: 1" in text
