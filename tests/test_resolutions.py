"""Cited policy documents: which they are, when and by whom they were issued, and what is not one."""
# Cases are kept on one line each, however long their text is.
# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import govextract
from document_kit import citations, cite, document, groups, lexicon, symbol_table, words
from govextract.assemble.resolutions import assemble_resolutions
from govextract.lexing.view import make_view

LANGUAGES = ("en", "vi", "uk")


def keys(language: str, text: str, **options: object) -> list[str]:
    """Each row as ``doc_type symbol-or-number``."""
    return [f"{r.doc_type} {r.symbol or r.number}" for r in cite(language, text, **options).rows]  # type: ignore[arg-type]


WHICH = [
    # a word and a number
    ("en", "as Resolution No 25 of the Government requires", ["resolution 25"]),
    ("en", "Project 06 tasks were completed under Decision 318", ["project 06", "decision 318"]),
    ("vi", "tình hình thực hiện Kết luận số 123 và Đề án 06", ["conclusion 123", "project 06"]),
    ("vi", "Đối với Đề án 06/CP, tỉnh hoàn thành", ["project 06"]),
    ("vi", "quán triệt NQ57 và NQ 68", ["resolution 57", "resolution 68"]),
    ("vi", "nội dung NQ 57/TW", ["resolution 57-NQ/TW"]),
    ("uk", "критерії в Рішенні 318 та Проєкті 06", ["decision 318", "project 06"]),
    # lists and shared suffixes
    ("en", "Resolutions 57, 59, 66 and 68-NQ/TW",
     ["resolution 57-NQ/TW", "resolution 59-NQ/TW", "resolution 66-NQ/TW", "resolution 68-NQ/TW"]),
    ("en", "Resolutions No. 57, 59, 66-NQ/TW", ["resolution 57-NQ/TW", "resolution 59-NQ/TW", "resolution 66-NQ/TW"]),
    ("en", "the Politburo's Resolutions 57 and 68 at the centre", ["resolution 57", "resolution 68"]),
    ("en", "Resolutions 154/NQ-CP and 226/NQ-CP of the Government", ["resolution 154/NQ-CP", "resolution 226/NQ-CP"]),
    ("en", "Decisions No. 12 dated 3/5/2025 and No. 15 dated 4/5/2025", ["decision 12", "decision 15"]),
    ("en", "the four resolutions of the Politburo (57, 59, 66 and 68)", ["resolution 57", "resolution 59", "resolution 66", "resolution 68"]),
    ("vi", "các Nghị định số 131, 136 và 151/2025/NĐ-CP",
     ["decree 131/2025/NĐ-CP", "decree 136/2025/NĐ-CP", "decree 151/2025/NĐ-CP"]),
    ("vi", "các nghị quyết của Bộ Chính trị (57, 59 và 72)", ["resolution 57", "resolution 59", "resolution 72"]),
    ("uk", "Резолюцій № 60, 61 та 64/NQ-HDND", ["resolution 60/NQ-HĐND", "resolution 61/NQ-HĐND", "resolution 64/NQ-HĐND"]),
    ("uk", "внесено постановами від 8 жовтня 2025 р. № 1264 і від 19 листопада 2025 р. № 1501", ["resolution 1264", "resolution 1501"]),
    # titles, issuers, dates between word and number
    ("en", "the Law on Promulgation of Legal Documents No. 64/2025/QH15", ["law 64/2025/QH15"]),
    ("vi", "Luật Tổ chức chính quyền địa phương số 72/2025/QH15, Nghị quyết số 203/2025/QH15", ["law 72/2025/QH15", "resolution 203/2025/QH15"]),
    ("uk", "Закон України «Про адміністративні послуги» від 6 вересня 2012 року № 5203-VI", ["law 5203-VI"]),
    ("uk", "рішенням обласної ради від 15.12.2023 № 784", ["decision 784"]),
    ("uk", "рішення сесії обласної ради № 13-1", ["decision 13-1"]),
    ("uk", "План комуни № 41/KH-UBND", ["plan 41/KH-UBND"]),
    # the symbol decides the type, words only among its possible ones
    ("en", "in Document No 4377/BXD-VP", ["official_letter 4377/BXD-VP"]),
    ("en", "Official Letter No. 312/CAT-PV01", ["official_letter 312/CAT-PV01"]),
    ("uk", "Постанова № 261/2025/ND-CP", ["decree 261/2025/NĐ-CP"]),
    ("uk", "Положенням № 148-QD/TW та Рішення № 204-QD/TW", ["regulation 148-QĐ/TW", "decision 204-QĐ/TW"]),
    ("uk", "Офіційне розпорядження № 203/CD-TTg", ["dispatch 203/CĐ-TTg"]),
    ("uk", "Висновкового повідомлення № 07-TB/CQTTBCD", ["notice 07-TB/CQTTBCĐ"]),
    ("vi", "Pháp lệnh số 02/2022/UBTVQH15", ["ordinance 02/2022/UBTVQH15"]),
    ("uk", "розпорядження від 16 травня 2014 р. № 523-р", ["other 523-р"]),
    # a symbol needs no word
    ("en", "Meanwhile, according to 66/NQ-CP, units must cut", ["resolution 66/NQ-CP"]),
    ("uk", "серед яких № 95/NQ-HDND про кошторис", ["resolution 95/NQ-HĐND"]),
]  # fmt: skip

