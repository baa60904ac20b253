"""Which of several times a number has: those of items, of brackets, of parts of a year, and of what only begins or ends then."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts


@pytest.mark.parametrize(
    ("text", "fact", "period"),
    [
        pytest.param(
            "Long An, August 10, 2024 - Long An is assigned to complete 71,200 social housing units by 2030: 15,250 units by 2025 "
            "and 55,950 units in the period 2026 - 2030.",
            ("goal", "social_housing_units", "55950"), "2026/2030",
            id="each number with a time right behind it",
        ),
        pytest.param(
            "Каобанг, 10 листопада 2025 - Народний комітет провінції призначив комунам показник медичного страхування: до кінця "
            "2025 року 95,5%, у 2026 році – 96,5% і більше.",
            ("goal", "health_insurance_coverage", "96.5"), "2026",
            id="or right before it",
        ),
        pytest.param(
            "Dien Bien, July 9, 2024 - At the conference to review the first 6 months of the year of the Committee, figures "
            "were announced: at the end of 2023, the whole province had 35,854 poor households, accounting for 25.68%.",
            ("result", "poverty_rate", "25.68"), "2023",
            id="a time behind the colon",
        ),
        pytest.param(
            "Lào Cai, 5/12/2025 - Năm 2026 tỉnh phấn đấu đón 11,5 triệu lượt khách; đến năm 2030 đón 15 triệu lượt khách, "
            "doanh thu du lịch 95.000 tỷ đồng, du lịch đóng góp khoảng 20% GRDP, tỷ lệ lao động qua đào tạo đạt 75%.",
            ("goal", "trained_worker_rate", "75"), "2030",
            id="the time that opens an item holds to its end",
        ),
        pytest.param(
            "Bắc Ninh, 10/7/2025 - Từ năm 2021 đến hết tháng 6/2025, tỉnh hoàn thành 18.240 căn nhà ở xã hội.",
            ("result", "social_housing_units", "18240"), "2021/2025-06",
            id="from a year to a month",
        ),
        pytest.param(
            "Phú Thọ, 8/1/2026 - Năm 2025, nhịp tăng trưởng GRDP không đều: quý I chỉ tăng 8,74%, đến quý IV tăng 11,62%.",
            ("result", "economic_growth", "8.74"), "2025-Q1",
            id="the quarters of a year that is over",
        ),
        pytest.param(
            "Hà Tĩnh, 26/8/2025 - Toàn ngành đặt chỉ tiêu trong năm học mới: 100% học sinh, sinh viên tham gia BHYT.",
            ("goal", "health_insurance_coverage", "100"), "2025/2026",
            id="the new school year",
        ),
        pytest.param(
            "Quảng Nam, 5/12/2024 - 11 tháng năm 2024, tỷ lệ hồ sơ nộp trực tuyến từ 38,4% của năm 2023 đã nhích lên 61,7%; thanh "
            "toán trực tuyến đạt 44,9%.",
            ("result", "online_payment_rate", "44.9"), "2024-01/2024-11",
            id="the time of an earlier level is its own",
        ),
        pytest.param(
            "Dispatch on capital\n\nAs of October 31, 2025, disbursement in the province reached 54.4% of the plan, higher than "
            "the same period in 2024 in both rate (47.3%) and amount.",
            ("result", "public_investment_disbursement", "47.3"), "2024-10-31",
            id="a level of the earlier time, in brackets",
        ),
        pytest.param(
            "Dien Bien\n\nAs of June 15, 2025, Dien Bien has activated 398,112 electronic identification accounts. 71.6% of the "
            "population have an electronic health record.",
            ("result", "electronic_health_record_rate", "71.6"), "2025-06-15",
            id="the day for which the sentence before told",
        ),
        pytest.param(
            "Ministry cuts forms\n\nThe plan was approved in Decision No. 1862/QD-TTg on August 20, 2025. In the first eight "
            "months 98.7% of the dossiers were filed online. The lump-sum tax is abolished on January 1, 2026.",
            ("result", "online_submission_rate", "98.7"), "2025-01/2025-08",
            id="what begins with a year dates no article",
        ),
    ],
)  # fmt: skip
def test_the_time_of_a_number(extractor, text, fact, period):
    table, indicator, value = fact
    assert facts(extractor, text)[table, indicator, Decimal(value)].period == period


def test_the_result_in_brackets_behind_a_goal_is_no_goal(extractor):
    found = facts(
        extractor,
        "Can Tho, December 5, 2025 - The city wants to welcome 11 million visitors in 2026 (2025: 9.35 million visitors).",
    )
    assert ("result", "tourist_arrivals", Decimal(9_350_000)) in found
    assert ("goal", "tourist_arrivals", Decimal(11_000_000)) in found


def test_what_a_headline_rounds_is_told_once(extractor):
    found = facts(
        extractor,
        "Khánh Hòa: Hơn 11 triệu lượt khách du lịch\n\nKhánh Hòa, 20/12/2025 - Năm 2025, tỉnh đón 11,24 triệu lượt khách du lịch.",
    )
    assert [value for _, _, value in found] == [Decimal(11_240_000)]


def test_a_counter_of_views_above_the_text_ends_nothing(extractor):
    found = facts(
        extractor,
        "Promoting digital transformation: what has Dak Nong achieved?\n08:42 | 16/12/2024\nViews: 1.204\n\n1. Digital society\n"
        "- Online dossiers: 73.9%.\n- Disbursement of public investment: 61%.\n",
    )
    assert ("result", "online_submission_rate", Decimal("73.9")) in found
