"""A goal is often told beside where things stand: that number is a result, however it is put."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts

GOALS = {
    "en": "In brief\n\n10/10/2025\n\nBy 2030 Ca Mau strives that clean water comes to 70% of rural households{}.\n",
    "vi": "Tin vắn\n\n10/10/2025\n\nĐến năm 2030, Cà Mau phấn đấu tỷ lệ hộ dân nông thôn sử dụng nước sạch đạt 70%{}.\n",
    "uk": "Коротко\n\n10/10/2025\n\nДо 2030 року Камау прагне, щоб чисту воду мали 70% сільських домогосподарств{}.\n",
}
STANDS = [
    ("en", ", compared to 49.2% at present"), ("en", "; the current figure is 49.2%"), ("en", ", up from 49.2% now"),
    ("en", ", while it is now only 49.2%"), ("en", " (49.2% at the end of 2024)"), ("en", ", against 49.2% in 2024"),
    ("vi", ", so với 49,2% hiện nay"), ("vi", ", từ mức 49,2% hiện nay"), ("vi", " (năm 2024: 49,2%)"),
    ("uk", ", порівняно з 49,2% нині"), ("uk", "; поточна цифра – 49,2%"), ("uk", ", проти 49,2% у 2024 році"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "stand"), STANDS)
def test_where_things_stand_is_a_result(extractor, language, stand):
    found = facts(extractor, GOALS[language].format(stand))
    assert ("goal", "clean_water_rate", Decimal(70)) in found
    assert ("result", "clean_water_rate", Decimal("49.2")) in found
    assert len(found) == 2


LATER = [("en", ", and 80% by 2035"), ("vi", ", năm 2035 đạt 80%"), ("uk", ", а у 2035 році – 80%")]


@pytest.mark.parametrize(("language", "more"), LATER)
def test_a_later_goal_stays_a_goal(extractor, language, more):
    assert ("goal", "clean_water_rate", Decimal(80)) in facts(extractor, GOALS[language].format(more))