NOTHING = [
    ("en", "Inspection Team No. 1922, Ring Road No. 3, storm No. 13 and Licence No. 1380/GP-TTDT"),
    ("en", "Plan 2025, the program 4.0, project 1 and a report 5 days late; in order 5 times"),
    ("en", "The Resolution of the 20th Provincial Party Congress and the Action Program"),
    ("en", "water meets QCVN 01-1:2018/BYT"),
    ("vi", "Đoàn kiểm tra số 1922, Ban Quản lý dự án số 1, bão số 5, Giấy phép số 148/GP-BTTTT cấp ngày 23/3/2020"),
    (
        "vi",
        "Kế hoạch 2026, kế hoạch 5 năm, chương trình 12 tháng, thi hành kỷ luật 42 trường hợp, thông qua nghị quyết 20 chỉ tiêu",
    ),
    ("uk", "поїзд № 055, школа № 5, законопроєкт № 12345, План 2025 та Резолюція 14-го з'їзду"),
    ("uk", "проголосували за ухвалення 31 резолюції, скасовано 3 рішення"),
]

MERGED = [
    ("en", "Conclusion No. 123 dated January 24, 2025. Conclusion No. 123-KL/TW says so.", ["conclusion 123-KL/TW"]),
    ("en", "Project 06 and Decision No. 06/QD-TTg", ["project 06", "decision 06/QĐ-TTg"]),
    ("en", "Decree 118/2025/ND-CP. Decree 118 applies, Decree 118/2025 too.", ["decree 118/2025/NĐ-CP"]),
    ("en", "Official Dispatch No. 43-CV/BCĐ. Official Dispatch 43 says so.", ["official_letter 43-CV/BCĐ"]),
    ("en", "Resolution 66/NQ-CP and Resolution 66-NQ/TW. Resolution 66 of the Government. The Politburo's Resolution 66. Resolution 66.",
     ["resolution 66/NQ-CP", "resolution 66-NQ/TW"]),
    ("uk", "Резолюції № 59/NQ-HDND. Для цілей Резолюції 59. Резолюцій 57, 59 Політбюро.", ["resolution 59/NQ-HĐND", "resolution 57", "resolution 59"]),
    ("vi", "Nghị quyết 57 vào cuộc sống. Nghị quyết số 57-NQ/TW, NQ 57 và nghị quyết 57.", ["resolution 57-NQ/TW"]),
    ("vi", "Kế hoạch số 84/KH-UBND và Nghị quyết số 84/NQ-HĐND", ["plan 84/KH-UBND", "resolution 84/NQ-HĐND"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), [*WHICH, *MERGED])
def test_which_documents_are_cited(language: str, text: str, expected: list[str]) -> None:
    assert sorted(keys(language, text)) == sorted(expected)


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_numbers_that_are_no_documents(language: str, text: str) -> None:
    assert keys(language, text) == []


ISSUED = [
    ("en", "Resolution No. 57-NQ/TW dated December 22, 2024 of the Politburo", ["2024-12-22"]),
    ("en", "Conclusion 128-KL/TW (March 7, 2025) on personnel work", ["2025-03-07"]),
    ("en", "Dispatch No 69/CĐ-TTg, signed by the Prime Minister on May 22, repeated it", ["2025-05-22"]),
    ("en", "Dispatch No 78/CĐ-TTg, a week later, on May 29, singled out construction", ["2025-05-29"]),
    ("en", "Resolution 66-NQ/TW on lawmaking, which was issued five weeks later, on April 30, 2025, though", ["2025-04-30"]),
    (
        "en",
        "Decree 118/2025/ND-CP of the Government on the one-stop mechanism (issued on 9/6/2025), Circular 5",
        ["2025-06-09", None],
    ),
    ("en", "Decrees No 140/2025/NĐ-CP and 144/2025/NĐ-CP, both dated June 12, moved", ["2025-06-12", "2025-06-12"]),
    ("en", "On July 25, 2025, the Provincial People's Committee issued Decision No. 655/QD-UBND announcing", ["2025-07-25"]),
    ("en", "Plan No. 12/KH-UBND dated January 6 replaced it", ["2025-01-06"]),
    ("en", "Decision No. 749/QD-TTg dated June 3, 2020 and Decision No. 942/QD-TTg dated 15/6/2021", ["2020-06-03", "2021-06-15"]),
    ("en", "On March 26, 2025, leaders studied Resolution No. 18-NQ/TW", [None]),
    ("en", "Under Decision 318, on July 5, 2025 the province began", [None]),
    ("en", "to implement Resolution 57-NQ/TW, the province issued a plan on March 3, 2025", [None]),
    ("en", "Resolution 28-NQ/TW of 2018", [None]),
    ("vi", "Kết luận 123, ngày 24/1/2025 về Đề án", ["2025-01-24"]),
    ("vi", "Nghị quyết số 01-NQ/TU ngày 29-1-2021 của Tỉnh ủy", ["2021-01-29"]),
    ("vi", "Nghị định số 131, 136 và 151/2025/NĐ-CP cùng ngày 12/6/2025 của Chính phủ", ["2025-06-12"] * 3),
    ("vi", "Công điện số 201/CĐ-TTg ngày 23/10/2025 và Công văn số 6723/BTP-PC cùng ngày của Bộ Tư pháp", ["2025-10-23"] * 2),
    ("vi", "Ngày 12/6/2025, Chính phủ ban hành Nghị định số 150/2025/NĐ-CP và Nghị định số 151/2025/NĐ-CP.", ["2025-06-12"] * 2),
    ("uk", "Указ № 131/2025/ND-CP та Указ № 136/2025/ND-CP від 12 червня 2025 року", ["2025-06-12"] * 2),
    ("uk", "Резолюції № 59/NQ-HDND від 10 грудня 2025 року про план, Резолюцій № 60, 61/NQ-HDND того ж дня", ["2025-12-10"] * 3),
    ("uk", "1 грудня 2025 року віце-прем'єр-міністр підписав Рішення № 2629/QD-TTg", ["2025-12-01"]),
    ("uk", "постанова Кабінету Міністрів від 3 лютого 2021 р. № 72", ["2021-02-03"]),
    ("uk", "Висновок 09-KL/BCĐ від 24.11.2024", ["2024-11-24"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), ISSUED)
def test_when_a_document_was_issued(language: str, text: str, expected: list[str | None]) -> None:
    assert [r.issued_on.isoformat() if r.issued_on else None for r in cite(language, text).rows] == expected


def test_a_date_without_year_takes_that_of_the_symbol_and_is_never_in_the_future() -> None:
    on = dt.date(2026, 1, 20)
    decree, dispatch = cite("en", "Decree No 140/2025/NĐ-CP dated June 12; Dispatch No 5/CĐ-TTg dated December 21", on=on).rows
    assert (decree.issued_on, dispatch.issued_on) == (dt.date(2025, 6, 12), dt.date(2025, 12, 21))


def test_a_date_without_year_takes_that_of_the_latest_day_stated_when_the_article_has_no_date() -> None:
    rows = cite("en", "Decision No 15/QĐ-TTg of July 14, 2025 and Resolution No 66/NQ-CP of March 26", on=None).rows
    assert [str(r.issued_on) for r in rows] == ["2025-07-14", "2025-03-26"]


BY = [
    ("en", "Resolution 71-NQ/TW dated August 22, 2025 does not replace it", None),
    ("en", "Resolution No. 29-NQ/TW dated November 4, 2013 of the Party Central Committee", "central_committee"),
    ("en", "the Politburo's Resolution No 66-NQ/TW on law-making", "politburo"),
    ("en", "Government Resolution No 25", "government"),
    ("en", "Decision 204QD/TW of the Secretariat", "secretariat"),
    (
        "en",
        "Resolution No. 18-NQ/TW dated October 25, 2017 of the 6th Conference of the 12th Party Central Committee",
        "central_committee",
    ),
    ("en", "the Resolution of the Politburo on education was discussed. Resolution 71-NQ/TW continues it.", "politburo"),
    ("vi", "mức 10% đã được Trung ương thống nhất tại Kết luận số 199-KL/TW", "central_committee"),
    ("vi", "Nghị quyết số 27, ngày 2/12/2024 của Ban Chấp hành Đảng bộ tỉnh", "provincial_party_committee"),
    ("vi", "Kế hoạch số 32/KH-UBND ngày 29/02/2024 của UBND huyện", "local_body"),
    ("vi", "Kế hoạch số 47-KH/BCĐ của Ban Chỉ đạo Trung ương", "central_steering_committee"),
    ("uk", "Від імені Політбюро Генеральний секретар щойно підписав Резолюцію № 72-NQ/TW", "politburo"),
    ("uk", "Висновок № 127-KL/TW від 28/2/2025 Політбюро, Секретаріату", "politburo"),
    ("uk", "Провінція видала План № 20/KH-UBND", "provincial_peoples_committee"),
]


@pytest.mark.parametrize(("language", "text", "expected"), BY)
def test_who_issued_a_document(language: str, text: str, expected: str | None) -> None:
    assert [r.issuer for r in cite(language, text).rows] == [expected]


def test_documents_of_a_list_share_the_issuer_behind_it() -> None:
    rows = cite("vi", "Nghị quyết số 45-NQ/TW ngày 24/01/2019, Kết luận số 96-KL/TW ngày 30/9/2024 của Bộ Chính trị").rows
    assert [r.issuer for r in rows] == ["politburo", "politburo"]
    rows = cite("uk", "Резолюцію № 57-NQ/TW, Рішення № 204-QĐ/TW Секретаріату").rows
    assert [r.issuer for r in rows] == [None, "secretariat"], "the Secretariat issues no resolutions"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Plan No. 45/KH-UBND dated 1/2/2025 of the People's Committee of Binh Dinh province", ["VN-31"]),
        ("en", "Plan No. 45/KH-UBND dated 1/2/2025 of Binh Dinh province and Plan No. 9/KH-UBND", ["VN-31", "VN-28"]),
        ("vi", "Quyết định số 219/QĐ-UBND ngày 22/4/2025 của Chủ tịch UBND tỉnh Gia Lai (cũ)", ["VN-30"]),
        ("vi", "UBND tỉnh Bình Định ban hành Quyết định số 19/QĐ-UBND", ["VN-31"]),
        ("vi", "Nghị quyết số 09-NQ/TU và Nghị quyết số 66/NQ-CP", ["VN-28", None]),
        ("vi", "Kế hoạch số 32/KH-UBND của UBND huyện", [None]),
        ("uk", "План № 45/KH-UBND Народного комітету провінції Біньдінь", ["VN-31"]),
    ],
)
def test_whose_province_issued_it(language: str, text: str, expected: list[str | None]) -> None:
    assert [r.issuer_place for r in cite(language, text).rows] == expected


