"""Times of goals and results where the nearest year is not theirs."""

from __future__ import annotations

from decimal import Decimal

from fact_kit import facts
from govextract.article import Article


def test_brackets_that_hold_neither_number_nor_time_part_nothing(extractor):
    text = (
        "Lang Son economy\n\nLang Son posted growth of 8.13% in its gross regional domestic product (GRDP) "
        "in the first quarter of 2025, up from 5.94% a year before, the Statistics Office announced on April 4.\n"
    )
    assert facts(extractor, text)["result", "economic_growth", Decimal("8.13")].period == "2025-Q1"


def test_an_earlier_time_in_two_parts_is_of_the_comparison(extractor):
    text = (
        "Lang Son economy\n\nIn the first quarter of 2025 retail sales of Lang Son province reached 12.9 trillion VND, "
        "14.1% more than in Q1 last year, and the consumer price index picked up 3.26%.\n"
    )
    assert facts(extractor, text)["result", "cpi_inflation", Decimal("3.26")].period == "2025-Q1"


def test_a_plan_that_last_years_result_missed_is_last_years(extractor):
    text = (
        "Quảng Ninh họp đầu năm\n\nNgày 6/1/2026, UBND tỉnh Quảng Ninh họp. Năm qua, thu ngân sách đạt 76.460 tỷ đồng. "
        "Vốn FDI thu hút cả năm chỉ 812 triệu USD, hụt xa mức 1,5 tỷ USD đề ra.\n"
    )
    assert facts(extractor, text)["goal", "fdi_attracted", Decimal(1_500_000_000)].period == "2025"


def test_a_goal_that_nothing_dates_is_of_the_year_whose_results_were_told(extractor):
    text = (
        "Bình Thuận đón vị khách thứ 8 triệu\n\nNgày 29/11/2023, ngành du lịch tỉnh Bình Thuận báo cáo: "
        "11 tháng năm 2023 đón 8 triệu lượt khách.\n\nUBND tỉnh chỉ giao ngành đón 6,72 triệu lượt khách.\n"
    )
    assert facts(extractor, text)["goal", "tourist_arrivals", Decimal(6_720_000)].period == "2023"


def test_the_year_in_the_name_of_an_event_dates_nothing(extractor):
    text = (
        "An Giang tourism\n\nOn December 23, 2025 the tourism department of An Giang province met. "
        "For 2026, the year in which preparation for APEC 2027 enters the sprint, the sector aims for 26.5 million visitors.\n"
    )
    assert facts(extractor, text)["goal", "tourist_arrivals", Decimal(26_500_000)].period == "2026"


def test_an_old_document_does_not_date_an_article_that_speaks_of_later_years(extractor):
    text = (
        "Khánh Hòa đặt nhiều chỉ tiêu cao\n\nChiều 9-12, HĐND tỉnh Khánh Hòa thông qua kế hoạch năm 2026. "
        "Năm 2025 GRDP của tỉnh ước tăng 10,43%.\n\n"
        "Kỳ họp tiếp tục thực hiện Nghị quyết số 09-NQ/TW, ngày 28-1-2022 của Bộ Chính trị.\n"
    )
    assert str(extractor.extract(Article(text)).article.event_on) == "2025-12-09"
