"""What bounds a number, what day is its term, which year a goal is of, and what growth a bare percentage is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts
from govextract.article import Article

LEAD = "Sóc Trăng họp\n\nNgày 5/11/2024, UBND tỉnh Sóc Trăng họp phiên thường kỳ. "


def bounds(extractor, text: str) -> dict[Decimal, str]:
    return {row.value: row.comparator for row in extractor.extract(Article(text)).targets}


def terms(extractor, text: str) -> dict[Decimal, str | None]:
    return {row.value: row.period for row in extractor.extract(Article(text)).targets}


def test_a_bound_before_a_list_of_levels_holds_for_all(extractor):
    text = f"{LEAD}Năm 2024, tỉnh phấn đấu tối thiểu 85% hồ sơ cấp tỉnh, 80% hồ sơ cấp huyện được số hóa.\n"
    assert bounds(extractor, text) == {Decimal(85): "ge", Decimal(80): "ge"}


def test_a_time_of_its_own_parts_a_number_from_the_bound_before_it(extractor):
    text = f"{LEAD}Tỉnh phấn đấu giải ngân vốn đầu tư công đến ngày 31/12/2024 đạt trên 85%, đến ngày 31/01/2025 đạt 98%.\n"
    assert bounds(extractor, text) == {Decimal(85): "gt", Decimal(98): "eq"}


@pytest.mark.parametrize(
    ("printed", "comparator"), [("> 9%", "gt"), ("≥ 9%", "ge"), ("< 9%", "lt"), ("≤9%", "le"), ("~9%", "approx"), ("9%", "eq")]
)
def test_signs_of_comparison_bound_a_number(extractor, printed, comparator):
    text = f"Nghe An: goals\n\nMain goals of Nghe An province for 2026:\n- Unemployment rate in towns: {printed}.\n"
    assert bounds(extractor, text) == {Decimal(9): comparator}


def test_the_mark_of_an_item_and_an_arrow_bound_nothing(extractor):
    lead = "Nghe An: goals\n\nMain goals of Nghe An province for 2026:\n"
    text = f"{lead}> 93% of people use clean water.\n> Urban population -> 35%.\n"
    assert bounds(extractor, text) == {Decimal(93): "eq", Decimal(35): "eq"}


def test_a_day_to_come_right_before_a_goal_is_its_term(extractor):
    text = (
        f"{LEAD}Tỉnh đặt chỉ tiêu giải ngân vốn đầu tư công đến ngày 31/12/2024 đạt trên 85%, hết niên độ ngân sách (31/01/2025) "
        "đạt 98%.\n"
    )
    assert terms(extractor, text) == {Decimal(85): "2024-12-31", Decimal(98): "2025-01-31"}


def test_the_day_of_the_meeting_is_no_term(extractor):
    text = f"{LEAD}Tại cuộc họp ngày 5/11/2024, tỉnh phấn đấu giải ngân vốn đầu tư công đạt 98% kế hoạch năm 2024.\n"
    assert terms(extractor, text) == {Decimal(98): "2024"}


def test_goals_of_a_year_to_come_follow_those_of_a_term(extractor):
    text = (
        "Tay Ninh letter\n\nOn December 30, 2025 the chairman of Tay Ninh wrote to the people. The Congress set the goal of "
        "10% growth a year for the term 2025 - 2030. The People's Council wants GRDP per head to reach 125 million VND in "
        "2026, 3,000 new enterprises to be founded, the unemployment rate to be held under 2.5%.\n"
    )
    assert terms(extractor, text) == {
        Decimal(10): "2025/2030", Decimal(125_000_000): "2026", Decimal(3000): "2026", Decimal("2.5"): "2026",
    }  # fmt: skip


def test_bare_growth_of_a_quarter_behind_sectors_is_that_of_the_whole(extractor):
    text = (
        "Lạng Sơn: 9 tháng\n\nNgày 3/10/2025, tỉnh Lạng Sơn cho biết GRDP 9 tháng năm 2025 tăng 8,04%; công nghiệp - xây dựng tăng "
        "10,2%, dịch vụ tăng 7,9%. Riêng quý III tăng 8,64%, quý II 8,3%.\n"
    )
    found = facts(extractor, text)
    assert ("result", "economic_growth", Decimal("8.64")) in found
    assert ("result", "economic_growth", Decimal("8.3")) in found
    assert ("result", "services_growth", Decimal("7.9")) in found


def test_a_fall_just_told_goes_on_for_what_it_is_held_against(extractor):
    text = "Bac Kan: poverty\n\nIn 2024 the rate of poor households in Bac Kan decreased by 2.3%, exceeding the target of 2%.\n"
    found = facts(extractor, text)
    assert ("goal", "poverty_rate_reduction", Decimal(2)) in found
    assert not any(indicator == "poverty_rate" for _, indicator, _ in found)


def test_a_rate_that_a_fall_leaves_is_a_level(extractor):
    text = "Lang Son: poverty\n\nIn 2024 the rate of poor households in Lang Son went down by 2.55%, leaving 3.42%.\n"
    assert ("result", "poverty_rate", Decimal("3.42")) in facts(extractor, text)


def test_plans_stand_in_brackets_behind_results(extractor):
    text = (
        "Lai Chau: the year\n\nSome results of 2024 of Lai Chau province (the figure in brackets is the annual plan):\n\n"
        "- GRDP growth: 7.16% (9.5%).\n- Forest coverage rate: 52.4% (plan 52.35%), urban population 18.2%.\n"
    )
    found = facts(extractor, text)
    assert {value for role, _, value in found if role == "goal"} == {Decimal("9.5"), Decimal("52.35")}
    assert {value for role, _, value in found if role == "result"} == {Decimal("7.16"), Decimal("52.4"), Decimal("18.2")}


def test_a_symbol_with_the_icelandic_letter_is_repaired(extractor):
    (row,) = extractor.extract(Article("An Giang issued Decision No. 1317/QÐ-UBND on internal procedures.")).resolutions
    assert (row.symbol, row.evidence) == ("1317/QĐ-UBND", "Decision No. 1317/QÐ-UBND")


def test_a_day_from_which_something_is_in_force_dates_no_article(extractor):
    text = (
        "Камау: сесія\n\nСьогодні вранці (25 листопада) Народна рада провінції Камау розпочала сесію. Рішення від 16/11/2025 "
        "звільняє мешканців від зборів (діє з 1.1.2026).\n"
    )
    assert str(extractor.extract(Article(text)).article.event_on) == "2025-11-25"
