"""The same article, laid out otherwise, gives the same facts: marks of lists, broken lines, per cent in words, grouped numbers."""

from __future__ import annotations

import re
import textwrap
from decimal import Decimal

import pytest

import govextract
from govextract.lexing.repairs import repairs

LISTED = {
    "en": """Lang Son sets out for 2026

LANG SON - On 9 December 2025 the People's Council of Lang Son province closed its year-end session and adopted the plan of the
province for the year to come, after two days on which the delegates had put questions to the directors of eleven departments.

By the end of 2026 the province strives for the following:

- GRDP growth of 9.5% or more
- State budget revenue of 13,250 billion VND
- 97.5% of the population covered by health insurance
- 45,000 social housing units completed
- At least 6 more communes meeting new rural standards

The chairman thanked the delegates and wished everybody a good year.
""",
    "vi": """Lạng Sơn bước vào năm 2026

LẠNG SƠN - Ngày 9/12/2025, HĐND tỉnh Lạng Sơn bế mạc kỳ họp thường lệ cuối năm và thông qua kế hoạch phát triển kinh tế - xã hội
của tỉnh cho năm tới, sau hai ngày đại biểu chất vấn giám đốc mười một sở.

Năm 2026, tỉnh phấn đấu:

- Tốc độ tăng trưởng GRDP đạt 9,5% trở lên
- Thu ngân sách nhà nước 13.250 tỷ đồng
- 97,5% dân số tham gia bảo hiểm y tế
- Hoàn thành 45.000 căn nhà ở xã hội
- Ít nhất 6 xã đạt chuẩn nông thôn mới

Chủ tịch cảm ơn các đại biểu và chúc mọi người một năm tốt lành.
""",
    "uk": """Лангшон ставить цілі на 2026 рік

ЛАНГШОН - 9 грудня 2025 року Народна рада провінції Лангшон завершила сесію і затвердила план соціально-економічного розвитку
провінції на наступний рік після двох днів запитань депутатів до директорів одинадцяти департаментів.

До кінця 2026 року провінція прагне:

- Темпи зростання ВРП становлять 9,5% або більше
- Доходи державного бюджету - 13.250 мільярдів донгів
- 97,5% населення охоплено медичним страхуванням
- Завершити 45.000 одиниць соціального житла
- Щонайменше 6 комун відповідають стандартам нової сільської місцевості

Голова подякував депутатам і побажав усім доброго року.
""",
}
VALUES = {Decimal("9.5"), 13_250_000_000_000, Decimal("97.5"), 45_000, 6}
PERCENT = {"en": " per cent", "vi": " phần trăm", "uk": " відсотка"}


def facts(text: str) -> set[tuple[object, ...]]:
    """What an article tells: indicator, comparator, value, unit and period of each target and each result."""
    extraction = govextract.extract(text)
    for row in (*extraction.targets, *extraction.observations):
        assert extraction.article.text[row.start : row.end] == row.evidence
    targets = {(row.indicator, row.comparator, row.value, row.unit, row.period) for row in extraction.targets}
    return targets | {(row.indicator, "told", row.value, row.unit, row.period) for row in extraction.observations}


def marked(mark: str) -> object:
    return lambda text, _: re.sub("^- ", mark, text, flags=re.MULTILINE)


def ended(mark: str) -> object:
    return lambda text, _: re.sub("^(- .*)$", rf"\1{mark}", text, flags=re.MULTILINE)


def unmarked(mark: str) -> object:
    return lambda text, _: re.sub("^- (.*)$", rf"\1{mark}", text, flags=re.MULTILINE)


def wrapped(text: str, _: str) -> str:
    lines = text.replace("\n- ", "\n\n- ").split("\n\n")
    return "\n\n".join(textwrap.fill(" ".join(line.split("\n")), 56, break_on_hyphens=False) for line in lines)


def otherwise_grouped(text: str, _: str) -> str:
    swap = str.maketrans(".,", ",.")
    return re.sub(r"\d+[.,]\d+", lambda match: match.group().translate(swap), text)


LAYOUTS = {
    "bullets": marked("• "),
    "stars": marked("* "),
    "numbers": marked("1) "),
    "glued dashes": marked("-"),
    "glued bullets": marked("•"),
    "semicolons": ended(";"),
    "full stops": ended("."),
    "no marks, semicolons": unmarked(";"),
    "no marks, full stops": unmarked("."),
    "no marks at all": unmarked(""),
    "broken lines": wrapped,
    "other separators": otherwise_grouped,
    "per cent in words": lambda text, language: text.replace("%", PERCENT[language]),
}


@pytest.mark.parametrize("language", LISTED)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_layout_tells_the_same(language, layout):
    text = LISTED[language]
    expected = facts(text)
    assert {value for _, _, value, _, _ in expected} == VALUES
    assert {period for *_, period in expected} == {"2026"}
    assert facts(LAYOUTS[layout](text, language)) == expected


def test_lines_broken_at_a_width_are_joined():
    text = wrapped(LISTED["en"], "en")
    ends = [repair.start for repair in repairs(text) if repair.text == " "]
    assert ends
    assert all(text[end] == "\n" and text[end + 1].isalnum() for end in ends)


def test_lines_of_any_width_are_left_alone():
    assert repairs(LISTED["vi"]) == []
    verse = "\n".join(["A short line", "and a longer line of the same verse", "then short", "and long again, as verses are"] * 6)
    assert repairs(verse) == []


def test_a_time_before_a_colon_governs_its_items():
    text = (
        "The province of Lang Son sets its goals: By the end of 2027: 70% of dossiers filed online; 80% of dossiers settled on "
        "time; By 2030: 90% of dossiers filed online; the digital economy makes up 35% of GRDP; forest coverage of 64%."
    )
    found = {(row.indicator, int(row.value)): row.period for row in govextract.extract(text).targets}
    assert found["digital_economy_share", 35] == found["forest_cover", 64] == "2030"
    assert found["online_submission_rate", 70] == found["on_time_rate", 80] == "2027"
