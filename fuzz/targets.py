"""What fuzzing runs on each input, and what must hold of the outcome; needs no fuzzer, so that findings can be tests."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache

from govextract.article import Article
from govextract.lexing.resolving import resolve_periods
from govextract.lexing.symbols import find_symbols
from govextract.lexing.tables import Words, lay_out
from govextract.lexing.view import View, make_view
from govextract.pipeline import Extractor, LanguageKit
from govextract.read import ADVICE, Reason, read_bytes
from govextract.records import Reject
from govextract.rulepack import load_pack, pack_codes
from govextract.zones import make_blocks, make_sentences, url_spans

NAMES = ("a.txt", "a.json", "a.jsonl", "-", "a.zip", "a.warc", "a.warc.gz")
MOST_BYTES = 4096
ON = dt.date(2025, 6, 1)
PIECES = (
    *"0123456789", " ", "\n", ".", ",", "/", "-", "–", ":", ";", "%", "(", ")", "'", "’", '"', "“", "\u00a0", "\u200b", "\u00ad",
    " 1.585", "10", "2025", "/2025", "57", "22/12/2024", "31.12.2030", "99/99/9999", "1 000 000", "12,5", "-NQ/TW", "/QĐ-TTg",
    "/NĐ-CP", "NQ-HĐND", "QH15", "№ ", "Số ", "Resolution No. ", "Nghị quyết ", "Постанова ", "Quyết định ", "Decision ",
    " billion", " triệu", " tỷ đồng", " млрд", " тис.", "USD ", "US$", "VND", "₴", "€", " percent", " phần trăm", " відсотків",
    " by ", " from ", " to ", " до ", " з ", " đến ", " từ ", " năm ", " року", " tháng ", " quý ", "Q3", " quarter", " May ",
    "March", "березня", "the first half of ", "6 tháng đầu năm ", "перші шість місяців ", "2021-2025", " out of ", " of ",
    "growth", "GRDP", "tăng trưởng", "зростання", "target", "mục tiêu", "мета", "services", "dịch vụ công", "послуг",
    "online", "toàn trình", "повного циклу", "at least ", "не менше ", "ít nhất ", "Bình Định", "Kon Tum", "Hải Dương",
    "https://a.vn/b-2025", "\n- ", "\n1. ", "\n\n", ". ", "!", "İ", "ß", "ﬁ", "e\u0301", "😀", "А", "О", "ơ", "Đ",
)  # fmt: skip

CELLS = (
    "|", " | ", "\t", " - ", " – ", "\n", "\n|", "|\n", "\n|---|---|\n", "....... ", "……", "____", "1", "2", "6,450", "9 - 11",
    "≥ 58", "72,5%", "2026", "", " ", "\u200b", "\u00ad", "-", "x", "No.", "Indicator", "Unit", "plan 2025", "% of plan",
    "So kế hoạch (%)", "9 months", "(ha)", ", million VND", "%", "ha", "million VND", "Visitors", "Khách du lịch", "- Services",
    "Провінція", "e\u0301", "😀", ":", "(", ")", "\r", "\u00a0", "a" * 310,
)  # fmt: skip
LINE = re.compile(r"[^\n]+")


class _Guess:
    """What charset-normalizer answers, as far as it is asked."""

    def __init__(self, data: bytes) -> None:
        self._text, self.encoding = data.decode("koi8_u"), "koi8_u"

    def __str__(self) -> str:
        return self._text

    def best(self) -> _Guess:
        return self


def guess_quickly() -> None:
    """Replaces the guess at an unknown encoding, which is a library's and takes most of the time, by a fixed answer."""
    import charset_normalizer

    charset_normalizer.from_bytes = lambda data, **options: _Guess(data)


def check_reader(data: bytes) -> int:
    """Reads ``data`` under a name that its first byte chooses; returns how many items came of it."""
    if not data:
        return 0
    return _check_items(data[1:], NAMES[data[0] % len(NAMES)])


def check_pages(data: bytes) -> int:
    """Reads ``data`` as a web page: apart from ``check_reader``, because it takes a hundred times as long."""
    return _check_items(data, "a.html")


def _check_items(data: bytes, name: str) -> int:
    items = list(read_bytes(data, name, max_bytes=MOST_BYTES))
    assert items, "an input must end as an article or as a reject"
    for item in items:
        item.path.encode("utf-8")
        if isinstance(item, Reject):
            assert item.message.endswith(ADVICE[Reason(item.reason)]), item
        else:
            _check_article(item)
    return len(items)


