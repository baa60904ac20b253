"""Document symbols: every shape, every damage, and what only looks like one."""
# Cases are kept on one line each, however long their text is.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from document_kit import symbol_table
from govextract.lexing.symbols import find_symbols
from govextract.lexing.view import make_view

WHOLE = [
    # party: number-TYPE/ORG
    ("57-NQ/TW", "57-NQ/TW", "resolution"),
    ("No.57-NQ/TW", "57-NQ/TW", "resolution"),
    ("123-KL/TW", "123-KL/TW", "conclusion"),
    ("62-CTr/TU", "62-CTr/TU", "programme"),
    ("58-KH/HU", "58-KH/HU", "plan"),
    ("43-CV/BCĐ", "43-CV/BCĐ", "official_letter"),
    ("02-KH/BCĐTW", "02-KH/BCĐTW", "plan"),
    ("07-TB/CQTTBCĐ", "07-TB/CQTTBCĐ", "notice"),
    ("186-HD/BTGDVTW", "186-HD/BTGDVTW", "guideline"),
    # state: number/TYPE-ORG, number/year/TYPE-ORG
    ("226/NQ-CP", "226/NQ-CP", "resolution"),
    ("89/NQ-HĐND", "89/NQ-HĐND", "resolution"),
    ("26/2025/NQ-HĐND", "26/2025/NQ-HĐND", "resolution"),
    ("42/2022/NĐ-CP", "42/2022/NĐ-CP", "decree"),
    ("01/2023/TT-VPCP", "01/2023/TT-VPCP", "circular"),
    ("01/2020/TTLT-BCA-BQP", "01/2020/TTLT-BCA-BQP", "circular"),
    ("1127/QĐ-UBND-HC", "1127/QĐ-UBND-HC", "decision"),
    ("36a/NQ-CP", "36a/NQ-CP", "resolution"),
    ("66.1/2025/NQ-CP", "66.1/2025/NQ-CP", "resolution"),
    # legislature
    ("192/2025/QH15", "192/2025/QH15", "resolution"),
    ("112/2025/UBTVQH15", "112/2025/UBTVQH15", "resolution"),
    # official letters
    ("623/TTg-KSTT", "623/TTg-KSTT", "official_letter"),
    ("6166/UBND-TH", "6166/UBND-TH", "official_letter"),
    ("6723/BTP-CTXDVBQPPL", "6723/BTP-CTXDVBQPPL", "official_letter"),
    ("99/SNV-CCHC", "99/SNV-CCHC", "official_letter"),
    # lost bars
    ("204QD/TW", "204-QĐ/TW", "decision"),
    ("118/2025/ND-CP", "118/2025/NĐ-CP", "decree"),
    ("133/CD-TTg", "133/CĐ-TTg", "dispatch"),
    ("05/KH-BCD", "05/KH-BCĐ", "plan"),
    ("141/KH-BCDTKNQ18", "141/KH-BCĐTKNQ18", "plan"),
    # lost or loose joints
    ("18NQTW", "18-NQ/TW", "resolution"),
    ("57-NQ-TW", "57-NQ/TW", "resolution"),
    ("71 - NQ/TW", "71-NQ/TW", "resolution"),
    ("226 /NQ-CP", "226/NQ-CP", "resolution"),
    ("66 / NQ-CP", "66/NQ-CP", "resolution"),
    ("1551/QĐ- VPCP", "1551/QĐ-VPCP", "decision"),
    ("320/QDUBND", "320/QĐ-UBND", "decision"),
    ("127/CDTTg", "127/CĐ-TTg", "dispatch"),
    ("118NQ-HDND", "118/NQ-HĐND", "resolution"),
    ("84 KH-UBND", "84/KH-UBND", "plan"),
    ("57\u2013NQ/TW", "57-NQ/TW", "resolution"),
    # Cyrillic: look-alikes and transliterations
    ("57-NQ/ТW", "57-NQ/TW", "resolution"),
    ("10-СTr/TU", "10-CTr/TU", "programme"),
    ("18-НК/ТВ", "18-NQ/TW", "resolution"),
    ("96-КЛ/ТВ", "96-KL/TW", "conclusion"),
    ("66/НК-ЦП", "66/NQ-CP", "resolution"),
]
SERIES = [
    ("№ 1689-IX", "1689-IX"),
    ("№ 431-24/VIII", "431-24/VIII"),
    ("№ 431/VIII", "431/VIII"),
    ("№ 12/24-VIII", "12/24-VIII"),
    ("№ 2806-ІV", "2806-IV"),
    ("№ 523-р", "523-р"),
    ("№ 372-рш", "372-рш"),
    ("280/97-ВР", "280/97-ВР"),
]
NONE = ["4G", "1/500", "24/1/2025", "12 TTHC", "19km", "QCVN 01-1:2018/BYT", "25/25 DVC", "36/41 tasks", "COVID-19", "GRDP 8-8.5%",
        "11-го", "UH-1", "0291.3822030", "5.000 VND/kg"]  # fmt: skip


