"""What govextract is known to miss, one short article each; a strict xfail turns red on the day it is read right.

The list in docs/accuracy.md speaks of the same weaknesses.
"""

from __future__ import annotations

import pytest

import govextract


def keys(text: str) -> set[tuple[str, str, float]]:
    found = govextract.extract(text)
    targets = {("target", row.indicator, float(row.value)) for row in found.targets}
    services = {("service", row.category, float(row.count)) for row in found.services}
    return targets | services | {("observation", row.indicator, float(row.value)) for row in found.observations}


WEAKNESSES = {
    "a table is printed with one cell a line": (
        "Nghệ An thông qua chỉ tiêu năm 2026\n\nChỉ tiêu\nĐơn vị\nKế hoạch năm 2026\n\n"
        "Kim ngạch xuất khẩu\nTriệu USD\n4.350\n\nThu ngân sách nhà nước\nTỷ đồng\n27.415\n",
        ("target", "export_turnover", 4.35e9),
    ),
    "a bound stands far behind its number": (
        "Da Nang plans for science\n\n"
        "In 2026, Da Nang aims to spend 3% of the city's budget on science and technology at minimum.\n",
        ("target ge", "science_budget_share", 3.0),
    ),
    "a scenario is told without a word of aim": (
        "Phú Yên xây dựng kịch bản tăng trưởng\n\nNgày 12/1/2026, UBND tỉnh Phú Yên họp bàn kịch bản tăng trưởng năm 2026.\n\n"
        "GRDP quý II tăng 9,84%, quý III tăng 10,46%.\n",
        ("target", "economic_growth", 9.84),
    ),
}


@pytest.mark.parametrize("name", WEAKNESSES)
@pytest.mark.xfail(strict=True, reason="known weakness; see docs/accuracy.md")
def test_known_weakness(name: str) -> None:
    text, (table, indicator, value) = WEAKNESSES[name]
    if table == "target ge":
        found = {(row.indicator, row.comparator, float(row.value)) for row in govextract.extract(text).targets}
        assert (indicator, "ge", value) in found
    else:
        assert (table, indicator, value) in keys(text)
