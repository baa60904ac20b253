"""Counts of services and procedures whose noun or category stands elsewhere: lists of levels, parts, adverbials, ratios."""

from __future__ import annotations

import pytest

import govextract
from govextract.article import Article

CASES = {
    "levels as labels": (
        "Bac Lieu: administrative procedures\n\nAt the end of last year, the province of Bac Lieu had 1,705 "
        "administrative procedures in force (provincial level 1,312, district level 251, commune level 142).\n",
        {("procedures_total", 1705), ("procedures_total", 1312), ("procedures_total", 251), ("procedures_total", 142)},
    ),
    "a level behind a bare count": (
        "Сонла: адміністративні процедури\n\n"
        "У провінції Сонла діють 1.705 адміністративних процедур, з яких 1.454 процедури провінційного рівня, "
        "251 районного рівня.\n",
        {("procedures_total", 1705), ("procedures_total", 1454), ("procedures_total", 251)},
    ),
    "a small member of a list": (
        "Bộ Y tế: thủ tục hành chính\n\nHiện Bộ quản lý 353 TTHC, trong đó 344 TTHC cấp trung ương và 9 TTHC cấp xã.\n",
        {("procedures_total", 353), ("procedures_total", 344), ("procedures_total", 9)},
    ),
    "one and part are no numbers": (
        "Bac Lieu: online services\n\nThe province provides 1,320 online public services: 810 throughout the process, "
        "510 one part of the process.\n",
        {("online_total", 1320), ("full_process", 810), ("partial", 510)},
    ),
    "the total behind its parts": (
        "Сонла: цифрові послуги\n\n"
        "Держпослуг повного процесу в провінції Сонла — 1.203; тих, що частково, — 611; усього 1.814.\n",
        {("full_process", 1203), ("partial", 611), ("online_total", 1814)},
    ),
    "an adverbial behind a comma": (
        "Bac Lieu: one-stop shops\n\nPeople can submit 1,640 TTHC of other levels, no matter where in the province "
        "they live.\n",
        {("any_location", 1640)},
    ),
    "an adverbial before a comma": (
        "Sơn La: dịch vụ công\n\nTrên Cổng Dịch vụ công quốc gia, Sở đã đồng bộ 415 dịch vụ.\n",
        {("national_portal", 415)},
    ),
    "a ratio of essential services": (
        "Sơn La: Đề án 06\n\nNhóm dịch vụ công thiết yếu đã được triển khai 61/76 dịch vụ.\n",
        {("essential", 61)},
    ),
    "moved with the one before": (
        "Bac Lieu: decentralisation\n\nSome 310 procedures have been handed to provinces and 27 to communes.\n",
        {("other", 310), ("other", 27)},
    ),
    "a spelled number tells on": (
        "Bac Lieu: procedures\n\nAnother 42 procedures were handed down to communes, while seven were abolished.\n",
        {("other", 42), ("procedures_cut", 7)},
    ),
    "a gloss in brackets": (
        "Bac Lieu: procedures\n\nEleven hundred (1,100) procedures are carried out regardless of boundaries.\n",
        {("any_location", 1100)},
    ),
    "the same figure elsewhere": (
        "Sơn La: dịch vụ công\n\n"
        "Sơn La cung cấp 640 dịch vụ công mức độ 4. Ở Lai Châu, con số tương ứng là 512 dịch vụ.\n",
        {("full_process", 640), ("full_process", 512)},
    ),
    "the size of a list told before": (
        "Сонла: 2.031 процедура виконується незалежно від адміністративних кордонів\n\n"
        "Перелік включає 2.031 TTHC, з них 1.630 TTHC провінційного рівня та 401 TTHC рівня комуни.\n",
        {("any_location", 2031), ("any_location", 1630), ("any_location", 401)},
    ),
}  # fmt: skip