def test_a_bracketed_number_belongs_to_the_act_before_it() -> None:
    text = "Обласна рада 19 грудня 2024 року ухвалила Програму розвитку (рішення № 1012) та бюджет (рішення № 1013)."
    rows = cite("uk", text, place="UA-53").rows
    assert [(r.number, str(r.issued_on), r.issuer) for r in rows] == [
        ("1012", "2024-12-19", "provincial_peoples_council"), ("1013", "2024-12-19", "provincial_peoples_council"),
    ]  # fmt: skip


def test_in_ukraine_bodies_have_their_own_codes() -> None:
    text = (
        "постанова Уряду від 5 травня 2025 року № 12; Указ Президента України № 64/2022; рішення обласної ради № 7; постанова № 303"
    )
    rows = cite("uk", text, place="UA-46").rows
    assert [(r.symbol or r.number, r.issuer, r.issuer_place) for r in rows] == [
        ("12", "cabinet_of_ministers", None), ("64/2022", "president", None), ("7", "provincial_peoples_council", "UA-46"),
        ("303", "cabinet_of_ministers", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        (
            "en",
            "Resolution No. 18-NQ/TU of the Provincial Party Committee on digital transformation set the goal",
            "digital transformation",
        ),
        (
            "vi",
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị “Về đột phá phát triển khoa học”, tỉnh",
            "Về đột phá phát triển khoa học",
        ),
        ("uk", "Закон № 5203-VI «Про адміністративні послуги» писали", "Про адміністративні послуги"),
    ],
)
def test_what_a_document_is_about(language: str, text: str, title: str) -> None:
    assert [r.title for r in cite(language, text).rows] == [title]


