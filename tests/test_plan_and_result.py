"""Numbers that stand apart from what they measure: labels, rates per head, earlier times, and the year of the article."""

from __future__ import annotations

from decimal import Decimal

from govextract.article import Article


def test_a_label_names_what_plan_measures(extractor):
    text = (
        "Quảng Ninh sau nửa năm 2025\n\nSáng 9/7/2025, UBND tỉnh Quảng Ninh họp về kinh tế - xã hội 6 tháng đầu năm 2025.\n\n"
        "Tốc độ tăng GRDP. Mục tiêu 6 tháng: 11,3%.\n"
    )
    rows = extractor.extract(Article(text)).targets
    assert [(row.indicator, row.value) for row in rows] == [("economic_growth", Decimal("11.3"))]


def test_rates_per_head_are_targets_and_the_head_count_is_no_number(extractor):
    text = "Mục tiêu đến năm 2030 của tỉnh Đồng Tháp:\n- Đến năm 2030 đạt 13 bác sĩ và 35 giường bệnh trên 1 vạn dân.\n"
    rows = extractor.extract(Article(text)).targets
    assert [(row.indicator, row.value, row.unit) for row in rows] == [
        ("other", Decimal(13), "count"),
        ("other", Decimal(35), "count"),
    ]


def test_an_earlier_time_dates_the_number_in_brackets_behind_it(extractor):
    text = (
        "Gia Lai giải ngân vốn đầu tư công\n\nTính đến hết ngày 31/10/2025, tỉnh Gia Lai "
        "đã giải ngân vốn đầu tư công đạt 57,8% kế hoạch; so với cùng kỳ năm 2024 (49,6%) thì cao hơn 8,2 điểm phần trăm.\n"
    )
    found = {row.value: row.period for row in extractor.extract(Article(text)).observations}
    assert found[Decimal("57.8")] == "2025-10-31"
    assert found[Decimal("49.6")].startswith("2024")


def test_a_quarter_behind_a_year_is_of_that_year(extractor):
    text = (
        "PM telegram on growth in 2026\n\nOn January 20, 2026 the Prime Minister signed the telegram. In 2025 GDP grew by 8.02%, "
        "in the fourth quarter alone 8.46%.\n"
    )
    found = {row.value: row.period for row in extractor.extract(Article(text)).observations}
    assert found == {Decimal("8.02"): "2025", Decimal("8.46"): "2025-Q4"}


def test_a_deadline_farther_down_does_not_set_the_year(extractor):
    filler = "Hội nghị nghe báo cáo của các sở, ngành và các địa phương về những khó khăn của thời gian qua."
    text = (
        "Thái Nguyên: chín tháng nhìn lại\n\nChiều 9/10, UBND tỉnh Thái Nguyên họp phiên thường kỳ "
        "theo Công văn số 12/UBND ngày 18/9/2025.\n\n"
        + f"{filler}\n\n{filler}\n\nTính đến ngày 30/9, tỉnh giải ngân vốn đầu tư công đạt 57,3% kế hoạch.\n\n"
        "Tỉnh yêu cầu giải ngân vốn đầu tư công hết 31/01/2026 đạt 100%.\n"
    )
    article = extractor.extract(Article(text))
    assert str(article.article.event_on) == "2025-10-09"
    assert {row.value: row.period for row in article.observations} == {Decimal("57.3"): "2025-09-30"}
