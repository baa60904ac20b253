"""Tables printed as text: every number is read with the name of its row and the heading of its column."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govextract
from govextract.lexing.tables import Words, lay_out
from govextract.lexing.view import make_view
from govextract.records import Extraction

PLAN = """Lang Son reports nine months

LANG SON - On 3 October 2025 the People's Committee of Lang Son province published the main indicators of the year:

{table}

The chairman thanked everybody who had taken part in collecting them.
"""
BARS = """| No. | Indicator | Unit | Plan 2025 | 9 months of 2025 | % of plan |
|---|---|---|---|---|---|
| 1 | Budget revenue in the area | billion VND | 13,050 | 10,842 | 83.1 |
| 2 | Visitors | thousand | 4,250 | 3,915 | 92.1 |
| 3 | Newly established enterprises | enterprises | 700 | 811 | 115.9 |"""
DASHES = """No. - Indicator - Plan 2025 - 9 months of 2025
1 - Budget revenue in the area - 13,050 billion VND - 10,842 billion VND
2 - Visitors - 4,250 thousand - 3,915 thousand
3 - Newly established enterprises - 700 - 811"""
TABS = "\n".join(row.strip("| ").replace(" | ", "\t") for row in BARS.splitlines() if "---" not in row)
GLOSSED = """Indicator | Plan 2025 | Actual, 9 months of 2025
Budget revenue in the area (billion VND) | 13,050 | 10,842
Visitors, thousand | 4,250 | 3,915
Newly established enterprises | 700 | 811"""
HTML = "<table>" + "".join(
    "<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in row.strip("|").split("|")) + "</tr>"
    for row in BARS.splitlines() if "---" not in row
) + "</table>"  # fmt: skip

GOALS = {("budget_revenue", 13_050_000_000_000, "2025"), ("tourist_arrivals", 4_250_000, "2025"), ("new_enterprises", 700, "2025")}
RESULTS = {
    ("budget_revenue", 10_842_000_000_000, "2025-01/2025-09"),
    ("tourist_arrivals", 3_915_000, "2025-01/2025-09"),
    ("new_enterprises", 811, "2025-01/2025-09"),
}


def facts(rows: tuple[govextract.Target, ...] | tuple[govextract.Observation, ...]) -> set[tuple[str, int, str | None]]:
    """Indicator, value and period of each row."""
    return {(row.indicator, int(row.value), row.period) for row in rows}


def grounded(extraction: Extraction) -> bool:
    """Whether all evidence is what the text holds at its place."""
    text = extraction.article.text
    rows = [*extraction.targets, *extraction.observations, *extraction.services]
    return all(row.evidence == text[row.start : row.end] for row in rows)


@pytest.mark.parametrize("table", [BARS, DASHES, TABS, GLOSSED], ids=["bars", "dashes", "tabs", "units in the names"])
def test_plans_and_results_of_a_table_are_told_apart(table: str) -> None:
    extraction = govextract.extract(PLAN.format(table=table))
    assert facts(extraction.targets) == GOALS
    assert facts(extraction.observations) == RESULTS
    assert grounded(extraction)


def test_a_table_of_a_web_page_is_read_like_one_of_bars() -> None:
    from govextract.read.html import read_html

    lead, tail = PLAN.split("{table}")
    page = f"<html><body><article><p>{lead}</p>{HTML}<p>{tail}</p></article></body></html>"
    (article,) = read_html(page.encode(), "page.html")
    extraction = govextract.extract(article.text)
    assert facts(extraction.targets) == GOALS
    assert facts(extraction.observations) == RESULTS


def test_evidence_runs_from_the_name_to_the_number() -> None:
    extraction = govextract.extract(PLAN.format(table=BARS))
    visitors = next(row for row in extraction.observations if row.indicator == "tourist_arrivals")
    assert visitors.evidence == "Visitors | thousand | 4,250 | 3,915"


def test_every_number_of_a_table_is_in_the_ledger_once() -> None:
    extraction = govextract.extract(PLAN.format(table=BARS + "\n| 4 | Beds per 10,000 people | beds | 32 | 31.5 | 98 |"))
    spans = [(entry.start, entry.end) for entry in extraction.ledger]
    assert len(spans) == len(set(spans))
    printed = {entry.text: entry.fate for entry in extraction.ledger}
    for number in ("1", "13,050", "10,842", "83.1", "4,250", "3,915", "92.1", "700", "811", "115.9", "10,000", "32", "31.5", "98"):
        assert number in printed
    assert printed["92.1"] == printed["1"] == "refused"  # a share of the plan, the number of a row


def test_counts_of_services_by_level() -> None:
    text = """Сонла: скільки процедур у провінції

