"""Lists that are told in the order of another list: respectively, lần lượt, відповідно."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts

QUARTERS = {"6.1": "2025-Q1", "7.4": "2025-Q2", "8.2": "2025-Q3"}
YEARS = {"6.1": "2023", "7.4": "2024", "8.2": "2025"}


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("GRDP growth in 2023, 2024 and 2025 was 6.1%, 7.4% and 8.2%, respectively.", YEARS),
        ("Tăng trưởng GRDP năm 2023, 2024 và 2025 lần lượt là 6,1%, 7,4% và 8,2%.", YEARS),
        ("Зростання GRDP у 2023, 2024 та 2025 роках становило відповідно 6,1%, 7,4% і 8,2%.", YEARS),
        ("GRDP growth in the first, second and third quarters was 6.1%, 7.4% and 8.2%, respectively.", QUARTERS),
        ("Tăng trưởng GRDP quý I, II và III lần lượt là 6,1%, 7,4% và 8,2%.", QUARTERS),
        ("Зростання GRDP у першому, другому та третьому кварталах становило відповідно 6,1%, 7,4% і 8,2%.", QUARTERS),
    ],
)
def test_numbers_take_the_times_in_their_order(extractor, text, periods):
    found = facts(extractor, f"Gia Lai, 20/10/2025 - {text}")
    assert {str(value): row.period for (_, code, value), row in found.items() if code == "economic_growth"} == periods


@pytest.mark.parametrize(
    "text",
    [
        "Gia Lai, 20/10/2025 - The rates of online dossiers and of dossiers settled on time were 85.4% and 98.1%, respectively.",
        "Зялай, 20/10/2025 - Частка онлайн-записів і частка записів, вирішених вчасно, становили відповідно 85,4% та 98,1%.",
    ],
)
def test_numbers_take_the_measures_in_their_order(extractor, text):
    expected = {("result", "online_submission_rate", Decimal("85.4")), ("result", "on_time_rate", Decimal("98.1"))}
    assert set(facts(extractor, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Gia Lai, 20/10/2025 - Disbursement in Hanoi and Ho Chi Minh City was 48.2% and 51.3%, respectively.",
        "Gia Lai, 20/10/2025 - Giải ngân của Hà Nội và TP Hồ Chí Minh lần lượt đạt 48,2% và 51,3%.",
    ],
)
def test_numbers_take_the_places_in_their_order(extractor, text):
    found = facts(extractor, text)
    assert {str(value): row.place for (_, _, value), row in found.items()} == {"48.2": "VN-HN", "51.3": "VN-SG"}


def test_the_same_period_of_several_years(extractor):
    text = "Đến 31/10/2025, Gia Lai giải ngân 61,3% vốn đầu tư công; cùng kỳ 2024 và 2023 lần lượt là 55,8% và 52,1%."
    found = {str(value): row.period for (_, _, value), row in facts(extractor, text).items()}
    assert found == {"61.3": "2025-10-31", "55.8": "2024-10-31", "52.1": "2023-10-31"}
