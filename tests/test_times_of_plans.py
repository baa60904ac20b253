"""Times of goals and results where the nearest year is not theirs."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govextract
from fact_kit import facts
from govextract.article import Article


@pytest.mark.parametrize(
    ("text", "fact", "period"),
    [
        pytest.param(
            "Lang Son posted growth of 8.13% in its gross regional domestic product (GRDP) "
            "in the first quarter of 2025, up from 5.94% a year before, the Statistics Office announced on April 4.",
            ("result", "economic_growth", "8.13"), "2025-Q1",
            id="brackets that hold neither number nor time part nothing",
        ),
        pytest.param(
            "In the first quarter of 2025 retail sales of Lang Son province reached 12.9 trillion VND, "
            "14.1% more than in Q1 last year, and the consumer price index picked up 3.26%.",
            ("result", "cpi_inflation", "3.26"), "2025-Q1",
            id="both halves of an earlier time are of the comparison",
        ),
        pytest.param(
            "Ngày 6/1/2026, UBND tỉnh Quảng Ninh họp. Năm qua, thu ngân sách đạt 76.460 tỷ đồng. "
            "Vốn FDI thu hút cả năm chỉ 812 triệu USD, hụt xa mức 1,5 tỷ USD đề ra.",
            ("goal", "fdi_attracted", "1500000000"), "2025",
            id="a plan that last year's result missed is last year's",
        ),
        pytest.param(
            "Ngày 29/11/2023, ngành du lịch tỉnh Bình Thuận báo cáo: 11 tháng năm 2023 đón 8 triệu lượt khách.\n\n"
            "UBND tỉnh chỉ giao ngành đón 6,72 triệu lượt khách.",
            ("goal", "tourist_arrivals", "6720000"), "2023",
            id="a goal that nothing dates is of the year whose results were told",
        ),
        pytest.param(
            "On December 23, 2025 the tourism department of An Giang province met. "
            "For 2026, the year in which preparation for APEC 2027 enters the sprint, the sector aims for 26.5 million visitors.",
            ("goal", "tourist_arrivals", "26500000"), "2026",
            id="the year in the name of an event dates nothing",
        ),
        pytest.param(
            "On September 25, 2025 the congress of the Party Committee of Gia Lai province, term 2025 - 2030, closed. "
            "In the 2020 - 2025 term GRDP grew by 7.1% a year. "
            "Over the five years the province attracted 380 million USD of FDI.\n\n"
            "Goals for 2026 - 2030:\n\n- GRDP grows by 10% a year;\n\n- total social investment in 5 years: 650,000 billion VND.",
            ("result", "fdi_attracted", "380000000"), "2020/2025",
            id="of results, five years are the term that ends",
        ),
        pytest.param(
            "On September 25, 2025 the congress of the Party Committee of Gia Lai province, term 2025 - 2030, closed. "
            "In the 2020 - 2025 term GRDP grew by 7.1% a year.\n\n"
            "By 2030 GRDP per capita is to reach 160 million VND, and average growth in 2026 - 2030 10% a year. "
            "Total social investment is to reach 650,000 billion VND in 5 years.",
            ("goal", "total_social_investment", "650000000000000"), "2026/2030",
            id="of goals, five years are the term to come",
        ),
        pytest.param(
            "On December 9, 2025 the People's Council of Ca Mau adopted Resolution No. 38/NQ-HDND on the tasks of 2026 and "
            "Resolution No. 40/NQ-HDND on fees. The year 2025 was a hard one.\n\n"
            "Resolution No. 38/NQ-HDND sets the following goals:\n\n- GRDP growth: 10% or more;\n\n- exports: 2.85 billion USD.",
            ("goal", "economic_growth", "10"), "2026",
            id="a list is of the year of the document that heads it",
        ),
        pytest.param(
            "Ngày 3/10/2025, UBND tỉnh Quảng Ninh họp đánh giá kinh tế - xã hội 9 tháng năm 2025. "
            "GRDP 9 tháng tăng 11,67%.\n\nTổng thu ngân sách đến hết tháng 9 ước 53.216 tỷ đồng. Xuất khẩu đạt 2,94 tỷ USD.",
            ("result", "export_turnover", "2940000000"), "2025-01/2025-09",
            id="the month up to which one result is told does not end the nine months",
        ),
        pytest.param(
            "Ngày 3/10/2025, UBND tỉnh Quảng Ninh họp đánh giá kinh tế - xã hội 9 tháng năm 2025.\n\n"
            "Tính đến ngày 30/9, toàn tỉnh mới giải ngân 5.172 tỷ đồng vốn đầu tư công, bằng 43,8% kế hoạch Thủ tướng giao.",
            ("result", "public_investment_disbursement", "43.8"), "2025-09-30",
            id="the day that opens a sentence dates all of it",
        ),
    ],
)  # fmt: skip
def test_the_time_of(extractor, text, fact, period):
    role, indicator, value = fact
    assert facts(extractor, f"In brief\n\n{text}\n")[role, indicator, Decimal(value)].period == period


def test_an_old_document_does_not_date_an_article_that_speaks_of_later_years(extractor):
    text = (
        "Khánh Hòa đặt nhiều chỉ tiêu cao\n\nChiều 9-12, HĐND tỉnh Khánh Hòa thông qua kế hoạch năm 2026. "
        "Năm 2025 GRDP của tỉnh ước tăng 10,43%.\n\n"
        "Kỳ họp tiếp tục thực hiện Nghị quyết số 09-NQ/TW, ngày 28-1-2022 của Bộ Chính trị.\n"
    )
    assert str(extractor.extract(Article(text)).article.event_on) == "2025-12-09"


def test_the_goals_of_a_headline_about_next_year_are_of_that_year(extractor):
    text = (
        "Ca Mau Council: 25 targets for 2026\n\nOn December 9, 2025 the People's Council of Ca Mau province closed its session.\n\n"
        "The year 2025 was not an easy one.\n\nGRDP is to grow by 10% or more.\n"
    )
    assert facts(extractor, text)["goal", "economic_growth", Decimal(10)].period == "2026"


def test_the_year_end_of_a_headline_dates_the_article(extractor):
    text = (
        "Khai mạc kỳ họp cuối năm 2025 HĐND thành phố Cần Thơ\n\nNgày 9-12, HĐND thành phố Cần Thơ khai mạc kỳ họp thứ bảy.\n\n"
        "Kỳ họp sửa đổi Nghị quyết số 12/2024/NQ-HĐND về phí.\n"
    )
    assert str(extractor.extract(Article(text)).article.event_on) == "2025-12-09"


def test_a_year_told_behind_a_term_governs_what_follows():
    text = (
        "An Giang greets 2026\n\nOn January 2, 2026 the chairman answered. In the term 2026-2030 the province wants growth "
        "of 11% a year and a GRDP per capita of 6,500 USD in 2030. For 2026 the People's Council assigned 10.2%. To be specific: "
        "26 million visitors; budget revenue of 25,100 billion VND; 4,900 social housing apartments."
    )
    found = {row.indicator: row.period for row in govextract.extract(text).targets if row.indicator != "economic_growth"}
    assert found["tourist_arrivals"] == found["budget_revenue"] == found["social_housing_units"] == "2026"
