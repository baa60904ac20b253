"""Times counted up to now, marks that say nothing of what was reached, and what several numbers of one sentence share."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts
from govextract.article import Article


@pytest.mark.parametrize(
    "text",
    [
        "On October 28, 2025 Lao Cai province reviewed public services after 4 months of operating the new model. "
        "Since July 1, the rate of online dossiers reached 88.35%.\n",
        "Ngày 28/10/2025, tỉnh Lào Cai họp. Sau 4 tháng vận hành chính quyền 2 cấp, tỷ lệ hồ sơ trực tuyến đạt 88,35%.\n",
        "28 жовтня 2025 року провінція Лаокай звітувала. За 4 місяці роботи центрів рівень онлайн-записів досяг 88,35%.\n",
    ],
)
def test_months_of_running_are_the_last_ones(extractor, text):
    assert facts(extractor, text)["result", "online_submission_rate", Decimal("88.35")].period == "2025-07/2025-10"


def test_a_deadline_holds_for_a_long_list(extractor):
    text = (
        "Lao Cai and its plan\n\nOn October 28, 2025 the People's Committee of Lao Cai province met.\n\n"
        "The province is determined that by December 31, 2025, at least 95% of dossiers are received online; "
        "digitization of dossiers and settlement results reaches 95%; the reuse of digitized data is not lower than 60%; "
        "online payment reaches 80%; "
        "98.5% of dossiers are resolved ahead of and on schedule.\n"
    )
    assert facts(extractor, text)["goal", "on_time_rate", Decimal("98.5")].period == "2025-12-31"


def test_the_clock_of_the_page_dates_the_day_it_shares_with_the_article(extractor):
    text = (
        "BÁO HÀ TĨNH\nThứ Sáu, 10/11/2023  |  Hà Tĩnh 21°C  |  E-paper  |  Truyền hình\nChính trị   Xã hội   Kinh tế   Thể thao\n\n"
        "Hà Tĩnh dồn sức cho mục tiêu nông thôn mới\n\n"
        "Sáng nay (10/11), Ban Chỉ đạo tỉnh Hà Tĩnh họp đánh giá tiến độ thực hiện Quyết định số 2114/QĐ-TTg ngày 16/12/2021.\n"
    )
    assert str(extractor.extract(Article(text)).article.event_on) == "2023-11-10"


def test_a_day_with_its_year_behind_the_hour_is_one_date(extractor):
    text = (
        "Sở Du lịch họp tổng kết\n\nChiều 7/1/2025, Sở Du lịch tỉnh Bình Thuận tổng kết hoạt động "
        "theo Nghị quyết số 06-NQ/TU ngày 24/10/2021.\n"
    )
    assert str(extractor.extract(Article(text)).article.event_on) == "2025-01-07"


def test_a_headline_that_names_the_goal_year_does_not_date_the_article(extractor):
    text = (
        "Đại hội Đảng bộ tỉnh Tuyên Quang: phát triển khá vào năm 2030\n\n"
        "Chiều 24-9, Đại hội bế mạc. Đây là đại hội đầu tiên sau khi hai tỉnh hợp nhất từ ngày 1-7-2025.\n"
    )
    assert str(extractor.extract(Article(text)).article.event_on) == "2025-09-24"


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine units disbursed over 70%, while 11 investors have a disbursement rate of less than 10%.",
        "Có 9 đơn vị giải ngân trên 70%, song 17 đơn vị chưa tới 10%.",
        "Три міністерства виплатили менше 50%, а дев'ять інвесторів мають рівень виплати нижче 20%.",
    ],
)
def test_how_many_lie_beyond_a_mark_is_no_fact(extractor, sentence):
    leads = {"N": "On May 6, 2025 the Ministry of Finance reported on disbursement of public investment capital. ",
             "C": "Ngày 6/5/2025, Bộ Tài chính báo cáo giải ngân vốn đầu tư công. ",
             "Т": "6 травня 2025 року Міністерство фінансів звітувало про виплату державних інвестицій. "}  # fmt: skip
    assert not facts(extractor, leads[sentence[0]] + sentence + "\n")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "By May 31, 2025, Hanoi had disbursed 43.7% of the public investment plan, "
            "higher than the national average of about 30%.\n",
            30,
        ),
        ("Đến 31/5/2025, Hà Nội giải ngân vốn đầu tư công đạt 43,7% kế hoạch, cao hơn bình quân cả nước (30%).\n", 30),
    ],
)
def test_the_average_of_others_is_a_result_of_the_nation(extractor, text, value):
    assert facts(extractor, text)["result", "public_investment_disbursement", Decimal(value)].place == "VN"


def test_counts_of_several_places_in_a_row_are_goals_like_the_first(extractor):
    text = (
        "On March 3, 2025 the Ministry of Construction asked provinces to complete at least 100,275 social housing apartments "
        "in 2025, the main ones being: Hanoi 4,670 apartments; Hai Phong 10,158; Bac Ninh 10,686; Ho Chi Minh City 2,874.\n"
    )
    found = facts(extractor, text)
    assert {row.place for key, row in found.items() if key[1] == "social_housing_units"} >= {"VN-HP", "VN-56", "VN-SG"}


def test_apartments_in_an_article_on_social_housing_are_social_housing(extractor):
    text = (
        "Thai Binh: social housing still waits for investors\n\n"
        "On May 13, 2025 the Department of Construction of Thai Binh province met.\n\n"
        "Land plots were sold for 9 million VND/m2. An enterprise complained of procedures.\n\n"
        "The investors committed to complete 520 apartments in 2025.\n"
    )
    assert ("goal", "social_housing_units", Decimal(520)) in facts(extractor, text)


def test_what_a_grant_pays_and_who_voted_are_no_goals(extractor):
    text = (
        "On December 9, 2025 the Council of Dien Bien province met. "
        "With 100% of the delegates present voting in favour it adopted a resolution. "
        "The province strives to pay 60 million VND/house to poor households in 2026.\n"
    )
    assert not [key for key in facts(extractor, text) if key[0] == "goal"]


def test_a_rise_of_the_rate_just_told_is_no_rate(extractor):
    text = (
        "On April 3, 2025 Hung Yen province reviewed the first quarter. 71.2% of transactions were paid online, "
        "an increase of 12.5% compared to the first quarter of 2024.\n"
    )
    found = facts(extractor, text)
    assert ("result", "online_payment_rate", Decimal("71.2")) in found
    assert ("result", "online_payment_rate", Decimal("12.5")) not in found


def test_sums_are_recalled_beside_what_they_are_held_against(extractor):
    text = (
        "Du lịch Kiên Giang\n\nNgày 26/12/2024, tỉnh Kiên Giang họp. Năm 2024, tỉnh đón 9,8 triệu lượt khách, "
        "doanh thu du lịch đạt 25.068 tỷ đồng. Năm 2023, các con số tương ứng là 8,53 triệu lượt khách và 17.900 tỷ đồng.\n"
    )
    assert ("result", "tourism_revenue", Decimal(17_900_000_000_000)) in facts(extractor, text)


def test_the_nation_of_an_article_shows_in_its_symbols(extractor):
    text = (
        "Міністерство охорони здоров'я: менше паперів\n\n"
        "14 жовтня 2025 року Міністерство виконувало Рішення № 1661/QĐ-TTg від 4 серпня 2025 року. "
        "Міністерство скасувало 29 адміністративних процедур.\n"
    )
    assert {row.place for row in extractor.extract(Article(text)).services} == {"VN"}


def test_numbers_of_items_are_labels_and_items_of_goals_may_open_with_a_number(extractor):
    text = (
        "Ca Mau: goals of the term\n\nOn October 16, 2025 the Congress of the Party Committee of Ca Mau province closed.\n\n"
        "The Congress adopted the following targets to 2030:\n\n"
        "9. Health insurance covers 97% of the population;\n"
        "10. 11 more schools reach national standards;\n"
        "+ 25 innovative startups.\n"
    )
    found = facts(extractor, text)
    assert {("goal", "other", Decimal(11)), ("goal", "other", Decimal(25))} <= set(found)
    assert not {value for _, _, value in found} & {Decimal(9), Decimal(10)}


def test_a_day_to_come_has_goals_not_results(extractor):
    text = (
        "Nghệ An cập nhật kịch bản\n\nNgày 8/4/2026, UBND tỉnh Nghệ An họp. Cùng với đó, đến hết tháng 6 giải ngân vốn đầu tư công "
        "tối thiểu 45% kế hoạch.\n"
    )
    assert ("goal", "public_investment_disbursement", Decimal(45)) in facts(extractor, text)
