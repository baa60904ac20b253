"""Documents issued together: what "both issued on" and "on the same day" say of each."""

from __future__ import annotations

import datetime as dt

import pytest

from govextract.article import Article


@pytest.mark.parametrize(
    "text",
    [
        "Nghệ An, 10/12/2025 - Kỳ họp thông qua 55 nghị quyết, trong đó có Nghị quyết số 98/NQ-HĐND về nhiệm vụ năm 2026 và Nghị"
        " quyết số 99/NQ-HĐND về dự toán ngân sách địa phương, cùng ban hành ngày 9/12/2025.",
        "Nghe An, 10/12/2025 - The session adopted Resolution No. 98/NQ-HDND on the tasks of 2026 and Resolution No. 99/NQ-HDND on"
        " the local budget, both issued on December 9, 2025.",
        "Нгеан, 10/12/2025 - Сесія ухвалила Резолюцію № 98/NQ-HDND про завдання 2026 року та Резолюцію № 99/NQ-HDND про місцевий"
        " бюджет, обидві від 9 грудня 2025 року.",
    ],
)
def test_both_have_the_date(extractor, text):
    rows = extractor.extract(Article(text)).resolutions
    assert {(row.number, row.issued_on) for row in rows} == {("98", dt.date(2025, 12, 9)), ("99", dt.date(2025, 12, 9))}


@pytest.mark.parametrize(
    "text",
    [
        "Lạng Sơn, 4/10/2025 - UBND tỉnh ban hành Quyết định số 2117/QĐ-UBND ngày 3/10/2025 công bố danh mục. Cùng ngày, UBND tỉnh"
        " ban hành Quyết định số 2118/QĐ-UBND về dịch vụ công.",
        "Lang Son, 4/10/2025 - The committee issued Decision No. 2117/QD-UBND dated October 3, 2025 on the list. On the same day it"
        " issued Decision No. 2118/QD-UBND on services.",
        "Лангшон, 4/10/2025 - Народний комітет видав Рішення № 2117/QD-UBND від 3 жовтня 2025 року. Того ж дня підписано Рішення"
        " № 2118/QD-UBND про перелік.",
    ],
)
def test_the_same_day_is_that_of_the_document_before(extractor, text):
    rows = extractor.extract(Article(text)).resolutions
    assert {row.issued_on for row in rows} == {dt.date(2025, 10, 3)}
    assert len(rows) == 2