Провінційний центр обслуговування 20 листопада 2025 року оприлюднив таблицю, яку просили мешканці та підприємства провінції Сонла:

Рівень | Усього АП | Повний процес | Частковий
Провінція | 1.702 | 716 | 602
Комуна | 389 | 148 | 161
"""
    found = {(row.category, row.count, row.level) for row in govextract.extract(text).services}
    assert found == {
        ("procedures_total", 1702, "province"), ("full_process", 716, "province"), ("partial", 602, "province"),
        ("procedures_total", 389, "commune"), ("full_process", 148, "commune"), ("partial", 161, "commune"),
    }  # fmt: skip


def test_a_row_without_headings_is_read_with_its_unit() -> None:
    text = "Nghệ An thông qua chỉ tiêu năm 2026\n\nChỉ tiêu chủ yếu năm 2026:\n\nKim ngạch xuất khẩu | Triệu USD | 4.350\n"
    assert facts(govextract.extract(text).targets) == {("export_turnover", 4_350_000_000, "2026")}


def test_dots_lead_from_a_name_to_its_number() -> None:
    text = """Điện Biên tổng kết 9 tháng

Ngày 3/10/2025, Văn phòng UBND tỉnh Điện Biên cho biết kết quả một số chỉ tiêu trong 9 tháng năm 2025 như sau:

Tỷ lệ hồ sơ nộp trực tuyến ........ 79,3%
Tỷ lệ số hóa hồ sơ ................ 71,8%
"""
    extraction = govextract.extract(text)
    assert {(row.indicator, float(row.value)) for row in extraction.observations} == {
        ("online_submission_rate", 79.3), ("digitisation_rate", 71.8),
    }  # fmt: skip
    assert not extraction.targets
    assert extraction.observations[0].evidence == "Tỷ lệ hồ sơ nộp trực tuyến ........ 79,3%"


@pytest.mark.parametrize(
    "text",
    [
        "Home | Politics | Economy\nVideo | Photo | Maps\nNews | About | Contact",
        "Visitors | 4,250 | 3,915\nRevenue | 13,050 | 10,842\nHouses | 1 | 2",  # nothing says what the columns are
        "Indicator | Plan\nVisitors | 4,250",
        "Growth of 10 - 11% - the highest - was set.\nServices 9 - 9.5% - lower - too.",
        "The end... 5 more to come",
    ],
)
def test_what_is_no_table_is_left_alone(text: str) -> None:
    assert lay_out(text, Words(lambda unit: False, lambda heading: False)) is None


def test_tables_that_nobody_prints_cost_little() -> None:
    words = Words(lambda unit: False, lambda heading: False)
    for text in (
        "|".join(["a"] * 50_000) + "\n" + ("n" * 50_000 + "|1" * 49_999 + "\n") * 3,
        ("name" + " " * 500_000 + "|" + "\u200b" * 500_000 + "- 1\n") * 3,
        "x" * 200 + "." * 1_000_000 + " " * 1_000_000,
        ("a - b - c\n" + "1 -" * 300_000),
    ):
        before = time.process_time()
        laid = lay_out(text, words)
        assert laid is None or len(laid.text) < 2 * len(text)
        assert time.process_time() - before < 5


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=12)
NUMBER = st.from_regex(r"\A[<>≥]?\d{1,3}([.,]\d{1,3}){0,2}%?\Z")


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Rows of names and numbers under headings, with damage."""
    width, height = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    bar = draw(st.sampled_from(["|", " | ", "\t", " - "]))
    rows = [[draw(CELL) for _ in range(width + 1)]]
    rows += [[draw(CELL), *(draw(NUMBER | CELL) for _ in range(width))] for _ in range(height)]
    return "\n".join(bar.join(row) for row in rows)


