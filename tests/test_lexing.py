"""Lexers: what is found can be pointed at in the stored text; numbers and periods are read as people read them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govextract.lexing.lexicon import Lexicon, Term
from govextract.lexing.numbers import Reading, read_number
from govextract.lexing.patterns import MAX_LENGTH, PatternError
from govextract.lexing.resolving import resolve_periods
from govextract.lexing.view import clean_phrase, fold, make_view
from govextract.pipeline import LanguageKit
from govextract.rulecheck.selftest import describe
from govextract.rulepack import load_pack

ON = dt.date(2025, 6, 1)

# --- the view -------------------------------------------------------------------------------------------------------

ODD = "\u00a0\u2009\u202f\u200b\u00ad\ufeff\u2019\u02bc\u2013\u2014\u2212\u201c\u00bb\uff05\u2028\t"
PIECES = st.one_of(
    st.text("ab 1\n" + ODD, max_size=12),
    st.sampled_from(["hóa", "hoá", "thuỷ", "Đổi", "п'ять", "İ", "ß", "ﬁ", "1 439,5 %", "NQ/TW", "e\u0301", "😀"]),
    st.text(max_size=6),
)
TEXTS = st.lists(PIECES, max_size=12).map(lambda parts: unicodedata.normalize("NFC", "".join(parts)))
MANY = settings(max_examples=600, deadline=None)


@MANY
@given(TEXTS, st.data())
def test_every_span_of_the_view_stands_for_a_span_of_the_text_that_reads_the_same(text, data):
    view = make_view(text)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    low, high = view.source(start, end)
    assert 0 <= low < high <= len(text)
    piece = view.text[start:end]
    read_alone = make_view(text[low:high]).text
    # A run of spaces is one space in the view; a span that begins within one may keep a space of its own.
    assert read_alone == piece or read_alone.strip(" ") == piece.strip(" ")


@MANY
@given(TEXTS)
def test_the_folded_view_is_as_long_as_the_view(text):
    view = make_view(text)
    assert len(view.lower) == len(view.text)
    assert view.source(0, len(view.text))[1] <= len(text) if view.text else True


@MANY
@given(TEXTS)
def test_spans_keep_their_order_and_do_not_overlap(text):
    view = make_view(text)
    spans = [view.source(index, index + 1) for index in range(len(view.text))]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(high - low == 1 for low, high in spans)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("1\u00a0439\u2009services", "1 439 services"),
        ("on\u00adline  ser\u200bvices", "online services"),
        ("п\u2019ять п\u02bcять", "п'ять п'ять"),
        ("2021\u20132025", "2021-2025"),
        ("\u201cPlan\u201d \u00abПлан\u00bb", '"Plan" "План"'),
    ],
)
def test_what_writers_print_differently_looks_the_same(text, seen):
    assert make_view(text).text == seen


def test_both_places_of_a_vietnamese_tone_fold_to_one():
    assert fold("Số hoá, thuỷ sản") == fold("Số hóa, thủy sản")
    assert clean_phrase("  số   hoá ") == clean_phrase("số hóa")


# --- the phrase language --------------------------------------------------------------------------------------------


def found(phrase: str, text: str) -> list[str]:
    view = make_view(text)
    return [view.text[hit.start : hit.end] for hit in Lexicon([(phrase, Term("k", "c", "r"))]).find(view.lower)]


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("growth rate", "the Growth rate", ["Growth rate"]),
        ("growth rate", "growth  rate", ["growth rate"]),
        ("rate", "rates, crate, rate", ["rate"]),
        ("rate*", "rates, crate, rate", ["rates", "rate"]),
        ("повн* процес*", "повного процесу", ["повного процесу"]),
        ("(full|whole) process", "a whole process", ["whole process"]),
        ("(full|whole) process", "the process", []),
        ("[the] target", "the target, target", ["the target", "target"]),
        ("set .. target", "set a new target", ["set a new target"]),
        ("set .. target", "set one two three four target", []),
        ("set .. target", "set, then target", []),
        ("set ... target", "set one two three four five target", ["set one two three four five target"]),
        ("set (.. target|goal)", "set a target, set goal, set target", ["set a target", "set goal", "set target"]),
        ("comment \\(", "Comment (0)", ["Comment ("]),
        ("full-process", "full\u2013process", ["full-process"]),
        ("п'ят*", "п\u2019ятого", ["п\u2019ятого".replace("\u2019", "'")]),
        ("số hoá", "số hóa hồ sơ", ["số hóa"]),
        ("percent", "5percent", []),
        ("%", "5%", ["%"]),
    ],
)
def test_phrases_mean_what_the_guide_says(phrase, text, hits):
    assert found(phrase, text) == hits


@pytest.mark.parametrize("phrase", ["(a|b", "a)", "[a", "*", ".. a", "... a", "", "x" * (MAX_LENGTH + 1), "(a|.. b)"])
def test_a_malformed_phrase_is_refused(phrase):
    with pytest.raises(PatternError):
        found(phrase, "a")


def test_of_overlapping_phrases_of_one_kind_the_longest_wins_and_other_kinds_stay():
    lexicon = Lexicon(
        [
            ("online public services", Term("service", "online", "short")),
            ("full-process online public services", Term("service", "full", "long")),
            ("public", Term("role", "r", "inside")),
        ]
    )
    rules = [hit.term.rule for hit in lexicon.find("837 full-process online public services")]
    assert rules == ["long", "inside"]


# --- numbers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mark", "fractional", "value", "alternative"),
    [
        ("837", ".", None, "837", None),
        ("1,439", ".", None, "1439", "1.439"),
        ("1.439", ",", None, "1439", "1.439"),
        ("1.585", ".", None, "1.585", "1585"),
        ("1.585", ".", False, "1585", "1.585"),  # a count in a machine-translated article
        ("9,642", ".", True, "9.642", "9642"),  # a rate
        ("4.615", ".", False, "4615", "4.615"),
        ("25.500", ".", None, "25500", "25.500"),  # nobody prints a needless zero
        ("0.125", ",", None, "0.125", None),
        ("8.5", ",", None, "8.5", None),
        ("8,25", ".", None, "8.25", None),
        ("1 439", ",", None, "1439", None),
        ("1 439,5", ",", None, "1439.5", None),
        ("12.345.678", ".", None, "12345678", None),
        ("12,345,678", ",", None, "12345678", None),
        ("1,234.5", ".", None, "1234.5", None),
        ("1.234,5", ".", None, "1234.5", None),
        ("2.917.900,75", ",", None, "2917900.75", None),
    ],
)
def test_separators_are_read_by_their_evidence(text, mark, fractional, value, alternative):
    other = None if alternative is None else Decimal(alternative)
    assert read_number(text, mark, fractional) == Reading(Decimal(value), other)


@pytest.mark.parametrize("text", ["12.34.56", "1,23,456", "1.2,3.4"])
def test_what_is_no_number_is_not_read(text):
    assert read_number(text, ".") is None


@given(st.integers(0, 10**12), st.sampled_from([",", ".", " "]))
def test_a_grouped_integer_with_two_groups_or_more_is_read_whatever_its_mark(number, mark):
    printed = f"{number:,}".replace(",", mark)
    if printed.count(mark) > 1 or mark == " ":
        reading = read_number(printed, "." if mark == "," else ",")
        assert reading is not None and reading.value == number


# --- quantities -----------------------------------------------------------------------------------------------------


@cache
def kit(code: str) -> LanguageKit:
    return LanguageKit(load_pack(code))


def quantities(code: str, text: str) -> list[str]:
    """``comparator value unit`` of each quantity; "eq" is left out."""
    view = make_view(text)
    hits = kit(code).lexicon.find(view.lower)
    periods = kit(code).periods.find(view, hits, [])
    items, _ = kit(code).quantities.find(view, hits, [(p.start, p.end) for p in periods])
    return [f"{item.comparator} {describe(item)}".removeprefix("eq ").removeprefix("range ") for item in items]


@pytest.mark.parametrize(
    ("code", "text", "read"),
    [
        ("en", "growth of 8.5%", ["8.5 percent"]),
        ("en", "growth of 9,642%", ["9.642 percent"]),
        ("en", "1.585 online services", ["1585"]),
        ("en", "4.615 billion VND", ["4615000000000 VND"]),
        ("en", "VND 1,234.5 billion", ["1234500000000 VND"]),
        ("en", "12.345.678 dong", ["12345678 VND"]),
        ("en", "1\u202f234\u202f567 dong", ["1234567 VND"]),
        ("en", "US$12.2 billion", ["12200000000 USD"]),
        ("en", "from 8% to 8.5%", ["8..8.5 percent"]),
        ("en", "$3.5\u20134 billion", ["3500000000..4000000000 USD"]),
        ("en", "at least 80 percent", ["ge 80 percent"]),
        ("en", "80% or more", ["ge 80 percent"]),
        ("en", "no less than 95%", ["ge 95 percent"]),
        ("en", "more than 1,500 households", ["gt 1500 household"]),
        ("en", "approximately US$12.5 billion", ["approx 12500000000 USD"]),
        ("en", "1,436/1,770 services", ["1436/1770"]),
        ("en", "7 out of 8", ["7/8"]),
        ("en", "0.5 percentage points", ["0.5 percentage_point"]),
        ("en", "1.5 million people", ["1500000 person"]),
        ("en", "three communes", ["3"]),
        ("en", "at 8:30, Team No. 22 of the 20th", []),
        ("en", "in the first nine months of 2025", []),
        ("vi", "tăng 8,5%", ["8.5 percent"]),
        ("vi", "1.585 dịch vụ", ["1585"]),
        ("vi", "12,5 nghìn tỷ đồng", ["12500000000000 VND"]),
        ("vi", "25 500 tỷ đồng", ["25500000000000 VND"]),
        ("vi", "từ 8% trở lên", ["ge 8 percent"]),
        ("vi", "ít nhất 80%", ["ge 80 percent"]),
        ("vi", "7,5-8%", ["7.5..8 percent"]),
        ("vi", "3 triệu 500 nghìn", ["3500000"]),
        ("uk", "2 трлн 917,9 млрд грн", ["2917900000000 UAH"]),
        ("uk", "52 тисячі 386 мільярдів донгів", ["52386000000000 VND"]),
        ("en", "45 thousand and 3 million visitors", ["45000", "3000000"]),
        ("uk", "1 439 послуг", ["1439"]),
        ("uk", "1.439 послуг", ["1439"]),
        ("uk", "не менше 80%", ["ge 80 percent"]),
        ("uk", "від 7 до 8%", ["7..8 percent"]),
        ("uk", "понад 1,5 млн осіб", ["gt 1500000 person"]),
    ],
)
def test_quantities_are_read_with_unit_scale_and_comparator(code, text, read):
    assert quantities(code, text) == read


def test_an_amount_converted_in_brackets_is_a_second_quantity():
    assert quantities("en", "VND 2,500 billion (US$98 million)") == ["2500000000000 VND", "98000000 USD"]


# --- periods --------------------------------------------------------------------------------------------------------


def periods(code: str, text: str, on: dt.date | None = ON) -> list[str]:
    view = make_view(text)
    items = resolve_periods(kit(code).periods.find(view, kit(code).lexicon.find(view.lower), []), on)
    return [item.iso for item in items if item.iso is not None]


@pytest.mark.parametrize(
    ("code", "text", "iso"),
    [
        ("en", "in March 2025", "2025-03"),
        ("en", "on March 6", "2025-03-06"),
        ("en", "by June 30, 2025", "2025-06-30"),
        ("en", "in 2021\u20132025", "2021/2025"),
        ("en", "in 2026-30", "2026/2030"),
        ("en", "the third quarter of 2025", "2025-Q3"),
        ("en", "first nine months of 2025", "2025-01/2025-09"),
        ("en", "first three months of 2025", "2025-Q1"),
        ("en", "the first half of 2025", "2025-H1"),
        ("en", "this year", "2025"),
        ("en", "last year", "2024"),
        ("vi", "quý III năm 2025", "2025-Q3"),
        ("vi", "9 tháng đầu năm 2025", "2025-01/2025-09"),
        ("vi", "ngày 26 tháng 3 năm 2025", "2025-03-26"),
        ("vi", "nhiệm kỳ 2025 - 2030", "2025/2030"),
        ("uk", "третій квартал 2025 року", "2025-Q3"),
        ("uk", "за дев\u2019ять місяців 2025 року", "2025-01/2025-09"),
        ("uk", "26 березня 2025 року", "2025-03-26"),
        ("uk", "у 2021–2025 роках", "2021/2025"),
    ],
)
def test_periods_are_read_in_iso(code, text, iso):
    assert periods(code, text) == [iso]


def test_a_date_that_no_calendar_has_is_no_period():
    assert periods("en", "on 31.02.2025") == []


@pytest.mark.parametrize("text", ["on March 6", "this year", "in the third quarter"])
def test_what_leaves_the_year_open_stays_open_without_a_known_date(text):
    assert periods("en", text, None) == []


def test_a_month_that_is_also_a_word_needs_its_capital():
    assert periods("en", "the province may grow") == []
    assert periods("en", "in May 2025") == ["2025-05"]


@pytest.mark.parametrize(
    ("phrase", "text", "hit"),
    [
        ("(farm|fish), forest rate", "the farm, forest rate", "farm, forest rate"),
        ("(agro|agri)-forest* sector", "the agro-forestry sector", "agro-forestry sector"),
        ("(commune|ward)'s centre", "a ward's centre", "ward's centre"),
    ],
)
def test_punctuation_right_behind_a_choice_belongs_to_it(phrase, text, hit):
    assert found(phrase, text) == [hit]
