"""Who set a goal and which document states it, in articles that cite several documents."""

from __future__ import annotations

import govextract
from govextract.records import Target

EN_DISPATCH = """Chairman of Kon Tum orders faster disbursement

On March 20, 2025, the Chairman of the Provincial People's Committee of Kon Tum signed Dispatch No. 06/CĐ-UBND on key tasks.

Implementing Resolution No. 25/NQ-CP dated February 5, 2025 of the Government, the province has made many efforts.

The Chairman of the Provincial People's Committee requests:

1. The disbursement rate of public investment capital must reach at least 50% by June 30, 2025.

2. The rate of online dossiers must reach at least 75% in 2025, meeting the goal assigned by the Prime Minister.
"""
UK_DISPATCH = """Голова провінції Контум вимагає прискорити виплату капіталу

20 березня 2025 року голова Провінційного народного комітету Контум підписав Офіційну депешу № 06/CĐ-UBND про ключові завдання.

Виконуючи Постанову Уряду № 25/NQ-CP від 5 лютого 2025 року, підрозділи доклали зусиль.

Голова Провінційного народного комітету просить:

1. Рівень виплати капіталу державних інвестицій має досягти щонайменше 50% до 30/6/2025.
"""
VI_RESOLUTION = """Chính phủ giao mục tiêu tăng trưởng

Chính phủ vừa ban hành Nghị quyết số 226/NQ-CP ngày 5/8/2025 về mục tiêu tăng trưởng.

Nhằm thực hiện Nghị quyết số 192/2025/QH15 ngày 19/2/2025 của Quốc hội, Chính phủ yêu cầu các bộ, ngành, địa phương tập trung:

1. Phấn đấu tốc độ tăng trưởng GDP năm 2025 đạt 8,3 - 8,5%.
2. Giải ngân 100% kế hoạch vốn đầu tư công năm 2025.
"""


def targets(text: str) -> dict[float, Target]:
    return {float(row.value): row for row in govextract.extract(text).targets}


def test_lists_belong_to_the_document_that_the_article_reports() -> None:
    for text, issuer in ((EN_DISPATCH, None), (UK_DISPATCH, "provincial_peoples_committee")):
        row = targets(text)[50]
        assert row.document == "06/CĐ-UBND", text[:40]
        assert row.set_by == issuer or issuer is None


def test_a_document_that_is_carried_out_states_nothing() -> None:
    rows = targets(VI_RESOLUTION)
    assert {row.document for row in rows.values()} == {"226/NQ-CP"}
    assert {row.set_by for row in rows.values()} == {"government"}


def test_the_body_behind_assigned_by_is_the_setter() -> None:
    assert targets(EN_DISPATCH)[75].set_by == "prime_minister"


def test_the_document_that_a_number_is_assigned_in_wins_over_the_last_cited() -> None:
    text = (
        "Ha Noi reviews the year\n\nUnder Plan No. 12/KH-UBND dated January 6, 2025, the city worked hard. GRDP growth in 2025 was "
        "estimated at 8.16%, meeting the goal of 8% or higher assigned in Resolution No. 25/NQ-CP of the Government.\n"
    )
    row = targets(text)[8]
    assert (row.document, row.set_by) == ("25/NQ-CP", "government")


def test_a_person_speaks_for_the_body_behind_which_he_was_introduced() -> None:
    text = (
        "Bạc Liêu đẩy nhanh Đề án 06\n\nNgày 10/10/2025, Chủ tịch UBND tỉnh Phạm Văn Thiều chủ trì cuộc họp về Đề án 06.\n\n"
        "Kết luận cuộc họp, đồng chí Phạm Văn Thiều yêu cầu đến 31/12/2025 tỷ lệ hồ sơ nộp trực tuyến đạt ít nhất 90%.\n"
    )
    assert targets(text)[90].set_by == "provincial_peoples_committee"


def test_a_goal_of_the_headline_takes_its_document_from_the_body() -> None:
    text = (
        "Quốc hội chốt tăng trưởng GDP năm 2026 phấn đấu từ 10% trở lên\n\nSáng 13-11-2025, Quốc hội thông qua Nghị quyết số "
        "244/2025/QH15 về kế hoạch năm 2026.\n\nNghị quyết đề ra mục tiêu tốc độ tăng trưởng GDP năm 2026 đạt từ 10% trở lên.\n"
    )
    assert targets(text)[10].document == "244/2025/QH15"


def test_a_congress_in_the_headline_set_what_nobody_else_did():
    text = (
        "The First Congress of the Party Committee of Hung Yen province sets targets to 2030\n\n"
        "On 1 October 2025 delegates gathered in Hung Yen.\n\nThe main targets to 2030 are:\n\n"
        "1. Urbanization rate over 50%.\n\n2. GRDP growth of 10%, as assigned by the Government.\n"
    )
    goals = {row.indicator: row.set_by for row in govextract.extract(text).targets}
    assert goals == {"urbanisation_rate": "provincial_party_congress", "economic_growth": "government"}


def test_a_person_introduced_before_the_body_sets_goals_as_that_body():
    text = """Kon Tum in nine months

On October 2, 2025 Comrade Le Ngoc Tuan, Chairman of the Provincial People's Committee of Kon Tum, chaired a meeting.

The Government has assigned growth of 8%. Concluding, Le Ngoc Tuan said the goal stands. He asked the departments:

- to disburse at least 95% of public investment capital by December 31, 2025;
"""
    (goal,) = [t for t in govextract.extract(text).targets if t.value == 95]
    assert goal.set_by == "provincial_peoples_committee"


def test_a_document_cited_for_a_later_item_does_not_state_the_earlier_goal():
    text = """Kon Tum issues a notice

The People's Committee of Kon Tum province issued Notice No. 512/TB-UBND dated October 18, 2024 on national programmes.

The Chairman of the Provincial People's Committee concludes:

1. The department is to cut the poverty rate by at least 1.5% in 2024; finish 1,926 houses under Decision No. 90/QD-TTg.
"""
    (goal,) = [t for t in govextract.extract(text).targets if t.unit == "percent"]
    assert goal.document == "512/TB-UBND"