@settings(max_examples=500, deadline=None)
@given(tables(), st.text(max_size=10))
def test_what_is_laid_out_stands_where_it_is_said_to(table: str, around: str) -> None:
    text = f"{around}\n{table}\n{around}"
    laid = lay_out(text, Words(lambda unit: len(unit) < 4, lambda heading: heading.startswith("a")))
    if laid is None:
        return
    view = make_view(text, laid)
    for start, end in itertools.pairwise([*range(0, len(view.text), 7), len(view.text)]):
        first, last = view.source(start, end)
        assert 0 <= first < len(text)
        assert 0 < last <= len(text)
    for start, end, shift in zip(laid.starts, [*laid.starts[1:], len(laid.text)], laid.shifts, strict=True):
        if end - start > 1:  # a stretch that was copied
            assert laid.text[start:end] == text[start + shift : end + shift]


@pytest.mark.parametrize(
    ("table", "goals", "results"),
    [
        pytest.param(
            "Quarterly scenario for 2026 (%):\n\nQuarter | GRDP | Services\nQuarter I | 9.6 | 8.5\nQuarter II | 10.2 | 8.9",
            {("economic_growth", "9.6", "2026-Q1"), ("services_growth", "8.5", "2026-Q1"), ("economic_growth", "10.2", "2026-Q2"),
             ("services_growth", "8.9", "2026-Q2")},
            set(),
            id="rows are quarters, the title has the unit",
        ),
        pytest.param(
            "| Year | GRDP growth (%) | Budget revenue (billion VND) |\n| 2024 | 7.1 | 15,000 |\n| 2026 (plan) | 9 | 19,000 |",
            {("economic_growth", "9", "2026"), ("budget_revenue", "19000000000000", "2026")},
            {("economic_growth", "7.1", "2024"), ("budget_revenue", "15000000000000", "2024")},
            id="rows are years",
        ),
        pytest.param(
            "Indicator | Plan 2025 | 9 months\nPoverty rate | 2.5 | 2.3\nTrained workers, % | 70 | 68.4",
            {("poverty_rate", "2.5", "2025"), ("trained_worker_rate", "70", "2025")},
            {("poverty_rate", "2.3", "2025-01/2025-09"), ("trained_worker_rate", "68.4", "2025-01/2025-09")},
            id="a rate without its sign, a column of months",
        ),
    ],
)  # fmt: skip
def test_tables_of_other_shapes(table: str, goals: set[tuple[str, str, str]], results: set[tuple[str, str, str]]) -> None:
    read = govextract.extract(
        f"Nghe An, December 10, 2025 - The Provincial People's Council met.\n\n{table}\n\nThe session closed.\n"
    )
    assert {(row.indicator, f"{row.value.normalize():f}", row.period) for row in read.targets} == goals
    assert {(row.indicator, f"{row.value.normalize():f}", row.period) for row in read.observations} == results


def test_a_name_tells_in_what_scale_its_row_is_counted():
    table = (
        "Indicator | Plan 2025 | 9 months of 2025\nVisitors (million arrivals) | 4.3 | 4.52\n"
        "Budget revenue (billion VND) | 9,650 | 13,482"
    )
    extraction = govextract.extract(PLAN.format(table=table))
    assert ("tourist_arrivals", 4_300_000, "2025") in facts(extraction.targets)
    assert ("tourist_arrivals", 4_520_000, "2025-01/2025-09") in facts(extraction.observations)
