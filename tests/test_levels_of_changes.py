"""Changes told from level to level, comparisons in brackets, and the nearer of two horizons."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("In 2023 the poverty rate of Son La fell from 21.66% to 14.41%.", ("21.66", "14.41")),
        ("Tỷ lệ hộ nghèo của Phú Thọ giảm từ 5,31% (đầu năm 2022) xuống 3,02% cuối năm 2024.", ("5.31", "3.02")),
        ("У 2023 році рівень бідності Шонли зменшився з 21,66% до 14,41%.", ("21.66", "14.41")),
    ],
)
def test_both_ends_of_a_change_are_levels(extractor, text, levels):
    found = facts(extractor, f"In brief\n\n{text}\n")
    assert set(found) == {("result", "poverty_rate", Decimal(level)) for level in levels}


@pytest.mark.parametrize(
    "text",
    [
        "In the first half of 2022 GRDP of Quang Binh grew 6.93% (same period last year: 5.42%).",
        "GRDP 6 tháng đầu năm 2022 của Quảng Bình tăng 6,93% (cùng kỳ tăng 5,42%).",
        "У першому півріччі 2022 року GRDP Куангбіня зріс на 6,93% (за той самий період – 5,42%).",
    ],
)
def test_the_same_period_in_brackets_is_a_year_earlier(extractor, text):
    found = facts(extractor, f"In brief\n\n{text}\n")
    assert found["result", "economic_growth", Decimal("6.93")].period == "2022-H1"
    assert found["result", "economic_growth", Decimal("5.42")].period == "2021-H1"


def test_of_two_horizons_in_a_lead_the_nearer_is_meant(extractor):
    text = (
        "Congress of Hung Yen\n\nOn 1 October 2025 the congress of Hung Yen province met.\n\n"
        "The Resolution determined that by 2030 Hung Yen will be an industrial province, by 2045 a smart city. Specifically:\n\n"
        "1. TFP contributes 58% or more to growth.\n\n2. Urbanization rate over 50%.\n"
    )
    found = facts(extractor, text)
    assert found["goal", "tfp_contribution", Decimal(58)].period == "2030"
    assert found["goal", "urbanisation_rate", Decimal(50)].period == "2030"


def test_a_series_that_only_goals_lead_to_is_of_goals(extractor):
    text = (
        "Thanh Hoa looks ahead\n\n10/07/2024\n\nThe province is determined to complete all the set targets of 2024: "
        "the GRDP growth rate is 11% or more; budget revenue exceeds the estimate by 15%; "
        "3,000 newly established enterprises; 13,8 million visitors.\n"
    )
    found = facts(extractor, text)
    assert ("goal", "new_enterprises", Decimal(3000)) in found
    assert ("goal", "tourist_arrivals", Decimal(13_800_000)) in found


def test_answers_of_an_interview_are_of_the_year_asked_about(extractor):
    text = (
        'Interview: "Ca Mau goes into 2026"\n\n(CMO) - The Chairman of Ca Mau province gave the newspaper an interview.\n\n'
        "* Reporter: Comrade Chairman, what can you say of 2025?\n\n- Chairman: We had 2.66 billion USD of exports.\n\n"
        "Published: 07:30, 08/01/2026\n"
    )
    assert facts(extractor, text)["result", "export_turnover", Decimal(2_660_000_000)].period == "2025"


@pytest.mark.parametrize(
    "text",
    [
        "Ha Tinh, 29/12/2025 - The poverty rate fell to 2.07% from 2.49% in 2024; 3,612 temporary houses were eliminated.",
        "Hà Tĩnh, 29/12/2025 - Tỷ lệ hộ nghèo giảm còn 2,07% từ mức 2,49% của năm 2024; 3.612 ngôi nhà tạm, nhà dột nát được xóa.",
        "Хатинь, 29/12/2025 - Рівень бідності знизився до 2,07% із 2,49% у 2024 році; ліквідовано 3.612 тимчасових будинків.",
    ],
)
def test_the_time_of_an_earlier_level_is_that_of_no_other_number(extractor, text):
    periods = {value: row.period for (_, _, value), row in facts(extractor, f"In brief\n\n{text}\n").items()}
    assert periods[Decimal("2.49")] == "2024"
    assert "2024" not in (periods[Decimal("2.07")], periods[Decimal(3612)])


def test_a_level_surpassed_is_a_goal_if_somebody_set_it(extractor):
    text = "Коротко\n\n10/12/2025\n\nЗростання GRDP Ніньбіня оцінюється в 10,65%, перевищуючи рівень 10,6%, призначений Урядом.\n"
    assert set(facts(extractor, text)) == {
        ("result", "economic_growth", Decimal("10.65")), ("goal", "economic_growth", Decimal("10.6")),
    }  # fmt: skip
