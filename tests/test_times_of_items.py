"""Which time belongs to which item: deadlines at the end of one, times right behind numbers, times of parts of a list."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fact_kit import facts
from govextract.article import Article


def test_a_deadline_at_the_end_of_an_item_is_of_that_item(extractor):
    found = facts(
        extractor,
        "Cà Mau, 30/9/2025 - Kế hoạch năm 2025: tăng trưởng 8% trở lên; giải ngân ít nhất 95% vốn đầu tư công đến 31/01/2026;"
        " khởi công 1.046 căn nhà ở xã hội.",
    )
    assert found["goal", "public_investment_disbursement", Decimal(95)].period == "2026-01-31"
    assert found["goal", "social_housing_units", Decimal(1046)].period == "2025"


def test_a_deadline_at_the_end_of_a_sentence_is_of_all_its_goals(extractor):
    found = facts(
        extractor,
        "Yen Bai, 18/12/2024 - Provincial departments must process 90% of documents electronically, districts 80% and communes"
        " 60% by the end of 2025.",
    )
    assert {row.period for row in found.values()} == {"2025"}
    assert {value for _, _, value in found} == {90, 80, 60}


@pytest.mark.parametrize(
    "text",
    [
        "Ha Nam, 12/11/2025 - Trained workers: 68% in 2024, 70% by the end of 2025, 80% in 2030.",
        "Ханам, 12/11/2025 - Навчені працівники: 68% у 2024 році, 70% до кінця 2025 року, 80% у 2030 році.",
    ],
)
def test_each_number_has_the_time_right_behind_it(extractor, text):
    found = facts(extractor, text)
    times = {int(value): row.period for (_, _, value), row in found.items()}
    assert times == {68: "2024", 70: "2025", 80: "2030"}


def test_times_past_a_semicolon_give_way(extractor):
    found = facts(
        extractor,
        "Nghệ An, 10/12/2025 - Đề nghị UBND tỉnh giao kế hoạch trước ngày 31/12/2025; năm 2026 phấn đấu giải ngân 100% vốn đầu"
        " tư công.",
    )
    assert found["goal", "public_investment_disbursement", Decimal(100)].period == "2026"


def test_paragraphs_below_lettered_titles_have_their_time(extractor):
    text = (
        "Hung Yen, 24/10/2025 - The committee issued Plan No. 178/KH-UBND dated October 21, 2025.\n\n"
        "Specific objectives of the Plan:\n\na) By 2030\nThe digital economy makes up 30% of GRDP.\n\n"
        "b) By 2045\nThe digital economy makes up 50% of GRDP.\n"
    )
    rows = extractor.extract(Article(text)).targets
    assert {(row.value, row.period, row.document) for row in rows} == {(30, "2030", "178/KH-UBND"), (50, "2045", "178/KH-UBND")}


def test_parts_of_a_list_keep_the_document_of_its_lead_in(extractor):
    text = (
        "Анзянг, 6/11/2025 - Провінція прийняла гостей.\n\nПлан № 96/KH-UBND від 22 жовтня 2025 року провінційного народного"
        " комітету визначає цілі:\n\nРік 2026:\n• прийняти 24 мільйони туристів;\n\nДо 2030 року:\n• 33 мільйони відвідувачів.\n"
    )
    rows = extractor.extract(Article(text)).targets
    assert {(row.value, row.period, row.document) for row in rows} == {
        (24_000_000, "2026", "96/KH-UBND"), (33_000_000, "2030", "96/KH-UBND"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("Ha Nam, 12/11/2025 - By 2030 GRDP must grow 10.5% a year or more.", "ge"),
        ("Ханам, 12/11/2025 - До 2030 року ВРП має зростати на 10,5% на рік і більше.", "ge"),
        ("Phu Tho, 9/12/2025 - By 2030 GRDP growth is 10.5%+.", "ge"),
    ],
)
def test_bounds_behind_what_a_rate_is_per(extractor, text, comparator):
    assert facts(extractor, text)["goal", "economic_growth", Decimal("10.5")].comparator == comparator


def test_an_amount_of_two_scales_behind_the_word_for_level(extractor):
    found = facts(extractor, "Полтава, 18/12/2025 - Доходи бюджету на 2026 рік заплановано на рівні 3 млрд 412,5 млн грн.")
    assert ("goal", "budget_revenue", Decimal(3_412_500_000)) in found


def test_a_word_that_begins_like_a_number_is_none(extractor):
    text = "Каобанг, 25/8/2025 - Комуни мають відбудувати 214 будинків до 31/1/2026, щоб сім'ї зустріли свято під дахом."
    assert not any(value == 7 for _, _, value in facts(extractor, text))


@pytest.mark.parametrize(
    "text",
    [
        "Ha Tinh, 12/11/2025 - The council met.\n\n* Targets to 2030\n\nThe draft that goes to the council in December sets out:\n"
        "- 100% of communes meet new rural standards;\n- 98% of rural households use clean water.\n",
        "Thái Nguyên, 14/01/2026 - Kế hoạch chuyển đổi số.\n\n* Mục tiêu năm 2026\n\n+ Kinh tế số đạt 35% GRDP.\n\n"
        "* Đến năm 2030\n\n+ Kinh tế số chiếm 40% GRDP.\n+ Độ che phủ rừng 46%.\n",
    ],
)
def test_a_starred_line_that_gives_a_time_is_a_heading(extractor, text):
    periods = {row.period for (_, _, value), row in facts(extractor, f"In brief\n\n{text}").items() if value != 35}
    assert periods == {"2030"}


def test_what_is_to_be_finished_in_a_quarter_is_due_then(extractor):
    text = (
        "Ca Mau, 9/11/2025 - In 2026 growth is to be 10%. The province must cut at least 50% of the time of administrative "
        "procedures, to be finished in the fourth quarter of 2025."
    )
    assert facts(extractor, text)["goal", "procedure_cut_rate", Decimal(50)].period == "2025-Q4"


@pytest.mark.parametrize(
    "text",
    [
        "By 2030 trained workers come to 75%, of which with degrees and certificates 36%.",
        "Đến năm 2030, phấn đấu tỷ lệ lao động qua đào tạo đạt 75%, trong đó có bằng cấp, chứng chỉ 36%.",
        "До 2030 року частка навчених працівників має сягнути 75%, у тому числі зі ступенем, сертифікатом 36%.",
    ],
)
def test_a_part_of_a_rate_is_no_goal_of_its_own(extractor, text):
    assert {value for _, _, value in facts(extractor, f"Ca Mau, 9/11/2025 - {text}\n")} == {Decimal(75)}