def _check_article(article: Article) -> None:
    assert article.text.strip() and "\r" not in article.text and "\0" not in article.text
    assert unicodedata.is_normalized("NFC", article.text)
    for stored in (article.text, article.title or "", article.url or "", *article.warnings):
        stored.encode("utf-8")


@cache
def kits() -> tuple[LanguageKit, ...]:
    """The compiled rules of every language."""
    return tuple(LanguageKit(load_pack(code)) for code in pack_codes())


@cache
def extractor() -> Extractor:
    """The whole pipeline, names by the gazetteer alone."""
    return Extractor(None, "off")


def as_text(data: bytes) -> str:
    """``data`` as text: a byte a piece of news language, or raw UTF-8 when the first byte is odd."""
    if data[:1] and data[0] % 2:
        text = data[1:].decode("utf-8", "ignore").replace("\0", "").replace("\r", "\n")
    else:
        text = "".join(PIECES[byte % len(PIECES)] for byte in data[1:])
    return unicodedata.normalize("NFC", text)


def check_lexers(data: bytes) -> int:
    """Lexes a text made of ``data`` in one language; returns how many mentions were found."""
    if len(data) < 2:
        return 0
    kit = kits()[data[0] % len(kits())]
    text = as_text(data[1:])
    view = make_view(text)
    assert len(view.lower) == len(view.text)
    hits = kit.lexicon.find(view.lower)
    blocks = make_blocks(view, hits)
    sentences = make_sentences(view, blocks, hits)
    urls = url_spans(view)
    symbols = find_symbols(view, kit.symbols) if kit.symbols else []
    taken = sorted([*urls, *((s.start, s.end) for s in symbols)])
    periods = resolve_periods(kit.periods.find(view, hits, taken), ON)
    taken = sorted([*taken, *((p.start, p.end) for p in periods)])
    quantities, labels = kit.quantities.find(view, hits, taken)
    for group in (hits, blocks, sentences, symbols, periods, quantities, labels):
        for found in group:
            _check_span(found.start, found.end, view, text)
    for period in periods:
        assert period.iso is None or period.iso[:4].isdigit()
    for quantity in quantities:
        assert quantity.value.is_finite()
        assert quantity.start <= quantity.core_start < quantity.core_end <= quantity.end
        assert quantity.value_max is None or quantity.value < quantity.value_max
    return len(symbols) + len(periods) + len(quantities) + len(labels)


def _check_span(start: int, end: int, view: View, text: str) -> None:
    assert 0 <= start <= end <= len(view.text)
    if start < end:
        low, high = view.source(start, end)
        assert 0 <= low < high <= len(text)


def as_table(data: bytes) -> str:
    """``data`` as lines of cells: a byte a piece of a table."""
    return unicodedata.normalize("NFC", "".join(CELLS[byte % len(CELLS)] for byte in data))


def check_tables(data: bytes) -> int:
    """Lays out a table made of ``data``; returns how many headings of columns were set beside numbers."""
    text = as_table(data)
    laid = lay_out(text, Words(lambda unit: unit in ("%", "million VND", "ha"), lambda heading: "plan" in heading))
    if laid is None:
        return 0
    view = make_view(text, laid)
    assert len(view.lower) == len(view.text)
    for start, end, shift in zip(laid.starts, [*laid.starts[1:], len(laid.text)], laid.shifts, strict=True):
        assert start < end
        assert end - start == 1 or laid.text[start:end] == text[start + shift : end + shift]
    for position in range(len(view.text)):
        _check_span(position, position + 1, view, text)
    lines = [match.span() for match in LINE.finditer(view.text)]
    headings = [heading for line in lines for heading in view.headings(*line)]
    assert all(0 <= start < end <= len(view.text) for start, end in headings)
    return len(headings)


def check_pipeline(data: bytes) -> int:
    """Extracts a text made of ``data``; returns how many facts came of it."""
    text = as_text(data)
    if not text.strip():
        return 0
    found = extractor().extract(Article(text, "a.txt"))
    facts = (*found.targets, *found.resolutions, *found.services, *found.observations)
    for fact in facts:
        assert text[fact.start : fact.end] == fact.evidence
    return len(facts)


TARGETS = {"reader": check_reader, "pages": check_pages, "lexers": check_lexers, "tables": check_tables, "pipeline": check_pipeline}
