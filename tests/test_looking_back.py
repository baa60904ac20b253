"""Articles that look back on the year before: letters of the New Year, years that draw to a close."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts


@pytest.mark.parametrize(
    ("text", "fact", "period"),
    [
        pytest.param(
            "New Year 2026 message from the Chairman of Dak Lak province\n\n"
            "The year 2025 has passed with waters that none of us can forget.\n\n"
            "It is also the year in which two provinces became one. The economy grew by 6.68%.",
            ("result", "economic_growth", "6.68"), "2025",
            id="a letter of the New Year tells of the year named paragraphs before",
        ),
        pytest.param(
            "New Year 2026 message from the Chairman of Dak Lak province\n\n"
            "The year 2025 has passed. In November the flood took 93 lives.\n\nThe economy grew by 6.68%.",
            ("result", "economic_growth", "6.68"), "2025",
            id="a month told in passing ends with its paragraph",
        ),
        pytest.param(
            "Lãnh đạo tỉnh Đồng Tháp trả lời báo chí\n\nNgày 3/1/2026, UBND tỉnh Đồng Tháp họp báo. Năm cũ khép lại.\n\n"
            "Thu ngân sách đạt 20.100 tỷ đồng.",
            ("result", "budget_revenue", "20100000000000"), "2025",
            id="the year that closes is, in January, the one before",
        ),
        pytest.param(
            "Даклак: натиснули кнопки\n\n9 грудня 2025 року закрилася сесія Народної ради провінції Даклак.\n\n"
            "Рік закривається після паводка. Прийнято 8,35 млн туристів.",
            ("result", "tourist_arrivals", "8350000"), "2025",
            id="and in December the one of the article",
        ),
        pytest.param(
            "Growth of Dak Lak in 2026\n\nOn 5 January 2026 the province reviewed 2025. "
            "In 2025 the economy grew by 6.68% (the plan was 8%).",
            ("goal", "economic_growth", "8"), "2025",
            id="a plan in brackets is of the time of its result",
        ),
    ],
)  # fmt: skip
def test_the_year_looked_back_on(extractor, text, fact, period):
    role, indicator, value = fact
    assert facts(extractor, f"{text}\n")[role, indicator, Decimal(value)].period == period
