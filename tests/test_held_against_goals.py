"""A result told beside the goal it is held against: which number is which, and which bound is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts

GROWTH, CAPITAL, PRICES, INCOME = "economic_growth", "public_investment_disbursement", "cpi_inflation", "grdp_per_capita"


@pytest.mark.parametrize(
    ("text", "indicator", "result", "goal"),
    [
        ("Ha Nam, 12/11/2025 - GRDP growth reached 8.5%, higher than the 8% target set by the Government.", GROWTH, "8.5", "8"),
        ("Hà Nam, 12/11/2025 - GRDP tăng 8,5%, cao hơn mức 8% mà Chính phủ yêu cầu.", GROWTH, "8.5", "8"),
        ("Ханам, 12/11/2025 - ВРП зріс на 8,5%, що вище за ціль у 8%, поставлену Урядом.", GROWTH, "8.5", "8"),
        ("Hà Nam, 12/11/2025 - Giải ngân đạt 75%, thấp hơn mục tiêu 80%.", CAPITAL, "75", "80"),
        ("Ханам, 12/11/2025 - Освоєно 75% державних інвестицій, що менше за план 80%.", CAPITAL, "75", "80"),
        ("Yên Bái, 18/12/2024 - CPI bình quân tăng 3,6%, thấp hơn mức trần 4,5% Quốc hội đặt ra.", PRICES, "3.6", "4.5"),
        ("Єнбай, 18/12/2024 - ІСЦ зріс на 3,6%, нижче стелі 4,5%, визначеної Національними зборами.", PRICES, "3.6", "4.5"),
    ],
)
def test_the_first_number_is_the_result(extractor, text, indicator, result, goal):
    assert set(facts(extractor, text)) == {("result", indicator, Decimal(result)), ("goal", indicator, Decimal(goal))}


def test_what_a_result_is_compared_with_is_no_bound(extractor):
    found = facts(extractor, "Hà Nam, 12/11/2025 - GRDP tăng 8,5%, cao hơn mức 8% mà Chính phủ yêu cầu.")
    assert found["goal", GROWTH, Decimal(8)].comparator == "eq"


@pytest.mark.parametrize(
    "text",
    [
        "Yen Bai, 18/12/2024 - GRDP per capita hit 62 million VND, 5 million more than in 2023; the goal for 2025 is 70 million.",
        "Yên Bái, 18/12/2024 - GRDP bình quân đầu người đạt 62 triệu đồng, tăng 5 triệu so với năm 2023; mục tiêu năm 2025 là"
        " 70 triệu.",
        "Єнбай, 18/12/2024 - GRDP на душу сягнув 62 млн донгів, на 5 млн більше, ніж у 2023-му; ціль на 2025 рік – 70 млн.",
    ],
)
def test_a_goal_may_leave_out_what_it_is_of(extractor, text):
    found = facts(extractor, text)
    assert set(found) == {("result", INCOME, Decimal(62_000_000)), ("goal", INCOME, Decimal(70_000_000))}
    assert found["goal", INCOME, Decimal(70_000_000)].period == "2025"


@pytest.mark.parametrize(
    "text",
    [
        "An Giang, 6/11/2025 - In 10 months the province welcomed 20.3 million visitors, exceeding the plan of the year"
        " (19.5 million visitors).",
        "An Giang, 6/11/2025 - 10 tháng, tỉnh đón 20,3 triệu lượt khách, vượt kế hoạch năm (19,5 triệu lượt khách).",
        "Анзянг, 6/11/2025 - За 10 місяців прийнято 20,3 мільйона відвідувачів, перевищивши план року (19,5 мільйона"
        " відвідувачів).",
        "An Giang, 6/11/2025 - Visitors numbered 20.3 million in ten months, more than the 19.5 million planned for the year.",
    ],
)
def test_the_plan_for_the_year_beside_a_result_of_months(extractor, text):
    found = facts(extractor, text)
    assert found["goal", "tourist_arrivals", Decimal(19_500_000)].period == "2025"
    assert found["result", "tourist_arrivals", Decimal(20_300_000)].period == "2025-01/2025-10"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Dak Lak, 9/7/2025 - By the end of June only 31.7 per cent of the public investment plan had been disbursed.", "31.7"),
        ("Đắk Lắk, 9/7/2025 - Kinh tế số hiện chiếm 8% GRDP, theo Nghị quyết số 57-NQ/TW phải là 20% vào năm 2030.", "8"),
        ("Dak Lak, 9/7/2025 - Digital economy accounts for 8% of GRDP today; it has to make up 20% in 2030.", "8"),
    ],
)
def test_where_things_stand_is_no_goal(extractor, text, value):
    roles = {role for role, _, number in facts(extractor, text) if number == Decimal(value)}
    assert roles == {"result"}


@pytest.mark.parametrize(
    "text",
    [
        'Lang Son, 5/11/2024 - Mr. Dinh commented: "If disbursement adds 10%, GRDP adds 0.6%."',
        "Hanoi, 5/11/2025 - Every additional 1% of public investment disbursed adds 0.058 percentage points to GDP growth.",
        "Thái Nguyên, 5/11/2025 - Cứ thêm 1% vốn giải ngân thì GRDP thêm chừng 0,06%.",
        "Ханой, 5/11/2025 - Кожен додатковий 1% виплати публічних інвестицій додає до зростання ВВП 0,058 відсоткового пункту.",
    ],
)
def test_what_so_much_more_would_add_is_neither(extractor, text):
    assert facts(extractor, text) == {}