NONE = {
    "an increase": ("Bac Lieu: services\n\nThe portal has seen an increase of 350 level-4 services over the last year.\n"),
    "a ticket": "Sơn La: một cửa\n\nBà Lan rút phiếu số 057 làm thủ tục hành chính tại phường.\n",
    "trucks that pass": "Lang Son: trade\n\nSome 1,480 trucks pass the border gate every day.\n",
    "only made shorter": "Sơn La: cải cách\n\nTỉnh có 88 TTHC về đất đai được rút ngắn thời gian.\n",
    "other things": "Sơn La: thủ tục\n\nCả 34/34 địa phương công bố danh mục TTHC không phụ thuộc địa giới hành chính.\n",
    "another noun behind and": ("Bac Lieu: red tape\n\nThe province has reviewed its procedures and 910 business conditions.\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_counts_of_a_sentence(name: str) -> None:
    text, expected = CASES[name]
    assert {(row.category, row.count) for row in govextract.extract(text).services} == expected


@pytest.mark.parametrize("name", NONE)
def test_what_counts_no_services(name: str) -> None:
    found = govextract.extract(NONE[name])
    assert found.article.language != "und"
    assert found.services == ()


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        (
            "The province has 1,845 administrative procedures in force (by tier: province 1.456, district 251, commune 138).",
            {1456: "province", 251: "district", 138: "commune"},
        ),
        (
            "Toàn tỉnh có 1.918 thủ tục hành chính, phân theo nơi giải quyết: tỉnh 1.512, huyện 271, xã 135.",
            {1512: "province", 271: "district", 135: "commune"},
        ),
        (
            "У провінції чинні 2.187 адмінпроцедур: за 1.748 відповідають департаменти, за 439 – комуни.",
            {1748: "province", 439: "commune"},
        ),
    ],
)
def test_parts_that_add_up_to_the_stock_need_no_more_than_their_tier(extractor, text, levels):
    services = extractor.extract(Article(text)).services
    assert {row.count: row.level for row in services if row.level} == levels


def test_tiers_of_numbers_that_do_not_add_up_are_no_parts(extractor):
    text = "The province has 1,845 administrative procedures in force. The province sent 12 teams, the districts 25."
    assert [row.count for row in extractor.extract(Article(text)).services] == [1845]


def test_only_rates_per_head_go_on_behind_their_denominator(extractor):
    text = (
        "For every 10,000 people the province has 34 hospital beds. The portal handles 500 files a day and offers 1,200 online "
        "public services.\n"
    )
    assert [row.count for row in extractor.extract(Article(text)).services] == [1200]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "Канцелярія повідомила, що загальна кількість ТТНС, які діють у провінції Тьєнзянг, – 1.862, "
            "з них провінційний рівень 1.408, районний рівень 297, рівень комуни 157.",
            {(None, 1862), ("province", 1408), ("district", 297), ("commune", 157)},
        ),
        (
            "The total number of TTHC under the settlement authority of the three levels of government in the province is 1,934, "
            "divided into: provincial level 1,512, district level 279, commune level 143.",
            {(None, 1934), ("province", 1512), ("district", 279), ("commune", 143)},
        ),
    ],
)
def test_what_is_said_of_procedures_does_not_part_them_from_their_number(extractor, text, counts):
    assert {(row.level, row.count) for row in extractor.extract(Article(text)).services} == counts


def test_a_comma_within_a_predicate_parts_nothing(extractor):
    services = extractor.extract(Article("Thái Bình, 25/9/2023 - Tỉnh bãi bỏ 44 thủ tục, sửa đổi, bổ sung 203 TTHC.\n")).services
    assert {(row.category, row.count) for row in services} == {("procedures_cut", 44), ("other", 203)}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        pytest.param(
            "Cao Bang, October 31, 2025 - The province has 2,043 administrative procedures in force, of which 1,655 are under the "
            "authority of departments and 388 are settled by 56 communes and wards.\n",
            {("procedures_total", 2043), ("procedures_total", 1655), ("procedures_total", 388)},
            id="parts of a stock that add up",
        ),
        pytest.param(
            "Ha Noi, September 5, 2025 - The ministry administers 433 administrative procedures, of which 188 concern firms.\n",
            {("procedures_total", 433), ("procedures_total", 188)},
            id="a part that nothing names",
        ),
        pytest.param(
            "Ha Noi, September 5, 2025 - The catalogue counts 987 administrative procedures, down from 1,058 on March 1.\n",
            {("procedures_total", 987), ("procedures_total", 1058)},
            id="how many there were",
        ),
        pytest.param(
            "Hau Giang, May 5, 2024 - Hau Giang has abolished 31 and simplified 118 administrative procedures.\n",
            {("procedures_cut", 31), ("procedures_cut", 118)},
            id="a noun that two counts share",
        ),
        pytest.param(
            "Cao Bang, 5/10/2025 - The province has provided 1,894 online public services on the National Public Service Portal.\n",
            {("online_total", 1894)},
            id="all that is provided on the portal",
        ),
        pytest.param(
            "Cao Bang, 5/10/2025 - The province integrated 1,894 online public services on the National Public Service Portal.\n",
            {("national_portal", 1894)},
            id="what is joined to it",
        ),
    ],
)
def test_counts_that_lean_on_others(extractor, text, counts):
    assert {(row.category, row.count) for row in extractor.extract(Article(text)).services} == counts
