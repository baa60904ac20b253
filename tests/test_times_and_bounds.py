"""Which time a number is of where several are named, which bounds hold for it, and what its list says of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govextract.article import Article


def observed(extractor, text):
    return {row.value: row.period for row in extractor.extract(Article(text)).observations}


def goals(extractor, text):
    return {row.value: row.period for row in extractor.extract(Article(text)).targets}


@pytest.mark.parametrize(
    "text",
    [
        "On March 3, 2025, Hanoi reported on reform. In 2024, the rate of online dossiers reached 72% (2023: 51%); "
        "the rate of dossiers settled on time reached 97%.\n",
        "Ngày 3/3/2025, UBND thành phố Hà Nội họp. Năm 2024, tỷ lệ hồ sơ trực tuyến đạt 72% (năm 2023: 51%); "
        "tỷ lệ hồ sơ giải quyết đúng hạn đạt 97%.\n",
    ],
)
def test_a_time_in_brackets_is_that_of_the_number_in_them(extractor, text):
    found = observed(extractor, text)
    assert (found[Decimal(72)], found[Decimal(51)], found[Decimal(97)]) == ("2024", "2023", "2024")


def test_a_year_in_brackets_behind_a_number_dates_it(extractor):
    text = (
        "On May 6, 2025, the People's Committee of Hue City met. The city strives for tourism revenue of 9,000 billion VND "
        "in 2025 and of 13,000 billion VND (2030).\n"
    )
    assert goals(extractor, text)[Decimal(13_000_000_000_000)] == "2030"


def test_the_paragraph_dates_its_results_before_the_heading_above_it(extractor):
    text = (
        "Ca Mau sets its goals\n\nOn January 16, 2026, the People's Committee of Ca Mau province met.\n\n"
        "Other goals for this year were named:\n\n+ Budget revenue: 14,900 billion VND;\n\n"
        "Last year, GRDP grew by 8.02%. Budget revenue exceeded 13,400 billion VND.\n"
    )
    assert observed(extractor, text)[Decimal(13_400_000_000_000)] == "2025"


def test_an_article_is_not_older_than_the_documents_it_cites(extractor):
    text = (
        "Quốc hội thông qua chương trình nông thôn mới\n\nSáng 11-12, Quốc hội thông qua Nghị quyết số 257/2025/QH15. "
        "Căn cứ là Nghị quyết ngày 5/5/2022 của Bộ Chính trị và ý kiến của các đại biểu, cử tri cả nước, các bộ, ngành.\n\n"
        "Các tỉnh chuẩn bị triển khai chương trình, lắng nghe ý kiến của người dân ở các xã, thôn, bản vùng cao.\n"
    )
    assert str(extractor.extract(Article(text)).article.event_on) == "2025-12-11"


def test_a_day_that_lies_far_ahead_was_that_of_the_year_before(extractor):
    text = "Ngày 20/1/2025, UBND tỉnh Hậu Giang họp. Giải ngân vốn đầu tư công đến ngày 15/11 đạt 79,4% kế hoạch.\n"
    assert observed(extractor, text)[Decimal("79.4")] == "2024-11-15"


def test_a_plan_that_a_result_is_held_against_is_of_the_same_time(extractor):
    text = (
        "On January 9, 2025, Tay Ninh province met. In 2024, tourism revenue reached 2,905 billion VND, "
        "beyond the plan of 2,600 billion VND.\n"
    )
    assert goals(extractor, text)[Decimal(2_600_000_000_000)] == "2024"


def test_goals_of_a_congress_are_of_its_term(extractor):
    text = (
        "Đại hội Đảng bộ tỉnh Lào Cai bế mạc\n\nSáng 30/9/2025, Đại hội Đảng bộ tỉnh Lào Cai, nhiệm kỳ 2025 - 2030 bế mạc.\n\n"
        "Giai đoạn 2021 - 2025, kinh tế tỉnh tăng bình quân 7,6% mỗi năm.\n\n"
        "Đại hội đề ra mục tiêu:\n\n- Tăng trưởng GRDP bình quân trên 10%/năm.\n"
    )
    assert goals(extractor, text)[Decimal(10)] == "2025/2030"


def test_a_deadline_that_closes_its_clause_governs_the_clause(extractor):
    text = (
        "Công điện số 201/CĐ-TTg ngày 27/10/2025 giao nhiệm vụ. Năm 2026 cả nước phấn đấu hoàn thành 158.700 căn nhà ở xã hội.\n\n"
        "Bộ Xây dựng cắt giảm 50% thời gian thủ tục đầu tư nhà ở xã hội, xong trước ngày 30/11/2025; trả lời dân.\n"
    )
    assert goals(extractor, text)[Decimal(50)] == "2025-11-30"


def test_days_of_a_month_behind_until_are_no_range(extractor):
    text = (
        "Chiều 4/2/2026, UBND tỉnh Đồng Nai họp. Chủ tịch UBND tỉnh yêu cầu đến 30-6 giải ngân vốn đầu tư công đạt 50% kế hoạch.\n"
    )
    assert goals(extractor, text) == {Decimal(50): "2026-06-30"}


def test_from_sets_a_floor_in_english_too(extractor):
    text = "By 2030, Phu Tho province strives for GRDP growth from 11%/year and digital economy of 30% of GRDP.\n"
    rows = extractor.extract(Article(text)).targets
    assert {(row.value, row.comparator) for row in rows} == {(Decimal(11), "ge"), (Decimal(30), "eq")}


def test_a_change_from_one_level_to_another_is_no_range(extractor):
    text = "By 2030, Hue City strives to lengthen the stay of guests from 1.6 days to 2.5 days.\n"
    rows = extractor.extract(Article(text)).targets
    assert [row.value_max for row in rows if row.value == Decimal("2.5")] == [None]


def test_a_list_of_quarters_is_of_one_indicator(extractor):
    text = "Ngày 9/10/2025, UBND tỉnh Đồng Nai họp. Phấn đấu GRDP quý III/2025 tăng 9,3%. Phương án hai: quý IV tăng 12,6%.\n"
    rows = extractor.extract(Article(text)).targets
    assert ("economic_growth", Decimal("12.6"), "2025-Q4") in {(row.indicator, row.value, row.period) for row in rows}


def test_a_percentage_behind_a_label_word_is_a_number(extractor):
    text = "On October 3, 2025, Da Nang met. The rate of dossiers settled on time in the third quarter 96.05%.\n"
    assert observed(extractor, text) == {Decimal("96.05"): "2025-Q3"}


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        (
            "Tay Ninh: reform\n\nBy the end of 2025 the province strives for the share of dossiers filed online not to drop "
            "under 90%; the unemployment rate must not climb past 2.2%.\n",
            {Decimal(90): "ge", Decimal("2.2"): "le"},
        ),
        (
            "Tây Ninh: cải cách\n\nĐến hết năm 2025, tỷ lệ hồ sơ trực tuyến không được giảm xuống dưới 90%; "
            "tỷ lệ thất nghiệp không được tăng quá 2,2%.\n",
            {Decimal(90): "ge", Decimal("2.2"): "le"},
        ),
        (
            "Vinh Phuc: targets for 2025\n\nTargets for 2025: urban unemployment rate: 2.2% at most; forest cover: 25% at least.\n",
            {Decimal("2.2"): "le", Decimal(25): "ge"},
        ),
    ],
)
def test_a_bound_may_be_a_denial_or_stand_behind_its_number(extractor, text, bounds):
    assert {row.value: row.comparator for row in extractor.extract(Article(text)).targets} == bounds


def test_a_fall_to_a_bound_states_a_level(extractor):
    text = "Ha Tinh\n\nBy the end of 2024 the multidimensional poverty rate must fall under 2.9%.\n"
    assert [row.indicator for row in extractor.extract(Article(text)).targets] == ["poverty_rate"]


def test_what_a_percentage_is_taken_from_is_no_bound(extractor):
    text = "У 2024 році надходження до бюджету становили 13.342 млрд донгів, або 73% від 18.276 млрд донгів плану.\n"
    assert "ge" not in {row.comparator for row in extractor.extract(Article(text)).observations}


@pytest.mark.parametrize(
    "text",
    [
        "Tính đến hết ngày 31/10/2024, tỉnh Quảng Nam giải ngân vốn đầu tư công đạt 48,9% kế hoạch. Theo nguồn vốn, vốn ngân sách "
        "tỉnh giải ngân 55,2%, vốn trung ương 41,7%.\n",
        "By October 31, 2024, Quang Nam had disbursed 48.9% of its public investment plan. Looking at the sources, provincial "
        "budget capital disbursed 55.2%, central capital 41.7%.\n",
    ],
)
def test_the_day_of_a_result_dates_those_behind_it_in_the_paragraph(extractor, text):
    assert set(observed(extractor, text).values()) == {"2024-10-31"}


def test_a_term_told_as_an_aside_does_not_outlive_its_paragraph(extractor):
    text = (
        "Quốc hội thông qua kế hoạch phát triển năm 2026\n\nSáng 13/11/2025, Quốc hội thông qua nghị quyết, cần thiết để cả giai "
        "đoạn 2026-2030 tăng trưởng GDP bình quân từ 10%/năm.\n\nQuốc hội yêu cầu hoàn thành trên 110.000 căn nhà ở xã hội.\n"
    )
    found = goals(extractor, text)
    assert (found[Decimal(10)], found[Decimal(110_000)]) == ("2026/2030", "2026")


def test_an_item_that_names_its_own_measure_takes_none_from_the_item_before(extractor):
    text = (
        "Gia Lai: targets for 2026\n\nSocial targets for 2026: (1) Rate of the population with health insurance 94.5%; "
        "(2) Rate of schools meeting national standards 68.5%; (3) Forest cover 46.7%.\n"
    )
    rows = extractor.extract(Article(text)).targets
    assert [row.indicator for row in rows] == ["health_insurance_coverage", "other", "forest_cover"]
