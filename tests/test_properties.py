"""What must hold for any input, tried on hundreds of generated ones; the same ones each time."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import sys
import unicodedata
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent / "hostile"))

from archive_kit import answer, record, zipped

from govextract.article import Article
from govextract.lexing.numbers import MOST_DIGITS, read_number
from govextract.lexing.resolving import resolve_periods
from govextract.lexing.symbols import find_symbols
from govextract.lexing.view import View, make_view
from govextract.pipeline import Extractor, LanguageKit
from govextract.read import ADVICE, Reason, read_bytes
from govextract.records import Reject
from govextract.rulepack import load_pack, pack_codes

MANY = settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
ON = dt.date(2025, 6, 1)
ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?|-Q[1-4]|-H[12])?(/\d{4}(-(0[1-9]|1[0-2]))?)?")


@cache
def kit(code: str) -> LanguageKit:
    return LanguageKit(load_pack(code))


@cache
def extractor() -> Extractor:
    return Extractor(None, "off")


CODES = st.sampled_from(pack_codes())
WORDS = st.sampled_from(
    ["growth", "GRDP", "target", "of", "by", "to", "from", "at least", "billion VND", "percent", "%", "services", "online",
     "tăng trưởng", "mục tiêu", "đạt", "từ", "đến", "năm", "tháng", "quý", "tỷ đồng", "dịch vụ công", "toàn trình",
     "зростання", "мета", "у", "до", "з", "року", "млрд", "відсотків", "послуг", "березня", "March", "May", "thứ", "№", "Số",
     "Resolution No.", "Nghị quyết", "Постанова", "NQ-CP", "/QĐ-TTg", "NQ/TW", "Hải Dương", "Kon Tum", "-", "–", "/", "(", ")",
     "\n", ".", ",", ";", ":", "\u00a0", "\u200b", "\u00ad", "’", "“", "https://a.vn/b"]
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 10**7).map(str),
    st.decimals(0, 1000, places=2).map(str),
    st.integers(1000, 10**9).map(lambda n: f"{n:,}"),
    st.dates(dt.date(1990, 1, 1), dt.date(2050, 1, 1)).map(lambda d: f"{d:%d/%m/%Y}"),
    st.text("0123456789.,/- ", min_size=1, max_size=15),
)
TEXTS = st.lists(st.one_of(WORDS, NUMBERS, st.text(max_size=4)), max_size=25).map(
    lambda parts: unicodedata.normalize("NFC", " ".join(parts)).replace("\r", "\n").replace("\0", "")
)

# --- reading --------------------------------------------------------------------------------------------------------

BYTES = st.one_of(
    st.binary(max_size=200),
    TEXTS.map(str.encode),
    TEXTS.map(lambda text: text.encode("utf-16")),
    TEXTS.map(lambda text: text.encode("cp1251", "ignore")),
    st.dictionaries(st.sampled_from(["text", "title", "url", "published"]), st.one_of(TEXTS, st.none(), st.integers())).map(
        lambda value: repr(value).replace("'", '"').encode("utf-8", "replace")
    ),
)
SUFFIXES = st.sampled_from([".txt", ".json", ".jsonl", ".zip", ".warc", ".warc.gz", ".docx", ""])


def check(items: list[Article | Reject]) -> None:
    assert items
    assert len({item.path for item in items}) == len(items)
    for item in items:
        if isinstance(item, Reject):
            assert item.message.endswith(ADVICE[Reason(item.reason)])
        else:
            assert item.text.strip() and "\r" not in item.text and "\0" not in item.text
            assert unicodedata.is_normalized("NFC", item.text)
        repr(item).encode("utf-8")


@MANY
@given(BYTES, SUFFIXES)
def test_any_bytes_are_articles_or_rejects(data: bytes, suffix: str) -> None:
    check(list(read_bytes(data, "a" + suffix, max_bytes=2000)))


@MANY
@given(st.dictionaries(st.text(min_size=1, max_size=12), BYTES, max_size=4), SUFFIXES, st.integers(0, 400), st.integers(0, 255))
def test_any_archive_whole_or_damaged_is_accounted_for(members: dict[str, bytes], suffix: str, at: int, value: int) -> None:
    names = {name.encode("utf-8", "replace").decode() + suffix: data for name, data in members.items()}
    data = bytearray(zipped(names))
    check(list(read_bytes(bytes(data), "a.zip", max_bytes=2000)))
    data[at % len(data)] = value
    check(list(read_bytes(bytes(data), "a.zip", max_bytes=2000)))


@MANY
@given(st.lists(BYTES, max_size=4), st.integers(0, 1000), st.integers(0, 255))
def test_any_web_archive_whole_or_damaged_is_accounted_for(bodies: list[bytes], at: int, value: int) -> None:
    data = bytearray(b"".join(record(answer(body, media="text/plain")) for body in bodies) or b" ")
    check(list(read_bytes(bytes(data), "a.warc", max_bytes=2000)))
    data[at % len(data)] = value
    check(list(read_bytes(bytes(data), "a.warc", max_bytes=2000)))


@MANY
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_text_is_kept_as_it_is(text: str, encoding: str) -> None:
    (found,) = read_bytes(text.encode(encoding), "a.txt")
    assert isinstance(found, Reject) or found.warnings or found.text == unicodedata.normalize("NFC", text.lstrip("\ufeff"))


PRINTED = re.compile(r"[0-9]{1,3}( [0-9]{3}){1,6}([.,][0-9]{1,3})?|[0-9]{1,25}([.,][0-9]{1,4}){0,4}")

# --- numbers --------------------------------------------------------------------------------------------------------


@MANY
@given(st.integers(0, 10**15), st.sampled_from([".", ",", " "]), st.sampled_from([".", ","]), st.sampled_from([None, False]))
def test_a_grouped_number_is_read_as_what_was_printed(number: int, mark: str, decimal: str, fractional: bool | None) -> None:
    printed = f"{number:,}".replace(",", mark)
    reading = read_number(printed, decimal, fractional)
    assert reading is not None
    if mark != decimal or fractional is False or number >= 10**6 or number < 1000:
        assert number in (reading.value, reading.alternative)


@MANY
@given(
    st.text("0123456789., ", min_size=1, max_size=40).filter(lambda t: t[0].isdigit() and t[-1].isdigit()), st.sampled_from(".,")
)
def test_a_number_is_read_as_finite_or_not_at_all(printed: str, decimal: str) -> None:
    reading = read_number(printed, decimal)
    if sum(map(str.isdigit, printed)) > MOST_DIGITS:
        assert reading is None
    elif reading is not None:
        assert reading.value.is_finite() and reading.value >= 0
        digits = printed.replace(" ", "").replace(",", "").replace(".", "")
        assert str(reading.value).replace(".", "").strip("0") == digits.strip("0")


@MANY
@given(CODES, TEXTS)
def test_quantities_are_whole_and_do_not_overlap(code: str, text: str) -> None:
    view = make_view(text)
    found, labels = kit(code).quantities.find(view, kit(code).lexicon.find(view.lower), [])
    for quantity in found:
        assert quantity.value.is_finite()
        assert quantity.value_max is None or quantity.value < quantity.value_max
        assert 0 <= quantity.start <= quantity.core_start < quantity.core_end <= quantity.end <= len(view.text)
    cores = sorted((q.core_start, q.core_end) for q in found if q.rule == "number")
    assert all(a[1] <= b[0] for a, b in pairwise(cores))
    assert all(label.start < label.end for label in labels)


# --- dates and periods ----------------------------------------------------------------------------------------------


@MANY
@given(CODES, st.integers(1900, 2099), st.integers(0, 13), st.integers(0, 33), st.sampled_from(["/", ".", "-"]))
def test_a_numeric_date_is_read_exactly_when_it_exists(code: str, year: int, month: int, day: int, mark: str) -> None:
    view = make_view(f"x {day:02d}{mark}{month:02d}{mark}{year} x")
    dates = [p.iso for p in resolve_periods(kit(code).periods.find(view, [], []), ON) if p.kind == "date" and p.iso]
    exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    assert all(dt.date.fromisoformat(iso) for iso in dates)
    assert dates == ([f"{year:04d}-{month:02d}-{day:02d}"] if exists and dates else [])
    if exists and mark in "/.":
        assert dates


@MANY
@given(CODES, TEXTS, st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)))
def test_periods_are_iso_and_do_not_overlap(code: str, text: str, on: dt.date) -> None:
    view = make_view(text)
    found = resolve_periods(kit(code).periods.find(view, kit(code).lexicon.find(view.lower), []), on)
    assert all(p.iso is None or ISO.fullmatch(p.iso) for p in found), [p.iso for p in found]
    assert all(a.end <= b.start for a, b in pairwise(found))


# --- symbols --------------------------------------------------------------------------------------------------------

TYPES, BODIES = st.sampled_from(["NQ", "QĐ", "NĐ", "TT", "CT", "KH"]), st.sampled_from(["CP", "TTg", "HĐND", "UBND", "BNV", "BTC"])


@MANY
@given(CODES, st.integers(1, 9999), st.integers(1990, 2030), TYPES, BODIES, WORDS.filter(str.isalpha), WORDS.filter(str.isalpha))
def test_a_whole_symbol_is_found_between_any_words(
    code: str, number: int, year: int, kind: str, body: str, before: str, behind: str
) -> None:
    symbol = f"{number}/{year}/{kind}-{body}"
    table = kit(code).symbols
    assert table is not None
    view = make_view(f"{before} {symbol} {behind}")
    found = [s for s in find_symbols(view, table) if view.text[s.start : s.end] == symbol]
    assert found and found[0].number == str(number)
    assert found[0].canonical in (symbol, None)


@MANY
@given(CODES, TEXTS)
def test_symbols_lie_in_the_text_and_do_not_overlap(code: str, text: str) -> None:
    table = kit(code).symbols
    assert table is not None
    view = make_view(text)
    found = find_symbols(view, table)
    assert all(0 <= s.start < s.end <= len(view.text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(sorted(found, key=lambda s: s.start)))


# --- offsets --------------------------------------------------------------------------------------------------------


@MANY
@given(TEXTS)
def test_every_span_of_the_view_maps_back_into_the_text(text: str) -> None:
    view: View = make_view(text)
    assert len(view.lower) == len(view.text)
    back = [view.source(index, index + 1) for index in range(len(view.text))]
    assert all(0 <= low < high <= len(text) for low, high in back)
    assert all(a[1] <= b[0] for a, b in pairwise(back))
    assert all(ch == text[low] or text[low] in "Ðð" or not ch.isalnum() for ch, (low, _) in zip(view.text, back, strict=True))


def _evidence(item: Any, text: str) -> None:
    assert text[item.start : item.end] == item.evidence


@MANY
@given(TEXTS)
def test_the_evidence_of_every_fact_is_what_stands_at_its_offsets(text: str) -> None:
    if not text.strip():
        return
    found = extractor().extract(Article(text, "a.txt"))
    facts: tuple[Any, ...] = (*found.targets, *found.resolutions, *found.services, *found.observations)
    for fact in facts:
        _evidence(fact, text)
        assert getattr(fact, "value", Decimal(0)).is_finite()
    for row in found.ledger:
        assert text[row.start : row.end] == row.text