def test_spans_and_what_is_used_up() -> None:
    text = "Resolutions 57 and 68-NQ/TW dated May 4, 2025. Resolution 57 leads. By May 9, 2025 do it under Licence No. 7/GP-BYT."
    result = cite("en", text)
    assert [text[a:b] for a, b, _ in result.citations] == ["57", "68-NQ/TW", "57"]
    assert [index for _, _, index in result.citations] == [0, 1, 0]
    assert [text[a:b] for a, b in result.periods] == ["May 4, 2025"]
    assert [text[label.start : label.end] for label in result.refused] == ["7/GP-BYT"]
    first = result.rows[0]
    assert [text[a:b] for a, b in first.mentions] == ["Resolutions 57 and 68-NQ/TW", "Resolution 57"]
    assert text[first.start : first.end] == "Resolutions 57 and 68-NQ/TW"


def test_an_ambiguous_short_citation_is_reported_and_joins_neither() -> None:
    text = "Resolution 66/NQ-CP and Resolution 66-NQ/TW. Resolution 66 matters."
    result = cite("en", text)
    assert [len(r.mentions) for r in result.rows] == [1, 1]
    assert [label.rule for label in result.refused] == ["resolutions.ambiguous"]


def test_page_furniture_cites_nothing() -> None:
    page = document("en", "Resolution 57-NQ/TW and Project 06")
    page = replace(page, blocks=tuple(block._replace(kind="boilerplate") for block in page.blocks))
    assert assemble_resolutions(page, words("en"), symbol_table()).rows == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_the_rule_files(language: str) -> None:
    for example in citations(language).examples:
        rows = cite(language, example.text).rows
        found = [" ".join(filter(None, (r.doc_type, r.number, str(r.issued_on or "")))) for r in rows]
        assert found == list(example.documents), example.text
    for text in citations(language).rejects:
        assert keys(language, text) == [], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_the_lexicon_groups(language: str) -> None:
    for file in groups(language):
        for name, group in file.groups.items():
            rule = f"{file.kind}.{name}"
            for text, fires in [*((t, True) for t in group.examples), *((t, False) for t in group.rejects)]:
                hits = lexicon(language).find(make_view(text).lower)
                assert any(h.term.rule == rule for h in hits) is fires, (language, rule, text)


@pytest.mark.parametrize(
    ("text", "symbol", "issued_on"),
    [
        ("The budget gives at least 3% (see Conclusion 159-KL/TW, July 4, 2025).", "159-KL/TW", dt.date(2025, 7, 4)),
        ("Nghị quyết 12-NQ/TU vừa ký hôm 5/12/2025 của Tỉnh ủy đã vạch rõ.", "12-NQ/TU", dt.date(2025, 12, 5)),
        ("Thông báo số 487/TB VPCP ngày 30/9/2025 nêu rõ.", "487/TB-VPCP", dt.date(2025, 9, 30)),
    ],
)
def test_dates_and_symbols_as_careless_pages_print_them(text, symbol, issued_on):
    row = govextract.extract(text).resolutions[0]
    assert (row.symbol, row.issued_on) == (symbol, issued_on)
