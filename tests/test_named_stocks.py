"""Statements that name what they count first, and tell the number at their end."""

from __future__ import annotations

import pytest

from govextract.article import Article


@pytest.mark.parametrize(
    ("text", "category", "count"),
    [
        ("Number of full-process online public services as of October 31, 2025: 1,206; partial: 788.", "full_process", 1206),
        ("- Số thủ tục hành chính được đơn giản hóa của tỉnh Thái Bình năm 2024: 87 thủ tục;", "procedures_cut", 87),
        ("- Dịch vụ công đã tích hợp trên Cổng Dịch vụ công quốc gia đến tháng 8/2025: 1.167;", "national_portal", 1167),
        ("Кількість адміністративних процедур, що надаються онлайн, (2024 рік): 1.280.", "procedures_online", 1280),
        ("In 2024, Dong Thap struck 94 administrative procedures off the list.", "procedures_cut", 94),
    ],
)  # fmt: skip
def test_what_is_named_first_is_counted(extractor, text, category, count):
    services = extractor.extract(Article(f"In brief\n\n{text}\n")).services
    assert (category, count) in {(row.category, row.count) for row in services}


def test_dossiers_of_named_services_are_no_services(extractor):
    text = "In brief\n\nIn 2024 the full-process online public services of Lam Dong received 1,206 dossiers.\n"
    assert not extractor.extract(Article(text)).services
