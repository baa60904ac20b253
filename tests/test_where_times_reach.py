"""How far a time reaches: past its clause, its sentence, its list; and what it then says nothing of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts
from govextract.article import Article


@pytest.mark.parametrize(
    ("text", "fact", "period"),
    [
        pytest.param(
            "In 2024 Dak Lak's satisfaction index (SIPAS 2024) stood at 82.17%; the previous year, it was 80.05%.",
            ("result", "satisfaction_rate", "80.05"), "2023",
            id="the previous year is that before the one told",
        ),
        pytest.param(
            "Lang Son, March 4, 2025 - The province aims at GRDP growth of 10% by 2030. The previous year GRDP grew by 8.2%.",
            ("result", "economic_growth", "8.2"), "2024",
            id="but not before a deadline",
        ),
        pytest.param(
            "Bac Giang, October 4, 2024 - In the nine months of 2024 GRDP grew by 13.9%. For comparison, last year GRDP grew by "
            "13.02%. The consumer price index rose by 3.94%.",
            ("result", "cpi_inflation", "3.94"), "2024-01/2024-09",
            id="last year told for comparison",
        ),
        pytest.param(
            "Bac Giang, 10/1/2024 - In 2023, the rate of dossiers received online was 84.7% while in 2022 it was only 51.2%; "
            "dossiers settled on time reached 99.12%.",
            ("result", "on_time_rate", "99.12"), "2023",
            id="a year that a clause contrasts with goes no further",
        ),
        pytest.param(
            "Khánh Hòa, 20/12/2025 - Năm 2025, tỷ trọng kinh tế số đạt 16,4% GRDP, năm 2024 là 14,9%; vùng phủ 5G đạt 61% dân số.",
            ("result", "mobile_broadband_coverage", "61"), "2025",
            id="nor does one told for its own number",
        ),
        pytest.param(
            "Đầu Xuân trò chuyện với Chủ tịch UBND tỉnh\n\nNgày 08/02/2024, báo trò chuyện với Chủ tịch UBND tỉnh Tiền Giang.\n\n"
            "Phóng viên: Nhìn lại năm qua, điều gì khiến đồng chí hài lòng?\n\nChủ tịch: Tăng trưởng GRDP được 5,72%.\n\n"
            "Phóng viên: Còn năm nay?\n\nChủ tịch: Phấn đấu GRDP tăng 7%.",
            ("result", "economic_growth", "5.72"), "2023",
            id="what the interviewer asked about",
        ),
        pytest.param(
            "Vinh Long, November 20, 2025 - Boards have to disburse 70 per cent of the plan by November 30, 85 per cent by "
            "December 20 and 100 per cent by the close of the fiscal year on January 31, 2026.",
            ("goal", "public_investment_disbursement", "100"), "2026-01-31",
            id="a deadline told in many words is that of its number",
        ),
        pytest.param(
            "Bac Giang, October 4, 2024 - In the nine months of 2024 GRDP grew by 13.9%. For comparison, in the nine months of "
            "2023 GRDP grew by 13.02%. The consumer price index rose by 3.94%.",
            ("result", "cpi_inflation", "3.94"), "2024-01/2024-09",
            id="a sentence for comparison dates nothing behind it",
        ),
        pytest.param(
            "Тайнінь, 5 грудня 2025 року - За п'ять місяців (1/7 - 30/11) онлайн подано 94,6% записів.",
            ("result", "online_submission_rate", "94.6"), "2025-07/2025-11",
            id="months spelled out in brackets",
        ),
    ],
)  # fmt: skip
def test_time_of_a_number(extractor, text, fact, period):
    role, indicator, value = fact
    assert facts(extractor, text)[role, indicator, Decimal(value)].period == period


def test_quarters_to_come_are_a_scenario(extractor):
    text = "Đà Nẵng, 12/1/2026 - Theo phương án hai, GRDP quý I tăng 10,3%; quý II 10,9%; quý III 11,2%; quý IV 11,5%."
    found = facts(extractor, text)
    steps = [found["goal", "economic_growth", Decimal(value)].period for value in ("10.9", "11.2", "11.5")]
    assert steps == ["2026-Q2", "2026-Q3", "2026-Q4"]


def test_the_day_of_decrees_in_brackets_is_no_event(extractor):
    text = (
        "The Ministry of Construction handed over 82 procedures under Decrees No. 140/2025/ND-CP and No. 144/2025/ND-CP "
        "(both of June 12, 2025), its spokesman said, and will hand over more in the coming months of the year."
    )
    assert extractor.extract(Article(text)).article.event_on is None


def test_a_question_about_today_ends_what_was_asked_before(extractor):
    text = (
        "Đầu Xuân trò chuyện với Chủ tịch UBND tỉnh\n\nNgày 08/02/2024, báo trò chuyện với Chủ tịch UBND tỉnh Tiền Giang.\n\n"
        "Phóng viên: Nhìn lại năm qua, điều gì khiến đồng chí hài lòng?\n\nChủ tịch: Tăng trưởng GRDP được 5,72%.\n\n"
        "Phóng viên: Dịch vụ công trực tuyến hiện nay ra sao?\n\nChủ tịch: Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%."
    )
    assert facts(extractor, text)["result", "on_time_rate", Decimal("98.5")].period != "2023"
