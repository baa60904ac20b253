"""What a number is by what it goes with: money by the visitors told before it, a whole by its part, a goal by its article."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts
from govextract.article import Article

GUESTS, MONEY = "tourist_arrivals", "tourism_revenue"
COMMUNES, HOMES = "new_rural_communes", "social_housing_units"


@pytest.mark.parametrize(
    "text",
    [
        "Da Lat, 5/12/2025 - In November the province served 1.62 million visitors and earned 5.02 trillion VND.",
        "Da Lat, 5/12/2025 - In November some 1.62 million visitors came, spending 5.02 trillion VND.",
        "Đà Lạt, 5/12/2025 - Tháng 11, tỉnh đón 1,62 triệu lượt khách, thu thêm 5.020 tỷ đồng.",
        "Далат, 5/12/2025 - У листопаді провінція прийняла 1,62 мільйона туристів і заробила 5.020 мільярдів донгів.",
    ],
)
def test_money_told_with_visitors_is_what_they_bring(extractor, text):
    assert set(facts(extractor, text)) == {("result", GUESTS, Decimal(1620000)), ("result", MONEY, Decimal(5020000000000))}


def test_money_of_the_next_sentence_is_not_what_visitors_bring(extractor):
    text = "Đà Lạt, 5/12/2025 - Tháng 11, tỉnh đón 1,62 triệu lượt khách. Cây cầu mới tốn 5.020 tỷ đồng."
    assert MONEY not in {indicator for _, indicator, _ in facts(extractor, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Lang Son, 17/10/2025 - Of the 139 communes of the province, only 24 communes met new rural standards.",
        "Lạng Sơn, 17/10/2025 - Trong 139 xã của tỉnh, mới có 24 xã đạt chuẩn nông thôn mới.",
        "Лангшон, 17/10/2025 - З 139 комун провінції лише 24 комуни досягли стандартів нової сільської місцевості.",
    ],
)
def test_a_whole_is_no_result_where_its_part_is(extractor, text):
    assert set(facts(extractor, text)) == {("result", COMMUNES, Decimal(24))}


def test_a_part_of_what_was_assigned_is_a_result(extractor):
    text = "Lạng Sơn, 17/10/2025 - Trong 3.700 căn nhà ở xã hội được giao, 361 căn đã hoàn thành."
    assert set(facts(extractor, text)) == {("goal", HOMES, Decimal(3700)), ("result", HOMES, Decimal(361))}


@pytest.mark.parametrize(
    "text",
    [
        "To date 86 communes met new rural standards; 11 communes still had less than 9 criteria.",
        "Toàn tỉnh có 86 xã đạt chuẩn nông thôn mới. Còn 24 xã dưới 10 tiêu chí.",
        "У провінції 86 комун досягли стандартів нової сільської місцевості; 24 комуни мають менше 10 критеріїв.",
    ],
)
def test_communes_that_meet_some_criteria_have_not_finished(extractor, text):
    assert set(facts(extractor, text)) == {("result", COMMUNES, Decimal(86))}


FESTIVAL = (
    "Hoa Binh cooks for its guests\n\nThe lake shore was full on Saturday evening. Cooks from nine villages stood at the stoves, "
    "and children ran between the tables with lanterns of bamboo. A band from the school of arts played until the lights went out. "
    "The organizers replaced plastic cups by bamboo, reducing 90% of the waste of last year. \"I have never seen so many people "
    "here\", an old boatman said, pulling his boat a little higher. The smell of grilled fish stayed in the streets for hours. "
    "On Sunday there will be a boat race and a market of herbs. Visitors from Hanoi took pictures with the drummers, and the "
    "youngest drummer, a girl in a red scarf, did not put down her sticks before midnight.{}\n"
)  # fmt: skip


def test_a_doubtful_goal_of_an_article_without_any_other_is_refused(extractor):
    read = extractor.extract(Article(FESTIVAL.format("")))
    assert not read.targets
    assert [row.rule_id for row in read.ledger if row.text.startswith("90")] == ["other.alone"]


def test_an_article_that_tells_an_indicator_keeps_its_goals(extractor):
    more = " The province aims for growth of 8% in 2026, and all villages must reduce 90% of their waste by 2027."
    assert ("goal", "other", Decimal(90)) in facts(extractor, FESTIVAL.format(more))


INTERVIEW = (
    "A talk with the director\n\nDak Lak, 20/10/2025 - The newspaper met the director of the Department of Finance.\n\n"
    "* Reporter: What are the targets of the programme?\n\n"
    "- By 2030 there must be 70 thousand enterprises.\n\n"
    "* Reporter: And how many files are late?\n\n"
    "- Very few.\n\n"
    "* Reporter: Businesses still complain about procedures...\n\n"
    "- They are right. In the third quarter 99.1% of dossiers were returned on time.\n\n"
    "* Reporter: Thank you, sir.\n"
)


def test_the_answer_to_a_remark_stands_under_it_and_not_under_the_question_before(extractor):
    assert ("result", "on_time_rate", Decimal("99.1")) in facts(extractor, INTERVIEW)


def test_a_separator_is_read_as_the_other_amounts_of_the_indicator_ask(extractor):
    text = "Vinh Phuc, 5/10/2023 - Exports reached 8.936 million USD against the plan of 12.500 million USD."
    found = facts(extractor, text)
    assert set(found) == {("result", "export_turnover", Decimal(8936000000)), ("goal", "export_turnover", Decimal(12500000000))}
    notes = found["result", "export_turnover", Decimal(8936000000)].notes
    assert notes == ("separator re-read: the other amounts are as large",)


def test_a_separator_is_left_alone_without_such_amounts(extractor):
    text = "Vinh Phuc, 5/10/2023 - Exports reached 8.936 million USD."
    assert set(facts(extractor, text)) == {("result", "export_turnover", Decimal(8936000))}


@pytest.mark.parametrize(
    "text",
    [
        "Long An, 30/10/2024 - The total public investment capital in 2024 of the province is 9.017 billion VND.",
        "Long An, 30/10/2024 - Tổng vốn đầu tư công năm 2024 của tỉnh là 9.017 tỷ đồng.",
        "Лонган, 30/10/2024 - Загальний капітал державних інвестицій провінції на 2024 рік – 9.017 млрд донгів.",
    ],
)
def test_the_amount_of_a_plan_is_not_what_was_paid_out_of_it(extractor, text):
    assert not facts(extractor, text)


def test_what_was_paid_out_is_told_in_money_too(extractor):
    text = "Long An, 30/10/2024 - By October 15 the province had paid out 9,218 billion VND of public investment capital, or 52.6%."
    paid = "public_investment_disbursement"
    assert set(facts(extractor, text)) == {("result", paid, Decimal(9218000000000)), ("result", paid, Decimal("52.6"))}
