"""What one statement hands on to the next: places in a row, labelled paragraphs, plans beside results, parts of the year."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

from fact_kit import facts
from govextract.article import Article


def counts(extractor, text):
    return {(row.category, row.count) for row in extractor.extract(Article(text)).services}


def test_rates_of_several_places_in_a_row_are_what_was_spoken_of(extractor):
    text = (
        "Disbursement by locality\n\nBy August 31, 2025 the country disbursed 46.3% of the public investment plan.\n\n"
        "In the lead is Phu Tho (95.4%), then Thai Nguyen 81.2%. At the bottom there are Dong Nai 31.7% and Ca Mau 33.5%.\n"
    )
    found = facts(extractor, text)
    places = {
        str(value): found["result", "public_investment_disbursement", Decimal(value)].place
        for value in ("95.4", "81.2", "31.7", "33.5")
    }
    assert places == {"95.4": "VN-68", "81.2": "VN-69", "31.7": "VN-39", "33.5": "VN-59"}


def test_paragraphs_under_labels_go_on_under_one_lead(extractor):
    text = (
        "Tay Ninh before its congress\n\n"
        "On October 2, 2025 the first Congress of the Party Committee of Tay Ninh province opened.\n\n"
        "The Congress adopted the following targets to 2030:\n\n"
        "ECONOMY. GRDP grows by 10% per year. The urbanization rate is 45%.\n\n"
        "SOCIETY. The rate of trained workers 78%. Health insurance covers 97.5% of the population.\n"
    )
    found = facts(extractor, text)
    assert found["goal", "trained_worker_rate", Decimal(78)].period == "2030"
    assert ("goal", "health_insurance_coverage", Decimal("97.5")) in found


def test_results_go_on_past_the_plan_that_one_is_held_against(extractor):
    text = (
        "Du lịch Tiền Giang năm 2024\n\nNgày 6-12-2024, Sở Du lịch tỉnh Tiền Giang họp. "
        "Năm 2024, tỉnh đón 1,62 triệu lượt khách, "
        "tăng 21,5% so với năm 2023 và vượt kế hoạch 1,5 triệu lượt; khách quốc tế đạt 498.000 lượt. "
        "Tỷ lệ lao động qua đào tạo 70,1%.\n"
    )
    found = facts(extractor, text)
    assert ("goal", "tourist_arrivals", Decimal(1_500_000)) in found
    assert ("result", "tourist_arrivals", Decimal(498_000)) in found
    assert ("result", "trained_worker_rate", Decimal("70.1")) in found


def test_a_goal_of_the_whole_year_is_of_the_year_spoken_of(extractor):
    text = (
        "Kiên Giang họp HĐND\n\nSáng 6-12-2024, HĐND tỉnh Kiên Giang thông qua nghị quyết.\n\n"
        "Nghị quyết xác định các chỉ tiêu năm 2025:\n\n"
        "- Tỷ lệ lao động qua đào tạo 73%.\n- Thu ngân sách cả năm 17.200 tỷ đồng.\n"
        "- Kinh tế số chiếm 15% GRDP.\n"
    )
    found = facts(extractor, text)
    assert {row.period for row in found.values()} == {"2025"}
    assert len(found) == 3


def test_the_past_year_is_the_one_before_in_spring_only(extractor):
    text = (
        "Khánh Hòa phát triển\n\nNgày {}, UBND tỉnh Khánh Hòa họp. "
        "Năm qua, GRDP của tỉnh tăng 8,21%; thu ngân sách đạt 37.150 tỷ đồng.\n"
    )
    for day, year in (("8-1-2026", "2025"), ("20-12-2025", "2025")):
        assert {row.period for row in facts(extractor, text.format(day)).values()} == {year}


def test_the_new_year_is_the_next_one_in_winter_only(extractor):
    text = (
        "Khánh Hòa phát triển\n\nNgày {}, UBND tỉnh Khánh Hòa họp. "
        "Bước sang năm mới, tỉnh phấn đấu thu ngân sách đạt 39.150 tỷ đồng.\n"
    )
    for day, year in (("8-1-2026", "2026"), ("20-12-2025", "2026")):
        assert {row.period for row in facts(extractor, text.format(day)).values()} == {year}


def test_numbered_goals_go_on_behind_the_sentence_that_opened_them(extractor):
    text = (
        "Resolution of Hau Giang\n\nThe Resolution sets out 19 main targets for 2030, including: (1) GRDP growth rate of 8.5%. "
        "(2) Local budget revenue reaches 25,000 billion VND. "
        "(3) The rate of people participating in health insurance reached 96.3%.\n"
    )
    assert {role for role, _, _ in facts(extractor, text)} == {"goal"}


def test_quarters_without_a_year_do_not_date_the_article(extractor):
    text = (
        "Ninh Bình lập kịch bản\n\nUBND tỉnh Ninh Bình ban hành Kế hoạch số 14/KH-UBND ngày 9/1/2026. "
        "Theo kịch bản, cả năm 2026 GRDP tăng từ 11% trở lên. Phân kỳ theo quý như sau: quý I tăng 10,2%; "
        "quý II tăng 10,8%; quý III tăng 11,3%; quý IV tăng 11,6%.\n"
    )
    found = facts(extractor, text)
    assert {role for role, _, _ in found} == {"goal"}
    assert found["goal", "economic_growth", Decimal("10.2")].period == "2026-Q1"


def test_a_unit_before_a_capital_ends_the_sentence(extractor):
    text = (
        "Рівненщина за дев'ять місяців\n\n"
        "За дев'ять місяців 2025 року прямі іноземні інвестиції в Рівненську область становили 21,6 млн дол. "
        "Роздрібний товарообіг становив 68,9 млрд грн. Товарний експорт зріс на 4%.\n"
    )
    found = facts(extractor, text)
    assert ("result", "retail_sales", Decimal(68_900_000_000)) in found
    assert ("result", "export_turnover", Decimal(68_900_000_000)) not in found


def test_a_percentage_that_opens_a_clause_is_of_what_follows_it(extractor):
    text = (
        "Hung Yen in 2025\n\nThe Working Group of Hung Yen province requires that by December 31, 2025 "
        "the reuse rate of digitized data reach at least 60%, 100% of officials use digital signatures.\n"
    )
    found = facts(extractor, text)
    assert ("goal", "data_reuse_rate", Decimal(60)) in found
    assert ("goal", "data_reuse_rate", Decimal(100)) not in found


def test_bounds_of_a_range_may_both_print_a_percent_sign(extractor):
    text = "Growth of Hai Duong\n\nFor 2025 the Government set Hai Duong a growth target of 8.3% to 8.5%.\n"
    (row,) = facts(extractor, text).values()
    assert (row.value, row.value_max, row.comparator) == (Decimal("8.3"), Decimal("8.5"), "range")


def test_what_is_done_to_procedures_stands_past_the_fields_they_are_of(extractor):
    text = (
        "Hậu Giang cải cách thủ tục\n\nNgày 15/7/2024, UBND tỉnh Hậu Giang ban hành Quyết định số 1127/QĐ-UBND. Theo đó, "
        "46 TTHC thuộc 9 lĩnh vực được đơn giản hóa.\n"
    )
    assert ("procedures_cut", 46) in counts(extractor, text)


def test_a_part_of_the_essential_services_is_of_them(extractor):
    text = (
        "Nghệ An nửa đầu năm 2024\n\nNgày 2/7/2024, UBND tỉnh Nghệ An họp. Đối với 25 dịch vụ công thiết yếu của Đề án 06, "
        "tỉnh hoàn thành 24/25 dịch vụ.\n"
    )
    assert ("essential", 24) in counts(extractor, text)


def test_the_package_runs_as_a_module():
    shown = subprocess.run([sys.executable, "-m", "govextract", "--help"], capture_output=True, text=True, check=True)
    assert "Usage" in shown.stdout
