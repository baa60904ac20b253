"""Names without a model: what they are called across languages, which rows they make, what they tell about facts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from govextract.article import Article
from govextract.pipeline import Extractor
from govextract.recognise import NamedEntity, RecogniserError

ENGLISH = (
    "Quang Tri: growth target of 8%\n\nThe Politburo issued Resolution No. 68-NQ/TW. "
    "The People's Committee of Quang Tri province "
    "asked the Department of Finance to report to the Government, and the Prime Minister agreed. "
    "Digital government matters, too; see Vietnam.vn and Plan No. 14/KH-UBND."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(ner="gazetteer")


def named(extractor: Extractor, text: str, language: str) -> dict[str, NamedEntity]:
    return {entity.text: entity for entity in extractor.entities(text, language)}


def test_rows_say_what_where_and_who_found_it(extractor: Extractor) -> None:
    extraction = extractor.extract(Article(ENGLISH, "a.txt"))
    rows = {row.canonical: row for row in extraction.entities}
    assert rows["Quảng Trị"].code == "VN-25"
    assert rows["Bộ Chính trị"].code == "politburo"
    body = rows["UBND Quảng Trị"]
    assert (body.type, body.code, body.text) == (
        "ORG",
        "provincial_peoples_committee",
        "People's Committee of Quang Tri province",
    )
    text = extraction.article.text
    for row in extraction.entities:
        assert row.article_id == extraction.article.article_id
        assert row.recogniser == "gazetteer"
        assert text[row.spans[0].start : row.spans[0].end] == row.text


@pytest.mark.parametrize(
    ("text", "language", "surface", "canonical", "code"),
    [
        ("Nghị quyết 57 của Bộ Chính trị", "vi", "Bộ Chính trị", "Bộ Chính trị", "politburo"),
        ("Resolution 57 of the Politburo", "en", "Politburo", "Bộ Chính trị", "politburo"),
        ("Резолюція 57 Політбюро", "uk", "Політбюро", "Bộ Chính trị", "politburo"),
        ("Провінція Куангчі", "uk", "Куангчі", "Quảng Trị", "VN-25"),
        ("Sở Tài chính báo cáo", "vi", "Sở Tài chính", "Sở Tài chính", "provincial_department"),
        ("the Department of Finance reports", "en", "Department of Finance", "Sở Tài chính", "provincial_department"),
        ("постанова Кабміну", "uk", "Кабміну", "Кабінет Міністрів України", "cabinet_of_ministers"),
    ],
)
def test_one_name_in_all_languages(extractor: Extractor, text: str, language: str, surface: str, canonical: str, code: str) -> None:
    entity = named(extractor, text, language)[surface]
    assert (entity.canonical, entity.code) == (canonical, code)


@pytest.mark.parametrize(
    ("text", "language", "absent"),
    [
        (ENGLISH, "en", ["Prime Minister", "government", "Vietnam", "UBND"]),
        ("Theo Kế hoạch 14/KH-UBND, Thủ tướng Chính phủ yêu cầu xây dựng Chính phủ số", "vi", ["UBND", "Chính phủ"]),
    ],
)  # fmt: skip
def test_offices_codes_and_addresses_are_no_names(extractor: Extractor, text: str, language: str, absent: list[str]) -> None:
    assert not set(absent) & set(named(extractor, text, language))


def test_off_finds_nothing() -> None:
    assert Extractor(ner="off").extract(Article(ENGLISH, "a.txt")).entities == ()


def test_an_unknown_recogniser_is_refused_at_once() -> None:
    with pytest.raises(RecogniserError, match="choose one of off, gazetteer, spacy, stanza"):
        Extractor(ner="bert")


def test_the_default_does_not_import_spacy() -> None:
    code = (
        "import sys; from govextract import extract; extract('The Committee of Ca Mau sets a target of 8% in 2025.');"
        "sys.exit(any(name in sys.modules for name in ('spacy', 'torch', 'stanza')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
