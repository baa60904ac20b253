"""Vietnamese in the encodings from before Unicode: recognised and converted, or refused by name; never mistaken."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "hostile"))

from archive_kit import in_legacy

from govextract.article import Article
from govextract.read import read_bytes
from govextract.records import Reject

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
OLD = ("TCVN3", "VISCII", "VNI")


def texts(language: str) -> list[str]:
    """The fixtures of a language, in small letters: TCVN3 has no capitals with tones."""
    files = sorted((FIXTURES / language).glob("*.txt"))
    return [unicodedata.normalize("NFC", file.read_text("utf-8")).lower() for file in files]


def only(data: bytes, name: str = "a.txt") -> Article | Reject:
    (found,) = read_bytes(data, name)
    return found


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("wrapped", [False, True], ids=["as bytes", "wrapped in UTF-8"])
def test_every_vietnamese_fixture_survives_the_round_trip(encoding: str, wrapped: bool) -> None:
    for text in texts("vi"):
        text = "".join(ch if ch.isascii() or ch.isalpha() else "-" for ch in text)  # their fonts lack dashes and quotes
        data = in_legacy(text, encoding)
        if wrapped:
            data = "".join(chr(b) if b < 0x80 or b >= 0xA0 else bytes([b]).decode("cp1252", "replace") for b in data).encode()
            if "\ufffd" in data.decode():
                continue  # a byte that windows-1252 lacks: no program could have wrapped it
        found = only(data)
        assert isinstance(found, Article), found
        assert found.text == text
        assert any(encoding in warning for warning in found.warnings)


def test_no_other_text_is_taken_for_one_of_them() -> None:
    for text in (*texts("uk"), *texts("en"), *texts("vi")):
        found = only(text.encode())
        assert isinstance(found, Article) and not found.warnings
    for text in texts("uk"):
        for encoding in ("cp1251", "koi8_u"):
            found = only(text.encode(encoding, "replace"))
            assert isinstance(found, Article)
            assert not any(old in warning for old in OLD for warning in found.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "L'année dernière, le gouvernement a décidé d'évaluer les résultats économiques à Noël, même très compliqués. ",
        "Die Bundesregierung hat für das nächste Jahr größere Ausgaben für Straßen, Brücken und Gebühren angekündigt. ",
        "El año pasado la administración pública aprobó más trámites electrónicos según la decisión; también mejoró. ",
        "A administração pública não aprovou as ações até então; são três milhões de cidadãos em situação de atenção. ",
    ],
)
def test_western_european_text_stays_what_it_is(text: str) -> None:
    found = only((text * 4).encode("cp1252"))
    assert isinstance(found, Article) and found.text == text * 4
    wrapped = only((text * 4).encode())
    assert isinstance(wrapped, Article) and wrapped.text == text * 4


def test_a_page_that_names_its_old_encoding_is_read_in_it() -> None:
    page = in_legacy('<html><head><meta charset="viscii"></head><body><p>tỉnh đạt 10%</p></body></html>', "VISCII")
    found = only(page, "a.html")
    assert isinstance(found, Article) and (found.text, found.warnings) == ("tỉnh đạt 10%", ())


def test_a_page_that_says_latin_1_is_looked_at_all_the_same() -> None:
    body = "<p>" + texts("vi")[0].replace("\n", "</p><p>") + "</p>"
    page = in_legacy(f'<html><head><meta charset="iso-8859-1"></head><body><article>{body}</article></body></html>', "VNI")
    found = only(page, "a.html")
    assert isinstance(found, Article) and any("VNI" in warning for warning in found.warnings)
    assert "tỉnh" in found.text or "năm" in found.text
