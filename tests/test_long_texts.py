"""Texts without end: sentences without a full stop and pages of one line a thousand times are read in time that grows with them."""

from __future__ import annotations

import time

import pytest

import govextract

SERIES = "by 2025 70% of dossiers filed online, in 2030 – 80% (2024: 61%); 95% of the capital by January 31, 2026; "
SHAPES = {
    "semicolons": SERIES,
    "commas": SERIES.replace(";", ","),
    "no punctuation": "growth of 8% in 2025 and 95% of public investment by 2030 ",
    "brackets": "((growth of 8% (in 2025 ",
    "counters": "Views: 1\n",
    "footers": "Read more: 8% growth in 2025\n",
    "items": "- 80% of dossiers by 2030;\n",
    "rows": "| Kon Tum | 8.1 | 9.2 |\n",
}
SMALL, TIMES = 2_500, 6


def seconds(text: str) -> float:
    start = time.process_time()
    govextract.extract(text)
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_text(shape: str) -> None:
    head = "Kon Tum sets its goals for 2030, the provincial committee said at its meeting on Monday: "
    texts = [head + SHAPES[shape] * (size // len(SHAPES[shape])) for size in (SMALL, SMALL * TIMES)]
    small, large = (min(seconds(text) for _ in range(2)) for text in texts)
    assert large <= 2.5 * TIMES * max(small, 0.005)


def test_what_runs_on_is_cut_between_its_items() -> None:
    items = [f"disbursement of public investment in commune number {index} reached {30 + index}%" for index in range(60)]
    text = f"In 2024 in Kon Tum: {'; '.join(items)}."
    found = govextract.extract(text).observations
    assert len(text) > 3_000
    assert [each.evidence for each in found] == items
    assert [each.value for each in found] == list(range(30, 90))
