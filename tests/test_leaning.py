"""Numbers whose indicator is named elsewhere: in a list's title, before brackets, in the sentence before; and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govextract.article import Article


def test_a_title_within_a_list_dates_the_items_below_it(extractor):
    text = (
        "Hà Tĩnh ban hành kế hoạch chuyển đổi số\n\nUBND tỉnh Hà Tĩnh ban hành Kế hoạch số 15/KH-UBND ngày 20/2/2025.\n\n"
        "Mục tiêu cụ thể như sau:\n\na) Hết năm 2025\n+ Tỷ lệ hồ sơ trực tuyến tối thiểu 82%;\n\n"
        "b) Đến năm 2030\n+ Kinh tế số chiếm trên 30% GRDP.\n"
    )
    found = {row.indicator: row.period for row in extractor.extract(Article(text)).targets}
    assert found == {"online_submission_rate": "2025", "digital_economy_share": "2030"}


def test_items_of_one_mark_stay_under_their_lead_in(extractor):
    text = (
        "Targets of Bac Giang\n\nThe resolution of the Provincial People's Council sets these targets for 2026:\n\n"
        "a) Forest cover of 38%\nb) The poverty rate falls to 1.8%\nc) Health insurance coverage of 96%\n"
    )
    found = {row.indicator: row.period for row in extractor.extract(Article(text)).targets}
    assert found == {"forest_cover": "2026", "poverty_rate": "2026", "health_insurance_coverage": "2026"}


def test_quarters_to_come_have_goals(extractor):
    text = (
        "Phú Yên xây dựng kịch bản tăng trưởng\n\nNgày 12/1/2026, UBND tỉnh Phú Yên họp bàn kịch bản tăng trưởng năm 2026.\n\n"
        "Theo kịch bản, GRDP quý II phấn đấu tăng 9,8%, quý III tăng 10,4%.\n"
    )
    extraction = extractor.extract(Article(text))
    assert [(row.value, row.period) for row in extraction.targets] == [
        (Decimal("9.8"), "2026-Q2"),
        (Decimal("10.4"), "2026-Q3"),
    ]
    assert not extraction.observations


def test_rates_in_brackets_behind_names_are_of_the_indicator_before(extractor):
    text = (
        "Công điện về giải ngân vốn đầu tư công\n\nNgày 3/10/2025, Thủ tướng ký công điện về giải ngân vốn đầu tư công. "
        "Đến hết tháng 9/2025, cả nước giải ngân đạt 51,2% kế hoạch. "
        "Các địa phương có tỷ lệ giải ngân cao là Ninh Bình (81,7%), Lào Cai (74,3%) và Hà Tĩnh (70,9%).\n"
    )
    found = {row.value: row.place for row in extractor.extract(Article(text)).observations}
    assert {Decimal("81.7"), Decimal("74.3"), Decimal("70.9")} <= set(found)
    assert found[Decimal("74.3")] == "VN-02"


def test_an_amount_behind_plan_is_no_label(extractor):
    text = (
        "Lai Chau reviews 2024\n\nOn December 20, 2024 the Lai Chau Provincial People's Committee met.\n\n"
        "- Budget revenue in the area reached 2,356 billion VND (plan 2,200 billion VND).\n"
    )
    extraction = extractor.extract(Article(text))
    assert [row.value for row in extraction.targets] == [Decimal(2_200_000_000_000)]
    assert [row.value for row in extraction.observations] == [Decimal(2_356_000_000_000)]


def test_a_unit_stands_on_the_line_of_its_number(extractor):
    text = (
        "Localities complete social housing\n\nThe number of social housing units that localities must complete in 2026:\n\n"
        "Hai Phong: 4,120\nDong Nai: 3,674\n"
    )
    extraction = extractor.extract(Article(text))
    assert not [row for row in (*extraction.targets, *extraction.observations) if row.unit == "VND"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rescue boat brought 176 tourists back to the pier.",
        "Export turnover of 4 USD was printed by mistake.",
        "GDP of 5,000 USD per head was mentioned.",
    ],
)
def test_numbers_out_of_all_proportion_are_none_of_the_indicator(extractor, sentence):
    text = f"News from Quang Ninh\n\nOn July 3, 2025 it rained in Quang Ninh. {sentence}\n"
    indicators = {row.indicator for row in extractor.extract(Article(text)).observations}
    assert not indicators & {"tourist_arrivals", "export_turnover", "grdp_size"}


def test_services_to_be_done_by_a_day_are_a_goal(extractor):
    text = (
        "Cao Bằng đẩy nhanh Đề án 06\n\nNgày 5/1/2026, UBND tỉnh Cao Bằng họp về Đề án 06.\n\n"
        "Tỉnh phấn đấu hoàn thành 04 dịch vụ công thiết yếu còn lại trước ngày 31/3/2026.\n"
    )
    extraction = extractor.extract(Article(text))
    assert [(row.indicator, row.value, row.period) for row in extraction.targets] == [("other", Decimal(4), "2026-03-31")]
    assert not extraction.services


def test_the_name_of_a_ministry_names_no_indicator(extractor):
    text = (
        "Danh sách chậm giải ngân\n\nĐến ngày 25/9/2025, các bộ sau có tỷ lệ giải ngân vốn đầu tư công thấp:\n\n"
        "1. Bộ Giáo dục và Đào tạo: 23,9%\n2. Bộ Khoa học và Công nghệ: 14,6%\n"
    )
    rows = extractor.extract(Article(text)).observations
    assert {row.indicator for row in rows} <= {"public_investment_disbursement"}
