"""Clauses leave out what is clear: what is counted, the time of a headline, the flats that are social ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts
from govextract.article import Article

FLATS = "social_housing_units"


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("An Giang, 9/12/2025 - The Prime Minister assigned An Giang to complete 2,135 social housing apartments in 2025, but as of"
         " November 30 only 1,486 have been completed.", 1486),
        ("Phú Yên, 9/12/2025 - Năm 2025 tỉnh được giao 2.135 căn nhà ở xã hội, đến nay mới hoàn thành 1.486.", 1486),
        ("Фуєн, 9/12/2025 - На 2025 рік доручено 2.135 квартир соціального житла, наразі здано 1.486.", 1486),
    ],
)  # fmt: skip
def test_a_count_may_leave_out_what_it_counts(extractor, text, done):
    found = facts(extractor, text)
    assert ("goal", FLATS, Decimal(2135)) in found
    assert ("result", FLATS, Decimal(done)) in found


def test_a_headline_without_a_time_tells_the_fact_of_the_text(extractor):
    text = (
        "Tourism in Quang Ninh aims at 19 million visitors\n\nQuang Ninh, 12/11/2024 - By 2030 the province aims to welcome"
        " 25 million visitors. In 2024 it still aims at 19 million visitors.\n"
    )
    goals = [row for row in extractor.extract(Article(text)).targets if row.value == 19_000_000]
    assert [(row.period, len(row.mentions)) for row in goals] == [("2024", 2)]


def test_a_headline_is_left_alone_where_the_text_tells_two_times(extractor):
    text = (
        "Lao Cai keeps forest cover at 61.5%\n\nLao Cai, 12/11/2025 - At the end of 2024 forest cover was 61.5%."
        " At the end of 2023, too, forest cover was 61.5%.\n"
    )
    assert len([row for row in extractor.extract(Article(text)).observations if row.value == Decimal("61.5")]) >= 2


def test_flats_are_social_ones_in_an_article_that_counts_no_others(extractor):
    text = (
        "Tây Ninh, 22/10/2025 - Thủ tướng giao tỉnh 4.286 căn nhà ở xã hội phải hoàn thành trong năm 2025.\n\n"
        "Thu ngân sách 9 tháng đạt 12.000 tỷ đồng.\n\nCác mốc tiếp theo: năm 2026 hoàn thành 7.640 căn; năm 2027 là 8.125 căn.\n"
    )
    found = facts(extractor, text)
    assert found["goal", FLATS, Decimal(7640)].period == "2026"
    assert found["goal", FLATS, Decimal(8125)].period == "2027"


@pytest.mark.parametrize(
    "text",
    [
        "Lao Cai, 12/11/2025 - In 2026 the poverty rate must fall by 2%, in mountainous districts by 5%.",
        "Lào Cai, 12/11/2025 - Năm 2026, tỷ lệ hộ nghèo giảm 2%, riêng các huyện vùng cao 5%.",
        "Лаокай, 12/11/2025 - У 2026 році рівень бідності має знизитися на 2%, у гірських районах – на 5%.",
    ],
)
def test_a_fall_goes_on_for_a_part_of_the_province(extractor, text):
    assert {code for _, code, _ in facts(extractor, text)} == {"poverty_rate_reduction"}


def test_a_level_behind_a_fall_is_a_level(extractor):
    found = facts(extractor, "Лаокай, 12/11/2025 - Рівень бідності знизився на 0,62%, залишається 1,55%.")
    assert ("result", "poverty_rate", Decimal("1.55")) in found


def test_damage_is_no_size_of_the_economy(extractor):
    text = "Nghệ An, 10/12/2025 - Năm 2025 kinh tế (GRDP) của tỉnh tăng 8,44%, dù ba cơn bão gây thiệt hại hơn 9.000 tỷ đồng."
    assert set(facts(extractor, text)) == {("result", "economic_growth", Decimal("8.44"))}
