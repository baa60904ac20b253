"""Levels that results are held against are goals, however they are told, and are of the time of the result."""

from __future__ import annotations

from decimal import Decimal

import pytest

import govextract
from fact_kit import facts

EN = "On January 10, 2026 Lang Son province reported on 2025. "
UK = "10 січня 2026 року провінція Лангшон звітувала про 2025 рік. "
VI = "Ngày 10/1/2026, UBND tỉnh Lạng Sơn báo cáo kết quả năm 2025. "


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        pytest.param(EN + "GRDP grew by 6.94%, lower than the plan of 7.5%.", ("economic_growth", "7.5"), id="than the plan"),
        pytest.param(
            EN + "The province welcomed 2.63 million visitors, already more than the 2.5 million the department had pencilled in.",
            ("tourist_arrivals", "2500000"), id="set by words behind it",
        ),
        pytest.param(EN + "GRDP grew by 8.62%, the plan being 7.5%.", ("economic_growth", "7.5"), id="named without comparison"),
        pytest.param(
            UK + "Карткою медичного страхування охоплено 93,86% населення (завдання — 93,5%).",
            ("health_insurance_coverage", "93.5"), id="first word of a bracket",
        ),
        pytest.param(
            VI + "Thu ngân sách được 96.318 tỷ đồng, trong khi dự toán HĐND tỉnh giao là 78.000 tỷ đồng.",
            ("budget_revenue", "78000000000000"), id="in a clause that contrasts",
        ),
        pytest.param(
            UK + "Зростання GRDP становило 8,39 відсотка, хоча за призначеним завданням потрібно було 8,5.",
            ("economic_growth", "8.5"), id="without its unit",
        ),
        pytest.param(
            EN + "The poverty rate came down by 4.67 percentage points, against a plan of 4%.",
            ("poverty_rate_reduction", "4"), id="of the fall that is held against it",
        ),
    ],
)  # fmt: skip
def test_yardstick_is_goal(extractor, text, goal):
    indicator, value = goal
    assert facts(extractor, text)["goal", indicator, Decimal(value)].comparator == "eq"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(EN + "Disbursement reached 54% of the plan assigned by the Prime Minister.", id="a share of the plan"),
        pytest.param(EN + "Revenue came to 22,610 billion VND, 21% more than planned.", id="how far it exceeds the plan"),
        pytest.param(EN + "GRDP grew by 8%, higher than the national average of 7.1%.", id="an average"),
    ],
)
def test_no_yardstick(extractor, text):
    assert not any(role == "goal" for role, _, _ in facts(extractor, text))


def test_plan_is_of_the_time_of_the_result(extractor):
    """Below goals of the next term, too."""
    text = (
        "Ngày 10/10/2025, Đại hội Đảng bộ tỉnh Cà Mau lần thứ I, nhiệm kỳ 2025 - 2030 khai mạc.\n\n"
        "Giai đoạn 2021 - 2025, GRDP tăng bình quân 6,21%/năm (Nghị quyết đề ra 7%)."
    )
    assert facts(extractor, text)["goal", "economic_growth", Decimal(7)].period == "2021/2025"


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 the GRDP of Quang Ninh grew by 11.89%, higher than in 2024 (8.42%).",
        "Năm 2025, GRDP của tỉnh Quảng Ninh tăng 11,89%, cao hơn năm 2024 (8,42%).",
        "У 2025 році ВРП провінції Куангнінь зріс на 11,89%, що вище, ніж у 2024 році (8,42%).",
    ],
)
def test_an_earlier_year_dates_its_number_in_brackets(text):
    found = {float(row.value): row.period for row in govextract.extract(text).observations}
    assert found == {11.89: "2025", 8.42: "2024"}


def test_what_is_told_with_its_share_is_no_result():
    text = (
        "As of September 22, 2025, Can Tho had disbursed 11.94 trillion VND of public investment capital, or 46.8% of the 25.5 "
        "trillion VND plan assigned by the Prime Minister."
    )
    extraction = govextract.extract(text)
    assert {float(row.value) for row in extraction.observations} == {11.94e12, 46.8}
    assert extraction.targets == ()
