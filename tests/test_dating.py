"""When an article was published, when its event took place, and which period its numbers are of."""

from __future__ import annotations

import datetime as dt

import govextract


def test_a_weekday_is_counted_back_from_the_day_of_publication() -> None:
    article = govextract.extract(
        "Council adopts the plan for next year\n\nNovember 27, 2025 - 19:45\n\nHÀ NỘI — Hà Nội will seek GRDP growth "
        "of 11 per cent "
        "in 2026 under a plan adopted by the municipal People's Council on Wednesday, the opening day of its session.\n"
    ).article
    assert (article.published_on, article.event_on) == (dt.date(2025, 11, 27), dt.date(2025, 11, 26))


def test_the_date_under_the_headline_beats_the_clock_of_the_page() -> None:
    article = govextract.extract(
        "Thứ sáu, 17/10/2025\nTỉnh Thái Nguyên tổng kết quý III về chuyển đổi số\n16/10/2025 16:58\n\n"
        "Ngày 16/10, Tỉnh ủy Thái Nguyên tổ chức hội nghị sơ kết công tác quý III năm 2025 tại thành phố.\n"
    ).article
    assert article.published_on == dt.date(2025, 10, 16)


def test_a_dateline_in_brackets_dates_the_article_not_the_event() -> None:
    article = govextract.extract(
        "Анзянг: туризм прийшов до фінішу раніше строку\n\n(Báo An Giang, 04-11-2025) – За підсумками жовтня Департамент туризму "
        "провінції Анзянг повідомив, що за 10 місяців провінція зустріла 20.711.000 туристів.\n"
    ).article
    assert (article.published_on, article.event_on) == (dt.date(2025, 11, 4), None)


def test_headings_above_numbered_headings_date_their_lists() -> None:
    text = (
        "Đại hội Đảng bộ tỉnh Nghệ An đề ra nhiều chỉ tiêu\n\nMỘT SỐ CHỈ TIÊU ĐẾN NĂM 2030\n\n1. Kinh tế\n- Phấn đấu "
        "GRDP bình quân đầu "
        "người 5.500 USD;\n- Tỷ lệ đô thị hóa 45%.\n\n2. Xã hội\n- Lao động qua đào tạo 76%.\n"
    )
    assert {row.period for row in govextract.extract(text).targets} == {"2030"}


def test_a_part_of_the_period_is_no_theme_of_what_follows() -> None:
    text = (
        "Bắc Ninh họp báo về kinh tế 9 tháng\n\nNgày 9/10/2025, UBND tỉnh Bắc Ninh họp báo. GRDP 9 tháng năm 2025 ước "
        "tăng 10,12% so với "
        "cùng kỳ; trong đó quý I tăng 9,05%, quý II tăng 10,87%. Chỉ số sản xuất công nghiệp tăng 13,58%.\n"
    )
    rows = {row.indicator: row.period for row in govextract.extract(text).observations}
    assert rows["industrial_production_growth"] == "2025-01/2025-09"


def test_goals_take_the_year_of_months_that_have_passed() -> None:
    text = (
        "Vĩnh Phúc: 3 tháng đầu năm 2024\n\nNgày 5/4/2024, UBND tỉnh Vĩnh Phúc họp đánh giá kết quả 3 tháng đầu năm "
        "2024. Trong 3 tháng đầu "
        "năm 2024, thu ngân sách đạt 9.120 tỷ đồng. Tỉnh phấn đấu tỷ lệ hộ nghèo giảm còn 0,5%.\n"
    )
    assert {row.period for row in govextract.extract(text).targets} == {"2024"}


def test_a_handful_of_services_is_no_stock() -> None:
    text = (
        "Long An: Two years of Project 06\n\nLong An province has deployed 9/13 services of the police "
        "sector and 1,649 online public services.\n"
    )
    assert [row.count for row in govextract.extract(text).services] == [1649]


def test_the_parts_of_a_stock_are_of_its_level() -> None:
    text = (
        "Ca tối ở phường Hồng Gai\n\nTrung tâm giải quyết 401 TTHC cấp xã. Trong đó 212 TTHC cung cấp dịch vụ công "
        "trực tuyến toàn trình, "
        "118 TTHC cung cấp một phần.\n"
    )
    assert {row.level for row in govextract.extract(text).services} == {"commune"}


def test_a_day_without_its_year_is_not_of_the_year_of_what_it_announces() -> None:
    article = govextract.extract(
        "The council of Lao Cai closes its session\n\nThis afternoon (December 9) the session closed. According to Report No. "
        "612/BC-UBND dated 28/11/2025 growth is 8.16%.\n\nThe province prepares the election of deputies on March 15, 2026.\n"
    ).article
    assert article.event_on == dt.date(2025, 12, 9)
