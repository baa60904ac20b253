"""A change from one level to another is no range: its first number is an earlier level, its second a goal or a result."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts

ONLINE = "online_submission_rate"


@pytest.mark.parametrize(
    ("text", "earlier", "role", "later"),
    [
        ("Hue, 3/12/2025 - In 11 months, the rate of online dossiers rose from 60% to 70%.", 60, "result", 70),
        ("Hue, 3/12/2025 - In 2026, the city will raise the rate of online dossiers from 60% to 70%.", 60, "goal", 70),
        ("Huế, 3/12/2025 - Năm 2026, phấn đấu nâng tỷ lệ hồ sơ trực tuyến từ 60% lên 70%.", 60, "goal", 70),
        ("Huế, 3/12/2025 - Trong 11 tháng, tỷ lệ hồ sơ trực tuyến tăng từ 60% lên 70%.", 60, "result", 70),
        ("Хюе, 3/12/2025 - За 11 місяців частка онлайн-записів зросла з 60% до 70%.", 60, "result", 70),
        ("Хюе, 3/12/2025 - У 2026 році збільшити частку онлайн-записів з 60% до 70%.", 60, "goal", 70),
    ],
)
def test_a_change_has_an_earlier_and_a_later_level(extractor, text, earlier, role, later):
    assert set(facts(extractor, text)) == {("result", ONLINE, Decimal(earlier)), (role, ONLINE, Decimal(later))}


@pytest.mark.parametrize(
    ("text", "now", "then"),
    [
        ("Hue, 3/12/2025 - By 2030, forest cover is to rise from 57.2% in 2025 to 58%.", "2025", "2030"),
        ("Huế, 3/12/2025 - Đến năm 2030, nâng tỷ lệ che phủ rừng từ 57,2% năm 2025 lên 58%.", "2025", "2030"),
        ("Хюе, 3/12/2025 - До 2030 року підвищити лісистість із 57,2% до 58%.", None, "2030"),
    ],
)
def test_each_level_has_its_own_time(extractor, text, now, then):
    found = facts(extractor, text)
    assert found["result", "forest_cover", Decimal("57.2")].period == now
    assert found["goal", "forest_cover", Decimal(58)].period == then


@pytest.mark.parametrize(
    "text",
    [
        "Hue, 3/12/2025 - GRDP growth in 2026 must be from 10% to 11%.",
        "Huế, 3/12/2025 - Năm 2026, phấn đấu GRDP tăng từ 10% đến 11%.",
        "Хюе, 3/12/2025 - Зростання GRDP у 2026 році має становити від 10% до 11%.",
    ],
)
def test_a_range_of_growth_stays_one(extractor, text):
    target = facts(extractor, text)["goal", "economic_growth", Decimal(10)]
    assert (target.comparator, target.value_max) == ("range", 11)


def test_the_ends_of_a_spread_are_no_change(extractor):
    text = "Phu Tho, 3/12/2025 - The poverty rate at the end of 2024 was 4.95%, ranging from 0.52% (Vinh Phuc) to 9.4% (Hoa Binh)."
    found = facts(extractor, text)
    assert found["result", "poverty_rate", Decimal("0.52")].period == "2024"


def test_a_bound_belongs_to_the_number_behind_it(extractor):
    text = "Житомир, 3/12/2025 - До 2027 року підняти лісистість із 33,6% до 34,5% та рекультивувати не менш ніж 1 800 га."
    assert facts(extractor, text)["goal", "forest_cover", Decimal("34.5")].comparator == "eq"
