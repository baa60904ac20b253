"""Counts, shares and amounts that leave out what they are of, because a heading, a list or the number before has told it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts
from govextract.article import Article


def counts(extractor, text):
    return {(row.category, row.count, row.out_of) for row in extractor.extract(Article(text)).services}


def test_a_heading_tells_what_its_list_counts(extractor):
    text = (
        "Results of providing online public services in the third quarter of 2024\n\nKIEN GIANG, October 5, 2024."
        "\n\n2. Online public services\nFull process: 893\nPartial: 641\n"
        "Integrated on the National Public Service Portal: 1.480/1.534 (reaching 96.48%)\n\n"
        "The department will go on reviewing them."
    )
    assert counts(extractor, text) == {("full_process", 893, None), ("partial", 641, None), ("national_portal", 1480, 1534)}


def test_parts_of_what_is_received_anywhere(extractor):
    text = (
        "CA MAU, October 5, 2025 - There are 1.912 administrative procedures received regardless of administrative boundaries, "
        "including 1.538 procedures of the departments and 374 procedures of the commune level."
    )
    assert counts(extractor, text) == {("any_location", number, None) for number in (1912, 1538, 374)}


def test_two_counts_share_their_noun(extractor):
    text = "HA NOI, October 5, 2025 - The Ministry offers 521 full-process and 136 partial online public services."
    assert counts(extractor, text) == {("full_process", 521, None), ("partial", 136, None)}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        pytest.param(
            "Quang Tri, January 16, 2026 - In 2026 the areas are assigned growth of 4.1% (agriculture, forestry, fishery) "
            "and 13.6% (industry - construction).",
            ("goal", "industry_construction_growth", "13.6"), id="brackets name the number before them",
        ),
        pytest.param(
            "Дак Нонг, 5 грудня 2022 року - Прагнути у 2025 році рівень урбанізації підняти до 35% і 75% районних доріг "
            "заасфальтувати.",
            ("goal", "urbanisation_rate", "35"), id="and joins a share of something else",
        ),
        pytest.param(
            "Кьєнзянг, 3 липня 2024 року - Дохід бюджету 7.590 млрд донгів. У 2023 році дохід від туризму склав 16.200 млрд.",
            ("result", "tourism_revenue", "16200000000000"), id="an amount without its currency",
        ),
        pytest.param(
            "Phu Yen, December 9, 2024 - In 2024 the poverty rate fell by 1.27 percentage points and now stands at 2.84%.",
            ("result", "poverty_rate", "2.84"), id="where a fall has led",
        ),
        pytest.param(
            "Hung Yen, January 2, 2026 - This year online payment is to go from 62.4% to 80%.",
            ("goal", "online_payment_rate", "80"), id="the new level of a goal",
        ),
        pytest.param(
            "Nghe An, January 5, 2026 - In 2025 budget revenue came to 25,960 billion VND. Exports brought in 3.82 billion USD.",
            ("result", "export_turnover", "3820000000"), id="what exports bring in is theirs",
        ),
    ],
)  # fmt: skip
def test_what_a_number_is_of(extractor, text, fact):
    role, indicator, value = fact
    assert (role, indicator, Decimal(value)) in facts(extractor, text)
