"""How the goals of a list hang together, and what stands beside them without being one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts
from govextract.article import Article

HEAD = "Tra Vinh passes its plan\n\nOn December 8, 2023 the People's Council of Tra Vinh province closed its session.\n\n"


def values(extractor, text: str, kind: str = "goal") -> set[Decimal]:
    return {value for (role, _, value) in facts(extractor, text) if role == kind}


def test_a_named_group_of_goals_belongs_to_the_list_above_it(extractor):
    text = (
        f"{HEAD}Accordingly, the Resolution sets the following main targets for 2024:\n\n"
        "Social group: create jobs for 23,000 workers; the rate of trained workers reaches 71%; "
        "27.5 hospital beds/10,000 people; 78% of schools at all levels meet national standards.\n"
    )
    assert {Decimal(23000), Decimal(71), Decimal(78)} <= values(extractor, text)


def test_a_year_to_come_and_a_colon_open_a_list_of_goals(extractor):
    text = f"{HEAD}2030: 16,500 enterprises in operation; more than 65% of GRDP comes from them.\n"
    assert facts(extractor, text)["goal", "other", Decimal(16500)].period == "2030"


def test_items_that_name_no_time_and_no_aim_go_on_with_the_items_before_them(extractor):
    text = (
        "Quảng Ninh họp đầu năm\n\nNgày 6/1/2026, UBND tỉnh Quảng Ninh họp. Năm qua, tổng thu du lịch đạt 57.000 tỷ đồng.\n\n"
        "Các chốt chặn quan trọng khác:\n"
        "• Thu nội địa cả năm tối thiểu 62.000 tỷ đồng.\n"
        "• 22 triệu lượt khách, doanh thu du lịch 65.000 tỷ đồng.\n"
    )
    found = facts(extractor, text)
    assert found["goal", "tourist_arrivals", Decimal(22_000_000)].period == "2026"
    assert ("goal", "tourism_revenue", Decimal(65_000_000_000_000)) in found


def test_a_numbered_item_does_not_go_on_with_the_item_before_it(extractor):
    text = (
        f"{HEAD}The Resolution sets goals by 2030: (13) forest coverage 65%; (14) 99.5% of urban residents use clean water; "
        "(15) by 2030, 97% of solid waste is collected.\n"
    )
    assert facts(extractor, text)["goal", "other", Decimal(97)].period == "2030"


def test_an_item_number_before_a_rate_is_no_part_of_it(extractor):
    text = (
        "Điện Biên: chỉ tiêu nhiệm kỳ\n\nNgày 20/9/2025, Đại hội Đảng bộ tỉnh Điện Biên đề ra các chỉ tiêu đến năm 2030:\n"
        "11- Tỷ lệ che phủ rừng từ 48% trở lên;\n12- 99,5% dân số đô thị được dùng nước sạch.\n"
    )
    assert facts(extractor, text)["goal", "clean_water_rate", Decimal("99.5")].value_max is None


def test_what_imports_rose_by_is_no_growth_of_exports(extractor):
    text = (
        "Tây Ninh\n\nNgày 3/10/2025, tỉnh Tây Ninh họp báo. "
        "Kim ngạch xuất khẩu ước 11,87 tỷ USD, tăng 9,8%; nhập khẩu 9,02 tỷ USD, tăng 14,6%.\n"
    )
    assert values(extractor, text, "result") == {Decimal(11_870_000_000), Decimal("9.8")}


def test_items_marked_by_a_dot_or_a_letter_and_a_dash_are_items(extractor):
    text = (
        f"{HEAD}For 2030 the plan sets the goals:\n"
        ". Health insurance: over 98% of the population.\n"
        ". The rate of stunting in children under 5 years old is below 13%.\n"
    )
    assert Decimal(13) in values(extractor, text)


def test_a_fall_in_points_beside_a_fall_of_poverty_is_one_of_poverty(extractor):
    text = (
        f"{HEAD}The targets for 2024 are: the poverty rate decreases by 0.3 percentage points "
        "(in Khmer ethnic minority households, a decrease of 0.6 percentage points).\n"
    )
    found = facts(extractor, text)
    assert ("goal", "poverty_rate_reduction", Decimal("0.6")) in found


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}With 100% of delegates present voting in favour, the Council passed targets for 2024.\n",
        f"{HEAD}The plan aims to have 90 OCOP products ranked from 3 stars and up in 2025.\n",
        f"{HEAD}There are 9 units disbursing under 20% of the plan for public investment in 2023.\n",
    ],
)
def test_votes_stars_and_marks_that_units_miss_are_no_goals(extractor, text):
    assert values(extractor, text) <= {Decimal(90)}


def test_whole_is_not_more_than_what_a_bound_before_it_says(extractor):
    text = (
        f"{HEAD}The Chairman required that disbursement of public investment be over 80% by November 30, 2023 "
        "and reach 100% by January 31, 2024.\n"
    )
    bounds = {row.value: row.comparator for row in extractor.extract(Article(text)).targets}
    assert bounds == {Decimal(80): "gt", Decimal(100): "eq"}


def test_what_is_wanted_to_have_happened_is_a_goal(extractor):
    text = (
        "Бакзянг: квартали 2025 року\n\n15 січня 2025 року провінція Бакзянг затвердила план.\n\n"
        "План вимагає, щоб перший квартал дав зростання GRDP 12,8%.\n"
    )
    assert facts(extractor, text)["goal", "economic_growth", Decimal("12.8")].period == "2025-Q1"


def test_a_bare_per_capita_beside_grdp_is_grdp_per_head(extractor):
    text = (
        "Điện Biên\n\nNgày 20/9/2025, tỉnh Điện Biên họp. "
        "Quy mô GRDP năm 2025 ước đạt 34.600 tỷ đồng, bình quân đầu người 52,1 triệu đồng.\n"
    )
    assert ("result", "grdp_per_capita", Decimal(52_100_000)) in facts(extractor, text)
