"""Years that no sentence tells: of an index announced once a year, of a party congress, of counts that look like years."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from govextract.article import Article

CONGRESS = (
    "On the morning of October 1, the 20th Nghe An Provincial Party Congress, term 2025 - 2030, passed its Resolution.\n\n"
    "Under Resolution No. 39-NQ/TW dated July 18, 2023 of the Politburo, the province goes on with its work.\n"
)


def periods(extractor, text):
    return {row.value: row.period for row in extractor.extract(Article(text)).observations}


@pytest.mark.parametrize(
    "text",
    [
        "Dak Lak scores\n\nOn April 6, 2025, the ministry announced the results.\n\nSIPAS of the province reached 84.06%.\n",
        "Đắk Lắk công bố chỉ số\n\nNgày 6/4/2025, bộ công bố kết quả.\n\nChỉ số SIPAS của tỉnh đạt 84,06%.\n",
        "Даклак та індекси\n\n6 квітня 2025 року міністерство оголосило результати.\n\nSIPAS провінції становив 84,06%.\n",
    ],
)
def test_an_index_without_a_year_is_of_the_year_before(extractor, text):
    assert periods(extractor, text) == {Decimal("84.06"): "2024"}


def test_an_index_keeps_the_year_that_is_told(extractor):
    text = "Dak Lak scores\n\nOn April 6, 2025, results were announced.\n\nIn 2022, SIPAS of the province was 79.95%.\n"
    assert periods(extractor, text) == {Decimal("79.95"): "2022"}


def test_the_year_before_an_index_is_two_years_back(extractor):
    text = "Dak Lak scores\n\nOn May 21, 2025, it was told.\n\nSIPAS reached 84.06%, while the previous year it was 81.73%.\n"
    assert periods(extractor, text) == {Decimal("84.06"): "2024", Decimal("81.73"): "2023"}


def test_satisfaction_that_is_no_index_is_of_its_own_time(extractor):
    text = "Dak Lak scores\n\nOn May 21, 2025, the centre reported.\n\nIn April 2025, 97.2% of people were satisfied.\n"
    assert periods(extractor, text) == {Decimal("97.2"): "2025-04"}


def test_a_congress_is_held_in_the_first_year_of_its_term(extractor):
    extraction = extractor.extract(Article(f"Nghe An Provincial Party Congress meets\n\n{CONGRESS}"))
    assert extraction.article.event_on == dt.date(2025, 10, 1)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The province has 2011 administrative procedures.", 2011),
        ("Tỉnh có 2011 thủ tục hành chính.", 2011),
        ("Провінція має 2011 адміністративних процедур.", 2011),
        ("The total number of administrative procedures is 2054.", 2054),
    ],
)
def test_a_count_of_services_may_look_like_a_year(extractor, text, count):
    assert [row.count for row in extractor.extract(Article(text)).services] == [count]


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 services of Ca Mau shall grow faster than industry.",
        "Năm 2025 dịch vụ công được cải thiện.",
        "The 2025 plan speaks of administrative procedures.",
    ],
)
def test_a_year_before_services_counts_none(extractor, text):
    assert not extractor.extract(Article(text)).services
