"""Numbers spelled in several words are one number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("In 2024 Can Tho had eight hundred and sixty-four new enterprises.", "864", id="en"),
        pytest.param("In 2024 Can Tho had two thousand three hundred and five new enterprises.", "2305", id="en: a chain"),
        pytest.param("У 2024 році в Канто створено вісімсот шістдесят чотири нові підприємства.", "864", id="uk"),
    ],
)  # fmt: skip
def test_words_for_hundreds_tens_and_ones_are_one_number(extractor, text, value):
    assert ("result", "new_enterprises", Decimal(value)) in facts(extractor, f"In brief\n\n{text}\n")


def test_small_numbers_side_by_side_stay_two(extractor):
    found = facts(extractor, "In brief\n\nIn 2024 Can Tho had thirty new enterprises and two new rural communes.\n")
    assert ("result", "new_enterprises", Decimal(30)) in found
    assert ("result", "new_enterprises", Decimal(32)) not in found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("In 2024 Can Tho welcomed three and a half million visitors.", "3500000", id="en"),
        pytest.param("In 2024 Can Tho welcomed half a million visitors.", "500000", id="en: of a scale"),
        pytest.param("У 2024 році Кантхо прийняв 3 з половиною мільйона туристів.", "3500000", id="uk"),
        pytest.param("У 2024 році Кантхо прийняв півтора мільйона туристів.", "1500000", id="uk: one word"),
        pytest.param("Năm 2024, thành phố Cần Thơ đã đón ba triệu rưỡi lượt khách du lịch.", "3500000", id="vi"),
    ],
)
def test_halves_are_added(extractor, text, value):
    assert ("result", "tourist_arrivals", Decimal(value)) in facts(extractor, f"In brief\n\n{text}\n")


def test_a_share_told_as_a_fraction_in_words(extractor):
    found = facts(
        extractor, "Tra Vinh reform\n\nBy the end of 2024, Tra Vinh strives that at least half of digitized data is reused.\n"
    )
    assert found["goal", "data_reuse_rate", Decimal(50)].comparator == "ge"