@pytest.mark.parametrize(("text", "canonical", "doc_type"), WHOLE)
def test_reads_and_repairs_symbols(text: str, canonical: str, doc_type: str) -> None:
    view = make_view(f"theo {text}, ngày")
    symbols = find_symbols(view, symbol_table())
    assert [(s.canonical, s.doc_type) for s in symbols] == [(canonical, doc_type)]
    assert view.text[symbols[0].start : symbols[0].end] in make_view(text).text


@pytest.mark.parametrize(("text", "canonical"), SERIES)
def test_reads_numbers_with_a_series_suffix(text: str, canonical: str) -> None:
    assert [s.canonical for s in find_symbols(make_view(text), symbol_table())] == [canonical]


@pytest.mark.parametrize("text", NONE)
def test_leaves_other_numbers_alone(text: str) -> None:
    assert find_symbols(make_view(text), symbol_table()) == []


@pytest.mark.parametrize("text", ["1380/GP-TTDT", "148/GP-BTTTT", "12/HĐ-KT"])
def test_licences_and_contracts_are_refused(text: str) -> None:
    assert [s.rule for s in find_symbols(make_view(text), symbol_table())] == ["symbol.refused"]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("57-NQ/TW", None), ("66/NQ-CP", "government"), ("06/QĐ-TTg", "prime_minister"), ("02-KH/BCĐTW", "central_steering_committee"),
        ("09-NQ/TU", "provincial_party_committee"), ("89/NQ-HĐND", "provincial_peoples_council"), ("408/TB-VPCP", "government_office"),
        ("1/KH-UBND", "provincial_peoples_committee"), ("13/2025/TT-BYT", "ministry"), ("2290/KH-BTC", "ministry"),
        ("12-HD/BTCTW", "central_party_commission"), ("192/2025/QH15", "national_assembly"), ("5203-VI", "verkhovna_rada"),
        ("43-CV/BCĐ", None), ("58-KH/HU", "local_body"),
    ],
)  # fmt: skip
def test_knows_who_signs_with_a_symbol(text: str, issuer: str | None) -> None:
    assert [s.issuer for s in find_symbols(make_view(text), symbol_table())] == [issuer]


def test_examples_of_the_rule_file() -> None:
    rules = symbol_table().symbols
    for example in rules.examples:
        found = find_symbols(make_view(example.text), symbol_table())
        assert [(s.canonical, s.doc_type) for s in found] == [(example.symbol, example.doc_type)], example.text
    for text in rules.rejects:
        assert all(s.rule == "symbol.refused" for s in find_symbols(make_view(text), symbol_table())), text


def test_a_symbol_ends_where_the_next_phrase_begins() -> None:
    view = make_view("Nghị quyết 57-NQ/TW - GRDP tăng 8%; 226/NQ-CP - Chính phủ")
    assert [view.text[s.start : s.end] for s in find_symbols(view, symbol_table())] == ["57-NQ/TW", "226/NQ-CP"]
